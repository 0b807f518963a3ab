"""The host as the engine meets it."""

from typing import Any

import pytest

from mapi_conformance.mapi.codes import (
    MAPI_E_CALL_FAILED,
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_VERSION,
    S_OK,
)
from mapi_conformance.mapi.flags import (
    LOGOFF_COMPLETE,
    LOGOFF_INBOUND,
    LOGOFF_PURGE,
    LOGOFF_QUIET,
    NOTIFY_SYNC,
)
from mapi_conformance.mapi.identifiers import (
    IID_IMAPIProp,
    IID_IMsgStore,
    IID_IUnknown,
)
from mapi_conformance.mapi.refs import UNTOUCHED, Ref
from mapi_conformance.port.host import MemoryLedger, Pointer, Transports
from mapi_conformance.port.provider import Configuration
from mapi_host.host import open_host


class TestStart:
    """The first call of every case."""

    def test_passes_the_table(self) -> None:
        """The entry point gets nine arguments, the configured version among them."""
        seen: list[Any] = []

        def entry(*arguments: Any) -> int:
            seen.extend(arguments)
            return MAPI_E_VERSION

        host = open_host(entry, Configuration(spi_version=0x10008))
        event = host.start()

        assert len(seen) == 9
        assert event.arguments["version"] == seen[6] == 0x10008
        assert event.code == MAPI_E_VERSION
        assert event.results == {"provider_version": UNTOUCHED, "provider": UNTOUCHED}
        assert host.end() == ()

    def test_memory_works(self) -> None:
        """The functions that an entry point gets hand out memory and take it back."""
        codes: list[int] = []

        def entry(*arguments: Any) -> int:
            _, malloc, allocate, allocate_more, free, *_, version, provider = arguments
            codes.append(allocate(32, version))
            codes.append(allocate_more(8, version.value, provider))
            codes.append(free(version.value))
            block = malloc.alloc(4)
            codes.append(malloc.get_size(block))
            version.value, provider.value = 1, None
            return S_OK

        event = open_host(entry, Configuration()).start()

        assert codes == [0, 0, 0, 4]
        assert [child.kind for child in event.children] == [
            ("MAPI", "MAPIAllocateBuffer"),
            ("MAPI", "MAPIAllocateMore"),
            ("MAPI", "MAPIFreeBuffer"),
            ("IMalloc", "Alloc"),
            ("IMalloc", "GetSize"),
        ]

    def test_survives_a_raising_entry_point(self) -> None:
        """An entry point that raises leaves nothing behind."""

        def entry(*arguments: Any) -> int:
            raise SystemExit

        host = open_host(entry, Configuration())
        fault = host.start().fault

        assert fault is not None
        assert fault.text.startswith("MSProvider::MSProviderInit raised SystemExit")
        assert host.end() == ()


class TestFixed:
    """Handles that every case has."""

    @pytest.mark.parametrize(
        ("handle", "interface"),
        [("dll", "MSProvider"), ("mapi", "MAPI"), ("transport", "IXPLogon")],
    )
    def test_handles(self, converse: Any, handle: str, interface: str) -> None:
        """Three names are known."""
        assert converse().host.fixed(handle).interface == interface

    def test_others(self, converse: Any) -> None:
        """Another name is nothing."""
        assert converse().host.fixed("session") is None


class TestPointers:
    """An object is a number and the interface it is held through."""

    def test_interface_as_asked(self, converse: Any) -> None:
        """The interface asked for is the pointer's; of a logon, it is the store's."""
        talk = converse()

        event = talk.call(talk.provider, "Logon", interface=IID_IMAPIProp)

        assert event.results["store"].interface == "IMAPIProp"
        assert event.results["logon"].interface == "IMSLogon"

    def test_same_object_same_number(self, converse: Any) -> None:
        """One object has one number, through whatever interface it comes."""
        talk = converse()
        store = talk.logon().results["store"]

        event = talk.call(store, "QueryInterface", interface=IID_IUnknown)

        assert event.results["object"] == Pointer(store.object, "IUnknown")

    def test_refused_query(self, converse: Any) -> None:
        """A refused QueryInterface gives nothing to hold."""
        talk = converse()
        store = talk.logon().results["store"]

        event = talk.call(store, "QueryInterface", interface=IID_IMsgStore)

        assert event.code == MAPI_E_INTERFACE_NOT_SUPPORTED
        assert event.results == {"object": None}

    def test_unknown_pointer(self, converse: Any) -> None:
        """A pointer of another host is the engine's mistake."""
        with pytest.raises(LookupError, match="is not of this host"):
            converse().host.call(Pointer(99, "IMsgStore"), "Release", {})

    def test_unknown_argument(self, converse: Any) -> None:
        """An argument that the table does not know is the engine's mistake."""
        talk = converse()
        with pytest.raises(TypeError, match="Shutdown takes no 'flag'"):
            talk.call(talk.provider, "Shutdown", flag=1)


class TestSame:
    """Identity is what COM says it is."""

    def test_one_object(self, converse: Any) -> None:
        """An object is itself, null is null, and two objects are two."""
        talk = converse()
        logon = talk.logon()
        store = logon.results["store"]

        assert talk.host.same(store, Pointer(store.object, "IUnknown"))
        assert talk.host.same(None, None)
        assert not talk.host.same(store, None)
        assert not talk.host.same(store, logon.results["logon"])

    def test_two_faces_of_one_object(self, converse: Any) -> None:
        """Objects that answer to IID_IUnknown with one object are one; nobody sees."""

        def query_interface(logon: Any, interface: Any, pointer: Any) -> int:
            logon.store.references += 1
            pointer.value = logon.store
            return S_OK

        talk = converse(logon={"query_interface": query_interface})
        logon = talk.logon()
        store = logon.results["store"]

        assert talk.host.same(store, logon.results["logon"])
        assert talk.host.settle() == ()
        assert talk.call(store, "Release").children != ()

    @pytest.mark.parametrize(
        "query_interface",
        [
            lambda logon, interface, pointer: 1 // 0,
            lambda logon, interface, pointer: None,
            lambda logon, interface, pointer: S_OK,
        ],
        ids=["raising", "no-code", "null"],
    )
    def test_fault_is_no_identity(self, converse: Any, query_interface: Any) -> None:
        """An object that cannot be asked is not the same as any other."""
        talk = converse(logon={"query_interface": query_interface})
        logon = talk.logon()

        assert not talk.host.same(logon.results["store"], logon.results["logon"])

    def test_release_that_raises(self, converse: Any) -> None:
        """An identity may lose its Release once it was seen to have it."""
        looks: list[str] = []

        class Unknown:
            def __getattr__(self, name: str) -> Any:
                looks.append(name)
                if looks.count("release") > 1:
                    raise OSError
                return lambda *arguments: S_OK

        unknown = Unknown()

        def query_interface(logon: Any, interface: Any, pointer: Any) -> int:
            pointer.value = unknown
            return S_OK

        talk = converse(logon={"query_interface": query_interface})
        logon = talk.logon()

        assert not talk.host.same(logon.results["store"], logon.results["logon"])
        assert looks.count("release") == 2

    def test_word_that_is_gone(self, converse: Any) -> None:
        """A provider that takes the word away has given no identity."""

        def query_interface(logon: Any, interface: Any, pointer: Any) -> int:
            del pointer.value
            return S_OK

        talk = converse(logon={"query_interface": query_interface})
        logon = talk.logon()

        assert not talk.host.same(logon.results["store"], logon.results["logon"])

    def test_asks_only_what_is_held(self, converse: Any) -> None:
        """An object that was given back is not called again."""
        asked: list[str] = []

        def query_interface(store: Any, *arguments: Any) -> int:
            asked.append("store")
            return S_OK

        talk = converse(store={"query_interface": query_interface})
        logon = talk.logon()
        talk.call(logon.results["store"], "Release")

        assert not talk.host.same(logon.results["store"], talk.provider)
        assert asked == []


class TestSinks:
    """MAPI holds what a provider subscribes."""

    def test_counts_on_the_sink(self, converse: Any) -> None:
        """A subscription is a reference on the provider's sink, and a call to it."""

        def store_logoff(store: Any, flags: Any) -> int:
            connection: Any = Ref()
            store.support.subscribe(b"key", 2, 0, store, connection)
            return int(store.support.unsubscribe(connection.value))

        talk = converse(store={"store_logoff": store_logoff})
        logon = talk.logon()

        subscribe, unsubscribe = talk.call(
            logon.results["store"], "StoreLogoff"
        ).children

        assert subscribe.results == {"connection": 1}
        assert [child.name for child in subscribe.children] == ["AddRef"]
        assert [child.name for child in unsubscribe.children] == ["Release"]
        assert subscribe.children[0].pointer == Pointer(
            logon.results["store"].object, "IMAPIAdviseSink"
        )

    def test_sink_of_ours(self, converse: Any) -> None:
        """A sink that is MAPI's own is called the same way."""
        talk = converse()
        support = talk.logon().arguments["support"]
        section = talk.call(support, "OpenProfileSection").results["section"]

        event = talk.call(support, "Subscribe", key=b"key", mask=2, sink=section)

        assert [child.kind for child in event.children] == [("IProfSect", "AddRef")]

    @pytest.mark.parametrize(
        "flags", [pytest.param(0, id="later"), pytest.param(NOTIFY_SYNC, id="inside")]
    )
    def test_sink_that_is_none(self, converse: Any, flags: int) -> None:
        """An object of MAPI that a provider takes for a sink is not notified."""

        def store_logoff(store: Any, words: Any) -> int:
            store.support.subscribe(b"key", 2, flags, store.support, Ref())
            return int(store.support.notify(b"key", (), Ref(0)))

        talk = converse(store={"store_logoff": store_logoff})
        store = talk.logon().results["store"]

        event = talk.call(store, "StoreLogoff")

        assert (event.code, event.fault) == (S_OK, None)
        assert [child.name for child in event.children] == ["Subscribe", "Notify"]
        assert event.children[1].children == ()
        assert talk.host.settle() == ()


class TestTransports:
    """The state of spooler and transports is the engine's to set."""

    def test_answers_from_the_state(self, converse: Any) -> None:
        """A store that ends while a message comes in is told so."""
        talk = converse()
        store = talk.logon().results["store"]
        talk.host.set_transports(Transports(inbound=1))

        event = talk.call(store, "Release")

        assert event.children[0].results == {"flags": LOGOFF_INBOUND}

    def test_transport_events(self, converse: Any) -> None:
        """Calls on the transport are events of its interface, words and all."""
        talk = converse()
        support = talk.logon().arguments["support"]

        event = talk.call(support, "StoreLogoffTransports", flags=LOGOFF_PURGE)

        flush, notify, _ = event.children
        assert flush.pointer == talk.host.fixed("transport")
        assert flush.arguments == {"ui": 0, "target": None, "flags": 6}
        assert (notify.code, notify.results["flags"]) == (S_OK, 0xC0000)


class TestDestructor:
    """A provider may let go while nobody is calling it."""

    def test_release_outside_a_call(self, converse: Any) -> None:
        """The end of a support object outside any call is not lost."""
        supports: list[Any] = []

        def store_logoff(store: Any, flags: Any) -> int:
            supports.append(store.support)
            store.open = False
            return S_OK

        talk = converse(store={"store_logoff": store_logoff})
        talk.call(talk.logon().results["store"], "StoreLogoff")
        supports.pop().release()

        (release,) = talk.host.settle()

        assert release.kind == ("IMAPISupport", "Release")
        assert [child.name for child in release.children[0].children] == [
            "uids-removed",
            "status-row-removed",
            "Logoff",
            "Release",
        ]


class TestSubject:
    """Suites about MAPI call its objects themselves."""

    def test_calls_the_support_object(self, converse: Any) -> None:
        """A call on an object of MAPI is one event, answered by the model."""
        talk = converse()
        support = talk.logon().arguments["support"]

        event = talk.call(support, "StoreLogoffTransports", flags=LOGOFF_QUIET)

        assert event.kind == ("IMAPISupport", "StoreLogoffTransports")
        assert event.results == {"flags": LOGOFF_COMPLETE}
        assert [child.name for child in event.children] == ["store-released"]


def test_broken_host_is_said(converse: Any) -> None:
    """What breaks in the host is raised to the engine, not blamed on the provider."""

    def store_logoff(store: Any, flags: Any) -> int:
        return int(store.support.modify_profile(0))

    talk = converse(store={"store_logoff": store_logoff})
    logon = talk.logon()
    talk.host.script(logon.arguments["support"], "ModifyProfile", ("no reply",))

    with pytest.raises(AttributeError):
        talk.call(logon.results["store"], "StoreLogoff")


def test_memory_of_com_is_another() -> None:
    """A block of IMalloc is foreign to MAPIFreeBuffer, whatever its number."""
    codes: list[int] = []

    def entry(
        _: Any, malloc: Any, allocate: Any, _more: Any, free: Any, *rest: Any
    ) -> int:
        allocate(4, Ref())
        codes.append(free(malloc.alloc(4)))
        return MAPI_E_CALL_FAILED

    host = open_host(entry, Configuration())
    host.start()

    assert codes == [MAPI_E_INVALID_PARAMETER]
    assert host.ledger().memory == MemoryLedger(
        roots=1, unfreed=1, frees=1, foreign_frees=1
    )
