"""One corpus, every road: a road never changes what is said of a provider."""

from collections.abc import Mapping, Sequence

import pytest
from places import REFERENCE, VARIETY, Listen

from mapi_adapters.hooks import REFERENCE as CONFIGURED
from mapi_conformance.port.finding import Directory, find_providers
from mapi_conformance.port.provider import Provider
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.record import CaseRecord
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus


#: Five flaws that show in different ways: a word, a moment, an order, a leak, memory.
FLAWS = (
    "first-flag-wins",
    "transports-early",
    "support-first",
    "leaks-support",
    "frees-linked",
)
#: Three that conform and are built differently: an object for each interface, one
#: object for everything, a caller of MAPI's memory.
VARIANTS = ("tear-offs", "one-object", "allocates")

SUBJECTS = {
    "reference": (REFERENCE, CONFIGURED),
    **{
        name: (f"mapi_reference.flawed.catalogue:FLAWS.{name}.entry", CONFIGURED)
        for name in FLAWS
    },
    **{
        name: (f"variety:CONFORMING.{name}", {"second-store": "another"})
        for name in VARIANTS
    },
}


@pytest.fixture(scope="module", name="directory")
def _directory() -> Directory:
    return find_providers()


def _judge(
    provider: Provider, corpus: Corpus, cases: Sequence[Case]
) -> list[CaseRecord]:
    judging = Judging(provider, corpus, Options())
    try:
        return [judging.judge(case) for case in cases]
    finally:
        judging.close()


def _said(records: Sequence[CaseRecord]) -> list[object]:
    """What is said of each case: verdict, checks, and the sentences."""
    return [
        (record.id, record.verdict, record.checks, record.differences)
        for record in records
    ]


def _selector(name: str) -> str:
    return f"flaw:{name}" if name in FLAWS else f"py:{SUBJECTS[name][0]}"


@pytest.mark.parametrize("name", SUBJECTS)
def test_every_road_says_the_same(
    name: str,
    directory: Directory,
    corpus: Corpus,
    cases: tuple[Case, ...],
    listen: Listen,
) -> None:
    """In process, over stdio and over TCP each case comes to the same in every word."""
    address, configured = SUBJECTS[name]
    settings: Mapping[str, str] = {**configured, "deadline": "20"}
    flags = ["--entry"] * (name in FLAWS)
    port = listen(address, *flags)

    def judged(selector: str, *, isolated: bool = False) -> list[object]:
        opened = directory.open(selector, settings, VARIETY, isolated=isolated)
        return _said(_judge(opened, corpus, cases))

    in_process = judged(_selector(name))
    over_stdio = judged(_selector(name), isolated=True)
    over_tcp = judged(f"tcp:127.0.0.1:{port}")

    assert over_stdio == in_process
    assert over_tcp == in_process


def test_one_child_serves_a_whole_run(
    directory: Directory, corpus: Corpus, cases: tuple[Case, ...]
) -> None:
    """Between cases there is a reset, and no other process."""
    provider = directory.open("reference", {}, VARIETY, isolated=True)
    testee = provider.close.__self__  # type: ignore[attr-defined]  # a bound method

    _judge(provider, corpus, cases[:20])

    assert testee.starts == 1
