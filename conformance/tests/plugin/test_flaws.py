"""``--provider=flaw:NAME``: each flaw is named by a clause that it breaks.

Some depart from what a store should do and no more: all are judged strictly here.
"""

import pytest

from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.run.record import CaseRecord
from mapi_reference.flawed.catalogue import FLAWS


@pytest.mark.parametrize("name", sorted(FLAWS))
class TestEachFlaw:
    """What a run says of a flaw, against what the flaw says of itself."""

    def test_is_named_by_its_clauses_and_no_others(
        self, name: str, records: dict[str, tuple[CaseRecord, ...]]
    ) -> None:
        """All of ``breaks`` is named, and nothing outside ``breaks`` and ``also``."""
        flaw = FLAWS[name]

        named = {clause for record in records[name] for clause in record.broken}

        assert set(flaw.breaks) <= named <= {*flaw.breaks, *flaw.also}

    def test_is_red_for_a_clause_only(
        self, name: str, records: dict[str, tuple[CaseRecord, ...]]
    ) -> None:
        """A flaw makes cases deviate; it crashes none and blocks none."""
        verdicts = {record.verdict for record in records[name]}

        assert Verdict.DEVIATES in verdicts
        assert not verdicts & {Verdict.CRASHED, Verdict.HUNG, Verdict.BLOCKED}
        assert Verdict.INCONCLUSIVE not in verdicts

    def test_names_its_clause_in_the_terminal(
        self, name: str, pytester: pytest.Pytester
    ) -> None:
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
