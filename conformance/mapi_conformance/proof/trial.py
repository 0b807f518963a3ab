"""One flaw against the corpus: which clauses were named, where, and which were not."""

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.port.flaw import Flaw
from mapi_conformance.proof.coverage import Pair, scenario_of
from mapi_conformance.run.judging import Judging
from mapi_conformance.scenario.case import Case


#: A flaw has to be found by a comparison, and never by what it broke on the way.
_STRANGE = frozenset({Verdict.CRASHED, Verdict.HUNG})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What became of one flaw."""

    flaw: Flaw
    #: The cases that named a clause, by clause.
    named: Mapping[str, tuple[str, ...]]
    #: Rows of the kill matrix: a scenario that cites a clause and named it.
    kills: frozenset[Pair]
    #: Cases in which it crashed or hung.
    strange: tuple[str, ...] = ()
    #: How many cases were judged.
    cases: int
    seconds: float

    @property
    def missed(self) -> tuple[str, ...]:
        """What it breaks and no case that cites it named."""
        cited = {pair.clause for pair in self.kills}
        return tuple(clause for clause in self.flaw.breaks if clause not in cited)

    @property
    def killed(self) -> bool:
        """Whether any case named anything."""
        return bool(self.named)

    @property
    def beyond(self) -> tuple[str, ...]:
        """Clauses that were named and are neither in ``breaks`` nor in ``also``."""
        return tuple(sorted({*self.named} - {*self.flaw.breaks, *self.flaw.also}))

    @property
    def idle(self) -> tuple[str, ...]:
        """Clauses in ``also`` that nothing named."""
        return tuple(clause for clause in self.flaw.also if clause not in self.named)

    @property
    def proves(self) -> bool:
        """Whether it was found, rightly and for the right reason."""
        return not (self.missed or self.beyond or self.strange)


def cases_about(flaw: Flaw, cases: Sequence[Case]) -> tuple[Case, ...]:
    """Take the cases that judge what the flaw bends: a provider, or MAPI."""
    return tuple(case for case in cases if case.suite.subject.value == flaw.subject)


def cases_reaching(flaw: Flaw, cases: Sequence[Case]) -> tuple[Case, ...]:
    """Take of these the cases that cite what the flaw breaks."""
    breaks = set(flaw.breaks)
    return tuple(
        case for case in cases_about(flaw, cases) if breaks & set(case.clauses)
    )


def try_flaw(flaw: Flaw, judging: Judging, cases: Sequence[Case]) -> Trial:
    """Judge a flaw by these cases."""
    began = time.perf_counter()
    named: dict[str, list[str]] = defaultdict(list)
    kills: set[Pair] = set()
    strange: list[str] = []
    for case in cases:
        record = judging.judge(case)
        if record.verdict in _STRANGE:
            strange.append(case.id)
        for clause in record.broken:
            named[clause].append(case.id)
            if clause in case.clauses:
                kills.add(Pair(scenario_of(case.id), clause))
    return Trial(
        flaw=flaw,
        named={clause: tuple(ids) for clause, ids in sorted(named.items())},
        kills=frozenset(kills),
        strange=tuple(strange),
        cases=len(cases),
        seconds=time.perf_counter() - began,
    )
