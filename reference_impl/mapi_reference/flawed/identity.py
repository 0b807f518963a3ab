"""Flaws in what the interfaces of one object make of each other."""

from typing import Any, Final

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IMAPIProp,
    IID_IMsgStore,
    IID_IMSProvider,
    IID_IUnknown,
)
from mapi_reference.flawed.faces import Face, refuse
from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.provider.pointers import fill
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.store import Store


class ManyIdentities(Store):
    """A store with a new identity for everybody who asks."""

    def query_interface(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Make an IUnknown each time; breaks UNKNOWN-005."""
        code = super().query_interface(interface, pointer)
        if interface == IID_IUnknown:
            fill(pointer, Face(self))
        return code


class FaceDeniesItself(Provider):
    """A provider object whose IMSProvider leads everywhere but to IMSProvider."""

    def query_interface(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Give a face that cannot be asked for itself; breaks UNKNOWN-006."""
        code = super().query_interface(interface, pointer)
        if interface == IID_IMSProvider:
            fill(pointer, Face(self, self.answer))
        return code

    def answer(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Answer for IUnknown alone."""
        if interface == IID_IMSProvider:
            return refuse(pointer)
        return self.query_interface(interface, pointer)


class NoWayBack(Store):
    """A store from whose IMAPIProp one comes to an IMsgStore without return."""

    def query_interface(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Give a face of which the next one knows nothing; breaks UNKNOWN-007."""
        code = super().query_interface(interface, pointer)
        if interface == IID_IMAPIProp:
            fill(pointer, Face(self, self.answer_as_properties))
        return code

    def answer_as_properties(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Answer for IMsgStore by a face of that alone."""
        code = self.query_interface(interface, pointer)
        if interface == IID_IMsgStore:
            fill(pointer, Face(self, self.answer_as_store))
        return code

    def answer_as_store(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Answer for everything but IMAPIProp."""
        if interface == IID_IMAPIProp:
            return refuse(pointer)
        return self.query_interface(interface, pointer)


class OneStepOnly(Store):
    """A store whose IMAPIProp gives one other interface, and then no second."""

    def query_interface(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Give a face that is soon exhausted; breaks UNKNOWN-008."""
        code = super().query_interface(interface, pointer)
        if interface == IID_IMAPIProp:
            given: list[Iid] = []

            def answer(wanted: Iid, found: Ref[Any] | None) -> int:
                if wanted != IID_IMAPIProp and given and wanted not in given:
                    return refuse(found)
                given.append(wanted)
                return self.query_interface(wanted, found)

            fill(pointer, Face(self, answer))
        return code


class LosesInterfaces(Store):
    """A store that has no properties any more once it was logged off."""

    def query_interface(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Deny IMAPIProp after StoreLogoff; breaks UNKNOWN-009."""
        if self.remembered is not None and interface == IID_IMAPIProp:
            return refuse(pointer)
        return super().query_interface(interface, pointer)


class FaceWithoutUnknown(Provider):
    """A provider object whose IMSProvider is no IUnknown."""

    def query_interface(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Give a face that denies IUnknown; breaks UNKNOWN-010."""
        code = super().query_interface(interface, pointer)
        if interface == IID_IMSProvider:
            fill(pointer, Face(self, self.answer))
        return code

    def answer(self, interface: Iid, pointer: Ref[Any] | None) -> int:
        """Answer for IMSProvider alone."""
        if interface == IID_IUnknown:
            return refuse(pointer)
        return self.query_interface(interface, pointer)


IDENTITY: Final = (
    Flaw(
        name="many-identities",
        summary="gives another IUnknown each time a store is asked for it.",
        breaks=("UNKNOWN-005",),
        entry=entry_with(ManyIdentities),
    ),
    Flaw(
        name="face-denies-itself",
        summary="gives an IMSProvider that denies being one.",
        breaks=("UNKNOWN-006",),
        entry=entry_with(provider_type=FaceDeniesItself),
    ),
    Flaw(
        name="no-way-back",
        summary="gives from IMAPIProp an IMsgStore that denies IMAPIProp.",
        breaks=("UNKNOWN-007",),
        entry=entry_with(NoWayBack),
    ),
    Flaw(
        name="one-step-only",
        summary="denies through IMAPIProp each interface after the first.",
        breaks=("UNKNOWN-008",),
        entry=entry_with(OneStepOnly),
    ),
    Flaw(
        name="loses-interfaces",
        summary="denies IMAPIProp after StoreLogoff.",
        breaks=("UNKNOWN-009",),
        entry=entry_with(LosesInterfaces),
    ),
    Flaw(
        name="face-without-unknown",
        summary="gives an IMSProvider that denies IUnknown.",
        breaks=("UNKNOWN-010",),
        entry=entry_with(provider_type=FaceWithoutUnknown),
    ),
)
