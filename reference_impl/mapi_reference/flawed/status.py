"""Flaws in a status object, and in how objects are handed to MakeInvalid."""

from functools import partial
from typing import Final

from mapi_conformance.mapi.codes import S_OK
from mapi_conformance.mapi.flags import STATUS_FLUSH_QUEUES
from mapi_reference.flawed.flaw import Flaw
from mapi_reference.provider.children import Child, Home, Neuter
from mapi_reference.provider.entry import entry_point
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.status import StatusObject
from mapi_reference.provider.subsystem import Support


class FlushesItself(StatusObject):
    """A status object that takes a store for a transport."""

    def flush_queues(self, ui: int, target: bytes | None, flags: int) -> int:
        """Report queues as flushed that do not exist; breaks FLUSHST-001."""
        return S_OK


class AnnouncesFlushing(StatusObject):
    """A status object that promises what it refuses."""

    def methods(self) -> int:
        """Set STATUS_FLUSH_QUEUES; breaks FLUSHST-002."""
        return STATUS_FLUSH_QUEUES


class FlushingLogon(Logon):
    """The logon object of `FlushesItself`."""

    status_type = FlushesItself


class AnnouncingLogon(Logon):
    """The logon object of `AnnouncesFlushing`."""

    status_type = AnnouncesFlushing


class InvalidatesWithFlags(Neuter):
    """Leftovers are handed over with a flag, as if there were any."""

    def part(self, store: Home) -> None:
        """Set a reserved bit; breaks MAKEINV-002."""
        for child in store.leftovers:
            _invalidate(store.support, child, flags=1)


class InvalidatesUnknown(Neuter):
    """Leftovers are handed over as if they were an IUnknown alone."""

    def part(self, store: Home) -> None:
        """Leave most of the vtable as it is; breaks MAKEINV-002."""
        for child in store.leftovers:
            _invalidate(store.support, child, methods=3)


class InvalidatesForeign(Neuter):
    """An object that the provider was only lent is handed over."""

    def part(self, store: Home) -> None:
        """Take the support object for one's own; breaks MAKEINV-002."""
        if store.leftovers:
            store.support.make_invalid(0, store.support, 1, 44)


def _invalidate(
    support: Support, child: Child, *, flags: int = 0, methods: int = 30
) -> None:
    support.make_invalid(flags, child, 1, methods)


STATUS: Final = (
    Flaw(
        name="flushes-itself",
        summary="says of its own status object that it flushed the queues.",
        breaks=("FLUSHST-001",),
        entry=entry_point(make=partial(Provider, logon_type=FlushingLogon)),
    ),
    Flaw(
        name="announces-flushing",
        summary="announces in its status object that it can flush queues.",
        breaks=("FLUSHST-002",),
        entry=entry_point(make=partial(Provider, logon_type=AnnouncingLogon)),
    ),
    Flaw(
        name="invalidates-with-flags",
        summary="calls MakeInvalid with a reserved flag.",
        breaks=("MAKEINV-002",),
        entry=entry_point(children=InvalidatesWithFlags()),
    ),
    Flaw(
        name="invalidates-unknown",
        summary="calls MakeInvalid for three methods of an object that has more.",
        breaks=("MAKEINV-002",),
        entry=entry_point(children=InvalidatesUnknown()),
    ),
    Flaw(
        name="invalidates-foreign",
        summary="calls MakeInvalid on the support object.",
        breaks=("MAKEINV-002",),
        entry=entry_point(children=InvalidatesForeign()),
    ),
)
