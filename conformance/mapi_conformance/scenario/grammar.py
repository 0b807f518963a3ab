"""The words a scenario file is made of, and the checks on keys."""

import re
from collections.abc import Iterable

from mapi_conformance.scenario.nodes import Fields
from mapi_conformance.scenario.problems import Problems
from mapi_conformance.wording import near


SUITE = (
    "suite",
    "about",
    "subject",
    "profile",
    "requires",
    "without",
    "watch",
    "laws",
    "given",
    "scenarios",
)
SCENARIO = (
    "id",
    "title",
    "about",
    "profile",
    "requires",
    "without",
    "axes",
    "rows",
    "distinct",
    "given",
    "watch",
    "laws",
    "observe",
    "steps",
)
CALL = (
    "by",
    "as",
    "returns",
    "out",
    "causes",
    "may cause",
    "cites",
    "times",
    "repeat",
    "observe",
    "note",
)
ACROSS = ("across", "causes", "may cause", "cites", "note")
GROUP = ("group", "repeat", "note")
SETTINGS = ("transports", "fast-shutdown", "answer")
#: Words of the language that this edition does not run yet, and why not.
RESERVED = {
    "await": "notifications are not delivered yet",
    "settle": "notifications are not delivered yet",
    "parallel": "threads have no semantics yet",
}
STEP_WORDS = ("across", "group", *SETTINGS)
#: What a clause can be cited for. ``*`` stands for a plain ``cites``.
ASPECTS = ("returns", "out", "happens", "args", "causes", "order")
OBSERVABLE = ("returns", "out", "causes")
CORPUS = ("values", "watch", "laws", "scenes")
WATCHED = ("unexpected", "missing", "again")
SCENE = ("about", "binds", "steps")
TRANSPORT_SWITCHES = ("inbox", "other-process", "flushing")
TRANSPORTS = (
    "inbound",
    "outbound",
    "queued",
    "ready",
    "active",
    "waiting",
    "deferred",
    "ends-after",
    *TRANSPORT_SWITCHES,
)
FAST_SHUTDOWN_SWITCHES = ("transport", "address-book")
FAST_SHUTDOWN = ("behavior", *FAST_SHUTDOWN_SWITCHES)
REPLY = ("returns", "out")
#: The reply that is left to MAPI.
DOCUMENTED = "documented"

_HANDLE = r"\$?[a-z][a-z0-9-]*(?:\.[a-z][a-z0-9-]*)*"
_CALL_KEY = re.compile(rf"({_HANDLE})\.([A-Z]\w*)")
_FACT_KEY = re.compile(rf"({_HANDLE})\.([a-z][a-z0-9-]*)")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def split_call(key: str) -> tuple[str, str] | None:
    """Split ``store.support.gone`` into handle and method or fact."""
    if "." not in key:
        return None
    match = _CALL_KEY.fullmatch(key) or _FACT_KEY.fullmatch(key)
    return (match[1], match[2]) if match else None


def is_id(text: str) -> bool:
    """Whether this is kebab-case."""
    return _ID.fullmatch(text) is not None


def check_keys(
    fields: Fields, allowed: Iterable[str], what: str, problems: Problems
) -> None:
    """Note every key that the mapping does not take."""
    words = tuple(allowed)
    for key, _ in fields.entries:
        if key.text not in words:
            problems.add(
                key.place,
                f"{key.text!r} is not a key of {what}{near(key.text, words)}",
            )
