"""One flaw against the corpus."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mapi_conformance.port import Flaw
from mapi_conformance.port.finding import find_providers
from mapi_conformance.proof.coverage import Pair
from mapi_conformance.proof.trial import Trial, cases_about, cases_reaching, try_flaw
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus


Try = Callable[[Flaw], Trial]


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Give the shipped corpus."""
    return Corpus()


@pytest.fixture(scope="module")
def cases(corpus: Corpus) -> tuple[Case, ...]:
    """Give every case of the shipped corpus."""
    return tuple(case for loaded in corpus.load_all() for case in loaded.cases)


@pytest.fixture(scope="module")
def flaw() -> Flaw:
    """Give the flaw that keeps the first flag, declaring what it breaks and no more."""
    return replace(
        find_providers().flaws()["first-flag-wins"],
        breaks=("STORELOGOFF-014",),
        also=("STORELOGOFF-015", "STORELOGOFF-104"),
    )


@pytest.fixture
def judged(corpus: Corpus, cases: tuple[Case, ...]) -> Try:
    """Give what judges a flaw by the suite in which it shows."""
    few = [case for case in cases if case.suite.id == "store-logoff-deferred"]

    def judge(flaw: Flaw) -> Trial:
        provider = find_providers().open("flaw:first-flag-wins", {}, Path.cwd())
        return try_flaw(flaw, Judging(provider, corpus, Options()), few)

    return judge


def test_named_by_its_clause(judged: Try, flaw: Flaw) -> None:
    """The flaw is found by cases that cite what it breaks, and nothing else is."""
    trial = judged(flaw)

    assert trial.killed
    assert trial.missed == ()
    assert Pair("store-logoff-deferred/last-flag-wins", "STORELOGOFF-014") in (
        trial.kills
    )
    assert trial.proves


def test_another_clause_is_no_proof(judged: Try, flaw: Flaw) -> None:
    """A flaw that is named by other clauses alone is not proven."""
    trial = judged(replace(flaw, breaks=("SLT-004",)))

    assert trial.killed
    assert trial.missed == ("SLT-004",)
    assert not trial.proves


def test_beyond_what_it_declares(judged: Try, flaw: Flaw) -> None:
    """A clause that is named and not declared fails the proof."""
    trial = judged(replace(flaw, also=("STORELOGOFF-104",)))

    assert trial.beyond == ("STORELOGOFF-015",)
    assert not trial.proves


def test_declared_in_vain(judged: Try, flaw: Flaw) -> None:
    """A clause in ``also`` that nothing names is told, and is wrong in a full run."""
    trial = judged(replace(flaw, also=("STORELOGOFF-015", "UNKNOWN-001")))

    assert trial.idle == ("UNKNOWN-001",)
    assert trial.proves


def test_a_crash_is_no_difference(judged: Try, flaw: Flaw) -> None:
    """A flaw that crashes was not found by what it breaks."""
    assert not replace(judged(flaw), strange=("suite/case",)).proves


def test_cases_about(cases: tuple[Case, ...], flaw: Flaw) -> None:
    """A wrong host is judged by the cases about MAPI, a provider by the others."""
    host = replace(flaw, subject="mapi")

    about = {case.suite.subject.value for case in cases_about(flaw, cases)}
    about_host = {case.suite.subject.value for case in cases_about(host, cases)}

    assert (about, about_host) == ({"provider"}, {"mapi"})


def test_cases_reaching(cases: tuple[Case, ...], flaw: Flaw) -> None:
    """Those that cite what the flaw breaks come first, and are few."""
    reaching = cases_reaching(flaw, cases)

    assert all("STORELOGOFF-014" in case.clauses for case in reaching)
    assert 0 < len(reaching) < len(cases) / 4
