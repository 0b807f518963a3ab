"""What a file says of itself before it is loaded: whose format, how many bits."""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Final


_X86: Final = 0x014C
_X64: Final = 0x8664
_ARM64: Final = 0xAA64
_PE_MACHINES: Final = {
    _X86: ("32-bit x86", 32),
    _X64: ("64-bit x86", 64),
    _ARM64: ("64-bit ARM", 64),
}
_PE_OFFSET: Final = 0x3C
_HEAD: Final = 1024
_DLL: Final = 0x2000
_SHARED: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A file of machine code."""

    #: ``ELF`` or ``PE``; nothing where it is neither.
    format: str
    #: In words.
    machine: str = ""
    bits: int = 0
    #: It is a library, not a program.
    library: bool = True


_NONE: Final = Image(format="")


def read_image(path: Path) -> Image:
    """Read the head of a file.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    try:
        if head[:4] == b"\x7fELF":
            return _read_elf(head)
        if head[:2] == b"MZ":
            return _read_pe(head)
    except struct.error:
        pass
    return _NONE


def _read_elf(head: bytes) -> Image:
    bits = 32 if head[4] == 1 else 64
    order = ">" if head[5] == 2 else "<"  # noqa: PLR2004 - big endian, as ELF numbers it
    (kind,) = struct.unpack_from(f"{order}H", head, 16)
    machine = f"{bits}-bit Linux"
    return Image(format="ELF", machine=machine, bits=bits, library=kind == _SHARED)


def _read_pe(head: bytes) -> Image:
    (offset,) = struct.unpack_from("<I", head, _PE_OFFSET)
    if head[offset : offset + 4] != b"PE\0\0":
        return _NONE
    number, flags = (
        struct.unpack_from("<H", head, offset + 4)[0],
        struct.unpack_from("<H", head, offset + 22)[0],
    )
    name, bits = _PE_MACHINES.get(number, (f"machine {number:#06x}", 0))
    return Image(
        format="PE", machine=f"{name} Windows", bits=bits, library=bool(flags & _DLL)
    )
