"""What a run that writes a report keeps from its beginning to its end."""

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path

from mapi_conformance.port.finding import find_providers
from mapi_conformance.report.folder import ReportFolder
from mapi_conformance.run.alikes import with_look_alikes
from mapi_conformance.run.citing import with_catalogue, with_clauses
from mapi_conformance.run.judging import Judging
from mapi_conformance.run.record import CaseRecord, RunRecord


class Sitting:
    """A run and the folder of its report.

    Args:
        path: The folder; it is taken over at once, so that a run whose report could
            not be kept judges nothing.
        judging: Tells of its cases from now on.
        asked: The words of the command, without what it selects.

    Raises:
        FileUnwritable: The folder cannot be had.
    """

    def __init__(self, path: Path, judging: Judging, asked: Iterable[str]) -> None:
        self._folder = ReportFolder.take(path)
        self._judging = judging
        self._asked = tuple(asked)
        self._started = datetime.now(UTC).isoformat(timespec="seconds")
        self._began = time.perf_counter()
        catalogue = judging.corpus.catalogue
        self._folder.stream.opened(with_catalogue(self._record(()), catalogue))
        judging.listener = self._folder.stream

    def finish(self, cases: Iterable[CaseRecord], *, stopped: bool) -> Path:
        """Write every format; give the page's path.

        Raises:
            FileUnwritable: Some file cannot be written; the others are.
        """
        noted = with_look_alikes(cases, find_providers().flaws())
        run = replace(
            with_clauses(self._record(noted), self._judging.corpus.catalogue),
            seconds=round(time.perf_counter() - self._began, 3),
            stopped=stopped,
        )
        self._folder.finish(run)
        return self._folder.path / "report.html"

    def close(self) -> None:
        """Leave the folder to others."""
        self._judging.listener = None
        self._folder.close()

    def _record(self, cases: Iterable[CaseRecord]) -> RunRecord:
        # Shuffled, or over several processes, cases come in any order.
        ordered = sorted(cases, key=attrgetter("path", "id"))
        run = self._judging.record(ordered)
        return replace(run, started=self._started, asked=self._asked)
