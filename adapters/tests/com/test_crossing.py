"""Every method of the table crosses a vtable, there and back."""

import ctypes
import threading
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

import pytest

from mapi_adapters.com.layout import Failure
from mapi_adapters.com.library import Standalone
from mapi_adapters.com.memory import Memory
from mapi_adapters.com.objects import Objects, Proxy
from mapi_adapters.wire.calls import Malformed
from mapi_conformance.mapi.codes import E_FAIL, MAPI_E_NO_SUPPORT, S_OK
from mapi_conformance.mapi.flags import (
    MAPI_UNICODE,
    fnevExtended,
    fnevNewMail,
    fnevObjectCreated,
    fnevTableModified,
)
from mapi_conformance.mapi.identifiers import IID_IMsgStore
from mapi_conformance.mapi.interfaces import INTERFACES, Method, Parameter, Type
from mapi_conformance.mapi.properties import PropValue
from mapi_conformance.mapi.refs import UNTOUCHED, Ref


class Thing:
    """An object that is handed about."""

    def query_interface(self, interface: object, pointer: object) -> int:
        """Answer nothing."""
        return MAPI_E_NO_SUPPORT

    def add_ref(self) -> int:
        """Count nothing."""
        return 1

    release = add_ref


THING = Thing()
EARLY = datetime(1999, 12, 31, 23, 59, 59, 250, tzinfo=UTC)
#: One property of each type that has a value.
PROPERTIES = (
    PropValue(0x00010002, -2),
    PropValue(0x00020003, -100000),
    PropValue(0x00030005, 0.5),
    PropValue(0x0004000A, MAPI_E_NO_SUPPORT),
    PropValue(0x0005000B, value=True),
    PropValue(0x00060014, -(2**40)),
    PropValue(0x0007001E, "Größe"),
    PropValue(0x0008001F, "Größe \U0001f4e7"),
    PropValue(0x00090040, EARLY),
    PropValue(0x000A0048, bytes(range(16))),
    PropValue(0x000B0102, b"\x00\x01"),
    PropValue(0x000C0001, None),
    PropValue(0x000D1003, (1, -2)),
    PropValue(0x000E101F, ("", "zwei")),
    PropValue(0x000F1102, (b"a", b"bc")),
    PropValue(0x00101048, (bytes(16), bytes(range(16)))),
    PropValue(0x00111040, (EARLY, EARLY)),
)
NOTICES = (
    {
        "type": fnevNewMail,
        "entryid": b"mail",
        "parent": b"inbox",
        "flags": MAPI_UNICODE,
        "message_flags": 2,
        "message_class": "IPM.Größe",
    },
    {
        "type": fnevObjectCreated,
        "entryid": b"new",
        "parent": b"root",
        "old_entryid": None,
        "old_parent": None,
        "object_type": 5,
    },
    {
        "type": fnevTableModified,
        "event": 3,
        "result": S_OK,
        "row": PROPERTIES[:3],
        "index": PropValue(0x30000003, 7),
        "prior": PropValue(0x00000001, None),
    },
    {"type": fnevExtended},
)
SAMPLES: Mapping[Type, object] = {
    Type.FLAGS: 0x11,
    Type.CODE: MAPI_E_NO_SUPPORT,
    Type.NUMBER: 0xFFFFFFFE,
    Type.SIGNED: -3,
    Type.BOOLEAN: True,
    Type.SIZED: 2**40,
    Type.IID: IID_IMsgStore,
    Type.OBJECT: THING,
    Type.BINARY: b"\x00\x01\x02",
    Type.UID: bytes(range(16)),
    Type.TEXT: "Größe",
    Type.TAG: 0x3001001F,
    Type.TAGS: (0x3001001F, 0x0FFF0102),
    Type.PROPERTIES: PROPERTIES,
    Type.PROBLEMS: ((1, 0x3001001F, MAPI_E_NO_SUPPORT),),
    Type.ROWS: (PROPERTIES[:3], PROPERTIES[3:5]),
    Type.SORT: ((0x3001001F, 1),),
    Type.RESTRICTION: 0x1000,
    Type.NOTIFICATIONS: NOTICES,
    Type.ENTRIES: (b"one", b"two"),
    Type.OPAQUE: 0x1000,
}
METHODS = [
    pytest.param(interface.name, method, id=f"{interface.name}.{method.name}")
    for interface in INTERFACES.values()
    if interface.name not in ("MSProvider", "MAPI", "IMalloc")
    for method in interface.methods.values()
    if method.parameters
]

Answer = Callable[..., int]


class Callee:
    """Keeps what it was called with, and answers through the pointers."""

    def __init__(self, answer: Answer) -> None:
        self._answer = answer
        self.seen: list[Any] = []

    def __getattr__(self, name: str) -> Any:
        """Be whatever method is called."""
        if name.startswith("_"):
            raise AttributeError(name)
        return self._take

    def _take(self, *values: Any) -> int:
        self.seen = [each.value if type(each) is Ref else each for each in values]
        return self._answer(*values)


@pytest.fixture(name="objects")
def _objects() -> Objects:
    """A world in which what falls raises, and what goes wrong is told."""
    told: list[str] = []
    objects = Objects(Memory(), told.append)
    objects.told = told  # type: ignore[attr-defined]  # for the tests alone
    return objects


def _proxy(objects: Objects, target: object, interface: str) -> Proxy:
    address = objects.address_of(target, interface)
    assert address is not None
    proxy = Proxy(objects, address)
    proxy.meet(interface)
    return proxy


def _sample(parameter: Parameter, *, wide: bool) -> object:
    if parameter.name == "flags" and wide:
        return MAPI_UNICODE | 0x11
    if parameter.c[-1].startswith("LPNOTIFICATION lpNotification") and (
        len(parameter.c) == 1
    ):
        return NOTICES[:1]
    if parameter.c[0].startswith("LPMAPIERROR"):
        return None
    if parameter.type is Type.OPAQUE and len(parameter.c) > 1:
        return None
    return SAMPLES[parameter.type]


@pytest.mark.parametrize("wide", [False, True], ids=["narrow", "wide"])
@pytest.mark.parametrize(("interface", "method"), METHODS)
def test_values_cross(
    objects: Objects, interface: str, method: Method, *, wide: bool
) -> None:
    """What goes in arrives, and what comes out comes back, in every type."""
    given = [_sample(each, wide=wide) for each in method.parameters]

    def answer(*values: Any) -> int:
        for ref, sample in zip(values, given, strict=True):
            if type(ref) is Ref:
                ref.value = sample
        return S_OK

    callee = Callee(answer)
    call = getattr(_proxy(objects, callee, interface), method.python)
    refs = [
        Ref(sample if each.takes else UNTOUCHED) if each.gives else sample
        for each, sample in zip(method.parameters, given, strict=True)
    ]

    assert call(*refs) == S_OK
    assert callee.seen == [
        sample if each.takes else UNTOUCHED
        for each, sample in zip(method.parameters, given, strict=True)
    ]
    back = [each.value if type(each) is Ref else each for each in refs]
    assert back == given
    assert objects.told == []  # type: ignore[attr-defined]  # see above


@pytest.mark.parametrize(("interface", "method"), METHODS)
def test_nothing_crosses(objects: Objects, interface: str, method: Method) -> None:
    """Null pointers arrive as None, and what nobody wrote stays untouched."""
    nothing = {Type.FLAGS, Type.CODE, Type.NUMBER, Type.SIGNED, Type.SIZED, Type.TAG}
    given = [
        None if each.gives or each.type not in nothing else 0
        for each in method.parameters
    ]
    callee = Callee(lambda *values: S_OK)
    call = getattr(_proxy(objects, callee, interface), method.python)

    assert call(*given) == S_OK
    assert callee.seen == given

    refs = [
        Ref() if each.gives and not each.takes else None for each in method.parameters
    ]
    words = [
        0 if value is None and not each.gives and each.type in nothing else value
        for each, value in zip(method.parameters, refs, strict=True)
    ]
    callee = Callee(lambda *values: E_FAIL)
    assert getattr(_proxy(objects, callee, interface), method.python)(*words) == E_FAIL
    assert {each.value for each in refs if each is not None} <= {UNTOUCHED}


def test_an_exception_is_told_and_fails(objects: Objects) -> None:
    """No exception of ours reaches the library, and none becomes a success."""

    def answer(*values: Any) -> int:
        raise SystemExit(3)

    proxy = _proxy(objects, Callee(answer), "IMsgStore")

    assert proxy.store_logoff(Ref(1)) == E_FAIL
    assert objects.told == ["IMsgStore::StoreLogoff failed: SystemExit: 3"]  # type: ignore[attr-defined]  # see above


def test_an_object_is_the_same_through_one_pointer(objects: Objects) -> None:
    """The same object has one address for each interface, however often it goes out."""
    callee = Callee(lambda *values: S_OK)

    first = objects.address_of(callee, "IMAPISupport")

    assert objects.address_of(callee, "IMAPISupport") == first
    assert objects.object_at(first or 0, "IUnknown", held=False) is callee


def test_an_address_is_another_object_s_when_it_is_given_back() -> None:
    """A pointer without a reference says nothing about who will stand there next."""
    library = Objects(Memory(), print)
    suite = Objects(library.memory, print)
    address = library.address_of(Thing(), "IMsgStore") or 0

    first = suite.object_at(address, "IMsgStore", held=True)
    again = suite.object_at(address, "IMAPIProp", held=True)
    first.release()
    still = suite.object_at(address, "IMsgStore", held=False)
    first.release()
    after = suite.object_at(address, "IMsgStore", held=True)

    assert first is again is still
    assert after is not first


def test_error_text_is_read_and_freed(objects: Objects) -> None:
    """A MAPIERROR comes back as its fields, and its memory is the caller's to free."""
    freed: list[object] = []

    def answer(result: int, flags: int, error: Ref[Any]) -> int:
        address = objects.memory.allocate(ctypes.sizeof(Failure))
        text = objects.memory.allocate(8, address)
        ctypes.memmove(text, b"no room\0", 8)
        failure = Failure.from_address(address)
        failure.lpszError, failure.lpszComponent = text, None
        failure.ulLowLevelError, failure.ulContext = 5, 6
        objects.memory.bind({"MAPIFreeBuffer": lambda token: freed.append(token) or 0})
        error.value = address
        return S_OK

    error: Ref[Any] = Ref()
    call = _proxy(objects, Callee(answer), "IMsgStore").get_last_error

    assert call(MAPI_E_NO_SUPPORT, 0, error) == S_OK
    assert error.value == {
        "error": "no room",
        "component": None,
        "low_level": 5,
        "context": 6,
    }
    assert len(freed) == 1


def test_functions_of_memory_come_out(objects: Objects) -> None:
    """What the suite has as an object, a library has as an address."""
    names = ("MAPIAllocateBuffer", "MAPIAllocateMore", "MAPIFreeBuffer")

    def answer(*values: Any) -> int:
        for ref, name in zip(values, names, strict=True):
            ref.value = Standalone(name)
        return S_OK

    refs: list[Ref[Any]] = [Ref(), Ref(), Ref()]
    call = _proxy(objects, Callee(answer), "IMAPISupport").get_mem_alloc_routines

    assert call(*refs) == S_OK
    assert [each.value for each in refs] == [*map(objects.memory.address_of, names)]


def test_stray_pointers_are_told(objects: Objects) -> None:
    """A call on what is no object of ours fails, and is told."""
    face = objects.address_of(Callee(lambda *values: S_OK), "IMAPISupport") or 0
    copy = ctypes.c_void_p(ctypes.c_void_p.from_address(face).value)
    stray = Proxy(objects, ctypes.addressof(copy))
    stray.meet("IMAPISupport")

    assert stray.spooler_yield(0) == E_FAIL
    told = objects.told  # type: ignore[attr-defined]  # for the tests alone
    assert told == [
        "IMAPISupport::SpoolerYield was called on what is no object of MAPI"
    ]


def test_late_calls_find_an_object(objects: Objects) -> None:
    """What belongs to a case that is over is there, and fails."""
    callee = Callee(lambda *values: S_OK)
    proxy = _proxy(objects, callee, "IMAPISupport")
    assert proxy.spooler_yield(0) == S_OK

    objects.retire()

    assert proxy.spooler_yield(0) == E_FAIL
    assert objects.address_of(callee, "IMAPISupport") != proxy.place
    assert objects.told == []  # type: ignore[attr-defined]  # for the tests alone


def test_a_thread_of_its_own_may_call(objects: Objects) -> None:
    """Callbacks come from any thread."""
    callee = Callee(lambda *values: S_OK)
    proxy = _proxy(objects, callee, "IMAPISupport")
    thread = threading.Thread(target=proxy.spooler_yield, args=(7,))

    thread.start()
    thread.join()

    assert callee.seen == [7]


def test_what_cannot_be_spelled_fails_its_call(objects: Objects) -> None:
    """An array of a million members is no array that anybody meant."""

    def answer(*values: Any) -> int:
        values[1].value = tuple(range(100_001))
        return S_OK

    proxy = _proxy(objects, Callee(answer), "IMsgStore")

    with pytest.raises(Malformed, match="IMsgStore::GetPropList: an array of 100001"):
        proxy.get_prop_list(0, Ref())
