"""MAPI's memory with real bytes: on the books, between marks, behind fences."""

import ctypes
from collections.abc import Callable
from typing import Any

import pytest

from mapi_adapters.com.layout import POINTER, function_type
from mapi_adapters.com.malloc import Malloc
from mapi_adapters.com.memory import Memory, Misused
from mapi_adapters.com.pages import Fenced
from mapi_conformance.mapi.codes import (
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_NOT_ENOUGH_MEMORY,
    S_OK,
)
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.mapi.refs import Ref


NAMES = ("MAPIAllocateBuffer", "MAPIAllocateMore", "MAPIFreeBuffer")


class Suite:
    """Stands for the suite's ledger: tells what it heard."""

    def __init__(self, code: int = S_OK) -> None:
        self.heard: list[tuple[str, object]] = []
        self.code = code

    def functions(self) -> dict[str, Callable[..., int]]:
        """Give the three functions."""
        return dict(zip(NAMES, (self._allocate, self._more, self._free), strict=True))

    def _allocate(self, size: int, token: Ref[Any]) -> int:
        token.value = f"block {len(self.heard)}"
        self.heard.append(("allocate", size))
        return self.code

    def _more(self, size: int, parent: object, token: Ref[Any]) -> int:
        token.value = f"block {len(self.heard)}"
        self.heard.append(("more", parent))
        return self.code

    def _free(self, token: object) -> int:
        self.heard.append(("free", token))
        return self.code


class Library:
    """Calls MAPI's functions by their addresses, as a library does."""

    def __init__(self, memory: Memory) -> None:
        methods = INTERFACES["MAPI"].methods
        self._allocate, self._more, self._free = (
            function_type(methods[name])(memory.address_of(name)) for name in NAMES
        )

    def allocate(self, size: int) -> int:
        """Allocate a block that has to be there."""
        code, address = self.try_to_allocate(size)
        assert code == S_OK
        return address

    def try_to_allocate(self, size: int) -> tuple[int, int]:
        """Allocate a block."""
        cell = POINTER()
        code = self._allocate(size, ctypes.addressof(cell))
        return code, cell.value or 0

    def more(self, size: int, parent: int) -> tuple[int, int]:
        """Link a block to another."""
        cell = POINTER()
        code = self._more(size, parent, ctypes.addressof(cell))
        return code, cell.value or 0

    def free(self, address: int | None) -> int:
        """Free a block."""
        return int(self._free(address))


@pytest.fixture(name="memory", params=[False, True], ids=["marks", "fence"])
def _memory(request: pytest.FixtureRequest) -> Memory:
    return Memory(fence=request.param)


def test_suite_hears_of_every_call(memory: Memory) -> None:
    """Blocks have the suite's names; what is none of ours is a number."""
    suite, library = Suite(), Library(memory)
    memory.bind(suite.functions())

    root = library.allocate(10)
    library.more(20, root)
    library.free(root)
    library.free(root)
    library.free(0x1234)

    assert suite.heard == [
        ("allocate", 10),
        ("more", "block 0"),
        ("free", "block 0"),
        ("free", "block 0"),
        ("free", 0x1234),
    ]


def test_blocks_can_be_written_to_their_end(memory: Memory) -> None:
    """All of a block is its owner's."""
    library = Library(memory)
    root = library.allocate(16)
    _, linked = library.more(24, root)

    ctypes.memset(root, 1, 16)
    ctypes.memset(linked, 2, 24)

    assert ctypes.string_at(root, 16) == b"\x01" * 16
    assert ctypes.string_at(linked, 24) == b"\x02" * 24
    assert library.free(root) == S_OK
    memory.check()


def test_null_is_freed_for_nothing(memory: Memory) -> None:
    """MAPIFreeBuffer takes a null pointer."""
    suite = Suite()
    memory.bind(suite.functions())

    assert Library(memory).free(None) == S_OK
    assert suite.heard == []


@pytest.mark.parametrize("offset", [16, -1], ids=["past-its-end", "before-it"])
def test_marks_tell_of_an_overrun(offset: int) -> None:
    """The next look says what was done to which block, once."""
    memory = Memory()
    library = Library(memory)
    block = library.allocate(16)

    ctypes.c_uint8.from_address(block + offset).value = 0
    library.free(block)

    with pytest.raises(Misused, match="a block of 16 bytes was written"):
        memory.check()
    memory.check()


def test_marks_tell_of_a_use_after_free() -> None:
    """What is written into a freed block is found."""
    memory = Memory()
    library = Library(memory)
    block = library.allocate(16)
    library.free(block)
    memory.check()

    ctypes.c_uint8.from_address(block).value = 0

    with pytest.raises(Misused, match="16 bytes was written into after it was freed"):
        memory.check()


def test_fences_end_where_memory_ends() -> None:
    """A block whose size is a multiple of eight is followed by nothing."""
    block = Fenced(24)

    assert (block.address + 24) % 4096 == 0
    block.close()


def test_refusals_of_the_suite_are_passed_on(memory: Memory) -> None:
    """Where the suite has no memory to give, none is given."""
    memory.bind(Suite(MAPI_E_NOT_ENOUGH_MEMORY).functions())

    assert Library(memory).try_to_allocate(10) == (MAPI_E_NOT_ENOUGH_MEMORY, 0)
    with pytest.raises(MemoryError):
        memory.allocate(10)


def test_nothing_is_linked_to_what_is_no_root(memory: Memory) -> None:
    """A linked block, a freed one and a stranger cannot be extended."""
    library = Library(memory)
    root = library.allocate(10)
    _, linked = library.more(10, root)
    freed = library.allocate(10)
    library.free(freed)

    for parent in (linked, freed, 0x1234):
        assert library.more(10, parent) == (MAPI_E_INVALID_PARAMETER, 0)


def test_endless_blocks_are_refused(memory: Memory) -> None:
    """A provider that asks for four gigabytes gets none."""
    assert Library(memory).try_to_allocate(0xFFFFFFFF)[0] == MAPI_E_NOT_ENOUGH_MEMORY


def test_a_null_pointer_for_the_block_is_refused(memory: Memory) -> None:
    """Nobody can hand out a block without a place to name it."""
    allocate = function_type(INTERFACES["MAPI"].methods["MAPIAllocateBuffer"])

    code = allocate(memory.address_of("MAPIAllocateBuffer"))(10, None)

    assert code == MAPI_E_INVALID_PARAMETER


def test_only_our_blocks_are_freed_for_a_provider(memory: Memory) -> None:
    """What it gave us to free has to be a block of MAPI's."""
    with pytest.raises(Misused, match="no block of MAPIAllocateBuffer"):
        memory.free(0x1234)


def test_a_failure_of_ours_reaches_nobody(memory: Memory) -> None:
    """The provider gets a code; the next look tells what happened."""

    def fall(*arguments: object) -> int:
        raise ZeroDivisionError

    memory.bind({"MAPIAllocateBuffer": fall})

    assert Library(memory).try_to_allocate(10)[0] == MAPI_E_NOT_ENOUGH_MEMORY
    with pytest.raises(Misused, match="MAPI's memory failed: ZeroDivisionError"):
        memory.check()


def test_old_blocks_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    """Freed blocks are kept apart for long, and not for ever."""
    monkeypatch.setattr("mapi_adapters.com.memory._QUARANTINE", 2)
    memory = Memory(fence=True)
    library = Library(memory)

    for _ in range(5):
        library.free(library.allocate(10))

    assert len(memory._freed) == 2


class Origin:
    """MAPI's own IMalloc."""

    def __init__(self) -> None:
        self.heard: list[tuple[object, ...]] = []

    def __getattr__(self, name: str) -> Any:
        """Be whatever method is called."""

        def method(*values: object) -> object:
            self.heard.append((name, *values))
            return f"token {len(self.heard)}"

        return method


def test_malloc_has_bytes_of_its_own() -> None:
    """Each call is passed on under MAPI's names, and the bytes are real."""
    origin = Origin()
    malloc = Malloc(origin)

    block = malloc.alloc(4)
    ctypes.memmove(block, b"data", 4)
    larger = malloc.realloc(block, 8)

    assert ctypes.string_at(larger, 4) == b"data"
    assert (malloc.get_size(larger), malloc.get_size(7)) == (8, -1)
    assert (malloc.did_alloc(larger), malloc.did_alloc(block)) == (1, 0)
    malloc.free(larger)
    malloc.heap_minimize()
    assert origin.heard == [
        ("alloc", 4),
        ("alloc", 8),
        ("free", "token 1"),
        ("get_size", "token 2"),
        ("get_size", 7),
        ("did_alloc", "token 2"),
        ("did_alloc", block),
        ("free", "token 2"),
        ("heap_minimize",),
    ]
