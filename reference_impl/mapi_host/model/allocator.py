"""MAPI's memory and the memory of COM: blocks that have a number for an address."""

import itertools
import threading
from collections import Counter
from functools import partial
from typing import TypeGuard

from mapi_conformance.mapi.codes import MAPI_E_INVALID_PARAMETER, S_OK
from mapi_conformance.port.host import MemoryLedger, Reply
from mapi_host.world import RESULT, Answers, Block, Handler, Words


_NO_SIZE = 0xFFFFFFFFFFFFFFFF
_NOT_OURS = Reply(code=MAPI_E_INVALID_PARAMETER)


class Allocator:
    """Hands out blocks and takes them back; nothing is kept in them.

    Cites: mapiallocatebuffer; mapiallocatemore; mapifreebuffer.
    """

    def __init__(self) -> None:
        # Reentrant: collecting garbage may run a destructor that calls us.
        self._lock = threading.RLock()
        self._numbers = itertools.count(1)
        #: What was handed out and not taken back.
        self.live: dict[int, Block] = {}
        self._given: dict[int, Block] = {}
        #: Blocks that MAPIAllocateMore gave, by the block they end with.
        self._linked: dict[int, list[Block]] = {}
        #: The numbers of all of them.
        self._linked_numbers: set[int] = set()
        #: What was done, by the names of the ledger.
        self._counts: Counter[str] = Counter()

    def functions(self) -> Answers:
        """Answer as MAPIAllocateBuffer and its companions."""
        return self._locked(
            {
                "MAPIAllocateBuffer": self.allocate_buffer,
                "MAPIAllocateMore": self.allocate_more,
                "MAPIFreeBuffer": self.free_buffer,
            }
        )

    def malloc(self) -> Answers:
        """Answer as IMalloc."""
        return self._locked(
            {
                "Alloc": lambda words: _result(self._allocate(words)),
                "Realloc": self._reallocate,
                "Free": self._free,
                "GetSize": lambda words: _result(_size(words["block"])),
                "DidAlloc": lambda words: _result(int(self.has(words["block"]))),
                "HeapMinimize": lambda words: _result(None),
            }
        )

    def ledger(self) -> MemoryLedger:
        """Open the books."""
        with self._lock:
            unfreed = len(self.live.keys() - self._linked_numbers)
            return MemoryLedger(
                unfreed=unfreed, orphans=self._orphans(), **self._counts
            )

    def _orphans(self) -> int:
        return sum(
            block.number in self.live
            for root, linked in self._linked.items()
            if root not in self.live
            for block in linked
        )

    def _locked(self, answers: Answers) -> Answers:
        """Let one thread in at a time: a provider may come with many."""
        return {name: partial(self._hold, each) for name, each in answers.items()}

    def _hold(self, handler: Handler, words: Words) -> Reply:
        with self._lock:
            return handler(words)

    def _allocate(self, words: Words) -> Block:
        size = words["size"]
        block = Block(next(self._numbers), size if isinstance(size, int) else 0)
        self.live[block.number] = self._given[block.number] = block
        return block

    def has(self, block: object) -> TypeGuard[Block]:
        """Whether a block is one of ours and there."""
        return type(block) is Block and self.live.get(block.number) is block

    def allocate_buffer(self, words: Words) -> Reply:
        """Hand out a root."""
        self._counts["roots"] += 1
        return _give(self._allocate(words))

    def allocate_more(self, words: Words) -> Reply:
        """Hand out a block that goes with its root."""
        self._counts["links"] += 1
        parent = words["parent"]
        if not self._is_root(parent):
            self._counts["rootless_links"] += 1
            return _NOT_OURS
        block = self._allocate(words)
        self._linked.setdefault(parent.number, []).append(block)
        self._linked_numbers.add(block.number)
        return _give(block)

    def _is_root(self, block: object) -> TypeGuard[Block]:
        return self.has(block) and not self._is_linked(block)

    def _is_linked(self, block: Block) -> bool:
        return block.number in self._linked_numbers

    def free_buffer(self, words: Words) -> Reply:
        """Take a root back; null is none and is taken too."""
        buffer = words["buffer"]
        if buffer is None:
            return Reply(code=S_OK)
        self._counts["frees"] += 1
        wrong = self._forbids(buffer)
        if wrong is not None:
            self._counts[wrong] += 1
            return _NOT_OURS
        self.discard(buffer)
        return Reply(code=S_OK)

    def _forbids(self, block: object) -> str | None:
        """Why a block must not be freed, as the ledger calls it."""
        if type(block) is not Block or self._given.get(block.number) is not block:
            return "foreign_frees"
        if not self.has(block):
            return "freed_twice"
        return "linked_frees" if self._is_linked(block) else None

    def discard(self, block: object) -> None:
        """Take a block back with what is linked to it."""
        if type(block) is Block and self.live.pop(block.number, None) is not None:
            for linked in self._linked.pop(block.number, ()):
                self.live.pop(linked.number, None)
                self._linked_numbers.discard(linked.number)

    def _reallocate(self, words: Words) -> Reply:
        self.discard(words["block"])
        return _result(self._allocate(words))

    def _free(self, words: Words) -> Reply:
        self.discard(words["block"])
        return _result(None)


def _size(block: object) -> int:
    return block.size if type(block) is Block else _NO_SIZE


def _give(block: Block) -> Reply:
    return Reply(code=S_OK, words={"buffer": block})


def _result(value: object) -> Reply:
    return Reply(code=S_OK, words={RESULT: value})
