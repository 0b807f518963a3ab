"""Flaws in IUnknown: of stores, of logon objects, and of the provider object."""

from typing import Any, Final

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_INVALID_OBJECT,
    MAPI_E_NO_SUPPORT,
    S_OK,
    failed,
)
from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IMAPIProp,
    IID_IMSLogon,
    IID_IMSProvider,
)
from mapi_reference.flawed.faces import refuse
from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.flawed.situations import AwareProvider
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.pointers import fill
from mapi_reference.provider.store import Store


class PointerOnce(Logon):
    """A logon object that can hand its own interface out once."""

    handed_out = False

    def query_interface(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Succeed with a null pointer the next time; breaks UNKNOWN-001."""
        if interface != IID_IMSLogon or not self.handed_out:
            self.handed_out |= interface == IID_IMSLogon
            return super().query_interface(interface, pointer)
        fill(pointer, None)
        return S_OK


class RefusesInItsOwnWords(Store):
    """A store that says of an interface what it says of a method."""

    def query_interface(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Refuse with MAPI_E_NO_SUPPORT; breaks UNKNOWN-002."""
        code = super().query_interface(interface, pointer)
        return MAPI_E_NO_SUPPORT if failed(code) else code


class LeavesThePointer(Store):
    """A store that writes no pointer where it has none to give."""

    def query_interface(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Leave the caller's pointer as it was; breaks UNKNOWN-003."""
        return super().query_interface(
            interface, pointer if self._unknown.answers(interface) else Ref()
        )


class LogonGoneAtFirstRelease(Logon):
    """A logon object that takes any Release for its last."""

    gone = False

    def release(self) -> int:
        """Be gone; breaks UNKNOWN-012."""
        self.gone = True
        return super().release()

    def query_interface(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Answer nothing any more."""
        if self.gone:
            fill(pointer, None)
            return MAPI_E_INVALID_OBJECT
        return super().query_interface(interface, pointer)


class QueryGivesFour(Store):
    """A store that counts the references it gives away, up to a point."""

    given = 0

    def query_interface(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Take no reference from the fifth time on; breaks UNKNOWN-013."""
        code = super().query_interface(interface, pointer)
        self.given += 1
        if self.given > 4:  # noqa: PLR2004  # no scenario but one asks so often
            self._unknown.drop()
        return code


class SpoolerStoreHasNoProperties(Store):
    """A store that is only half there for the spooler."""

    def query_interface(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Deny IMAPIProp to the spooler; breaks UNKNOWN-016."""
        if self.for_spooler and interface == IID_IMAPIProp:
            return refuse(pointer)
        return super().query_interface(interface, pointer)


class SpoolerLogonDeniesItself(Logon):
    """A logon object that does not know what it is to the spooler."""

    def query_interface(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Deny IMSLogon to the spooler; breaks UNKNOWN-017."""
        if self.store.for_spooler and interface == IID_IMSLogon:
            return refuse(pointer)
        return super().query_interface(interface, pointer)


class SpoolerProviderDeniesItself(AwareProvider):
    """A provider object that the spooler cannot ask for its own interface."""

    def query_interface(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Deny IMSProvider while no client has a store; breaks UNKNOWN-018."""
        served = self.openings and not self.open_stores
        if served and interface == IID_IMSProvider:
            return refuse(pointer)
        return super().query_interface(interface, pointer)


class RefusalCounts(Store):
    """A store that counts before it looks."""

    def query_interface(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Keep the reference of a refusal; breaks UNKNOWN-020."""
        code = super().query_interface(interface, pointer)
        if failed(code):
            self._unknown.add()
        return code


OBJECTS: Final = (
    Flaw(
        name="pointer-once",
        summary="succeeds with a null pointer when a logon object is asked for IMSLogon"
        " again.",
        breaks=("UNKNOWN-001",),
        entry=entry_with(logon_type=PointerOnce),
    ),
    Flaw(
        name="refuses-in-its-own-words",
        summary="refuses an interface with MAPI_E_NO_SUPPORT.",
        breaks=("UNKNOWN-002",),
        entry=entry_with(RefusesInItsOwnWords),
    ),
    Flaw(
        name="leaves-the-pointer",
        summary="leaves the caller's pointer as it was when it refuses an interface.",
        breaks=("UNKNOWN-003",),
        entry=entry_with(LeavesThePointer),
    ),
    Flaw(
        name="logon-gone-at-first-release",
        summary="answers no QueryInterface after the first Release of a logon object.",
        breaks=("UNKNOWN-012",),
        entry=entry_with(logon_type=LogonGoneAtFirstRelease),
    ),
    Flaw(
        name="query-gives-four",
        summary="takes no reference for a fifth QueryInterface of a store.",
        breaks=("UNKNOWN-013",),
        entry=entry_with(QueryGivesFour),
    ),
    Flaw(
        name="spooler-store-has-no-properties",
        summary="denies IMAPIProp on the store that the spooler has.",
        breaks=("UNKNOWN-016",),
        entry=entry_with(SpoolerStoreHasNoProperties),
    ),
    Flaw(
        name="spooler-logon-denies-itself",
        summary="denies IMSLogon on the logon object that the spooler has.",
        breaks=("UNKNOWN-017",),
        entry=entry_with(logon_type=SpoolerLogonDeniesItself),
    ),
    Flaw(
        name="spooler-provider-denies-itself",
        summary="denies IMSProvider while the spooler alone has a store open.",
        breaks=("UNKNOWN-018",),
        entry=entry_with(provider_type=SpoolerProviderDeniesItself),
    ),
    Flaw(
        name="refusal-counts",
        summary="takes a reference when it refuses an interface.",
        breaks=("UNKNOWN-020",),
        entry=entry_with(RefusalCounts),
    ),
)
