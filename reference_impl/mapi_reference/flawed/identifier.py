"""Flaws in how a store is found: by its identifier, by none, or out of reach."""

from typing import Any, Final
from weakref import WeakSet

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_LOGON_FAILED,
    MAPI_E_NOT_FOUND,
    MAPI_E_UNCONFIGURED,
    MAPI_E_USER_CANCEL,
)
from mapi_conformance.mapi.properties import PR_STORE_ENTRYID
from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.provider.contents import Contents
from mapi_reference.provider.entry import entry_point
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.store import Store
from mapi_reference.provider.subsystem import Counted


class MixesStoresUp(Provider):
    """A provider whose identifiers mean something only to one provider object."""

    _live: Final[WeakSet["MixesStoresUp"]] = WeakSet()

    def __init__(self, malloc: Counted | None = None, **options: Any) -> None:
        super().__init__(malloc, **options)
        if self._live:
            names, stores = list(self._contents), list(self._contents.values())
            self._contents = dict(zip(names, reversed(stores), strict=True))
        self._live.add(self)

    def release(self) -> int:
        """Forget the object when it ends; while it lives it breaks LOGON-020."""
        left = super().release()
        if left == 0:
            self._live.discard(self)
        return left


class GivesUnusableStoreEntryId(Store):
    """A store whose PR_STORE_ENTRYID is not what a logon takes."""

    def get_props(
        self,
        tags: tuple[int, ...] | None,
        flags: int,
        props: Ref[tuple[PropValue, ...]] | None,
    ) -> int:
        """Pad the identifier; breaks LOGON-021."""
        code = super().get_props(tags, flags, props)
        if props is not None and isinstance(props.value, tuple):
            props.value = tuple(map(_padded, props.value))
        return code


def _padded(prop: PropValue) -> PropValue:
    if prop.tag != PR_STORE_ENTRYID or not isinstance(prop.value, bytes):
        return prop
    return PropValue(prop.tag, prop.value + bytes(4))


class LostAfterNull(Provider):
    """A provider that a logon without an identifier upsets."""

    _upset = False

    def _choose(
        self, entryid: bytes | None, interface: Any, store: Ref[Any] | None
    ) -> Contents | int:
        """Find no store any more, once none was named; breaks LOGON-048."""
        self._upset = self._upset or entryid is None
        chosen = super()._choose(entryid, interface, store)
        return MAPI_E_UNCONFIGURED if self._upset else chosen


class _Translates(Provider):
    """A provider with another word for one failure of Logon."""

    _right: int
    _wrong: int

    def logon(self, *words: Any, **named: Any) -> int:
        code = super().logon(*words, **named)
        return self._wrong if code == self._right else code


class AsksAllTheSame(_Translates):
    """A provider whose dialog is cancelled, where none is allowed; breaks LOGON-013."""

    _right, _wrong = MAPI_E_LOGON_FAILED, MAPI_E_USER_CANCEL


class UnconfiguredIsNotFound(_Translates):
    """A provider that does not ask to be configured; breaks LOGON-015."""

    _right, _wrong = MAPI_E_UNCONFIGURED, MAPI_E_NOT_FOUND


IDENTIFIER: Final = (
    Flaw(
        name="mixes-stores-up",
        summary="finds another store where another provider object looks for one.",
        breaks=("LOGON-020",),
        also=("LOGON-021",),
        entry=entry_point(make=MixesStoresUp),
    ),
    Flaw(
        name="store-entry-id-unusable",
        summary="gives a PR_STORE_ENTRYID that it does not log on with.",
        breaks=("LOGON-021",),
        entry=entry_with(GivesUnusableStoreEntryId),
    ),
    Flaw(
        name="lost-after-null-entry-id",
        summary="finds no store any more after a logon that named none.",
        breaks=("LOGON-048",),
        entry=entry_point(make=LostAfterNull),
    ),
    Flaw(
        name="asks-all-the-same",
        summary="shows a dialog that MDB_NO_DIALOG forbids, and reports it cancelled.",
        breaks=("LOGON-013",),
        entry=entry_point(make=AsksAllTheSame),
    ),
    Flaw(
        name="unconfigured-is-not-found",
        summary="answers MAPI_E_NOT_FOUND where the profile says too little.",
        breaks=("LOGON-015",),
        entry=entry_point(make=UnconfiguredIsNotFound),
    ),
)
