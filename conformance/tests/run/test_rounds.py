"""Cases judged several times."""

import sys
from dataclasses import replace

import pytest

from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.run.record import CaseRecord, CheckRecord
from mapi_conformance.run.rounds import Round, Rounds, play_elsewhere, shuffled


def a_record(
    verdict: Verdict = Verdict.CONFORMS, outcome: Outcome = Outcome.HOLDS
) -> CaseRecord:
    """Record the case s/one with one check."""
    return CaseRecord(
        id="s/one",
        path="s.yaml",
        title="does it",
        interface="IMsgStore",
        verdict=verdict,
        checks=(CheckRecord(clause="A-1", level="must", outcome=outcome),),
    )


FINE = a_record()
BROKEN = a_record(Verdict.DEVIATES, Outcome.DEVIATES)
OURS = replace(a_record(Verdict.INCONCLUSIVE), reason="the road broke")


@pytest.mark.parametrize(
    ("said", "verdict", "reason"),
    [
        pytest.param([FINE] * 3, "conforms", "", id="always fine"),
        pytest.param([BROKEN] * 3, "deviates", "", id="always broken"),
        pytest.param(
            [FINE, BROKEN, FINE],
            "flaky",
            "not the same in 3 rounds: 2 conforms, 1 deviates",
            id="broken once",
        ),
        pytest.param(
            [BROKEN, BROKEN, FINE],
            "flaky",
            "not the same in 3 rounds: 2 deviates, 1 conforms",
            id="fine at last",
        ),
        pytest.param(
            [FINE, a_record(outcome=Outcome.NOT_EXERCISED), FINE],
            "flaky",
            "not the same in 3 rounds: 3 conforms",
            id="another check",
        ),
        pytest.param(
            [FINE, OURS, FINE], "inconclusive", "the road broke", id="our side broke"
        ),
        pytest.param(
            [FINE, OURS, BROKEN],
            "flaky",
            "not the same in 3 rounds: 1 conforms, 1 inconclusive, 1 deviates",
            id="our side broke beside",
        ),
        pytest.param(
            [FINE, FINE],
            "inconclusive",
            "judged in 2 of 3 rounds; one ended early",
            id="a round is missing",
        ),
    ],
)
def test_settle(said: list[CaseRecord], verdict: str, reason: str) -> None:
    """What is not the same each time is flaky, and what was not judged is not green."""
    rounds = Rounds(3)
    for record in said[:-1]:
        rounds.add(record)

    settled = rounds.settle(said[-1])

    assert (settled.verdict.value, settled.reason) == (verdict, reason)


def test_flaky_shows_what_went_wrong() -> None:
    """The record is that of a round that failed."""
    rounds = Rounds(2)
    rounds.add(BROKEN)

    assert rounds.settle(FINE).checks == BROKEN.checks


def test_flaky_host() -> None:
    """If MAPI as we play it is not the same, the fault is ours."""
    rounds = Rounds(2)
    rounds.add(replace(BROKEN, subject="mapi"))

    assert rounds.settle(replace(FINE, subject="mapi")).verdict is Verdict.INCONCLUSIVE


def test_one_round() -> None:
    """Where nothing is repeated, a record stays as it is."""
    assert Rounds().settle(FINE) is FINE


def test_orders() -> None:
    """Each round has its own order, the same in every run."""
    first = shuffled(range(20), 1)

    assert sorted(first) == list(range(20))
    assert first == shuffled(range(20), 1)
    assert first != shuffled(range(20), 2)


WRITES = """
import sys
from mapi_conformance.run.rounds import Round
from mapi_conformance.run.record import CaseRecord
from mapi_conformance.judge.verdict import Verdict
its = Round.parse(sys.argv[-1].removeprefix("--mapi-round="))
for name in ("one", "two"):
    its.tell(CaseRecord(id=name, path="", title="", interface="",
                        verdict=Verdict.CONFORMS, reason=str(its.number)))
with its.path.open("a") as file:
    file.write('{"id": "half')
raise SystemExit(9)
"""


def test_other_process_dies() -> None:
    """What it judged until then is there, and half a record is none."""
    records = list(play_elsewhere([sys.executable, "-c", WRITES], 7))

    assert [(record.id, record.reason) for record in records] == [
        ("one", "7"),
        ("two", "7"),
    ]


def test_round_of_a_windows_path() -> None:
    """A path may hold a colon."""
    assert Round.parse("3:C:/x").number == 3
    assert Round.parse("3:C:/x").path.as_posix() == "C:/x"
