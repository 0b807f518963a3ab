"""What flaws do that concern StoreLogoff: the flag, the word, and the call."""

from typing import Final

from stage import Act, Rows, Stage


ABORT, NO_WAIT, ORDERLY, PURGE, QUIET = 0x8, 0x1, 0x2, 0x4, 0x10
INBOUND, OUTBOUND, QUEUE, COMPLETE = 0x20000, 0x40000, 0x80000, 0x10000


def reopen(flag: int) -> Act:
    """End the store, open it again, tell that store something and end it."""
    return lambda s: (s.release(), s.open(), s.tell(flag, store=1), s.release(1))


def use_child(s: Stage) -> None:
    """Tell a store something while a folder is open, and release store and folder."""
    folder = s.open_folder()
    s.tell(ORDERLY)
    s.release()
    folder.release()


TELLING: Final[Rows] = {
    "first-flag-wins": (
        lambda s: (s.tell(ORDERLY), s.tell(NO_WAIT), s.release()),
        ["1 told 0x2", "1 gone"],
    ),
    "flags-merged": (
        lambda s: (s.tell(ORDERLY), s.tell(NO_WAIT), s.release()),
        ["1 told 0x3", "1 gone"],
    ),
    "default-not-abort": (lambda s: s.release(), ["1 told 0x1", "1 gone"]),
    "add-ref-resets-the-flag": (
        lambda s: (s.tell(ORDERLY), s.add_ref(), s.release(), s.release()),
        ["1 told 0x8", "1 gone"],
    ),
    "further-logon-drops-the-flag": (
        lambda s: (s.tell(ORDERLY), s.open(), s.release(0, 1)),
        ["1 told 0x8", "1 gone"],
    ),
    "children-take-the-flag": (use_child, ["1 told 0x8", "1 gone"]),
    "deaf-to-the-spooler": (
        lambda s: (s.open(spooler=True), s.tell(ORDERLY, store=1), s.release(1)),
        ["2 told 0x8", "2 gone"],
    ),
    "reopened-abort-is-quiet": (
        reopen(ABORT),
        ["1 told 0x8", "1 gone", "2 told 0x10", "2 gone"],
    ),
    "reopened-no-wait-is-orderly": (
        reopen(NO_WAIT),
        ["1 told 0x8", "1 gone", "2 told 0x2", "2 gone"],
    ),
    "reopened-orderly-is-no-wait": (
        reopen(ORDERLY),
        ["1 told 0x8", "1 gone", "2 told 0x1", "2 gone"],
    ),
    "reopened-purge-is-no-wait": (
        reopen(PURGE),
        ["1 told 0x8", "1 gone", "2 told 0x1", "2 gone"],
    ),
    "reopened-quiet-is-abort": (
        reopen(QUIET),
        ["1 told 0x8", "1 gone", "2 told 0x8", "2 gone"],
    ),
    "request-comes-back": (lambda s: s.tell(ORDERLY), ["StoreLogoff 0x0 0x2"]),
    "undocumented-bit": (lambda s: s.tell(ORDERLY), ["StoreLogoff 0x0 0x100"]),
    "claims-activity": (lambda s: s.tell(ORDERLY), ["StoreLogoff 0x0 0x20000"]),
    "busy-with-children": (
        use_child,
        ["StoreLogoff 0x8004010b 0x0", "1 told 0x2", "1 gone"],
    ),
    "closed-by-logoff": (
        lambda s: (s.tell(ORDERLY), s.get_props()),
        ["GetProps 0x80040108"],
    ),
    "abort-takes-a-reference": (
        lambda s: (s.add_ref(), s.tell(ABORT), s.release()),
        ["1 told 0x8", "1 gone"],
    ),
    "eager-drops-the-answer": (
        lambda s: (s.answers.append((INBOUND, 0)), s.tell(QUIET)),
        ["1 told 0x10"],
    ),
    "eager-complete-though-refused": (
        lambda s: (s.answers.append((INBOUND, 0)), s.tell(QUIET)),
        ["1 told 0x10", "StoreLogoff 0x0 0x10000"],
    ),
    "eager-hides-inbound": (
        lambda s: (s.answers.append((INBOUND | QUEUE, 0)), s.tell(QUIET)),
        ["1 told 0x10", "StoreLogoff 0x0 0x80000"],
    ),
    "eager-hides-outbound": (
        lambda s: (s.answers.append((OUTBOUND | QUEUE, 0)), s.tell(QUIET)),
        ["1 told 0x10", "StoreLogoff 0x0 0x80000"],
    ),
    "eager-hides-the-queue": (
        lambda s: (s.answers.append((COMPLETE | QUEUE, 0)), s.tell(QUIET)),
        ["1 told 0x10", "StoreLogoff 0x0 0x10000"],
    ),
    "eager-asks-late": (
        lambda s: (s.tell(ORDERLY), s.release()),
        ["1 told 0x2", "1 gone"],
    ),
    "eager-asks-again": (
        lambda s: (s.tell(ORDERLY), s.release()),
        ["1 told 0x2", "StoreLogoff 0x0 0x10000", "1 told 0x2", "1 gone"],
    ),
    "eager-saves-the-answer": (
        lambda s: (s.answers.append((INBOUND, 0)), s.tell(QUIET), s.tell(ORDERLY)),
        [
            "1 told 0x10",
            "StoreLogoff 0x0 0x20000",
            "1 told 0x20002",
            "StoreLogoff 0x0 0x10000",
        ],
    ),
    "transports-early": (
        lambda s: (s.tell(ORDERLY), s.add_ref()),
        ["1 told 0x2"],
    ),
    "called-twice": (lambda s: s.release(), ["1 told 0x8", "1 told 0x8", "1 gone"]),
    "never-called": (lambda s: (s.tell(ORDERLY), s.release()), ["1 gone"]),
    "only-when-told": (lambda s: s.release(), ["1 gone"]),
    "only-the-first-time": (
        reopen(ORDERLY),
        ["1 told 0x8", "1 gone", "2 gone"],
    ),
    "children-end-in-silence": (use_child, ["1 gone"]),
}
