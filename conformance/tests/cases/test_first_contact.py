"""What once was green and must not be: nothing counts that was not at stake."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from plain import _of, _Provider, _Store
from variety import CONFORMING
from wrong import WRONG

from mapi_adapters.inprocess import open_python
from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import MAPI_E_CALL_FAILED, S_OK
from mapi_conformance.mapi.flags import LOGOFF_NO_WAIT
from mapi_conformance.port.provider import Target
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.record import CaseRecord, CheckRecord
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus


class _LeavesARequest(_Store):
    """Hands the client's request back beside its answer."""

    def answer(self, flags: Ref[int]) -> int:
        flags.value = LOGOFF_NO_WAIT
        return S_OK


class _NothingBehindIt:
    """A pointer that counts and answers, and is no message store."""

    def query_interface(self, interface: object, found: Ref[Any]) -> int:
        found.value = self
        return S_OK

    def add_ref(self) -> int:
        return 1

    def release(self) -> int:
        return 1


class _GivesSomething(_Provider):
    """Gives any object where a store is due."""

    def logon(self, *arguments: Any) -> int:
        code = super().logon(*arguments)
        arguments[-1].value = _NothingBehindIt()
        return code


class _CannotTell(_Store):
    """Fails a call on which others lean."""

    def get_props(self, tags: Any, flags: int, props: Ref[Any]) -> int:
        return MAPI_E_CALL_FAILED


#: Judges a provider of this folder with some cases.
Judge: TypeAlias = Callable[[object, Sequence[Case]], list[CaseRecord]]
#: Tells all that was said of a clause, for a provider.
Checks: TypeAlias = Callable[[object, str], list[CheckRecord]]


@pytest.fixture
def judge(corpus: Corpus) -> Judge:
    """Give what judges a provider of this folder with some cases."""

    def judge(factory: object, cases: Sequence[Case]) -> list[CaseRecord]:
        target = Target(
            name="one",
            address=factory,
            settings={"second-store": "another", "profile": "deferred"},
            base=Path.cwd(),
        )
        judging = Judging(open_python(target), corpus, Options())
        return [judging.judge(case) for case in cases]

    return judge


@pytest.fixture
def checks(judge: Judge, cases: tuple[Case, ...]) -> Checks:
    """Give what tells all that was said of a clause, for a provider."""

    def checks(factory: object, clause: str) -> list[CheckRecord]:
        citing = [case for case in cases if clause in case.clauses]
        assert citing
        records = judge(factory, citing)
        return [c for each in records for c in each.checks if c.clause == clause]

    return checks


def outcomes(checks: Sequence[CheckRecord]) -> set[Outcome]:
    """Tell what was said of a clause."""
    return {check.outcome for check in checks}


@pytest.mark.parametrize(
    "clause", ["STORELOGOFF-012", "MSLOGOFF-009", "SLT-054", "STORELOGOFF-104"]
)
def test_call_that_is_never_made(checks: Checks, clause: str) -> None:
    """Who never tells the transports holds nothing that is said of that call."""
    assert Outcome.HOLDS in outcomes(checks(CONFORMING["plain"], clause))
    assert Outcome.HOLDS not in outcomes(checks(WRONG["never-tells"], clause))


def test_silence_of_who_never_speaks(checks: Checks) -> None:
    """That a shared store lives on shows in its answers, not in a call never made."""
    spoke, silent = (
        {
            fired.rsplit(": ")[-1]
            for c in checks(each, "RELOGON-011")
            for fired in c.fired
        }
        for each in (CONFORMING["plain"], WRONG["never-tells"])
    )

    assert spoke == {"causes", "happens", "returns"}
    assert "returns" in silent
    assert "causes" not in silent


@pytest.mark.parametrize("clause", ["ALLOC-006", "ALLOC-007", "ALLOC-008", "ALLOC-014"])
def test_books_in_which_nothing_stands(checks: Checks, clause: str) -> None:
    """Who asks MAPI for no memory proves nothing of how it treats any."""
    assert outcomes(checks(CONFORMING["allocates"], clause)) == {Outcome.HOLDS}
    assert outcomes(checks(CONFORMING["plain"], clause)) == {Outcome.NOT_EXERCISED}


@pytest.mark.parametrize("clause", ["UNKNOWN-010", "UNKNOWN-017"])
def test_object_without_identity(checks: Checks, clause: str) -> None:
    """A logon object that refuses IUnknown is named where identity is asked for."""
    assert Outcome.HOLDS in outcomes(checks(CONFORMING["plain"], clause))
    assert Outcome.DEVIATES in outcomes(checks(WRONG["logon-without-unknown"], clause))


def test_bits_that_a_mask_would_hide(checks: Checks) -> None:
    """A request bit in the answer is seen, though it is no bit of an answer."""
    assert outcomes(checks(_of(_LeavesARequest), "STORELOGOFF-085")) == {
        Outcome.ADVISORY
    }


def test_words_outside_the_answer(checks: Checks) -> None:
    """A bit that no page documents is seen too."""
    found = outcomes(checks(WRONG["sets-strange-bits"], "STORELOGOFF-083"))

    assert found <= {Outcome.DEVIATES, Outcome.ADVISORY}


def test_prerequisite_that_failed(judge: Judge, corpus: Corpus) -> None:
    """Behind a step that failed nothing is at stake, whatever follows in silence."""
    text = write(
        "      - store.GetProps: {tags: [PR_OBJECT_TYPE]}\n"
        "      - store.AddRef:\n"
        "      - store.Release:\n"
        "        causes: nothing\n"
        "        cites: {causes: SDSTORE-007}\n"
        "      - store.Release:\n"
        "        may cause: anything\n"
    )
    case = corpus.load_text(text, "x.yaml").cases

    held, failed = (judge(each, case)[0] for each in (_Provider, _of(_CannotTell)))

    assert (held.verdict, outcomes(held.checks)) == (Verdict.CONFORMS, {Outcome.HOLDS})
    assert (failed.verdict, outcomes(failed.checks)) == (
        Verdict.BLOCKED,
        {Outcome.NOT_EXERCISED},
    )


def test_pointer_with_nothing_behind_it(judge: Judge, corpus: Corpus) -> None:
    """That something came back says nothing of its kind: what it cannot do shows."""
    text = write(
        "      - store.GetProps: {tags: [PR_OBJECT_TYPE]}\n"
        "        cites: {returns: LOGON-009}\n"
    )
    case = corpus.load_text(text, "x.yaml").cases

    held, empty = (judge(each, case)[0] for each in (_Provider, _GivesSomething))

    assert held.verdict is Verdict.CONFORMS
    assert empty.verdict.fails
    assert Outcome.HOLDS not in outcomes(empty.checks)


def test_corpus_and_a_pointer_with_nothing_behind_it(
    judge: Judge, cases: tuple[Case, ...]
) -> None:
    """No shipped case that says what kind of object comes back is green for it."""
    kinds = {"LOGON-009", "RELOGON-003", "STORELOGOFF-005", "STORELOGOFF-025"}
    citing = [case for case in cases if kinds & set(case.clauses)]

    verdicts = {record.verdict for record in judge(_GivesSomething, citing)}

    assert Verdict.CONFORMS not in verdicts
    assert any(verdict.fails for verdict in verdicts)


def write(steps: str) -> str:
    """Write a suite of one scenario on an open store."""
    return (
        "suite: x\nabout: x\ngiven: [open-store]\nwatch: [end-of-support]\n"
        f"scenarios:\n  - id: one\n    title: x\n    steps:\n{steps}"
    )
