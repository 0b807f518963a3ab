"""``make bench``: times everything in turns and prints the tables."""

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from corpus import write_corpus
from runs import Run, time_in_turns
from table import (
    FAIL_FAST,
    FAIL_THREE,
    FAST,
    HAND,
    IDLE,
    IDLE_OURS,
    LOOP,
    ONE_CASE,
    ONE_TEST,
    SIZES,
    THREE,
    write_tables,
)
from wire import write_wire


#: How often each size is run; the median counts. In all under five minutes.
ROUNDS = {1: 9, 100: 5, 1_000: 3, 10_000: 2}
_PYTEST = ("-m", "pytest", "-q")
_SUITE = (*_PYTEST, "-p", "mapi_conformance.plugin.hooks")
_FLAW = "flaw:first-flag-wins"
_PASSES = "def test_passes():\n    assert True\n"


def main() -> None:
    """Measure in a folder of its own, which goes away."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=9, help="rounds of any size")
    most = parser.parse_args().most
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _furnish(folder)
        times: dict[tuple[str, int], float] = {}
        for size, rounds in ROUNDS.items():
            print(f"{size:,} …", file=sys.stderr)
            runs = _small() if size == 1 else _of_size(size)
            times |= time_in_turns(runs, min(rounds, most), folder)
    print("\n".join(write_tables(times)))
    print("the wire …", file=sys.stderr)
    print("", *write_wire(), sep="\n")


def _furnish(folder: Path) -> None:
    shutil.copytree(Path(__file__).parent / "by_hand", folder, dirs_exist_ok=True)
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    (folder / "test_passes.py").write_text(_PASSES, encoding="utf-8")
    for size in SIZES:
        write_corpus(folder / f"cases_{size}", size)


def _small() -> tuple[Run, ...]:
    case = "cases_100/bench_0000.yaml::last-flag-wins-00000"
    judged = (*_SUITE, "--provider=reference", case)
    by_hand = (*_PYTEST, "test_last_flag_wins.py")
    rows = (
        (IDLE, (*_PYTEST, "test_passes.py")),
        (IDLE_OURS, (*_SUITE, "test_passes.py")),
        (ONE_TEST, by_hand),
        (ONE_CASE, judged),
    )
    return tuple(
        Run(name=name, cases=1, arguments=arguments, says="1 passed")
        for name, arguments in rows
    )


def _of_size(size: int) -> tuple[Run, ...]:
    cases = f"cases_{size}"
    rows = [
        (LOOP, ("loop.py", str(size)), "passed"),
        (HAND, (*_PYTEST, "test_last_flag_wins.py"), "passed"),
        (THREE, _judged("pytest", "reference", cases), "passed"),
        (FAST, _judged("fast", "reference", cases), "passed"),
    ]
    if size == SIZES[1]:
        rows += [
            (FAIL_THREE, _judged("pytest", _FLAW, cases), "failed"),
            (FAIL_FAST, _judged("fast", _FLAW, cases), "failed"),
        ]
    return tuple(
        Run(name=name, cases=size, arguments=arguments, says=f"{size} {word}")
        for name, arguments, word in rows
    )


def _judged(protocol: str, provider: str, cases: str) -> tuple[str, ...]:
    return (*_SUITE, f"--mapi-protocol={protocol}", f"--provider={provider}", cases)


if __name__ == "__main__":
    main()
