"""What a provider may do to the objects of MAPI."""

import copy
from typing import Any

import pytest

from mapi_conformance.mapi.codes import (
    MAPI_E_CALL_FAILED,
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_NO_SUPPORT,
    S_OK,
)
from mapi_conformance.mapi.identifiers import (
    IID_IMAPISup,
    IID_IMsgStore,
    IID_IUnknown,
)
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.mapi.refs import UNTOUCHED, Ref
from mapi_conformance.port.host import Event, Pointer, Reply
from mapi_host.instrument.count import Count
from mapi_host.instrument.objects import Objects
from mapi_host.instrument.reception import Reception
from mapi_host.instrument.recorder import Recorder
from mapi_host.instrument.value import Junk


def from_inside(converse: Any, action: Any) -> tuple[Any, Event]:
    """Let the provider do something with its support object; give what came."""
    came: list[Any] = []

    def store_logoff(store: Any, flags: Ref[int]) -> int:
        came.append(action(store.support))
        return S_OK

    talk = converse(store={"store_logoff": store_logoff})
    store = talk.logon().results["store"]
    event = talk.call(store, "StoreLogoff", flags=1)
    assert event.fault is None
    return came[0], event


class TestFace:
    """Every method is there, nothing raises, everything is recorded."""

    def test_has_every_method(self, converse: Any) -> None:
        """All 44 rows of the table can be called."""

        def look(support: Any) -> list[bool]:
            methods = INTERFACES["IMAPISupport"].methods.values()
            return [callable(getattr(support, method.python)) for method in methods]

        found, _ = from_inside(converse, look)

        assert found == [True] * 44

    def test_other_names_are_absent(self, converse: Any) -> None:
        """A name of no method raises AttributeError and is not recorded."""
        found, event = from_inside(
            converse, lambda support: hasattr(support, "store_logof")
        )

        assert found is False
        assert event.children == ()

    def test_lists_its_methods(self, converse: Any) -> None:
        """What can be called is listed for those who look."""
        names, _ = from_inside(converse, dir)

        assert "store_logoff_transports" in names
        assert len(names) == 44

    def test_full_stack(self, converse: Any) -> None:
        """A provider that recurses through MAPI until the stack is full is survived."""

        def recurse(support: Any) -> int:
            support.spooler_yield(0)
            return recurse(support)

        talk = converse(store={"store_logoff": lambda store, f: recurse(store.support)})
        store = talk.logon().results["store"]

        fault = talk.call(store, "StoreLogoff").fault

        assert "raised RecursionError" in fault.text
        assert talk.call(store, "AddRef").fault is None

    def test_full_stack_in_our_code(self) -> None:
        """A stack that is full while MAPI answers is no fault of MAPI."""
        reception = Reception(Recorder(), Objects())

        def answer(words: Any) -> Reply:
            raise RecursionError

        pointer = reception.open("MAPI", {"MAPIFreeBuffer": answer}, Count())
        face = reception._objects.find(pointer)

        assert face.mapi_free_buffer(None) == MAPI_E_CALL_FAILED
        assert reception.broken is None

    def test_copies_quietly(self, converse: Any) -> None:
        """Copying a face neither recurses for ever nor is recorded."""
        _, event = from_inside(converse, copy.copy)

        assert event.children == ()

    def test_unanswered_method(self, converse: Any) -> None:
        """What no model answers is not supported; its words stay untouched."""
        code, event = from_inside(
            converse, lambda support: support.expand_recips(None, Ref(0))
        )

        assert code == MAPI_E_NO_SUPPORT
        assert event.children[0].results == {"flags": 0}

    def test_null_pointer(self, converse: Any) -> None:
        """An out word may be a null pointer: it is skipped."""
        code, event = from_inside(converse, lambda support: support.new_uid(None))

        assert code == S_OK
        assert event.children[0].results == {"uid": None}

    def test_object_needs_a_place(self, converse: Any) -> None:
        """An object that could come back nowhere is not made."""
        code, _ = from_inside(
            converse, lambda support: support.open_profile_section(None, 0, None)
        )

        assert code == MAPI_E_INVALID_PARAMETER

    @pytest.mark.parametrize(
        "action",
        [
            pytest.param(lambda support: support.new_uid(), id="too-few"),
            pytest.param(lambda support: support.modify_profile(), id="nothing"),
            pytest.param(lambda support: support.new_uid(Ref(), 1), id="too-many"),
            pytest.param(lambda support: support.new_uid(uid=Ref()), id="by-name"),
            pytest.param(lambda support: support.new_uid(b"uid"), id="no-ref"),
            pytest.param(
                lambda support: support.set_provider_uid(b"short", 0), id="short-uid"
            ),
            pytest.param(
                lambda support: support.set_provider_uid(bytes(16), -1), id="signed"
            ),
            pytest.param(
                lambda support: support.subscribe(b"", 1, 0, object(), Ref()),
                id="no-object",
            ),
            pytest.param(
                lambda support: support.modify_status_row(5, 0), id="no-array"
            ),
            pytest.param(
                lambda support: support.store_logoff_transports(Ref("8")), id="text"
            ),
        ],
    )
    def test_junk_is_refused(self, converse: Any, action: Any) -> None:
        """Junk is answered as an invalid parameter and recorded."""
        code, event = from_inside(converse, action)

        assert code == MAPI_E_INVALID_PARAMETER
        assert event.children[0].code == MAPI_E_INVALID_PARAMETER

    def test_junk_is_equal_to_nothing(self, converse: Any) -> None:
        """No matcher can take junk for a value; its text is still there."""
        _, event = from_inside(
            converse, lambda support: support.store_logoff_transports(Ref("8"))
        )

        word: Any = event.children[0].arguments["flags"]
        assert repr(word) == "<'8'>"
        assert word != "8"
        assert word != Junk("'8'")

    def test_word_without_a_pointer(self, converse: Any) -> None:
        """A bare word where a pointer is due is recorded as it is, and refused."""
        code, event = from_inside(
            converse, lambda support: support.store_logoff_transports(4)
        )

        assert code == MAPI_E_INVALID_PARAMETER
        assert event.children[0].arguments == {"flags": 4}

    def test_untouched_word_is_junk(self, converse: Any) -> None:
        """An in/out word that nobody filled is no word."""
        code, _ = from_inside(
            converse, lambda support: support.store_logoff_transports(Ref())
        )

        assert code == MAPI_E_INVALID_PARAMETER

    def test_counting_takes_nothing(self, converse: Any) -> None:
        """AddRef with an argument counts nothing."""
        code, event = from_inside(converse, lambda support: support.add_ref(1))

        assert code == MAPI_E_INVALID_PARAMETER
        assert event.children[0].name == "AddRef"


class TestIdentity:
    """The host owns the identity of its objects."""

    @pytest.mark.parametrize("iid", [IID_IUnknown, IID_IMAPISup])
    def test_query_gives_itself(self, converse: Any, iid: Any) -> None:
        """The support object answers for itself, with one reference more."""
        pointer: Ref[Any] = Ref()

        def ask(support: Any) -> tuple[int, bool]:
            code = support.query_interface(iid, pointer)
            return code, pointer.value is support

        came, _ = from_inside(converse, ask)

        assert came == (S_OK, True)

    def test_query_for_another(self, converse: Any) -> None:
        """For another interface it gives null."""
        pointer: Ref[Any] = Ref()

        code, event = from_inside(
            converse, lambda support: support.query_interface(IID_IMsgStore, pointer)
        )

        assert code == MAPI_E_INTERFACE_NOT_SUPPORTED
        assert pointer.value is None
        assert event.children[0].results == {"object": None}

    def test_query_without_interface(self, converse: Any) -> None:
        """A null interface id is an invalid parameter."""
        code, _ = from_inside(
            converse, lambda support: support.query_interface(None, Ref())
        )

        assert code == MAPI_E_INVALID_PARAMETER


class TestScript:
    """Replies that a scenario dictates."""

    def test_last_reply_stays(self, converse: Any) -> None:
        """Replies are used in order, and the last one for all further calls."""

        def store_logoff(store: Any, flags: Ref[int]) -> int:
            flags.value = store.support.modify_profile(0)
            return S_OK

        talk = converse(store={"store_logoff": store_logoff})
        logon = talk.logon()
        replies = (Reply(code=1), Reply(code=2))
        talk.host.script(logon.arguments["support"], "ModifyProfile", replies)

        words = [
            talk.call(logon.results["store"], "StoreLogoff").results["flags"]
            for _ in range(3)
        ]

        assert words == [1, 2, 2]

    @pytest.mark.parametrize("failing", [1, 2, 3])
    def test_one_allocation_fails(self, converse: Any, failing: int) -> None:
        """Where no reply stands MAPI answers by itself, so any one call can fail."""
        codes: list[int] = []

        def store_logoff(store: Any, flags: Ref[int]) -> int:
            allocate: Ref[Any] = Ref()
            store.support.get_mem_alloc_routines(allocate, Ref(), Ref())
            codes.extend(allocate.value(16, Ref()) for _ in range(3))
            return S_OK

        talk = converse(store={"store_logoff": store_logoff})
        logon = talk.logon()
        replies = (*[None] * (failing - 1), Reply(code=MAPI_E_NO_SUPPORT), None)
        talk.host.script(talk.host.fixed("mapi"), "MAPIAllocateBuffer", replies)

        talk.call(logon.results["store"], "StoreLogoff")

        failed = [number for number, code in enumerate(codes, 1) if code != S_OK]
        assert (failed, len(codes)) == ([failing], 3)

    def test_words_not_named_stay(self, converse: Any) -> None:
        """A reply writes the words it names and leaves the others."""

        def store_logoff(store: Any, flags: Ref[int]) -> int:
            store.word = Ref(8)
            return int(store.support.store_logoff_transports(store.word))

        talk = converse(store={"store_logoff": store_logoff})
        logon = talk.logon()
        talk.host.script(
            logon.arguments["support"],
            "StoreLogoffTransports",
            (Reply(code=MAPI_E_NO_SUPPORT),),
        )

        event = talk.call(logon.results["store"], "StoreLogoff")

        assert event.code == MAPI_E_NO_SUPPORT
        assert event.children[0].results == {"flags": 8}
        assert event.children[0].children == ()

    def test_object_in_a_reply(self, converse: Any) -> None:
        """A pointer in a reply reaches the provider as the object itself."""
        section: Ref[Any] = Ref()

        def store_logoff(store: Any, flags: Ref[int]) -> int:
            return int(store.support.open_profile_section(None, 0, section))

        talk = converse(store={"store_logoff": store_logoff})
        logon = talk.logon()
        support = logon.arguments["support"]
        assert isinstance(support, Pointer)
        reply = Reply(code=S_OK, words={"section": support})
        talk.host.script(support, "OpenProfileSection", (reply,))

        event = talk.call(logon.results["store"], "StoreLogoff")

        assert repr(section.value) == "<IMAPISupport>"
        assert event.children[0].results == {"section": support}


def test_out_word_not_written(converse: Any) -> None:
    """An out word that the answer leaves alone shows as untouched."""
    _, event = from_inside(
        converse, lambda support: support.subscribe(None, 1, 0, None, Ref(5))
    )

    assert event.children[0].results == {"connection": UNTOUCHED}
