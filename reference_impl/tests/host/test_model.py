"""How MAPI itself behaves."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from mapi_conformance.mapi.codes import (
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_NO_ACCESS,
    MAPI_E_NOT_FOUND,
    MAPI_W_ERRORS_RETURNED,
    S_OK,
)
from mapi_conformance.mapi.flags import (
    CALLBACK_DISCONTINUE,
    FLUSH_DOWNLOAD,
    FLUSH_UPLOAD,
    LOGOFF_ABORT,
    LOGOFF_COMPLETE,
    LOGOFF_INBOUND,
    LOGOFF_NO_WAIT,
    LOGOFF_ORDERLY,
    LOGOFF_OUTBOUND,
    LOGOFF_OUTBOUND_QUEUE,
    LOGOFF_PURGE,
    LOGOFF_QUIET,
    MAPI_MODIFY,
    MDB_TEMPORARY,
    NOTIFY_CANCELED,
    NOTIFY_SYNC,
    STATUSROW_UPDATE,
)
from mapi_conformance.mapi.properties import (
    PR_DISPLAY_NAME,
    PR_ENTRYID,
    PR_PROVIDER_DLL_NAME,
    PR_STATUS_CODE,
    PropValue,
)
from mapi_conformance.port.host import MemoryLedger, Pointer, Transports
from mapi_host.model.allocator import Allocator
from mapi_host.model.entryids import unwrap, wrap
from mapi_host.model.profile import Profile
from mapi_host.model.spooler import Spooler
from mapi_host.model.subsystem import Subsystem
from mapi_host.model.support import Support
from mapi_host.world import Block


C, I, O, Q = (  # noqa: E741 - the columns of a table
    LOGOFF_COMPLETE,
    LOGOFF_INBOUND,
    LOGOFF_OUTBOUND,
    LOGOFF_OUTBOUND_QUEUE,
)
FLUSH = f"FlushQueues {FLUSH_UPLOAD | FLUSH_DOWNLOAD:#x}"
FINISHED = "inbound-finished"
END_INBOUND = "TransportNotify 0x10000"
SENT = ("SubmitMessage", "EndMessage")
END_FLUSH = "TransportNotify 0xc0000"
CANCEL = "TransportNotify 0x80000000"
RELEASED = "store-released"


class Stage:
    """A world that only takes notes."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.put_off: list[Callable[[], object]] = []

    def later(self, work: Callable[[], object], *, noted: bool = False) -> None:
        """Note work that is put off."""
        self.put_off.append(work)

    def catch_up(self) -> None:
        """Do what was put off."""
        while self.put_off:
            self.put_off.pop(0)()

    def call(self, pointer: Pointer, method: str, words: Any = None) -> int:
        """Note a call; every sink wants no more."""
        told = f" {words['notifications']}" if words else ""
        self.notes.append(f"{pointer.interface}.{method}{told}")
        return CALLBACK_DISCONTINUE

    def open(self, interface: str, answers: Any) -> Pointer:
        """Note an object."""
        self.notes.append(f"new {interface}")
        return Pointer(7, interface)

    def replace(self, pointer: Pointer, answer: Any) -> bool:
        """Note that an object is answered for; that of MAPI is not."""
        self.notes.append(f"instead of {pointer.object}")
        return pointer.interface != "IMAPISupport"

    def state(
        self, party: str, name: str, *, about: str | None = None, meanwhile: Any = None
    ) -> None:
        """Note a fact, and what follows from it."""
        self.notes.append(name)
        if meanwhile is not None:
            meanwhile()

    def tell(
        self, party: str, method: str, words: Any = None, meanwhile: Any = None
    ) -> int:
        """Note a call on the one transport, which agrees."""
        flags = f" {words['flags']:#x}" if words else ""
        self.notes.append(f"{method}{flags}")
        return S_OK


IDLE = Transports()
QUEUE = Transports(queued=2, ready=2)
STUCK = Transports(queued=2)
IN = Transports(inbound=1)
OUT = Transports(outbound=1, queued=2, ready=2)
ALL = Transports(inbound=1, outbound=1, queued=2, ready=2)


class TestSpooler:
    """The answer to every request in every state, and what it does."""

    @pytest.mark.parametrize(
        ("state", "request_", "answer", "notes"),
        [
            (IDLE, LOGOFF_QUIET, C, [RELEASED]),
            (IDLE, LOGOFF_ABORT, C, [RELEASED]),
            (IDLE, LOGOFF_ORDERLY, C, [RELEASED]),
            (IDLE, LOGOFF_NO_WAIT, C, [RELEASED]),
            (IDLE, LOGOFF_PURGE, C, [FLUSH, END_FLUSH, RELEASED]),
            (QUEUE, LOGOFF_QUIET, C | Q, [RELEASED]),
            (QUEUE, LOGOFF_ABORT, C | Q, [RELEASED]),
            (QUEUE, LOGOFF_ORDERLY, C | Q, [RELEASED]),
            (QUEUE, LOGOFF_NO_WAIT, C, [*SENT, *SENT, RELEASED]),
            (QUEUE, LOGOFF_PURGE, C, [FLUSH, *SENT, *SENT, END_FLUSH, RELEASED]),
            (STUCK, LOGOFF_QUIET, C | Q, [RELEASED]),
            (STUCK, LOGOFF_ABORT, C | Q, [RELEASED]),
            (STUCK, LOGOFF_ORDERLY, C | Q, [RELEASED]),
            (STUCK, LOGOFF_NO_WAIT, C | Q, [RELEASED]),
            (STUCK, LOGOFF_PURGE, C | Q, [FLUSH, END_FLUSH, RELEASED]),
            (IN, LOGOFF_QUIET, I, []),
            (IN, LOGOFF_ABORT, I, []),
            (IN, LOGOFF_ORDERLY, C, [FINISHED, RELEASED]),
            (IN, LOGOFF_NO_WAIT, C, [FINISHED, END_INBOUND, RELEASED]),
            (
                IN,
                LOGOFF_PURGE,
                C,
                [FLUSH, FINISHED, END_INBOUND, END_FLUSH, RELEASED],
            ),
            (OUT, LOGOFF_QUIET, O | Q, []),
            (OUT, LOGOFF_ABORT, O | Q, []),
            (OUT, LOGOFF_ORDERLY, C | Q, [RELEASED]),
            (OUT, LOGOFF_NO_WAIT, C, [*SENT, *SENT, RELEASED]),
            (OUT, LOGOFF_PURGE, C, [FLUSH, *SENT, *SENT, END_FLUSH, RELEASED]),
            (ALL, LOGOFF_QUIET, I | O | Q, []),
            (ALL, LOGOFF_ABORT, I | O | Q, []),
            (ALL, LOGOFF_ORDERLY, C | Q, [FINISHED, RELEASED]),
            (ALL, LOGOFF_NO_WAIT, C, [FINISHED, END_INBOUND, *SENT, *SENT, RELEASED]),
            (
                ALL,
                LOGOFF_PURGE,
                C,
                [FLUSH, FINISHED, END_INBOUND, *SENT, *SENT, END_FLUSH, RELEASED],
            ),
        ],
    )
    def test_answers(
        self, state: Transports, request_: int, answer: int, notes: list[str]
    ) -> None:
        """Each state and request has one answer and one course of events."""
        stage = Stage()
        spooler = Spooler(stage)
        spooler.set(state)

        assert spooler.log_off("store", request_) == answer
        assert stage.notes == notes

    @pytest.mark.parametrize(
        "request_",
        [LOGOFF_QUIET, LOGOFF_ABORT, LOGOFF_ORDERLY, LOGOFF_NO_WAIT, LOGOFF_PURGE],
    )
    def test_other_process(self, request_: int) -> None:
        """While another process has the store open, every request is ignored."""
        stage = Stage()
        spooler = Spooler(stage)
        spooler.set(
            Transports(inbound=1, outbound=1, queued=2, ready=2, other_process=True)
        )

        assert spooler.log_off("store", request_) == C
        assert stage.notes == []

    def test_unknown_store(self) -> None:
        """A store that the spooler has let go is not known to it; another one is."""
        stage = Stage()
        spooler = Spooler(stage)
        spooler.log_off("store", LOGOFF_QUIET)

        assert spooler.log_off("store", LOGOFF_PURGE) == C
        assert stage.notes == [RELEASED]
        assert spooler.log_off("other", LOGOFF_QUIET) == C
        assert stage.notes == [RELEASED, RELEASED]

    def test_without_inbox(self) -> None:
        """A store without the default Inbox is flushed outwards only."""
        stage = Stage()
        spooler = Spooler(stage)
        spooler.set(Transports(inbox=False))
        spooler.log_off("store", LOGOFF_PURGE)

        assert stage.notes == [
            f"FlushQueues {FLUSH_UPLOAD:#x}",
            "TransportNotify 0x80000",
            RELEASED,
        ]

    @pytest.mark.parametrize(
        ("state", "answer", "notes"),
        [
            pytest.param(IDLE, C, [RELEASED], id="idle"),
            pytest.param(QUEUE, C | Q, [RELEASED], id="queue"),
            pytest.param(STUCK, C | Q, [RELEASED], id="stuck"),
            pytest.param(IN, C, [CANCEL, RELEASED], id="in"),
            pytest.param(OUT, C | Q, [CANCEL, RELEASED], id="out"),
            pytest.param(ALL, C | Q, [CANCEL, CANCEL, RELEASED], id="all"),
            pytest.param(Transports(outbound=1), C | Q, [CANCEL, RELEASED], id="back"),
        ],
    )
    def test_abort_stops(
        self, state: Transports, answer: int, notes: list[str]
    ) -> None:
        """Read so, ABORT cancels what is on its way; unsent mail waits again."""
        stage = Stage()
        spooler = Spooler(stage)
        spooler.adopt("abort-stop")
        spooler.set(state)

        assert spooler.log_off("store", LOGOFF_ABORT) == answer
        assert stage.notes == notes

    def test_unknown_reading(self) -> None:
        """There are two readings of ABORT, and no third one."""
        with pytest.raises(LookupError):
            Spooler(Stage()).adopt("abort-later")

    @pytest.mark.parametrize("request_", [LOGOFF_NO_WAIT, LOGOFF_ORDERLY])
    def test_asynchronous(self, request_: int) -> None:
        """A patient spooler answers first, and does the work when the call is over."""
        stage = Stage()
        spooler = Spooler(stage, asynchronous=True)
        spooler.set(IN)

        assert spooler.log_off("store", request_) == C
        assert stage.notes == []
        assert spooler.log_off("store", request_) == C
        stage.catch_up()
        assert (stage.notes[0], stage.notes[-1]) == (FINISHED, RELEASED)

    @pytest.mark.parametrize("request_", [LOGOFF_QUIET, LOGOFF_ABORT, LOGOFF_PURGE])
    def test_asynchronous_only_where_allowed(self, request_: int) -> None:
        """Other requests are answered when the work is done."""
        stage = Stage()
        Spooler(stage, asynchronous=True).log_off("store", request_)

        assert stage.notes[-1] == RELEASED

    def test_no_duty_on_reception(self) -> None:
        """Without the default Inbox what is being received is left alone."""
        stage = Stage()
        spooler = Spooler(stage)
        spooler.set(Transports(inbound=1, queued=1, ready=1, inbox=False))
        spooler.log_off("store", LOGOFF_NO_WAIT)

        assert stage.notes == [*SENT, RELEASED]

    @pytest.mark.parametrize(
        ("word", "answer", "notes"),
        [
            pytest.param(LOGOFF_PURGE | LOGOFF_NO_WAIT, C, [RELEASED], id="lowest"),
            pytest.param(0, C, [], id="none"),
            pytest.param(0x80, C, [], id="unknown"),
        ],
    )
    def test_other_words(self, word: int, answer: int, notes: list[str]) -> None:
        """Of several requests the lowest bit counts; without one nothing happens."""
        stage = Stage()

        assert Spooler(stage).log_off("store", word) == answer
        assert stage.notes == notes


class TestProfile:
    """Sections last for the case."""

    def test_keeps_what_is_set(self) -> None:
        """What one opening set, the next one reads."""
        profile = Profile()
        answers = profile.open(bytes(16), MAPI_MODIFY)
        assert answers is not None
        answers["SetProps"]({"props": (PropValue(PR_DISPLAY_NAME, "alpha"),)})
        again = profile.open(bytes(16), 0)
        assert again is not None

        reply = again["GetProps"]({"tags": (PR_DISPLAY_NAME,), "flags": 0})

        assert reply.code == S_OK
        assert reply.words == {"props": (PropValue(0x3001001F, "alpha"),)}

    def test_missing_property(self) -> None:
        """A property that is not there comes back as an error, with a warning."""
        answers = Profile().open_own(b"store", 0)

        reply = answers["GetProps"]({"tags": (PR_ENTRYID,), "flags": 0})

        assert reply.code == MAPI_W_ERRORS_RETURNED
        assert reply.words == {"props": (PropValue(0x0FFF000A, MAPI_E_NOT_FOUND),)}

    def test_text_in_either_width(self) -> None:
        """A text is found by its narrow tag too, or by no type at all."""
        answers = Profile().open_own(b"store", 0)

        reply = answers["GetProps"]({"tags": (0x300A001E, 0x300A0000), "flags": 0})

        assert reply.words == {
            "props": (
                PropValue(0x300A001E, "provider.dll"),
                PropValue(0x300A001F, "provider.dll"),
            )
        }

    def test_own_sections(self) -> None:
        """Each store has a section of its own; one with an identifier is shared."""
        subsystem = Subsystem(Stage(), {})
        one, other = subsystem.profile.own(b"one"), subsystem.profile.own(b"other")
        one.put((PropValue(PR_DISPLAY_NAME, "alpha"),))

        assert other.find(PR_DISPLAY_NAME) == PropValue(
            PR_DISPLAY_NAME, "Provider under test"
        )
        assert subsystem.profile.own(b"one") is one

    def test_secrets_are_not_listed(self) -> None:
        """Secure properties come only to those who name them."""
        answers = Profile().open(bytes(16), MAPI_MODIFY)
        assert answers is not None
        answers["SetProps"]({"props": (PropValue(0x6600001F, "secret"),)})

        everything = answers["GetProps"]({"tags": None, "flags": 0})
        named = answers["GetProps"]({"tags": (0x6600001F,), "flags": 0})

        assert everything.words == {"props": ()}
        assert answers["GetPropList"]({"flags": 0}).words == {"tags": ()}
        assert named.words == {"props": (PropValue(0x6600001F, "secret"),)}

    def test_delete(self) -> None:
        """A deleted property is gone."""
        answers = Profile().open(bytes(16), MAPI_MODIFY)
        assert answers is not None
        answers["SetProps"]({"props": (PropValue(PR_STATUS_CODE, 1),)})
        answers["DeleteProps"]({"tags": (PR_STATUS_CODE,)})

        assert answers["GetPropList"]({"flags": 0}).words == {"tags": ()}

    def test_only_writers_write(self) -> None:
        """Without MAPI_MODIFY a section is only read, and none is made."""
        profile = Profile()
        answers = profile.open_own(b"store", 0)

        assert answers["SetProps"]({"props": ()}).code == MAPI_E_NO_ACCESS
        assert answers["DeleteProps"]({"tags": ()}).code == MAPI_E_NO_ACCESS
        assert profile.open(bytes(16), 0) is None


def a_support(stage: Stage) -> Support:
    """Make a support object's behaviour."""
    return Support(Subsystem(stage, {}), b"store")


class TestSupport:
    """What a store provider cannot do without."""

    def test_subscribe(self) -> None:
        """A registration holds a sink until it is taken back."""
        stage = Stage()
        answers = a_support(stage).answers()
        sink = Pointer(3, "IMAPIAdviseSink")
        words = {"key": b"key", "mask": 2, "flags": 0, "sink": sink}

        reply = answers["Subscribe"](words)
        first = answers["Unsubscribe"]({"connection": reply.words["connection"]})
        second = answers["Unsubscribe"]({"connection": reply.words["connection"]})

        assert reply.words == {"connection": 1}
        assert (first.code, second.code) == (S_OK, MAPI_E_NOT_FOUND)
        assert stage.notes == ["IMAPIAdviseSink.AddRef", "IMAPIAdviseSink.Release"]

    @pytest.mark.parametrize(
        ("flags", "at_once", "canceled"),
        [
            pytest.param(0, [], 0, id="later"),
            pytest.param(
                NOTIFY_SYNC,
                ["IMAPIAdviseSink.OnNotify news"],
                NOTIFY_CANCELED,
                id="inside",
            ),
        ],
    )
    def test_notify(self, flags: int, at_once: list[str], canceled: int) -> None:
        """Sinks of this key are told, inside the call only where they said so."""
        stage = Stage()
        answers = a_support(stage).answers()
        sink = Pointer(3, "IMAPIAdviseSink")
        for key in (b"key", b"other"):
            answers["Subscribe"]({"key": key, "mask": 2, "flags": flags, "sink": sink})
        stage.notes.clear()

        told = {"key": b"key", "notifications": "news", "flags": 0}
        reply = answers["Notify"](told)

        assert reply.words == {"flags": canceled}
        assert stage.notes == at_once
        stage.catch_up()
        assert stage.notes == ["IMAPIAdviseSink.OnNotify news"]

    def test_notify_too_late(self) -> None:
        """Who unsubscribes before the call is over is not told."""
        stage = Stage()
        answers = a_support(stage).answers()
        sink = Pointer(3, "IMAPIAdviseSink")
        words = {"key": b"key", "mask": 2, "flags": 0, "sink": sink}
        connection = answers["Subscribe"](words).words["connection"]
        answers["Notify"]({"key": b"key", "notifications": "news", "flags": 0})
        answers["Unsubscribe"]({"connection": connection})
        stage.catch_up()

        assert stage.notes == ["IMAPIAdviseSink.AddRef", "IMAPIAdviseSink.Release"]

    @pytest.mark.parametrize(
        "words",
        [
            pytest.param({"key": None, "sink": Pointer(3, "IUnknown")}, id="key"),
            pytest.param({"key": b"key", "sink": None}, id="sink"),
        ],
    )
    def test_subscribes_somebody_to_something(self, words: Any) -> None:
        """A registration without a key or a sink is refused."""
        reply = a_support(Stage()).answers()["Subscribe"]({**words, "flags": 0})

        assert reply.code == MAPI_E_INVALID_PARAMETER

    def test_end(self) -> None:
        """At its end a support object has no identifiers and no row."""
        stage = Stage()
        support = a_support(stage)
        support.answers()["SetProviderUID"]({"uid": bytes(16), "flags": 0})
        support.answers()["ModifyStatusRow"](
            {"props": (PropValue(1, "a"),), "flags": 0}
        )

        support.part(None)

        assert (support.uids, support.row) == ([], {})
        assert stage.notes == ["uids-removed", "status-row-removed"]

    def test_status_row(self) -> None:
        """A row is replaced, or changed in part when that is asked for."""
        support = a_support(Stage())
        modify = support.answers()["ModifyStatusRow"]
        modify({"props": (PropValue(1, "a"), PropValue(2, "b")), "flags": 0})
        modify({"props": (PropValue(2, "c"),), "flags": STATUSROW_UPDATE})
        assert support.row == {1: PropValue(1, "a"), 2: PropValue(2, "c")}

        modify({"props": (PropValue(3, "d"),), "flags": 0})

        assert support.row == {3: PropValue(3, "d")}

    def test_provider_uids(self) -> None:
        """Identifiers are added; null is refused."""
        support = a_support(Stage())
        register = support.answers()["SetProviderUID"]

        assert register({"uid": bytes(16), "flags": 0}).code == S_OK
        assert register({"uid": None, "flags": 0}).code == MAPI_E_INVALID_PARAMETER
        assert support.uids == [bytes(16)]

    def test_new_uid(self) -> None:
        """Identifiers differ within a case and are those of every other case."""
        answers = a_support(Stage()).answers()

        uids = [answers["NewUID"]({}).words["uid"] for _ in range(2)]

        assert uids == [bytes(15) + b"\x01", bytes(15) + b"\x02"]

    def test_wrapped_entry_id(self) -> None:
        """Flags, marker, two zero bytes, library, padding to four, identifier."""
        assert wrap(b"id", "a.dll") == (
            bytes(4)
            + bytes.fromhex("38a1bb1005e5101aa1bb08002b2a56c2")
            + bytes(2)
            + b"a.dll\0"
            + b"id"
        )
        assert len(wrap(b"", "ab.dll")) == 32

    def test_unwrapped_entry_id(self) -> None:
        """What was wrapped comes back; what was not stays as it is."""
        assert unwrap(wrap(b"id", "ab.dll")) == b"id"
        assert unwrap(b"id") == b"id"
        assert unwrap(wrap(b"", "ab.dll")[:24]) == wrap(b"", "ab.dll")[:24]

    def test_wraps_for_the_own_library(self) -> None:
        """The library's name is that of the provider's section."""
        wrap_entryid = a_support(Stage()).answers()["WrapStoreEntryID"]

        wrapped = wrap_entryid({"entryid": b"id"}).words["wrapped"]

        assert wrapped == wrap(b"id", "provider.dll")
        assert wrap_entryid({"entryid": None}).code == MAPI_E_INVALID_PARAMETER

    def test_library_without_a_name(self) -> None:
        """What a provider set for its library's name counts only if it is a text."""
        subsystem = Subsystem(Stage(), {})
        answers = Support(subsystem, b"store").answers()
        endless = PropValue(PR_PROVIDER_DLL_NAME, 10**5000)
        subsystem.profile.own(b"store").put((endless,))

        wrapped = answers["WrapStoreEntryID"]({"entryid": b"id"}).words["wrapped"]

        assert wrapped == wrap(b"id", "")

    def test_absent_section(self) -> None:
        """A section that is only to be read has to be there."""
        stage = Stage()
        opening = a_support(stage).answers()["OpenProfileSection"]

        absent = opening({"uid": bytes(16), "flags": 0})
        made = opening({"uid": bytes(16), "flags": MAPI_MODIFY})

        assert (absent.code, absent.words) == (MAPI_E_NOT_FOUND, {"section": None})
        assert made.words == {"section": Pointer(7, "IProfSect")}

    @pytest.mark.parametrize(
        "method", ["SpoolerYield", "SpoolerNotify", "ModifyProfile"]
    )
    def test_agrees(self, method: str) -> None:
        """Some calls are only noted."""
        assert a_support(Stage()).answers()[method]({"flags": 0}).code == S_OK

    @pytest.mark.parametrize(
        ("opened", "flags", "notes"),
        [
            pytest.param(False, 0, ["store-listed"], id="permanent"),
            pytest.param(True, 0, [], id="opened as temporary"),
            pytest.param(False, MDB_TEMPORARY, [], id="called temporary"),
        ],
    )
    def test_modify_profile(
        self, flags: int, notes: list[str], *, opened: bool
    ) -> None:
        """A store is taken in for good, unless somebody says it is temporary."""
        stage = Stage()
        subsystem = Subsystem(stage, {})
        support = Support(subsystem, b"store", temporary=opened)

        assert support.answers()["ModifyProfile"]({"flags": flags}).code == S_OK
        assert stage.notes == notes

    def test_memory_functions(self) -> None:
        """GetMemAllocRoutines gives what the entry point got."""
        functions = {"allocate": 1, "allocate_more": 2, "free": 3, "malloc": 4}
        support = Support(Subsystem(Stage(), functions))

        reply = support.answers()["GetMemAllocRoutines"]({})

        assert reply.words == {"allocate": 1, "allocate_more": 2, "free": 3}


class TestAllocator:
    """Memory that can be told apart."""

    def test_one_thread_at_a_time(self) -> None:
        """While the books are used nobody else comes in, by whatever function."""
        allocator = Allocator()
        entered: list[str] = []

        def come_in(name: str, action: Callable[[], object]) -> threading.Thread:
            def work() -> None:
                action()
                entered.append(name)

            thread = threading.Thread(target=work)
            thread.start()
            return thread

        words = {"size": 8, "parent": None, "buffer": None, "block": None}
        answers = {**allocator.functions(), **allocator.malloc()}
        with allocator._lock:
            threads = [come_in("ledger", allocator.ledger)]
            for name, answer in answers.items():
                threads.append(come_in(name, lambda answer=answer: answer(words)))
            threads[-1].join(0.02)
            assert entered == []
        for thread in threads:
            thread.join()

        assert sorted(entered) == sorted(["ledger", *answers])
        assert len(entered) == 10

    def test_many_links(self) -> None:
        """A block that is freed with its root is linked no more; others still are."""
        allocator = Allocator()
        allocate, more, free = allocator.functions().values()
        one, other = (allocate({"size": 8}).words["buffer"] for _ in range(2))
        links = [
            more({"size": 8, "parent": root}).words["buffer"]
            for root in (one, one, other)
        ]
        free({"buffer": one})
        for link in links:
            free({"buffer": link})

        assert allocator.ledger() == MemoryLedger(
            roots=2, links=3, frees=4, freed_twice=2, linked_frees=1, unfreed=1
        )
        assert allocator._linked_numbers == {5}

    def test_blocks_differ(self) -> None:
        """Every block has a number of its own."""
        allocate = Allocator().functions()["MAPIAllocateBuffer"]

        blocks = [allocate({"size": 8}).words["buffer"] for _ in range(2)]

        assert blocks == [Block(1, 8), Block(2, 8)]
        assert repr(blocks) == "[<block 1, 8 bytes>, <block 2, 8 bytes>]"

    def test_strange_blocks(self) -> None:
        """What MAPI never handed out, or has back, is refused; null is not."""
        functions = Allocator().functions()
        block = functions["MAPIAllocateBuffer"]({"size": 8}).words["buffer"]
        free = functions["MAPIFreeBuffer"]

        codes = [free({"buffer": each}).code for each in (block, block, "x", None)]
        more = functions["MAPIAllocateMore"]({"size": 8, "parent": block})

        refused = MAPI_E_INVALID_PARAMETER
        assert codes == [S_OK, refused, refused, S_OK]
        assert more.code == refused

    def test_malloc(self) -> None:
        """The memory of COM knows its blocks and their sizes."""
        malloc = Allocator().malloc()
        block = malloc["Alloc"]({"size": 8}).words["return"]
        larger = malloc["Realloc"]({"block": block, "size": 16}).words["return"]

        known = [
            malloc["DidAlloc"]({"block": each}).words["return"]
            for each in (block, larger, None)
        ]

        assert known == [0, 1, 0]
        assert malloc["GetSize"]({"block": larger}).words == {"return": 16}
        assert malloc["GetSize"]({"block": None}).words == {"return": 2**64 - 1}
        assert malloc["HeapMinimize"]({}).words == {"return": None}
        malloc["Free"]({"block": larger})
        assert malloc["DidAlloc"]({"block": larger}).words == {"return": 0}

    def test_books(self) -> None:
        """What was never freed, freed twice and never ours is known."""
        allocator = Allocator()
        functions = allocator.functions()
        allocate, free = functions["MAPIAllocateBuffer"], functions["MAPIFreeBuffer"]
        _, freed = (allocate({"size": 8}).words["buffer"] for _ in range(2))
        for buffer in (freed, freed, Block(1, 8), "x", None):
            free({"buffer": buffer})

        assert allocator.ledger() == MemoryLedger(
            roots=2, unfreed=1, frees=4, freed_twice=1, foreign_frees=2
        )

    def test_linked_blocks(self) -> None:
        """A block of MAPIAllocateMore goes with its root, and only with its root."""
        allocator = Allocator()
        functions = allocator.functions()
        root = functions["MAPIAllocateBuffer"]({"size": 8}).words["buffer"]
        more = functions["MAPIAllocateMore"]({"size": 8, "parent": root})
        for buffer in (more.words["buffer"], root, more.words["buffer"]):
            functions["MAPIFreeBuffer"]({"buffer": buffer})

        assert allocator.ledger() == MemoryLedger(
            roots=1, frees=3, linked_frees=1, freed_twice=1, links=1
        )

    @pytest.mark.parametrize("base", ["freed", "linked", "strange"])
    def test_links_without_a_root(self, base: str) -> None:
        """Nothing is linked to a block that was freed, is linked, or is not ours."""
        allocator = Allocator()
        functions = allocator.functions()
        allocate, more = functions["MAPIAllocateBuffer"], functions["MAPIAllocateMore"]
        root, freed = (allocate({"size": 8}).words["buffer"] for _ in range(2))
        functions["MAPIFreeBuffer"]({"buffer": freed})
        linked = more({"size": 8, "parent": root}).words["buffer"]
        bases = {"freed": freed, "linked": linked, "strange": Block(1, 8)}

        refused = more({"size": 8, "parent": bases[base]})

        assert refused.code == MAPI_E_INVALID_PARAMETER
        assert allocator.ledger().links == 2
        assert allocator.ledger().rootless_links == 1

    def test_null_blocks(self) -> None:
        """IMalloc takes null for nothing, and makes a block out of it."""
        allocator = Allocator()
        allocator.malloc()["Free"]({"block": None})
        allocator.malloc()["Realloc"]({"block": None, "size": 8})

        assert allocator.ledger() == MemoryLedger(unfreed=1)
