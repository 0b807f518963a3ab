"""Whether two pointers lead to one object."""

from typing import Any

from mapi_conformance.mapi.codes import failed
from mapi_conformance.mapi.identifiers import IID_IUnknown
from mapi_conformance.mapi.interfaces import Type
from mapi_conformance.mapi.refs import Ref
from mapi_conformance.port.host import Pointer
from mapi_host.instrument.guard import Guard, Returned
from mapi_host.instrument.holdings import Holdings
from mapi_host.instrument.objects import Objects
from mapi_host.instrument.soundness import Unsound, read, read_word


class Identity:
    """Compares objects as COM does: by what each answers to IID_IUnknown.

    The question is not recorded, and it is balanced. Only objects that we hold are
    asked: another one may be gone.
    """

    def __init__(self, guard: Guard, objects: Objects, holdings: Holdings) -> None:
        self._guard = guard
        self._objects = objects
        self._holdings = holdings

    def same(self, one: Pointer | None, other: Pointer | None) -> bool:
        """Tell whether two pointers lead to one object; a fault means they do not."""
        if one is None or other is None:
            return one is other
        if one.object == other.object:
            return True
        first, second = self._unknown(one), self._unknown(other)
        for unknown in (first, second):
            if unknown is not None:
                self._guard.attempt("Release", _release, unknown)
        return first is not None and first is second

    def _unknown(self, pointer: Pointer) -> Any:
        if not self._holdings.holds(pointer):
            return None
        answer: Ref[object] = Ref(None)
        target = self._objects.find(pointer)
        outcome = self._guard.attempt("QueryInterface", _ask, target, answer)
        try:
            if not isinstance(outcome, Returned) or failed(read_word(outcome.value)):
                return None
            return read(Type.OBJECT, getattr(answer, "value", None))
        except Unsound:
            return None


def _ask(target: Any, answer: Ref[object]) -> object:
    return target.query_interface(IID_IUnknown, answer)


def _release(target: Any) -> object:
    return target.release()
