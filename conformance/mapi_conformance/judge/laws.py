"""Laws: what must hold over the whole trace of a case, epilogue included."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from mapi_conformance.judge.beginnings import (
    failures_leave_nothing,
    malloc_returned,
    one_set_of_functions,
    refused_init_gives_nothing,
    refused_logon_keeps_nothing,
    registered_uid,
    spi_versions_agree,
    support_kept,
)
from mapi_conformance.judge.facts import Facts, Finding, every_event
from mapi_conformance.mapi.codes import show_code
from mapi_conformance.mapi.flags import LOGOFF_COMPLETE, LOGOFF_REQUESTS
from mapi_conformance.mapi.interfaces import INTERFACES, Side
from mapi_conformance.port.host import Event, MemoryLedger, Pointer, SupportLedger


#: QueryInterface, AddRef and Release.
_UNKNOWN_METHODS = 3


def one_transport_call(facts: Facts) -> Finding:
    """Each support object that was kept hears StoreLogoffTransports once.

    In the eager reading a refused call (answered without LOGOFF_COMPLETE) that was
    followed by another does not count: the client may try again.
    """
    kept = [s for s in facts.ledger.supports if s.kept and s.accepted]
    counts = [(s, _completed(s, facts.profiles)) for s in kept]
    wrong = [count for _, count in counts if count != 1]
    texts = tuple(
        f"a support object got {count} StoreLogoffTransports calls, not 1"
        for count in sorted(set(wrong))
    )
    return Finding(bool(kept), texts)


def _completed(support: SupportLedger, profiles: frozenset[str]) -> int:
    calls = support.transport_calls
    if "eager" not in profiles:
        return len(calls)
    last = len(calls) - 1
    return sum(
        1 for i, call in enumerate(calls) if call.answer & LOGOFF_COMPLETE or i == last
    )


def one_request_flag(facts: Facts) -> Finding:
    """StoreLogoffTransports gets one of the five request flags and nothing else."""
    words = [c.request for s in facts.ledger.supports for c in s.transport_calls]
    texts = (_word_text(word) for word in words if not _is_one_flag(word))
    return Finding(bool(words), tuple(dict.fromkeys(texts)))


def _is_one_flag(word: object) -> bool:
    if not isinstance(word, int):
        return False
    return word & ~LOGOFF_REQUESTS == 0 and word.bit_count() == 1


def _word_text(word: object) -> str:
    if not isinstance(word, int):
        return "StoreLogoffTransports got no flag word"
    return f"StoreLogoffTransports got {word:#x}, which is not one request flag"


def support_returned(facts: Facts) -> Finding:
    """Every reference taken on a support object is given back."""
    kept = [s for s in facts.ledger.supports if s.kept]
    held = [s.references for s in kept if s.references > 0]
    texts = tuple(
        f"{count} reference{'s' if count > 1 else ''} on a support object never given"
        " back"
        for count in sorted(set(held))
    )
    return Finding(bool(kept), texts)


def silence_after_support(facts: Facts) -> Finding:
    """Nothing is called on a support object after its last reference is gone."""
    ended = [s for s in facts.ledger.supports if s.kept and s.references == 0]
    late = [name for s in ended for name in s.late_calls]
    excess = sum(s.excess_releases for s in ended)
    texts = [
        f"{n} was called on a support object that was gone" for n in dict.fromkeys(late)
    ]
    if excess:
        texts.append(f"a support object was released {excess} times too often")
    return Finding(bool(ended), tuple(texts))


def logoff_succeeds(facts: Facts) -> Finding:
    """IMSLogon::Logoff returns S_OK whenever MAPI calls it."""
    calls = [e for e in every_event(facts.events) if e.kind == ("IMSLogon", "Logoff")]
    codes = dict.fromkeys(e.code for e in calls if e.code)
    texts = (f"IMSLogon::Logoff returned {show_code(code)}, not S_OK" for code in codes)
    return Finding(bool(calls), tuple(texts))


def _memory(facts: Facts) -> MemoryLedger:
    """Read the books; where a road keeps none, nothing is exercised, nor broken."""
    return facts.ledger.memory or MemoryLedger()


def freed_once(facts: Facts) -> Finding:
    """No block is freed twice, and none that the MAPI functions did not allocate."""
    memory = _memory(facts)
    return _counted(
        memory.frees,
        (memory.freed_twice, "of a block that had been freed before"),
        (memory.foreign_frees, "of what MAPI never allocated"),
    )


def roots_freed(facts: Facts) -> Finding:
    """A linked block goes with its root, and is never freed by itself."""
    memory = _memory(facts)
    return _counted(
        min(memory.frees, memory.links),
        (memory.linked_frees, "of a block that is linked to another"),
    )


def _counted(tried: int, *wrong: tuple[int, str]) -> Finding:
    texts = (f"MAPIFreeBuffer: {_times(n, 'free')} {text}" for n, text in wrong if n)
    return Finding(tried > 0, tuple(texts))


def linked_to_roots(facts: Facts) -> Finding:
    """The base given to MAPIAllocateMore is a live block of MAPIAllocateBuffer."""
    memory = _memory(facts)
    calls = _times(memory.rootless_links, "call")
    text = f"MAPIAllocateMore: {calls} with a base that is no live root"
    return Finding(memory.links > 0, (text,) if memory.rootless_links else ())


def memory_returned(facts: Facts) -> Finding:
    """After Shutdown and Release no block that the provider allocated is left."""
    memory = _memory(facts)
    text = f"{_times(memory.unfreed, 'block')} of MAPIAllocateBuffer never freed"
    return Finding(memory.roots > 0, (text,) if memory.unfreed else ())


def links_freed_with_their_root(facts: Facts) -> Finding:
    """A block that was freed took with it what was linked to it."""
    memory = _memory(facts)
    text = f"{_times(memory.orphans, 'linked block')} left of a root that was freed"
    return Finding(min(memory.frees, memory.links) > 0, (text,) * bool(memory.orphans))


def _times(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def sound_invalidation(facts: Facts) -> Finding:
    """MakeInvalid gets no flags, an object of the provider and its whole vtable.

    How long a vtable is nobody can see; it is not shorter than that of the shortest
    interface through which the object was handed out.
    """
    events = tuple(every_event(facts.events))
    faces = _faces(events)
    calls = [e for e in events if e.kind == ("IMAPISupport", "MakeInvalid")]
    wrong = (text for call in calls for text in _unsound(call, faces))
    return Finding(bool(calls), tuple(dict.fromkeys(wrong)))


def _faces(events: Iterable[Event]) -> Mapping[int, frozenset[str]]:
    """Every interface through which an object was seen."""
    faces: dict[int, frozenset[str]] = {}
    for event in events:
        for value in (event.pointer, *event.results.values()):
            if isinstance(value, Pointer):
                seen = faces.get(value.object, frozenset())
                faces[value.object] = seen | {value.interface}
    return faces


def _unsound(call: Event, faces: Mapping[int, frozenset[str]]) -> Iterator[str]:
    words = call.arguments
    if words.get("flags"):
        yield "MakeInvalid got flags, which are reserved"
    target = words.get("object")
    if not isinstance(target, Pointer):
        yield "MakeInvalid got no object"
        return
    tables = [INTERFACES[face] for face in faces.get(target.object, ())]
    if any(table.side is Side.MAPI for table in tables):
        yield "MakeInvalid got an object that is not the provider's own"
        return
    known = [len(table.methods) for table in tables if table.base is not None]
    least, given = min(known, default=_UNKNOWN_METHODS), words.get("methods")
    if not isinstance(given, int) or given < least:
        yield f"MakeInvalid got {given} methods of an object that has {least}"


#: By the names that a corpus file uses (``scenario.shared.LAWS``).
LAWS: Mapping[str, Callable[[Facts], Finding]] = {
    "one-transport-call": one_transport_call,
    "one-request-flag": one_request_flag,
    "support-returned": support_returned,
    "silence-after-support": silence_after_support,
    "logoff-succeeds": logoff_succeeds,
    "freed-once": freed_once,
    "linked-to-roots": linked_to_roots,
    "roots-freed": roots_freed,
    "memory-returned": memory_returned,
    "sound-invalidation": sound_invalidation,
    "support-kept": support_kept,
    "refused-logon-keeps-nothing": refused_logon_keeps_nothing,
    "registered-uid": registered_uid,
    "spi-versions-agree": spi_versions_agree,
    "refused-init-gives-nothing": refused_init_gives_nothing,
    "failures-leave-nothing": failures_leave_nothing,
    "malloc-returned": malloc_returned,
    "links-freed-with-their-root": links_freed_with_their_root,
    "one-set-of-functions": one_set_of_functions,
}
