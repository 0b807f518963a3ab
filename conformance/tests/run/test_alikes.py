"""Flaws that look like a case."""

import pytest

from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.port.flaw import Flaw
from mapi_conformance.run.alikes import with_look_alikes
from mapi_conformance.run.record import CaseRecord, CheckRecord


def a_flaw(name: str, *breaks: str, subject: str = "provider") -> Flaw:
    """Build a flaw."""
    return Flaw(
        name=name, selector=name, subject=subject, summary="it", breaks=tuple(breaks)
    )


FLAWS = {
    flaw.name: flaw
    for flaw in (
        a_flaw("one", "A-001"),
        a_flaw("other", "A-001"),
        a_flaw("both", "A-001", "A-002"),
        a_flaw("host", "A-003", subject="mapi"),
    )
}


@pytest.mark.parametrize(
    ("clauses", "verdict", "alike"),
    [
        (("A-001",), Verdict.DEVIATES, ("one", "other")),
        (("A-002", "A-001"), Verdict.DEVIATES, ("both",)),
        (("A-002",), Verdict.DEVIATES, ()),
        (("A-003",), Verdict.DEVIATES, ()),
        (("A-001",), Verdict.ADVISORY, ()),
        ((), Verdict.CRASHED, ()),
    ],
)
def test_same_clauses(
    clauses: tuple[str, ...], verdict: Verdict, alike: tuple[str, ...]
) -> None:
    """A case that fails looks like the flaws that are about just what it breaks."""
    case = CaseRecord(
        id="s/one",
        path="s.yaml",
        title="it",
        interface="I",
        verdict=verdict,
        checks=tuple(
            CheckRecord(clause=clause, level="must", outcome=Outcome.DEVIATES)
            for clause in clauses
        ),
    )

    (found,) = with_look_alikes([case], FLAWS)

    assert found.look_alikes == alike
