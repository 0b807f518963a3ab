"""Folders, messages and tables that are open when their store would end."""

from typing import Any

import pytest

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.identifiers import Iid, IID_IMAPIFolder, IID_IUnknown
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_reference.provider.children import COUNT, NEUTER, Child, Children
from mapi_reference.provider.folder import Folder
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.store import Store


ABORTED = ["StoreLogoffTransports(0x8)", "Release"]
INVALID_OBJECT = 0x80040108
MAPI_MODIFY = 0x1
INTERFACE_OF = {
    "folder": "IMAPIFolder",
    "message": "IMessage",
    "contents": "IMAPITable",
    "hierarchy": "IMAPITable",
}
#: Of each interface, those of IUnknown and all bases with them.
METHODS = {"folder": 30, "message": 22, "contents": 26, "hierarchy": 26}
EVERY_CHILD = pytest.mark.parametrize("kind", sorted(INTERFACE_OF))
COUNTED = pytest.mark.parametrize("children", [COUNT], ids=["count"])
NEUTERED = pytest.mark.parametrize("children", [NEUTER], ids=["neuter"])
BOTH = pytest.mark.parametrize("children", [COUNT, NEUTER], ids=["count", "neuter"])


@pytest.fixture
def children() -> Children:
    """The policy of ``provider``; tests name another by parametrising this."""
    return COUNT


@pytest.fixture
def provider(children: Children) -> Provider:
    """A provider with the policy; ``store`` and ``logon`` are its."""
    return Provider(children=children)


def open_child(store: Store, kind: str) -> Child:
    """Open a child of a store, and nothing that stays open beside it."""
    opened: Ref[Any] = Ref()
    found: Ref[Any] = Ref()
    store.open_entry(None, None, MAPI_MODIFY, None, opened)
    folder: Folder = opened.value
    match kind:
        case "message":
            folder.create_message(None, 0, found)
        case "contents":
            folder.get_contents_table(0, found)
        case "hierarchy":
            folder.get_hierarchy_table(0, found)
        case _:
            return folder
    folder.release()
    child: Child = found.value
    return child


def call_all(child: Child, kind: str) -> set[int]:
    """Call every method but those of IUnknown with nulls; give the codes."""
    return {
        getattr(child, method.python)(*[None] * len(method.parameters))
        for method in INTERFACES[INTERFACE_OF[kind]].methods.values()
        if method.slot > 2
    }


def calls_of_the_end(events: list[str]) -> list[str]:
    """Leave out what becomes of children that are left."""
    return [event for event in events if not event.startswith("MakeInvalid")]


@COUNTED
class TestCount:
    """Children count as users of the store."""

    @EVERY_CHILD
    def test_keeps_the_store(self, store: Store, events: list[str], kind: str) -> None:
        """The store ends with the Release of its last child, not before."""
        child = open_child(store, kind)

        store.release()
        assert events == []

        child.release()
        assert events == ABORTED

    def test_last_of_several(self, store: Store, events: list[str]) -> None:
        """Every child is one user, in whatever order they go."""
        folder, table = open_child(store, "folder"), open_child(store, "contents")
        message = open_child(store, "message")

        store.release()
        folder.release()
        message.release()
        assert events == []

        table.release()
        assert events == ABORTED

    def test_child_goes_first(self, store: Store, events: list[str]) -> None:
        """Children that went in time leave the end to the store's Release."""
        open_child(store, "message").release()
        assert events == []

        store.release()
        assert events == ABORTED

    def test_flag_is_kept(self, store: Store, events: list[str]) -> None:
        """The remembered flag is passed on when the last child goes."""
        child = open_child(store, "folder")
        store.store_logoff(Ref(0x4))
        store.release()

        child.release()

        assert events == ["StoreLogoffTransports(0x4)", "Release"]

    def test_works_until_then(self, store: Store) -> None:
        """A child is usable while the store waits for it."""
        folder = open_child(store, "folder")
        store.release()

        assert isinstance(folder, Folder)
        assert folder.get_props((0x0FFE0003,), 0, Ref()) == 0x0


@NEUTERED
class TestNeuter:
    """Children are made unusable by the store's own last Release."""

    @EVERY_CHILD
    def test_store_ends(self, store: Store, events: list[str], kind: str) -> None:
        """The end does not wait for a child, which then answers nothing."""
        child = open_child(store, kind)

        store.release()

        told, gone = ABORTED
        assert events == [told, f"MakeInvalid(0x0, 1, {METHODS[kind]})", gone]
        assert call_all(child, kind) == {INVALID_OBJECT}

    def test_child_goes_first(self, store: Store, events: list[str]) -> None:
        """The last Release of a child is no end, and leaves nothing to make invalid."""
        open_child(store, "contents").release()
        assert events == []

        store.release()
        assert events == ABORTED


@BOTH
class TestBoth:
    """What holds whether children count or not."""

    @EVERY_CHILD
    def test_forced_logoff(
        self, store: Store, logon: Logon, events: list[str], kind: str
    ) -> None:
        """IMSLogon::Logoff ends the store under its children."""
        child = open_child(store, kind)

        assert logon.logoff(Ref(0)) == 0x0
        assert calls_of_the_end(events) == ABORTED
        assert call_all(child, kind) == {INVALID_OBJECT}

    @EVERY_CHILD
    def test_late_releases(
        self, store: Store, logon: Logon, events: list[str], kind: str
    ) -> None:
        """Whoever still holds something gives it back without effect."""
        child = open_child(store, kind)
        logon.logoff(Ref(0))

        store.release()
        child.release()
        child.release()

        assert calls_of_the_end(events) == ABORTED

    @EVERY_CHILD
    def test_release_too_many(self, store: Store, events: list[str], kind: str) -> None:
        """A child gives back one reference of the store, however often released."""
        child = open_child(store, kind)

        child.release()
        child.release()
        assert events == []

        store.release()
        assert events == ABORTED

    def test_references_of_a_child(self, store: Store, events: list[str]) -> None:
        """A child is there for its last reference, got by either method."""
        folder = open_child(store, "folder")
        found: Ref[object | None] = Ref()
        folder.add_ref()
        folder.query_interface(IID_IMAPIFolder, found)

        assert found.value is folder
        assert [folder.release(), folder.release(), folder.release()] == [2, 1, 0]
        assert events == []

    @EVERY_CHILD
    def test_every_method(self, store: Store, kind: str) -> None:
        """A child takes every method of its table, and survives nulls."""
        codes = call_all(open_child(store, kind), kind)

        assert all(type(code) is int for code in codes)
        assert INVALID_OBJECT not in codes


@EVERY_CHILD
@pytest.mark.parametrize("interface", [IID_IUnknown, None], ids=["unknown", "own"])
def test_identity(store: Store, kind: str, interface: Iid | None) -> None:
    """Each interface of a child is the same object."""
    child = open_child(store, kind)
    wanted = interface or INTERFACES[INTERFACE_OF[kind]].iid
    found: Ref[object | None] = Ref()

    assert wanted is not None
    assert child.query_interface(wanted, found) == 0x0
    assert found.value is child
