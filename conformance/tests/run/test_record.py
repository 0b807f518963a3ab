"""The record of a run, as JSON and other processes take it."""

import json
from typing import Any

import pytest

from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.run.record import (
    ActRecord,
    CaseRecord,
    CheckRecord,
    DifferenceRecord,
    EventRecord,
    ProviderRecord,
    RunRecord,
    WaiverRecord,
    from_plain,
    to_plain,
)


DIFFERENCE = DifferenceRecord(
    kind="argument",
    text="it got another flag",
    expected="LOGOFF_PURGE",
    seen="LOGOFF_ABORT (0x8)",
    clauses=("STORELOGOFF-010",),
    place="cases/imsgstore/one.yaml:14:9",
    self_check=True,
)
EVENT = EventRecord(
    sequence=3,
    call="store.Release()",
    kind="IMsgStore.Release",
    result="S_OK",
    results="flags=0",
    fault="it raised",
    thread=7,
    children=(EventRecord(sequence=4, call="store.support.gone", kind="support.gone"),),
)
CASE = CaseRecord(
    id="one/two",
    path="cases/imsgstore/one.yaml",
    title="does it",
    interface="IMsgStore",
    profiles=("deferred",),
    verdict=Verdict.DEVIATES,
    reason="because",
    checks=(
        CheckRecord(clause="A-001", level="must", outcome=Outcome.DEVIATES),
        CheckRecord(
            clause="A-002",
            level="should",
            outcome=Outcome.ADVISORY,
            fired=("1 store.Release: returns",),
        ),
        CheckRecord(clause="A-003", level="must", outcome=Outcome.HOLDS),
    ),
    differences=(DIFFERENCE,),
    observations=("it chose",),
    acts=(
        ActRecord(
            label="store.Release()",
            events=(EVENT,),
            differences=(DIFFERENCE,),
            note="a note",
        ),
    ),
    seconds=0.5,
)
RUN = RunRecord(
    suite_version="0.1.0",
    edition="2026-11-20",
    provider=ProviderRecord(
        name="tiny",
        version="1",
        road="in this process",
        profiles=("deferred",),
        profile_source="probed",
        capabilities=("submit",),
    ),
    strict=True,
    cases=(CASE,),
    waivers=(
        WaiverRecord(
            case="one/two", clause="A-001", observed=("it got 1",), problem="stale"
        ),
    ),
)


def test_round_trip() -> None:
    """A whole record survives being written as JSON and read again."""
    assert from_plain(RunRecord, json.loads(json.dumps(to_plain(RUN)))) == RUN


def test_plain_form() -> None:
    """Words of enumerations and lists stand for what they were."""
    plain = to_plain(CASE)

    assert plain["verdict"] == "deviates"
    assert plain["checks"][1] == {
        "clause": "A-002",
        "level": "should",
        "outcome": "advisory",
        "fired": ["1 store.Release: returns"],
    }
    assert plain["acts"][0]["events"][0]["children"][0]["call"] == "store.support.gone"


def test_schema_is_written() -> None:
    """A record says which form it has."""
    assert to_plain(RUN)["schema"] == 1


def test_broken() -> None:
    """The clauses that deviate or advise are those to look at."""
    assert CASE.broken == ("A-001", "A-002")


@pytest.mark.parametrize(
    ("kind", "plain"),
    [
        pytest.param(RunRecord, {**to_plain(RUN), "colour": "red"}, id="foreign"),
        pytest.param(RunRecord, {"edition": "2026-11-20"}, id="missing"),
        pytest.param(
            RunRecord,
            {**to_plain(RUN), "cases": [{**to_plain(CASE), "flavour": "sour"}]},
            id="foreign within",
        ),
        pytest.param(
            CaseRecord, {**to_plain(CASE), "verdict": "splendid"}, id="verdict"
        ),
    ],
)
def test_other_form(kind: type[Any], plain: dict[str, Any]) -> None:
    """A record of another form is refused as a whole."""
    with pytest.raises(TypeError):
        from_plain(kind, plain)


def test_other_word() -> None:
    """A word that an enumeration of this version lacks is said with its kind."""
    plain = {"clause": "A-001", "level": "must", "outcome": "perhaps"}

    with pytest.raises(TypeError) as caught:
        from_plain(CheckRecord, plain)

    assert str(caught.value) == "'perhaps' is no Outcome"


def test_played_case_round_trips(play: Any) -> None:
    """What the player writes down is plain already."""
    record = play(
        "- store.StoreLogoff: {flags: LOGOFF_PURGE}\n  cites: STORELOGOFF-005",
        store={"store_logoff": lambda *_: None},
    )

    assert record.verdict is Verdict.CRASHED
    assert from_plain(CaseRecord, json.loads(json.dumps(to_plain(record)))) == record
