"""What a scenario that can be read still lacks before its verdict means much.

======= ===========================================================================
twin    A refusal that is judged needs its control: in the same scenario the same
        method has to succeed once, or a provider that refuses everything passes.
guard   A call that a provider may rightly lack needs the capability in ``requires``,
        or in ``without`` where its refusal is what is judged.
clause  A scenario needs a clause, cited or of a law; without one it finds nothing.
claim   A must that the pages contradict, and that no profile settles, is not to be
        claimed of every provider: it is observed.
======= ===========================================================================
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from mapi_conformance.mapi.codes import failed, succeeded
from mapi_conformance.scenario.case import Across, Action, Case, Group, Step
from mapi_conformance.scenario.catalogue import Catalogue
from mapi_conformance.scenario.claims import needed_by, unclaimed_by
from mapi_conformance.scenario.model import Scenario, Subject
from mapi_conformance.scenario.problems import Problem, Problems
from mapi_conformance.scenario.values import CodeIs


#: By which call a provider says that it lacks a capability.
_ANSWERS_FOR: Final[Mapping[str, tuple[str | None, str]]] = {
    "fast-shutdown": ("IMAPIProviderShutdown", "QueryFastShutdown"),
}
#: Calls that a provider can only refuse, so that nothing could be their control.
_HOPELESS: Final = frozenset({("IMAPIStatus", "FlushQueues")})


def find_gaps(cases: Iterable[Case], catalogue: Catalogue) -> tuple[Problem, ...]:
    """Look at the cases of one file, those of each scenario together."""
    problems = Problems()
    for case in cases:
        _check_clauses(case, problems)
        _check_claims(case, catalogue, problems)
        if not case.scenario.observe:
            _check_twins(case, problems)
        if case.suite.subject is Subject.PROVIDER:
            _check_guards(case, problems)
    return problems.errors


def _check_clauses(case: Case, problems: Problems) -> None:
    if not case.clauses:
        problems.add(
            case.scenario.place,
            f"{case.scenario.id} cites no clause and invokes no law, so no provider"
            " can fail it; cite what it is about, or leave it out",
        )


def _check_claims(case: Case, catalogue: Catalogue, problems: Problems) -> None:
    scenario = case.scenario
    if scenario.observe or case.suite.subject is Subject.MAPI:
        return
    for name in case.clauses:
        clause = catalogue[name]
        open_to_doubt = clause.status == "ambiguous" and clause.profile == "any"
        if open_to_doubt and clause.severity == "must" and not _observed(case, name):
            problems.add(
                scenario.place,
                f"the pages contradict each other about {name}, a must that no"
                " profile settles, and it is claimed of every provider; observe it",
            )


def _observed(case: Case, clause: str) -> bool:
    """Tell whether every step that cites a clause only records it."""
    citing = [s for s in _calls(case.steps) if clause in s.cites.clauses]
    return bool(citing) and all(step.observe for step in citing)


def _check_twins(case: Case, problems: Problems) -> None:
    calls = [*_calls(case.setup), *_calls(case.steps)]
    granted = {_method(step) for step in calls if _must_succeed(step)}
    granted |= _declined(case)
    for step in _calls(case.steps):
        if unclaimed_by(step, case.scenario):
            # Who claims no such thing has nothing to grant.
            continue
        if _must_fail(step) and _method(step) not in granted:
            problems.add(
                step.place,
                f"{step.label} has to be refused here and nowhere in the scenario has"
                f" {step.method} to succeed, so a provider that refuses everything"
                " passes; add the control: the same call without what is wrong with"
                " it, which returns S_OK",
            )


def _declined(case: Case) -> set[tuple[str | None, str]]:
    """Find what needs no control here: what can only be refused, or is not claimed.

    Where a capability is not claimed, who claims it is judged by another scenario.
    """
    if case.suite.subject is Subject.MAPI:
        return set()
    without = {_ANSWERS_FOR.get(name) for name in case.scenario.without}
    return {*_HOPELESS, *filter(None, without)}


def _method(step: Step) -> tuple[str | None, str]:
    """Say what is called; where only the run knows the interface, on which object."""
    return step.interface or step.handle, step.method


def _must_fail(step: Step) -> bool:
    return _is_judged(step) and _all(step.returns, "failure", failed)


def _must_succeed(step: Step) -> bool:
    # One that is not judged blocks the case where it fails.
    return not step.judged or (
        _is_judged(step) and _all(step.returns, "success", succeeded)
    )


def _is_judged(step: Step) -> bool:
    return step.judged and "returns" not in step.observe


def _all(returns: CodeIs, group: str, test: Callable[[int], bool]) -> bool:
    if returns.group is not None:
        return returns.group == group
    return all(test(code) for code in returns.codes)


def _check_guards(case: Case, problems: Problems) -> None:
    scenario = case.scenario
    guarded = {*scenario.requires, *scenario.without}
    for step in [*_calls(case.setup), *_calls(case.steps)]:
        for capability in needed_by(step):
            if capability not in guarded:
                _note_unguarded(step, capability, scenario, problems)


def _note_unguarded(
    step: Step, capability: str, scenario: Scenario, problems: Problems
) -> None:
    # A scene stands in another file; what uses it is what has to be mended.
    own = step.place.path == scenario.place.path
    problems.add(
        step.place if own else scenario.place,
        f"{step.label} needs the capability {capability}, which a provider may rightly"
        f" lack; add requires: [{capability}], or without: [{capability}] where its"
        " refusal is judged",
    )


def _calls(actions: Sequence[Action]) -> Iterator[Step]:
    for action in actions:
        if isinstance(action, Step):
            yield action
        elif isinstance(action, Across | Group):
            yield from _calls(action.steps)
