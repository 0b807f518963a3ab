"""A case as a pytest item."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.report.text import describe_case
from mapi_conformance.run.judging import Judging
from mapi_conformance.run.record import CaseRecord
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.catalogue import Catalogue


class CaseFailed(Exception):
    """The case failed; what pytest shows of it is made from the record."""


class CaseInconclusive(Exception):
    """Our side broke, so pytest shall call it an error and not a failure."""


class CaseItem(pytest.Item):
    """Plays its case in setup, where an error is ours; tells the verdict in call."""

    def __init__(self, *, case: Case, judging: Judging, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.case = case
        self.record: CaseRecord | None = None
        self._judging = judging
        self._mark()

    @property
    def _catalogue(self) -> Catalogue:
        return self._judging.corpus.catalogue

    def _mark(self) -> None:
        clauses = [self._catalogue[clause] for clause in self.case.clauses]
        levels = {clause.severity for clause in clauses}
        level = next((name for name in ("must", "should") if name in levels), "may")
        self.add_marker(level)
        for interface in {clause.interface for clause in clauses} & INTERFACES.keys():
            self.add_marker(interface)
        for profile in self.case.scenario.profiles:
            self.add_marker(profile)
        for clause in clauses:
            self.add_marker(pytest.mark.clause(id=clause.id))
        self.extra_keyword_matches.update(self.case.clauses, (self.case.suite.id,))
        self.user_properties += [
            ("level", level),
            ("profile", ",".join(self.case.scenario.profiles) or "any"),
            *(("clause", clause.id) for clause in clauses),
        ]

    def setup(self) -> None:
        """Play the case."""
        self.record = record = self._judging.judge(self.case)
        self.user_properties.append(("verdict", record.verdict.value))
        if record.died and self.config.getoption("mapi_keep_going") == "no":
            self.session.shouldfail = f"the provider died in {self.case.id}"
        if record.verdict is Verdict.NOT_APPLICABLE:
            pytest.skip(record.reason)
        if record.verdict is Verdict.INCONCLUSIVE:
            raise CaseInconclusive

    def runtest(self) -> None:
        """Tell the verdict."""
        if self.record and self.record.verdict.fails:
            raise CaseFailed

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> Any:
        """Explain a failure by its record; anything else is pytest's to explain."""
        if self.record and isinstance(excinfo.value, (CaseFailed, CaseInconclusive)):
            return describe_case(self.record, self._catalogue) + self._again()
        return super().repr_failure(excinfo, style)

    def _again(self) -> str:
        words = [f"--{name}={value}" for name, value in self._asked()]
        switches = [
            f"--{name}"
            for name in ("mapi-strict", "mapi-isolate")
            if self.config.getoption(name.replace("-", "_"))
        ]
        command = " ".join(map(_quoted, ["pytest", *words, *switches]))
        return f'\n\n  run only this case:\n  {command} "{self.nodeid}"'

    def _asked(self) -> Iterator[tuple[str, str]]:
        """The options that decide what is judged, and how, as they were given."""
        yield "provider", self.config.getoption("provider")
        for setting in self.config.getoption("provider_set"):
            yield "provider-set", setting
        if profile := self.config.getoption("mapi_profile"):
            yield "mapi-profile", profile

    def reportinfo(self) -> tuple[Path, int, str]:
        """Point to the scenario in its file."""
        return self.path, self.case.scenario.place.line - 1, self.case.id


def _quoted(word: str) -> str:
    """Quote as every shell understands it, cmd.exe too, and only where it is due."""
    return f'"{word}"' if set(word) & set(" '()[]&|;<>*?$") else word
