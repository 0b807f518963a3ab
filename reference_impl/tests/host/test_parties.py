"""The parties that the host plays: a spooler that flushes, transports, a fast end."""

from typing import Any

import pytest

from mapi_conformance.mapi.codes import (
    MAPI_E_BUSY,
    MAPI_E_CALL_FAILED,
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_INVALID_OBJECT,
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_NO_SUPPORT,
    S_OK,
)
from mapi_conformance.mapi.flags import (
    FLUSH_ASYNC_OK,
    FLUSH_DOWNLOAD,
    FLUSH_UPLOAD,
    NOTIFY_NEWMAIL,
    NOTIFY_READYTOSEND,
)
from mapi_conformance.mapi.identifiers import (
    IID_IMAPIClientShutdown,
    IID_IMAPIProviderShutdown,
    IID_IMSProvider,
    IID_IUnknown,
)
from mapi_conformance.mapi.refs import Ref
from mapi_conformance.port.host import FastShutdown, Pointer, Reply, Transports


BOTH = FLUSH_UPLOAD | FLUSH_DOWNLOAD


def log_on(talk: Any) -> Pointer:
    """Open a session."""
    event = talk.call(talk.host.fixed("mapi"), "MAPILogonEx")
    session = event.results["session"]
    assert isinstance(session, Pointer)
    return session


class TestFlushing:
    """IMAPIStatus::FlushQueues on the spooler's object and on those of transports."""

    def test_one_after_the_other(self, converse: Any, lines: Any) -> None:
        """Each transport is told, its mail moved, and the end told."""
        talk = converse()
        state = Transports(active=2, queued=2, ready=1, waiting=1)
        talk.host.set_transports(state)

        event = talk.call(talk.host.fixed("spooler"), "FlushQueues", flags=BOTH)

        assert event.code == S_OK
        assert lines(event) == [
            "IMAPIStatus.FlushQueues",
            "  IXPLogon.FlushQueues",
            "  IXPLogon.SubmitMessage",
            "  IXPLogon.EndMessage",
            "  IXPLogon.TransportNotify",
            "  IXPLogon.StartMessage",
            "  IXPLogon.TransportNotify",
            "  IXPLogon.FlushQueues",
            "  IXPLogon.TransportNotify",
            "  IXPLogon.TransportNotify",
        ]
        pointers = [child.pointer for child in event.children]
        assert pointers[0] == talk.host.fixed("transport")
        assert pointers[-1] == talk.host.fixed("second-transport")

    @pytest.mark.parametrize(
        ("target", "told"),
        [(b"\2", ["second-transport"]), (b"\3", [])],
        ids=["second", "nobody"],
    )
    def test_target(self, converse: Any, target: bytes, told: list[str]) -> None:
        """Only the transport that is named is told, and nobody if there is none."""
        talk = converse()
        talk.host.set_transports(Transports(active=2))
        spooler = talk.host.fixed("spooler")

        event = talk.call(spooler, "FlushQueues", target=target, flags=FLUSH_UPLOAD)

        called = [c.pointer for c in event.children if c.name == "FlushQueues"]
        assert called == [talk.host.fixed(each) for each in told]

    def test_later(self, converse: Any, lines: Any) -> None:
        """A client that need not wait is let go first, and a fact says so."""
        talk = converse()
        talk.host.set_transports(Transports(active=1))
        flags = FLUSH_UPLOAD | FLUSH_ASYNC_OK

        event = talk.call(talk.host.fixed("spooler"), "FlushQueues", flags=flags)

        assert event.children == ()
        assert lines(*talk.host.settle()) == [
            "mapi.call-returned",
            "IXPLogon.FlushQueues",
            "IXPLogon.TransportNotify",
        ]

    def test_conflict(self, converse: Any) -> None:
        """A second flush has to wait for the first."""
        talk = converse()
        talk.host.set_transports(Transports(active=1, flushing=True))

        event = talk.call(talk.host.fixed("spooler"), "FlushQueues", flags=BOTH)

        assert event.code == MAPI_E_BUSY
        assert event.children == ()

    @pytest.mark.parametrize(("ends_after", "sent"), [(0, 3), (1, 1), (2, 2)])
    def test_transport_ends_it(self, converse: Any, ends_after: int, sent: int) -> None:
        """A transport that clears its bits gets nothing more."""
        talk = converse()
        talk.host.set_transports(Transports(queued=3, ready=3, ends_after=ends_after))

        event = talk.call(
            talk.host.fixed("transport.status"), "FlushQueues", flags=FLUSH_UPLOAD
        )

        names = [child.name for child in event.children]
        assert names.count("SubmitMessage") == sent

    def test_refused_message(self, converse: Any) -> None:
        """What a transport does not take is not ended, nor tried again."""
        talk = converse()
        talk.host.set_transports(Transports(queued=2, ready=2))
        transport = talk.host.fixed("transport")
        refusal = Reply(code=MAPI_E_CALL_FAILED)
        talk.host.script(transport, "SubmitMessage", (refusal, None))

        event = talk.call(
            talk.host.fixed("transport.status"), "FlushQueues", flags=FLUSH_UPLOAD
        )

        assert [(child.name, child.code) for child in event.children] == [
            ("FlushQueues", S_OK),
            ("SubmitMessage", MAPI_E_CALL_FAILED),
            ("SubmitMessage", S_OK),
            ("EndMessage", S_OK),
            ("TransportNotify", S_OK),
        ]


class TestDeparture:
    """The end of the transports."""

    def test_course(self, converse: Any, lines: Any) -> None:
        """Turned off, logged off, released; the provider goes last."""
        talk = converse()
        session = log_on(talk)
        talk.host.set_transports(Transports(active=1, flushing=True, deferred=1))

        event = talk.call(session, "Logoff")

        told = lines(event)
        assert told[told.index("  IXPLogon.TransportNotify") :] == [
            "  IXPLogon.TransportNotify",
            "  IXPLogon.TransportNotify",
            "  IXPLogon.TransportNotify",
            "  IXPLogon.TransportLogoff",
            "    support.gone",
            "      mapi.uids-removed",
            "      mapi.status-row-removed",
            "  IXPLogon.Release",
            "  IXPProvider.Shutdown",
            "  IXPProvider.Release",
        ]
        words = [
            child.arguments["flags"]
            for child in event.children
            if child.name == "TransportNotify"
        ]
        assert words == [0xC0000, 0x30000, 0x40000000]

    def test_none(self, converse: Any) -> None:
        """Where no transport is logged on none is ended."""
        talk = converse()

        event = talk.call(log_on(talk), "Logoff")

        assert {child.interface for child in event.children} == {"IMSProvider"}

    @pytest.mark.parametrize(
        ("flags", "name"),
        [(NOTIFY_NEWMAIL, "StartMessage"), (NOTIFY_READYTOSEND, "SubmitMessage")],
    )
    def test_announcements(self, converse: Any, flags: int, name: str) -> None:
        """What a transport announces is acted on until its end is told."""
        talk = converse()
        session = log_on(talk)
        talk.host.set_transports(Transports(active=1, waiting=1, queued=1, ready=1))
        support = talk.host.fixed("transport.support")

        before = talk.call(support, "SpoolerNotify", flags=flags)
        talk.call(session, "Logoff")
        after = talk.call(support, "SpoolerNotify", flags=flags)

        assert before.children[0].name == name
        assert after.children == ()


class TestMakeInvalid:
    """IMAPISupport::MakeInvalid, and what answers from then on."""

    def test_stub(self, converse: Any) -> None:
        """References are counted, everything else says that the object is invalid."""
        talk = converse()
        logon = talk.logon()
        store = logon.results["store"]
        support = logon.arguments["support"]

        made = talk.call(
            support, "MakeInvalid", flags=0, object=store, references=1, methods=27
        )
        found = talk.call(store, "QueryInterface", interface=IID_IUnknown)

        assert made.code == S_OK
        assert talk.call(store, "StoreLogoff", flags=1).code == MAPI_E_INVALID_OBJECT
        assert talk.call(store, "GetProps").code == MAPI_E_INVALID_OBJECT
        assert found.code == S_OK
        assert found.results == {"object": Pointer(store.object, "IUnknown")}
        assert talk.call(store, "AddRef").code is None
        # The provider's own code is not reached any more.
        assert talk.call(store, "Release").children == ()

    @pytest.mark.parametrize("target", ["null", "support", "flags"])
    def test_refused(self, converse: Any, target: str) -> None:
        """Null, an object of MAPI and reserved flags are refused."""
        talk = converse()
        logon = talk.logon()
        support = logon.arguments["support"]
        objects = {"null": None, "support": support, "flags": logon.results["store"]}

        event = talk.call(
            support,
            "MakeInvalid",
            flags=int(target == "flags"),
            object=objects[target],
            references=1,
            methods=27,
        )

        assert event.code == MAPI_E_INVALID_PARAMETER


def part_in_it(*codes: int) -> dict[str, object]:
    """Make the methods of a provider that takes part in a fast shutdown."""
    query, notify, end = codes

    def query_interface(self: Any, interface: Any, pointer: Ref[Any]) -> int:
        wanted = (IID_IUnknown, IID_IMSProvider, IID_IMAPIProviderShutdown)
        pointer.value = self if interface in wanted else None
        self.references += pointer.value is not None
        return S_OK if pointer.value is not None else MAPI_E_INTERFACE_NOT_SUPPORTED

    return {
        "query_interface": query_interface,
        "query_fast_shutdown": lambda self: query,
        "notify_process_shutdown": lambda self: notify,
        "do_fast_shutdown": lambda self: end,
    }


class TestFastShutdown:
    """IMAPIClientShutdown."""

    def client(self, talk: Any) -> Any:
        """Ask a session for it."""
        session = log_on(talk)
        wanted = IID_IMAPIClientShutdown
        event = talk.call(session, "QueryInterface", interface=wanted)
        assert event.code == S_OK
        return event.results["object"]

    def test_course(self, converse: Any, lines: Any) -> None:
        """A provider is asked for its interface, which is given back but at the end."""
        talk = converse(provider=part_in_it(S_OK, S_OK, S_OK))
        client = self.client(talk)

        query = talk.call(client, "QueryFastShutdown")
        end = talk.call(client, "DoFastShutdown")

        assert query.code == end.code == S_OK
        assert lines(query) == [
            "IMAPIClientShutdown.QueryFastShutdown",
            "  IMSProvider.QueryInterface",
            "  IMAPIProviderShutdown.QueryFastShutdown",
            "  IMAPIProviderShutdown.Release",
        ]
        assert lines(end) == [
            "IMAPIClientShutdown.DoFastShutdown",
            "  IMSProvider.QueryInterface",
            "  IMAPIProviderShutdown.DoFastShutdown",
        ]

    @pytest.mark.parametrize(
        ("setting", "code"),
        [
            (FastShutdown(), S_OK),
            (FastShutdown(transport=True), S_OK),
            (FastShutdown(behavior=1), MAPI_E_NO_SUPPORT),
            (FastShutdown(behavior=2, transport=True), MAPI_E_NO_SUPPORT),
        ],
    )
    def test_without_the_interface(
        self, converse: Any, setting: FastShutdown, code: int
    ) -> None:
        """A store provider without it is an obstacle only where all must opt in."""
        talk = converse()
        client = self.client(talk)
        talk.host.set_fast_shutdown(setting)

        assert talk.call(client, "QueryFastShutdown").code == code
        talk.call(client, "NotifyProcessShutdown")

    @pytest.mark.parametrize(
        ("setting", "asked"),
        [
            (
                FastShutdown(transport=True, address_book=True),
                ["transport.shutdown", "address-book"],
            ),
            (FastShutdown(transport=False, address_book=True), ["address-book"]),
            (FastShutdown(behavior=2, transport=True), []),
        ],
        ids=["all", "one", "off"],
    )
    def test_whom_it_tells(
        self, converse: Any, setting: FastShutdown, asked: list[str]
    ) -> None:
        """Transports come before address books; who lacks it is passed by."""
        talk = converse()
        client = self.client(talk)
        talk.host.set_fast_shutdown(setting)

        event = talk.call(client, "NotifyProcessShutdown")

        told = [c.pointer for c in event.children if c.name == "NotifyProcessShutdown"]
        assert told == [talk.host.fixed(each) for each in asked]

    def test_other_interface(self, converse: Any) -> None:
        """A session has no other face."""
        talk = converse()

        event = talk.call(log_on(talk), "QueryInterface", interface=IID_IMSProvider)

        assert event.code == MAPI_E_INTERFACE_NOT_SUPPORTED
        assert event.results["object"] is None
