"""Differences → a verdict for the case, and an outcome for each check."""

import itertools
from dataclasses import dataclass, replace
from typing import Any

import pytest

from mapi_conformance.judge.differences import Difference, Findings, Fired, Kind
from mapi_conformance.judge.verdict import (
    Check,
    Outcome,
    Verdict,
    checks_of,
    verdict_of,
)
from mapi_conformance.scenario.case import Case, Citations, Step
from mapi_conformance.scenario.catalogue import Catalogue, Clause
from mapi_conformance.scenario.model import Law, Scenario, Subject, Suite
from mapi_conformance.scenario.problems import Place
from mapi_conformance.scenario.values import CodeIs


HERE = Place("here.yaml", 1, 1)
LEVELS = {
    "A-MUST": ("must", "normative"),
    "A-SHOULD": ("should", "normative"),
    "A-MAY": ("may", "normative"),
    "A-NOTE": ("must", "informational"),
    "A-LAW": ("must", "normative"),
}


@dataclass(frozen=True)
class FewClauses:
    """One clause of each level."""

    def __getitem__(self, clause: str) -> Clause:
        level, status = LEVELS[clause]
        return Clause(
            id=clause,
            interface="IMsgStore",
            method="StoreLogoff",
            subject="provider",
            level=level,
            status=status,
            text="a sentence",
            pages=("a-page",),
        )


CLAUSES: Catalogue = FewClauses()  # type: ignore[assignment]  # all that a verdict needs


def a_case(*clauses: str, observe: bool = False) -> Case:
    """Cite clauses in one step, and a law."""
    scenario = Scenario(
        id="one",
        title="does something",
        suite=Suite(id="s", about="s", subject=Subject.PROVIDER, path="s.yaml"),
        place=HERE,
        laws=(Law(name="support-returned", clauses=("A-LAW",)),),
        observe=observe,
    )
    step = Step(
        place=HERE,
        handle="store",
        method="StoreLogoff",
        interface="IMsgStore",
        returns=CodeIs(None, (0,), "S_OK"),
        cites=Citations((("*", clauses),)),
    )
    return Case(id="s/one", scenario=scenario, setup=(), steps=(step,))


def broke(*clauses: str, kind: Kind = Kind.RETURNED, **fields: Any) -> Difference:
    """Break clauses."""
    return Difference(kind=kind, text="it did", clauses=clauses, **fields)


def outcome(findings: Findings, clause: str, *, strict: bool = False) -> Outcome:
    """Say what came of one clause."""
    checks = checks_of(a_case(clause), findings, CLAUSES, strict=strict)
    return next(check.outcome for check in checks if check.clause == clause)


CRASH = broke(kind=Kind.CRASHED)
HANG = broke(kind=Kind.HUNG)
DEVIATION = broke("A-MUST")
BLOCK = broke(kind=Kind.BLOCKED)
SELF_CHECK = broke("SDSTORE-010", kind=Kind.MISSING, self_check=True)
ADVICE = broke("A-SHOULD")

WORST_FIRST = [
    (CRASH, Verdict.CRASHED),
    (HANG, Verdict.HUNG),
    (DEVIATION, Verdict.DEVIATES),
    (BLOCK, Verdict.BLOCKED),
    (SELF_CHECK, Verdict.INCONCLUSIVE),
    (ADVICE, Verdict.ADVISORY),
]


def tried(*clauses: str) -> set[Fired]:
    """Make assertions that could have failed."""
    return {Fired(clause, "returns") for clause in clauses}


def judge(
    *differences: Difference, strict: bool = False, exercised: str = "A-LAW"
) -> Verdict:
    """Give the verdict of a case in which a law held beside all this."""
    findings = Findings(differences=list(differences), fired=tried(*exercised.split()))
    checks = checks_of(a_case(), findings, CLAUSES, strict=strict)
    return verdict_of(findings, checks)


class TestLattice:
    """The worst of what was found is the verdict."""

    @pytest.mark.parametrize(
        ("difference", "verdict"),
        [pytest.param(d, v, id=v.value) for d, v in WORST_FIRST],
    )
    def test_alone(self, difference: Difference, verdict: Verdict) -> None:
        """Each finding alone has its verdict."""
        assert judge(difference) is verdict

    @pytest.mark.parametrize(
        ("worse", "better"),
        [
            pytest.param(one, other, id=f"{one[1].value} before {other[1].value}")
            for one, other in itertools.combinations(WORST_FIRST, 2)
        ],
    )
    def test_pairs(
        self,
        worse: tuple[Difference, Verdict],
        better: tuple[Difference, Verdict],
    ) -> None:
        """Of two findings the worse one decides, in whatever order they came."""
        assert judge(worse[0], better[0]) is worse[1]
        assert judge(better[0], worse[0]) is worse[1]

    def test_conforms(self) -> None:
        """A case in which something was judged and nothing was wrong conforms."""
        assert judge() is Verdict.CONFORMS

    def test_departure_without_a_clause_blocks(self) -> None:
        """No case is red without a clause, but none is green either."""
        assert judge(broke(kind=Kind.MISSING)) is Verdict.BLOCKED

    def test_may_is_recorded(self) -> None:
        """A departure from a may is no advisory."""
        assert judge(broke("A-MAY")) is Verdict.CONFORMS

    @pytest.mark.parametrize("verdict", Verdict)
    def test_fails(self, verdict: Verdict) -> None:
        """What the provider did wrong fails; what is ours, or advice, does not."""
        assert verdict.fails is (
            verdict.value in ("deviates", "crashed", "hung", "blocked", "flaky")
        )


class TestNothingJudged:
    """Nothing judged is never green."""

    def test_nothing_exercised(self) -> None:
        """Clauses that were not at stake leave nothing to say."""
        assert judge(exercised="") is Verdict.NOT_APPLICABLE

    def test_no_clause_at_all(self) -> None:
        """A case without a check says nothing."""
        assert verdict_of(Findings(), ()) is Verdict.NOT_APPLICABLE

    def test_only_observed(self) -> None:
        """What was recorded and never judged is not green."""
        checks = [Check("A-MUST", Outcome.OBSERVED)]

        assert verdict_of(Findings(), checks) is Verdict.NOT_APPLICABLE

    def test_one_that_holds_is_enough(self) -> None:
        """One check that holds is something."""
        checks = [
            Check("A-MUST", Outcome.NOT_EXERCISED),
            Check("A-SHOULD", Outcome.HOLDS),
        ]

        assert verdict_of(Findings(), checks) is Verdict.CONFORMS


class TestChecks:
    """What came of each clause."""

    @pytest.mark.parametrize(
        ("clause", "lenient", "strict"),
        [
            ("A-MUST", Outcome.DEVIATES, Outcome.DEVIATES),
            ("A-SHOULD", Outcome.ADVISORY, Outcome.DEVIATES),
            ("A-MAY", Outcome.OBSERVED, Outcome.OBSERVED),
            ("A-NOTE", Outcome.OBSERVED, Outcome.OBSERVED),
        ],
        ids=["must", "should", "may", "informational"],
    )
    def test_broken(self, clause: str, lenient: Outcome, strict: Outcome) -> None:
        """A broken clause counts by its level; strictness lifts a should."""
        findings = Findings(differences=[broke(clause)], fired=tried(clause))

        assert outcome(findings, clause) is lenient
        assert outcome(findings, clause, strict=True) is strict

    def test_strictness_where_mapi_departed(self) -> None:
        """MAPI's own departure may be the cause, so a should stays an advisory."""
        findings = Findings(differences=[broke("A-SHOULD"), broke(self_check=True)])

        assert outcome(findings, "A-SHOULD", strict=True) is Outcome.ADVISORY

    def test_holds(self) -> None:
        """A clause that was at stake and not broken holds."""
        assert outcome(Findings(fired=tried("A-MUST")), "A-MUST") is Outcome.HOLDS

    def test_not_exercised(self) -> None:
        """A clause that was cited and not at stake proves nothing."""
        found = outcome(Findings(unexercised={"A-MUST"}), "A-MUST")

        assert found is Outcome.NOT_EXERCISED

    def test_observed(self) -> None:
        """A clause that was only recorded neither holds nor deviates."""
        found = outcome(Findings(observed={"A-MUST"}), "A-MUST")

        assert found is Outcome.OBSERVED

    def test_judged_beats_observed(self) -> None:
        """A clause that was recorded here and judged there holds."""
        findings = Findings(observed={"A-MUST"}, fired=tried("A-MUST"))

        assert outcome(findings, "A-MUST") is Outcome.HOLDS

    def test_law_in_an_observed_scenario(self) -> None:
        """A law is judged where all else is recorded, and only if it was at stake."""
        case = a_case("A-LAW", observe=True)

        idle = checks_of(case, Findings(observed={"A-LAW"}), CLAUSES, strict=False)
        held = checks_of(case, Findings(fired=tried("A-LAW")), CLAUSES, strict=False)

        assert idle == (Check("A-LAW", Outcome.OBSERVED),)
        assert held == (Check("A-LAW", Outcome.HOLDS),)

    def test_broken_though_not_cited(self) -> None:
        """A clause of a watch set is a check where it was broken."""
        findings = Findings(differences=[broke("A-SHOULD")])

        assert checks_of(a_case("A-MUST"), findings, CLAUSES, strict=False) == (
            Check("A-MUST", Outcome.NOT_EXERCISED),
            Check("A-LAW", Outcome.NOT_EXERCISED),
            Check("A-SHOULD", Outcome.ADVISORY),
        )

    def test_self_check_is_no_check(self) -> None:
        """What the host did wrong breaks no clause of the provider."""
        self_check = replace(DEVIATION, self_check=True)
        findings = Findings(differences=[self_check], fired=tried("A-MUST"))

        assert outcome(findings, "A-MUST") is Outcome.HOLDS

    @pytest.mark.parametrize("death", [CRASH, HANG], ids=["crashed", "hung"])
    def test_death_tests_nothing(self, death: Difference) -> None:
        """After a death no clause counts as tested, though broken ones stay broken."""
        findings = Findings(
            differences=[death, DEVIATION],
            fired=tried("A-MUST", "A-SHOULD"),
            observed={"A-MAY"},
        )

        assert outcome(findings, "A-SHOULD") is Outcome.NOT_EXERCISED
        assert outcome(findings, "A-MAY") is Outcome.NOT_EXERCISED
        assert outcome(findings, "A-MUST") is Outcome.DEVIATES


class TestFindings:
    """What judging has found so far."""

    def test_add(self) -> None:
        """Every part of other findings is taken over."""
        findings = Findings(fired=tried("A-MUST"))

        findings.add(
            Findings(
                differences=[ADVICE],
                fired=tried("A-SHOULD"),
                observed={"A-MAY"},
                unexercised={"A-NOTE"},
                silences=[Fired("A-LAW", "causes")],
                observations=["seen"],
            )
        )

        assert findings == Findings(
            differences=[ADVICE],
            fired=tried("A-MUST", "A-SHOULD"),
            observed={"A-MAY"},
            unexercised={"A-NOTE"},
            silences=[Fired("A-LAW", "causes")],
            observations=["seen"],
        )

    @pytest.mark.parametrize("kind", Kind)
    def test_stopped(self, kind: Kind) -> None:
        """A block and a death make what follows meaningless, nothing else does."""
        findings = Findings(differences=[broke("A-MUST", kind=kind)])

        stops = ("adapter", "blocked", "crashed", "hung")
        assert findings.stopped is (kind.value in stops)
