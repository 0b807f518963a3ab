"""Flaws in what a logon gives and keeps."""

from functools import partial
from typing import Any, Final

from mapi_conformance.mapi.codes import (
    failed,
    succeeded,
)
from mapi_conformance.mapi.flags import MDB_WRITE
from mapi_conformance.mapi.identifiers import (
    IID_IMsgStore,
)
from mapi_reference.flawed.flaw import Flaw
from mapi_reference.flawed.places import AT_FLAGS, AT_INTERFACE, AT_LOGON, AT_STORE
from mapi_reference.provider.entry import entry_point
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.pointers import fill
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.store import Store


class LogonObjectByDefaultOnly(Provider):
    """A provider that gives its logon object where no interface is named."""

    def logon(self, *words: Any, **named: Any) -> int:
        """Take the logon object back; breaks LOGON-001."""
        code = super().logon(*words, **named)
        if words[AT_INTERFACE] == IID_IMsgStore:
            fill(words[AT_LOGON], None)
        return code


class KeepsNoSupport(Provider):
    """A provider whose stores use a support object that they do not hold."""

    def logon(self, *words: Any, **named: Any) -> int:
        """Give the reference back where IMsgStore is named; breaks LOGON-002."""
        code = super().logon(*words, **named)
        if succeeded(code) and words[AT_INTERFACE] == IID_IMsgStore:
            words[0].release()
        return code


class OneLogonObject(Provider):
    """A provider with one logon object for whatever is open."""

    _shared: Logon | None = None

    def logon(self, *words: Any, **named: Any) -> int:
        """Give the first one again; breaks LOGON-004."""
        code = super().logon(*words, **named)
        given = words[AT_LOGON]
        if given is None or not isinstance(given.value, Logon):
            return code
        if self._shared is None or self._shared.store.ended:
            self._shared = given.value
        else:
            self._shared.add_ref()
            given.value = self._shared
        return code


class ComparesOtherwise(Logon):
    """A logon object to which no two identifiers are the same."""

    def compare_entry_ids(self, *words: Any, **named: Any) -> int:
        """Differ from the store; breaks LOGON-006."""
        code = super().compare_entry_ids(*words, **named)
        if succeeded(code):
            words[-1].value = False
        return code


class AlwaysWritable(Provider):
    """A provider that opens every store for writing."""

    def logon(self, *words: Any, **named: Any) -> int:
        """Take MDB_WRITE for given; breaks LOGON-040."""
        flags = words[AT_FLAGS] | MDB_WRITE
        asked = (*words[:AT_FLAGS], flags, *words[AT_FLAGS + 1 :])
        return super().logon(*asked, **named)


class RefusalLeavesAStore(Provider):
    """A provider that hands something over before it looks at the interface."""

    def logon(self, *words: Any, **named: Any) -> int:
        """Fail with a store object in the word; breaks LOGON-042."""
        code = super().logon(*words, **named)
        if failed(code):
            fill(words[AT_STORE], self)
        return code


class RefusalKeepsSupport(Provider):
    """A provider that takes its reference before it knows how the logon ends."""

    def logon(self, *words: Any, **named: Any) -> int:
        """Forget to give it back after a failure; breaks LOGON-043."""
        code = super().logon(*words, **named)
        if failed(code):
            words[0].add_ref()
        return code


class BornWithTwo(Provider):
    """A provider that keeps a reference on its stores for itself."""

    def _open_store(self, *words: Any, **named: Any) -> Store | int:
        """Count one reference too many; breaks LOGON-046."""
        opened = super()._open_store(*words, **named)
        if isinstance(opened, Store):
            opened.add_ref()
        return opened


LOGON: Final = (
    Flaw(
        name="logon-object-by-default-only",
        summary="gives no logon object where IID_IMsgStore is named.",
        breaks=("LOGON-001",),
        entry=entry_point(make=LogonObjectByDefaultOnly),
    ),
    Flaw(
        name="keeps-no-support",
        summary="keeps no support object where IID_IMsgStore is named.",
        breaks=("LOGON-002",),
        entry=entry_point(make=KeepsNoSupport),
    ),
    Flaw(
        name="one-logon-object",
        summary="gives the logon object of its first store for every store.",
        breaks=("LOGON-004",),
        also=("MSLOGOFF-007", "SDSTORE-007", "SDSVC-003", "SLT-003", "STORELOGOFF-012"),
        entry=entry_point(make=OneLogonObject),
    ),
    Flaw(
        name="logon-object-compares-otherwise",
        summary="compares identifiers in another way in the logon object.",
        breaks=("LOGON-006",),
        entry=entry_point(make=partial(Provider, logon_type=ComparesOtherwise)),
    ),
    Flaw(
        name="always-writable",
        summary="opens for writing what was opened for reading.",
        breaks=("LOGON-040",),
        entry=entry_point(make=AlwaysWritable),
    ),
    Flaw(
        name="refusal-leaves-a-store",
        summary="leaves an object behind where it refuses a logon.",
        breaks=("LOGON-042",),
        also=("ALLOC-011",),
        entry=entry_point(make=RefusalLeavesAStore),
    ),
    Flaw(
        name="refusal-keeps-support",
        summary="keeps the support object of a logon that it refused.",
        breaks=("LOGON-043",),
        also=("SDSTORE-019",),
        entry=entry_point(make=RefusalKeepsSupport),
    ),
    Flaw(
        name="born-with-two",
        summary="opens stores with a reference that nobody gives back.",
        breaks=("LOGON-046",),
        also=(
            "RELOGON-011",
            "LOGON-001",
            "LOGON-040",
            "SDSTORE-001",
            "SDSTORE-006",
            "SDSTORE-007",
            "SDSTORE-014",
            "SLT-054",
            "STORELOGOFF-012",
            "STORELOGOFF-013",
            "STORELOGOFF-019",
            "STORELOGOFF-103",
            "UNKNOWN-013",
            "UNKNOWN-014",
            "UNKNOWN-020",
        ),
        entry=entry_point(make=BornWithTwo),
    ),
)
