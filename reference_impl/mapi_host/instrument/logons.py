"""Logons: a support object for each, and MAPI's part when it ends."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Final, Protocol, TypeAlias

from mapi_conformance.mapi.codes import MAPI_E_CALL_FAILED, failed, succeeded
from mapi_conformance.mapi.identifiers import IID_IMAPIProviderShutdown
from mapi_conformance.port.host import Event, Pointer, Reply, SupportLedger
from mapi_host.instrument.books import SupportBook
from mapi_host.instrument.caller import Caller
from mapi_host.instrument.holdings import Holdings
from mapi_host.instrument.party import Party, ignore
from mapi_host.instrument.reception import Reception
from mapi_host.instrument.recorder import Recorder
from mapi_host.world import Answers, Guest, Shutdown, Words


class Behaviour(Protocol):
    """What stands behind one support object."""

    def answers(self) -> Answers:
        """Answer the provider."""
        ...

    def part(self, logon: Guest | None) -> None:
        """End, now that the provider holds it no more."""
        ...


#: Makes the behaviour behind one support object, by the words of its logon.
MakeBehaviour: TypeAlias = Callable[[Words], Behaviour]

_LOGONS: Final = frozenset(("Logon", "SpoolerLogon"))


class Logons:
    """Keeps the books of all support objects, in the order of the logons."""

    def __init__(
        self,
        recorder: Recorder,
        reception: Reception,
        caller: Caller,
        holdings: Holdings,
        behaviour: MakeBehaviour,
        unwrap: Callable[[bytes], bytes],
    ) -> None:
        self._recorder = recorder
        self._reception = reception
        self._caller = caller
        self._holdings = holdings
        self._behaviour = behaviour
        self._unwrap = unwrap
        self._books: list[SupportBook] = []

    def call(
        self, pointer: Pointer, name: str, arguments: Mapping[str, object]
    ) -> Event:
        """Call the provider; a logon that names no support object gets a new one.

        MAPI takes its header off the store's identifier before.
        """
        if pointer.interface != "IMSProvider" or name not in _LOGONS:
            return self._caller.call(pointer, name, arguments)
        words = self._unwrapped(arguments)
        if "support" in arguments:
            return self._caller.call(pointer, name, words)
        return self._log_on(self._open_book(words), pointer, name, words)

    def _unwrapped(self, words: Words) -> Words:
        """Give the provider the identifier that it made, without MAPI's header."""
        entryid = words.get("entryid")
        if not isinstance(entryid, bytes):
            return words
        return {**words, "entryid": self._unwrap(entryid)}

    def log_on(self, words: Words) -> tuple[Reply, Guest | None]:
        """Log a client on to the provider that was loaded."""
        providers = self._holdings.providers()
        if not providers:
            return Reply(code=MAPI_E_CALL_FAILED, words={"store": None}), None
        words = self._unwrapped(words)
        book = self._open_book(words)
        event = self._log_on(book, providers[0], "Logon", words)
        came = {name: _pointer(event.results.get(name)) for name in ("store", "logon")}
        reply = Reply(
            code=MAPI_E_CALL_FAILED if event.code is None else event.code,
            words={**came, "support": book.pointer},
        )
        guests = self._guests((book,), ignore)
        return reply, guests[0] if guests else None

    def logons(self, log: Callable[[Event], None] = ignore) -> tuple[Guest, ...]:
        """List what is logged on, the first first."""
        return self._guests(self._books, log)

    def providers(self, log: Callable[[Event], None] = ignore) -> tuple[Guest, ...]:
        """List what is loaded."""
        return tuple(
            Party(self._caller, self._holdings, pointer, "Shutdown", log)
            for pointer in self._holdings.providers()
        )

    def shutdowns(self) -> tuple[Shutdown, ...]:
        """Find each provider's part in a fast shutdown."""
        return tuple(
            partial(self._shut_down, pointer) for pointer in self._holdings.providers()
        )

    def _shut_down(self, provider: Pointer, method: str) -> int | None:
        """Ask a provider for IMAPIProviderShutdown and call it once.

        What is asked for is given back, but where the process may be gone next.
        """
        wanted = {"interface": IID_IMAPIProviderShutdown}
        found = self._caller.call(provider, "QueryInterface", wanted)
        face = _pointer(found.results.get("object"))
        if face is None or found.code is None or failed(found.code):
            return None
        code = self._caller.call(face, method, {}).code
        if method != "DoFastShutdown":
            self._caller.call(face, "Release", {})
        return code

    def ledgers(self) -> tuple[SupportLedger, ...]:
        """Open the books of every support object."""
        return tuple(book.ledger() for book in self._books)

    def _log_on(
        self,
        book: SupportBook,
        provider: Pointer,
        name: str,
        arguments: Mapping[str, object],
    ) -> Event:
        words = {**arguments, "support": book.pointer}
        event = self._caller.call(provider, name, words)
        accepted = event.code is not None and succeeded(event.code)
        logon = _pointer(event.results.get("logon"))
        book.settle(accepted=accepted, logon=logon if accepted else None)
        return event

    def _open_book(self, arguments: Mapping[str, object]) -> SupportBook:
        pointer = self._reception.point("IMAPISupport")
        behaviour = self._behaviour(arguments)
        book = SupportBook(pointer, lambda book: self._part(book, behaviour))
        self._reception.staff(pointer, behaviour.answers(), book)
        self._books.append(book)
        return book

    def _guests(
        self, books: Iterable[SupportBook], log: Callable[[Event], None]
    ) -> tuple[Guest, ...]:
        """Stand for logons as whoever ends the session meets them.

        After the end of its support object a logon is only given back.
        """
        return tuple(
            Party(
                self._caller,
                self._holdings,
                book.logon,
                "Logoff",
                log,
                book.is_dead,
            )
            for book in books
            if book.logon is not None
        )

    def _part(self, book: SupportBook, behaviour: Behaviour) -> None:
        """Play what follows from the provider's last Release of a support object."""
        with self._recorder.frame(book.pointer, "support", "gone"):
            if book.accepted:
                logon = book.logon
                behaviour.part(
                    Party(self._caller, self._holdings, logon, "Logoff")
                    if logon is not None
                    else None
                )


def _pointer(value: object) -> Pointer | None:
    return value if isinstance(value, Pointer) else None
