"""The names of a case while it runs: what each handle and each result stands for."""

from collections.abc import Mapping

from mapi_conformance.mapi.interfaces import INTERFACES, Method, Type
from mapi_conformance.mapi.parties import PARTIES
from mapi_conformance.mapi.properties import PropValue
from mapi_conformance.mapi.refs import UNTOUCHED
from mapi_conformance.port.host import Event, Host, Pointer
from mapi_conformance.port.provider import Configuration
from mapi_conformance.scenario.case import object_result
from mapi_conformance.scenario.values import (
    Captured,
    Equals,
    FromConfiguration,
    Handle,
    Literal,
    Property,
    PropertyList,
    Value,
)


#: Objects of the host that every case has.
_FIXED = ("dll", "mapi", *PARTIES)


#: Words that hold something whatever came; untouched, nobody knows what.
_WORDS = frozenset(
    (Type.FLAGS, Type.NUMBER, Type.SIGNED, Type.SIZED, Type.CODE, Type.BOOLEAN)
)


class Unbound(Exception):
    """A name that an earlier step was to bind, and did not."""


def _support(event: Event) -> object:
    """The support object of a logon; a session that opens a store makes one itself."""
    return event.arguments.get("support") or event.results.get("support")


def _property_of(props: object, tag: int) -> object:
    """Take one property out of those that came; an error value is none."""
    for prop in props if isinstance(props, tuple) else ():
        if isinstance(prop, PropValue) and prop.tag == tag:
            return prop.value
    return UNTOUCHED


def _as_pointer(value: object) -> object:
    """Take a pointer that was left alone for a null pointer."""
    return None if value is UNTOUCHED else value


def _may_be_null(method: Method, result: str) -> bool:
    """Whether a result that was left alone can be handed on as a null pointer."""
    parameter = method.parameter(result)
    return parameter is None or parameter.type not in _WORDS


class Names:
    """What ``store``, ``store.support`` and ``$store.security`` mean in this run."""

    def __init__(self, host: Host, configuration: Configuration) -> None:
        self._host = host
        self._configuration = configuration
        self._pointers: dict[str, Pointer] = {}
        self._results: dict[str, Mapping[str, object]] = {}

    def bind_object(self, name: str, pointer: Pointer) -> None:
        """Give an object a name."""
        self._pointers[name] = pointer

    def bind(self, name: str, event: Event) -> None:
        """Bind what a call gave back: its object, its companions, its results."""
        method = INTERFACES[event.interface].methods[event.name]
        self._results[name] = {
            result: _as_pointer(value) if _may_be_null(method, result) else value
            for result, value in event.results.items()
        }
        self._forget(name)
        result = object_result(method)
        companions = {
            name: event.results.get(result) if result else None,
            f"{name}.support": _support(event),
            f"{name}.logon": event.results.get("logon"),
        }
        for handle, value in companions.items():
            if isinstance(value, Pointer):
                self._pointers[handle] = value

    def as_they_are(self) -> "Names":
        """Keep the names of this moment: later steps may bind others."""
        names = Names(self._host, self._configuration)
        names._pointers = dict(self._pointers)
        return names

    def _forget(self, name: str) -> None:
        for handle in (name, f"{name}.support", f"{name}.logon"):
            self._pointers.pop(handle, None)

    def find(self, handle: str) -> Pointer | None:
        """Find what a handle stands for, if anything."""
        return self._pointers.get(handle) or self._host.fixed(handle)

    def pointer(self, handle: str) -> Pointer:
        """Take what a handle stands for.

        Raises:
            Unbound: The call that was to give it gave nothing.
        """
        found = self.find(handle)
        if found is None:
            raise Unbound(f"{handle!r} was never made")
        return found

    def name(self, pointer: Pointer) -> str:
        """How messages call an object: by its first name, else by its interface."""
        for handle, known in self._pointers.items():
            if known.object == pointer.object:
                return handle
        fixed = (h for h in _FIXED if self._host.fixed(h) == pointer)
        return next(fixed, pointer.interface)

    def give(self, value: Value) -> object:
        """The value as it goes into a call.

        Raises:
            Unbound: It stands for something that was never made, or never given back.
        """
        found = self.evaluate(value)
        if found is UNTOUCHED:
            raise Unbound(f"{value.text} was never given back")
        return found

    def evaluate(self, value: Value) -> object:
        """The value to compare with; UNTOUCHED for one that never came back.

        Raises:
            Unbound: It stands for something that was never made.
        """
        match value:
            case Literal(literal, _):
                return literal
            case Handle(name):
                return self.pointer(name)
            case Captured(name, result, tag):
                found = self._captured(name, result)
                return found if tag is None else _property_of(found, tag)
            case FromConfiguration(name):
                return self._configured(name)
            case PropertyList(properties, _):
                return tuple(self._property(each) for each in properties)

    def _property(self, given: Property) -> PropValue:
        """A property as it goes into a call; what is given is a value, no matcher."""
        assert isinstance(given.value, Equals)  # noqa: S101  # checked when it was read
        return PropValue(given.tag, self.give(given.value.value))

    def _captured(self, name: str, result: str) -> object:
        if name not in self._results:
            raise Unbound(f"${name} was never given")
        return self._results[name].get(result)

    def _configured(self, name: str) -> object:
        return getattr(self._configuration, name.replace("-", "_"))

    def same(self, one: object, other: object) -> bool:
        """Whether two values are one object, or both null."""
        if not isinstance(one, Pointer) or not isinstance(other, Pointer):
            return one is None and other is None
        return one == other or self._host.same(one, other)
