"""Through vtables the same is said as on every other road."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from libraries import NATIVE, SETTINGS, WHICH, Judge

from mapi_conformance.run.record import CaseRecord
from mapi_conformance.scenario.case import Case
from mapi_reference.flawed.catalogue import FLAWS


#: The reference claims more than the example, which has less to show.
SAME = {
    "capabilities": SETTINGS["capabilities"],
    "unconfigured-store": "",
    "unreachable-store": "",
}
#: Cases in which a flaw shows that are judged on both roads.
SAMPLE = 24


def _verdicts(records: Sequence[CaseRecord]) -> list[object]:
    return [(record.id, record.verdict) for record in records]


def _broken(records: Sequence[CaseRecord]) -> dict[str, tuple[str, ...]]:
    return {record.id: record.broken for record in records}


def test_the_example_conforms_as_the_reference_does(
    judge: Judge, store: Path, cases: tuple[Case, ...]
) -> None:
    """Every case comes to the verdict that it comes to in process."""
    through_vtables = judge(f"com:{store}", SETTINGS, cases)
    in_process = judge("reference", SAME, cases)

    assert _verdicts(through_vtables) == _verdicts(in_process)


@pytest.mark.parametrize("name", NATIVE)
def test_a_flaw_breaks_what_its_twin_breaks(
    judge: Judge, flawed: Path, cases: tuple[Case, ...], name: str
) -> None:
    """In C++ it is found by the same clauses, in the same cases."""
    profile = FLAWS[name].profile
    in_process = judge(f"flaw:{name}", SAME, cases)
    twins = {case: broken for case, broken in _broken(in_process).items() if broken}
    chosen = _choose([case for case in cases if case.id in twins], twins)
    settings = {**SETTINGS, "profile": profile, WHICH: name}

    native = judge(f"com:{flawed}", settings, chosen)

    assert _broken(native) == {case.id: twins[case.id] for case in chosen}
    assert set(FLAWS[name].breaks) <= {
        clause for record in native for clause in record.broken
    }


def _choose(cases: Sequence[Case], broken: dict[str, tuple[str, ...]]) -> list[Case]:
    """Take some of many, from all over, and one for each clause."""
    step = max(1, len(cases) // SAMPLE)
    chosen = set(range(0, len(cases), step))
    for clause in {clause for each in broken.values() for clause in each}:
        found = [n for n, case in enumerate(cases) if clause in broken[case.id]]
        chosen.add(found[0])
    return [cases[number] for number in sorted(chosen)]
