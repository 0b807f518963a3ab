"""Which cases a command is about: all, or those a user named."""

from collections.abc import Sequence
from pathlib import Path

from mapi_conformance.errors import NothingSelected
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import (
    Corpus,
    looks_like_scenarios,
    note_doubles,
    scenario_files,
)
from mapi_conformance.scenario.problems import Problems
from mapi_conformance.wording import near


def select_cases(corpus: Corpus, names: Sequence[str]) -> tuple[Case, ...]:
    """Take cases by id, scenario, suite, clause, file or folder; by nothing, all.

    Raises:
        NothingSelected: A name fits no case.
        ScenarioErrors: A file that was named, or the corpus, is wrong, or two files
            hold suites of the same id.
    """
    shipped: tuple[Case, ...] = ()
    if not names or any(not Path(name).exists() for name in names):
        shipped = tuple(case for each in corpus.load_all() for case in each.cases)
    if not names:
        return shipped
    found = [case for name in names for case in _by_name(corpus, name, shipped)]
    problems = Problems()
    note_doubles(dict.fromkeys(case.suite for case in found), problems)
    problems.check()
    return tuple({case.id: case for case in found}.values())


def _by_name(corpus: Corpus, name: str, shipped: Sequence[Case]) -> tuple[Case, ...]:
    path = Path(name)
    if path.exists():
        return _from_files(corpus, path)
    found = tuple(case for case in shipped if _fits(case, corpus.current(name)))
    if found:
        return found
    if corpus.catalogue.get(name):
        raise NothingSelected(f"no case cites the clause {name}")
    known = [word for case in shipped for word in (*_words(case), *case.clauses)]
    raise NothingSelected(
        f"{name!r} is no case, scenario, suite, clause, file or folder"
        f"{near(name, known)}"
    )


def _from_files(corpus: Corpus, path: Path) -> tuple[Case, ...]:
    files = (path,) if path.is_file() else tuple(scenario_files(path))
    meant = [
        file
        for file in files
        if path.is_file() or looks_like_scenarios(file.read_text("utf-8", "replace"))
    ]
    cases = tuple(case for file in meant for case in corpus.load(file).cases)
    if not cases:
        raise NothingSelected(f"there are no scenario files in {str(path)!r}")
    return cases


def _fits(case: Case, name: str) -> bool:
    return name in _words(case) or name in case.clauses


def _words(case: Case) -> tuple[str, ...]:
    return (case.id, f"{case.suite.id}/{case.scenario.id}", case.suite.id)
