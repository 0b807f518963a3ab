"""What a logon takes of MAPI's memory, and when it gives it back."""

from dataclasses import dataclass, field
from typing import Any

from mapi_conformance.mapi import Ref
from mapi_reference.provider.memory import Memory
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.subsystem import Support


@dataclass
class Heap:
    """MAPI's three functions, which write down what they are asked for."""

    calls: list[str] = field(default_factory=list)
    #: What MAPIAllocateBuffer gives, and what the two that allocate answer.
    block: object = "root"
    codes: tuple[int, int] = (0, 0)

    def allocate(self, size: int, block: Ref[Any]) -> int:
        """Give the block."""
        self.calls.append(f"allocate {size}")
        block.value = self.block
        return self.codes[0]

    def allocate_more(self, size: int, root: object, block: Ref[Any]) -> int:
        """Give a block that goes with the root."""
        self.calls.append(f"{size} more with {root}")
        block.value = "linked"
        return self.codes[1]

    def free(self, block: object) -> int:
        """Take it."""
        self.calls.append(f"free {block}")
        return 0

    def memory(self) -> Memory:
        """Give the three to a provider."""
        return Memory(
            allocate=self.allocate, allocate_more=self.allocate_more, free=self.free
        )


def log_on(provider: Provider, support: Support) -> tuple[int, Any, Any]:
    """Log on to the first store."""
    logon, store = Ref[Any](), Ref[Any]()
    words = (support, 0, None, b"reference-store-1", 0, None, None, None)
    return provider.logon(*words, logon, store), logon.value, store.value


class TestMemory:
    """One record for each store, from its first logon to its end."""

    def test_last_release_frees(self, support: Support) -> None:
        """The root is freed once, and the linked block goes with it."""
        heap = Heap()
        provider = Provider(memory=heap.memory())

        _, logon, store = log_on(provider, support)
        taken = list(heap.calls)
        log_on(provider, support)
        store.release()
        assert heap.calls == taken == ["allocate 64", "18 more with root"]

        store.release()
        logon.logoff(Ref(0))
        assert heap.calls == [*taken, "free root"]

    def test_forced_end_frees(self, support: Support) -> None:
        """Logoff ends the store, and a late Release frees nothing more."""
        heap = Heap()

        _, logon, store = log_on(Provider(memory=heap.memory()), support)
        logon.logoff(Ref(0))
        store.release()

        assert heap.calls == ["allocate 64", "18 more with root", "free root"]

    def test_no_memory_at_all(self, support: Support, events: list[str]) -> None:
        """The logon fails with the code, and has not touched its support object."""
        heap = Heap(block=None, codes=(0x8007000E, 0))

        outcome = log_on(Provider(memory=heap.memory()), support)

        assert outcome == (0x8007000E, None, None)
        assert heap.calls == ["allocate 64"]
        assert events == []

    def test_no_memory_for_the_name(self, support: Support) -> None:
        """What was taken is given back."""
        heap = Heap(codes=(0, 0x8007000E))

        outcome = log_on(Provider(memory=heap.memory()), support)

        assert outcome == (0x8007000E, None, None)
        assert heap.calls == ["allocate 64", "18 more with root", "free root"]

    def test_success_that_gives_nothing(self, support: Support) -> None:
        """Nothing is linked to a null pointer, and none is freed."""
        heap = Heap(block=None)

        code, _, store = log_on(Provider(memory=heap.memory()), support)
        store.release()

        assert code == 0x0
        assert heap.calls == ["allocate 64"]

    def test_refused_announcement_frees(
        self, support: Support, answers: dict[str, int]
    ) -> None:
        """A logon that fails later keeps no memory either."""
        heap = Heap()
        answers["SetProviderUID"] = 0x80004005

        outcome = log_on(Provider(memory=heap.memory()), support)

        assert outcome == (0x80004005, None, None)
        assert heap.calls == ["allocate 64", "18 more with root", "free root"]
