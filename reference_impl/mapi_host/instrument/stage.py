"""What MAPI's behaviour reaches of the others, recorded."""

from collections.abc import Callable

from mapi_conformance.mapi.codes import MAPI_E_NO_SUPPORT, S_OK
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.port.host import Event, Pointer
from mapi_host.instrument.caller import Caller
from mapi_host.instrument.count import Count
from mapi_host.instrument.objects import Objects
from mapi_host.instrument.outgoing import write
from mapi_host.instrument.reception import Reception
from mapi_host.instrument.recorder import Recorder
from mapi_host.world import Answers, StandIn, Words


_TRANSPORT = "IXPLogon"


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
        #: The transport of every store; it agrees to everything.
        self.transport = self.open(_TRANSPORT, {})
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

    def state(self, party: str, name: str) -> None:
        """State a fact."""
        self._recorder.state(party, name)

    def tell_transport(self, method: str, words: Words) -> None:
        """Call the transport, which leaves every word as it was."""
        row = INTERFACES[_TRANSPORT].methods[method]
        outgoing = write(row, words, self._objects)
        with self._recorder.frame(
            self.transport, _TRANSPORT, method, outgoing.shown
        ) as frame:
            frame.code = S_OK
            frame.results = {
                name: None if ref is None else ref.value
                for name, ref in outgoing.refs.items()
            }

    def later(self, work: Callable[[], object]) -> None:
        """Put work off until the call that is under way is over."""
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
