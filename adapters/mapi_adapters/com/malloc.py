"""IMalloc with real bytes: the allocator of COM, which is not MAPI's."""

import ctypes
from typing import Any

from mapi_adapters.com.pages import Ground, Marked


class Malloc:
    """Stands before MAPI's own object: each call is passed on, the bytes are here.

    Its blocks are none of MAPI's: one allocator is foreign to the other.

    Args:
        origin: The object of MAPI, in its Python spelling.
    """

    def __init__(self, origin: Any) -> None:
        self.origin = origin
        self._blocks: dict[int, tuple[Ground, int, Any]] = {}

    def __getattr__(self, name: str) -> Any:
        # QueryInterface, AddRef, Release and HeapMinimize need no bytes.
        return getattr(self.origin, name)

    def alloc(self, size: int) -> int:
        """Allocate."""
        token = self.origin.alloc(size)
        ground = Marked(size)
        self._blocks[ground.address] = (ground, size, token)
        return ground.address

    def realloc(self, block: int | None, size: int) -> int:
        """Allocate anew, with what the old block held."""
        before = self._blocks.get(block or 0)
        address = self.alloc(size)
        if before is not None and block:
            ctypes.memmove(address, block, min(size, before[1]))
            self.free(block)
        return address

    def free(self, block: int | None) -> None:
        """Take a block back."""
        _, _, token = self._blocks.pop(block or 0, (None, 0, block))
        self.origin.free(token)

    def get_size(self, block: int | None) -> int:
        """Tell the size of a block; of anything else, that it has none."""
        _, size, token = self._blocks.get(block or 0, (None, -1, block))
        self.origin.get_size(token)
        return size

    def did_alloc(self, block: int | None) -> int:
        """Tell whether a block is of this allocator."""
        _, _, token = self._blocks.get(block or 0, (None, 0, block))
        self.origin.did_alloc(token)
        return int((block or 0) in self._blocks)
