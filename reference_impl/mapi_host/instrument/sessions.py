"""Logons: a support object for each, and MAPI's part when it ends."""

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from mapi_conformance.mapi.codes import succeeded
from mapi_conformance.port.host import Event, Ledger, Pointer
from mapi_host.instrument.books import SupportBook
from mapi_host.instrument.caller import Caller
from mapi_host.instrument.holdings import Holdings
from mapi_host.instrument.reception import Reception
from mapi_host.instrument.recorder import Recorder
from mapi_host.world import Answers


#: Makes the behaviour behind one support object.
MakeAnswers: TypeAlias = Callable[[], Answers]

_LOGONS: Final = frozenset(("Logon", "SpoolerLogon"))


class Sessions:
    """Keeps the books of all support objects, in the order of the logons."""

    def __init__(
        self,
        recorder: Recorder,
        reception: Reception,
        caller: Caller,
        holdings: Holdings,
        answers: MakeAnswers,
    ) -> None:
        self._recorder = recorder
        self._reception = reception
        self._caller = caller
        self._holdings = holdings
        self._answers = answers
        self._books: list[SupportBook] = []

    def call(
        self, pointer: Pointer, name: str, arguments: Mapping[str, object]
    ) -> Event:
        """Call the provider; a logon that names no support object gets a new one."""
        is_logon = pointer.interface == "IMSProvider" and name in _LOGONS
        if not is_logon or "support" in arguments:
            return self._caller.call(pointer, name, arguments)
        book = self._open_book()
        event = self._caller.call(pointer, name, {**arguments, "support": book.pointer})
        accepted = event.code is not None and succeeded(event.code)
        logon = event.results.get("logon")
        book.settle(
            accepted=accepted,
            logon=logon if accepted and isinstance(logon, Pointer) else None,
        )
        return event

    def log_off(self, book: SupportBook) -> tuple[Event, ...]:
        """End one session from MAPI's side, as far as it has not ended by itself."""
        logon = book.logon
        if logon is None or not self._holdings.holds(logon):
            return ()
        told = book.dead or self._holdings.was_told(logon, "Logoff")
        return self._give_back(logon, told=told)

    def books(self) -> tuple[SupportBook, ...]:
        """List the support objects."""
        return tuple(self._books)

    def ledger(self) -> Ledger:
        """Open the books."""
        return Ledger(supports=tuple(book.ledger() for book in self._books))

    def _open_book(self) -> SupportBook:
        pointer = self._reception.point("IMAPISupport")
        book = SupportBook(pointer, self._part)
        self._reception.staff(pointer, self._answers(), book)
        self._books.append(book)
        return book

    def _give_back(self, logon: Pointer, *, told: bool) -> tuple[Event, ...]:
        """Tell a logon object of the end, unless it was told, and release it."""
        events = () if told else (self._caller.call(logon, "Logoff", {}),)
        if events and events[0].fault is not None:
            self._holdings.forget(logon)
            return events
        return (*events, self._caller.call(logon, "Release", {}))

    def _part(self, book: SupportBook) -> None:
        """Play what follows from the provider's last Release of a support object."""
        with self._recorder.frame(book.pointer, "support", "gone"):
            if not book.accepted:
                return
            self._recorder.state("mapi", "uids-removed")
            self._recorder.state("mapi", "status-row-removed")
            logon = book.logon
            # Once it was told, whoever ends the session also gives it back.
            if (
                logon is not None
                and self._holdings.holds(logon)
                and not self._holdings.was_told(logon, "Logoff")
            ):
                self._give_back(logon, told=False)
