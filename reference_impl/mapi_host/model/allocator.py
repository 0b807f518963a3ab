"""MAPI's memory and the memory of COM: blocks that have a number for an address."""

import itertools
from dataclasses import dataclass

from mapi_conformance.mapi.codes import MAPI_E_INVALID_PARAMETER, S_OK
from mapi_conformance.port.host import Reply
from mapi_host.world import RESULT, Answers, Block, Words


_NO_SIZE = 0xFFFFFFFFFFFFFFFF
_NOT_OURS = Reply(code=MAPI_E_INVALID_PARAMETER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """How memory was treated: blocks never freed, and frees that should not be."""

    unfreed: tuple[Block, ...]
    freed_twice: tuple[Block, ...]
    #: Frees of what was never handed out, or not by this allocator.
    foreign: int


class Allocator:
    """Hands out blocks and takes them back; nothing is kept in them.

    Cites: mapiallocatebuffer; mapiallocatemore; mapifreebuffer.
    """

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._live: dict[int, Block] = {}
        self._given: dict[int, Block] = {}
        #: Blocks that MAPIAllocateMore gave, by the block they end with.
        self._linked: dict[int, list[Block]] = {}
        self._freed_twice: list[Block] = []
        self._foreign = 0

    def functions(self) -> Answers:
        """Answer as MAPIAllocateBuffer and its companions."""
        return {
            "MAPIAllocateBuffer": lambda words: _give(self._allocate(words)),
            "MAPIAllocateMore": self._allocate_more,
            "MAPIFreeBuffer": self._free_buffer,
        }

    def malloc(self) -> Answers:
        """Answer as IMalloc."""
        return {
            "Alloc": lambda words: _result(self._allocate(words)),
            "Realloc": self._reallocate,
            "Free": self._free,
            "GetSize": lambda words: _result(_size(words["block"])),
            "DidAlloc": lambda words: _result(int(self._has(words["block"]))),
            "HeapMinimize": lambda words: _result(None),
        }

    def blocks(self) -> Blocks:
        """Open the books."""
        return Blocks(
            unfreed=tuple(self._live.values()),
            freed_twice=tuple(self._freed_twice),
            foreign=self._foreign,
        )

    def _allocate(self, words: Words) -> Block:
        size = words["size"]
        block = Block(next(self._numbers), size if isinstance(size, int) else 0)
        self._live[block.number] = self._given[block.number] = block
        return block

    def _has(self, block: object) -> bool:
        return type(block) is Block and self._live.get(block.number) is block

    def _discard(self, block: object) -> bool:
        """Take a block back with what is linked to it, or say that it cannot be."""
        if type(block) is not Block or self._given.get(block.number) is not block:
            self._foreign += 1
            return False
        if not self._has(block):
            self._freed_twice.append(block)
            return False
        del self._live[block.number]
        for linked in self._linked.pop(block.number, ()):
            self._live.pop(linked.number, None)
        return True

    def _allocate_more(self, words: Words) -> Reply:
        parent = words["parent"]
        if type(parent) is not Block or not self._has(parent):
            return _NOT_OURS
        block = self._allocate(words)
        self._linked.setdefault(parent.number, []).append(block)
        return _give(block)

    def _free_buffer(self, words: Words) -> Reply:
        buffer = words["buffer"]
        done = buffer is None or self._discard(buffer)
        return Reply(code=S_OK) if done else _NOT_OURS

    def _reallocate(self, words: Words) -> Reply:
        if words["block"] is not None:
            self._discard(words["block"])
        return _result(self._allocate(words))

    def _free(self, words: Words) -> Reply:
        if words["block"] is not None:
            self._discard(words["block"])
        return _result(None)


def _size(block: object) -> int:
    return block.size if type(block) is Block else _NO_SIZE


def _give(block: Block) -> Reply:
    return Reply(code=S_OK, words={"buffer": block})


def _result(value: object) -> Reply:
    return Reply(code=S_OK, words={RESULT: value})
