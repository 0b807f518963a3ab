"""Handles: the numbers under which objects are known on the other side."""

import threading
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Final


#: Whose an object is: the key under which its number travels.
MAPI: Final = "mapi"
PROVIDER: Final = "provider"


class Unfit(Exception):
    """What stands in a message cannot stand there; the text says what is due."""


class Stale(Exception):
    """A handle of the time before a reset: nobody is to blame, and nobody is there."""


class Token:
    """Something of the other side that is handed back and never looked into."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number

    def __repr__(self) -> str:
        return f"<opaque {self.number}>"


class Proxy:
    """An object of the other side, as this side holds it."""

    __slots__ = ("__weakref__", "handles", "identity", "number")

    handles: "Handles"
    number: int
    #: Equal for two proxies of one object, as the other side computed it.
    identity: object

    def meet(self, interface: str) -> None:
        """Learn that the object is held through an interface, too."""

    def function(self, name: str) -> object:
        """Find the function of MAPI that this stands for.

        Raises:
            LookupError: There is no such function.
        """
        raise LookupError(name)


#: Makes the proxy of an object of the other side: its number, an interface, identity.
MakeProxy = Callable[["Handles", int, str, object], Proxy]


def number_itself(number: int, target: object) -> object:
    """Tell objects apart by their handles: each object has one."""
    return number


class Handles:
    """Both tables of one conversation: what was given out, and what came.

    A number is never used twice in a conversation. A reset forgets the objects and
    keeps the count, so that a late comer is known for what it is.
    """

    def __init__(
        self,
        local: str,
        remote: str,
        make: MakeProxy,
        *,
        limit: int = 100_000,
        identity: Callable[[int, object], object] = number_itself,
    ) -> None:
        self.local = local
        self.remote = remote
        self.limit = limit
        self._make = make
        self._identity = identity
        # Reentrant: collecting garbage may run a destructor that calls us.
        self._lock = threading.RLock()
        self._last = 0
        self._floor = 0
        self._given: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}
        self._interfaces: dict[int, str] = {}
        self._taken: dict[int, Any] = {}
        self._references: Counter[int] = Counter()

    def give(self, target: object, interface: str) -> dict[str, object]:
        """Write an object as it travels.

        Raises:
            Unfit: There are too many.
        """
        if isinstance(target, Proxy) and target.handles is self:
            return {self.remote: target.number, "interface": interface}
        number = self._number(target)
        self._interfaces[number] = interface
        return {
            self.local: number,
            "interface": interface,
            "identity": self._identity(number, target),
        }

    def give_token(self, target: object) -> dict[str, object]:
        """Write something opaque as it travels."""
        if type(target) is Token:
            return {"opaque": target.number, "of": self.remote}
        return {"opaque": self._number(target), "of": self.local}

    def take(self, data: dict[str, Any], interface: str) -> Any:
        """Read an object.

        Raises:
            Unfit: It was never given out, or is written wrongly.
        """
        if self.local in data:
            return self.find(data[self.local])
        number = data[self.remote]
        _check_number(number)
        through = data.get("interface", interface)
        if not isinstance(through, str):
            raise Unfit(f"the interface of {self.remote} {number} is no string")
        identity = data.get("identity", number)
        proxy = self._taken.get(number)
        if proxy is None:
            self._check_room()
            proxy = self._taken[number] = self._make(self, number, through, identity)
        elif "identity" in data and proxy.identity != identity:
            raise Unfit(
                f"{self.remote} {number} had the identity {proxy.identity!r}, and now"
                f" has {identity!r}"
            )
        proxy.meet(through)
        return proxy

    def take_token(self, data: dict[str, Any]) -> Any:
        """Read something opaque."""
        number, side = data["opaque"], data.get("of")
        _check_number(number)
        if side == self.local:
            return self.find(number)
        if side != self.remote:
            raise Unfit(f"of is {side!r}; {MAPI!r} or {PROVIDER!r} is due")
        if number not in self._taken:
            self._check_room()
            self._taken[number] = Token(number)
        return self._taken[number]

    def find(self, number: object) -> Any:
        """Find an object of this side.

        Raises:
            Unfit: The number was never given out.
            Stale: It was, before the last reset.
        """
        _check_number(number)
        found = self._given.get(number)  # type: ignore[call-overload]  # checked above
        if found is not None:
            return found
        if isinstance(number, int) and 0 < number <= self._floor:
            raise Stale
        raise Unfit(f"the handle {self.local} {number} was never given out")

    def reset(self) -> None:
        """Forget every object of both sides."""
        with self._lock:
            self._floor = self._last
            self._given.clear()
            self._numbers.clear()
            self._interfaces.clear()
            self._taken.clear()
            self._references.clear()

    def count(self, number: int, change: int) -> None:
        """Count references, for the census."""
        self._references[number] += change

    def census(self) -> list[dict[str, object]]:
        """List what was given out and is held by the other side."""
        return [
            {
                "object": number,
                "interface": self._interfaces[number],
                "references": self._references[number],
            }
            for number in self._held()
        ]

    def _held(self) -> Iterable[int]:
        return [n for n in self._interfaces if self._references[n] > 0]

    def _number(self, target: object) -> int:
        with self._lock:
            number = self._numbers.get(id(target))
            if number is None:
                self._check_room()
                self._last += 1
                number = self._numbers[id(target)] = self._last
                self._given[number] = target
            return number

    def _check_room(self) -> None:
        if len(self._given) + len(self._taken) >= self.limit:
            raise Unfit(f"more than {self.limit} handles are open")


def _check_number(number: object) -> None:
    if type(number) is not int or number < 0:
        raise Unfit(f"a handle is a number from 0, not {number!r}")
