"""``--mapi-report`` under pytest, where cases may be judged by other processes."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from mapi_conformance.plugin.explanation import asked
from mapi_conformance.report.folder import open_worker_stream
from mapi_conformance.report.sitting import Sitting
from mapi_conformance.run.judging import Judging
from mapi_conformance.run.record import CaseRecord


def worker_of(config: pytest.Config) -> str | None:
    """Name the worker of pytest-xdist that this process is, if it is one."""
    found: dict[str, str] | None = getattr(config, "workerinput", None)
    return found["workerid"] if found else None


class Reporting:
    """The folder, in the process that writes it; a stream beside it, in a worker.

    Raises:
        FileUnwritable: The folder cannot be had.
    """

    def __init__(self, config: pytest.Config, judging: Judging) -> None:
        path = config.invocation_params.dir / config.getoption("mapi_report")
        # Workers are told what stands here, wherever they run.
        config.option.mapi_report = str(path)
        worker = worker_of(config)
        self._sitting: Sitting | None = None
        if worker is None:
            self._sitting = Sitting(path, judging, asked(config))
            self.close = self._sitting.close
        else:
            stream = open_worker_stream(path, worker)
            judging.listener = stream
            self.close = stream.close

    def finish(self, cases: Sequence[CaseRecord], *, stopped: bool) -> Path:
        """Write every format; give the page's path.

        Raises:
            FileUnwritable: Some file cannot be written; the others are.
        """
        assert self._sitting is not None  # noqa: S101  # only the controller finishes
        return self._sitting.finish(cases, stopped=stopped)
