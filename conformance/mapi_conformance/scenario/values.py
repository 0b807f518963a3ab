"""What a step hands over and how a result is compared: typed, without a provider.

A value that only exists while a case runs (an object, a captured result) is a name
here. How a matcher is met is for ``judge`` to say.
"""

from dataclasses import dataclass

from mapi_conformance.mapi.properties import name_tag


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written down."""

    value: object
    #: As the file spells it, for messages.
    text: str


@dataclass(frozen=True, slots=True)
class Handle:
    """An object, by the name it is bound to: ``store``, ``store.support``."""

    name: str

    @property
    def text(self) -> str:
        """The name."""
        return self.name


@dataclass(frozen=True, slots=True)
class Captured:
    """A result of an earlier step: ``$store.security``, ``$read.props.PR_ENTRYID``."""

    name: str
    result: str
    #: One property of a result that holds properties; None for the whole result.
    tag: int | None = None

    @property
    def text(self) -> str:
        """As the file spells it."""
        whole = f"${self.name}.{self.result}"
        return whole if self.tag is None else f"{whole}.{name_tag(self.tag)}"


@dataclass(frozen=True, slots=True)
class FromConfiguration:
    """A value of the run's configuration: ``config.first-store``."""

    name: str

    @property
    def text(self) -> str:
        """As the file spells it."""
        return f"config.{self.name}"


@dataclass(frozen=True, slots=True)
class Property:
    """One property with its expected or given value."""

    tag: int
    value: "Matcher"
    text: str


@dataclass(frozen=True, slots=True)
class PropertyList:
    """Properties in array order, and no others."""

    properties: tuple[Property, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Among:
    """Properties in any order, among others."""

    properties: tuple[Property, ...]
    words: str

    @property
    def text(self) -> str:
        """``has {A: B}``."""
        return f"has {self.words}"


Value = Literal | Handle | Captured | FromConfiguration | PropertyList


@dataclass(frozen=True, slots=True)
class Equals:
    """The value itself; flag words under the table's output mask."""

    value: Value

    @property
    def text(self) -> str:
        """As the file spells it."""
        return self.value.text


@dataclass(frozen=True, slots=True)
class Anything:
    """No demand; the value is recorded."""

    text: str = "any"


@dataclass(frozen=True, slots=True)
class NotNull:
    """Something came back, whatever it is."""

    text: str = "not null"


@dataclass(frozen=True, slots=True)
class Nothing:
    """Null, or a word that was left untouched."""

    text: str = "nothing"


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The word that went in, every bit of it."""

    text: str = "unchanged"


@dataclass(frozen=True, slots=True)
class OneOf:
    """Any of several; which one came is recorded."""

    choices: tuple["Matcher", ...]

    @property
    def text(self) -> str:
        """``one of A, B``."""
        return "one of " + ", ".join(choice.text for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Not:
    """Anything but this."""

    matcher: "Matcher"

    @property
    def text(self) -> str:
        """``not A``."""
        return f"not {self.matcher.text}"


@dataclass(frozen=True, slots=True)
class Bits:
    """A demand on single bits of the whole word, before any mask.

    ``has``: all of these are set. ``lacks``: none of these. ``only``: none but these.
    """

    demand: str
    bits: int
    words: str

    @property
    def text(self) -> str:
        """``only A | B``."""
        return f"{self.demand} {self.words}"


@dataclass(frozen=True, slots=True)
class Length:
    """So many bytes."""

    count: int

    @property
    def text(self) -> str:
        """``16 bytes``."""
        return f"{self.count} bytes"


@dataclass(frozen=True, slots=True)
class ErrorValue:
    """A property that could not be had, for one of these codes."""

    codes: tuple[int, ...]
    words: str

    @property
    def text(self) -> str:
        """``error A``."""
        return f"error {self.words}"


@dataclass(frozen=True, slots=True)
class AllOf:
    """Several demands, all of which must hold."""

    demands: tuple["Matcher", ...]

    @property
    def text(self) -> str:
        """``has A and lacks B``."""
        return " and ".join(demand.text for demand in self.demands)


@dataclass(frozen=True, slots=True)
class CodeIs:
    """A result code: a set of numbers, or all successes, or all failures."""

    #: ``success``, ``failure``, ``any``; or None where ``codes`` are meant.
    group: str | None
    codes: tuple[int, ...]
    text: str


Matcher = (
    Equals
    | Anything
    | NotNull
    | Nothing
    | Unchanged
    | OneOf
    | Not
    | Bits
    | Length
    | ErrorValue
    | AllOf
    | PropertyList
    | Among
)
