"""What can be opened in a store, and what it answers while the store is open."""

from typing import Any

import pytest

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IMAPIContainer,
    IID_IMAPIFolder,
    IID_IMAPITable,
    IID_IMessage,
)
from mapi_reference.provider.folder import Folder
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.message import Message
from mapi_reference.provider.store import Store
from mapi_reference.provider.table import Table


ROOT, INBOX = b"\0\0\0\0reference-store-1/root", b"\0\0\0\0reference-store-1/inbox"
FIRST_MESSAGE = b"\0\0\0\0reference-store-1/inbox/1"
MAPI_MODIFY, MAPI_BEST_ACCESS, MAPI_ASSOCIATED = 0x1, 0x10, 0x40
NOT_FOUND, NO_ACCESS, NO_SUPPORT = 0x8004010F, 0x80070005, 0x80040102
INVALID_PARAMETER, UNKNOWN_ENTRYID = 0x80070057, 0x80040201
NO_INTERFACE = 0x80004002
PR_SUBJECT, PR_SUBJECT_A, PR_OBJECT_TYPE = 0x0037001F, 0x0037001E, 0x0FFE0003
PR_ENTRYID, PR_PARENT_ENTRYID = 0x0FFF0102, 0x0E090102
PR_DISPLAY_NAME, PR_CONTENT_COUNT = 0x3001001F, 0x36020003


def open_folder(
    store: Store, entryid: bytes | None = INBOX, flags: int = MAPI_MODIFY
) -> Folder:
    """Open a folder, for writing unless told otherwise."""
    found: Ref[Any] = Ref()
    assert store.open_entry(entryid, None, flags, None, found) == 0x0
    assert isinstance(found.value, Folder)
    return found.value


def make_message(folder: Folder, subject: str) -> Message:
    """Make a message with a subject, not saved yet."""
    found: Ref[Message | None] = Ref()
    assert folder.create_message(None, 0, found) == 0x0
    assert found.value is not None
    assert found.value.set_props((PropValue(PR_SUBJECT, subject),), None) == 0x0
    return found.value


def open_contents(folder: Folder) -> Table:
    """Open the contents table."""
    found: Ref[Table | None] = Ref()
    assert folder.get_contents_table(0, found) == 0x0
    assert found.value is not None
    return found.value


def get(item: Folder | Message, *tags: int) -> tuple[PropValue, ...]:
    """Get properties."""
    props: Ref[tuple[PropValue, ...]] = Ref()
    item.get_props(tags, 0, props)
    return props.value


class TestOpenEntry:
    """OpenEntry of the store, the logon object and a folder."""

    @pytest.mark.parametrize(
        ("entryid", "name"),
        [(None, "Root"), (ROOT, "Root"), (INBOX, "Inbox")],
        ids=["null", "root", "inbox"],
    )
    def test_folders(
        self, store: Store, logon: Logon, entryid: bytes | None, name: str
    ) -> None:
        """Null is the root folder; all three open the same things."""
        for opener in (store, logon, open_folder(store)):
            kind: Ref[int] = Ref()
            found: Ref[Any] = Ref()

            assert opener.open_entry(entryid, None, 0, kind, found) == 0x0
            assert kind.value == 3
            assert get(found.value, PR_DISPLAY_NAME) == ((PR_DISPLAY_NAME, name),)

    def test_message(self, store: Store) -> None:
        """A saved message is opened by its identifier."""
        message = make_message(open_folder(store), "first light")
        message.save_changes(0)
        kind: Ref[int] = Ref()
        found: Ref[Any] = Ref()

        assert store.open_entry(FIRST_MESSAGE, IID_IMessage, 0, kind, found) == 0x0
        assert kind.value == 5
        assert found.value is not message
        assert get(found.value, PR_SUBJECT) == ((PR_SUBJECT, "first light"),)

    @pytest.mark.parametrize(
        ("entryid", "interface", "code"),
        [
            (FIRST_MESSAGE, None, NOT_FOUND),
            (b"reference-store-2/root", None, UNKNOWN_ENTRYID),
            (b"\xde\xad", None, UNKNOWN_ENTRYID),
            (ROOT, IID_IMessage, NO_INTERFACE),
        ],
        ids=["nothing-there", "other-store", "no-identifier", "other-interface"],
    )
    def test_refuses(
        self, store: Store, entryid: bytes, interface: Iid | None, code: int
    ) -> None:
        """A refusal nulls what it would have returned."""
        found: Ref[object | None] = Ref()

        assert store.open_entry(entryid, interface, 0, Ref(), found) == code
        assert found.value is None

    @pytest.mark.parametrize(
        "interface", [None, IID_IMAPIContainer, IID_IMAPIFolder], ids=str
    )
    def test_interfaces(self, store: Store, interface: Iid | None) -> None:
        """Any interface of a folder may be asked for."""
        assert store.open_entry(None, interface, 0, None, Ref()) == 0x0

    def test_null_pointer(self, store: Store) -> None:
        """Without a place for the object there is none."""
        assert store.open_entry(None, None, 0, None, None) == INVALID_PARAMETER

    @pytest.mark.parametrize(
        ("flags", "code"),
        [(0, NO_ACCESS), (MAPI_MODIFY, 0x0), (MAPI_BEST_ACCESS, 0x0)],
        ids=["default", "modify", "best-access"],
    )
    def test_access(self, store: Store, flags: int, code: int) -> None:
        """An object is for reading unless more was asked for."""
        make_message(open_folder(store), "saved").save_changes(0)
        message: Ref[Any] = Ref()
        store.open_entry(FIRST_MESSAGE, None, flags, None, message)
        subject = (PropValue(PR_SUBJECT, "changed"),)

        assert open_folder(store, INBOX, flags).create_message(None, 0, Ref()) == code
        assert message.value.set_props(subject, None) == code
        assert message.value.save_changes(0) == code


class TestReadOnly:
    """A store that was opened without MDB_WRITE."""

    @pytest.fixture(name="plain")
    def _plain(self, store: Store) -> Store:
        store.writable = False
        return store

    @pytest.mark.parametrize(
        ("flags", "code"),
        [(0, 0x0), (MAPI_MODIFY, NO_ACCESS), (MAPI_BEST_ACCESS, 0x0)],
        ids=["default", "modify", "best-access"],
    )
    def test_opens(self, plain: Store, flags: int, code: int) -> None:
        """What is asked for writing is refused; the best access is for reading."""
        folder: Ref[Any] = Ref()

        assert plain.open_entry(INBOX, None, flags, None, folder) == code
        if code == 0:
            assert folder.value.create_message(None, 0, Ref()) == NO_ACCESS

    def test_sets_nothing(self, plain: Store) -> None:
        """Its own properties stay as they are."""
        assert plain.set_props((PropValue(PR_SUBJECT, "x"),), None) == NO_ACCESS


class TestReceiveFolder:
    """GetReceiveFolder."""

    @pytest.mark.parametrize("message_class", [None, "", "IPM.Note"], ids=repr)
    def test_always_the_inbox(self, store: Store, message_class: str | None) -> None:
        """One folder receives all classes, and none of them explicitly."""
        entryid: Ref[bytes | None] = Ref()
        explicit: Ref[str | None] = Ref()

        assert store.get_receive_folder(message_class, 0, entryid, explicit) == 0x0
        assert (entryid.value, explicit.value) == (INBOX, "")

    def test_null_pointer(self, store: Store) -> None:
        """There must be a place for the identifier."""
        code = store.get_receive_folder(None, 0, None, Ref())

        assert code == INVALID_PARAMETER


class TestCompare:
    """CompareEntryIDs over all that the store holds."""

    @pytest.mark.parametrize(
        ("first", "second", "same"),
        [
            (INBOX, INBOX, True),
            (INBOX, ROOT, False),
            (b"reference-store-1", ROOT, False),
        ],
        ids=["same", "folders", "store-and-folder"],
    )
    def test_known(
        self, store: Store, first: bytes, second: bytes, *, same: bool
    ) -> None:
        """Two identifiers of the store are the same object if they are equal."""
        result: Ref[bool] = Ref()

        assert store.compare_entry_ids(first, second, 0, result) == 0x0
        assert result.value is same

    def test_unknown(self, store: Store) -> None:
        """An identifier of nothing here is unknown."""
        code = store.compare_entry_ids(FIRST_MESSAGE, INBOX, 0, Ref())

        assert code == UNKNOWN_ENTRYID


class TestFolder:
    """IMAPIFolder."""

    def test_properties(self, store: Store) -> None:
        """It says what it is and where it hangs."""
        tags: Ref[tuple[int, ...]] = Ref()
        inbox = open_folder(store)

        assert get(inbox, PR_OBJECT_TYPE, PR_ENTRYID, PR_PARENT_ENTRYID) == (
            (PR_OBJECT_TYPE, 3),
            (PR_ENTRYID, INBOX),
            (PR_PARENT_ENTRYID, ROOT),
        )
        assert inbox.get_prop_list(0, tags) == 0x0
        assert PR_CONTENT_COUNT in tags.value

    def test_hierarchy(self, store: Store) -> None:
        """The root folder holds the Inbox, and that holds none."""
        counts: list[Ref[int]] = [Ref(), Ref()]
        for entryid, count in zip((ROOT, INBOX), counts, strict=True):
            table: Ref[Table | None] = Ref()
            folder = open_folder(store, entryid)
            assert folder.get_hierarchy_table(0, table) == 0x0
            assert table.value is not None
            table.value.get_row_count(0, count)

        assert [count.value for count in counts] == [1, 0]

    def test_no_associated_messages(self, store: Store) -> None:
        """There is neither a table of them nor a way to make one."""
        folder = open_folder(store)

        assert folder.get_contents_table(MAPI_ASSOCIATED, Ref()) == NO_SUPPORT
        assert folder.create_message(None, MAPI_ASSOCIATED, Ref()) == NO_SUPPORT

    def test_message_interface(self, store: Store) -> None:
        """A message has the interfaces of a message."""
        folder = open_folder(store)

        assert folder.create_message(IID_IMessage, 0, Ref()) == 0x0
        assert folder.create_message(IID_IMAPITable, 0, Ref()) == NO_INTERFACE

    def test_null_pointers(self, store: Store) -> None:
        """Nothing is opened or made without a place for it."""
        folder = open_folder(store)

        assert folder.get_contents_table(0, None) == INVALID_PARAMETER
        assert folder.get_hierarchy_table(0, None) == INVALID_PARAMETER
        assert folder.create_message(None, 0, None) == INVALID_PARAMETER


class TestMessage:
    """IMessage."""

    def test_unsaved(self, store: Store) -> None:
        """Before SaveChanges it has no identifier, and nobody else sees it."""
        folder = open_folder(store)
        message = make_message(folder, "draft")

        assert get(message, PR_SUBJECT, PR_ENTRYID) == (
            (PR_SUBJECT, "draft"),
            (0x0FFF000A, NOT_FOUND),
        )
        assert get(folder, PR_CONTENT_COUNT) == ((PR_CONTENT_COUNT, 0),)

    def test_saved(self, store: Store) -> None:
        """SaveChanges puts it into its folder, once."""
        folder = open_folder(store)
        message = make_message(folder, "letter")

        assert message.save_changes(0) == 0x0
        assert message.save_changes(0) == 0x0
        assert get(message, PR_ENTRYID) == ((PR_ENTRYID, FIRST_MESSAGE),)
        assert get(folder, PR_CONTENT_COUNT) == ((PR_CONTENT_COUNT, 1),)

    def test_changes_are_transacted(self, store: Store) -> None:
        """What was set after a save is not there for others without another."""
        message = make_message(open_folder(store), "saved")
        message.save_changes(0)
        message.set_props((PropValue(PR_SUBJECT, "changed"),), None)
        other: Ref[Any] = Ref()
        store.open_entry(FIRST_MESSAGE, None, 0, None, other)

        assert get(message, PR_SUBJECT) == ((PR_SUBJECT, "changed"),)
        assert get(other.value, PR_SUBJECT) == ((PR_SUBJECT, "saved"),)

    def test_one_value_for_each_property(self, store: Store) -> None:
        """Setting a property again replaces it, also in another width."""
        message = make_message(open_folder(store), "wide")
        tags: Ref[tuple[int, ...]] = Ref()
        message.set_props((PropValue(PR_SUBJECT_A, "narrow"),), None)

        assert get(message, PR_SUBJECT) == ((PR_SUBJECT, "narrow"),)
        assert message.get_prop_list(0, tags) == 0x0
        assert [tag for tag in tags.value if tag >> 16 == 0x0037] == [PR_SUBJECT_A]

    @pytest.mark.parametrize(
        ("prop", "code"),
        [
            (PropValue(PR_ENTRYID, b"mine"), 0x8004011A),
            (PropValue(PR_SUBJECT, 1), 0x80040302),
        ],
        ids=["computed", "not-a-string"],
    )
    def test_set_problem(self, store: Store, prop: PropValue, code: int) -> None:
        """What cannot be set is reported, and the rest is set."""
        message = make_message(open_folder(store), "kept")
        problems: Ref[object] = Ref()

        assert message.set_props((prop,), problems) == 0x0
        assert problems.value == ((0, prop.tag, code),)
        assert get(message, PR_SUBJECT) == ((PR_SUBJECT, "kept"),)


class TestTable:
    """IMAPITable over the messages of a folder."""

    @pytest.fixture
    def table(self, store: Store) -> Table:
        """A table of three messages, showing their subjects."""
        folder = open_folder(store)
        for subject in ("a", "b", "c"):
            make_message(folder, subject).save_changes(0)
        table = open_contents(folder)
        table.set_columns((PR_SUBJECT,), 0)
        return table

    def read(self, table: Table, count: int, flags: int = 0) -> str:
        """Query rows; give the subjects."""
        rows: Ref[tuple[tuple[PropValue, ...], ...]] = Ref()
        assert table.query_rows(count, flags, rows) == 0x0
        return "".join(str(value) for row in rows.value for _, value in row)

    def test_forward(self, table: Table) -> None:
        """Rows come on from where the last query ended, until there are none."""
        found = [self.read(table, 2), self.read(table, 2), self.read(table, 2)]

        assert found == ["ab", "c", ""]

    def test_backward(self, table: Table) -> None:
        """A negative count reads back, in forward order."""
        self.read(table, 3)

        assert [self.read(table, -2), self.read(table, -2)] == ["bc", "a"]

    def test_no_advance(self, table: Table) -> None:
        """TBL_NOADVANCE leaves the current row where it is."""
        assert [self.read(table, 2, 0x1), self.read(table, 2)] == ["ab", "ab"]

    def test_live(self, store: Store, table: Table) -> None:
        """A message that is saved while the table is open is in it."""
        count: Ref[int] = Ref()
        make_message(open_folder(store), "d").save_changes(0)

        assert table.get_row_count(0, count) == 0x0
        assert count.value == 4
        assert self.read(table, 9) == "abcd"

    def test_columns(self, table: Table) -> None:
        """Rows have the columns asked for, with an error where there is none."""
        tags: Ref[tuple[int, ...]] = Ref()
        rows: Ref[tuple[tuple[PropValue, ...], ...]] = Ref()
        table.set_columns((PR_OBJECT_TYPE, 0x66FE0003), 0)

        assert table.query_columns(0, tags) == 0x0
        assert tags.value == (PR_OBJECT_TYPE, 0x66FE0003)
        assert table.query_rows(1, 0, rows) == 0x0
        assert rows.value == (((PR_OBJECT_TYPE, 5), (0x66FE000A, NOT_FOUND)),)

    def test_all_columns(self, table: Table) -> None:
        """TBL_ALL_COLUMNS gives those that the table began with."""
        tags: Ref[tuple[int, ...]] = Ref()

        assert table.query_columns(0x1, tags) == 0x0
        assert tags.value == (PR_ENTRYID, PR_OBJECT_TYPE, 0x001A001E, PR_SUBJECT_A)

    def test_refuses(self, table: Table) -> None:
        """There must be columns, rows to ask for, and places for what comes out."""
        assert table.set_columns((), 0) == INVALID_PARAMETER
        assert table.query_rows(0, 0, Ref()) == INVALID_PARAMETER
        assert table.query_rows(1, 0, None) == INVALID_PARAMETER
        assert table.get_row_count(0, None) == INVALID_PARAMETER
        assert table.query_columns(0, None) == INVALID_PARAMETER

    def test_last_error(self, table: Table) -> None:
        """There is never more to say about an error."""
        error: Ref[object | None] = Ref()

        assert table.get_last_error(NOT_FOUND, 0, error) == 0x0
        assert error.value is None
