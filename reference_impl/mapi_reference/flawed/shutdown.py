"""Flaws in IMSProvider::Shutdown."""

from typing import Any, ClassVar, Final
from weakref import WeakSet

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import MAPI_E_CALL_FAILED, S_OK
from mapi_conformance.mapi.identifiers import Iid, IID_IUnknown
from mapi_reference.flawed.faces import refuse
from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.flawed.situations import AwareProvider, AwareStore
from mapi_reference.provider.provider import Provider


class ShutsAllDown(Provider):
    """A provider that shares what it shuts down with all others of its kind."""

    living: ClassVar["WeakSet[ShutsAllDown]"] = WeakSet()

    def __init__(self, *arguments: Any, **choices: Any) -> None:
        super().__init__(*arguments, **choices)
        self.living.add(self)

    def shutdown(self, flags: Ref[int] | None) -> int:
        """Close the stores of other provider objects; breaks SHUTDOWN-007."""
        self.living.discard(self)
        for other in self.living:
            for store in other.open_stores.values():
                if isinstance(store, AwareStore):
                    store.spoiled = True
        return super().shutdown(flags)


class ShutdownFailsAfterStores(AwareProvider):
    """A provider that misses its stores when it shuts down."""

    def shutdown(self, flags: Ref[int] | None) -> int:
        """Fail where a store was opened; breaks SHUTDOWN-002."""
        return MAPI_E_CALL_FAILED if self.openings else S_OK


class ShutdownFailsUnused(AwareProvider):
    """A provider that cannot shut down what it did not set up."""

    def shutdown(self, flags: Ref[int] | None) -> int:
        """Fail where no store was opened; breaks SHUTDOWN-005."""
        return S_OK if self.openings else MAPI_E_CALL_FAILED


class DeadAfterShutdown(Provider):
    """A provider object that is gone before it is released."""

    shut = False

    def shutdown(self, flags: Ref[int] | None) -> int:
        """Remember that this was called."""
        self.shut = True
        return super().shutdown(flags)

    def query_interface(
        self, interface: Iid, pointer: Ref[object | None] | None
    ) -> int:
        """Deny IUnknown after Shutdown; breaks SHUTDOWN-006."""
        if self.shut and interface == IID_IUnknown:
            return refuse(pointer)
        return super().query_interface(interface, pointer)


SHUTDOWN: Final = (
    Flaw(
        name="shuts-all-down",
        summary="fails GetProps of other provider objects' stores after Shutdown.",
        breaks=("SHUTDOWN-007",),
        entry=entry_with(AwareStore, provider_type=ShutsAllDown),
    ),
    Flaw(
        name="shutdown-fails-after-stores",
        summary="fails IMSProvider::Shutdown if it has opened a store.",
        breaks=("SHUTDOWN-002",),
        entry=entry_with(provider_type=ShutdownFailsAfterStores),
    ),
    Flaw(
        name="shutdown-fails-unused",
        summary="fails IMSProvider::Shutdown if it has opened no store.",
        breaks=("SHUTDOWN-005",),
        entry=entry_with(provider_type=ShutdownFailsUnused),
    ),
    Flaw(
        name="dead-after-shutdown",
        summary="answers for no interface after IMSProvider::Shutdown.",
        breaks=("SHUTDOWN-006",),
        entry=entry_with(provider_type=DeadAfterShutdown),
    ),
)
