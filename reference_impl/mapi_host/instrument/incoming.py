"""A call of the provider as MAPI may take it: arguments checked and named."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mapi_conformance.mapi.interfaces import Direction, Method, Parameter, Type
from mapi_conformance.mapi.refs import UNTOUCHED, Ref
from mapi_host.instrument.objects import Objects
from mapi_host.instrument.soundness import Unsound, read
from mapi_host.instrument.value import Junk, plain, show


@dataclass(slots=True)
class Incoming:
    """Arguments of one call: for whoever answers, and for the event."""

    #: In-arguments and in-words; objects are pointers, opaque values as they came.
    words: dict[str, object] = field(default_factory=dict)
    shown: dict[str, object] = field(default_factory=dict)
    #: The cells of out and in/out words; None where a null pointer came.
    refs: dict[str, Ref[Any] | None] = field(default_factory=dict)
    #: Everything is as the table wants it.
    sound: bool = True


def accept(
    method: Method,
    arguments: tuple[object, ...],
    named: Mapping[str, object],
    objects: Objects,
) -> Incoming:
    """Take a call apart, whatever it brought."""
    incoming = Incoming(sound=len(arguments) == len(method.parameters) and not named)
    for parameter, argument in zip(method.parameters, arguments, strict=False):
        _take(parameter, argument, objects, incoming)
    for parameter in method.parameters[len(arguments) :]:
        if parameter.takes:
            incoming.shown[parameter.name] = Junk("nothing came")
    return incoming


def _take(
    parameter: Parameter, argument: Any, objects: Objects, incoming: Incoming
) -> None:
    name = parameter.name
    if parameter.direction is Direction.IN:
        _take_word(parameter, argument, objects, incoming)
    elif argument is None:
        incoming.refs[name] = None
        if parameter.takes:
            incoming.words[name] = incoming.shown[name] = None
    elif type(argument) is not Ref:
        incoming.sound = False
        if parameter.takes:
            # The bare word, so that its author sees what the event shows.
            incoming.shown[name] = plain(argument)
    else:
        incoming.refs[name] = argument
        if parameter.takes:
            held = getattr(argument, "value", UNTOUCHED)
            _take_word(parameter, held, objects, incoming)


def _take_word(
    parameter: Parameter, value: object, objects: Objects, incoming: Incoming
) -> None:
    name = parameter.name
    try:
        word = read(parameter.type, value)
    except Unsound:
        incoming.sound = False
        incoming.shown[name] = Junk(show(value))
        return
    if parameter.type is Type.OBJECT and word is not None:
        word = objects.point(word, parameter.interface or "IUnknown")
    incoming.shown[name] = word
    incoming.words[name] = value if parameter.type is Type.OPAQUE else word
