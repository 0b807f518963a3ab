"""Many flaws and documented providers against the corpus, on several processors."""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Protocol, TypeVar

from mapi_conformance.port.finding import Directory, find_providers, open_reference
from mapi_conformance.proof.coverage import Coverage, cover
from mapi_conformance.proof.trial import (
    Trial,
    cases_about,
    cases_reaching,
    try_flaw,
)
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus


_T = TypeVar("_T")
_R = TypeVar("_R")


class Spread(Protocol):
    """Applies a function to things, in their order, on one processor or several."""

    def __call__(
        self, function: Callable[[_T], _R], things: Sequence[_T], /
    ) -> Iterator[_R]:
        """Give the results in the order of the things, each as soon as it is there."""
        ...


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every trial needs, read once a process."""

    corpus: Corpus
    cases: tuple[Case, ...]
    directory: Directory

    def open(self, selector: str) -> Judging:
        """Judge what a selector means; a should counts, and is told apart later."""
        provider = self.directory.open(selector, {}, Path.cwd())
        stand_in = partial(open_reference, self.directory)
        return Judging(provider, self.corpus, Options(), stand_in)


@cache
def workshop() -> Workshop:
    """Read corpus and plug-ins, once in each process.

    Raises:
        ScenarioErrors: The corpus is wrong.
    """
    corpus = Corpus()
    cases = tuple(case for loaded in corpus.load_all() for case in loaded.cases)
    return Workshop(corpus, cases, find_providers())


@contextmanager
def spread(jobs: int) -> Iterator[Spread]:
    """Give what maps over several processes; over this one where one job is asked for.

    Args:
        jobs: How many processes.
    """
    if jobs == 1:
        yield map
        return
    executor = ProcessPoolExecutor(jobs)
    try:
        yield executor.map
    finally:
        executor.shutdown(cancel_futures=True)


def processors() -> int:
    """How many processes run at once here."""
    return os.cpu_count() or 1


def try_by_name(name: str, *, full: bool) -> Trial:
    """Judge one flaw: by every case about its subject, or by those that reach it."""
    shop = workshop()
    flaw = shop.directory.flaws()[name]
    choose = cases_about if full else cases_reaching
    judging = shop.open(flaw.selector)
    try:
        return try_flaw(flaw, judging, choose(flaw, shop.cases))
    finally:
        judging.close()


def cover_by_name(name: str) -> Coverage:
    """Count what one provider puts at stake."""
    shop = workshop()
    judging = shop.open(name)
    try:
        return cover(judging, shop.cases)
    finally:
        judging.close()


def documented_names() -> tuple[str, ...]:
    """Name the providers that coverage is counted with."""
    providers = workshop().directory.providers.values()
    return tuple(sorted(each.name for each in providers if each.documented))
