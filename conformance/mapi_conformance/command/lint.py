"""``mapi-conformance lint``: everything that is wrong with scenario files."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from mapi_conformance.errors import NothingSelected, ScenarioErrors
from mapi_conformance.exits import Exit
from mapi_conformance.scenario.corpus import (
    Corpus,
    Loaded,
    looks_like_scenarios,
    note_doubles,
    scenario_files,
)
from mapi_conformance.scenario.gaps import find_gaps
from mapi_conformance.scenario.problems import Problems


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the subcommand."""
    parser = commands.add_parser(
        "lint",
        help="check scenario files",
        description="Read scenario files and print every problem with its place, and"
        " what keeps a scenario from proving much: a refusal without a control, a call"
        " without the capability it needs, a scenario without a clause, a disputed must"
        " claimed of everybody. The exit code is 1 if there is an error; warnings alone"
        " are no failure.",
    )
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="files or folders; nothing means the shipped corpus",
    )
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace) -> int:
    """Print the problems, then how much was read."""
    corpus = Corpus()
    files = _files(corpus, arguments.paths)
    loaded: list[Loaded] = []
    wrong = sum(_lint(corpus, path, loaded) for path in files) + _doubles(loaded)
    cases = sum(len(each.cases) for each in loaded)
    print(f"{len(files)} files, {cases} cases, {wrong} problems", file=sys.stderr)
    return Exit.DEVIATES if wrong else Exit.CONFORMS


def _lint(corpus: Corpus, path: Path, loaded: list[Loaded]) -> int:
    """Print what is wrong with one file, and count it."""
    try:
        loaded.append(corpus.load(path))
    except ScenarioErrors as errors:
        print(errors)
        return len(errors.exceptions)
    gaps = find_gaps(loaded[-1].cases, corpus.catalogue)
    for problem in (*gaps, *loaded[-1].warnings):
        print(problem)
    return len(gaps)


def _doubles(loaded: Iterable[Loaded]) -> int:
    problems = Problems()
    note_doubles((each.suite for each in loaded), problems)
    for problem in problems.errors:
        print(problem)
    return len(problems.errors)


def _files(corpus: Corpus, paths: list[Path]) -> tuple[Path, ...]:
    if not paths:
        return tuple(corpus.files())
    files: list[Path] = []
    for path in paths:
        if path.is_file():
            files.append(path)
        elif path.is_dir():
            files += [file for file in scenario_files(path) if _is_meant(file)]
        else:
            raise NothingSelected(f"there is no file or folder {str(path)!r}")
    if not files:
        raise NothingSelected("there are no scenario files in what was named")
    return tuple(files)


def _is_meant(path: Path) -> bool:
    return looks_like_scenarios(path.read_text(encoding="utf-8", errors="replace"))
