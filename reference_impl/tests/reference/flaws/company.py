"""What flaws do to whoever is not alone: clients, stores, and provider objects."""

from typing import Final

from stage import Act, Rows, Stage

from mapi_conformance.mapi.identifiers import (
    IID_IAddrBook,
    IID_IMAPIProp,
    IID_IMsgStore,
    IID_IUnknown,
)


ABORT, NO_WAIT, ORDERLY, PURGE, QUIET = 0x8, 0x1, 0x2, 0x4, 0x10


def with_two_stores(act: Act) -> Act:
    """Open the second store too."""
    return lambda s: (s.open(1), act(s))


def with_two_clients(act: Act) -> Act:
    """Log a second client on to the store."""
    return lambda s: (s.open(), act(s))


def end_another_provider(s: Stage) -> None:
    """Shut another provider object of the same entry point down."""
    s.shut_down(s.load())
    s.get_props()


COMPANY: Final[Rows] = {
    "logon-object-once": (
        lambda s: (s.release(), s.log_on()),
        [
            "1 told 0x8",
            "1 gone",
            "2 OpenProfileSection",
            "2 SetProviderUID",
            "2 ModifyStatusRow",
            "2 Logon 0x0 new store security",
        ],
    ),
    "further-logon-refused": (
        lambda s: s.log_on(0, IID_IMsgStore),
        ["2 Logon 0x80040111"],
    ),
    "further-logon-new-store": (
        lambda s: s.log_on(0, IID_IMsgStore),
        [
            "2 OpenProfileSection",
            "2 SetProviderUID",
            "2 ModifyStatusRow",
            "2 Logon 0x0 new store logon security",
        ],
    ),
    "further-logon-other-interface-refused": (
        lambda s: s.log_on(0, IID_IMAPIProp),
        ["2 Logon 0x80004002"],
    ),
    "further-logon-any-interface": (
        lambda s: s.log_on(0, IID_IAddrBook),
        ["2 Logon 0x0 known store"],
    ),
    "further-logon-new-logon": (
        lambda s: s.log_on(),
        ["2 Logon 0x0 known store logon"],
    ),
    "further-logon-opens-section": (
        lambda s: s.log_on(),
        ["2 OpenProfileSection", "2 Logon 0x0 known store"],
    ),
    "further-logon-registers": (
        lambda s: s.log_on(),
        ["2 SetProviderUID", "2 Logon 0x0 known store"],
    ),
    "further-logon-makes-row": (
        lambda s: s.log_on(),
        ["2 ModifyStatusRow", "2 Logon 0x0 known store"],
    ),
    "further-logon-gives-security": (
        lambda s: s.log_on(),
        ["2 Logon 0x0 known store security"],
    ),
    "further-logon-keeps-support": (
        with_two_clients(lambda s: s.release(0, 1)),
        ["2 gone", "1 told 0x8", "1 gone"],
    ),
    "further-logon-leaks-support": (
        with_two_clients(
            lambda s: s.events.append(f"2 has {s.supports[1].references}")
        ),
        ["2 has 1"],
    ),
    "refused-logon-leaks-support": (
        lambda s: (
            s.log_on(0, IID_IAddrBook),
            s.events.append(f"2 has {s.supports[1].references}"),
        ),
        ["2 Logon 0x80004002", "2 has 1"],
    ),
    "further-logon-uncounted": (
        with_two_clients(lambda s: (s.release(), s.get_props(1))),
        ["1 told 0x8", "1 gone", "GetProps 0x80040108"],
    ),
    "busy-while-shared": (
        with_two_clients(lambda s: s.tell(NO_WAIT)),
        ["StoreLogoff 0x8004010b 0x0"],
    ),
    "first-client-closes": (
        with_two_clients(lambda s: (s.tell(ORDERLY), s.release(), s.get_props(1))),
        ["GetProps 0x80040108"],
    ),
    "first-client-tells": (
        with_two_clients(lambda s: (s.tell(ORDERLY), s.release(), s.get_props(1))),
        ["1 told 0x2", "GetProps 0x0"],
    ),
    "first-client-decides": (
        with_two_clients(
            lambda s: (s.tell(ORDERLY), s.tell(QUIET, store=1), s.release(0, 1))
        ),
        ["1 told 0x2", "1 gone"],
    ),
    "silent-client-aborts": (
        with_two_clients(lambda s: (s.tell(ORDERLY), s.release(0, 1))),
        ["1 told 0xa", "1 gone"],
    ),
    "no-word-when-shared": (
        with_two_clients(lambda s: (s.tell(ORDERLY), s.release(0, 1))),
        ["1 told null", "1 gone"],
    ),
    "forgets-one-store": (
        with_two_stores(lambda s: (s.tell(ORDERLY), s.release(1, 0))),
        ["2 told 0x8", "2 gone", "1 told 0x8", "1 gone"],
    ),
    "one-flag-for-all-stores": (
        with_two_stores(lambda s: (s.tell(ORDERLY), s.release(1, 0))),
        ["2 told 0x2", "2 gone", "1 told 0x2", "1 gone"],
    ),
    "only-the-first-store": (
        with_two_stores(lambda s: (s.tell(ORDERLY, store=1), s.release(1))),
        ["2 told 0x8", "2 gone"],
    ),
    "neighbour-decides": (
        with_two_stores(lambda s: (s.tell(ORDERLY), s.release())),
        ["1 told 0x8", "1 gone"],
    ),
    "orderly-ends-all-stores": (
        with_two_stores(lambda s: (s.tell(ORDERLY), s.release(0, 1))),
        ["2 told 0x8", "1 told 0x2", "1 gone", "2 gone"],
    ),
    "closes-the-other-stores": (
        with_two_stores(lambda s: (s.release(), s.get_props(1))),
        ["1 told 0x8", "1 gone", "GetProps 0x80040108"],
    ),
    "shuts-all-down": (end_another_provider, ["GetProps 0x80040108"]),
    "shutdown-fails-after-stores": (
        lambda s: (s.shut_down(s.load()), s.shut_down()),
        ["Shutdown 0x80004005"],
    ),
    "shutdown-fails-unused": (
        lambda s: (s.shut_down(), s.shut_down(s.load())),
        ["Shutdown 0x80004005"],
    ),
    "dead-after-shutdown": (
        lambda s: (s.shut_down(), s.query(s.provider, IID_IUnknown)),
        ["QueryInterface 0x80004002 None"],
    ),
}
