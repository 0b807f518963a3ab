"""The entry point that MAPI looks up in a provider's library, in four choices."""

from collections.abc import Callable
from functools import partial
from typing import Final, TypeAlias

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import MAPI_E_INVALID_PARAMETER, MAPI_E_VERSION, S_OK
from mapi_conformance.mapi.flags import CURRENT_SPI_VERSION
from mapi_reference.provider.children import COUNT, NEUTER, Children
from mapi_reference.provider.memory import Memory
from mapi_reference.provider.pointers import empty, fill
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.readings import DEFERRED, EAGER, Reading
from mapi_reference.provider.subsystem import (
    AllocateBuffer,
    AllocateMore,
    Counted,
    FreeBuffer,
)


#: An entry point in the shape of the interface table.
EntryPoint: TypeAlias = Callable[
    [
        object,
        Counted | None,
        AllocateBuffer | None,
        AllocateMore | None,
        FreeBuffer | None,
        int,
        int,
        Ref[int] | None,
        Ref[Provider | None] | None,
    ],
    int,
]


def ms_provider_init(
    instance: object,
    malloc: Counted | None,
    allocate: AllocateBuffer | None,
    allocate_more: AllocateMore | None,
    free: FreeBuffer | None,
    flags: int,
    version: int,
    provider_version: Ref[int] | None,
    provider: Ref[Provider | None] | None,
    *,
    make: Callable[..., Provider] = Provider,
) -> int:
    """Hand out a new provider object, unless MAPI is older than this provider.

    The pages ask for a refusal only when the provider's own version is newer than
    the one given; a newer MAPI is expected to cope. Our version is written in every
    case, so that MAPI can say why it was refused.

    A reference on ``malloc`` is kept while the provider lives, and the allocation
    functions are kept for its logons; null is outside the contract and tolerated.
    ``make``, which is not part of the interface, makes the provider from these: a
    deferred one that counts its children, unless an ``entry_point`` chose otherwise.

    Cites: msproviderinit, Notes to Implementers;
    implementing-a-service-provider-entry-point-function.
    """
    fill(provider_version, CURRENT_SPI_VERSION)
    empty(provider)
    if version < CURRENT_SPI_VERSION:
        return MAPI_E_VERSION
    if provider is None:
        return MAPI_E_INVALID_PARAMETER
    fill(provider, make(malloc, memory=_memory(allocate, allocate_more, free)))
    return S_OK


def _memory(
    allocate: AllocateBuffer | None,
    allocate_more: AllocateMore | None,
    free: FreeBuffer | None,
) -> Memory | None:
    if allocate is None or allocate_more is None or free is None:
        return None
    return Memory(allocate=allocate, allocate_more=allocate_more, free=free)


def entry_point(
    *,
    reading: Reading = DEFERRED,
    children: Children = COUNT,
    make: Callable[..., Provider] = Provider,
) -> EntryPoint:
    """Make the entry point of providers with this reading and these children."""
    made = partial(make, reading=reading, children=children)
    return partial(ms_provider_init, make=made)


#: StoreLogoff calls StoreLogoffTransports, children count as users.
eager: Final = entry_point(reading=EAGER)
#: The last Release calls it, children are made unusable then.
neuter: Final = entry_point(children=NEUTER)
#: StoreLogoff calls it, children are made unusable at the last Release.
eager_neuter: Final = entry_point(reading=EAGER, children=NEUTER)
