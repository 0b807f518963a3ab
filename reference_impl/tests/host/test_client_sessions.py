"""Sessions: opening stores through MAPI, and what ending one brings about."""

import threading
import time
from functools import partial
from typing import Any

import pytest

from mapi_conformance.mapi.codes import (
    E_FAIL,
    MAPI_E_CALL_FAILED,
    MAPI_E_INVALID_OBJECT,
    MAPI_E_NO_SUPPORT,
    MAPI_E_NOT_FOUND,
    S_OK,
)
from mapi_conformance.mapi.flags import (
    LOGOFF_ABORT,
    LOGOFF_COMPLETE,
    LOGOFF_NO_WAIT,
    LOGOFF_QUIET,
    MAPI_NO_MAIL,
    MDB_NO_MAIL,
    NOTIFY_SYNC,
)
from mapi_conformance.mapi.identifiers import MUID_PROFILE_INSTANCE
from mapi_conformance.mapi.refs import Ref
from mapi_conformance.port.host import Pointer, Transports
from mapi_host.host import QUIET
from mapi_host.model.entryids import wrap
from mapi_host.model.parts import Parts
from mapi_host.model.spooler import Spooler


def a_session(talk: Any) -> Pointer:
    """Log on to MAPI."""
    session = talk.call(talk.host.fixed("mapi"), "MAPILogonEx").results["session"]
    assert isinstance(session, Pointer)
    return session


def a_store(talk: Any, session: Pointer) -> Any:
    """Open the store through a session."""
    return talk.call(session, "OpenMsgStore", entryid=b"first")


class TestOpenMsgStore:
    """A store opened through a session."""

    def test_nests_the_logon(self, converse: Any, lines: Any) -> None:
        """The provider's Logon is below it; its companions are among the results."""
        talk = converse()

        event = a_store(talk, a_session(talk))

        assert lines(event) == [
            "IMAPISession.OpenMsgStore",
            "  IMSProvider.Logon",
            "    IMAPISupport.AddRef",
            "  spooler.store-announced",
        ]
        logon = event.children[0]
        assert event.code == S_OK
        assert event.results == {
            "store": logon.results["store"],
            "logon": logon.results["logon"],
            "support": logon.arguments["support"],
        }
        assert logon.arguments["profile"] == "conformance"

    def test_unwraps_at_logon(self, converse: Any) -> None:
        """MAPI takes its header off as well where no session makes the logon."""
        talk = converse()

        wrapped = wrap(b"first", "provider.dll")
        event = talk.call(talk.provider, "Logon", entryid=wrapped)

        assert event.arguments["entryid"] == b"first"

    def test_unwraps(self, converse: Any) -> None:
        """A provider gets its identifier without MAPI's header."""
        talk = converse()

        event = talk.call(
            a_session(talk), "OpenMsgStore", entryid=wrap(b"first", "provider.dll")
        )

        assert event.children[0].arguments["entryid"] == b"first"

    @pytest.mark.parametrize(
        ("session", "store"),
        [(MAPI_NO_MAIL, 0), (0, MDB_NO_MAIL)],
        ids=["session", "store"],
    )
    def test_without_mail(
        self, converse: Any, lines: Any, session: int, store: int
    ) -> None:
        """The spooler hears of no store that is not for mail."""
        talk = converse()
        opened = talk.call(talk.host.fixed("mapi"), "MAPILogonEx", flags=session)

        event = talk.call(
            opened.results["session"], "OpenMsgStore", entryid=b"first", flags=store
        )

        assert "  spooler.store-announced" not in lines(event)

    def test_refused(self, converse: Any) -> None:
        """The provider's code comes back, and no store."""
        talk = converse(provider={"logon": lambda *arguments: E_FAIL})

        event = a_store(talk, a_session(talk))

        assert (event.code, event.results["store"]) == (E_FAIL, None)

    def test_raised(self, converse: Any) -> None:
        """A logon that does not return is a call that failed."""
        talk = converse(provider={"logon": lambda *arguments: 1 // 0})

        event = a_store(talk, a_session(talk))

        assert event.code == MAPI_E_CALL_FAILED
        assert event.fault is None
        assert event.children[0].fault is not None

    def test_no_provider(self, converse: Any) -> None:
        """Where no provider is loaded any more there is no store."""
        talk = converse()
        talk.call(a_session(talk), "Logoff")

        event = a_store(talk, a_session(talk))

        assert (event.code, event.results["store"]) == (MAPI_E_CALL_FAILED, None)

    def test_null_store(self, converse: Any) -> None:
        """A client that names no store gets what the provider makes of that."""
        talk = converse()

        event = talk.call(a_session(talk), "OpenMsgStore", entryid=None)

        assert event.children[0].arguments["entryid"] is None


class TestLogoff:
    """The end of a session."""

    def test_store_still_open(self, converse: Any, lines: Any) -> None:
        """Logon, logon object, provider, provider object; the removal is nested."""
        talk = converse()
        session = a_session(talk)
        a_store(talk, session)

        event = talk.call(session, "Logoff")

        assert lines(event) == [
            "IMAPISession.Logoff",
            "  IMSLogon.Logoff",
            "    IMAPISupport.StoreLogoffTransports",
            "      spooler.store-released",
            "    IMAPISupport.Release",
            "      support.gone",
            "        mapi.uids-removed",
            "        mapi.status-row-removed",
            "  IMSLogon.Release",
            "  IMSProvider.Shutdown",
            "  IMSProvider.Release",
        ]
        assert event.code == S_OK

    def test_late_release_is_the_clients(self, converse: Any, lines: Any) -> None:
        """What the client still holds goes back in the epilogue, and nothing else."""
        talk = converse()
        session = a_session(talk)
        a_store(talk, session)
        talk.call(session, "Logoff")

        assert lines(*talk.host.end()) == ["IMsgStore.Release"]

    def test_store_ended_before(self, converse: Any, lines: Any) -> None:
        """A logon that ended with its store is left alone."""
        talk = converse()
        session = a_session(talk)
        talk.call(a_store(talk, session).results["store"], "Release")

        assert lines(talk.call(session, "Logoff")) == [
            "IMAPISession.Logoff",
            "  IMSProvider.Shutdown",
            "  IMSProvider.Release",
        ]

    def test_shared_provider(self, converse: Any, lines: Any) -> None:
        """A session ends its own logons; the provider goes with the last session."""
        talk = converse()
        one, other = a_session(talk), a_session(talk)
        a_store(talk, one)

        first = talk.call(other, "Logoff")
        second = talk.call(one, "Logoff")

        assert lines(first) == ["IMAPISession.Logoff"]
        assert lines(second)[-2:] == [
            "  IMSProvider.Shutdown",
            "  IMSProvider.Release",
        ]

    def test_logon_without_a_session(self, converse: Any, lines: Any) -> None:
        """What was logged on behind the sessions' backs ends with the last one."""
        talk = converse()
        talk.logon()

        event = talk.call(a_session(talk), "Logoff")

        assert [child.name for child in event.children] == [
            "Logoff",
            "Release",
            "Shutdown",
            "Release",
        ]

    def test_only_release_may_follow(self, converse: Any) -> None:
        """A session that ended answers nothing more."""
        talk = converse()
        session = a_session(talk)
        talk.call(session, "Logoff")

        assert a_store(talk, session).code == MAPI_E_INVALID_OBJECT
        assert talk.call(session, "Logoff").code == MAPI_E_INVALID_OBJECT
        assert talk.call(session, "Release").fault is None

    def test_other_methods(self, converse: Any) -> None:
        """What a session does not need for stores is not supported."""
        talk = converse()

        event = talk.call(a_session(talk), "GetStatusTable")

        assert event.code == MAPI_E_NO_SUPPORT


class TestProfileSection:
    """A client sees the sections that have an identifier."""

    def test_by_identifier(self, converse: Any) -> None:
        """The section of the profile is there; the provider's own is not reached."""
        talk = converse()
        session = a_session(talk)

        there = talk.call(session, "OpenProfileSection", uid=MUID_PROFILE_INSTANCE)
        own = talk.call(session, "OpenProfileSection")

        assert there.code == S_OK
        assert isinstance(there.results["section"], Pointer)
        assert (own.code, own.results["section"]) == (MAPI_E_NOT_FOUND, None)


class TestVisits:
    """Calls of ours on a support object, in the provider's place."""

    def test_request(self, converse: Any, lines: Any) -> None:
        """The spooler answers; the provider is not charged with the call."""
        talk = converse()
        support = talk.logon().arguments["support"]

        event = talk.call(support, "StoreLogoffTransports", flags=LOGOFF_QUIET)

        assert lines(event) == [
            "IMAPISupport.StoreLogoffTransports",
            "  spooler.store-released",
        ]
        assert event.results == {"flags": LOGOFF_COMPLETE}
        assert talk.host.ledger().supports[0].transport_calls == ()

    def test_extra_reference(self, converse: Any, lines: Any) -> None:
        """A reference of ours keeps the object alive; giving it back ends it."""
        talk = converse(logon={"logoff": lambda logon, flags: S_OK})
        logon = talk.logon()
        support = logon.arguments["support"]
        talk.call(support, "AddRef")
        talk.call(logon.results["store"], "Release")
        assert talk.host.ledger().supports[0].references == 0

        event = talk.call(support, "Release")

        assert lines(event) == [
            "IMAPISupport.Release",
            "  support.gone",
            "    mapi.uids-removed",
            "    mapi.status-row-removed",
            "    IMSLogon.Logoff",
            "    IMSLogon.Release",
        ]

    def test_taken_reference(self, converse: Any) -> None:
        """Who lost its reference to a visit is not blamed for using it."""
        quiet = {"logoff": lambda logon, flags: S_OK}
        talk = converse(logon=quiet)
        logon = talk.logon()
        talk.call(logon.arguments["support"], "Release")
        talk.call(logon.results["store"], "Release")

        (book,) = talk.host.ledger().supports

        assert (book.late_calls, book.excess_releases) == ((), 0)

    def test_dead_object(self, converse: Any) -> None:
        """A call of ours on a dead object is nobody's late call."""
        talk = converse()
        logon = talk.logon()
        talk.call(logon.results["store"], "Release")
        talk.call(logon.arguments["support"], "ModifyProfile")

        assert talk.host.ledger().supports[0].late_calls == ()


class Sink:
    """Counts what it is told; its references do not matter."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    def query_interface(self, interface: Any, pointer: Any) -> int:
        """Have no other interface."""
        return E_FAIL

    def add_ref(self) -> int:
        """Count nothing."""
        return 1

    def release(self) -> int:
        """Count nothing."""
        return 1

    def on_notify(self, notifications: Any) -> int:
        """Take a notification."""
        self.told.append(notifications)
        return S_OK


@pytest.fixture(name="notify")
def _notify(converse: Any) -> Any:
    """Make a store whose StoreLogoff registers a sink and notifies it."""

    def notify(flags: int) -> Any:
        sink = Sink()

        def store_logoff(store: Any, word: Any) -> int:
            store.support.subscribe(b"key", 2, flags, sink, Ref())
            store.support.notify(b"key", ("new mail",), Ref(0))
            return S_OK

        talk = converse(store={"store_logoff": store_logoff})
        event = talk.call(talk.logon().results["store"], "StoreLogoff", flags=1)
        return talk, event, sink

    return notify


class TestDelivery:
    """When sinks are told, and how long the end of a case waits for them."""

    def test_after_the_call(self, notify: Any, lines: Any) -> None:
        """A notification comes when the call is over, and is handed out by settle."""
        talk, event, sink = notify(0)

        assert lines(event) == [
            "IMsgStore.StoreLogoff",
            "  IMAPISupport.Subscribe",
            "    IMAPIAdviseSink.AddRef",
            "  IMAPISupport.Notify",
        ]
        assert len(sink.told) == 1
        assert lines(*talk.host.settle()) == ["IMAPIAdviseSink.OnNotify"]

    def test_inside_notify(self, notify: Any, lines: Any) -> None:
        """With NOTIFY_SYNC it comes before Notify returns."""
        talk, event, sink = notify(NOTIFY_SYNC)

        assert lines(event)[-2:] == [
            "  IMAPISupport.Notify",
            "    IMAPIAdviseSink.OnNotify",
        ]
        assert len(sink.told) == 1
        assert talk.host.settle() == ()

    def test_waits_once(self, notify: Any) -> None:
        """Where something was registered it is quiet for a moment first, once."""
        talk, _, _ = notify(NOTIFY_SYNC)

        began = time.monotonic()
        talk.host.settle()
        first = time.monotonic() - began
        talk.host.settle()

        assert first > QUIET / 2
        assert time.monotonic() - began - first < QUIET / 2

    def test_no_sleep_without_need(self, converse: Any) -> None:
        """Nothing registered and no foreign thread: there is nothing to wait for."""
        talk = converse()
        talk.logon()

        began = time.monotonic()
        talk.host.settle()

        assert time.monotonic() - began < QUIET / 2

    def test_waits_for_a_foreign_thread(self, converse: Any) -> None:
        """A thread that called MAPI once may call again."""
        supports: list[Any] = []

        def call_twice(first: threading.Event) -> None:
            supports[0].spooler_yield(0)
            first.set()
            time.sleep(QUIET / 5)
            supports[0].spooler_yield(0)

        def store_logoff(store: Any, word: Any) -> int:
            supports.append(store.support)
            return S_OK

        talk = converse(store={"store_logoff": store_logoff})
        talk.call(talk.logon().results["store"], "StoreLogoff", flags=1)
        first = threading.Event()
        thread = threading.Thread(target=call_twice, args=(first,))
        thread.start()
        first.wait()

        events = talk.host.settle()
        thread.join()

        assert [event.name for event in events] == ["SpoolerYield", "SpoolerYield"]


class TestPatientSpooler:
    """A spooler that answers first and works later."""

    @pytest.mark.parametrize("at_the_end", [False, True], ids=["settle", "end"])
    def test_work_comes_outside(
        self, converse: Any, lines: Any, *, at_the_end: bool
    ) -> None:
        """What it does comes after the call, by settle or else by the epilogue."""
        talk = converse(parts=Parts(spooler=partial(Spooler, asynchronous=True)))
        support = talk.logon().arguments["support"]

        event = talk.call(support, "StoreLogoffTransports", flags=LOGOFF_NO_WAIT)

        assert lines(event) == ["IMAPISupport.StoreLogoffTransports"]
        events = talk.host.end()[:1] if at_the_end else talk.host.settle()
        assert lines(*events) == ["spooler.store-released"]

    def test_adopts_a_reading(self, converse: Any) -> None:
        """The host passes a reading on to the spooler, and refuses an unknown one."""
        talk = converse()
        support = talk.logon().arguments["support"]
        talk.host.adopt("abort-stop")
        talk.host.set_transports(Transports(inbound=1))

        event = talk.call(support, "StoreLogoffTransports", flags=LOGOFF_ABORT)

        assert [child.name for child in event.children] == [
            "TransportNotify",
            "store-released",
        ]
        with pytest.raises(LookupError):
            talk.host.adopt("deferred")
