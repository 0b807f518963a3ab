"""What a call gave back, against what it had to give."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from mapi_conformance.judge.differences import Findings, Kind
from mapi_conformance.judge.results import judge_results
from mapi_conformance.judge.stage import Stage
from mapi_conformance.mapi.codes import MAPI_E_CALL_FAILED, MAPI_E_NO_SUPPORT
from mapi_conformance.mapi.flags import LOGOFF_COMPLETE, LOGOFF_PURGE
from mapi_conformance.mapi.refs import UNTOUCHED
from mapi_conformance.port.host import Event
from mapi_conformance.scenario.case import Citations, Step
from mapi_conformance.scenario.problems import Place
from mapi_conformance.scenario.values import (
    Bits,
    CodeIs,
    Equals,
    Literal,
    Matcher,
    Not,
    Nothing,
    OneOf,
    Unchanged,
)


S_OK = CodeIs(None, (0,), "S_OK")
ZERO = Equals(Literal(0, "0"))
PURGE = Equals(Literal(LOGOFF_PURGE, "LOGOFF_PURGE"))
COMPLETE = Equals(Literal(LOGOFF_COMPLETE, "LOGOFF_COMPLETE"))
Give = Callable[..., Findings]


def a_step(
    cites: Mapping[str, str],
    out: Mapping[str, Matcher],
    returns: CodeIs = S_OK,
    method: str = "StoreLogoff",
) -> Step:
    """Call the store."""
    return Step(
        place=Place("here.yaml", 3, 5),
        handle="store",
        method=method,
        interface="IMsgStore",
        returns=returns,
        out=tuple(out.items()),
        cites=Citations(tuple((a, (c,)) for a, c in cites.items())),
    )


@pytest.fixture(name="give")
def _give(stage: Stage, event: Callable[..., Event]) -> Give:
    """Judge a StoreLogoff that got LOGOFF_PURGE and gave these."""

    def give(
        code: int | None = 0,
        word: object = 0,
        *,
        cites: Mapping[str, str] | None = None,
        returns: CodeIs = S_OK,
        **out: Matcher,
    ) -> Findings:
        step = a_step(cites or {}, out, returns)
        came = event(
            "store.StoreLogoff",
            code=code,
            results={"flags": word},
            flags=LOGOFF_PURGE,
        )
        return judge_results(step, returns, came, stage)

    return give


class TestReturned:
    """The result code."""

    def test_deviates(self, give: Give) -> None:
        """Another code breaks the clauses of the result."""
        (found,) = give(MAPI_E_NO_SUPPORT, cites={"returns": "SLT-001"}).differences

        assert (found.kind, found.text, found.expected, found.seen, found.clauses) == (
            Kind.RETURNED,
            "store.StoreLogoff returned MAPI_E_NO_SUPPORT (0x80040102), not S_OK",
            "S_OK",
            "MAPI_E_NO_SUPPORT (0x80040102)",
            ("SLT-001",),
        )

    def test_uncited_blocks(self, give: Give) -> None:
        """A prerequisite that failed makes the rest meaningless and breaks nothing."""
        findings = give(MAPI_E_CALL_FAILED)

        assert [d.kind for d in findings.differences] == [Kind.BLOCKED]
        assert findings.differences[0].clauses == ()
        assert findings.stopped

    def test_no_code(self, give: Give) -> None:
        """A call that gave no code meets nothing."""
        (found,) = give(None, cites={"*": "SLT-001"}).differences

        assert found.text == "store.StoreLogoff returned nothing, not S_OK"

    def test_holds(self, give: Give) -> None:
        """The right code puts its clause at stake."""
        findings = give(cites={"*": "SLT-001"})

        assert (findings.differences, findings.exercised) == ([], {"SLT-001"})

    def test_one_of_is_recorded(self, give: Give) -> None:
        """Which of several codes came is on record."""
        either = CodeIs(None, (0, MAPI_E_NO_SUPPORT), "one of S_OK, MAPI_E_NO_SUPPORT")

        findings = give(MAPI_E_NO_SUPPORT, returns=either)

        assert findings.observations == [
            "store.StoreLogoff chose MAPI_E_NO_SUPPORT (0x80040102)"
        ]

    def test_count_is_not_compared(
        self, stage: Stage, event: Callable[..., Event]
    ) -> None:
        """What AddRef and Release return is nobody's business."""
        step = a_step({}, {}, method="Release")

        findings = judge_results(step, S_OK, event("store.Release", code=None), stage)

        assert findings == Findings()


class TestOut:
    """Out words."""

    def test_deviates(self, give: Give) -> None:
        """Another word breaks the clauses of that word."""
        cites = {"returns": "SLT-001", "out.flags": "SLT-002", "out": "SLT-003"}

        (found,) = give(0, 0, cites=cites, flags=COMPLETE).differences

        assert (found.kind, found.text, found.clauses) == (
            Kind.OUT,
            "store.StoreLogoff gave back flags 0, not LOGOFF_COMPLETE",
            ("SLT-002",),
        )

    @pytest.mark.parametrize(
        ("cites", "clause"),
        [
            pytest.param({"out": "SLT-003", "*": "SLT-001"}, "SLT-003", id="out"),
            pytest.param({"returns": "SLT-002", "*": "SLT-001"}, "SLT-001", id="plain"),
        ],
    )
    def test_clause(self, give: Give, cites: dict[str, str], clause: str) -> None:
        """The word's own clause, else that of all words, else plain."""
        (found,) = give(cites=cites, flags=COMPLETE).differences

        assert found.clauses == (clause,)

    def test_only_for_the_result_that_came(self, give: Give) -> None:
        """Where the code deviates, words are not compared and not at stake."""
        cites = {"returns": "SLT-001", "out": "SLT-002"}

        findings = give(MAPI_E_NO_SUPPORT, 5, cites=cites, flags=COMPLETE)

        assert [d.kind for d in findings.differences] == [Kind.RETURNED]
        assert findings.exercised == {"SLT-001"}
        assert findings.unexercised == {"SLT-002"}

    def test_refused_logon_judges_no_failure_words(
        self, stage: Stage, event: Callable[..., Event]
    ) -> None:
        """A Logon that succeeded where it must not does not break "null on failure"."""
        failure = CodeIs("failure", (), "failure")
        step = a_step(
            {"returns": "LOGON-031", "out": "LOGON-042"}, {"store": Nothing()}
        )
        logon = event("store.StoreLogoff", results={"store": 1})

        findings = judge_results(step, failure, logon, stage)

        assert [d.clauses for d in findings.differences] == [("LOGON-031",)]

    def test_uncited_blocks(self, give: Give) -> None:
        """A word that a scene needs and did not get blocks the case."""
        (found,) = give(flags=COMPLETE).differences

        assert (found.kind, found.clauses) == (Kind.BLOCKED, ())

    def test_one_of_is_recorded(self, give: Give) -> None:
        """Which of several words came is on record."""
        either = OneOf((ZERO, COMPLETE))

        findings = give(0, LOGOFF_COMPLETE, flags=either)

        assert findings.observations == [
            "store.StoreLogoff chose flags LOGOFF_COMPLETE"
        ]

    def test_unknown_word_is_no_demand(self, give: Give) -> None:
        """A word that the method does not have is not compared."""
        assert not give(colour=COMPLETE).differences

    def test_word_that_never_came(
        self, stage: Stage, event: Callable[..., Event]
    ) -> None:
        """A word that is not among the results was left untouched."""
        step = a_step({"out": "SLT-001"}, {"flags": ZERO})

        (found,) = judge_results(
            step, S_OK, event("store.StoreLogoff"), stage
        ).differences

        assert found.seen == "nothing (left untouched)"


class TestMask:
    """Flag words are compared under the table's mask, single bits before it."""

    def test_equality_is_masked(self, give: Give) -> None:
        """Request bits that were left do not disturb an equality."""
        findings = give(0, LOGOFF_COMPLETE | LOGOFF_PURGE, flags=COMPLETE)

        assert not findings.differences

    @pytest.mark.parametrize(
        "demand",
        [
            pytest.param(Bits("lacks", LOGOFF_PURGE, "LOGOFF_PURGE"), id="lacks"),
            pytest.param(Bits("only", LOGOFF_COMPLETE, "LOGOFF_COMPLETE"), id="only"),
            pytest.param(Not(Unchanged()), id="not unchanged"),
        ],
    )
    def test_bits_are_seen_before_it(self, give: Give, demand: Any) -> None:
        """A request bit that was left is seen by a demand on bits."""
        findings = give(0, LOGOFF_PURGE, cites={"out": "SLT-001"}, flags=demand)

        assert [d.kind for d in findings.differences] == [Kind.OUT]

    def test_untouched_is_not_zero(self, give: Give) -> None:
        """A word that nobody wrote is not equal to zero under any mask."""
        findings = give(0, UNTOUCHED, cites={"out": "SLT-001"}, flags=ZERO)

        assert [d.kind for d in findings.differences] == [Kind.OUT]
