"""Capabilities both ways: what is claimed is delivered, what is not is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from plain import _of, _Provider, _Store
from variety_objects import _Counts, _ServesTheSpooler

from mapi_adapters.inprocess import open_python
from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_CALL_FAILED,
    MAPI_E_NO_SUPPORT,
    S_OK,
)
from mapi_conformance.port.provider import Target
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.record import CaseRecord
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus


class _RefusesTheSpooler(_Provider):
    """Has SpoolerLogon, and no use for it."""

    def spooler_logon(self, *arguments: Any) -> int:
        return MAPI_E_NO_SUPPORT


class _RefusesFolders(_Store):
    """Has GetReceiveFolder, and no folder."""

    def get_receive_folder(self, *arguments: Any) -> int:
        return MAPI_E_NO_SUPPORT


def _advising(code: int) -> type[_Provider]:
    """Make a provider whose stores answer Advise with a code."""

    def advise(
        self: _Store, entryid: Any, mask: int, sink: Any, connection: Ref[int]
    ) -> int:
        connection.value = 1
        return code

    return _of(type("_Advising", (_Store,), {"advise": advise}))


MISSING = (
    "the capability 'spooler-logon' is missing, and the pages of provider.SpoolerLogon"
    " know no such refusal"
)
SERVED = "store.GetReceiveFolder is served, and the capability 'folders' is not claimed"

#: Judges cases for a provider, by what it claims.
Judge: TypeAlias = Callable[..., list[CaseRecord]]


@pytest.fixture
def judge(corpus: Corpus) -> Judge:
    """Give what judges a provider of this folder with some cases."""

    def judge(
        factory: object, claims: str, cases: tuple[Case, ...], *, strict: bool = False
    ) -> list[CaseRecord]:
        settings = {"profile": "deferred", "capabilities": claims}
        target = Target(name="one", address=factory, settings=settings, base=Path.cwd())
        judging = Judging(open_python(target), corpus, Options(strict=strict))
        return [judging.judge(case) for case in cases]

    return judge


@pytest.fixture
def shipped(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """The shipped cases about capabilities."""
    found = tuple(case for case in cases if case.suite.id == "capabilities")
    assert found
    return found


def told(records: list[CaseRecord]) -> list[tuple[str, Verdict, list[str]]]:
    """Tell what applied: scenario, verdict, and the sentences of what was found."""
    return [
        (
            record.id.partition("/")[2],
            record.verdict,
            [d.text for d in record.differences],
        )
        for record in records
        if record.verdict is not Verdict.NOT_APPLICABLE
    ]


class TestClaimed:
    """What a provider claims."""

    def test_delivered(self, judge: Judge, shipped: tuple[Case, ...]) -> None:
        """It conforms where it does what it claims."""
        assert told(judge(_ServesTheSpooler, "spooler-logon", shipped))[0] == (
            "spooler-logon-claimed",
            Verdict.CONFORMS,
            [],
        )

    @pytest.mark.parametrize(
        ("factory", "claim", "call"),
        [
            (
                _RefusesTheSpooler,
                "spooler-logon",
                "provider.SpoolerLogon",
            ),
            (
                _of(_RefusesFolders),
                "folders",
                "store.GetReceiveFolder",
            ),
        ],
        ids=["spooler-logon", "folders"],
    )
    def test_not_delivered(
        self,
        judge: Judge,
        shipped: tuple[Case, ...],
        factory: object,
        claim: str,
        call: str,
    ) -> None:
        """It deviates where it refuses what it claims."""
        text = f"{call} returned MAPI_E_NO_SUPPORT (0x80040102), not S_OK"
        found = (f"{claim}-claimed", Verdict.DEVIATES, [text])

        assert found in told(judge(factory, claim, shipped))


class TestNotClaimed:
    """What a provider does not claim, where the pages know no refusal."""

    @pytest.mark.parametrize(
        "factory", [_Provider, _RefusesTheSpooler], ids=["absent", "refused"]
    )
    def test_lacking(
        self, judge: Judge, shipped: tuple[Case, ...], factory: object
    ) -> None:
        """It is told that it lacks what none may lack, and conforms all the same."""
        assert told(judge(factory, "folders", shipped))[0] == (
            "spooler-logon-not-claimed",
            Verdict.ADVISORY,
            [MISSING],
        )

    def test_served(self, judge: Judge, shipped: tuple[Case, ...]) -> None:
        """It is advised to claim what it has."""
        assert told(judge(_of(_Counts), "spooler-logon", shipped))[-1] == (
            "folders-not-claimed",
            Verdict.ADVISORY,
            [SERVED],
        )

    def test_strict(self, judge: Judge, shipped: tuple[Case, ...]) -> None:
        """Where every should counts as a must this does as well."""
        found = told(judge(_Provider, "", shipped, strict=True))

        assert {verdict for _, verdict, _ in found} == {Verdict.DEVIATES}


class TestDocumentedRefusal:
    """What a provider does not claim, where the pages say how it is refused."""

    TEXT = (
        "suite: x\nabout: x\ngiven: [open-store]\nscenarios:\n  - id: one\n"
        "    title: x\n    without: [notifications]\n    steps:\n"
        "      - store.Advise: {entryid: null, mask: 0x4, sink: null}\n"
        "        returns: MAPI_E_NO_SUPPORT\n        cites: {returns: ADVISE-002}\n"
    )

    @pytest.mark.parametrize(
        ("factory", "verdict"),
        [
            (_advising(MAPI_E_NO_SUPPORT), Verdict.CONFORMS),
            (_advising(MAPI_E_CALL_FAILED), Verdict.DEVIATES),
            (_advising(S_OK), Verdict.ADVISORY),
            (_Provider, Verdict.ADVISORY),
        ],
        ids=["as-documented", "in-other-words", "served", "absent"],
    )
    def test_verdict(
        self, judge: Judge, corpus: Corpus, factory: object, verdict: Verdict
    ) -> None:
        """Only the code of the page is the refusal of the page."""
        cases = corpus.load_text(self.TEXT, "x.yaml").cases

        assert [record.verdict for record in judge(factory, "", cases)] == [verdict]
