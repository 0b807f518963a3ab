"""(a) The conversation in a bare loop: what host and provider cost by themselves."""

import sys

from words import PAIRS

from mapi_conformance.mapi.flags import MDB_WRITE
from mapi_conformance.port.provider import Configuration
from mapi_host.host import open_host
from mapi_reference.provider.entry import ms_provider_init


CONFIGURATION = Configuration(first_store=b"reference-store-1")


def converse(first: int, last: int) -> None:
    """Log on, say two words, release, end."""
    host = open_host(ms_provider_init, CONFIGURATION)
    provider = host.start().results["provider"]
    arguments = {"entryid": CONFIGURATION.first_store, "flags": MDB_WRITE}
    store = host.call(provider, "Logon", arguments).results["store"]
    host.call(store, "StoreLogoff", {"flags": first})
    host.call(store, "StoreLogoff", {"flags": last})
    host.call(store, "Release", {})
    host.end()


cases = int(sys.argv[1])
for number in range(cases):
    converse(*PAIRS[number % len(PAIRS)])
print(f"{cases} passed")
