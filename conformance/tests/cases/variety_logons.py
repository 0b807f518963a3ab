"""Providers that conform and log on, or begin, in another way."""

from collections.abc import Callable
from typing import Any, Final

from plain import Factories, _of, _Provider, _Store

from mapi_conformance.mapi import PropValue
from mapi_conformance.mapi.codes import (
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_LOGON_FAILED,
    MAPI_E_VERSION,
    MAPI_W_ERRORS_RETURNED,
    S_OK,
)
from mapi_conformance.mapi.flags import (
    CURRENT_SPI_VERSION,
    STATUS_OFFLINE,
    STATUSROW_UPDATE,
)
from mapi_conformance.mapi.identifiers import IID_IUnknown
from mapi_conformance.mapi.properties import PR_STATUS_CODE


class _MakesNoRow(_Store):
    """Has no status object, and no row, which the page only recommends."""

    def make_row(self, support: Any) -> None: ...


class _UpdatesItsRow(_Store):
    """Makes its row and changes it while it still logs on."""

    def make_row(self, support: Any) -> None:
        super().make_row(support)
        offline = PropValue(PR_STATUS_CODE, STATUS_OFFLINE)
        support.modify_status_row((offline,), STATUSROW_UPDATE)


class _Warns(_Provider):
    """Has error information to give where a first logon succeeds."""

    def logon(self, *words: Any) -> int:
        code = super().logon(*words)
        return MAPI_W_ERRORS_RETURNED if words[-2].value is not None else code


class _LeavesOutsAlone(_Provider):
    """Writes nothing back where it refuses a logon."""

    def logon(self, *words: Any) -> int:
        if words[5] not in (None, IID_IUnknown, *_Store.faces):
            return MAPI_E_INTERFACE_NOT_SUPPORTED
        return super().logon(*words)


class _WantsAStore(_Provider):
    """Refuses a logon that names no store, in the words of MDB_NO_DIALOG."""

    def logon(self, *words: Any) -> int:
        return MAPI_E_LOGON_FAILED if words[3] is None else super().logon(*words)


def _keeps_malloc(*words: Any) -> int:
    """Give a provider that holds IMalloc while it lives, and takes it up again."""
    malloc, provider = words[1], _Provider()

    def end() -> None:
        malloc.release()

    malloc.add_ref()
    provider.end = end  # type: ignore[method-assign]  # one instance of it
    words[-2].value, words[-1].value = words[-3], provider
    return S_OK


def _is_of_its_time(*words: Any) -> int:
    """Refuse a MAPI that is older, and leave every word alone with that."""
    if words[-3] < CURRENT_SPI_VERSION:
        return MAPI_E_VERSION
    words[-2].value, words[-1].value = CURRENT_SPI_VERSION, _Provider()
    return S_OK


def _entry(make: Callable[..., int]) -> Callable[..., int]:
    """Name the nine arguments, by whose number an entry point is known."""

    def entry(
        instance: Any,
        malloc: Any,
        allocate: Any,
        allocate_more: Any,
        free: Any,
        flags: int,
        version: int,
        own: Any,
        provider: Any,
    ) -> int:
        functions = (allocate, allocate_more, free)
        return make(instance, malloc, *functions, flags, version, own, provider)

    return entry


LOGONS: Final[Factories] = {
    "makes-no-row": _of(_MakesNoRow),
    "updates-its-row": _of(_UpdatesItsRow),
    "warns": _Warns,
    "leaves-outs-alone": _LeavesOutsAlone,
    "wants-a-store": _WantsAStore,
    "keeps-malloc": _entry(_keeps_malloc),
    "is-of-its-time": _entry(_is_of_its_time),
}
