"""The entry point that MAPI looks up in a provider's library."""

from collections.abc import Callable
from typing import TypeAlias

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import MAPI_E_INVALID_PARAMETER, MAPI_E_VERSION, S_OK
from mapi_conformance.mapi.flags import CURRENT_SPI_VERSION
from mapi_reference.provider.pointers import empty, fill
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.subsystem import Counted


#: An entry point in the shape of the interface table.
EntryPoint: TypeAlias = Callable[
    [
        object,
        Counted | None,
        object,
        object,
        object,
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
    allocate: object,
    allocate_more: object,
    free: object,
    flags: int,
    version: int,
    provider_version: Ref[int] | None,
    provider: Ref[Provider | None] | None,
    *,
    make: Callable[[Counted | None], Provider] = Provider,
) -> int:
    """Hand out a new provider object, unless MAPI is older than this provider.

    The pages ask for a refusal only when the provider's own version is newer than
    the one given; a newer MAPI is expected to cope. Our version is written in every
    case, so that MAPI can say why it was refused.

    A reference on ``malloc`` is kept while the provider lives; null is outside the
    contract and tolerated. Python values need no buffers, so the allocation
    functions are taken and left alone. ``make``, which is not part of the interface,
    makes the provider from ``malloc``.

    Cites: msproviderinit, Notes to Implementers;
    implementing-a-service-provider-entry-point-function.
    """
    fill(provider_version, CURRENT_SPI_VERSION)
    empty(provider)
    if version < CURRENT_SPI_VERSION:
        return MAPI_E_VERSION
    if provider is None:
        return MAPI_E_INVALID_PARAMETER
    fill(provider, make(malloc))
    return S_OK
