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
        self._live: dict[int, Block] = {}
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
                "MAPIAllocateBuffer": self._allocate_buffer,
                "MAPIAllocateMore": self._allocate_more,
                "MAPIFreeBuffer": self._free_buffer,
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
                "DidAlloc": lambda words: _result(int(self._has(words["block"]))),
                "HeapMinimize": lambda words: _result(None),
            }
        )

    def ledger(self) -> MemoryLedger:
        """Open the books."""
        with self._lock:
            unfreed = len(self._live.keys() - self._linked_numbers)
            return MemoryLedger(unfreed=unfreed, **self._counts)

    def _locked(self, answers: Answers) -> Answers:
        """Let one thread in at a time: a provider may come with many."""
        return {name: partial(self._hold, each) for name, each in answers.items()}

    def _hold(self, handler: Handler, words: Words) -> Reply:
        with self._lock:
            return handler(words)

    def _allocate(self, words: Words) -> Block:
        size = words["size"]
        block = Block(next(self._numbers), size if isinstance(size, int) else 0)
        self._live[block.number] = self._given[block.number] = block
        return block

    def _has(self, block: object) -> TypeGuard[Block]:
        return type(block) is Block and self._live.get(block.number) is block

    def _allocate_buffer(self, words: Words) -> Reply:
        self._counts["roots"] += 1
        return _give(self._allocate(words))

    def _allocate_more(self, words: Words) -> Reply:
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
        return self._has(block) and not self._is_linked(block)

    def _is_linked(self, block: Block) -> bool:
        return block.number in self._linked_numbers

    def _free_buffer(self, words: Words) -> Reply:
        buffer = words["buffer"]
        if buffer is None:
            return Reply(code=S_OK)
        self._counts["frees"] += 1
        wrong = self._forbids(buffer)
        if wrong is not None:
            self._counts[wrong] += 1
            return _NOT_OURS
        self._discard(buffer)
        return Reply(code=S_OK)

    def _forbids(self, block: object) -> str | None:
        """Why a block must not be freed, as the ledger calls it."""
        if type(block) is not Block or self._given.get(block.number) is not block:
            return "foreign_frees"
        if not self._has(block):
            return "freed_twice"
        return "linked_frees" if self._is_linked(block) else None

    def _discard(self, block: object) -> None:
        """Take a block back with what is linked to it."""
        if type(block) is Block and self._live.pop(block.number, None) is not None:
            for linked in self._linked.pop(block.number, ()):
                self._live.pop(linked.number, None)
                self._linked_numbers.discard(linked.number)

    def _reallocate(self, words: Words) -> Reply:
        self._discard(words["block"])
        return _result(self._allocate(words))

    def _free(self, words: Words) -> Reply:
        self._discard(words["block"])
        return _result(None)


def _size(block: object) -> int:
    return block.size if type(block) is Block else _NO_SIZE


def _give(block: Block) -> Reply:
    return Reply(code=S_OK, words={"buffer": block})


def _result(value: object) -> Reply:
    return Reply(code=S_OK, words={RESULT: value})
