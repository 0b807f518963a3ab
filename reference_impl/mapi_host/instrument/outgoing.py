"""A call as the table shapes it: words by name become positional arguments."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from mapi_conformance.mapi.interfaces import Direction, Method, Parameter, Type
from mapi_conformance.mapi.refs import Ref
from mapi_host.instrument.objects import Objects
from mapi_host.instrument.value import plain


_ZEROS: Final = frozenset(
    (Type.FLAGS, Type.CODE, Type.NUMBER, Type.SIGNED, Type.SIZED, Type.TAG)
)


@dataclass(slots=True)
class Outgoing:
    """Arguments of one call: for Python, and for the event."""

    positional: list[object] = field(default_factory=list)
    shown: dict[str, object] = field(default_factory=dict)
    #: The cells of out and in/out words; None where a null pointer went.
    refs: dict[str, Ref[Any] | None] = field(default_factory=dict)


def write(
    method: Method, arguments: Mapping[str, object], objects: Objects
) -> Outgoing:
    """Lay arguments out; what is left out is 0 or null.

    Raises:
        TypeError: The method takes no argument of such a name.
    """
    outgoing = Outgoing()
    for parameter in method.parameters:
        _lay(parameter, arguments, objects, outgoing)
    unknown = arguments.keys() - outgoing.shown.keys()
    if unknown:
        raise TypeError(f"{method.name} takes no {min(unknown)!r}")
    return outgoing


def _lay(
    parameter: Parameter,
    arguments: Mapping[str, object],
    objects: Objects,
    outgoing: Outgoing,
) -> None:
    name = parameter.name
    if not parameter.takes:
        outgoing.refs[name] = Ref()
        outgoing.positional.append(outgoing.refs[name])
        return
    value = arguments[name] if name in arguments else _nothing(parameter.type)
    outgoing.shown[name] = plain(value) if parameter.type is Type.OPAQUE else value
    if parameter.direction is Direction.IN:
        outgoing.positional.append(objects.resolve(value))
        return
    null = name in arguments and value is None
    outgoing.refs[name] = None if null else Ref(objects.resolve(value))
    outgoing.positional.append(outgoing.refs[name])


def _nothing(kind: Type) -> object:
    if kind in _ZEROS:
        return 0
    return False if kind is Type.BOOLEAN else None
