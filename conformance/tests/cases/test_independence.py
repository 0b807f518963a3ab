"""One verdict table, whatever the order, the company or the shard of a case.

A sample of the corpus, with a seed that a failure prints: ``MAPI_SEED=N`` repeats it,
and ``MAPI_SAMPLE=all`` (``make independence``) takes every case.
"""

import itertools
import os
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from plain import _Provider

from mapi_adapters.inprocess import open_python
from mapi_conformance.mapi.codes import MAPI_E_LOGON_FAILED
from mapi_conformance.port.finding import find_providers
from mapi_conformance.port.provider import Target
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.record import CaseRecord, CheckRecord
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus


SEED = int(os.environ.get("MAPI_SEED") or random.SystemRandom().randrange(10**6))
SAMPLE = os.environ.get("MAPI_SAMPLE") or "60"
#: The reference, and five that are wrong in different rooms.
PROVIDERS = (
    "reference",
    "flaw:first-flag-wins",
    "flaw:called-twice",
    "flaw:leaks-support",
    "flaw:logoff-fails",
    "flaw:frees-twice",
)

#: All that is said of each case but how long it took.
Table: TypeAlias = Mapping[str, tuple[str, tuple[CheckRecord, ...], tuple[str, ...]]]
#: Judges parts of a run, each with a provider opened anew.
Tabulate: TypeAlias = Callable[[Iterable[Sequence[Case]]], Table]


def row(record: CaseRecord) -> tuple[str, tuple[CheckRecord, ...], tuple[str, ...]]:
    """Tell what was said of a case."""
    texts = tuple(difference.text for difference in record.differences)
    return record.verdict.value, record.checks, texts


@pytest.fixture(params=PROVIDERS)
def tabulate(request: pytest.FixtureRequest, corpus: Corpus) -> Tabulate:
    """Give what judges a provider in parts, for each of the providers."""
    directory = find_providers()

    def judge(cases: Sequence[Case]) -> list[CaseRecord]:
        provider = directory.open(request.param, {}, Path.cwd())
        judging = Judging(provider, corpus, Options())
        try:
            return [judging.judge(case) for case in cases]
        finally:
            judging.close()

    def tabulate(parts: Iterable[Sequence[Case]]) -> Table:
        return {record.id: row(record) for part in parts for record in judge(part)}

    return tabulate


@pytest.fixture(scope="module")
def sample(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """Draw some cases, in the order of the corpus."""
    if SAMPLE == "all":
        return cases
    chosen = random.Random(SEED).sample(range(len(cases)), int(SAMPLE))  # noqa: S311  # a draw, no secret
    return tuple(cases[index] for index in sorted(chosen))


def test_one_table(tabulate: Tabulate, sample: tuple[Case, ...]) -> None:
    """In any order, each alone, and in shards every case gets the same row."""
    dice = random.Random(SEED)  # noqa: S311  # a shuffle, no secret
    shuffled = dice.sample(sample, len(sample))

    table = tabulate([sample])

    assert len(table) == len(sample)
    assert tabulate([sample[::-1]]) == table, f"backwards, MAPI_SEED={SEED}"
    assert tabulate([shuffled]) == table, f"shuffled, MAPI_SEED={SEED}"
    assert tabulate([case] for case in sample) == table, f"alone, MAPI_SEED={SEED}"
    shards = (shuffled[0::3], shuffled[1::3], shuffled[2::3])
    assert tabulate(shards) == table, f"in shards, MAPI_SEED={SEED}"


class _Moody(_Provider):
    """Remembers across cases, and refuses every seventh client."""

    clients = itertools.count(1)

    def logon(self, *arguments: Any) -> int:
        if next(self.clients) % 7 == 0:
            return MAPI_E_LOGON_FAILED
        return super().logon(*arguments)


def test_memory_across_cases_shows(corpus: Corpus, cases: tuple[Case, ...]) -> None:
    """Who remembers the cases before has another table in another order."""

    def tabulate(cases: Sequence[Case]) -> Table:
        target = Target(name="x", address=_Moody, settings={}, base=Path.cwd())
        judging = Judging(open_python(target), corpus, Options(profile="deferred"))
        return {case.id: row(judging.judge(case)) for case in cases}

    some = cases[:40]

    assert tabulate(some) != tabulate(some[::-1])
