"""Providers that conform and have a say in the end of a process or of an object."""

from typing import Any, Final

from plain import Factories, _Counted, _Logon, _of, _Provider, _Store

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.codes import MAPI_E_NO_SUPPORT, S_OK
from mapi_conformance.mapi.flags import MAPI_STATUS, STATUS_VALIDATE_STATE
from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IMAPIProp,
    IID_IMAPIStatus,
    IID_IMSProvider,
)
from mapi_conformance.mapi.properties import PR_RESOURCE_METHODS


class _NoShutdownInterface(_Provider):
    faces = (IID_IMSProvider,)


class _EndsFast(_Provider):
    """Takes part in fast shutdown, and has the transports let go in its course."""

    def query_fast_shutdown(self) -> int:
        return S_OK

    def notify_process_shutdown(self) -> int:
        for store in self.opened.values():
            store.tell()
        return S_OK

    def do_fast_shutdown(self) -> int:
        return S_OK


class _Status(_Counted):
    """Can be asked for its state and for nothing else; MAPI keeps it, not the store."""

    faces = (IID_IMAPIProp, IID_IMAPIStatus)

    def get_props(self, tags: Any, flags: int, props: Ref[Any]) -> int:
        props.value = (PropValue(PR_RESOURCE_METHODS, STATUS_VALIDATE_STATE),)
        return S_OK

    def flush_queues(self, ui: int, target: bytes | None, flags: int) -> int:
        return MAPI_E_NO_SUPPORT


class _StatusLogon(_Logon):
    def open_status_entry(
        self, interface: Iid | None, flags: int, kind: Ref[int], found: Ref[Any]
    ) -> int:
        kind.value, found.value = MAPI_STATUS, _Status()
        return S_OK


class _HasStatus(_Store):
    def new_logon(self) -> Any:
        return _StatusLogon(self)


class _Invalidates(_Store):
    """Hands itself to MAPI where a client still holds it at its end."""

    methods = 31

    def tell(self) -> None:
        super().tell()
        if self.references > 0:
            self.support.make_invalid(0, self, self.references, self.methods)


ENDINGS: Final[Factories] = {
    "no-shutdown-interface": _NoShutdownInterface,
    "declines": _Provider,
    "ends-fast": _EndsFast,
    "has-status": _of(_HasStatus),
    "invalidates": _of(_Invalidates),
}

#: What they claim beside a second store.
ENDING_CLAIMS: Final = {
    "declines": "provider-shutdown",
    "ends-fast": "provider-shutdown, fast-shutdown",
    "has-status": "status-object",
}
