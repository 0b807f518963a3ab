"""Whoever refuses everything passes no case that expects a refusal."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from plain import _Logon, _Provider, _Store

from mapi_adapters.inprocess import open_python
from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_LOGON_FAILED,
    MAPI_E_NO_SUPPORT,
    failed,
)
from mapi_conformance.mapi.identifiers import Iid
from mapi_conformance.port.provider import Target
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.scenario.case import Across, Action, Case, Group, Step
from mapi_conformance.scenario.corpus import Corpus


class _NoInterface:
    """Has no interface, not even IUnknown."""

    def query_interface(self, interface: Iid, found: Ref[Any]) -> int:
        found.value = None
        return MAPI_E_INTERFACE_NOT_SUPPORTED


class _RefusingLogon(_NoInterface, _Logon):
    """Can be told of the end, and asked for nothing."""

    def open_status_entry(self, *arguments: Any) -> int:
        return MAPI_E_NO_SUPPORT


class _Refuses(_NoInterface, _Store):
    """Opens, and has no interface and no method."""

    def new_logon(self) -> Any:
        return _RefusingLogon(self)

    def refuse(self, *arguments: Any) -> int:
        return MAPI_E_NO_SUPPORT

    store_logoff = get_props = open_entry = get_receive_folder = refuse


class _OpensOnce(_NoInterface, _Provider):
    """Logs the first client on and refuses the rest."""

    store_type = _Refuses

    def again(self, shared: Any, support: Any, rest: Any) -> int:
        return MAPI_E_INTERFACE_NOT_SUPPORTED

    def spooler_logon(self, *arguments: Any) -> int:
        return MAPI_E_LOGON_FAILED


class _OpensNothing(_OpensOnce):
    """Refuses the first client as well."""

    def logon(self, *arguments: Any) -> int:
        arguments[-1].value = arguments[-2].value = None
        return MAPI_E_INTERFACE_NOT_SUPPORTED


def steps_of(actions: Sequence[Action]) -> Iterator[Step]:
    """Walk through all calls of a case."""
    for action in actions:
        if isinstance(action, Step):
            yield action
        elif isinstance(action, Across | Group):
            yield from steps_of(action.steps)


def expects_a_refusal(case: Case) -> bool:
    """Tell whether a step of a case, judged, has to fail."""
    return not case.scenario.observe and any(
        step.judged
        and "returns" not in step.observe
        and (
            step.returns.group == "failure"
            or (step.returns.codes and all(map(failed, step.returns.codes)))
        )
        for step in steps_of(case.steps)
    )


@pytest.fixture(scope="module")
def negatives(cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """The cases that expect a refusal."""
    found = tuple(case for case in cases if expects_a_refusal(case))
    assert len(found) > 5
    return found


#: Of a store that is not open yet, an interface that none has; it does that right.
FIRST_LOGONS = [
    "logon-interface/unknown-interface",
    "refused-logon/gives-nothing",
    "refused-logon/keeps-nothing",
]


@pytest.mark.parametrize(
    ("make", "right"), [(_OpensOnce, FIRST_LOGONS), (_OpensNothing, [])]
)
def test_passes_no_negative(
    make: Callable[[], object],
    right: list[str],
    corpus: Corpus,
    negatives: tuple[Case, ...],
) -> None:
    """Each refusal stands beside a control, which such a provider refuses too."""
    target = Target(
        name="refuses",
        address=make,
        settings={
            "second-store": "another",
            "unconfigured-store": "unconfigured",
            "unreachable-store": "out of reach",
            "capabilities": "folders, provider-shutdown, spooler-logon, status-object",
        },
        base=Path.cwd(),
    )
    judging = Judging(open_python(target), corpus, Options(profile="deferred"))

    verdicts = {case.id: judging.judge(case).verdict for case in negatives}

    assert [name for name, verdict in verdicts.items() if not verdict.fails] == right
    assert set(verdicts.values()) <= {
        Verdict.BLOCKED,
        Verdict.DEVIATES,
        Verdict.CONFORMS,
    }
