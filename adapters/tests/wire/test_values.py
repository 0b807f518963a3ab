"""Values as they travel: what each type becomes, and what none takes."""

import json
import math
from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from mapi_adapters.wire.calls import (
    Malformed,
    read_call,
    read_reply,
    write_call,
    write_reply,
)
from mapi_adapters.wire.handles import MAPI, PROVIDER, Handles, Stale, Token, Unfit
from mapi_adapters.wire.remote import Remote
from mapi_adapters.wire.values import Junk, due, json_due, pack, unpack
from mapi_conformance.mapi.identifiers import Iid, IID_IMsgStore
from mapi_conformance.mapi.interfaces import INTERFACES, Type
from mapi_conformance.mapi.properties import PR_DISPLAY_NAME, PropValue
from mapi_conformance.mapi.refs import UNTOUCHED, Ref


NAMED = (PropValue(PR_DISPLAY_NAME, "Inbox"),)
LOGOFF = INTERFACES["IMsgStore"].methods["StoreLogoff"]


class Thing:
    """An object, as far as COM goes."""

    def query_interface(self, interface: Any, found: Any) -> int:
        """Have no other face."""
        return 0x80004002

    def add_ref(self) -> int:
        """Count nothing."""
        return 1

    release = add_ref


class Hostile:
    """Something that raises whatever is asked of it."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        raise SystemExit(name)

    def __iter__(self) -> Any:
        raise SystemExit


@pytest.fixture(name="ours")
def _ours() -> Handles:
    """The suite's end."""
    return Handles(MAPI, PROVIDER, partial(Remote, lambda *call: call))


@pytest.fixture(name="theirs")
def _theirs() -> Handles:
    """The testee's end."""
    return Handles(PROVIDER, MAPI, partial(Remote, lambda *call: call))


def _travel(kind: Type, value: Any, ours: Handles, theirs: Handles) -> Any:
    """Send a value from a testee to the suite."""
    line = json.dumps(pack(kind, value, theirs), allow_nan=False)
    return unpack(kind, json.loads(line), ours)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Type.FLAGS, 0xFFFFFFFF),
        (Type.SIGNED, -5),
        (Type.BOOLEAN, False),
        (Type.SIZED, 3),
        (Type.SIZED, 2**64 - 1),
        (Type.TEXT, "Grüße \ud83d\n"),
        (Type.TEXT, None),
        (Type.BINARY, b"\x00\xff"),
        (Type.BINARY, b""),
        (Type.BINARY, None),
        (Type.UID, bytes(16)),
        (Type.IID, IID_IMsgStore),
        (Type.IID, None),
        (Type.OBJECT, None),
        (Type.TAGS, (1, 2)),
        (Type.TAGS, None),
        (Type.PROPERTIES, NAMED),
        (Type.PROPERTIES, ()),
        (Type.PROPERTIES, None),
        (Type.ROWS, (NAMED, NAMED)),
        (Type.SORT, ((PR_DISPLAY_NAME, 0),)),
        (Type.ENTRIES, (b"a", b"b")),
        (Type.PROBLEMS, ((0, PR_DISPLAY_NAME, 0x8004010F),)),
        (Type.NOTIFICATIONS, ({"event": 4, "entryid": b"x", "parent": None},)),
        (Type.OPAQUE, (1.5, math.inf, -math.inf, True, "x", -(2**60))),
        (Type.OPAQUE, datetime(2026, 11, 20, 7, tzinfo=UTC)),
        (Type.OPAQUE, IID_IMsgStore),
    ],
)
def test_arrives_as_it_was(
    kind: Type, value: Any, ours: Handles, theirs: Handles
) -> None:
    """On the other side it is the same value."""
    assert _travel(kind, value, ours, theirs) == value


def test_no_number_arrives_as_none(ours: Handles, theirs: Handles) -> None:
    """JSON has no word for it, the protocol has."""
    assert math.isnan(_travel(Type.OPAQUE, math.nan, ours, theirs))


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Type.FLAGS, -1),
        (Type.FLAGS, 2**32),
        (Type.FLAGS, True),
        (Type.FLAGS, "1"),
        (Type.SIGNED, 2**31),
        (Type.SIZED, 2**64),
        (Type.BOOLEAN, "yes"),
        (Type.TEXT, b"x"),
        (Type.BINARY, "x"),
        (Type.UID, b"x"),
        (Type.IID, "IID_IMsgStore"),
        (Type.OBJECT, 3),
        (Type.OBJECT, Hostile()),
        (Type.TAGS, 1),
        (Type.TAGS, ["x"]),
        (Type.PROPERTIES, Hostile()),
        (Type.PROPERTIES, [1]),
        (Type.ROWS, object()),
        (Type.NOTIFICATIONS, ({1: 2},)),
    ],
)
def test_is_not_sent(kind: Type, value: Any, theirs: Handles) -> None:
    """What its type does not take does not travel."""
    with pytest.raises(Unfit):
        pack(kind, value, theirs)


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Type.FLAGS, "1"),
        (Type.FLAGS, 1.0),
        (Type.FLAGS, True),
        (Type.SIGNED, None),
        (Type.SIZED, {"integer": "many"}),
        (Type.SIZED, {"integer": "9" * 30}),
        (Type.SIZED, {"integer": 5}),
        (Type.BOOLEAN, 1),
        (Type.TEXT, 1),
        (Type.BINARY, {"base64": "?"}),
        (Type.BINARY, {"base64": 1}),
        (Type.BINARY, "AAEC"),
        (Type.UID, {"base64": "AAEC"}),
        (Type.IID, {"iid": "{0002}"}),
        (Type.IID, {"iid": 7}),
        (Type.IID, "IID_IMsgStore"),
        (Type.OBJECT, 3),
        (Type.OBJECT, {"provider": "3"}),
        (Type.OBJECT, {"provider": 3, "interface": 7}),
        (Type.OBJECT, {"mapi": 3}),
        (Type.TAGS, [-1]),
        (Type.TAGS, 1),
        (Type.PROPERTIES, [1]),
        (Type.PROPERTIES, "x"),
        (Type.PROPERTIES, [{"tag": 1}]),
        (Type.ROWS, {"rows": []}),
        (Type.OPAQUE, {"time": "soon"}),
        (Type.OPAQUE, {"float": "pi"}),
        (Type.OPAQUE, {"fields": []}),
        (Type.OPAQUE, {"opaque": 1, "of": "us"}),
        (Type.OPAQUE, {"function": "MAPIFreeBuffer", "provider": 1, "x": 0}),
    ],
)
def test_is_not_taken(kind: Type, data: Any, ours: Handles) -> None:
    """What is written in another way is refused."""
    if kind is Type.OPAQUE and "function" in data:
        data = {**data, "function": "MAPISendMail"}
    with pytest.raises(Unfit):
        unpack(kind, data, ours)


def test_depth_is_bounded(ours: Handles, theirs: Handles) -> None:
    """Values within values end somewhere, on both sides."""
    value: Any = ()
    data: Any = []
    for _ in range(40):
        value, data = (value,), [data]

    with pytest.raises(Unfit):
        pack(Type.ROWS, value, theirs)
    with pytest.raises(Unfit):
        unpack(Type.ROWS, data, ours)


def test_every_type_says_what_it_takes() -> None:
    """In Python's words for one side, in JSON's for the other."""
    assert all(due(kind) and json_due(kind) for kind in Type)
    assert due(Type.UID) == "16 bytes or None"
    assert json_due(Type.ROWS) == "tagged data or null"


class TestObjects:
    """Handles."""

    def test_one_object_is_one_proxy(self, ours: Handles, theirs: Handles) -> None:
        """However often it comes, and whichever way it goes back."""
        thing = Thing()
        first = _travel(Type.OBJECT, thing, ours, theirs)
        again = _travel(Type.OBJECT, thing, ours, theirs)

        assert first is again
        assert unpack(Type.OBJECT, pack(Type.OBJECT, first, ours), theirs) is thing

    def test_what_is_opaque_comes_back(self, ours: Handles, theirs: Handles) -> None:
        """Nobody looks into it, and it is the same when it returns."""
        secret = object()
        token = unpack(Type.OPAQUE, pack(Type.OPAQUE, secret, ours), theirs)

        assert type(token) is Token
        assert repr(token) == "<opaque 1>"
        assert unpack(Type.OPAQUE, pack(Type.OPAQUE, token, theirs), ours) is secret

    def test_after_a_reset(self, ours: Handles, theirs: Handles) -> None:
        """A number of the time before leads nowhere, and is known for what it is."""
        data = pack(Type.OBJECT, Thing(), theirs)
        theirs.reset()

        with pytest.raises(Stale):
            theirs.find(data["provider"])
        assert pack(Type.OBJECT, Thing(), theirs)["provider"] == data["provider"] + 1

    def test_a_method_that_there_is_not(self, ours: Handles, theirs: Handles) -> None:
        """A proxy lacks what no interface of its side has."""
        proxy = _travel(Type.OBJECT, Thing(), ours, theirs)

        assert not hasattr(proxy, "send_mail")
        assert not hasattr(proxy, "_private")
        assert repr(proxy) == "<IUnknown 1>"

    def test_interfaces_decide_between_names(self, ours: Handles) -> None:
        """Of two methods with one name in Python the newer interface's is meant."""
        proxy = unpack(Type.OBJECT, {"provider": 5, "interface": "IMsgStore"}, ours)
        before = proxy.advise()[1]
        unpack(Type.OBJECT, {"provider": 5, "interface": "IMAPITable"}, ours)

        assert (before, proxy.advise()[1]) == ("IMsgStore.Advise", "IMAPITable.Advise")


class TestCalls:
    """Arguments, and what comes back."""

    def _through(
        self, ours: Handles, theirs: Handles, *words: Any, **named: Any
    ) -> Any:
        params = write_call(LOGOFF, words, named, theirs)
        return read_call("IMsgStore.StoreLogoff", params, ours)

    def test_a_pointer_to_a_word(self, ours: Handles, theirs: Handles) -> None:
        """The word goes in with it."""
        (flags,) = self._through(ours, theirs, Ref(3))

        assert flags.value == 3

    def test_a_null_pointer(self, ours: Handles, theirs: Handles) -> None:
        """It arrives as one."""
        assert self._through(ours, theirs, None) == [None]

    def test_a_bare_word(self, ours: Handles, theirs: Handles) -> None:
        """What should be a pointer and is none is shown as it was."""
        assert self._through(ours, theirs, 3) == [3]

    def test_a_word_of_another_type(self, ours: Handles, theirs: Handles) -> None:
        """It arrives as what no parameter takes, with its text."""
        (flags,) = self._through(ours, theirs, Ref("three"))

        assert type(flags.value) is Junk
        assert repr(flags.value) == "'three'"

    @pytest.mark.parametrize(
        ("words", "named", "count"),
        [((), {}, 0), ((Ref(1), 2), {}, 2), ((), {"flags": Ref(1)}, 1)],
    )
    def test_too_few_or_too_many(
        self, words: Any, named: Any, count: int, ours: Handles, theirs: Handles
    ) -> None:
        """A call of another shape keeps it."""
        assert len(self._through(ours, theirs, *words, **named)) == count

    @pytest.mark.parametrize(
        ("params", "complaint"),
        [
            ({"arguments": []}, "arguments is no object of JSON"),
            ({"arguments": {}}, "the argument 'flags' is missing"),
            ({"arguments": {"flags": 1, "x": 2}}, "takes no 'x'"),
            ({"arguments": {"flags": "1"}}, "flags is '1'; an unsigned number"),
        ],
    )
    def test_another_shape_is_refused(
        self, params: Any, complaint: str, ours: Handles
    ) -> None:
        """With words that say what is due."""
        with pytest.raises(Unfit, match=complaint):
            read_call("IMsgStore.StoreLogoff", params, ours)

    @pytest.mark.parametrize(
        ("result", "complaint"),
        [
            (
                None,
                r"returned None; an HRESULT is due, .*; is a 'return S_OK' missing\?",
            ),
            (-1, r"returned -1; .*; add & 0xFFFFFFFF to a signed code"),
            ("S_OK", "returned 'S_OK'; an HRESULT is due, an int from 0 to 0xFFFFFFFF"),
        ],
    )
    def test_a_result_that_is_none(
        self, result: Any, complaint: str, theirs: Handles
    ) -> None:
        """Its author reads what he would read without a wire."""
        with pytest.raises(Malformed, match=complaint):
            write_reply("IMsgStore::StoreLogoff", LOGOFF, [Ref(1)], result, theirs)

    def test_a_word_that_is_none(self, theirs: Handles) -> None:
        """Likewise."""
        with pytest.raises(Malformed, match="set flags to 'x'; an int from 0"):
            write_reply("IMsgStore::StoreLogoff", LOGOFF, [Ref("x")], 0, theirs)

    def test_what_was_left_alone_stays(self, ours: Handles, theirs: Handles) -> None:
        """A word that nobody set is not null."""
        query = INTERFACES["IUnknown"].methods["QueryInterface"]
        wanted = Iid("x", bytes(16))
        reply = write_reply("x", query, [wanted, Ref()], 0x80004002, theirs)
        found: Ref[Any] = Ref()

        code = read_reply("IUnknown.QueryInterface", [wanted, found], reply, ours)

        assert (code, found.value) == (0x80004002, UNTOUCHED)
        assert reply == {"code": 0x80004002, "name": "MAPI_E_INTERFACE_NOT_SUPPORTED"}

    @pytest.mark.parametrize(
        ("reply", "complaint"),
        [
            ([], "the result is no object of JSON"),
            ({"code": 0, "out": []}, "out is no object of JSON"),
            ({"code": 0, "out": {"flags": 1}}, "flags, which was a null pointer"),
            ({"code": -1}, "code is -1; an unsigned number"),
        ],
    )
    def test_a_reply_of_another_shape(
        self, reply: Any, complaint: str, ours: Handles
    ) -> None:
        """It is refused, with words that say why."""
        with pytest.raises(Unfit, match=complaint):
            read_reply("IMsgStore.StoreLogoff", [None], reply, ours)
