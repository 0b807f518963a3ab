"""What a user may set about a testee, beside what every road understands."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mapi_conformance.errors import UnknownSetting
from mapi_conformance.port.provider import Setting


_MIB: Final = 1 << 20

#: Of every testee.
TESTEE: Final = (
    Setting(
        name="start",
        about="seconds in which a testee has to answer hello and reset, default 10",
    ),
    Setting(
        name="wait",
        about="attach: print the process id, wait for a debugger, lift all deadlines",
    ),
    Setting(name="message-limit", about="MiB that one message may have, default 16"),
    Setting(
        name="handle-limit",
        about="objects that may be open at a time, default 100000",
    ),
)
#: Of a testee that we start.
CHILD: Final = (
    Setting(
        name="memory-limit",
        about="MiB of address space for the process; default 1024 for a Python provider"
        " behind the wall, none otherwise; 0 is none",
    ),
    Setting(name="folder", about="where the command runs, default: where you run"),
)
#: Of a testee that listens.
PEER: Final = (
    Setting(
        name="token",
        about="the secret that a testee on another machine knows, best as env:NAME",
    ),
    Setting(
        name="tls-ca",
        about="a file with the certificate that the testee is known by; turns TLS on",
    ),
)
COMMAND: Final = (
    Setting(
        name="argv",
        about="the command as a list of arguments, in place of what stands after cmd:",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was set about a testee."""

    start: float
    attach: bool
    message: int
    handles: int
    memory: int


def read_options(settings: Mapping[str, str], *, memory: int = 0) -> Options:
    """Read the settings of a testee.

    Args:
        settings: As the user gave them.
        memory: MiB of address space where nothing is set.

    Raises:
        UnknownSetting: A value that its setting does not take.
    """
    wait = settings.get("wait", "")
    if wait not in ("", "attach"):
        raise UnknownSetting(f"wait={wait!r}: attach is all that can be waited for")
    return Options(
        start=math.inf if wait else read_number(settings, "start", 10.0, above=True),
        attach=bool(wait),
        message=int(read_number(settings, "message-limit", 16, above=True) * _MIB),
        handles=int(read_number(settings, "handle-limit", 100_000, above=True)),
        memory=int(read_number(settings, "memory-limit", memory) * _MIB),
    )


def read_number(
    settings: Mapping[str, str], name: str, standard: float, *, above: bool = False
) -> float:
    """Read a number that is not negative, or one above zero.

    Raises:
        UnknownSetting: It is something else.
    """
    text = settings.get(name, str(standard))
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not (number > 0 if above else number >= 0) or not math.isfinite(number):
        due = "a number above 0" if above else "a number from 0"
        raise UnknownSetting(f"{name}={text!r}: {due} is due")
    return number
