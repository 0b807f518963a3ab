"""Which known flaws break the same clauses as a case does."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mapi_conformance.port.flaw import Flaw
from mapi_conformance.run.record import CaseRecord


def with_look_alikes(
    cases: Iterable[CaseRecord], flaws: Mapping[str, Flaw]
) -> tuple[CaseRecord, ...]:
    """Note at each case about a provider the flaws that are about just its clauses."""
    known: dict[frozenset[str], tuple[str, ...]] = {}
    for flaw in flaws.values():
        if flaw.subject == "provider":
            broken = frozenset(flaw.breaks)
            known[broken] = (*known.get(broken, ()), flaw.name)
    return tuple(_noted(case, known) for case in cases)


def _noted(
    case: CaseRecord, known: Mapping[frozenset[str], tuple[str, ...]]
) -> CaseRecord:
    alike = known.get(frozenset(case.broken), ()) if case.broken else ()
    return replace(case, look_alikes=alike) if _is_red(case) and alike else case


def _is_red(case: CaseRecord) -> bool:
    return case.verdict.fails and case.subject == "provider"
