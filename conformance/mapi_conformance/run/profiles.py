"""Under which readings a provider is judged: told, declared, or found by a probe."""

from dataclasses import dataclass

from mapi_conformance.errors import UnknownSetting
from mapi_conformance.judge.facts import every_event
from mapi_conformance.mapi.flags import LOGOFF_ORDERLY, MDB_WRITE
from mapi_conformance.port.host import Event, Host, Pointer
from mapi_conformance.port.provider import Provider
from mapi_conformance.wording import near


AUTO = "auto"
NONE = "none"
#: The pair of which a provider shows one half, or none.
READINGS = ("deferred", "eager")


@dataclass(frozen=True, slots=True)
class Reading:
    """The profiles of a run and where they come from."""

    profiles: frozenset[str]
    #: ``option``, ``declared`` or ``probed``.
    source: str


def read_profiles(text: str) -> frozenset[str]:
    """Read ``--mapi-profile``: names with commas between.

    Raises:
        UnknownSetting: No reading has such a name, or two exclude each other.
    """
    names = frozenset(part.strip() for part in text.split(",") if part.strip())
    for name in sorted(names - {NONE}):
        if name not in READINGS:
            known = ", ".join((*READINGS, AUTO, NONE))
            raise UnknownSetting(
                f"no profile of a provider is called {name!r}; there are {known}"
                f"{near(name, READINGS)}"
            )
    if len(names - {NONE}) > 1:
        raise UnknownSetting(f"{' and '.join(sorted(names))} exclude each other")
    return names - {NONE}


def choose_reading(provider: Provider, option: str | None) -> Reading:
    """Decide the profiles of a run.

    Args:
        provider: What it declares counts where no option overrules it.
        option: ``--mapi-profile``, or None.

    Raises:
        UnknownSetting: The option or the declaration names no reading.
    """
    if option and option != AUTO:
        return Reading(read_profiles(option), "option")
    declared = read_profiles(",".join(sorted(provider.profiles)))
    if declared and option != AUTO:
        return Reading(declared, "declared")
    return Reading(probe(provider), "probed")


def probe(provider: Provider) -> frozenset[str]:
    """Log a store on and off once and see when the transports are told.

    Returns:
        ``deferred``, ``eager``, or nothing where the provider shows neither: then
        only what holds under every reading is judged.
    """
    host = provider.open()
    store = _open_store(host, provider)
    if store is None:
        host.end()
        return frozenset()
    told = host.call(store, "StoreLogoff", {"flags": LOGOFF_ORDERLY})
    if _tells_transports(told):
        found = frozenset({"eager"})
    else:
        released = host.call(store, "Release", {})
        found = frozenset({"deferred"} if _tells_transports(released) else ())
    host.end()
    return found


def _open_store(host: Host, provider: Provider) -> Pointer | None:
    made = host.start().results.get("provider")
    if not isinstance(made, Pointer):
        return None
    first = provider.configuration.first_store
    logon = host.call(made, "Logon", {"entryid": first, "flags": MDB_WRITE})
    store = logon.results.get("store")
    return store if isinstance(store, Pointer) else None


def _tells_transports(event: Event) -> bool:
    return any(each.name == "StoreLogoffTransports" for each in every_event((event,)))
