"""What a scenario file says, as written: values are still nodes.

``Suite`` and ``Scenario`` live as long as a run; a :class:`Scenario` under one
permutation of its axes and rows becomes a
:class:`~mapi_conformance.scenario.case.Case`, where every value is typed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from mapi_conformance.scenario.nodes import Fields, Node, Scalar
from mapi_conformance.scenario.problems import Place


class Subject(Enum):
    """Who is judged."""

    PROVIDER = "provider"
    MAPI = "mapi"

    @property
    def bound(self) -> str:
        """The catalogue's word for who a clause binds."""
        return "provider" if self is Subject.PROVIDER else "mapi-subsystem"


#: Readings come in pairs; a provider has one half at most.
PROFILE_PAIRS: Mapping[str, str] = {
    "deferred": "eager",
    "eager": "deferred",
    "abort-refuse": "abort-stop",
    "abort-stop": "abort-refuse",
}

#: The halves that are readings of MAPI: the host adopts them, no provider has them.
HOST_PROFILES = frozenset({"abort-refuse", "abort-stop"})

#: What a provider may rightly lack.
CAPABILITIES = (
    "fast-shutdown",
    "folders",
    "notifications",
    "provider-shutdown",
    "second-store",
    "spooler-logon",
    "status-object",
    "submit",
    "unconfigured-store",
    "unreachable-store",
)

#: What a scenario may ask of the configuration (``config.NAME``).
CONFIGURATION = (
    "first-store",
    "second-store",
    "unconfigured-store",
    "unreachable-store",
    "spi-version",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallNode:
    """``handle.Method`` or ``handle.fact``: a step, an event, or a nested event."""

    #: As written; may begin with a variable (``$object``).
    handle: Scalar
    name: str
    place: Place
    arguments: Fields | None = None
    lane: str = ""
    bind: Scalar | None = None
    returns: Node | None = None
    out: Fields | None = None
    effects: "EffectsNode"
    cites: "CitesNode"
    times: Scalar | None = None
    repeat: Scalar | None = None
    observe: frozenset[str] = frozenset()
    note: str = ""

    @property
    def is_fact(self) -> bool:
        """Whether the host states this rather than somebody calling it."""
        return self.name[:1].islower()

    @property
    def label(self) -> str:
        """``store.support.StoreLogoffTransports``."""
        return f"{self.handle.text}.{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectsNode:
    """``causes`` and ``may cause``."""

    #: None where nothing is written, which means nothing happens.
    expected: tuple[CallNode, ...] | None = None
    ordered: bool = True
    allowed: tuple[Scalar, ...] = ()
    anything: bool = False
    place: Place


@dataclass(frozen=True, slots=True)
class CitesNode:
    """``cites``: clause ids by aspect; ``*`` is what a plain ``cites`` covers."""

    aspects: tuple[tuple[Scalar, tuple[Scalar, ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AcrossNode:
    """Several calls whose effects are compared once, together."""

    calls: tuple[CallNode, ...]
    effects: EffectsNode
    cites: CitesNode
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupNode:
    """Steps repeated together, each round binding its names anew."""

    steps: tuple["StepNode", ...]
    repeat: Scalar | None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingNode:
    """``transports`` or ``answer``: what the host is told, no call."""

    word: str
    value: Fields
    place: Place


StepNode = CallNode | AcrossNode | GroupNode | SettingNode


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchedKind:
    """A kind of event that must not happen unmentioned."""

    #: Interface and method, or party and fact.
    kind: tuple[str, str]
    #: The watch set it stands in.
    home: str
    #: What one breaks that comes unmentioned, most specific first.
    unexpected: tuple[str, ...]
    #: What is broken where one is missing.
    missing: tuple[str, ...]
    #: What one breaks that comes once more where one was expected.
    again: tuple[str, ...]

    @property
    def name(self) -> str:
        """``IMAPISupport.StoreLogoffTransports``."""
        return ".".join(self.kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A monitor over the whole trace, and the clauses it proves."""

    name: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Ordered steps against a fresh provider, as written."""

    id: str
    title: str
    about: str = ""
    suite: "Suite"
    place: Place
    #: Suite's and scenario's lists together.
    profiles: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    axes: tuple[tuple[str, tuple[Node, ...]], ...] = ()
    rows: tuple[Fields, ...] = ()
    distinct: tuple[str, ...] = ()
    alphabet: tuple[WatchedKind, ...] = ()
    laws: tuple[Law, ...] = ()
    setup: tuple[StepNode, ...] = ()
    steps: tuple[StepNode, ...] = ()
    observe: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Suite:
    """One scenario file."""

    id: str
    about: str
    subject: Subject
    #: As in ids: ``cases/imsgstore/store-logoff-flag.yaml``.
    path: str
    scenarios: tuple[Scenario, ...] = field(default=(), compare=False)
