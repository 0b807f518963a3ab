"""Hosts that are wrong on purpose, judged by the shipped scenarios about MAPI."""

from collections.abc import Mapping
from dataclasses import fields
from functools import cache, partial

import pytest

from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.port.provider import Configuration, Provider
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.record import CaseRecord
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.model import Subject
from mapi_host.flawed.catalogue import HOST_FLAWS
from mapi_host.host import open_host
from mapi_host.model.parts import Parts
from mapi_host.model.spooler import Spooler
from mapi_reference.provider.entry import ms_provider_init


#: Hosts that are right in two ways: an answer may come before the work is done.
DOCUMENTED: Mapping[str, Parts] = {
    "at-once": Parts(),
    "later": Parts(spooler=partial(Spooler, asynchronous=True)),
}


CORPUS = Corpus()
#: Flaws of what a provider has to do with: the other parts meet clients alone, or
#: transports.
_UNMET = {"flushing", "departure", "fast_shutdown"}
MET_BY_PROVIDERS = [
    name
    for name, flaw in HOST_FLAWS.items()
    if any(
        getattr(flaw.parts, each.name) is not each.default
        for each in fields(Parts)
        if each.name not in _UNMET
    )
]


@cache
def cases(subject: Subject) -> tuple[Case, ...]:
    """Collect the cases about MAPI, or one of each scenario about providers."""
    suites = [each for each in CORPUS.load_all() if each.suite.subject is subject]
    found = tuple(case for each in suites for case in each.cases)
    if subject is Subject.MAPI:
        return found
    return tuple({case.scenario.id + case.suite.id: case for case in found}.values())


@cache
def records(name: str, subject: Subject = Subject.MAPI) -> tuple[CaseRecord, ...]:
    """Judge a host by name, or the reference on it."""
    parts = {**DOCUMENTED, **{n: f.parts for n, f in HOST_FLAWS.items()}}[name]
    configuration = Configuration(
        first_store=b"reference-store-1", second_store=b"reference-store-2"
    )
    provider = Provider(
        name="reference",
        version="0",
        road="in this process",
        profiles=frozenset({"deferred"}),
        capabilities=frozenset(
            {
                "fast-shutdown",
                "folders",
                "provider-shutdown",
                "spooler-logon",
                "status-object",
            }
        ),
        configuration=configuration,
        open=lambda: open_host(ms_provider_init, configuration, parts),
    )
    judging = Judging(provider, CORPUS, Options(strict=True), stand_in=lambda: provider)
    return tuple(judging.judge(case) for case in cases(subject))


def departures(name: str) -> Mapping[str, int]:
    """Count the cases in which a host breaks each clause."""
    found = [
        clause
        for record in records(name)
        for clause in {c for each in record.differences for c in each.clauses}
    ]
    return {clause: found.count(clause) for clause in found}


@pytest.mark.parametrize("name", DOCUMENTED)
def test_documented_host(name: str) -> None:
    """A host that is right departs from no clause, and something was judged."""
    verdicts = [record.verdict for record in records(name)]

    assert departures(name) == {}
    assert set(verdicts) == {Verdict.CONFORMS, Verdict.NOT_APPLICABLE}
    assert verdicts.count(Verdict.CONFORMS) > 100


@pytest.mark.parametrize("name", sorted(HOST_FLAWS))
def test_flaw_is_named(name: str) -> None:
    """Each flaw is found by every clause that it breaks, and by no other clause."""
    flaw, found = HOST_FLAWS[name], set(departures(name))

    assert set(flaw.breaks) <= found
    assert found - set(flaw.breaks) == set(flaw.also)


@pytest.mark.parametrize("name", sorted(HOST_FLAWS))
def test_flaw_says_what_it_is(name: str) -> None:
    """A flaw goes by its own name and has one sentence."""
    flaw = HOST_FLAWS[name]

    assert flaw.name == name
    assert flaw.summary.startswith(("MAPI ", "The spooler "))
    assert flaw.summary.endswith(".")


def test_every_clause_about_mapi_has_a_flaw() -> None:
    """What the scenarios about MAPI demand, some host does not do."""
    demanded = {
        clause
        for case in cases(Subject.MAPI)
        for clause in case.clauses
        if CORPUS.catalogue[clause].severity != "may"
    }

    assert {c for flaw in HOST_FLAWS.values() for c in flaw.breaks} == demanded
    assert len(demanded) > 60


def test_providers_conform_on_a_host_that_works_later() -> None:
    """A provider has nothing to do with when the spooler does its work."""
    verdicts = {record.verdict for record in records("later", Subject.PROVIDER)}

    assert verdicts == {Verdict.CONFORMS, Verdict.NOT_APPLICABLE}


@pytest.mark.parametrize("name", sorted(MET_BY_PROVIDERS))
def test_no_flaw_is_blamed_on_a_provider(name: str) -> None:
    """A wrong host makes cases of a provider inconclusive, and none of them red.

    Not even where every should counts as a must.
    """
    verdicts = {record.verdict for record in records(name, Subject.PROVIDER)}

    assert Verdict.CONFORMS in verdicts
    assert not any(verdict.fails for verdict in verdicts)


def test_a_forgotten_logoff_leaves_providers_unjudged() -> None:
    """Where the host's own part is missing the case is inconclusive."""
    verdicts = [r.verdict for r in records("session-end-untold", Subject.PROVIDER)]

    assert verdicts.count(Verdict.INCONCLUSIVE) > 0
