"""Both ends of a conversation, in one process: threads, handles, reports, limits."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from mapi_adapters.wire.conversation import Conversation, Limits
from mapi_adapters.wire.peer import Breach
from mapi_adapters.wire.serving import Identity, Server
from mapi_adapters.wire.sockets import SocketChannel
from mapi_conformance.mapi.codes import S_OK
from mapi_conformance.mapi.flags import (
    LOGOFF_QUIET,
    NOTIFY_SYNC,
    fnevObjectModified,
)
from mapi_conformance.mapi.refs import UNTOUCHED, Ref
from mapi_conformance.port.host import Event, FaultKind, Host, Pointer
from mapi_conformance.port.provider import Configuration
from mapi_host.host import Passage, open_host
from mapi_reference.flawed.flaw import entry_with
from mapi_reference.provider.store import Store


CONFIGURATION = Configuration(first_store=b"reference-store-1")
Act = Callable[[Any, Server], None]


class Both:
    """Our end, and theirs."""

    def __init__(self, talk: Conversation, server: Server) -> None:
        self.talk = talk
        self.server = server
        self.host: Host = open_host(
            talk.ms_provider_init,
            CONFIGURATION,
            passage=Passage(wait=talk.wait, keeps_time=True),
        )
        self.store: Pointer | None = None

    def log_on(self) -> None:
        """Open the first store."""
        provider = self.host.start().results["provider"]
        assert isinstance(provider, Pointer)
        words = {"entryid": CONFIGURATION.first_store}
        store = self.host.call(provider, "Logon", words).results["store"]
        assert isinstance(store, Pointer)
        self.store = store

    def log_off(self) -> Event:
        """Make the call in which the provider of a test acts."""
        assert self.store is not None
        return self.host.call(self.store, "StoreLogoff", {"flags": LOGOFF_QUIET})


@pytest.fixture(name="meet")
def _meet() -> Iterator[Callable[..., Both]]:
    """Let a provider that acts in StoreLogoff meet the suite, logged on."""
    open_sockets: list[socket.socket] = []

    def meet(act: Act, *, handles: int = 1000, deadline: float = 2.0) -> Both:
        servers: list[Server] = []

        class Acting(Store):
            def remember(self, request: int) -> None:
                act(self.support, servers[0])

        def serve(end: socket.socket) -> None:
            channel = SocketChannel(end)
            servers.append(Server(channel, entry_with(Acting), Identity(name="x")))
            with contextlib.suppress(Breach):
                servers[0].run()

        ours, theirs = socket.socketpair()
        open_sockets.append(ours)
        threading.Thread(target=serve, args=(theirs,), daemon=True).start()
        limits = Limits(deadline=deadline, handles=handles)
        talk = Conversation(SocketChannel(ours), limits, lambda: "")
        talk.ask("hello", {"protocol": "1.0"})
        both = Both(talk, servers[0])
        both.log_on()
        return both

    yield meet
    for each in open_sockets:
        each.close()


def _names(events: tuple[Event, ...]) -> list[str]:
    return [event.name for event in events]


class TestThreads:
    """A call on a thread of the provider's own."""

    def test_is_no_part_of_what_is_under_way(self, meet: Callable[..., Both]) -> None:
        """It stands below the outermost call, on another thread."""

        def act(support: Any, server: Server) -> None:
            other = threading.Thread(target=support.spooler_yield, args=(0,))
            other.start()
            other.join()

        event = meet(act).log_off()

        assert _names(event.children) == ["SpoolerYield"]
        assert event.children[0].thread != event.thread

    def test_comes_between_the_calls(self, meet: Callable[..., Both]) -> None:
        """What comes when no call is under way is met when the host settles."""

        def later(support: Any) -> None:
            time.sleep(0.02)
            support.spooler_yield(0)

        def act(support: Any, server: Server) -> None:
            early = threading.Thread(target=support.spooler_yield, args=(0,))
            early.start()
            early.join()
            threading.Thread(target=later, args=(support,)).start()

        both = meet(act)
        both.log_off()

        assert _names(both.host.settle()) == ["SpoolerYield"]

    def test_may_be_told_and_not_asked(self, meet: Callable[..., Both]) -> None:
        """A notification has no id, and nobody answers."""

        def act(support: Any, server: Server) -> None:
            params = {"object": support.number, "arguments": {"flags": 0}}
            thread = threading.Thread(
                target=server.peer.tell,
                args=("IMAPISupport.SpoolerYield", {**params, "parent": None}),
            )
            thread.start()
            thread.join()

        event = meet(act).log_off()

        assert _names(event.children) == ["SpoolerYield"]
        assert event.children[0].code == S_OK

    def test_may_make_mapi_call_back(self, meet: Callable[..., Both]) -> None:
        """What MAPI calls in answer comes to the thread that asked."""
        seen: list[int] = []

        def act(support: Any, server: Server) -> None:
            def ask() -> None:
                support.release()
                seen.append(threading.get_ident())

            thread = threading.Thread(target=ask)
            thread.start()
            thread.join()

        event = meet(act).log_off()

        assert "Release" in _names(event.children)
        assert len(seen) == 1


class TestReports:
    """A testee that answers for MAPI itself."""

    def test_is_recorded_as_answered(self, meet: Callable[..., Both]) -> None:
        """Arguments, code and words stand in the trace as the testee has them."""
        section = {"provider": 77, "interface": "IProfSect", "identity": 77}

        def act(support: Any, server: Server) -> None:
            server.peer.tell(
                "IMAPISupport.OpenProfileSection",
                {
                    "object": support.number,
                    "parent": server.peer._main.serving,
                    "arguments": {"uid": None, "flags": 0},
                    "answered": {"code": 0, "out": {"section": section}},
                },
            )

        event = meet(act).log_off()

        (report,) = event.children
        assert (report.name, report.code) == ("OpenProfileSection", S_OK)
        assert report.arguments == {"uid": None, "flags": 0}
        given = report.results["section"]
        assert isinstance(given, Pointer)
        assert given.interface == "IProfSect"

    def test_words_left_untouched_stay_so(self, meet: Callable[..., Both]) -> None:
        """A word that the report does not name was not touched."""

        def act(support: Any, server: Server) -> None:
            params = {"object": support.number, "parent": server.peer._main.serving}
            reported = {"arguments": {}, "answered": {"code": 0x80004005}}
            server.peer.tell("IMAPISupport.NewUID", {**params, **reported})

        (report,) = meet(act).log_off().children

        assert report.results == {"uid": UNTOUCHED}


class TestHandles:
    """Objects by number."""

    def test_census(self, meet: Callable[..., Both]) -> None:
        """The testee lists what the suite holds, by what was called."""
        both = meet(lambda support, server: None)
        assert both.store is not None
        both.host.call(both.store, "AddRef", {})

        held = both.talk.ask("census", {})["provider"]

        assert {(each["interface"], each["references"]) for each in held} == {
            ("IMSProvider", 1),
            ("IMSLogon", 1),
            ("IMsgStore", 2),
        }

    def test_none_survives_a_reset(self, meet: Callable[..., Both]) -> None:
        """A call on an object of the case before is a fault of our side, not a call."""
        both = meet(lambda support, server: None)
        both.talk.reset()

        event = both.log_off()

        assert event.fault is not None
        assert event.fault.kind is FaultKind.ADAPTER
        assert "a handle of the time before a reset" in event.fault.text

    def test_are_bounded(self, meet: Callable[..., Both]) -> None:
        """A testee that hands out more than may be open is cut off."""

        def act(support: Any, server: Server) -> None:
            for number in range(1000, 2000):
                server.peer.tell(
                    "IMAPISupport.MakeInvalid",
                    {
                        "object": support.number,
                        "parent": server.peer._main.serving,
                        "arguments": {
                            "flags": 0,
                            "object": {"provider": number},
                            "references": 0,
                            "methods": 0,
                        },
                    },
                )

        event = meet(act, handles=100).log_off()

        assert event.fault is not None
        assert event.fault.kind is FaultKind.ADAPTER
        assert "more than 100 handles are open" in event.fault.text

    def test_keep_their_identity(self, meet: Callable[..., Both]) -> None:
        """A handle that stands for another object now is a broken adapter."""

        def act(support: Any, server: Server) -> None:
            for identity in (1, 2):
                pointer = {"provider": 500, "interface": "IMsgStore"}
                server.peer.tell(
                    "IMAPISupport.MakeInvalid",
                    {
                        "object": support.number,
                        "parent": server.peer._main.serving,
                        "arguments": {
                            "flags": 0,
                            "object": {**pointer, "identity": identity},
                            "references": 0,
                            "methods": 0,
                        },
                    },
                )

        event = meet(act).log_off()

        assert event.fault is not None
        assert "had the identity 1, and now has 2" in event.fault.text


class Echo:
    """A sink that notifies itself, for ever."""

    def __init__(self, support: Any) -> None:
        self.support = support

    def query_interface(self, interface: Any, found: Ref[Any]) -> int:
        """Be whatever is asked for."""
        found.value = self
        return S_OK

    def add_ref(self) -> int:
        """Count nothing."""
        return 1

    def release(self) -> int:
        """Count nothing."""
        return 1

    def on_notify(self, notifications: Any) -> int:
        """Answer a notification with one."""
        self.support.notify(b"key", notifications, Ref(NOTIFY_SYNC))
        return 0


def test_calls_within_calls_are_bounded(meet: Callable[..., Both]) -> None:
    """A provider and a MAPI that call each other without end are cut off."""

    def act(support: Any, server: Server) -> None:
        sink = Echo(support)
        mask = fnevObjectModified
        support.subscribe(b"key", mask, NOTIFY_SYNC, sink, Ref[int]())
        sink.on_notify(({"event": fnevObjectModified},))

    event = meet(act).log_off()

    assert event.fault is not None
    assert event.fault.kind is FaultKind.ADAPTER
    assert "made calls within calls, more than 25 deep" in event.fault.text
