"""What MAPI's behaviour reaches of the others, recorded."""

from collections.abc import Callable
from functools import partial

from mapi_conformance.mapi.codes import MAPI_E_NO_SUPPORT, S_OK
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.mapi.parties import PARTIES
from mapi_conformance.port.host import Event, Pointer
from mapi_host.instrument.caller import Caller
from mapi_host.instrument.count import Count
from mapi_host.instrument.objects import Objects
from mapi_host.instrument.outgoing import write
from mapi_host.instrument.reception import Reception
from mapi_host.instrument.recorder import Recorder
from mapi_host.world import Answers, StandIn, Words


class Stage:
    """The world of the model: every act of MAPI becomes an event."""

    def __init__(
        self,
        recorder: Recorder,
        objects: Objects,
        reception: Reception,
        caller: Caller,
    ) -> None:
        self._recorder = recorder
        self._objects = objects
        self._reception = reception
        self._caller = caller
        #: Whom we play beside MAPI itself, by handle.
        self.parties = {
            handle: self.open(interface, {}) for handle, interface in PARTIES.items()
        }
        self._put_off: list[Callable[[], object]] = []

    def call(
        self, pointer: Pointer, method: str, words: Words | None = None
    ) -> int | None:
        """Call an object, whosesoever it is, and give the code, if one came.

        A provider may hand us an object of MAPI for any other, such as for a sink.
        """
        owned = self._reception.owns(pointer)
        if owned and not self._reception.serves(pointer, method):
            return MAPI_E_NO_SUPPORT
        call = self._reception.visit if owned else self._caller.call
        return call(pointer, method, words or {}).code

    def open(self, interface: str, answers: Answers) -> Pointer:
        """Make an object of MAPI with one reference."""
        return self._reception.open(interface, answers, Count())

    def replace(self, pointer: Pointer, answer: StandIn) -> bool:
        """Answer in the place of an object from now on, unless it is MAPI's own."""
        if self._reception.owns(pointer):
            return False
        self._caller.replace(pointer, answer)
        return True

    def state(
        self,
        party: str,
        name: str,
        *,
        about: str | None = None,
        meanwhile: Callable[[], object] | None = None,
    ) -> None:
        """State a fact, about one of our own parties or none, and what it entails."""
        pointer = None if about is None else self.parties[about]
        with self._recorder.frame(pointer, party, name):
            if meanwhile is not None:
                meanwhile()

    def tell(
        self,
        party: str,
        method: str,
        words: Words | None = None,
        meanwhile: Callable[[], object] | None = None,
    ) -> int:
        """Call a party that we play, which leaves every word as it was."""
        pointer = self.parties[party]
        row = INTERFACES[pointer.interface].methods[method]
        outgoing = write(row, words or {}, self._objects)
        reply = self._reception.script.next(pointer, method)
        code = S_OK if reply is None else reply.code
        with self._recorder.frame(
            pointer, pointer.interface, method, outgoing.shown
        ) as frame:
            if method != "Release":
                frame.code = code
            frame.results = {
                name: None if ref is None else ref.value
                for name, ref in outgoing.refs.items()
            }
            if meanwhile is not None:
                meanwhile()
        return code

    def staff(self, party: str, answers: Answers) -> None:
        """Say who answers where a party is called and does not call."""
        self._reception.staff(self.parties[party], answers, Count())

    def later(self, work: Callable[[], object], *, noted: bool = False) -> None:
        """Put work off until the call that is under way is over.

        Where that is to be noted, a fact says that the call has returned.
        """
        if noted:
            self._put_off.append(partial(self.state, "mapi", "call-returned"))
        self._put_off.append(work)

    def catch_up(self) -> tuple[Event, ...]:
        """Do what was put off; what comes of it may put off more, for the next time."""
        work, self._put_off = self._put_off, []
        if not work:
            return ()
        with self._recorder.aside() as events:
            for each in work:
                each()
        return tuple(events)
