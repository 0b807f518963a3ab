"""MAPI's allocation functions with real bytes: every block is on a ledger.

What is allowed and what is counted, the suite says: each call is passed on to it, and
what it answers is what the provider gets. The bytes are here.
"""

import ctypes
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from mapi_adapters.com.layout import POINTER, function_type
from mapi_adapters.com.pages import Fenced, Ground, Marked
from mapi_conformance.mapi.codes import (
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_NOT_ENOUGH_MEMORY,
    S_OK,
)
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.mapi.refs import Ref


#: Blocks that stay unusable after they were freed; each of a fence takes two mappings
#: of the process, and Linux gives it 65530.
_QUARANTINE: Final = 4096
#: Freed blocks that are looked at after each call.
_WATCHED: Final = 64
#: Bytes that one block may have.
_LARGEST: Final = 1 << 30
_NAMES: Final = ("MAPIAllocateBuffer", "MAPIAllocateMore", "MAPIFreeBuffer")


class Misused(Exception):
    """The provider did to memory what nobody may do; the text says what."""


@dataclass(slots=True, eq=False)
class Block:
    """One block, and what the suite calls it."""

    ground: Ground
    size: int
    token: object
    linked: list["Block"] = field(default_factory=list)


class Memory:
    """The memory of one process.

    Args:
        fence: Blocks end at a page that cannot be used, and freed ones are such pages.
    """

    def __init__(self, *, fence: bool = False) -> None:
        self._make = Fenced if fence else Marked
        self._lock = threading.RLock()
        self._live: dict[int, Block] = {}
        self._roots: set[int] = set()
        self._freed: dict[int, Block] = {}
        self._order: deque[int] = deque()
        #: Something was freed, or done wrong, and a look is worth its time.
        self.suspicious = False
        #: Of them, those of this case, as far as they are looked at.
        self._recent: deque[Block] = deque(maxlen=_WATCHED)
        self._faults: list[str] = []
        self._suite: dict[str, Callable[..., Any]] = {}
        methods = INTERFACES["MAPI"].methods
        answers: tuple[Callable[..., int], ...] = (
            self._allocate_buffer,
            self._allocate_more,
            self._free_buffer,
        )
        self._functions: Mapping[str, Any] = {
            name: function_type(methods[name])(self._guard(answer))
            for name, answer in zip(_NAMES, answers, strict=True)
        }

    def bind(self, functions: Mapping[str, Any]) -> None:
        """Pass calls on to these functions from now on; none is passed on without."""
        self._suite = {name: each for name, each in functions.items() if each}
        self._recent.clear()
        self._faults.clear()
        self.suspicious = False

    def address_of(self, name: str) -> int | None:
        """Give the address of a function, as a provider calls it."""
        return ctypes.cast(self._functions[name], POINTER).value

    def check(self) -> None:
        """Look for what was done to blocks since the last look.

        Raises:
            Misused: Something was.
        """
        if self._recent:
            self._look_at_freed()
        if self._faults:
            text = "; ".join(self._faults)
            self._faults.clear()
            raise Misused(text)

    def allocate(self, size: int, parent: int | None = None) -> int:
        """Allocate as MAPI does for a provider, which has to free it.

        Raises:
            MemoryError: There is none.
        """
        match self._take(size, parent):
            case Block(ground=ground):
                return ground.address
        raise MemoryError

    def free(self, address: int) -> None:
        """Free what a provider gave us to free.

        Raises:
            Misused: MAPI's functions did not give it.
        """
        if address not in self._roots:
            raise Misused(
                "gave memory for the caller to free that is no block of"
                " MAPIAllocateBuffer"
            )
        self._give_back(address)

    # -- as the provider calls

    def _guard(self, answer: Callable[..., int]) -> Callable[..., int]:
        def guarded(*arguments: Any) -> int:
            try:
                return answer(*arguments)
            except BaseException as error:  # noqa: BLE001 - none may reach the provider
                self._faults.append(f"MAPI's memory failed: {error!r}")
                self.suspicious = True
                return MAPI_E_NOT_ENOUGH_MEMORY

        return guarded

    def _allocate_buffer(self, size: int, pointer: int | None) -> int:
        return self._hand_out(self._take(size, None) if pointer else None, pointer)

    def _allocate_more(self, size: int, parent: int | None, pointer: int | None) -> int:
        return self._hand_out(
            self._take(size, parent or 0) if pointer else None, pointer
        )

    def _hand_out(self, given: Block | int | None, pointer: int | None) -> int:
        if given is None or pointer is None:
            return MAPI_E_INVALID_PARAMETER
        if isinstance(given, int):
            return given
        POINTER.from_address(pointer).value = given.ground.address
        return S_OK

    def _free_buffer(self, address: int | None) -> int:
        return self._give_back(address) if address else S_OK

    # -- the books

    def _take(self, size: int, parent: int | None) -> Block | int:
        """Allocate, and tell the suite; a code where it refuses."""
        if size > _LARGEST:
            return MAPI_E_NOT_ENOUGH_MEMORY
        root = self._live.get(parent) if parent in self._roots else None
        token: Ref[Any] = Ref()
        if parent is None:
            code = self._tell("MAPIAllocateBuffer", size, token)
        else:
            code = self._tell("MAPIAllocateMore", size, self._token(parent), token)
            code = code or (S_OK if root else MAPI_E_INVALID_PARAMETER)
        if code:
            return code
        with self._lock:
            block = Block(self._make(size), size, token.value)
            self._live[block.ground.address] = block
            if root is not None:
                root.linked.append(block)
            else:
                self._roots.add(block.ground.address)
        return block

    def _give_back(self, address: int) -> int:
        """Free, and tell the suite, which counts what must not be."""
        code = self._tell("MAPIFreeBuffer", self._token(address))
        with self._lock:
            if address not in self._roots:
                return code or MAPI_E_INVALID_PARAMETER
            self._roots.discard(address)
            root = self._live[address]
            for block in (root, *root.linked):
                self._bury(block)
        return code

    def _bury(self, block: Block) -> None:
        fault = block.ground.fault()
        if fault:
            self._faults.append(f"a block of {block.size} bytes was {fault}")
        address = block.ground.address
        del self._live[address]
        block.ground.bury()
        self._freed[address] = block
        self._order.append(address)
        self._recent.append(block)
        self.suspicious = True
        if len(self._order) > _QUARANTINE:
            self._freed.pop(self._order.popleft()).ground.close()

    def _look_at_freed(self) -> None:
        with self._lock:
            for block in self._recent:
                if block.ground.disturbed():
                    text = "was written into after it was freed"
                    self._faults.append(f"a block of {block.size} bytes {text}")
                    block.ground.bury()

    def _token(self, address: int) -> object:
        """Say of what stands at an address what the suite calls it."""
        block = self._live.get(address) or self._freed.get(address)
        # Of what is not ours, the suite sees a number, which is no block of its own.
        return block.token if block is not None else address

    def _tell(self, name: str, *arguments: Any) -> int:
        function = self._suite.get(name)
        return S_OK if function is None else int(function(*arguments))
