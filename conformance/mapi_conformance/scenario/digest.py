"""What decides the verdict of a case, as a number that anybody can compute again.

Layout, comments, titles, notes and how a value is spelled do not count. Calls, values,
expectations, citations, what is watched, laws, conditions, and the levels and sentences
of the clauses do, wherever they were written down.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields
from functools import cache
from typing import Any

from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.catalogue import Catalogue, Clause
from mapi_conformance.scenario.model import Law, WatchedKind
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
            "alphabet": [*map(_plain_of_corpus, case.alphabet)],
            "laws": [*map(_plain_of_corpus, case.laws)],
            "setup": _plain(case.setup),
            "steps": _plain(case.steps),
            "clauses": {
                clause: digest_clause(catalogue[clause])
                for clause in sorted(set(_leant_on(case)))
            },
        }
    )


@cache
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
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (tuple, list)):
        return [_plain(each) for each in value]
    if isinstance(value, (frozenset, set)):
        return sorted(map(_plain, value))
    if isinstance(value, bytes):
        return {"hex": value.hex()}
    kind: Any = type(value)
    kept = {
        name: _plain(getattr(value, name))
        for name, default in _deciding(kind)
        if getattr(value, name) != default
    }
    return {"is": kind.__name__, **kept}


@cache
def _plain_of_corpus(value: WatchedKind | Law) -> Any:
    """Write once what the corpus file gives to hundreds of cases."""
    return _plain(value)


@cache
def _deciding(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    """The fields of a dataclass that decide, each with its default."""
    return tuple(
        (field.name, _default(field))
        for field in fields(kind)
        if field.name not in _FOR_PEOPLE and not _spells(kind, field.name)
    )


def _default(field: Field[Any]) -> Any:
    factory = field.default_factory
    return field.default if factory is MISSING else factory()


def _spells(kind: type[Any], name: str) -> bool:
    """Whether ``words`` is how bits or codes are spelled, and no data."""
    return name == "words" and kind in (Bits, ErrorValue)
