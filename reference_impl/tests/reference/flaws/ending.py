"""What flaws do that concern the end of a store, by Release and by Logoff."""

from typing import Final

from stage import Rows


ABORT, NO_WAIT, ORDERLY, PURGE = 0x8, 0x1, 0x2, 0x4
FAILED = 0x80004005


ENDING: Final[Rows] = {
    "support-first": (lambda s: s.release(), ["1 gone", "1 told 0x8 when gone"]),
    "talks-after-the-end": (
        lambda s: s.release(),
        ["1 told 0x8", "1 gone", "1 ModifyStatusRow"],
    ),
    "logon-talks-at-its-end": (
        lambda s: s.release(),
        ["1 told 0x8", "1 gone", "1 ModifyStatusRow"],
    ),
    "leaks-support": (lambda s: (s.release(), s.release()), ["1 told 0x8"]),
    "leaks-support-of-later-openings": (
        lambda s: (s.release(), s.open(), s.release(1)),
        ["1 told 0x8", "1 gone", "2 told 0x8"],
    ),
    "keeps-support-after-purge": (
        lambda s: (s.tell(PURGE), s.release(), s.events.append("then"), s.log_off()),
        ["1 told 0x4", "then", "1 gone"],
    ),
    "stops-at-a-failure": (
        lambda s: (s.answers.append((0, FAILED)), s.release()),
        ["1 told 0x8"],
    ),
    "release-ends-at-first": (
        lambda s: (s.add_ref(), s.release(), s.events.append("then"), s.release()),
        ["1 told 0x8", "1 gone", "then"],
    ),
    "counts-to-four": (
        lambda s: (s.add_ref(5), s.release(0, 0, 0, 0), s.get_props()),
        ["1 told 0x8", "1 gone", "GetProps 0x80040108"],
    ),
    "logoff-fails": (
        lambda s: s.log_off(),
        ["1 told 0x8", "1 gone", "1 Logoff 0x80004005"],
    ),
    "logoff-fails-inside": (
        lambda s: s.release(),
        ["1 told 0x8", "1 gone", "1 Logoff 0x80004005"],
    ),
    "logoff-complains": (
        lambda s: s.log_off(),
        ["1 told 0x8", "1 gone", "1 Logoff 0x8004010b"],
    ),
    "logoff-recurses": (
        lambda s: s.release(),
        ["1 told 0x8", "1 gone", "1 told 0x8 when gone", "1 released too often"],
    ),
    "logoff-releases-again": (
        lambda s: s.release(),
        ["1 told 0x8", "1 gone", "1 released too often"],
    ),
    "forced-end-aborts": (
        lambda s: (s.tell(ORDERLY), s.log_off()),
        ["1 told 0x8", "1 gone"],
    ),
    "forced-end-is-silent": (lambda s: s.log_off(), ["1 gone"]),
    "forced-end-of-the-first-store": (
        lambda s: (s.open(1), s.log_off(1), s.events.append("then"), s.release(1)),
        ["then", "2 told 0x8", "2 gone"],
    ),
    "forced-end-keeps-support": (
        lambda s: (s.tell(PURGE), s.log_off(), s.events.append("then"), s.release()),
        ["1 told 0x4", "then", "1 gone"],
    ),
    "late-release-ends-again": (
        lambda s: (s.log_off(), s.release()),
        ["1 told 0x8", "1 gone", "1 released too often"],
    ),
    "late-release-tells-again": (
        lambda s: (s.log_off(), s.release()),
        ["1 told 0x8", "1 gone", "1 told 0x8 when gone"],
    ),
}
