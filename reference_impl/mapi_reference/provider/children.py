"""Folders, messages and tables, as far as the end of their store goes.

The pages speak of the store's own count only. Objects that are still open when it
reaches zero are either counted as users of the store, which then ends with the last
of them, or made unusable with it. Each policy is an object that a provider is given;
IMSLogon::Logoff ends the store and all its children under both.
"""

from collections.abc import Callable
from typing import ClassVar, Final, Protocol

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import MAPI_E_NO_SUPPORT, S_OK
from mapi_conformance.mapi.identifiers import Iid
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_reference.provider.contents import Contents
from mapi_reference.provider.guard import while_open
from mapi_reference.provider.pointers import fill
from mapi_reference.provider.subsystem import Counted, Support
from mapi_reference.provider.unknown import Unknown


class Children(Protocol):
    """What an open child means for its store."""

    def admit(self, store: Counted) -> Callable[[], object]:
        """Let a child in; what comes back is called when the child is gone."""
        ...

    def part(self, store: "Home") -> None:
        """Part from the children that are left when the store ends."""
        ...


class Count:
    """A child is a user of the store: it has a reference of its own."""

    def admit(self, store: Counted) -> Callable[[], object]:
        """Take the child's reference on the store.

        Cites: imsgstore-storelogoff, Notes to implementers;
        shutting-down-a-message-store-provider.
        """
        store.add_ref()
        return store.release

    def part(self, store: "Home") -> None:
        """Leave them: a child looks at its store before it answers."""


class Neuter:
    """A child does not keep the store: it becomes unusable when the store ends."""

    def admit(self, store: Counted) -> Callable[[], object]:
        """Take nothing; a child looks at its store before it answers.

        Cites: shutting-down-a-service-provider.
        """
        return _nothing

    def part(self, store: "Home") -> None:
        """Hand the children that are left to MAPI, which makes them unusable.

        Cites: imapisupport-makeinvalid; invalidating-an-object.
        """
        for child in store.leftovers:
            child.invalidate(store.support)


COUNT: Final = Count()
NEUTER: Final = Neuter()


class Home(Counted, Protocol):
    """A store, as its children see it."""

    support: Support
    contents: Contents
    children: Children
    #: Children that are open.
    leftovers: list["Child"]
    #: Whether it was opened for writing.
    writable: bool

    @property
    def ended(self) -> bool:
        """Whether the store has ended, and its children with it."""
        ...

    def open_entry(
        self,
        entryid: bytes | None,
        interface: Iid | None,
        flags: int,
        kind: Ref[int] | None,
        pointer: Ref[object | None] | None,
    ) -> int:
        """Open a folder or a message of the store."""
        ...


class Child:
    """What folders, messages and tables have in common.

    Made with one reference, which belongs to whoever it is returned to.
    """

    interfaces: ClassVar[tuple[Iid, ...]]

    def __init__(self, store: Home) -> None:
        self.store = store
        self._unknown = Unknown(self.interfaces)
        self._leave = store.children.admit(store)
        store.leftovers.append(self)

    @property
    def ended(self) -> bool:
        """Whether the store has ended: a child does not outlive it."""
        return self.store.ended

    def query_interface(
        self, interface: Iid, pointer: Ref[object | None] | None
    ) -> int:
        """Answer for the interfaces of the object, also after the end.

        Cites: implementing-the-iunknown-interface.
        """
        return self._unknown.query(self, interface, pointer)

    def add_ref(self) -> int:
        """Take a reference.

        Cites: implementing-the-iunknown-interface.
        """
        return self._unknown.add()

    def release(self) -> int:
        """Give a reference back; the last one lets the store go, once.

        After the end this is harmless: an ended store does not end again.

        Cites: implementing-the-iunknown-interface; ending-a-mapi-session.
        """
        left = self._unknown.drop()
        if left == 0:
            self._go()
        return left

    def _go(self) -> None:
        if self in self.store.leftovers:
            self.store.leftovers.remove(self)
        leave, self._leave = self._leave, _nothing
        leave()

    def invalidate(self, support: Support) -> None:
        """Have MAPI answer in the place of this object from now on.

        Cites: imapisupport-makeinvalid, Parameters.
        """
        interface = INTERFACES[self.interfaces[-1].name.removeprefix("IID_")]
        count = self._unknown.references
        support.make_invalid(0, self, count, len(interface.methods))

    @while_open
    def get_last_error(
        self, result: int, flags: int, error: Ref[object | None] | None
    ) -> int:
        """Say that there is nothing to add to the code.

        Cites: imapiprop-getlasterror, Remarks; imapitable-getlasterror.
        """
        fill(error, None)
        return S_OK

    @while_open
    def unsupported(self, *arguments: object) -> int:
        """Refuse what is not needed to be a child of a store."""
        return MAPI_E_NO_SUPPORT


def _nothing() -> None:
    """Nobody has to know that the child is gone."""
