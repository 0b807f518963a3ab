"""MAPI's memory and the memory of COM: blocks that have a number for an address."""

import itertools

from mapi_conformance.mapi.codes import MAPI_E_INVALID_PARAMETER, S_OK
from mapi_conformance.port.host import Reply
from mapi_host.world import RESULT, Answers, Block, Words


_NO_SIZE = 0xFFFFFFFFFFFFFFFF
_NOT_OURS = Reply(code=MAPI_E_INVALID_PARAMETER)


class Allocator:
    """Hands out blocks and takes them back; nothing is kept in them.

    Cites: mapiallocatebuffer; mapiallocatemore; mapifreebuffer.
    """

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        self._live: set[int] = set()

    def functions(self) -> Answers:
        """Answer as MAPIAllocateBuffer and its companions."""
        return {
            "MAPIAllocateBuffer": self._allocate_buffer,
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

    def _allocate(self, words: Words) -> Block:
        size = words["size"]
        block = Block(next(self._numbers), size if isinstance(size, int) else 0)
        self._live.add(block.number)
        return block

    def _has(self, block: object) -> bool:
        return type(block) is Block and block.number in self._live

    def _discard(self, block: object) -> None:
        if type(block) is Block:
            self._live.discard(block.number)

    def _allocate_buffer(self, words: Words) -> Reply:
        return Reply(code=S_OK, words={"buffer": self._allocate(words)})

    def _allocate_more(self, words: Words) -> Reply:
        if not self._has(words["parent"]):
            return _NOT_OURS
        return self._allocate_buffer(words)

    def _free_buffer(self, words: Words) -> Reply:
        buffer = words["buffer"]
        if buffer is not None and not self._has(buffer):
            return _NOT_OURS
        self._discard(buffer)
        return Reply(code=S_OK)

    def _reallocate(self, words: Words) -> Reply:
        self._discard(words["block"])
        return _result(self._allocate(words))

    def _free(self, words: Words) -> Reply:
        self._discard(words["block"])
        return _result(None)


def _size(block: object) -> int:
    return block.size if type(block) is Block else _NO_SIZE


def _result(value: object) -> Reply:
    return Reply(code=S_OK, words={RESULT: value})
