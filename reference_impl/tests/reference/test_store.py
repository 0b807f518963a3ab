"""The store: how it remembers its logoff, how it ends, and what it answers."""

import pytest

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IMAPIProp,
    IID_IMsgStore,
    IID_IMSLogon,
    IID_IUnknown,
)
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_reference.provider.store import Store


NO_WAIT, ORDERLY, PURGE, ABORT, QUIET = 0x1, 0x2, 0x4, 0x8, 0x10
EVERY_REQUEST = pytest.mark.parametrize(
    "request_flag",
    [NO_WAIT, ORDERLY, PURGE, ABORT, QUIET],
    ids=["no-wait", "orderly", "purge", "abort", "quiet"],
)
NOT_FOUND = 0x8004010F


class TestStoreLogoff:
    """StoreLogoff in the deferred profile."""

    @EVERY_REQUEST
    def test_only_remembers(
        self, store: Store, events: list[str], request_flag: int
    ) -> None:
        """A request is accepted, and nothing is called for it yet."""
        word = Ref(request_flag)

        assert store.store_logoff(word) == 0x0
        assert word.value == 0x0
        assert events == []

    @EVERY_REQUEST
    def test_flag_reaches_transports(
        self, store: Store, events: list[str], request_flag: int
    ) -> None:
        """The last Release passes the remembered flag on, then lets support go."""
        store.store_logoff(Ref(request_flag))

        store.release()

        assert events == [f"StoreLogoffTransports({request_flag:#x})", "Release"]

    def test_last_flag_wins(self, store: Store, events: list[str]) -> None:
        """A later flag replaces an earlier one and is not merged with it."""
        store.store_logoff(Ref(ORDERLY))
        store.store_logoff(Ref(NO_WAIT))

        store.release()

        assert events == ["StoreLogoffTransports(0x1)", "Release"]

    def test_previous_answer_fed_back(self, store: Store, events: list[str]) -> None:
        """Status bits in the word are not looked at; without a request nothing is."""
        assert store.store_logoff(Ref(0xF0000 | PURGE)) == 0x0
        assert store.store_logoff(Ref(0xF0000)) == 0x0

        store.release()

        assert events == ["StoreLogoffTransports(0x4)", "Release"]

    def test_no_request_leaves_default(self, store: Store, events: list[str]) -> None:
        """A word without a request is accepted and changes nothing."""
        assert store.store_logoff(Ref(0x0)) == 0x0

        store.release()

        assert events == ["StoreLogoffTransports(0x8)", "Release"]

    def test_several_requests_refused(self, store: Store, events: list[str]) -> None:
        """Two requests at once are refused, and an earlier one stays."""
        word = Ref(NO_WAIT | ORDERLY)
        store.store_logoff(Ref(QUIET))

        assert store.store_logoff(word) == 0x80040106
        assert word.value == 0x0

        store.release()

        assert events == ["StoreLogoffTransports(0x10)", "Release"]

    def test_null_pointer_refused(self, store: Store) -> None:
        """A null pointer is refused and does no harm."""
        assert store.store_logoff(None) == 0x80070057


class TestEnd:
    """The last Release, and what comes after it."""

    def test_abort_when_never_told(self, store: Store, events: list[str]) -> None:
        """A store that is only released asks for LOGOFF_ABORT."""
        store.release()

        assert events == ["StoreLogoffTransports(0x8)", "Release"]

    @pytest.mark.parametrize(
        "interface", [IID_IUnknown, IID_IMAPIProp, IID_IMsgStore], ids=str
    )
    def test_every_reference_postpones(
        self, store: Store, events: list[str], interface: Iid
    ) -> None:
        """A reference got by QueryInterface counts like any other."""
        store.query_interface(interface, Ref())

        store.release()
        assert events == []

        store.release()
        assert events == ["StoreLogoffTransports(0x8)", "Release"]

    def test_release_too_many(self, store: Store, events: list[str]) -> None:
        """A Release after the last one does nothing."""
        store.release()

        assert store.release() == 0
        assert events == ["StoreLogoffTransports(0x8)", "Release"]

    def test_failing_transports(
        self, store: Store, events: list[str], answers: dict[str, int]
    ) -> None:
        """A failing StoreLogoffTransports does not keep the support object."""
        answers["StoreLogoffTransports"] = 0x80040102

        store.release()

        assert events == ["StoreLogoffTransports(0x8)", "Release"]

    def test_methods_after_end(self, store: Store) -> None:
        """Every method of an ended store but those of IUnknown says so."""
        store.release()

        codes = {
            method.name: getattr(store, method.python)(*[None] * len(method.parameters))
            for method in INTERFACES["IMsgStore"].methods.values()
            if method.slot > 2
        }
        assert set(codes.values()) == {0x80040108}

    def test_query_after_end(self, store: Store) -> None:
        """Answers of QueryInterface do not change with the end."""
        store.release()

        assert store.query_interface(IID_IMAPIProp, Ref()) == 0x0


class TestUnknown:
    """IUnknown of the store."""

    @pytest.mark.parametrize(
        "interface", [IID_IUnknown, IID_IMAPIProp, IID_IMsgStore], ids=str
    )
    def test_identity(self, store: Store, interface: Iid) -> None:
        """Each of its interfaces is the same object."""
        pointer: Ref[object | None] = Ref()

        assert store.query_interface(interface, pointer) == 0x0
        assert pointer.value is store

    def test_other_interface(self, store: Store, events: list[str]) -> None:
        """An interface of another object is refused, nulled and not counted."""
        pointer: Ref[object | None] = Ref()

        assert store.query_interface(IID_IMSLogon, pointer) == 0x80004002
        assert pointer.value is None

        store.release()
        assert events == ["StoreLogoffTransports(0x8)", "Release"]

    def test_null_pointer(self, store: Store) -> None:
        """There is no answer to a null pointer."""
        assert store.query_interface(IID_IUnknown, None) == 0x80070057

    def test_counts(self, store: Store) -> None:
        """AddRef and Release give the new count."""
        assert store.add_ref() == 2
        assert store.release() == 1


class TestProperties:
    """IMAPIProp of the store."""

    def test_order_and_gaps(self, store: Store) -> None:
        """Values come in the order asked, with an error where there is none."""
        props: Ref[tuple[PropValue, ...]] = Ref()
        tags = (0x0FFE0003, 0x66FE0003, 0x34140102, 0x3001001F)

        assert store.get_props(tags, 0, props) == 0x00040380
        assert props.value == (
            (0x0FFE0003, 1),
            (0x66FE000A, NOT_FOUND),
            (0x34140102, b"reference-store-"),
            (0x3001001F, "Reference Store 1"),
        )

    def test_other_type(self, store: Store) -> None:
        """A type that is not the property's own finds nothing."""
        props: Ref[tuple[PropValue, ...]] = Ref()

        assert store.get_props((0x0FFE001F,), 0, props) == 0x00040380
        assert props.value == ((0x0FFE000A, NOT_FOUND),)

    @pytest.mark.parametrize(
        ("asked", "flags", "given"),
        [
            (0x3001001E, 0x80000000, 0x3001001E),
            (0x30010000, 0x80000000, 0x3001001F),
            (0x30010000, 0x0, 0x3001001E),
        ],
        ids=["width-asked", "unspecified-wide", "unspecified-narrow"],
    )
    def test_string_width(
        self, store: Store, asked: int, flags: int, given: int
    ) -> None:
        """A tag without a type takes the width of the flags, any other its own."""
        props: Ref[tuple[PropValue, ...]] = Ref()

        assert store.get_props((asked,), flags, props) == 0x0
        assert props.value == ((given, "Reference Store 1"),)

    def test_all_properties(self, store: Store) -> None:
        """A null array gives what GetPropList lists."""
        props: Ref[tuple[PropValue, ...]] = Ref()
        tags: Ref[tuple[int, ...]] = Ref()

        assert store.get_props(None, 0, props) == 0x0
        assert store.get_prop_list(0, tags) == 0x0
        assert tuple(tag for tag, _ in props.value) == tags.value
        assert set(tags.value) == {
            0x3001001E,
            0x0FFF0102,
            0x0FFE0003,
            0x0FF90102,
            0x0FFB0102,
            0x0FFA0102,
            0x34140102,
            0x340D0003,
        }

    def test_empty_array(self, store: Store) -> None:
        """An array of no tags is refused."""
        assert store.get_props((), 0, Ref()) == 0x80070057

    def test_null_pointers(self, store: Store) -> None:
        """A pointer that must be there is missed."""
        assert store.get_props(None, 0, None) == 0x80070057
        assert store.get_prop_list(0, None) == 0x80070057
        assert store.compare_entry_ids(b"", b"", 0, None) == 0x80070057

    def test_set_display_name(self, store: Store) -> None:
        """The display name can be set, and is what GetProps then gives."""
        problems: Ref[object] = Ref()
        props: Ref[tuple[PropValue, ...]] = Ref()

        code = store.set_props((PropValue(0x3001001F, "Renamed"),), problems)

        assert code == 0x0
        assert problems.value is None
        assert store.get_props((0x3001001F,), 0, props) == 0x0
        assert props.value == ((0x3001001F, "Renamed"),)

    @pytest.mark.parametrize(
        ("prop", "code"),
        [
            (PropValue(0x340D0003, 1), 0x8004011A),
            (PropValue(0x66FE0003, 1), 0x80070005),
            (PropValue(0x3001001F, 1), 0x80040302),
        ],
        ids=["computed", "not-kept", "not-a-string"],
    )
    def test_set_problem(self, store: Store, prop: PropValue, code: int) -> None:
        """What cannot be set is reported with its place in the array."""
        problems: Ref[object] = Ref()
        skipped = (PropValue(0x00000001, None), PropValue(0x3001000A, NOT_FOUND))

        assert store.set_props((*skipped, prop), problems) == 0x0
        assert problems.value == ((2, prop.tag, code),)

    def test_set_object(self, store: Store) -> None:
        """A property of type PT_OBJECT is a wrong argument."""
        assert store.set_props((PropValue(0x360E000D, None),), None) == 0x80070057

    def test_set_nothing(self, store: Store) -> None:
        """There must be something to set."""
        assert store.set_props(None, None) == 0x80070057


class TestTable:
    """The methods of the interface tables."""

    def test_store(self, store: Store) -> None:
        """The store takes every method of its table, as many arguments as there are."""
        for method in INTERFACES["IMsgStore"].methods.values():
            nulls = [None] * len(method.parameters)

            assert isinstance(getattr(store, method.python)(*nulls), int)

    def test_not_supported(self, store: Store) -> None:
        """What the store does not do is MAPI_E_NO_SUPPORT."""
        assert store.advise(None, 0, None, Ref()) == 0x80040102
        assert store.finished_msg(0, b"message") == 0x80040102

    def test_last_error(self, store: Store) -> None:
        """There is never more to say about an error, and that is a success."""
        error: Ref[object | None] = Ref()

        assert store.get_last_error(0x80040102, 0, error) == 0x0
        assert error.value is None
