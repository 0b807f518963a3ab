"""Two readings of when the transports hear of a StoreLogoff.

The page of the method forbids the call of StoreLogoffTransports while the store has
references. The page on shutting a store down has StoreLogoff begin with it. One
provider can follow one of them; each reading is an object that a provider is given.
"""

from typing import Final, Protocol

from mapi_conformance.mapi.flags import LOGOFF_COMPLETE


class Telling(Protocol):
    """A store, as far as a reading has to do with it."""

    #: Status bits of the last StoreLogoffTransports call; none before the first.
    answer: int

    def ask_transports(self) -> None:
        """Call StoreLogoffTransports with the remembered flag; keep the answer."""
        ...


class Reading(Protocol):
    """What StoreLogoff does once it has remembered the flag."""

    def answer(self, store: Telling) -> int:
        """Give the status bits for the caller's word."""
        ...


class Deferred:
    """Leave the call to the last Release."""

    def answer(self, store: Telling) -> int:
        """Report nothing: the transports have not been asked yet.

        Cites: imsgstore-storelogoff, Notes to implementers.
        """
        return 0


class Eager:
    """Make the call at once, and hand its answer to the caller."""

    def answer(self, store: Telling) -> int:
        """Ask the transports, unless they have let go of the store already.

        An answer without LOGOFF_COMPLETE is a refusal: nothing has changed, and the
        caller may try again with this or another flag, which asks again. After
        LOGOFF_COMPLETE only Release may follow; another StoreLogoff gets the same
        answer without a second call, as one shutdown contains one.

        Cites: shutting-down-a-message-store-provider;
        imapisupport-storelogofftransports, Notes to callers.
        """
        if not store.answer & LOGOFF_COMPLETE:
            store.ask_transports()
        return store.answer


DEFERRED: Final = Deferred()
EAGER: Final = Eager()
