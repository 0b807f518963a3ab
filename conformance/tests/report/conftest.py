"""Records to report on: small ones built by hand, and runs of real providers."""

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from mapi_conformance.command.selection import select_cases
from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.port.finding import find_providers, open_reference
from mapi_conformance.run.citing import with_clauses
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.record import (
    ActRecord,
    CaseRecord,
    CheckRecord,
    DifferenceRecord,
    EventRecord,
    ObjectRecord,
    ProviderRecord,
    RunRecord,
)
from mapi_conformance.scenario.corpus import Corpus


# Test folders are no packages, and two modules that tests share stand in this one.
sys.path.insert(0, str(Path(__file__).parent))

CORPUS = Corpus()


@cache
def _judged(name: str, *suites: str) -> RunRecord:
    directory = find_providers()
    provider = directory.open(name, {}, Path.cwd())
    judging = Judging(provider, CORPUS, Options(), lambda: open_reference(directory))
    cases = [judging.judge(case) for case in select_cases(CORPUS, suites)]
    return with_clauses(judging.record(cases), CORPUS.catalogue)


@pytest.fixture(scope="session")
def judged() -> Callable[..., RunRecord]:
    """Judge a provider, by its name and those of suites; once a session."""
    return _judged


@pytest.fixture(scope="session")
def a_run() -> Callable[..., RunRecord]:
    """Build a run of these cases, with the clauses that it cites."""

    def build(*cases: CaseRecord, **fields: Any) -> RunRecord:
        standard = {
            "suite_version": "0.1",
            "edition": "2026-01-01",
            "provider": ProviderRecord(name="mine", version="2", road="by hand"),
        }
        run = RunRecord(**{**standard, **fields}, cases=cases)
        return with_clauses(run, CORPUS.catalogue)

    return build


@pytest.fixture(scope="session")
def a_case() -> Callable[..., CaseRecord]:
    """Build the record of a case that deviates, with everything such a case has."""
    return _a_case


def _a_case(name: str = "suite/one", **fields: Any) -> CaseRecord:
    wrong = DifferenceRecord(
        kind="argument",
        text="it got another flag",
        expected="LOGOFF_PURGE",
        seen="LOGOFF_ABORT",
        clauses=("STORELOGOFF-014",),
        place="cases/x.yaml:3:5",
        event=2,
        about="IMAPISupport.StoreLogoffTransports",
    )
    call = EventRecord(
        sequence=2,
        call="store.support.StoreLogoffTransports(flags=LOGOFF_ABORT)",
        kind="IMAPISupport.StoreLogoffTransports",
        result="S_OK",
        results="flags=0",
    )
    release = EventRecord(
        sequence=1, call="store.Release()", kind="IMsgStore.Release", children=(call,)
    )
    standard: dict[str, Any] = {
        "path": "cases/x.yaml",
        "title": "the last flag wins",
        "interface": "IMsgStore",
        "method": "StoreLogoff",
        "verdict": Verdict.DEVIATES,
        "checks": (
            CheckRecord(
                clause="STORELOGOFF-014", level="must", outcome=Outcome.DEVIATES
            ),
        ),
        "differences": (wrong,),
        "acts": (
            ActRecord(label=release.call, events=(release,), differences=(wrong,)),
        ),
        "objects": (ObjectRecord(name="store.support", held=1, notes=("late",)),),
    }
    return CaseRecord(id=name, **{**standard, **fields})
