"""Providers that are wrong in one way each, at the end of a process or of an object."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from plain import Factories, _of
from variety_shutdown import (
    _EndsFast,
    _HasStatus,
    _Invalidates,
    _Status,
    _StatusLogon,
)

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.codes import MAPI_E_BUSY, MAPI_E_CALL_FAILED, S_OK
from mapi_conformance.mapi.flags import STATUS_FLUSH_QUEUES
from mapi_conformance.mapi.identifiers import Iid
from mapi_conformance.mapi.properties import PR_RESOURCE_METHODS


class _AnswersBusy(_EndsFast):
    def query_fast_shutdown(self) -> int:
        return MAPI_E_BUSY


class _EndsWhenAsked(_EndsFast):
    def query_fast_shutdown(self) -> int:
        for store in self.opened.values():
            store.end()
        return S_OK


class _FailsToHear(_EndsFast):
    def notify_process_shutdown(self) -> int:
        return MAPI_E_CALL_FAILED


class _FailsToEnd(_EndsFast):
    def do_fast_shutdown(self) -> int:
        return MAPI_E_CALL_FAILED


class _FlushingStatus(_Status):
    def flush_queues(self, ui: int, target: bytes | None, flags: int) -> int:
        return S_OK


class _AnnouncingStatus(_Status):
    def get_props(self, tags: Any, flags: int, props: Ref[Any]) -> int:
        props.value = (PropValue(PR_RESOURCE_METHODS, STATUS_FLUSH_QUEUES),)
        return S_OK


class _FlushingLogon(_StatusLogon):
    def open_status_entry(
        self, interface: Iid | None, flags: int, kind: Ref[int], found: Ref[Any]
    ) -> int:
        found.value = _FlushingStatus()
        return S_OK


class _AnnouncingLogon(_StatusLogon):
    def open_status_entry(
        self, interface: Iid | None, flags: int, kind: Ref[int], found: Ref[Any]
    ) -> int:
        found.value = _AnnouncingStatus()
        return S_OK


class _Flushes(_HasStatus):
    def new_logon(self) -> Any:
        return _FlushingLogon(self)


class _AnnouncesFlushing(_HasStatus):
    def new_logon(self) -> Any:
        return _AnnouncingLogon(self)


class _InvalidatesAPart(_Invalidates):
    methods = 3


#: By the names that tests use.
WRONG_SHUTDOWN: Final[Factories] = MappingProxyType(
    {
        "answers-busy": _AnswersBusy,
        "ends-when-asked": _EndsWhenAsked,
        "fails-to-hear": _FailsToHear,
        "fails-to-end": _FailsToEnd,
        "flushes": _of(_Flushes),
        "announces-flushing": _of(_AnnouncesFlushing),
        "invalidates-a-part": _of(_InvalidatesAPart),
    }
)

_FAST: Final = "provider-shutdown,fast-shutdown"
#: What they claim beside a second store.
WRONG_CLAIMS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "answers-busy": _FAST,
        "ends-when-asked": _FAST,
        "fails-to-hear": _FAST,
        "fails-to-end": _FAST,
        "flushes": "status-object",
        "announces-flushing": "status-object",
    }
)
