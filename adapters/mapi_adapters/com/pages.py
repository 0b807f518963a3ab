"""Memory for blocks: with marks around each, or with a page behind that cannot be used.

With a fence, whoever writes past the end of a block, or touches one that was freed,
falls at that instruction. Without one, the marks tell of it later.
"""

import ctypes
import sys
from typing import Any, Final, Protocol

from mapi_adapters.com.layout import POINTER


_HEAD: Final = b"\xf3" * 16
_TAIL: Final = b"\xf7" * 16
_FRESH: Final = b"\xcd"
_FREED: Final = 0xDD
_PAGE: Final = 4096
_GRAIN: Final = 8


class Ground(Protocol):
    """Where one block stands."""

    #: Of its first byte.
    address: int

    def fault(self) -> str:
        """Say what was done to the bytes around it, if anything."""
        ...

    def bury(self) -> None:
        """Make it unusable; its address is not given to another block."""
        ...

    def disturbed(self) -> bool:
        """Whether somebody wrote into it after it was buried."""
        ...

    def close(self) -> None:
        """Let its memory go."""
        ...


class Marked:
    """A block with marks before and behind it."""

    def __init__(self, size: int) -> None:
        self._size = size
        text = _HEAD + _FRESH * size + _TAIL
        self._raw = ctypes.create_string_buffer(text, len(text))
        self.address = ctypes.addressof(self._raw) + len(_HEAD)

    def fault(self) -> str:
        """Say what was done to the marks."""
        raw = self._raw.raw
        if not raw.endswith(_TAIL):
            return "written past its end"
        return "" if raw.startswith(_HEAD) else "written before its beginning"

    def bury(self) -> None:
        """Fill it, so that a reader finds no sense in it."""
        ctypes.memset(self.address, _FREED, self._size)

    def disturbed(self) -> bool:
        """Whether the filling is not what it was."""
        block = ctypes.string_at(self.address, self._size)
        return block.count(_FREED) != self._size

    def close(self) -> None:
        """Leave it to Python."""


class Fenced:
    """A block that ends where memory ends."""

    def __init__(self, size: int) -> None:
        whole = -(-size // _GRAIN) * _GRAIN
        self._pages = (-(-whole // _PAGE) or 1) * _PAGE
        self._base = _reserve(self._pages + _PAGE)
        _forbid(self._base + self._pages, _PAGE)
        self.address = self._base + self._pages - whole
        ctypes.memset(self.address, _FRESH[0], whole)

    def fault(self) -> str:
        """Know of nothing: whoever leaves the block falls at once."""
        return ""

    def bury(self) -> None:
        """Let nobody in any more."""
        _forbid(self._base, self._pages)

    def disturbed(self) -> bool:
        """Know of nothing, likewise."""
        return False

    def close(self) -> None:
        """Give the pages back."""
        _release(self._base, self._pages + _PAGE)


if sys.platform == "win32":  # pragma: no cover - one of two in one run
    _KERNEL: Any = ctypes.WinDLL("kernel32")
    _KERNEL.VirtualAlloc.restype = POINTER
    _KERNEL.VirtualAlloc.argtypes = [
        POINTER,
        ctypes.c_size_t,
        ctypes.c_uint32,
        ctypes.c_uint32,
    ]
    _KERNEL.VirtualProtect.argtypes = [
        POINTER,
        ctypes.c_size_t,
        ctypes.c_uint32,
        POINTER,
    ]
    _KERNEL.VirtualFree.argtypes = [POINTER, ctypes.c_size_t, ctypes.c_uint32]

    def _reserve(size: int) -> int:
        address = _KERNEL.VirtualAlloc(None, size, 0x3000, 0x04)
        if not address:
            raise MemoryError
        return int(address)

    def _forbid(address: int, size: int) -> None:
        before = ctypes.c_uint32()
        _KERNEL.VirtualProtect(address, size, 0x01, ctypes.addressof(before))

    def _release(address: int, size: int) -> None:
        _KERNEL.VirtualFree(address, 0, 0x8000)

else:
    _LIBC: Any = ctypes.CDLL(None)
    _LIBC.mmap.restype = POINTER
    _LIBC.mmap.argtypes = [
        POINTER,
        ctypes.c_size_t,
        ctypes.c_int,
        ctypes.c_int,
        ctypes.c_int,
        ctypes.c_long,
    ]
    _LIBC.mprotect.argtypes = [POINTER, ctypes.c_size_t, ctypes.c_int]
    _LIBC.munmap.argtypes = [POINTER, ctypes.c_size_t]
    _FAILED: Final = POINTER(-1).value

    def _reserve(size: int) -> int:
        # Readable and writable, private and of no file.
        anonymous = 0x1000 if sys.platform == "darwin" else 0x20
        address = _LIBC.mmap(None, size, 3, 2 | anonymous, -1, 0)
        if address == _FAILED:
            raise MemoryError
        return int(address)

    def _forbid(address: int, size: int) -> None:
        _LIBC.mprotect(address, size, 0)

    def _release(address: int, size: int) -> None:
        _LIBC.munmap(address, size)
