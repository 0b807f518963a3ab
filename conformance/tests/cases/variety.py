"""Providers that conform, each built in a way of its own.

Each is as short as it can be, and none is built like the reference.
"""

from types import MappingProxyType
from typing import Any, Final

from plain import (
    Factories,
    _Eager,
    _Face,
    _of,
    _Provider,
    _Store,
    _with_memory,
)
from variety_calls import CALLS
from variety_logons import LOGONS
from variety_objects import OBJECTS
from variety_shutdown import ENDINGS

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_BUSY,
    MAPI_E_INVALID_OBJECT,
    S_OK,
)
from mapi_conformance.mapi.flags import (
    LOGOFF_ANSWERS,
    LOGOFF_COMPLETE,
)
from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IMAPIProp,
    IID_IMsgStore,
    IID_IMSLogon,
)


_MAPI_STORE: Final = 1


# -- conforming


class _MakesUp(_Store):
    """Eager; passes failures on, and asks once more at the end after a refusal."""

    def answer(self, flags: Ref[int]) -> int:
        word = Ref(self.flag)
        code: int = self.support.store_logoff_transports(word)
        self.told = bool(word.value & LOGOFF_COMPLETE)
        flags.value = word.value & LOGOFF_ANSWERS
        return code


class _SaysComplete(_Store):
    def answer(self, flags: Ref[int]) -> int:
        flags.value = LOGOFF_COMPLETE
        return S_OK


class _LeavesTheWord(_Store):
    def answer(self, flags: Ref[int]) -> int:
        return S_OK


class _TearOffs(_Store):
    """Gives an object of its own for each interface, with a count of its own."""

    def query_interface(self, interface: Iid, found: Ref[Any]) -> int:
        if interface in self.faces:
            self.add_ref()
            found.value = _Face(self)
            return S_OK
        return super().query_interface(interface, found)


class _OneObject(_Store):
    """Store and logon object are two interfaces of one object."""

    faces = (IID_IMAPIProp, IID_IMsgStore, IID_IMSLogon)

    def new_logon(self) -> Any:
        return _LogonSide(self)

    def logoff(self, flags: Ref[int] | None) -> int:
        self.end()
        return S_OK


class _LogonSide(_Face):
    def release(self) -> int:
        self.references -= 1
        return 0


class _HoldsTwo(_Store):
    def __init__(self, support: Any) -> None:
        super().__init__(support)
        support.add_ref()

    def end(self) -> None:
        last = not self.ended
        super().end()
        if last:
            self.support.release()


class _Closes(_Store):
    """Answers with a failure once it was logged off."""

    def get_props(self, tags: Any, flags: int, props: Ref[Any]) -> int:
        if self.ended:
            return MAPI_E_INVALID_OBJECT
        return super().get_props(tags, flags, props)


class _BusyWhenRefused(_Eager):
    """Has a code of its own for a refusal; the pages name none."""

    def answer(self, flags: Ref[int]) -> int:
        super().answer(flags)
        return S_OK if flags.value & LOGOFF_COMPLETE else MAPI_E_BUSY


class _OnlyRelease(_Eager):
    """Answers nobody's QueryInterface once its logoff was complete."""

    complete = False

    def answer(self, flags: Ref[int]) -> int:
        code = super().answer(flags)
        self.complete = bool(flags.value & LOGOFF_COMPLETE)
        return code

    def query_interface(self, interface: Iid, found: Ref[Any]) -> int:
        if self.complete:
            found.value = None
            return MAPI_E_INVALID_OBJECT
        return super().query_interface(interface, found)


class _GivesItsLogon(_Provider):
    """A second logon gets the logon object of the first, as an older page has it."""

    def again(self, shared: Any, support: Any, rest: Any) -> int:
        shared.logon.add_ref()
        rest[-2].value = shared.logon
        return super().again(shared, support, rest)


class _AddsInPassing(_Provider):
    """Holds the support object while a logon runs, also where it does not keep it."""

    def logon(self, support: Any, *rest: Any) -> int:
        support.add_ref()
        code = super().logon(support, *rest)
        support.release()
        return code


def _allocates(allocate: Any, allocate_more: Any, free: Any) -> None:
    """Take a block and one linked to it, and give both back by their root."""
    root, linked = Ref[object](), Ref[object]()
    allocate(16, root)
    allocate_more(16, root.value, linked)
    free(root.value)
    free(None)


#: The first seven are as different as the pages allow; the others went further.
CONFORMING: Final[Factories] = MappingProxyType(
    {
        "plain": _Provider,
        "eager": _of(_Eager),
        "says-complete": _of(_SaysComplete),
        "leaves-the-word": _of(_LeavesTheWord),
        "tear-offs": _of(_TearOffs),
        "one-object": _of(_OneObject),
        "holds-two": _of(_HoldsTwo),
        "makes-up": _of(_MakesUp),
        "closes": _of(_Closes),
        "busy-when-refused": _of(_BusyWhenRefused),
        "only-release": _of(_OnlyRelease),
        "gives-its-logon": _GivesItsLogon,
        "adds-in-passing": _AddsInPassing,
        "allocates": _with_memory(_allocates),
        **CALLS,
        **OBJECTS,
        **ENDINGS,
        **LOGONS,
    }
)
