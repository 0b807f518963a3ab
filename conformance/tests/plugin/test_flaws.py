"""``--provider=flaw:NAME``: each flaw is named by a clause that it breaks.

Some depart from what a store should do and no more: all are judged strictly here.
Only the cases that cite what a flaw breaks are played; that no other case names
anything else takes the whole corpus for each, and is `mapi-conformance prove --full`.
"""

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

import pytest

from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.port.finding import find_providers
from mapi_conformance.proof.trial import cases_reaching
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.record import CaseRecord
from mapi_conformance.scenario.corpus import Corpus
from mapi_reference.flawed.catalogue import FLAWS, UNBREAKABLE


CORPUS: Final = Corpus()
CASES: Final = tuple(case for loaded in CORPUS.load_all() for case in loaded.cases)
DECLARED: Final = MappingProxyType(find_providers().flaws())


@cache
def records(name: str) -> tuple[CaseRecord, ...]:
    """Judge a flaw by the cases that cite what it breaks, once."""
    provider = find_providers().open(f"flaw:{name}", {}, Path.cwd())
    judging = Judging(provider, CORPUS, Options(strict=True))
    return tuple(judging.judge(case) for case in cases_reaching(DECLARED[name], CASES))


@pytest.mark.parametrize("name", FLAWS)
class TestEachFlaw:
    """What a run says of a flaw, against what the flaw says of itself."""

    def test_is_named_by_its_clauses_and_no_others(self, name: str) -> None:
        """All of ``breaks`` is named, and nothing outside ``breaks`` and ``also``."""
        flaw = FLAWS[name]

        named = {clause for record in records(name) for clause in record.broken}

        assert set(flaw.breaks) <= named <= {*flaw.breaks, *flaw.also}

    def test_is_red_for_a_clause_only(self, name: str) -> None:
        """A flaw makes cases deviate; it crashes none and blocks none."""
        verdicts = {record.verdict for record in records(name)}

        assert Verdict.DEVIATES in verdicts
        assert verdicts <= {
            Verdict.DEVIATES,
            Verdict.CONFORMS,
            Verdict.NOT_APPLICABLE,
        }


def test_every_clause_has_a_flaw() -> None:
    """What a case about a provider cites can be broken, or it is said why not."""
    cited = {
        clause
        for case in CASES
        if case.suite.subject.value == "provider"
        for clause in case.clauses
        if CORPUS.catalogue[clause].severity != "may"
    }
    broken = {clause for flaw in FLAWS.values() for clause in flaw.breaks}

    assert sorted(cited - broken) == sorted(UNBREAKABLE)


@pytest.mark.parametrize(
    "name", ["first-flag-wins", "eager-drops-the-answer", "late-release-ends-again"]
)
def test_names_its_clause_in_the_terminal(name: str, pytester: pytest.Pytester) -> None:
    """An author reads the clause in the failure and in the summary."""
    clause = FLAWS[name].breaks[0]

    result = pytester.runpytest(
        f"--provider=flaw:{name}", "-k", clause, "--mapi-strict"
    )

    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(
        [
            f"  {clause} (*",
            "*deviates:",
            f"  {clause} (*, * case*",
            "does not *",
        ]
    )
