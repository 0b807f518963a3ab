"""What flaws do at a first logon, to what it gives, keeps and registers."""

from typing import Any, Final

from stage import Act, Rows, Stage

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IAddrBook,
    IID_IMAPIProp,
    IID_IMsgStore,
    IID_IUnknown,
)


STORE_ENTRYID, DISPLAY_NAME = 0x0FFB0102, 0x3001001F
UNREACHABLE, UNCONFIGURED = (
    b"reference-store-unreachable",
    b"reference-store-unconfigured",
)
ANNOUNCED = ["2 OpenProfileSection", "2 SetProviderUID", "2 ModifyStatusRow"]


def log_on_through(interface: Iid) -> Act:
    """Open the second store through an interface."""
    return lambda s: s.log_on(1, interface)


def write_without_leave(s: Stage) -> None:
    """Open a store for reading and write to it."""
    s.open(1, flags=0)
    code = s.stores[1].set_props((PropValue(DISPLAY_NAME, "Mine"),), Ref())
    s.events.append(f"SetProps {code:#x}")


def compare_twice(s: Stage) -> None:
    """Compare an identifier with itself, in the store and in its logon object."""
    entryid, same = Ref[Any](), Ref[Any]()
    s.stores[0].get_receive_folder("", 0, entryid, Ref())
    for each in (s.stores[0], s.logons[0]):
        code = each.compare_entry_ids(entryid.value, entryid.value, 0, same)
        s.events.append(f"CompareEntryIDs {code:#x} {same.value}")


def open_what_is_not_there(s: Stage) -> None:
    """Open an entry with an identifier of nobody's."""
    found: Ref[Any] = Ref(None)
    code = s.stores[0].open_entry(b"nobody's", None, 0, Ref(), found)
    s.events.append(f"OpenEntry {code:#x} {'null' if found.value is None else 'some'}")


def look_from_another_provider(s: Stage) -> None:
    """Open the store on another provider object too, and say which it is."""
    first, s.provider = s.provider, s.load()
    s.open()
    s.read(DISPLAY_NAME, 0)
    s.read(DISPLAY_NAME, 1)
    for each in (s.provider, first):
        each.release()


def log_on_with_its_own_word(s: Stage) -> None:
    """Log on with what the store calls its identifier."""
    entryid = s.read(STORE_ENTRYID)
    s.release()
    s.log_on(entryid)


def log_spooler_on_elsewhere(s: Stage) -> None:
    """Log the spooler on to another provider object, where no dialog is allowed."""
    s.provider = s.load()
    s.log_on(flags=0x5, spooler=True)


def show_row(s: Stage) -> None:
    """Write the status row of the first store down."""
    flags, tags = s.supports[0].row
    s.events.append(" ".join(f"{word:#x}" for word in (flags, *tags)))


OPENING: Final[Rows] = {
    "logon-object-by-default-only": (
        log_on_through(IID_IMsgStore),
        [*ANNOUNCED, "2 Logon 0x0 new store security"],
    ),
    "keeps-no-support": (
        log_on_through(IID_IMsgStore),
        [*ANNOUNCED, "2 gone", "2 Logon 0x0 new store logon security"],
    ),
    "one-logon-object": (
        lambda s: (s.open(1), s.log_off(1)),
        ["1 told 0x8", "1 gone"],
    ),
    "logon-object-compares-otherwise": (
        compare_twice,
        ["CompareEntryIDs 0x0 True", "CompareEntryIDs 0x0 False"],
    ),
    "always-writable": (write_without_leave, ["SetProps 0x0"]),
    "refusal-leaves-a-store": (
        log_on_through(IID_IAddrBook),
        ["2 Logon 0x80004002 new store"],
    ),
    "refusal-keeps-support": (
        lambda s: (s.log_on(1, IID_IAddrBook), s.count(2)),
        ["2 Logon 0x80004002", "2 has 1"],
    ),
    "refusal-leaves-an-object": (
        open_what_is_not_there,
        ["OpenEntry 0x80040201 some"],
    ),
    "born-with-two": (lambda s: (s.release(), s.get_props()), ["GetProps 0x0"]),
    "default-is-another-object": (
        lambda s: (s.open(1), s.query(s.stores[1], IID_IMsgStore)),
        ["QueryInterface 0x0 another"],
    ),
    "refuses-imsgstore": (log_on_through(IID_IMsgStore), ["2 Logon 0x80004002"]),
    "refuses-imapiprop": (log_on_through(IID_IMAPIProp), ["2 Logon 0x80004002"]),
    "unknown-is-a-dead-end": (
        lambda s: (s.open(1, IID_IUnknown), s.query(s.stores[1], IID_IMsgStore)),
        ["QueryInterface 0x80004002 None"],
    ),
    "ignores-the-interface": (
        log_on_through(IID_IAddrBook),
        [*ANNOUNCED, "2 Logon 0x0 new store logon security"],
    ),
    "mixes-stores-up": (
        look_from_another_provider,
        ["'Reference Store 1'", "'Reference Store 2'"],
    ),
    "store-entry-id-unusable": (
        log_on_with_its_own_word,
        [
            "b'reference-store-1\\x00\\x00\\x00\\x00'",
            "1 told 0x8",
            "1 gone",
            "2 Logon 0x80040201",
        ],
    ),
    "lost-after-null-entry-id": (
        lambda s: (s.log_on(None), s.log_on(1)),
        ["2 Logon 0x8004011c", "3 Logon 0x8004011c"],
    ),
    "asks-all-the-same": (
        lambda s: s.log_on(UNREACHABLE, flags=0x5),
        ["2 Logon 0x80040113"],
    ),
    "unconfigured-is-not-found": (
        lambda s: s.log_on(UNCONFIGURED),
        ["2 Logon 0x8004010f"],
    ),
    "no-status-row": (
        lambda s: s.log_on(1),
        [*ANNOUNCED[:2], "2 Logon 0x0 new store logon security"],
    ),
    "status-row-updated-at-once": (
        show_row,
        ["0x10000000 0x3001001f 0x3e040003 0x3e020003"],
    ),
    "status-row-without-methods": (show_row, ["0x0 0x3001001f 0x3e040003"]),
    "registers-no-identifier": (
        lambda s: s.log_on(1),
        [ANNOUNCED[0], ANNOUNCED[2], "2 Logon 0x0 new store logon security"],
    ),
    "registers-another-identifier": (
        lambda s: s.events.append(repr(s.supports[0].uid)),
        ["b'-erots-ecnerefer'"],
    ),
    "registers-through-the-first": (
        lambda s: s.log_on(1),
        [
            "1 OpenProfileSection",
            "1 SetProviderUID",
            "1 ModifyStatusRow",
            "2 Logon 0x0 new store logon security",
        ],
    ),
    "spooler-store-is-mute": (
        lambda s: (s.open(spooler=True), s.get_props(0), s.get_props(1)),
        ["GetProps 0x0", "GetProps 0x80004005"],
    ),
    "spooler-without-logon-object": (
        lambda s: s.log_on(0, IID_IMsgStore, spooler=True),
        [*ANNOUNCED, "2 Logon 0x0 new store"],
    ),
    "spooler-gets-another-store": (
        lambda s: (s.open(spooler=True), s.read(DISPLAY_NAME, 1)),
        ["'Reference Store 2'"],
    ),
    "spooler-may-not-choose": (
        lambda s: s.log_on(0, IID_IUnknown, spooler=True),
        ["2 Logon 0x80004002"],
    ),
    "spooler-unconfigured-is-failed": (
        lambda s: s.log_on(UNCONFIGURED, spooler=True),
        ["2 Logon 0x80004005"],
    ),
    "asks-the-spooler": (
        lambda s: s.log_on(UNREACHABLE, flags=0x5, spooler=True),
        ["2 Logon 0x80040113"],
    ),
    "security-data-is-an-address": (
        log_spooler_on_elsewhere,
        ["2 Logon 0x80040111"],
    ),
}
