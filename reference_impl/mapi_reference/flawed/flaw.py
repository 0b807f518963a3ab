"""What a flaw is: a provider, and the clauses that it breaks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from mapi_reference.provider.children import COUNT, Children
from mapi_reference.provider.entry import entry_point
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.readings import DEFERRED, Reading
from mapi_reference.provider.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """One departure from the pages, on purpose."""

    name: str
    #: One sentence, with the provider as its subject.
    summary: str
    #: The clauses that the departure is about; the suite must find each of them.
    breaks: tuple[str, ...]
    #: Clauses that cannot hold either, once the first are broken.
    also: tuple[str, ...] = ()
    #: The entry point of the provider, in the shape of the interface table.
    entry: Callable[..., int]
    #: The reading that the provider declares, and departs from.
    profile: str = "deferred"


def entry_with(
    store_type: type[Store] = Store,
    *,
    provider_type: type[Provider] = Provider,
    logon_type: type[Logon] = Logon,
    reading: Reading = DEFERRED,
    children: Children = COUNT,
) -> Callable[..., int]:
    """Make an entry point whose providers are the reference but for these parts."""
    make = partial(provider_type, store_type=store_type, logon_type=logon_type)
    return entry_point(reading=reading, children=children, make=make)
