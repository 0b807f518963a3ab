"""The entry point and the provider object."""

from typing import NamedTuple

import pytest

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IMAPIProp,
    IID_IMAPIProviderShutdown,
    IID_IMAPITable,
    IID_IMsgStore,
    IID_IMSProvider,
    IID_IUnknown,
)
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_reference.provider.entry import ms_provider_init
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.store import Store
from mapi_reference.provider.subsystem import Counted, Support


FIRST, SECOND = b"reference-store-1", b"reference-store-2"
STORE_INTERFACE = pytest.mark.parametrize(
    "interface", [None, IID_IUnknown, IID_IMAPIProp, IID_IMsgStore], ids=str
)
ANNOUNCED = [
    "AddRef",
    "OpenProfileSection(None, 0x1)",
    "Section.SetProps(Reference Store 1)",
    "Section.SaveChanges",
    "Section.Release",
    "SetProviderUID(b'reference-store-', 0x0)",
    "ModifyStatusRow(0x0)",
]


class Out(NamedTuple):
    """What a logon came back with."""

    code: int
    security: bytes | None
    logon: Logon | None
    store: Store | None


def log_on(
    provider: Provider,
    support: Support,
    entryid: bytes | None = FIRST,
    interface: Iid | None = None,
) -> Out:
    """Log a client on."""
    security: Ref[bytes | None] = Ref()
    error: Ref[object | None] = Ref()
    logon: Ref[Logon | None] = Ref()
    store: Ref[Store | None] = Ref()
    outs = (security, error, logon, store)
    code = provider.logon(support, 0, "profile", entryid, 0, interface, *outs)
    assert error.value is None
    return Out(code, security.value, logon.value, store.value)


def log_spooler_on(
    provider: Provider, support: Support, entryid: bytes | None = FIRST
) -> Out:
    """Log the spooler on, without validation data."""
    logon: Ref[Logon | None] = Ref()
    store: Ref[Store | None] = Ref()
    code = provider.spooler_logon(
        support, 0, "profile", entryid, 0, None, None, None, logon, store
    )
    return Out(code, None, logon.value, store.value)


class TestEntryPoint:
    """MSProviderInit."""

    @pytest.mark.parametrize(
        "version",
        [0x00010010, 0x00010011, 0x00020000],
        ids=["same", "newer-build", "newer"],
    )
    def test_accepts(self, version: int) -> None:
        """A MAPI of our version or a newer one gets a provider object."""
        ours: Ref[int] = Ref()
        provider: Ref[Provider | None] = Ref()

        code = ms_provider_init(
            None, None, None, None, None, 0, version, ours, provider
        )

        assert code == 0x0
        assert ours.value == 0x00010010
        assert isinstance(provider.value, Provider)

    def test_refuses_older(self) -> None:
        """A MAPI older than the provider is refused, and learns our version."""
        ours: Ref[int] = Ref()
        provider: Ref[Provider | None] = Ref()

        code = ms_provider_init(
            None, None, None, None, None, 0, 0x00010000, ours, provider
        )

        assert code == 0x80040110
        assert ours.value == 0x00010010
        assert provider.value is None

    def test_null_pointer(self) -> None:
        """Without a place for the provider object there is none."""
        code = ms_provider_init(None, None, None, None, None, 0, 0x00010010, None, None)

        assert code == 0x80070057

    def test_new_object_each_time(self) -> None:
        """Every call makes another provider object."""
        made: list[Ref[Provider | None]] = [Ref(), Ref()]

        for provider in made:
            ms_provider_init(
                None, None, None, None, None, 0, 0x00010010, None, provider
            )

        assert made[0].value is not made[1].value

    def test_malloc_is_kept(self, support: Counted, events: list[str]) -> None:
        """The allocator is held from the first reference to the last."""
        provider = Provider(support)
        assert events == ["AddRef"]

        provider.add_ref()
        provider.release()
        assert events == ["AddRef"]

        provider.release()
        provider.release()
        assert events == ["AddRef", "Release"]


class TestFirstLogon:
    """A logon to a store that is not open."""

    def test_announces(self, support: Support, events: list[str]) -> None:
        """It keeps support, writes the profile, registers and shows its status."""
        out = log_on(Provider(), support)

        assert out.code == 0x0
        assert events == ANNOUNCED

    def test_hands_out(self, support: Support) -> None:
        """It returns data for the spooler, a logon object and its store."""
        out = log_on(Provider(), support)

        assert out.security
        assert isinstance(out.logon, Logon)
        assert out.logon.store is out.store

    def test_one_reference_each(self, support: Support, events: list[str]) -> None:
        """One Release of the store ends it."""
        out = log_on(Provider(), support)
        assert out.store is not None
        events.clear()

        assert out.store.release() == 0
        assert events == ["StoreLogoffTransports(0x8)", "Release"]

    @STORE_INTERFACE
    def test_interfaces(self, support: Support, interface: Iid | None) -> None:
        """Any interface of a store may be asked for; null is IMsgStore."""
        assert log_on(Provider(), support, FIRST, interface).code == 0x0

    @pytest.mark.parametrize(
        ("entryid", "interface", "code"),
        [
            (b"elsewhere", None, 0x80040201),
            (None, None, 0x8004011C),
            (b"reference-store-unreachable", None, 0x80040111),
            (b"reference-store-unconfigured", None, 0x8004011C),
            (FIRST, IID_IMAPITable, 0x80004002),
        ],
        ids=["unknown", "none", "out-of-reach", "unconfigured", "other-interface"],
    )
    def test_refuses(
        self,
        support: Support,
        events: list[str],
        entryid: bytes | None,
        interface: Iid | None,
        code: int,
    ) -> None:
        """A refusal nulls what it would have returned and leaves support alone."""
        out = log_on(Provider(), support, entryid, interface)

        assert out == (code, None, None, None)
        assert events == []

    def test_null_pointer(self, support: Support, events: list[str]) -> None:
        """Without a place for the store there is no logon."""
        code = Provider().logon(
            support, 0, None, FIRST, 0, None, None, None, None, None
        )

        assert code == 0x80070057
        assert events == []

    @pytest.mark.parametrize(
        "method", ["OpenProfileSection", "SetProviderUID", "ModifyStatusRow"]
    )
    def test_failure_inside(
        self,
        support: Support,
        events: list[str],
        answers: dict[str, int],
        method: str,
    ) -> None:
        """When MAPI fails it, it fails alike and keeps no reference on support."""
        answers[method] = 0x80004005

        out = log_on(Provider(), support)

        assert out == (0x80004005, None, None, None)
        assert events.count("AddRef") == 1
        assert events.count("Release") == 1
        assert events[-1] == "Release"

    def test_names_outlive_stores(self, support: Support, events: list[str]) -> None:
        """A store that was renamed has its new name at the next logon."""
        provider = Provider(stores={FIRST: "Old"})
        out = log_on(provider, support)
        assert out.store is not None
        out.store.contents.name = "New"
        out.store.release()
        events.clear()

        log_on(provider, support)

        assert "Section.SetProps(New)" in events


class TestFurtherLogon:
    """A logon to a store that this provider object has open."""

    @STORE_INTERFACE
    def test_shares_the_store(
        self, support: Support, further_support: Support, interface: Iid | None
    ) -> None:
        """It returns the same store and nothing besides."""
        provider = Provider()
        first = log_on(provider, support)

        again = log_on(provider, further_support, FIRST, interface)

        assert again == (0x0, None, None, first.store)

    def test_leaves_its_support_alone(
        self, support: Support, events: list[str]
    ) -> None:
        """Its support object is not called."""
        provider = Provider()
        log_on(provider, support)
        events.clear()

        log_on(provider, support)

        assert events == []

    def test_adds_a_reference(
        self, support: Support, events: list[str], further_support: Support
    ) -> None:
        """The store ends on its first support object with the last Release of both."""
        provider = Provider()
        store = log_on(provider, support).store
        log_on(provider, further_support)
        assert store is not None
        events.clear()

        store.release()
        assert events == []

        store.release()
        assert events == ["StoreLogoffTransports(0x8)", "Release"]

    def test_other_interface(self, support: Support) -> None:
        """An interface that the open store lacks is refused."""
        provider = Provider()
        log_on(provider, support)

        out = log_on(provider, support, FIRST, IID_IMAPITable)

        assert out == (0x80004002, None, None, None)

    def test_after_the_end(self, support: Support, events: list[str]) -> None:
        """A store that has ended is opened anew."""
        provider = Provider()
        ended = log_on(provider, support).store
        assert ended is not None
        ended.release()
        events.clear()

        out = log_on(provider, support)

        assert out.store is not ended
        assert events == ANNOUNCED

    def test_stores_are_apart(
        self, support: Support, further_support: Support, events: list[str]
    ) -> None:
        """Each store has its own flag and its own support object."""
        provider = Provider()
        first = log_on(provider, support, FIRST).store
        second = log_on(provider, further_support, SECOND).store
        assert first is not None
        assert second is not None
        events.clear()
        first.store_logoff(Ref(0x2))
        second.store_logoff(Ref(0x4))

        second.release()
        assert events == []

        first.release()
        assert events == ["StoreLogoffTransports(0x2)", "Release"]


class TestSpoolerLogon:
    """The spooler's own logon."""

    def test_own_store(self, support: Support, further_support: Support) -> None:
        """It gets an object of its own, marked as the spooler's."""
        provider = Provider()
        client = log_on(provider, further_support)

        spooler = log_spooler_on(provider, support)

        assert spooler.code == 0x0
        assert spooler.store is not None
        assert spooler.store is not client.store
        assert spooler.store.for_spooler
        assert isinstance(spooler.logon, Logon)

    def test_own_end(
        self, support: Support, further_support: Support, events: list[str]
    ) -> None:
        """It ends on its own support object and leaves the client's store open."""
        provider = Provider()
        client = log_on(provider, further_support).store
        spooler = log_spooler_on(provider, support).store
        assert spooler is not None
        assert events == ANNOUNCED
        events.clear()

        spooler.release()

        assert events == ["StoreLogoffTransports(0x8)", "Release"]
        assert log_on(provider, support).store is client

    def test_refuses(
        self, support: Support, events: list[str], answers: dict[str, int]
    ) -> None:
        """It refuses what Logon refuses, and fails as Logon fails."""
        assert log_spooler_on(Provider(), support, None).code == 0x8004011C
        assert events == []

        answers["SetProviderUID"] = 0x80004005
        assert log_spooler_on(Provider(), support) == (0x80004005, None, None, None)


class TestProvider:
    """What needs no open store."""

    @pytest.mark.parametrize(
        ("second", "same"), [(FIRST, True), (SECOND, False)], ids=["same", "other"]
    )
    def test_compares_stores(self, second: bytes, *, same: bool) -> None:
        """Two identifiers are one store if they are equal."""
        result: Ref[bool] = Ref()

        assert Provider().compare_store_ids(FIRST, second, 0, result) == 0x0
        assert result.value is same

    def test_compares_nothing(self) -> None:
        """A null identifier cannot be compared."""
        assert Provider().compare_store_ids(None, FIRST, 0, Ref()) == 0x80070057

    def test_shuts_down(self) -> None:
        """Shutdown succeeds, also where no store was ever opened."""
        assert Provider().shutdown(Ref(0)) == 0x0

    @pytest.mark.parametrize("interface", [IID_IUnknown, IID_IMSProvider], ids=str)
    def test_identity(self, interface: Iid) -> None:
        """Each of its interfaces is the same object."""
        provider = Provider()
        pointer: Ref[object | None] = Ref()

        assert provider.query_interface(interface, pointer) == 0x0
        assert pointer.value is provider

    def test_every_method(self) -> None:
        """It has every method of its table."""
        names = [method.python for method in INTERFACES["IMSProvider"].methods.values()]

        assert [name for name in names if not hasattr(Provider(), name)] == []


class TestFastShutdown:
    """IMAPIProviderShutdown, which the provider object answers for itself."""

    def test_takes_part(
        self, provider: Provider, store: Store, events: list[str]
    ) -> None:
        """It agrees to all of it, and nothing happens to its stores."""
        found: Ref[object | None] = Ref()

        assert provider.query_interface(IID_IMAPIProviderShutdown, found) == 0x0
        assert found.value is provider
        assert provider.query_fast_shutdown() == 0x0
        assert provider.notify_process_shutdown() == 0x0
        assert provider.do_fast_shutdown() == 0x0
        assert not store.ended
        assert events == []
