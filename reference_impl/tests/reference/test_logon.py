"""The logon object: two roads into one shutdown."""

from collections.abc import Callable
from typing import Any

import pytest

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.codes import MAPI_E_INVALID_OBJECT
from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IMAPIProp,
    IID_IMAPIStatus,
    IID_IMSLogon,
    IID_IUnknown,
)
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.status import StatusObject
from mapi_reference.provider.store import Store


class TestLogoff:
    """Forced shutdown, nested in the store's own end or ahead of it."""

    def test_inside_support_release(
        self,
        store: Store,
        logon: Logon,
        events: list[str],
        during_release: list[Callable[[], None]],
    ) -> None:
        """Nested in the support object's Release it succeeds and does nothing."""
        codes: list[int] = []
        during_release.append(lambda: codes.append(logon.logoff(Ref(0))))

        store.release()

        assert codes == [0x0]
        assert events == ["StoreLogoffTransports(0x8)", "Release"]

    def test_ahead_of_the_store(
        self, store: Store, logon: Logon, events: list[str]
    ) -> None:
        """At the end of a session it ends a store that clients still hold."""
        store.store_logoff(Ref(0x2))

        assert logon.logoff(Ref(0)) == 0x0
        assert events == ["StoreLogoffTransports(0x2)", "Release"]

    def test_late_release(self, store: Store, logon: Logon, events: list[str]) -> None:
        """A client's Release after it runs no second shutdown."""
        store.add_ref()
        logon.logoff(Ref(0))

        store.release()
        store.release()

        assert events == ["StoreLogoffTransports(0x8)", "Release"]

    def test_again(self, logon: Logon, events: list[str]) -> None:
        """A second Logoff succeeds and does nothing."""
        logon.logoff(Ref(0))

        assert logon.logoff(None) == 0x0
        assert events == ["StoreLogoffTransports(0x8)", "Release"]

    def test_word_is_reserved(self, logon: Logon) -> None:
        """The reserved word comes back as it was."""
        word = Ref(0x5)

        logon.logoff(word)

        assert word.value == 0x5


class TestUnknown:
    """IUnknown of the logon object."""

    @pytest.mark.parametrize("interface", [IID_IUnknown, IID_IMSLogon], ids=str)
    def test_identity(self, logon: Logon, interface: Iid) -> None:
        """Each of its interfaces is the same object."""
        pointer: Ref[object | None] = Ref()

        assert logon.query_interface(interface, pointer) == 0x0
        assert pointer.value is logon

    def test_release_leaves_the_store(self, logon: Logon, events: list[str]) -> None:
        """Its references are its own: giving them back ends no store."""
        logon.add_ref()

        assert logon.release() == 1
        assert logon.release() == 0
        assert events == []


class TestEntryIds:
    """CompareEntryIDs, which the logon object shares with the store."""

    def test_same(self, logon: Logon) -> None:
        """The store's own identifier equals itself."""
        result: Ref[bool] = Ref()
        entryid = b"reference-store-1"

        assert logon.compare_entry_ids(entryid, entryid, 0, result) == 0x0
        assert result.value is True

    @pytest.mark.parametrize(
        "second", [b"reference-store-2", None], ids=["another-store", "null"]
    )
    def test_foreign(self, logon: Logon, second: bytes | None) -> None:
        """An identifier that does not belong to the store is unknown there."""
        code = logon.compare_entry_ids(b"reference-store-1", second, 0, Ref())

        assert code == 0x80040201


def test_every_method(logon: Logon) -> None:
    """The logon object takes every method of its table, and Logoff closes it last."""
    methods = INTERFACES["IMSLogon"].methods.values()
    last = [method for method in methods if method.python == "logoff"]
    assert len(last) == 1

    for method in [*(each for each in methods if each not in last), *last]:
        nulls = [None] * len(method.parameters)
        code = getattr(logon, method.python)(*nulls)

        assert isinstance(code, int)
        assert code != MAPI_E_INVALID_OBJECT, method.python


class TestStatusObject:
    """IMSLogon::OpenStatusEntry, and what it gives."""

    @pytest.mark.parametrize("interface", [None, IID_IMAPIProp, IID_IMAPIStatus])
    def test_opens(self, logon: Logon, interface: Iid | None) -> None:
        """It can be had through each of its interfaces."""
        kind: Ref[int] = Ref()
        entry: Ref[Any] = Ref()

        assert logon.open_status_entry(interface, 0, kind, entry) == 0x0
        assert kind.value == 0xA
        assert isinstance(entry.value, StatusObject)

    def test_other_interface(self, logon: Logon) -> None:
        """It has no other one."""
        entry: Ref[object | None] = Ref()

        assert logon.open_status_entry(IID_IMSLogon, 0, Ref(), entry) == 0x80004002
        assert entry.value is None

    def test_null_pointer(self, logon: Logon) -> None:
        """There has to be a place for it."""
        assert logon.open_status_entry(None, 0, Ref(), None) == 0x80070057

    def test_after_the_end(self, logon: Logon) -> None:
        """A store that ended has none any more."""
        logon.logoff(Ref(0))

        assert logon.open_status_entry(None, 0, Ref(), Ref()) == MAPI_E_INVALID_OBJECT

    def test_properties(self, logon: Logon) -> None:
        """It says what it is, and that nothing can be asked of it."""
        entry: Ref[Any] = Ref()
        props: Ref[tuple[PropValue, ...]] = Ref()
        tags: Ref[tuple[int, ...]] = Ref()
        logon.open_status_entry(None, 0, Ref(), entry)

        assert entry.value.get_prop_list(0x80000000, tags) == 0x0
        assert entry.value.get_props((0x0FFE0003, 0x3E020003), 0, props) == 0x0
        assert set(tags.value) >= {0x0FFE0003, 0x3E020003, 0x3E030003, 0x3E040003}
        assert props.value == ((0x0FFE0003, 0xA), (0x3E020003, 0))

    def test_every_method(self, logon: Logon) -> None:
        """It takes every method of its table; none reaches beyond itself."""
        entry: Ref[Any] = Ref()
        logon.open_status_entry(None, 0, Ref(), entry)

        for method in INTERFACES["IMAPIStatus"].methods.values():
            if method.slot > 2:
                nulls = [None] * len(method.parameters)
                code = getattr(entry.value, method.python)(*nulls)
                assert isinstance(code, int), method.python

        assert entry.value.flush_queues(0, None, 0x2) == 0x80040102
