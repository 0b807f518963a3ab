"""What pytest shows of a case that failed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from mapi_conformance.report.again import run_again
from mapi_conformance.report.colour import style_of
from mapi_conformance.report.failure import headline, tell_command, tell_failure
from mapi_conformance.run.judging import Judging
from mapi_conformance.run.record import CaseRecord


@dataclass(frozen=True, slots=True)
class Headline:
    """A failure in one line, where pytest expects the place of a crash."""

    node_id: str
    message: str

    def __str__(self) -> str:
        """Write it as ``--tb=line`` does."""
        return f"{self.node_id}: {self.message}"


class Explanation:
    """Made of the record, when somebody looks; in colour on a terminal."""

    def __init__(
        self,
        record: CaseRecord,
        judging: Judging,
        config: pytest.Config,
        node_id: str,
    ) -> None:
        self._record = record
        self._catalogue = judging.corpus.catalogue
        self._complaint = judging.waiving.complaint(record)
        path = node_id.partition("::")[0]
        self._again = run_again(tuple(asked(config)), path, record.id)
        self._node_id = node_id
        self._is_brief = config.getoption("tbstyle") == "line"

    def _lines(self) -> Iterator[str]:
        yield from tell_failure(self._record, self._catalogue)
        if self._complaint:
            yield ""
            yield self._complaint
        yield from tell_command(self._again)

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def toterminal(self, tw: Any) -> None:
        """Write it as pytest writes tracebacks, on its terminal writer."""
        if self._is_brief:
            return  # the headline follows, from ``reprcrash``
        for line in self._lines():
            tw.line(line, **dict.fromkeys(style_of(line).value, True))

    @property
    def reprcrash(self) -> Headline:
        """What short summaries show."""
        message = f"{headline(self._record)}: {self._record.title}"
        return Headline(self._node_id, message)


def asked(config: pytest.Config) -> Iterator[str]:
    """The command, with the options that decide what is judged, and how."""
    yield "pytest"
    yield f"--provider={config.getoption('provider')}"
    for setting in config.getoption("provider_set"):
        yield f"--provider-set={setting}"
    for name in ("profile", "edition", "waivers"):
        if value := config.getoption(f"mapi_{name}"):
            yield f"--mapi-{name}={value}"
    if (rounds := config.getoption("mapi_repeat")) > 1:
        yield f"--mapi-repeat={rounds}"
    for name in ("mapi-strict", "mapi-isolate"):
        if config.getoption(name.replace("-", "_")):
            yield f"--{name}"
