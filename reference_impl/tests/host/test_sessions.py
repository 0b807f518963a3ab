"""Logons, the books of their support objects, and what follows from the end."""

import threading
from typing import Any

from mapi_conformance.mapi.codes import E_FAIL, S_OK
from mapi_conformance.mapi.flags import (
    LOGOFF_ABORT,
    LOGOFF_COMPLETE,
    LOGOFF_PURGE,
)
from mapi_conformance.mapi.refs import Ref
from mapi_conformance.port.host import (
    FaultKind,
    Pointer,
    Reply,
    SupportLedger,
    TransportCall,
)


def books(talk: Any, number: int = 0) -> SupportLedger:
    """Open the books of one support object."""
    ledger: SupportLedger = talk.host.ledger().supports[number]
    return ledger


class TestTeardown:
    """What the provider's last Release of its support object brings about."""

    def test_order(self, converse: Any, lines: Any) -> None:
        """Removal, Logoff and Release come nested in that Release, in this order."""
        talk = converse()
        store = talk.logon().results["store"]
        talk.call(store, "StoreLogoff", flags=LOGOFF_PURGE)

        event = talk.call(store, "Release")

        assert lines(event) == [
            "IMsgStore.Release",
            "  IMAPISupport.StoreLogoffTransports",
            "    IXPLogon.FlushQueues",
            "    IXPLogon.TransportNotify",
            "    spooler.store-released",
            "  IMAPISupport.Release",
            "    support.gone",
            "      mapi.uids-removed",
            "      mapi.status-row-removed",
            "      IMSLogon.Logoff",
            "      IMSLogon.Release",
        ]
        assert event.children[0].arguments == {"flags": LOGOFF_PURGE}

    def test_fact_is_about_the_support_object(self, converse: Any) -> None:
        """The fact names the support object; MAPI's own facts name no object."""
        talk = converse()
        logon = talk.logon()

        gone = talk.call(logon.results["store"], "Release").children[1].children[0]

        assert gone.pointer == logon.arguments["support"]
        assert gone.kind == ("support", "gone")
        assert [child.pointer for child in gone.children[:2]] == [None, None]
        assert gone.children[2].arguments == {"flags": 0}

    def test_session_ends_first(self, converse: Any, lines: Any) -> None:
        """A Logoff that was under way is not repeated: only the removal is nested."""
        talk = converse()
        logon = talk.logon()

        event = talk.call(logon.results["logon"], "Logoff")

        assert lines(event) == [
            "IMSLogon.Logoff",
            "  IMAPISupport.StoreLogoffTransports",
            "    spooler.store-released",
            "  IMAPISupport.Release",
            "    support.gone",
            "      mapi.uids-removed",
            "      mapi.status-row-removed",
        ]

    def test_survives_a_missing_logoff(self, converse: Any) -> None:
        """A Logoff with a fault is recorded, and the object is not called again."""
        talk = converse(logon={"logoff": None})
        store = talk.logon().results["store"]

        gone = talk.call(store, "Release").children[1].children[0]

        assert [child.name for child in gone.children] == [
            "uids-removed",
            "status-row-removed",
            "Logoff",
        ]
        assert gone.children[2].fault.kind is FaultKind.MISSING
        assert [event.name for event in talk.host.end()] == ["Shutdown", "Release"]

    def test_goes_on_after_a_failing_logoff(self, converse: Any) -> None:
        """A Logoff that fails is recorded, and Release follows."""
        talk = converse(logon={"logoff": lambda logon, flags: E_FAIL})
        store = talk.logon().results["store"]

        gone = talk.call(store, "Release").children[1].children[0]

        assert [(each.name, each.code) for each in gone.children[2:]] == [
            ("Logoff", E_FAIL),
            ("Release", None),
        ]

    def test_two_references(self, converse: Any) -> None:
        """The object is gone when the last reference is, not before."""

        def release(store: Any) -> int:
            store.support.add_ref()
            store.support.release()
            store.support.store_logoff_transports(Ref(store.flag))
            store.support.release()
            return 0

        quiet = {"logoff": lambda logon, flags: S_OK}
        talk = converse(store={"release": release}, logon=quiet)

        event = talk.call(talk.logon().results["store"], "Release")

        assert [child.name for child in event.children] == [
            "AddRef",
            "Release",
            "StoreLogoffTransports",
            "Release",
        ]
        assert event.children[1].children == ()
        assert event.children[3].children[0].name == "gone"


class TestBooks:
    """The ledger counts what was called, never what was returned."""

    def test_open_store(self, converse: Any) -> None:
        """After a logon the provider holds the reference it took."""
        talk = converse()
        support = talk.logon().arguments["support"]

        assert books(talk) == SupportLedger(
            support=support, references=1, kept=True, accepted=True
        )

    def test_ended_store(self, converse: Any) -> None:
        """At the end no reference is left, and one call was made."""
        talk = converse()
        logon = talk.logon()
        talk.call(logon.results["store"], "Release")

        assert books(talk) == SupportLedger(
            support=logon.arguments["support"],
            references=0,
            kept=True,
            accepted=True,
            transport_calls=(
                TransportCall(request=LOGOFF_ABORT, answer=LOGOFF_COMPLETE),
            ),
        )

    def test_second_logon(self, converse: Any, lines: Any) -> None:
        """A support object that was never kept parts in silence."""
        talk = converse()
        talk.logon()

        event = talk.logon()

        assert lines(event) == ["IMSProvider.Logon"]
        assert event.results["logon"] is None
        assert (books(talk, 1).kept, books(talk, 1).accepted) == (False, True)

    def test_balanced_reference_is_not_kept(self, converse: Any, lines: Any) -> None:
        """A reference given back before Logon returns is not kept."""

        def logon(provider: Any, support: Any, *arguments: Any) -> int:
            support.add_ref()
            support.release()
            return E_FAIL

        talk = converse(provider={"logon": logon})

        event = talk.logon()

        assert lines(event) == [
            "IMSProvider.Logon",
            "  IMAPISupport.AddRef",
            "  IMAPISupport.Release",
        ]
        assert (books(talk).kept, books(talk).accepted) == (False, False)

    def test_refused_and_kept(self, converse: Any, lines: Any) -> None:
        """A refused logon has nothing to tear down, even if a reference was kept."""
        kept: list[Any] = []

        def logon(provider: Any, support: Any, *arguments: Any) -> int:
            support.add_ref()
            kept.append(support)
            return E_FAIL

        def shutdown(provider: Any, flags: Any) -> int:
            kept[0].release()
            return S_OK

        talk = converse(provider={"logon": logon, "shutdown": shutdown})
        talk.logon()
        assert books(talk).references == 1

        event = talk.call(talk.provider, "Shutdown")

        assert lines(event) == [
            "IMSProvider.Shutdown",
            "  IMAPISupport.Release",
            "    support.gone",
        ]

    def test_late_calls(self, converse: Any) -> None:
        """Whatever is called after the last reference is late; it changes nothing."""

        def release(store: Any) -> int:
            store.support.release()
            store.support.store_logoff_transports(Ref(store.flag))
            store.support.add_ref()
            store.support.release()
            return 0

        quiet = {"logoff": lambda logon, flags: S_OK}
        talk = converse(store={"release": release}, logon=quiet)
        event = talk.call(talk.logon().results["store"], "Release")

        assert books(talk).late_calls == ("StoreLogoffTransports", "AddRef")
        assert books(talk).references == 0
        assert len(books(talk).transport_calls) == 1
        assert books(talk).excess_releases == 1
        assert [len(child.children) for child in event.children] == [1, 1, 0, 0]

    def test_support_calls_of_a_nested_logoff_are_late(self, converse: Any) -> None:
        """While MAPI tears down, the support object is dead already."""

        def logoff(logon: Any, flags: Any) -> int:
            return int(logon.store.support.modify_profile(0))

        talk = converse(logon={"logoff": logoff})
        talk.call(talk.logon().results["store"], "Release")

        assert books(talk).late_calls == ("ModifyProfile",)

    def test_excess_release(self, converse: Any, lines: Any) -> None:
        """A Release without a reference is counted and does nothing else."""

        def logon(provider: Any, support: Any, *arguments: Any) -> int:
            support.release()
            return E_FAIL

        talk = converse(provider={"logon": logon})
        event = talk.logon()

        assert lines(event) == ["IMSProvider.Logon", "  IMAPISupport.Release"]
        assert (books(talk).excess_releases, books(talk).late_calls) == (1, ())

    def test_null_request(self, converse: Any) -> None:
        """A StoreLogoffTransports call with a null pointer is a call."""

        def store_logoff(store: Any, flags: Any) -> int:
            store.support.store_logoff_transports(None)
            return S_OK

        talk = converse(store={"store_logoff": store_logoff})
        talk.call(talk.logon().results["store"], "StoreLogoff")

        assert books(talk).transport_calls == (TransportCall(request=None, answer=0),)

    def test_scripted_answer(self, converse: Any) -> None:
        """The word of a scripted answer is the answer."""
        talk = converse()
        logon = talk.logon()
        reply = Reply(code=S_OK, words={"flags": 0x20000})
        talk.host.script(logon.arguments["support"], "StoreLogoffTransports", (reply,))
        talk.call(logon.results["store"], "Release")

        assert books(talk).transport_calls == (
            TransportCall(request=LOGOFF_ABORT, answer=0x20000),
        )

    def test_foreign_thread(self, converse: Any) -> None:
        """A call from another thread is below the outermost call, with its thread."""

        def end(store: Any) -> None:
            thread = threading.Thread(target=store.support.spooler_yield, args=(0,))
            thread.start()
            thread.join()

        talk = converse(store={"end": end})

        event = talk.call(talk.logon().results["store"], "Release")

        assert [child.name for child in event.children] == ["SpoolerYield"]
        assert event.children[0].thread != event.thread


class TestEpilogue:
    """The end of every case."""

    def test_order(self, converse: Any, lines: Any) -> None:
        """What clients hold goes back first, then logons, then providers."""
        talk = converse(store={"end": lambda store: None})
        store = talk.logon().results["store"]
        talk.call(store, "AddRef")
        second = talk.logon().arguments["support"]
        assert isinstance(second, Pointer)

        assert lines(*talk.host.end()) == [
            "IMsgStore.Release",
            "IMsgStore.Release",
            "IMsgStore.Release",
            "IMSLogon.Logoff",
            "IMSLogon.Release",
            "IMSProvider.Shutdown",
            "IMSProvider.Release",
        ]

    def test_session_end(self, converse: Any) -> None:
        """A store that ended properly leaves only the provider."""
        talk = converse()
        talk.call(talk.logon().results["store"], "Release")

        events = talk.host.end()

        assert [event.name for event in events] == ["Shutdown", "Release"]
        assert [event.arguments for event in events] == [{"flags": 0}, {}]

    def test_after_a_logoff(self, converse: Any) -> None:
        """Logoff and Shutdown are not repeated; the logon object is given back."""
        talk = converse()
        logon = talk.logon()
        talk.call(logon.results["logon"], "Logoff")
        talk.call(talk.provider, "Shutdown")

        events = talk.host.end()

        assert [(event.interface, event.name) for event in events] == [
            ("IMsgStore", "Release"),
            ("IMSLogon", "Release"),
            ("IMSProvider", "Release"),
        ]

    def test_goes_on_after_a_fault(self, converse: Any) -> None:
        """An object with a fault is left alone, the others are not."""
        talk = converse(store={"release": lambda store: 1 // 0})
        talk.call(talk.logon().results["store"], "AddRef")

        events = talk.host.end()

        assert [(event.interface, event.name) for event in events] == [
            ("IMsgStore", "Release"),
            ("IMSLogon", "Logoff"),
            ("IMSLogon", "Release"),
            ("IMSProvider", "Shutdown"),
            ("IMSProvider", "Release"),
        ]

    def test_shutdown_that_raises(self, converse: Any) -> None:
        """A provider object whose Shutdown raises is not released."""
        talk = converse(provider={"shutdown": lambda provider, flags: 1 // 0})

        assert [event.name for event in talk.host.end()] == ["Shutdown"]

    def test_excess_release_of_ours(self, converse: Any) -> None:
        """A scenario that releases too often leaves nothing to give back."""
        talk = converse(store={"end": lambda store: None})
        store = talk.logon().results["store"]
        talk.call(store, "Release")
        talk.call(store, "Release")

        assert [event.name for event in talk.host.end()] == [
            "Logoff",
            "Release",
            "Shutdown",
            "Release",
        ]

    def test_plays_once(self, converse: Any) -> None:
        """A second epilogue finds nothing to do."""
        talk = converse()
        talk.logon()
        talk.host.end()

        assert talk.host.end() == ()

    def test_what_came_outside(self, converse: Any) -> None:
        """Calls outside any call are handed out when things settle."""
        supports: list[Any] = []

        def store_logoff(store: Any, flags: Any) -> int:
            supports.append(store.support)
            return S_OK

        talk = converse(store={"store_logoff": store_logoff})
        talk.call(talk.logon().results["store"], "StoreLogoff")
        supports[0].spooler_yield(0)

        assert [event.name for event in talk.host.settle()] == ["SpoolerYield"]
        assert talk.host.settle() == ()
