"""A case as a pytest item."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.report.text import describe_case, headline
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
        self.record = record = self._judging.conclude(self.case)
        self.user_properties.append(("verdict", record.verdict.value))
        if record.verdict is Verdict.NOT_APPLICABLE:
            pytest.skip(record.reason)
        if record.verdict is Verdict.INCONCLUSIVE and not record.provisional:
            raise CaseInconclusive

    def runtest(self) -> None:
        """Tell the verdict.

        Raises:
            CaseFailed: It deviates, or a waiver is wrong about it.
        """
        assert self.record is not None  # noqa: S101  # setup judged it
        if self.record.provisional:
            return
        if self.record.verdict.fails or self._complaint:
            raise CaseFailed
        if self.record.verdict is Verdict.WAIVED:
            pytest.xfail(f"waived: {headline(self.record)}")
            raise CaseFailed  # --runxfail wants to see it

    @property
    def _complaint(self) -> str:
        return self._judging.waiving.complaint(self.record) if self.record else ""

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> Any:
        """Explain a failure by its record; anything else is pytest's to explain."""
        if self.record and isinstance(excinfo.value, (CaseFailed, CaseInconclusive)):
            told = [describe_case(self.record, self._catalogue), self._complaint]
            return "\n\n".join(filter(None, told)) + self._again()
        return super().repr_failure(excinfo, style)

    def _again(self) -> str:
        words = [f"--{name}={value}" for name, value in self._asked()]
        strict = ["--mapi-strict"] * self.config.getoption("mapi_strict")
        command = " ".join(map(_quoted, ["pytest", *words, *strict]))
        return f'\n\n  run only this case:\n  {command} "{self.nodeid}"'

    def _asked(self) -> Iterator[tuple[str, str]]:
        """The options that decide what is judged, and how, as they were given."""
        yield "provider", self.config.getoption("provider")
        for setting in self.config.getoption("provider_set"):
            yield "provider-set", setting
        for option in ("mapi-profile", "mapi-edition", "mapi-waivers"):
            if value := self.config.getoption(option.replace("-", "_")):
                yield option, value
        if (rounds := self.config.getoption("mapi_repeat")) > 1:
            yield "mapi-repeat", str(rounds)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Point to the scenario in its file."""
        return self.path, self.case.scenario.place.line - 1, self.case.id


def _quoted(word: str) -> str:
    """Quote as every shell understands it, cmd.exe too, and only where it is due."""
    return f'"{word}"' if set(word) & set(" '()[]&|;<>*?$") else word
