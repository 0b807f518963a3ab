"""One mutant against the scenarios about a provider, in a process of its own."""

import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from types import CodeType, ModuleType
from typing import Final

from sources import PROVIDER, Mutant, Place

from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.proof.trials import workshop
from mapi_conformance.scenario.model import Subject


#: The plainest form first: most mutants get no further.
FORMS: Final = (
    "reference",
    "reference-eager",
    "reference-neuter",
    "reference-eager-neuter",
)
#: Seconds until a process that no deadline of the suite could end is killed.
PATIENCE: Final = 60.0

_UNNOTICED: Final = frozenset({Verdict.CONFORMS, Verdict.NOT_APPLICABLE})
_FORK: Final = get_context("fork")


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a mutant: the case that noticed it; empty if none did."""

    mutant: Mutant
    noticed: str

    @property
    def survived(self) -> bool:
        """Whether every case went as with the documented provider."""
        return not self.noticed


@dataclass(slots=True)
class _Trial:
    mutant: Mutant
    process: ForkProcess
    answer: Connection
    began: float = field(default_factory=time.monotonic)

    def end(self) -> Fate:
        """Take the answer; a process that gave none died, or is killed now."""
        try:
            noticed = self.answer.recv() if self.answer.poll() else "hung"
        except EOFError:
            noticed = "died"
        self.process.kill()
        self.process.join()
        return Fate(self.mutant, noticed)


def judge_plain() -> str:
    """Judge the documented provider: the case that complains of it, or nothing."""
    (fate,) = judge_all([Mutant(Place("", "", "", ""), "")], 1)
    return fate.noticed


def judge_all(mutants: Sequence[Mutant], jobs: int) -> Iterator[Fate]:
    """Judge mutants, several at once, and give each fate when it is known.

    Args:
        mutants: What to judge.
        jobs: How many processes run at a time.
    """
    workshop()  # read before the fork, once for all
    waiting, running = list(reversed(mutants)), list[_Trial]()
    while waiting or running:
        while waiting and len(running) < jobs:
            running.append(_start(waiting.pop()))
        yield from _ended(running)


def _start(mutant: Mutant) -> _Trial:
    here, there = _FORK.Pipe(duplex=False)
    process = _FORK.Process(target=_judge, args=(mutant, there))
    process.start()
    there.close()
    return _Trial(mutant, process, here)


def _ended(running: list[_Trial]) -> Iterator[Fate]:
    ready = wait([trial.answer for trial in running], timeout=1)
    late = time.monotonic() - PATIENCE
    for trial in list(running):
        if trial.answer in ready or trial.began < late:
            running.remove(trial)
            yield trial.end()


def _judge(mutant: Mutant, answer: Connection) -> None:
    """Be the process: load the mutant in the place of its module, and judge it."""
    sys.meta_path.insert(0, _Finder(mutant))
    answer.send(next(_notices(), ""))


def _notices() -> Iterator[str]:
    """Name the cases that do not go as they should, form by form."""
    shop = workshop()
    cases = [case for case in shop.cases if case.suite.subject is Subject.PROVIDER]
    for form in FORMS:
        try:
            judging = shop.open(form)
        except Exception as error:  # noqa: BLE001  # whatever a mutant does when it loads
            yield f"it does not load: {type(error).__name__}: {error}"
            return
        for case in cases:
            verdict = judging.judge(case).verdict
            if verdict not in _UNNOTICED:
                yield f"{verdict.value}: {case.id} ({form})"


class _Finder(MetaPathFinder):
    """Finds the mutant where its module is asked for."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant
        self._name = f"mapi_reference.provider.{mutant.place.module}"

    def find_spec(
        self,
        fullname: str,
        path: Iterable[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        if fullname != self._name:
            return None
        file = str(PROVIDER / f"{self._mutant.place.module}.py")
        loader = _Loader(fullname, file, self._mutant.source)
        return spec_from_file_location(fullname, file, loader=loader)


class _Loader(SourceFileLoader):
    """Reads a module from a text; nothing is cached."""

    def __init__(self, fullname: str, path: str, source: str) -> None:
        super().__init__(fullname, path)
        self._source = source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._source, self.path, "exec")
