"""What can only be said at the end of a case: laws, silences, answers unasked for."""

from collections.abc import Collection, Iterable, Sequence

from mapi_conformance.judge.differences import Difference, Findings, Kind
from mapi_conformance.judge.facts import Facts, every_event
from mapi_conformance.judge.laws import LAWS
from mapi_conformance.port.host import Event
from mapi_conformance.scenario.case import (
    Across,
    Action,
    Case,
    Effects,
    Expectation,
    Group,
    Step,
)
from mapi_conformance.scenario.model import Subject


def judge_laws(case: Case, facts: Facts) -> Findings:
    """Judge the laws that a case invokes."""
    findings = Findings()
    for law in case.laws:
        found = LAWS[law.name](facts)
        if found.exercised:
            findings.exercise(law.clauses, f"law {law.name}", None)
        else:
            findings.pass_over(law.clauses)
        findings.differences += [
            Difference(kind=Kind.LAW, text=text, expected=law.name, clauses=law.clauses)
            for text in found.broken
        ]
    return findings


def weigh_silences(case: Case, findings: Findings, events: Sequence[Event]) -> None:
    """Count silence where what could have broken it came at another moment.

    A provider that never calls StoreLogoffTransports does not prove that it calls
    it late enough. Of MAPI, which is one and the same in every case, the other cases
    show that it does what it keeps from doing here.
    """
    if not findings.silences:
        return
    came = {event.kind for event in every_event(events)}
    for silence in findings.silences:
        if _at_stake(silence.clause, case, came):
            findings.fired.add(silence)
        else:
            findings.pass_over((silence.clause,))


def _at_stake(clause: str, case: Case, came: set[tuple[str, str]]) -> bool:
    """Whether what could have broken a silence came: its kind, else all awaited."""
    if case.suite.subject is Subject.MAPI:
        return True
    kinds = {kind.kind for kind in case.alphabet if clause in kind.unexpected}
    if kinds:
        return bool(kinds & came)
    awaited = _awaited(case)
    alphabet = {kind.kind for kind in case.alphabet}
    return awaited <= came if awaited else bool(came & alphabet)


def discount_answers(
    scripted: Collection[tuple[int, str]], findings: Findings, events: Sequence[Event]
) -> None:
    """Count nothing as tested where an answer of MAPI was scripted in vain.

    What is to follow from an answer was not tried if nobody asked for it.

    Args:
        scripted: Objects and methods whose answer was scripted.
        findings: What was found in the steps; laws come later and are not touched.
        events: What happened before the epilogue.
    """
    if not scripted:
        return
    asked = {(e.pointer.object, e.name) for e in every_event(events) if e.pointer}
    if set(scripted) - asked:
        findings.pass_over(findings.exercised)
        findings.fired.clear()
        findings.silences.clear()


def _awaited(case: Case) -> set[tuple[str, str]]:
    """The kinds of the subject's own doings that a case expects somewhere."""
    return {
        event.kind
        for action in case.steps
        for event in _expectations(action)
        if event.mine
    }


def _expectations(action: Action) -> Iterable[Expectation]:
    match action:
        case Step() | Across():
            yield from _nested(action.effects)
        case Group():
            for step in action.steps:
                yield from _expectations(step)


def _nested(effects: Effects) -> Iterable[Expectation]:
    for expected in effects.expected:
        yield expected
        yield from _nested(expected.effects)
