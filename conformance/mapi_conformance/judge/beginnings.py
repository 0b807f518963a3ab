"""Laws about how a provider and its stores begin, and what a refusal leaves behind."""

from collections.abc import Collection, Iterator
from typing import Final

from mapi_conformance.judge.facts import Facts, Finding, every_event
from mapi_conformance.mapi.codes import failed, succeeded
from mapi_conformance.mapi.interfaces import INTERFACES, Direction, Side, Type
from mapi_conformance.mapi.refs import UNTOUCHED
from mapi_conformance.port.host import Event, Pointer


_LOGONS: Final = frozenset(("Logon", "SpoolerLogon"))
_INIT: Final = frozenset(("MSProviderInit",))
#: Results that a caller has to release or free. A MAPIERROR, which may come with a
#: failure, is none of them.
_OWNED: Final = frozenset(
    (Type.OBJECT, Type.BINARY, Type.TEXT, Type.TAGS, Type.PROPERTIES)
)
#: Where an entry identifier carries the identifier of its provider.
_UID: Final = slice(4, 20)


def support_kept(facts: Facts) -> Finding:
    """A logon that gave a new logon object took a reference on its support object."""
    kept = {each.support for each in facts.ledger.supports if each.kept}
    first: dict[int, Event] = {}
    for event in _calls(facts, "IMSProvider", _LOGONS):
        logon = event.results.get("logon")
        if isinstance(logon, Pointer) and _succeeded(event):
            first.setdefault(logon.object, event)
    lost = any(event.arguments.get("support") not in kept for event in first.values())
    text = "a logon gave a logon object and kept no reference on its support object"
    return Finding(bool(first), (text,) if lost else ())


def refused_logon_keeps_nothing(facts: Facts) -> Finding:
    """A logon that failed kept no reference on the support object it was offered."""
    refused = [each for each in facts.ledger.supports if not each.accepted]
    text = "a logon failed and kept a reference on its support object"
    return Finding(bool(refused), (text,) if any(s.kept for s in refused) else ())


def registered_uid(facts: Facts) -> Finding:
    """The receive folder's identifier carries one that SetProviderUID registered."""
    uids = {
        event.arguments.get("uid")
        for event in _calls(facts, "IMAPISupport", {"SetProviderUID"})
    }
    found = [
        event.results.get("entryid")
        for event in _calls(facts, "IMsgStore", {"GetReceiveFolder"})
    ]
    entryids = [each for each in found if isinstance(each, bytes)]
    text = "an entry identifier carries no identifier that SetProviderUID registered"
    foreign = any(entryid[_UID] not in uids for entryid in entryids)
    return Finding(bool(uids and entryids), (text,) if uids and foreign else ())


def spi_versions_agree(facts: Facts) -> Finding:
    """A provider that accepts MAPI's version says that its own is not above it."""
    accepted = [
        (event.arguments.get("version"), event.results.get("provider_version"))
        for event in _calls(facts, "MSProvider", _INIT)
        if _succeeded(event)
    ]
    texts = (
        f"MSProviderInit accepted SPI version {theirs:#x} and said that its own is"
        f" {own:#x}"
        for theirs, own in accepted
        if isinstance(theirs, int) and isinstance(own, int) and own > theirs
    )
    return Finding(bool(accepted), tuple(dict.fromkeys(texts)))


def refused_init_gives_nothing(facts: Facts) -> Finding:
    """MSProviderInit gives no provider object with a failure."""
    refused = [e for e in _calls(facts, "MSProvider", _INIT) if _failed(e)]
    texts = (text for event in refused for text in _owned(event))
    return Finding(bool(refused), tuple(dict.fromkeys(texts)))


def failures_leave_nothing(facts: Facts) -> Finding:
    """What a failing call gives back is null or untouched where it would be owned."""
    refused = [
        event
        for event in every_event(facts.events)
        if event.interface in INTERFACES
        and INTERFACES[event.interface].side is not Side.MAPI
        and _failed(event)
        and _results(event)
    ]
    texts = (text for event in refused for text in _owned(event))
    return Finding(bool(refused), tuple(dict.fromkeys(texts)))


def malloc_returned(facts: Facts) -> Finding:
    """Every reference on MAPI's IMalloc is given back, and no other is."""
    calls = list(_calls(facts, "IMalloc", {"QueryInterface", "AddRef", "Release"}))
    given = sum(event.name == "Release" for event in calls)
    taken = sum(event.name != "Release" and not _failed(event) for event in calls)
    text = f"IMalloc: {taken} references taken and {given} given back"
    # A provider object that MAPI still holds may hold IMalloc.
    made = sum(_succeeded(event) for event in _calls(facts, "MSProvider", _INIT))
    over = sum(1 for _ in _calls(facts, "IMSProvider", {"Release"})) >= made
    broken = given > taken or (over and given != taken)
    return Finding(bool(calls), (text,) if broken else ())


def one_set_of_functions(facts: Facts) -> Finding:
    """GetMemAllocRoutines gives the functions that MSProviderInit was given."""
    loaded = [e.arguments for e in _calls(facts, "MSProvider", _INIT)]
    given = [e.results for e in _calls(facts, "IMAPISupport", {"GetMemAllocRoutines"})]
    if not (loaded and given):
        return Finding(exercised=False)
    names = [
        name
        for name in ("allocate", "allocate_more", "free")
        # Of a function an event holds what it is called, and that is equal to nothing.
        if any(repr(each.get(name)) != repr(loaded[0].get(name)) for each in given)
    ]
    texts = (f"GetMemAllocRoutines gave another {name}" for name in names)
    return Finding(exercised=True, broken=tuple(texts))


def _calls(facts: Facts, interface: str, names: Collection[str]) -> Iterator[Event]:
    for event in every_event(facts.events):
        if event.interface == interface and event.name in names:
            yield event


def _succeeded(event: Event) -> bool:
    return event.code is not None and succeeded(event.code)


def _failed(event: Event) -> bool:
    return event.code is not None and failed(event.code)


def _results(event: Event) -> list[str]:
    """Name the results of a call that its caller would own."""
    return [
        parameter.name
        for parameter in INTERFACES[event.interface].methods[event.name].parameters
        if parameter.direction is Direction.OUT and parameter.type in _OWNED
    ]


def _owned(event: Event) -> Iterator[str]:
    for name in _results(event):
        value = event.results.get(name)
        if value is not UNTOUCHED and value:
            yield f"{event.interface}::{event.name} failed and gave back {name}"
