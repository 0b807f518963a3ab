"""Folders and files of scenarios as pytest collectors."""

from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from mapi_conformance.errors import ScenarioErrors
from mapi_conformance.plugin.item import CaseItem, label_of
from mapi_conformance.run.judging import Judging
from mapi_conformance.scenario.corpus import NOT_SCENARIOS, SUFFIXES, note_doubles
from mapi_conformance.scenario.model import Suite
from mapi_conformance.scenario.problems import Problems


class CorpusFolder(pytest.Directory):
    """A folder of the shipped corpus; its id is the same in a checkout and a wheel."""

    def __init__(self, *, judging: Judging, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._judging = judging

    def collect(self) -> Iterator[pytest.Collector]:
        """Give folders and scenario files by name."""
        for path in sorted(self.path.iterdir()):
            if self.path == self._judging.corpus.folder and path.name in NOT_SCENARIOS:
                continue
            if path.is_dir() and (folder := collect_folder(path, self, self._judging)):
                yield folder
            elif path.suffix in SUFFIXES:
                yield ScenarioFile.from_parent(
                    self,
                    path=path,
                    nodeid=self._judging.corpus.name_of(path),
                    judging=self._judging,
                )


def collect_folder(
    path: Path, parent: pytest.Collector, judging: Judging
) -> pytest.Collector | None:
    """Collect a folder if it belongs to the shipped corpus."""
    if not path.is_relative_to(judging.corpus.folder):
        return None
    return CorpusFolder.from_parent(
        parent, path=path, nodeid=judging.corpus.name_of(path), judging=judging
    )


class FolderOnTheWay(pytest.Directory):
    """A folder that leads to the shipped corpus and holds nothing else of ours."""

    def __init__(self, *, judging: Judging, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._judging = judging

    def collect(self) -> Iterator[pytest.Collector]:
        """Give the next folder on the way."""
        folder = self._judging.corpus.folder
        way = (*reversed(folder.parents), folder)
        path = next(each for each in way if each.parent == self.path != each)
        if path == folder:
            yield from filter(None, [collect_folder(path, self, self._judging)])
        else:
            yield FolderOnTheWay.from_parent(self, path=path, judging=self._judging)


#: The suites that were collected so far.
_SUITES = pytest.StashKey[list[Suite]]()


class ScenarioFile(pytest.File):
    """A scenario file; its children are its cases."""

    def __init__(self, *, judging: Judging, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._judging = judging

    def collect(self) -> Iterator[CaseItem]:
        """Give the cases in the order of the file.

        Raises:
            Collector.CollectError: The file is wrong, with every problem's place.
        """
        try:
            loaded = self._judging.corpus.load(self.path, self.nodeid)
            self._meet(loaded.suite)
        except ScenarioErrors as errors:
            raise self.CollectError(str(errors)) from None
        label = cache(partial(label_of, catalogue=self._judging.corpus.catalogue))
        for case in loaded.cases:
            # The id is given whole: pytest then sees what stands in brackets as
            # parameters, as it does when it reads ids back for --lf.
            yield CaseItem.from_parent(
                self,
                name=case.name,
                nodeid=f"{self.nodeid}::{case.name}",
                case=case,
                label=label(case.clauses, case.scenario.profiles),
                judging=self._judging,
            )

    def _meet(self, suite: Suite) -> None:
        """Refuse a suite of an id that another file has: records know cases by it."""
        known = self.config.stash.setdefault(_SUITES, [])
        problems = Problems()
        note_doubles((*known, suite), problems)
        problems.check()
        known.append(suite)
