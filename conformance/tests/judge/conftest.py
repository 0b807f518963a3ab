"""Builders for events, expectations and what a case is judged by."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from mapi_conformance.judge.names import Names
from mapi_conformance.judge.stage import Stage
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.port.host import Event, Pointer
from mapi_conformance.port.provider import Configuration
from mapi_conformance.scenario.case import Citations, Effects, Expectation
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.model import Subject, WatchedKind
from mapi_conformance.scenario.problems import Place
from mapi_conformance.scenario.scope import is_doing_of


HERE = Place("here.yaml", 1, 1)
POINTERS = {
    "store": Pointer(1, "IMsgStore"),
    "store.support": Pointer(2, "IMAPISupport"),
    "store.logon": Pointer(3, "IMSLogon"),
    "archive.support": Pointer(4, "IMAPISupport"),
    "face": Pointer(5, "IMsgStore"),
}
FACTS = {"gone": "support", "uids-removed": "mapi"}


class FewPointersHost:
    """Knows one fixed handle, and that the face is another pointer to the store."""

    def fixed(self, handle: str) -> Pointer | None:
        """Find the transport alone."""
        return Pointer(9, "IXPLogon") if handle == "transport" else None

    def same(self, one: Pointer | None, other: Pointer | None) -> bool:
        """Take objects 1 and 5 for one."""
        if one is None or other is None:
            return one is other
        return one.object == other.object or {one.object, other.object} == {1, 5}


def kind_of(label: str) -> tuple[str, str]:
    """Tell the kind of ``store.support.StoreLogoffTransports`` by its handle."""
    handle, _, name = label.rpartition(".")
    if name in FACTS:
        return FACTS[name], name
    return POINTERS[handle].interface, name


@pytest.fixture(name="names", scope="session")
def _names() -> Names:
    names = Names(FewPointersHost(), Configuration(second_store=b"second"))  # type: ignore[arg-type]  # all that names need
    for handle, pointer in POINTERS.items():
        names.bind_object(handle, pointer)
    return names


@pytest.fixture(name="catalogue", scope="session")
def _catalogue() -> Any:
    return Corpus().catalogue


@pytest.fixture(name="event", scope="session")
def _event() -> Callable[..., Event]:
    """Build ``event("store.support.AddRef", child, flags=1)``."""

    def event(
        label: str,
        *children: Event,
        code: int | None = 0,
        results: Mapping[str, object] | None = None,
        fault: Any = None,
        **arguments: object,
    ) -> Event:
        handle = label.rpartition(".")[0]
        kind = kind_of(label)
        fact = kind[0] not in INTERFACES
        return Event(
            sequence=1,
            pointer=None if kind[0] == "mapi" else POINTERS[handle],
            interface=kind[0],
            name=kind[1],
            arguments=arguments,
            results=results or {},
            code=None if fact or fault else code,
            children=children,
            fault=fault,
        )

    return event


@pytest.fixture(name="expect", scope="session")
def _expect() -> Callable[..., Expectation]:
    """Build ``expect("store.support.gone", happens="SDSTORE-006")``."""

    def expect(
        label: str,
        *below: Expectation,
        cites: Mapping[str, str] | None = None,
        arguments: Mapping[str, Any] | None = None,
        **fields: Any,
    ) -> Expectation:
        handle, _, name = label.rpartition(".")
        return Expectation(
            place=HERE,
            handle=handle,
            name=name,
            kind=kind_of(label),
            mine=is_doing_of(kind_of(label), Subject.PROVIDER),
            arguments=tuple((arguments or {}).items()),
            effects=Effects(expected=below),
            cites=Citations(tuple((a, (c,)) for a, c in (cites or {}).items())),
            **fields,
        )

    return expect


@pytest.fixture(name="stage", scope="session")
def _stage(names: Names, catalogue: Any) -> Stage:
    """Watch what the shipped corpus watches, in the deferred reading."""
    watched = (
        ("IMAPISupport.StoreLogoffTransports", "STORELOGOFF-012", "STORELOGOFF-013"),
        ("support.gone", "SDSTORE-007", "SDSTORE-006"),
        ("mapi.uids-removed", "SDSTORE-008", "SDSTORE-008"),
        ("IMSLogon.Logoff", "SDSTORE-010", "SDSTORE-010"),
    )
    kinds = [
        WatchedKind(
            kind=(name.partition(".")[0], name.partition(".")[2]),
            home="set",
            unexpected=(unexpected,),
            missing=(missing,),
            again=("SDSTORE-016",) if name.endswith("Transports") else (),
        )
        for name, unexpected, missing in watched
    ]
    return Stage(
        names=names,
        alphabet={kind.kind: kind for kind in kinds},
        catalogue=catalogue,
        profiles=frozenset({"deferred"}),
    )
