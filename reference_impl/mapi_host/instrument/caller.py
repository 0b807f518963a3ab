"""The one place where the host calls the provider."""

from collections.abc import Mapping
from typing import Any, Final

from mapi_conformance.mapi.interfaces import (
    INTERFACES,
    Method,
    Parameter,
    Type,
    returned_interface,
)
from mapi_conformance.mapi.refs import UNTOUCHED
from mapi_conformance.port.host import Event, Fault, FaultKind, Pointer
from mapi_host.instrument.guard import Guard, Returned
from mapi_host.instrument.holdings import Holdings
from mapi_host.instrument.objects import Objects
from mapi_host.instrument.outgoing import Outgoing, write
from mapi_host.instrument.recorder import Frame, Recorder
from mapi_host.instrument.soundness import WORD, Unsound, due, read, read_word
from mapi_host.instrument.value import Junk, show
from mapi_host.world import StandIn


_UNCOUNTED: Final = frozenset(("AddRef", "Release"))


class Caller:
    """Makes calls, records them and checks what they bring back."""

    def __init__(
        self, recorder: Recorder, objects: Objects, guard: Guard, holdings: Holdings
    ) -> None:
        self._recorder = recorder
        self._objects = objects
        self._guard = guard
        self._holdings = holdings
        #: Who answers in the place of an object, by its number.
        self._stand_ins: dict[int, StandIn] = {}

    def replace(self, pointer: Pointer, answer: StandIn) -> None:
        """Call the object itself no more: this answers in its place."""
        self._stand_ins[pointer.object] = answer

    def call(
        self, pointer: Pointer, name: str, arguments: Mapping[str, object]
    ) -> Event:
        """Make one call; whatever the provider does, there is an event."""
        method = INTERFACES[pointer.interface].methods[name]
        outgoing = write(method, arguments, self._objects)
        self._holdings.say(pointer, name)
        frame = self._recorder.open(
            pointer, pointer.interface, name, outgoing.shown, root=True
        )
        stand_in = self._stand_ins.get(pointer.object)
        try:
            if stand_in is not None:
                _answer(stand_in, method, outgoing, frame)
            else:
                with self._guard.deadline.running():
                    self._make(method, outgoing, frame, self._objects.find(pointer))
        finally:
            event = self._recorder.close(frame)
        self._holdings.enter(pointer, event)
        return event

    def _make(
        self, method: Method, outgoing: Outgoing, frame: Frame, target: object
    ) -> None:
        title = f"{frame.interface}::{method.name}"
        before = self._guard.deadline.strikes
        bound = self._guard.attempt(title, getattr, target, method.python, None)
        outcome = (
            self._guard.attempt(title, bound.value, *outgoing.positional)
            if isinstance(bound, Returned) and callable(bound.value)
            else bound
        )
        if isinstance(outcome, Fault):
            frame.fault = outcome
        elif outcome is bound:
            frame.fault = _missing(frame.interface, method)
        else:
            self._read(title, method, outgoing, frame, outcome.value)
        if self._guard.deadline.strikes != before and not _is_hung(frame):
            # It struck while we looked at what came back.
            frame.fault = self._guard.hung(title)

    def _read(
        self,
        title: str,
        method: Method,
        outgoing: Outgoing,
        frame: Frame,
        result: object,
    ) -> None:
        faults: list[str] = []
        if method.name not in _UNCOUNTED:
            try:
                frame.code = read_word(result)
            except Unsound:
                faults.append(f"{title} returned {_what_is_due(method, result)}")
        results: dict[str, object] = {}
        for parameter in method.parameters:
            if parameter.gives:
                results[parameter.name] = self._read_word(
                    title, method, parameter, outgoing, faults
                )
        frame.results = results
        if faults:
            frame.fault = Fault(FaultKind.MALFORMED, faults[0])

    def _read_word(
        self,
        title: str,
        method: Method,
        parameter: Parameter,
        outgoing: Outgoing,
        faults: list[str],
    ) -> object:
        ref = outgoing.refs[parameter.name]
        value: Any = None if ref is None else getattr(ref, "value", UNTOUCHED)
        if ref is None or value is UNTOUCHED:
            return value
        try:
            word = read(parameter.type, value)
        except Unsound:
            name, wanted = parameter.name, due(parameter.type)
            faults.append(f"{title} set {name} to {show(value)}; {wanted} is due")
            return Junk(show(value))
        if parameter.type is Type.OBJECT and word is not None:
            asked = outgoing.shown.get("interface")
            interface = returned_interface(method, parameter, asked)
            return self._objects.point(word, interface)
        return word


def _answer(
    stand_in: StandIn, method: Method, outgoing: Outgoing, frame: Frame
) -> None:
    """Let MAPI answer in the place of an object that it has taken over."""
    reply = stand_in(method.name, outgoing.shown)
    if method.name not in _UNCOUNTED:
        frame.code = reply.code
    results: dict[str, object] = {}
    for parameter in (each for each in method.parameters if each.gives):
        word = reply.words.get(parameter.name, UNTOUCHED)
        if isinstance(word, Pointer):
            asked = outgoing.shown.get("interface")
            word = Pointer(word.object, returned_interface(method, parameter, asked))
        results[parameter.name] = word
    frame.results = results


def _is_hung(frame: Frame) -> bool:
    return frame.fault is not None and frame.fault.kind is FaultKind.HUNG


def _missing(interface: str, method: Method) -> Fault:
    names = ", ".join(parameter.name for parameter in method.parameters)
    text = f"the {interface} object has no method {method.python}({names})"
    return Fault(FaultKind.MISSING, text)


def _what_is_due(method: Method, result: object) -> str:
    kind = "an HRESULT is due, " if method.result == "HRESULT" else ""
    text = f"{show(result)}; {kind}{WORD}" + ("" if kind else " is due")
    if result is None:
        return f"{text}; is a 'return S_OK' missing?"
    if type(result) is int and result < 0:
        return f"{text}; add & 0xFFFFFFFF to a signed code"
    return text
