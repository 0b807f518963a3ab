"""A case as a pytest item."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import pytest

from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.plugin.explanation import Explanation
from mapi_conformance.report.failure import headline
from mapi_conformance.run.judging import Judging
from mapi_conformance.run.record import CaseRecord
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.catalogue import Catalogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What pytest selects a case by, and shows of it beside its verdict."""

    marks: tuple[pytest.Mark, ...]
    properties: tuple[tuple[str, str], ...]


def label_of(
    cited: tuple[str, ...], profiles: tuple[str, ...], catalogue: Catalogue
) -> Label:
    """Make the label of all cases that cite these clauses under these profiles."""
    clauses = [catalogue[clause] for clause in cited]
    levels = {clause.severity for clause in clauses}
    level = next((name for name in ("must", "should") if name in levels), "may")
    interfaces = {clause.interface for clause in clauses} & INTERFACES.keys()
    names = (level, *interfaces, *profiles)
    return Label(
        marks=(*map(_mark, names), *map(_clause_mark, cited)),
        properties=(
            ("level", level),
            ("profile", ",".join(profiles) or "any"),
            *(("clause", clause.id) for clause in clauses),
        ),
    )


class CaseItem(pytest.Item):
    """Plays its case in setup, where an error is ours; tells the verdict in call.

    In the fast protocol there is no setup, and the case is played in call.
    """

    def __init__(
        self, *, case: Case, label: Label, judging: Judging, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.case = case
        self.record: CaseRecord | None = None
        self._judging = judging
        # What add_marker does, for all of them at once.
        self.own_markers += label.marks
        self.keywords.update((mark.name, mark) for mark in label.marks)
        self.extra_keyword_matches.update(case.clauses, (case.suite.id,))
        self.user_properties += label.properties

    def setup(self) -> None:
        """Play the case."""
        self.record = record = self._judging.conclude(self.case)
        self.user_properties.append(("verdict", record.verdict.value))
        if record.died and self.config.getoption("mapi_keep_going") == "no":
            self.session.shouldfail = f"the provider died in {self.case.id}"
        if record.verdict is Verdict.NOT_APPLICABLE:
            pytest.skip(record.reason)
        if record.verdict is Verdict.INCONCLUSIVE and not record.provisional:
            _fail()

    def runtest(self) -> None:
        """Tell the verdict: a failure also where a waiver is wrong about the case."""
        if self.record is None:
            self.setup()
        record = self.record
        if record is None or record.provisional:
            return
        if record.verdict.fails or self._complaint:
            _fail()
        if record.verdict is Verdict.WAIVED:
            pytest.xfail(f"waived: {headline(record)}")
            _fail()  # --runxfail wants to see it

    @property
    def _complaint(self) -> str:
        return self._judging.waiving.complaint(self.record) if self.record else ""

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None
    ) -> Any:
        """Explain a failure by its record; anything else is pytest's to explain."""
        if self.record and isinstance(excinfo.value, pytest.fail.Exception):
            return Explanation(
                self.record,
                self._judging,
                self.config,
                self.nodeid,
            )
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Point to the scenario in its file."""
        return self.path, self.case.scenario.place.line - 1, self.case.id


def _fail() -> NoReturn:
    # What pytest shows is made from the record; to format a traceback of ours would
    # cost more than to play the case.
    pytest.fail("the record says why", pytrace=False)


@cache
def _mark(name: str) -> pytest.Mark:
    # Kept, because pytest checks a name whenever a mark is made of it.
    marker: pytest.MarkDecorator = getattr(pytest.mark, name)
    return marker.mark


@cache
def _clause_mark(clause: str) -> pytest.Mark:
    return pytest.mark.clause(id=clause).mark
