"""What was played → the record of a case."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from mapi_conformance.judge.differences import Difference, Kind
from mapi_conformance.judge.effects import describe
from mapi_conformance.judge.show import printable, printable_lines, show, show_result
from mapi_conformance.judge.stage import Stage
from mapi_conformance.judge.verdict import Check, Outcome, Verdict
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.mapi.refs import UNTOUCHED
from mapi_conformance.port.host import Event, SupportLedger
from mapi_conformance.run.acts import Act
from mapi_conformance.run.player import Played
from mapi_conformance.run.record import (
    ActRecord,
    CaseRecord,
    CheckRecord,
    DifferenceRecord,
    EventRecord,
    ObjectRecord,
)
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.catalogue import Catalogue, Clause
from mapi_conformance.scenario.sites import sites_of


#: Why a case that was played says nothing.
ONLY_RECORDED = "what it saw is recorded and never judged"
NOTHING_AT_STAKE = "nothing happened that could have broken a clause it cites"
_GREEN = frozenset({Verdict.CONFORMS, Verdict.NOT_APPLICABLE})


def record_case(
    case: Case,
    played: Played,
    checks: Sequence[Check],
    verdict: Verdict,
    catalogue: Catalogue,
) -> CaseRecord:
    """Write down a case that was played."""
    about = first_clause(case, catalogue)
    differences = tuple(map(record_difference, played.findings.differences))
    return CaseRecord(
        id=case.id,
        path=case.suite.path,
        title=case.scenario.title,
        interface=about.interface if about else "",
        method=about.method if about else "",
        subject=case.suite.subject.value,
        profiles=case.scenario.profiles,
        verdict=verdict,
        reason=_reason(verdict, played.findings.differences, checks),
        blame=_blame(verdict, played.findings.differences),
        checks=_checks(case, played, checks, catalogue),
        differences=differences,
        observations=tuple(played.findings.observations),
        acts=() if verdict in _GREEN else _acts(played),
        printed="" if verdict in _GREEN else printable_lines(played.printed),
        wire=() if verdict in _GREEN else tuple(map(printable, played.crossed)),
        objects=() if verdict in _GREEN else _objects(played),
    )


def _checks(
    case: Case, played: Played, checks: Sequence[Check], catalogue: Catalogue
) -> tuple[CheckRecord, ...]:
    fired = _fired(case, played)
    return tuple(
        CheckRecord(
            clause=check.clause,
            level=catalogue[check.clause].severity,
            outcome=check.outcome,
            fired=tuple(sorted(fired[check.clause])),
        )
        for check in checks
    )


def _fired(case: Case, played: Played) -> Mapping[str, set[str]]:
    """Name the assertions that could have failed, by clause."""
    sites = sites_of(case)
    fired: dict[str, set[str]] = defaultdict(set)
    for each in played.findings.fired:
        site = sites.get(each.place) if each.place else None
        fired[each.clause].add(f"{site}: {each.aspect}" if site else each.aspect)
    return fired


def record_unplayed(
    case: Case, verdict: Verdict, reason: str, catalogue: Catalogue, blame: str = ""
) -> CaseRecord:
    """Write down a case that does not apply, or could not be played.

    None of its clauses was put at stake, and its record says so of each.
    """
    about = first_clause(case, catalogue)
    return CaseRecord(
        id=case.id,
        path=case.suite.path,
        title=case.scenario.title,
        interface=about.interface if about else "",
        method=about.method if about else "",
        subject=case.suite.subject.value,
        profiles=case.scenario.profiles,
        verdict=verdict,
        reason=reason,
        blame=blame,
        checks=tuple(
            CheckRecord(
                clause=clause,
                level=catalogue[clause].severity,
                outcome=Outcome.NOT_EXERCISED,
            )
            for clause in case.clauses
        ),
    )


def first_clause(case: Case, catalogue: Catalogue) -> Clause | None:
    """Tell what a case is about: the first clause it cites."""
    return next((catalogue[clause] for clause in case.clauses), None)


def _reason(
    verdict: Verdict,
    differences: Sequence[Difference],
    checks: Sequence[Check],
) -> str:
    if verdict is Verdict.NOT_APPLICABLE:
        return _why_unjudged(checks)
    if verdict is not Verdict.INCONCLUSIVE:
        return ""
    if _blame(verdict, differences) == "adapter":
        return "the adapter of the provider broke off; the provider is not blamed"
    return "; ".join(d.text for d in differences if d.self_check)


def _blame(verdict: Verdict, differences: Sequence[Difference]) -> str:
    if verdict is not Verdict.INCONCLUSIVE:
        return ""
    adapter = any(d.kind is Kind.ADAPTER for d in differences)
    return "adapter" if adapter else "suite"


def _why_unjudged(checks: Sequence[Check]) -> str:
    recorded = any(check.outcome is Outcome.OBSERVED for check in checks)
    return ONLY_RECORDED if recorded else NOTHING_AT_STAKE


def record_difference(difference: Difference) -> DifferenceRecord:
    """Write down a departure."""
    return DifferenceRecord(
        kind=difference.kind.value,
        text=difference.text,
        expected=difference.expected,
        seen=difference.seen,
        clauses=difference.clauses,
        place=str(difference.place or ""),
        event=difference.event,
        about=".".join(difference.about),
        self_check=difference.self_check,
    )


def _acts(played: Played) -> tuple[ActRecord, ...]:
    return tuple(record_act(act, played.stage) for act in played.acts)


def record_act(act: Act, stage: Stage) -> ActRecord:
    """Write down a call, what happened meanwhile, and what was found so far."""
    return ActRecord(
        label=act.label,
        events=tuple(_event(event, stage) for event in act.events),
        differences=tuple(map(record_difference, act.differences)),
        note=act.note,
    )


def _objects(played: Played) -> tuple[ObjectRecord, ...]:
    names = played.stage.names
    supports = [
        ObjectRecord(
            name=names.name(book.support),
            held=book.references,
            notes=_notes(book),
        )
        for book in played.ledger.supports
    ]
    memory = played.ledger.memory
    blocks = [ObjectRecord(name="memory", held=memory.unfreed)] if memory else []
    return (*supports, *blocks)


def _notes(book: SupportLedger) -> tuple[str, ...]:
    late = [f"{name} was called when it was gone" for name in book.late_calls]
    if book.excess_releases:
        late.append(f"released {book.excess_releases} times too often")
    return tuple(late if book.kept else ["the provider never kept it", *late])


def _event(event: Event, stage: Stage) -> EventRecord:
    return EventRecord(
        sequence=event.sequence,
        call=describe(event, stage.names),
        kind=".".join(event.kind),
        result=show_result(event),
        results=_results(event, stage),
        fault=printable(event.fault.text) if event.fault else "",
        thread=event.thread,
        children=tuple(_event(child, stage) for child in event.children),
    )


def _results(event: Event, stage: Stage) -> str:
    interface = INTERFACES.get(event.interface)
    method = interface.methods.get(event.name) if interface else None
    return ", ".join(
        f"{p.name}={show(event.results[p.name], p, stage.names)}"
        for p in (method.parameters if method else ())
        if event.results.get(p.name, UNTOUCHED) is not UNTOUCHED
    )
