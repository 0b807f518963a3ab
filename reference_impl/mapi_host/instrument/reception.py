"""Where the provider's calls into MAPI arrive: recorded, answered, never refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from mapi_conformance.mapi.codes import (
    MAPI_E_CALL_FAILED,
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_NO_SUPPORT,
    S_OK,
)
from mapi_conformance.mapi.identifiers import Iid
from mapi_conformance.mapi.interfaces import INTERFACES, Interface, Method, Type
from mapi_conformance.mapi.refs import UNTOUCHED
from mapi_conformance.port.host import Event, Pointer, Reply
from mapi_host.instrument.face import Face
from mapi_host.instrument.incoming import Incoming, accept
from mapi_host.instrument.objects import Objects
from mapi_host.instrument.outgoing import write
from mapi_host.instrument.recorder import Frame, Recorder
from mapi_host.instrument.script import Script
from mapi_host.instrument.value import plain
from mapi_host.world import RESULT, Answers


_CODES: Final = frozenset(("HRESULT", "SCODE", "ULONG"))


class Lifetime(Protocol):
    """Who counts the references to one face and hears of the calls on it.

    A visit is a call of ours.
    """

    def begin(self, method: str, *, visit: bool) -> None:
        """Hear of a call before it is answered."""
        ...

    def finish(self, frame: Frame, *, visit: bool) -> None:
        """Hear of a call that was answered."""
        ...

    def add(self, *, visit: bool) -> int:
        """Count a reference."""
        ...

    def drop(self, *, visit: bool) -> int:
        """Take a reference back, with everything that follows from it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Who answers behind one face."""

    pointer: Pointer
    interface: Interface
    answers: Answers
    lifetime: Lifetime


class Reception:
    """Makes faces and answers the calls on them: by script, else by the model."""

    def __init__(self, recorder: Recorder, objects: Objects) -> None:
        self.script = Script()
        #: What broke in our own code while the provider was waiting for us.
        self.broken: Exception | None = None
        self._recorder = recorder
        self._objects = objects
        self._desks: dict[int, Desk] = {}

    def open(self, interface: str, answers: Answers, lifetime: Lifetime) -> Pointer:
        """Make an object of MAPI."""
        pointer = self.point(interface)
        self.staff(pointer, answers, lifetime)
        return pointer

    def point(self, interface: str) -> Pointer:
        """Make an object of MAPI that is still to be staffed."""
        return self._objects.point(Face(interface, self._receive), interface)

    def staff(self, pointer: Pointer, answers: Answers, lifetime: Lifetime) -> None:
        """Say who answers behind an object of MAPI."""
        self._desks[pointer.object] = Desk(
            pointer=pointer,
            interface=INTERFACES[pointer.interface],
            answers=answers,
            lifetime=lifetime,
        )

    def owns(self, pointer: Pointer) -> bool:
        """Whether an object is one of MAPI's."""
        return pointer.object in self._desks

    def serves(self, pointer: Pointer, name: str) -> bool:
        """Whether one of MAPI's objects has a method, supported or not."""
        return name in self._desks[pointer.object].interface.methods

    def visit(
        self, pointer: Pointer, name: str, arguments: Mapping[str, object]
    ) -> Event:
        """Call an object of MAPI ourselves, as the provider would."""
        desk = self._desks[pointer.object]
        method = desk.interface.methods[name]
        outgoing = write(method, arguments, self._objects)
        incoming = accept(method, tuple(outgoing.positional), {}, self._objects)
        frame = self._recorder.open(
            desk.pointer, desk.interface.name, name, incoming.shown, root=True
        )
        try:
            self._answer(desk, method, incoming, frame, visit=True)
        finally:
            event = self._recorder.close(frame)
        return event

    def _receive(
        self,
        face: Face,
        method: Method,
        arguments: tuple[object, ...],
        named: Mapping[str, object],
        given: Reply | None,
    ) -> object:
        number = self._objects.point(face, "IUnknown").object
        desk = self._desks[number]
        incoming = accept(method, arguments, named, self._objects)
        frame = self._recorder.open(
            desk.pointer, desk.interface.name, method.name, incoming.shown
        )
        try:
            return self._survive(desk, method, incoming, frame, given)
        finally:
            self._recorder.close(frame)

    def _survive(
        self,
        desk: Desk,
        method: Method,
        incoming: Incoming,
        frame: Frame,
        given: Reply | None,
    ) -> object:
        try:
            if given is not None:
                given = self._pointing(method, given)
            return self._answer(desk, method, incoming, frame, given=given)
        except RecursionError:
            # The stack was full when the provider called.
            return MAPI_E_CALL_FAILED
        except Exception as error:  # noqa: BLE001 - kept, and raised to the engine
            self.broken = self.broken or error
            return MAPI_E_CALL_FAILED

    def _answer(
        self,
        desk: Desk,
        method: Method,
        incoming: Incoming,
        frame: Frame,
        *,
        visit: bool = False,
        given: Reply | None = None,
    ) -> object:
        desk.lifetime.begin(method.name, visit=visit)
        if incoming.sound and method.name in _COUNTING:
            return _COUNTING[method.name](desk.lifetime, visit)
        reply = given or self._reply(desk, method, incoming, visit=visit)
        frame.results = self._hand_over(method, incoming, reply)
        if method.result in _CODES:
            frame.code = reply.code
        desk.lifetime.finish(frame, visit=visit)
        return reply.code if method.result in _CODES else reply.words.get(RESULT)

    def _reply(
        self, desk: Desk, method: Method, incoming: Incoming, *, visit: bool
    ) -> Reply:
        if not incoming.sound or _lacks_a_place(method, incoming):
            return Reply(code=MAPI_E_INVALID_PARAMETER)
        scripted = self.script.next(desk.pointer, method.name)
        if scripted is not None:
            return scripted
        if method.name == "QueryInterface":
            return _query(desk, incoming.words["interface"], visit=visit)
        handler = desk.answers.get(method.name)
        return handler(incoming.words) if handler else Reply(code=MAPI_E_NO_SUPPORT)

    def _pointing(self, method: Method, given: Reply) -> Reply:
        """Put pointers in the place of objects that were made elsewhere."""
        words = dict(given.words)
        for parameter in method.parameters:
            value = words.get(parameter.name)
            if parameter.type is Type.OBJECT and value is not None:
                interface = parameter.interface or "IUnknown"
                words[parameter.name] = self._objects.point(value, interface)
        return Reply(code=given.code, words=words)

    def _hand_over(
        self, method: Method, incoming: Incoming, reply: Reply
    ) -> Mapping[str, object]:
        results: dict[str, object] = {}
        for parameter in method.parameters:
            name = parameter.name
            if not parameter.gives or name not in incoming.refs:
                continue
            ref = incoming.refs[name]
            if ref is None:
                results[name] = None
            elif name in reply.words:
                ref.value = self._objects.resolve(reply.words[name])
                results[name] = plain(reply.words[name])
            else:
                results[name] = incoming.shown.get(name, UNTOUCHED)
        for name in reply.words:
            # What came of the call besides, and what a method returns for a code.
            if method.parameter(name) is None:
                results[name] = plain(reply.words[name])
        return results


_COUNTING: Final[Mapping[str, Callable[[Lifetime, bool], int]]] = {
    "AddRef": lambda lifetime, visit: lifetime.add(visit=visit),
    "Release": lambda lifetime, visit: lifetime.drop(visit=visit),
}


def _lacks_a_place(method: Method, incoming: Incoming) -> bool:
    """Tell whether an object would come back through a null pointer and be lost."""
    return any(
        parameter.type is Type.OBJECT and incoming.refs[parameter.name] is None
        for parameter in method.parameters
        if parameter.gives
    )


def _query(desk: Desk, wanted: object, *, visit: bool) -> Reply:
    if not isinstance(wanted, Iid):
        return Reply(code=MAPI_E_INVALID_PARAMETER, words={"object": None})
    if wanted not in _identities(desk.interface):
        another = desk.answers.get("QueryInterface")
        if another is not None:
            return another({"interface": wanted})
        code = MAPI_E_INTERFACE_NOT_SUPPORTED
        return Reply(code=code, words={"object": None})
    desk.lifetime.add(visit=visit)
    return Reply(code=S_OK, words={"object": desk.pointer})


def _identities(interface: Interface) -> frozenset[Iid]:
    """Collect what an object of an interface answers to: that, and its bases."""
    own = frozenset((interface.iid,) if interface.iid else ())
    if interface.base is None:
        return own
    return own | _identities(INTERFACES[interface.base])
