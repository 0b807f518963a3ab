"""Pointers to words: how a method hands back more than its result."""

from typing import Any, Final, Generic, Self, TypeVar, final


T = TypeVar("T")


@final
class Untouched:
    """What a ``Ref`` holds until somebody fills it; there is one, ``UNTOUCHED``."""

    __slots__ = ()
    _only: "Untouched | None" = None

    def __new__(cls) -> Self:
        """Give the one there is, making it the first time."""
        if cls._only is None:
            cls._only = super().__new__(cls)
        return cls._only

    def __repr__(self) -> str:
        return "UNTOUCHED"

    def __reduce__(self) -> str:
        return "UNTOUCHED"


UNTOUCHED: Final = Untouched()

# A cell's type is that of the value it is made for; until then it holds none.
_NOTHING_YET: Final[Any] = UNTOUCHED


@final
class Ref(Generic[T]):
    """A pointer to one word, which goes out of a method or both in and out.

    The caller makes it: with ``UNTOUCHED`` for a word that only goes out, with the
    word itself for one that goes both ways. The method reads ``value`` where a word
    came in, and assigns ``value`` to hand one back; the caller reads it after the
    method has returned. Where a caller passes a null pointer there is no ``Ref``,
    and the argument is ``None``.

    Two of them are equal only if they are the same, as pointers are.
    """

    __slots__ = ("value",)

    def __init__(self, value: T = _NOTHING_YET) -> None:
        self.value = value

    def __repr__(self) -> str:
        word = self.value
        if isinstance(word, int) and not isinstance(word, bool):
            return f"Ref({word:#x})"
        return f"Ref({word!r})"
