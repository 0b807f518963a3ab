"""Processes in a clean environment, timed in turns."""

import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median


#: What a process cannot do without, here or on Windows; all else stays outside.
_KEPT = ("PATH", "HOME", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR", "USERPROFILE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One way to run so many cases."""

    name: str
    cases: int
    arguments: tuple[str, ...]
    #: What its output has to say, so that nothing is timed that did not happen.
    says: str


def time_in_turns(
    runs: Iterable[Run], rounds: int, folder: Path
) -> Mapping[tuple[str, int], float]:
    """Run all in turns, so many rounds; give the medians in seconds.

    Raises:
        RuntimeError: A run did not do what it was to do.
    """
    runs = tuple(runs)
    times: dict[tuple[str, int], list[float]] = {}
    for _ in range(rounds):
        for run in runs:
            times.setdefault((run.name, run.cases), []).append(_time(run, folder))
    return {key: median(each) for key, each in times.items()}


def _time(run: Run, folder: Path) -> float:
    began = _clock()
    done = subprocess.run(
        [sys.executable, *run.arguments],
        cwd=folder,
        env=_environment(run, folder),
        capture_output=True,
        text=True,
        check=False,
    )
    took = _clock() - began
    if run.says not in done.stdout:
        tail = (done.stdout + done.stderr)[-2000:]
        raise RuntimeError(f"{run.name} did not say {run.says!r}:\n{tail}")
    return took


def _clock() -> float:
    """Tell the processor's time of what was started, else that of the wall.

    A run is one busy process, so on a quiet machine both are the same; on a busy one
    the first says what the run cost and not what else was going on.
    """
    if sys.platform == "win32":
        return time.perf_counter()
    import resource  # noqa: PLC0415 - not on Windows

    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _environment(run: Run, folder: Path) -> Mapping[str, str]:
    """Leave out what changes times: other plug-ins, unwritten bytecode, settings."""
    return {
        **{name: os.environ[name] for name in _KEPT if name in os.environ},
        "CASES": str(run.cases),
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPYCACHEPREFIX": str(folder / "pycache"),
    }
