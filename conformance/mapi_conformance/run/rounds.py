"""Cases judged several times: in this process and in new ones, in other orders.

Half of the rounds are played in this process, where what one case leaves behind can
spoil another; the other half each in a process of its own, where everything is fresh.
Each round but the last, which is the one that is told, has an order of its own.
"""

import json
import random
import subprocess
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TextIO, TypeVar

from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.run.record import CaseRecord, from_plain, to_plain
from mapi_conformance.scenario.case import Case


T = TypeVar("T")

#: Seconds between two looks at what another process has judged.
_PATIENCE = 0.1


@dataclass(slots=True)
class Rounds:
    """What was said of each case before the round that is told."""

    #: How often each case is to be judged, the last time included.
    wanted: int = 1
    _said: dict[str, list[CaseRecord]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, record: CaseRecord) -> None:
        """Take what one round said of a case."""
        self._said[record.id].append(record)

    def settle(self, last: CaseRecord) -> CaseRecord:
        """Say what a case comes to: flaky, unless every round said the same."""
        if self.wanted == 1:
            return last
        said = (*self._said[last.id], last)
        broken = [each for each in said if each.verdict is Verdict.INCONCLUSIVE]
        if len({_signature(each) for each in said if each not in broken}) > 1:
            return _flaky(said)
        if broken:
            return broken[0]
        if len(said) < self.wanted:
            reason = f"judged in {len(said)} of {self.wanted} rounds; one ended early"
            return replace(last, verdict=Verdict.INCONCLUSIVE, reason=reason)
        return last


def _signature(record: CaseRecord) -> tuple[Verdict, tuple[tuple[str, Outcome], ...]]:
    """What has to be the same: verdict and checks, not numbers in sentences."""
    checks = tuple((check.clause, check.outcome) for check in record.checks)
    return record.verdict, checks


def _flaky(said: Sequence[CaseRecord]) -> CaseRecord:
    """Tell the exchange of a round in which it went wrong."""
    counts = Counter(record.verdict.value for record in said)
    shown = ", ".join(f"{count} {word}" for word, count in counts.most_common())
    reason = f"not the same in {len(said)} rounds: {shown}"
    worst = next((each for each in said if each.verdict.fails), said[-1])
    ours = worst.subject != "provider"
    verdict = Verdict.INCONCLUSIVE if ours else Verdict.FLAKY
    return replace(worst, verdict=verdict, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How rounds are played before the one that is told."""

    #: In all, the last one included.
    rounds: int
    #: Judges a case in this process.
    judge: Callable[[Case], CaseRecord]
    #: Judges the same selection in a new process when ``--mapi-round=N:FILE`` is added.
    command: Sequence[str]
    #: Called for each case that was judged.
    tick: Callable[[], None]

    def play(self, cases: Sequence[Case]) -> Rounds:
        """Play all rounds but the last."""
        rounds = Rounds(self.rounds)
        wanted = {case.id for case in cases}
        alone = self.rounds // 2
        for number in range(1, self.rounds - alone):
            for case in shuffled(cases, number):
                self._take(self.judge(case), rounds)
        for number in range(self.rounds - alone, self.rounds):
            for record in play_elsewhere(self.command, number):
                if record.id in wanted:
                    self._take(record, rounds)
        return rounds

    def _take(self, record: CaseRecord, rounds: Rounds) -> None:
        rounds.add(record)
        self.tick()


def shuffled(things: Sequence[T], number: int) -> list[T]:
    """Give the order of a round, the same in every run."""
    order = list(things)
    random.Random(number).shuffle(order)  # noqa: S311  # an order, no secret
    return order


def play_elsewhere(command: Sequence[str], number: int) -> Iterator[CaseRecord]:
    """Give what another process judges, as it comes.

    If the process dies, what it judged until then has been given.
    """
    with tempfile.TemporaryDirectory(prefix="mapi-round-") as folder:
        path = Path(folder) / "records.ndjson"
        path.touch()
        process = subprocess.Popen(  # noqa: S603  # our own command line again
            [*command, f"--mapi-round={number}:{path}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with path.open(encoding="utf-8") as lines:
                yield from _follow(process, lines)
        finally:
            process.kill()
            process.wait()


def _follow(process: "subprocess.Popen[bytes]", lines: TextIO) -> Iterator[CaseRecord]:
    ended, rest = False, ""
    while not ended:
        with suppress(subprocess.TimeoutExpired):
            process.wait(_PATIENCE)
            ended = True
        *whole, rest = (rest + lines.read()).split("\n")
        for line in whole:
            yield from_plain(CaseRecord, json.loads(line))


@dataclass(frozen=True, slots=True)
class Round:
    """This process plays one round for another one."""

    number: int
    path: Path

    @classmethod
    def parse(cls, text: str) -> "Round":
        """Read ``N:FILE``, as :func:`play_elsewhere` writes it."""
        number, _, path = text.partition(":")
        return cls(int(number), Path(path))

    def tell(self, record: CaseRecord) -> None:
        """Hand over what was judged, at once, so that nothing is lost."""
        line = json.dumps(to_plain(record))
        with self.path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
