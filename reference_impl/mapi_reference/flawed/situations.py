"""Situations that a flaw can be bound to, beside those that the reference knows.

A flaw that shows everywhere breaks what it is about and everything that rests on it.
Bound to one situation it breaks little else, as mistakes in the field do that are
found late. What stands here conforms: a flaw is what is made of it.
"""

from collections import Counter
from typing import Any, NamedTuple

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import MAPI_E_INVALID_OBJECT, succeeded
from mapi_conformance.mapi.identifiers import Iid
from mapi_reference.provider.contents import Contents
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.store import Store
from mapi_reference.provider.subsystem import Support


class AwareStore(Store):
    """A store that is told how it came to be opened, and can be spoiled."""

    #: How many clients logged on to it.
    clients = 1
    #: How often the same store was opened before, by the same provider object.
    opened_before = 0
    #: Whether it answers GetProps no more.
    spoiled = False

    def held(self) -> bool:
        """Whether somebody has a reference."""
        self._unknown.add()
        return self._unknown.drop() > 0

    def get_props(self, *arguments: Any) -> int:
        """Fail once the store is spoiled."""
        return MAPI_E_INVALID_OBJECT if self.spoiled else super().get_props(*arguments)


class LogonWords(NamedTuple):
    """What Logon is called with, in the order of the interface table."""

    support: Support
    ui: int
    profile: str | None
    entryid: bytes | None
    flags: int
    interface: Iid | None
    security: Ref[bytes | None] | None
    error: Ref[object | None] | None
    logon: Ref[Logon | None] | None
    store: Ref[Store | None] | None


class AwareProvider(Provider):
    """A provider that tells its stores, and notices a logon to an open one."""

    def __init__(self, *arguments: Any, **choices: Any) -> None:
        super().__init__(*arguments, **choices)
        #: How often each store was opened, by its entry identifier.
        self.openings: Counter[bytes] = Counter()

    def _open_store(
        self, support: Support, contents: Contents, *, for_spooler: bool
    ) -> Store | int:
        opened = super()._open_store(support, contents, for_spooler=for_spooler)
        if isinstance(opened, AwareStore):
            opened.opened_before = self.openings[contents.entryid]
        self.openings[contents.entryid] += 1
        return opened

    def logon(self, *arguments: Any) -> int:
        """Log on, and see whether the store was open already."""
        words = LogonWords(*arguments)
        shared = self.open_stores.get(words.entryid or b"")
        code = super().logon(*arguments)
        if shared is not None and succeeded(code):
            if isinstance(shared, AwareStore):
                shared.clients += 1
            self.log_on_again(shared, words)
        return code

    def log_on_again(self, store: Store, words: LogonWords) -> None:
        """Do nothing more for a further client of an open store."""
