"""Each flaw does what it is named for, and says which clause that breaks."""

import pytest

from mapi_conformance.mapi import Ref
from mapi_reference.flawed.catalogue import FLAWS
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.store import Store
from mapi_reference.provider.subsystem import Support


NO_WAIT, ORDERLY = 0x1, 0x2
#: The flaws of this edition, each with the clause that it breaks first of all.
CLAUSES = {
    "first-flag-wins": "STORELOGOFF-014",
    "flags-merged": "STORELOGOFF-015",
    "default-not-abort": "STORELOGOFF-016",
    "transports-early": "STORELOGOFF-012",
    "support-first": "SLT-004",
    "forgets-one-store": "STORELOGOFF-018",
    "called-twice": "SDSTORE-016",
    "never-called": "SDSTORE-016",
    "leaks-support": "SDSTORE-019",
    "release-ends-at-first": "STORELOGOFF-017",
    "logoff-fails": "MSLOGOFF-002",
    "eager-drops-the-answer": "STORELOGOFF-087",
    "frees-twice": "ALLOC-007",
    "frees-linked": "ALLOC-006",
    "links-to-freed": "ALLOC-008",
    "forgets-block": "ALLOC-014",
    "no-shutdown-interface": "FASTSHUT-001",
    "answers-busy": "FASTSHUT-002",
    "question-ends-stores": "FASTSHUT-003",
    "notify-fails": "FASTSHUT-004",
    "notice-ends-stores": "FASTSHUT-004",
    "fast-end-fails": "FASTSHUT-005",
    "flushes-itself": "FLUSHST-001",
    "announces-flushing": "FLUSHST-002",
    "invalidates-with-flags": "MAKEINV-002",
    "invalidates-unknown": "MAKEINV-002",
    "invalidates-foreign": "MAKEINV-002",
}


def open_provider(name: str) -> Provider:
    """Make a provider through the entry point of a flaw."""
    provider: Ref[Provider | None] = Ref()
    FLAWS[name].entry(None, None, None, None, None, 0, 0x00010010, None, provider)
    assert provider.value is not None
    return provider.value


def log_on(provider: Provider, support: Support, entryid: bytes) -> Store:
    """Open a store."""
    store: Ref[Store | None] = Ref()
    provider.logon(support, 0, None, entryid, 0, None, None, None, Ref(), store)
    assert store.value is not None
    return store.value


def open_flawed(name: str, support: Support, events: list[str]) -> Store:
    """Open a store through the entry point of a flaw."""
    store = log_on(open_provider(name), support, b"reference-store-1")
    events.clear()
    return store


def test_first_flag_wins(support: Support, events: list[str]) -> None:
    """The second flag is ignored, where it should replace the first."""
    store = open_flawed("first-flag-wins", support, events)
    store.store_logoff(Ref(ORDERLY))
    store.store_logoff(Ref(NO_WAIT))

    store.release()

    assert events == ["StoreLogoffTransports(0x2)", "Release"]


def test_flags_merged(support: Support, events: list[str]) -> None:
    """Both flags are passed on, where the second should replace the first."""
    store = open_flawed("flags-merged", support, events)
    store.store_logoff(Ref(ORDERLY))
    store.store_logoff(Ref(NO_WAIT))

    store.release()

    assert events == ["StoreLogoffTransports(0x3)", "Release"]


def test_default_not_abort(support: Support, events: list[str]) -> None:
    """Without StoreLogoff the flag is LOGOFF_NO_WAIT, where it should be ABORT."""
    store = open_flawed("default-not-abort", support, events)

    store.release()

    assert events == ["StoreLogoffTransports(0x1)", "Release"]


def test_default_not_abort_remembers(support: Support, events: list[str]) -> None:
    """With StoreLogoff the same flaw shows nothing."""
    store = open_flawed("default-not-abort", support, events)
    store.store_logoff(Ref(ORDERLY))

    store.release()

    assert events == ["StoreLogoffTransports(0x2)", "Release"]


def test_transports_early(support: Support, events: list[str]) -> None:
    """The transports are told inside StoreLogoff, and not again by Release."""
    store = open_flawed("transports-early", support, events)

    store.store_logoff(Ref(ORDERLY))
    assert events == ["StoreLogoffTransports(0x2)"]

    store.release()
    assert events == ["StoreLogoffTransports(0x2)", "Release"]


def test_support_first(support: Support, events: list[str]) -> None:
    """The support object is released and then called."""
    store = open_flawed("support-first", support, events)

    store.release()
    store.release()

    assert events == ["Release", "StoreLogoffTransports(0x8)"]


def test_forgets_one_store(
    support: Support, further_support: Support, events: list[str]
) -> None:
    """The end of one store takes the flag of another with it."""
    provider = open_provider("forgets-one-store")
    first = log_on(provider, further_support, b"reference-store-1")
    second = log_on(provider, support, b"reference-store-2")
    events.clear()
    second.store_logoff(Ref(ORDERLY))

    first.release()
    second.release()

    assert events == ["StoreLogoffTransports(0x8)", "Release"]


def test_called_twice(support: Support, events: list[str]) -> None:
    """Two calls are made, where the page asks for one."""
    store = open_flawed("called-twice", support, events)

    store.release()

    assert events == [
        "StoreLogoffTransports(0x8)",
        "StoreLogoffTransports(0x8)",
        "Release",
    ]


def test_never_called(support: Support, events: list[str]) -> None:
    """The support object goes without a call."""
    store = open_flawed("never-called", support, events)
    store.store_logoff(Ref(ORDERLY))

    store.release()

    assert events == ["Release"]


def test_leaks_support(support: Support, events: list[str]) -> None:
    """The call is made and the support object kept, however late it is."""
    store = open_flawed("leaks-support", support, events)

    store.release()
    store.release()

    assert events == ["StoreLogoffTransports(0x8)"]


def test_release_ends_at_first(support: Support, events: list[str]) -> None:
    """The first Release ends a store that has another reference, the last nothing."""
    store = open_flawed("release-ends-at-first", support, events)
    store.add_ref()

    assert store.release() == 1
    assert events == ["StoreLogoffTransports(0x8)", "Release"]

    store.release()
    assert len(events) == 2


def test_logoff_fails(support: Support, events: list[str]) -> None:
    """Logoff does what it should and returns E_FAIL."""
    logon: Ref[Logon | None] = Ref()
    open_provider("logoff-fails").logon(
        support, 0, None, b"reference-store-1", 0, None, None, None, logon, Ref()
    )
    assert logon.value is not None
    events.clear()

    assert logon.value.logoff(Ref(0)) == 0x80004005
    assert events == ["StoreLogoffTransports(0x8)", "Release"]


def test_eager_drops_the_answer(
    support: Support, events: list[str], words: list[int]
) -> None:
    """The transports are told at once, and their answer is not handed on."""
    store = open_flawed("eager-drops-the-answer", support, events)
    words.append(0x20000)
    word = Ref(ORDERLY)

    assert store.store_logoff(word) == 0x0
    assert word.value == 0x0
    assert events == ["StoreLogoffTransports(0x2)"]


@pytest.mark.parametrize(("name", "clause"), CLAUSES.items())
def test_catalogue(name: str, clause: str) -> None:
    """A flaw is found by its name and breaks its clause first of all."""
    assert FLAWS[name].name == name
    assert FLAWS[name].breaks[0] == clause
    assert not {*FLAWS[name].breaks} & {*FLAWS[name].also}
    assert FLAWS[name].summary.endswith(".")


def test_the_flaws_are_these() -> None:
    """The catalogue has the flaws of this edition and no others."""
    assert FLAWS.keys() == CLAUSES.keys()


def test_profiles() -> None:
    """All flaws are departures from the deferred reading but the one that is eager."""
    eager = [name for name, flaw in FLAWS.items() if flaw.profile == "eager"]

    assert eager == ["eager-drops-the-answer"]
    assert {flaw.profile for flaw in FLAWS.values()} == {"deferred", "eager"}


class Memory:
    """MAPI's three allocation functions, which note what they are asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def allocate(self, size: int, block: Ref[str]) -> int:
        """Hand out one block, always the same."""
        self.asked.append("allocate")
        block.value = "root"
        return 0

    def more(self, size: int, base: str, block: Ref[str]) -> int:
        """Hand out a linked block."""
        self.asked.append(f"more for {base}")
        block.value = "linked"
        return 0

    def free(self, block: str) -> int:
        """Take a block back."""
        self.asked.append(f"free {block}")
        return 0


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("frees-twice", ["allocate", "free root", "free root"]),
        (
            "frees-linked",
            ["allocate", "more for root", "free linked", "free root"],
        ),
        ("links-to-freed", ["allocate", "free root", "more for root"]),
        ("forgets-block", ["allocate"]),
    ],
)
def test_memory(name: str, asked: list[str]) -> None:
    """Memory is misused once, when the provider is loaded, in the one way named."""
    memory = Memory()
    functions = (memory.allocate, memory.more, memory.free)
    provider: Ref[Provider | None] = Ref()

    FLAWS[name].entry(None, None, *functions, 0, 0x00010010, None, provider)

    assert memory.asked == asked
    assert provider.value is not None
