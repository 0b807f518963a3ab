"""What decides the verdict of a case, as a number that anybody can compute again.

Layout, comments, titles, notes and how a value is spelled do not count. Calls, values,
expectations, citations, what is watched, laws, conditions, and the levels and sentences
of the clauses do, wherever they were written down.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from typing import Any

from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.catalogue import Catalogue, Clause
from mapi_conformance.scenario.values import Bits, ErrorValue


#: Fields that are for people; ``text`` spells what stands beside it.
_FOR_PEOPLE = frozenset({"place", "note", "text"})


def digest_case(case: Case, catalogue: Catalogue) -> str:
    """Compute the digest of a case, with everything it leans on."""
    scenario = case.scenario
    return _digest(
        {
            "subject": case.suite.subject.value,
            "profiles": scenario.profiles,
            "requires": scenario.requires,
            "without": scenario.without,
            "observe": scenario.observe,
            "alphabet": _plain(case.alphabet),
            "laws": _plain(case.laws),
            "setup": _plain(case.setup),
            "steps": _plain(case.steps),
            "clauses": {
                clause: digest_clause(catalogue[clause])
                for clause in sorted(set(_leant_on(case)))
            },
        }
    )


def digest_clause(clause: Clause) -> str:
    """Compute the digest of a clause: whom it binds, when, how hard, and to what."""
    return _digest(
        {
            "subject": clause.subject,
            "profile": clause.profile,
            "level": clause.level,
            "status": clause.status,
            "text": " ".join(clause.text.split()),
        }
    )


def digest_lines(lines: Iterable[str]) -> str:
    """Compute the digest of a set of lines."""
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()


def _leant_on(case: Case) -> Iterable[str]:
    yield from case.clauses
    for kind in case.alphabet:
        yield from (*kind.unexpected, *kind.missing, *kind.again)


def _digest(plain: Mapping[str, Any]) -> str:
    text = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> Any:
    """Write a value in one way only, with the kind of every dataclass.

    A field that has its default is left out: one that a later suite adds, and that
    changes nothing here, leaves the digest as it is.
    """
    if is_dataclass(value) and not isinstance(value, type):
        kept = {f.name: _plain(getattr(value, f.name)) for f in _deciding(value)}
        return {"is": type(value).__name__, **kept}
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    if isinstance(value, (frozenset, set)):
        return sorted(map(_plain, value))
    if isinstance(value, bytes):
        return {"hex": value.hex()}
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    return {"is": type(value).__name__, "text": str(value)}


def _spells(value: object, name: str) -> bool:
    """Whether ``words`` is how bits or codes are spelled, and no data."""
    return name == "words" and isinstance(value, (Bits, ErrorValue))


def _deciding(value: Any) -> Iterable[Any]:
    for field in fields(value):
        if field.name in _FOR_PEOPLE or _spells(value, field.name):
            continue
        if field.default_factory is not MISSING:
            default = field.default_factory()
        else:
            default = field.default
        if getattr(value, field.name) != default:
            yield field
