"""What may stand in an event, and what may cross a vtable."""

from collections.abc import Callable, Iterator
from enum import IntEnum
from itertools import count
from typing import Any

import pytest

from mapi_conformance.mapi.identifiers import IID_IUnknown
from mapi_conformance.mapi.interfaces import Type
from mapi_conformance.mapi.properties import PropValue
from mapi_host.instrument.soundness import Unsound, due, read
from mapi_host.instrument.value import Junk, name_type, plain, show


class Colour(IntEnum):
    """A number with a life of its own."""

    RED = 4


class Words(str):
    """A text with a life of its own."""

    __slots__ = ()


class Octets(bytes):
    """Bytes with a life of their own."""


class Interrupting:
    """A value that the user interrupts, whatever is done with it."""

    def __repr__(self) -> str:
        raise KeyboardInterrupt

    def __getattr__(self, name: str) -> Any:
        raise KeyboardInterrupt

    def __iter__(self) -> Iterator[int]:
        raise KeyboardInterrupt


class Unhashable(type):
    """A type of types that cannot be hashed."""

    def __hash__(cls) -> int:
        raise OSError


class Strange(metaclass=Unhashable):
    """A value of a type that cannot be hashed."""

    def __repr__(self) -> str:
        return "strange"


class Poison(str):
    """A text that cannot be written into another one."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        raise OSError

    def __len__(self) -> int:
        raise OSError


class Growing:
    """A value that changes what holds it when it is printed."""

    def __init__(self) -> None:
        self.within: dict[object, object] = {}

    def __repr__(self) -> str:
        self.within[len(self.within)] = self
        return "growing"


class TestPlain:
    """Data is copied, anything else is junk."""

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ([1, [2, "a"]], (1, (2, "a"))),
            ({"a": [1]}, {"a": (1,)}),
            (PropValue(5, [1]), PropValue(5, (1,))),
            (Colour.RED, 4),
            (Words("a"), "a"),
            (Octets(b"a"), b"a"),
            (IID_IUnknown, IID_IUnknown),
        ],
    )
    def test_copies(self, value: object, expected: object) -> None:
        """Arrays become tuples, subclasses of simple types the simple types."""
        copied = plain(value)

        assert copied == expected
        assert type(copied) is type(expected)

    def test_junk_inside(self) -> None:
        """What is no data is junk where it stands."""
        copied: Any = plain([1, object()])

        assert copied[0] == 1
        assert repr(copied[1]) == "<<object object>>"

    def test_endless_nesting(self) -> None:
        """A list that holds itself comes to an end."""
        nested: list[Any] = []
        nested.append(nested)

        copied: Any = plain(nested)
        for _ in range(8):
            copied = copied[0]

        assert isinstance(copied, Junk)
        assert repr(copied) == "<nested too deeply>"

    @pytest.mark.parametrize(
        ("value", "shown"),
        [
            pytest.param(Strange(), "<strange>", id="unhashable"),
            pytest.param(
                tuple.__new__(PropValue, (1, 2, 3)),
                "<<PropValue instance>>",
                id="three",
            ),
            pytest.param(
                tuple.__new__(PropValue, ()),
                "<<PropValue instance>>",
                id="none",
            ),
            pytest.param(2**64, "<an int of 65 bits>", id="wide"),
            pytest.param(-(10**5000), "<an int of 16610 bits>", id="endless"),
        ],
    )
    def test_junk(self, value: object, shown: str) -> None:
        """What only looks like data is junk."""
        copied = plain(value)

        assert isinstance(copied, Junk)
        assert repr(copied) == shown

    @pytest.mark.parametrize("value", [2**64 - 1, -(2**63), True])
    def test_numbers(self, value: int) -> None:
        """A number of 64 bits stays what it is."""
        assert plain(value) is value

    def test_members_that_change_the_whole(self) -> None:
        """A dictionary is copied as it was before its members were looked at."""
        growing = Growing()
        growing.within["a"] = growing

        copied = plain(growing.within)

        assert repr(copied) == "{'a': <growing>}"
        assert list(growing.within) == ["a", 1]

    def test_members_that_lengthen_the_list(self) -> None:
        """A list is copied as it was before its members were looked at."""
        members: list[object] = []

        class Longer:
            def __repr__(self) -> str:
                members.extend([1] * (len(members) < 5))
                return "longer"

        members.append(Longer())

        assert repr(plain(members)) == "(<longer>,)"

    def test_too_many_members(self) -> None:
        """A list of millions is not copied."""
        assert repr(plain([0] * 100_001)) == "(<100001 members>,)"


class TestShow:
    """Any value can be printed."""

    def test_long(self) -> None:
        """A long value is cut."""
        assert len(show("x" * 9999)) <= 120

    def test_no_address(self) -> None:
        """Addresses change from run to run and are left out."""
        assert show(object()) == "<object object>"

    def test_interrupt_passes(self) -> None:
        """The user's interrupt is not a value's doing."""
        with pytest.raises(KeyboardInterrupt):
            show(Interrupting())

    def test_poisoned_name(self) -> None:
        """The name of a type may be a text with a life of its own."""
        name = name_type(type(Poison("Evil"), (), {})())

        assert (name, type(name)) == ("Evil", str)


def _endless() -> Iterator[int]:
    yield from count()


def _failing() -> Iterator[int]:
    yield 1
    raise SystemExit


class TestRead:
    """Each type takes its values and no others."""

    @pytest.mark.parametrize(
        ("kind", "value", "expected"),
        [
            (Type.FLAGS, Colour.RED, 4),
            (Type.SIGNED, -5, -5),
            (Type.SIZED, 2**64 - 1, 2**64 - 1),
            (Type.BOOLEAN, 7, True),
            (Type.BOOLEAN, False, False),
            (Type.IID, IID_IUnknown, IID_IUnknown),
            (Type.UID, bytes(16), bytes(16)),
            (Type.UID, None, None),
            (Type.TEXT, None, None),
            (Type.TAGS, [1, 2], (1, 2)),
            (Type.TAGS, None, None),
            (Type.PROPERTIES, [(1, "a")], (PropValue(1, "a"),)),
            (Type.PROPERTIES, None, None),
            (Type.ROWS, [[(1, 2)]], (((1, 2),),)),
            (Type.OBJECT, None, None),
        ],
    )
    def test_takes(self, kind: Type, value: object, expected: object) -> None:
        """A sound value is read as an event holds it."""
        assert read(kind, value) == expected

    @pytest.mark.parametrize(
        ("kind", "make"),
        [
            (Type.NUMBER, lambda: True),
            (Type.SIGNED, lambda: 2**31),
            (Type.SIZED, lambda: 2**64),
            (Type.BOOLEAN, lambda: None),
            (Type.IID, lambda: bytes(16)),
            (Type.UID, lambda: bytes(15)),
            (Type.BINARY, lambda: bytearray(1)),
            (Type.TEXT, lambda: b"a"),
            (Type.TAGS, lambda: ["a"]),
            (Type.TAGS, _endless),
            (Type.TAGS, _failing),
            (Type.PROPERTIES, lambda: [5]),
            (Type.PROPERTIES, lambda: [(1, 2, 3)]),
            (Type.ROWS, object),
            (Type.OBJECT, object),
        ],
    )
    def test_refuses(self, kind: Type, make: Callable[[], object]) -> None:
        """Anything else is unsound, and nothing is raised but that."""
        with pytest.raises(Unsound):
            read(kind, make())

    @pytest.mark.parametrize("kind", [Type.TAGS, Type.OBJECT])
    def test_interrupt_passes(self, kind: Type) -> None:
        """The user's interrupt is not a value's doing."""
        with pytest.raises(KeyboardInterrupt):
            read(kind, Interrupting())

    def test_says_what_is_due(self) -> None:
        """Every type says what it takes."""
        assert due(Type.TAG) == "an int from 0 to 0xFFFFFFFF"
        assert due(Type.ROWS) == "plain data or None"
