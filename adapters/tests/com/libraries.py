"""What the tests of libraries share."""

from collections.abc import Callable, Sequence
from pathlib import Path

from mapi_conformance.run.record import CaseRecord


EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "native-provider"
COMPILE = ("-std=c++17", "-O1", "-g", "-Wall", "-Wextra", "-Wno-non-virtual-dtor")

#: Builds a library of sources with options of the compiler.
Build = Callable[..., Path]
#: Judges cases of a library: its path, settings, ids.
Judge = Callable[..., Sequence[CaseRecord]]
#: The property of the profile that tells the flawed example what to do.
WHICH = "section.own.0x6601001E"
#: The flaws that it has a twin of.
NATIVE = (
    "first-flag-wins",
    "flags-merged",
    "default-not-abort",
    "transports-early",
    "support-first",
    "eager-drops-the-answer",
    "forgets-one-store",
    "called-twice",
    "never-called",
    "leaks-support",
    "release-ends-at-first",
    "logoff-fails",
    "frees-twice",
    "frees-linked",
    "links-to-freed",
    "forgets-block",
)
#: How the example is configured.
SETTINGS = {
    "first-store": "native-store-1",
    "second-store": "native-store-2",
    "profile": "deferred",
    "capabilities": "folders,spooler-logon,fast-shutdown,provider-shutdown",
    "deadline": "20",
}
#: Structures of MAPI in bytes, where pointers have 64 bits and where they have 32.
SIZES = {
    "SBinary": (16, 8),
    "SPropValue": (24, 16),
    "SRow": (16, 12),
    "ADRENTRY": (16, 12),
    "SPropProblem": (12, 12),
    "SSortOrder": (8, 8),
    "SSortOrderSet": (20, 20),
    "MAPIERROR": (32, 20),
    "NEWMAIL_NOTIFICATION": (56, 28),
    "OBJECT_NOTIFICATION": (72, 40),
    "TABLE_NOTIFICATION": (80, 56),
    "NOTIFICATION": (88, 64),
}
