"""The shape of the table of interfaces, and how MAPI's names are spelled in Python."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from mapi_conformance.mapi.identifiers import Iid


class Side(Enum):
    """Who implements an interface."""

    PROVIDER = "provider"
    MAPI = "mapi"
    EITHER = "either"


class Direction(Enum):
    """Which way a parameter carries a value."""

    IN = "in"
    OUT = "out"
    INOUT = "in/out"


class Type(Enum):
    """What a value is: the word for it, and beside each its form in Python."""

    #: int, unsigned 32 bits; written as names of the parameter's family.
    FLAGS = "flags"
    #: int, unsigned 32 bits; an HRESULT.
    CODE = "code"
    #: int, unsigned 32 bits.
    NUMBER = "number"
    #: int, signed 32 bits.
    SIGNED = "signed number"
    #: bool; in C a word of 32 bits in which anything but zero is true.
    BOOLEAN = "boolean"
    #: int as wide as a pointer: connections, message references, windows, bookmarks.
    SIZED = "pointer-sized number"
    #: Iid.
    IID = "interface id"
    #: The object, or whatever stands for one on the road it came by.
    OBJECT = "object"
    #: bytes; the count and the pointer of C in one.
    BINARY = "binary"
    #: bytes, sixteen of them.
    UID = "uid"
    #: str; its width in C follows MAPI_UNICODE.
    TEXT = "text"
    #: int; one property tag.
    TAG = "tag"
    #: tuple[int, ...]; property tags in order.
    TAGS = "tags"
    #: tuple[PropValue, ...] in the order of the array.
    PROPERTIES = "properties"
    #: tuple of (index, tag, code), one for each problem.
    PROBLEMS = "problems"
    #: tuple of rows, each a tuple[PropValue, ...]; an address list is one too.
    ROWS = "rows"
    #: tuple of (tag, order).
    SORT = "sort"
    #: A restriction, as whoever built it spells it.
    RESTRICTION = "restriction"
    #: tuple of notifications, each a mapping of field names to values.
    NOTIFICATIONS = "notifications"
    #: tuple[bytes, ...]; a list of entry ids.
    ENTRIES = "entries"
    #: Anything the suite never looks into: error texts, functions, memory, name ids.
    OPAQUE = "opaque"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A parameter, as scenarios and Python name it; it may be several in C."""

    name: str
    type: Type
    direction: Direction
    #: As the header declares them, such as ULONG cbEntryID and LPENTRYID lpEntryID.
    c: tuple[str, ...]
    #: Of a flag word, or of a number whose values have names.
    family: str = "NONE"
    #: Of an object; None where the caller's interface id decides.
    interface: str | None = None
    #: A scenario must give it; every other in-word is 0 or null unless given.
    required: bool = False
    #: Under which an out word is compared for equality.
    mask: int = 0xFFFFFFFF

    @property
    def takes(self) -> bool:
        """Whether the caller's value is read."""
        return self.direction is not Direction.OUT

    @property
    def gives(self) -> bool:
        """Whether a value comes back to the caller."""
        return self.direction is not Direction.IN


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """A method at its place in the table of virtual functions."""

    name: str
    slot: int
    parameters: tuple[Parameter, ...]
    #: The header's type: HRESULT, ULONG or SCODE; the allocator has others.
    result: str
    #: Its name in Python.
    python: str

    def declaration(self) -> str:
        """Spell the method as the header declares it."""
        parts = [c for parameter in self.parameters for c in parameter.c]
        return f"{self.result} {self.name}({', '.join(parts)})"

    def parameter(self, name: str) -> Parameter | None:
        """Find a parameter by its name."""
        for found in self.parameters:
            if found.name == name:
                return found
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interface:
    """An interface, or a group of plain functions that is held like one."""

    name: str
    side: Side
    #: None for IUnknown and for groups of functions.
    base: str | None
    iid: Iid | None
    #: By name and in slot order, inherited ones first.
    methods: Mapping[str, Method] = field(compare=False, repr=False)


def snake(name: str) -> str:
    """Spell a method's name in Python: StoreLogoff becomes store_logoff.

    A run of capitals is one word and leaves its last letter to a word that
    follows; the plural IDs is one word too.
    """
    name = name.replace("IDs", "Ids")
    spelled = name[:1]
    for before, letter, after in zip(name, name[1:], name[2:] + " ", strict=False):
        if letter.isupper() and (before.islower() or after.islower()):
            spelled += "_"
        spelled += letter
    return spelled.lower()
