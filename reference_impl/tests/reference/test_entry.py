"""The four choices of the entry point."""

from collections.abc import Callable
from typing import Any

import pytest

from mapi_conformance.mapi import Ref
from mapi_reference.provider.entry import (
    eager,
    eager_neuter,
    ms_provider_init,
    neuter,
)
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.store import Store
from mapi_reference.provider.subsystem import Support


#: What becomes of the folder where it does not count: it has 30 methods.
INVALID = "MakeInvalid(0x0, 1, 30)"


@pytest.mark.parametrize(
    ("entry", "at_logoff", "at_release"),
    [
        (ms_provider_init, [], []),
        (neuter, [], ["StoreLogoffTransports(0x2)", INVALID, "Release"]),
        (eager, ["StoreLogoffTransports(0x2)"], []),
        (eager_neuter, ["StoreLogoffTransports(0x2)"], [INVALID, "Release"]),
    ],
    ids=["deferred-count", "deferred-neuter", "eager-count", "eager-neuter"],
)
def test_choice(
    support: Support,
    events: list[str],
    entry: Callable[..., int],
    at_logoff: list[str],
    at_release: list[str],
) -> None:
    """A reading shows in StoreLogoff, a policy in Release with a folder still open."""
    provider: Ref[Provider | None] = Ref()
    store: Ref[Store | None] = Ref()
    folder: Ref[Any] = Ref()
    entry(None, None, None, None, None, 0, 0x00010010, None, provider)
    assert provider.value is not None
    provider.value.logon(
        support, 0, None, b"reference-store-1", 0, None, None, None, Ref(), store
    )
    assert store.value is not None
    store.value.open_entry(None, None, 0, None, folder)
    events.clear()

    store.value.store_logoff(Ref(0x2))
    assert events == at_logoff

    events.clear()
    store.value.release()
    assert events == at_release
