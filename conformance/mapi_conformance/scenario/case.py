"""A scenario under one permutation: every value typed, every name checked.

A case is what becomes a pytest item. Nothing in it knows YAML any more, except the
places that messages point to.
"""

from dataclasses import dataclass, field

from mapi_conformance.mapi.interfaces import Method
from mapi_conformance.scenario.model import Law, Scenario, Suite, WatchedKind
from mapi_conformance.scenario.problems import Place
from mapi_conformance.scenario.values import CodeIs, Literal, Matcher, Value


#: Calls whose result is a count, which nobody compares.
COUNTING = frozenset({"AddRef", "Release"})


@dataclass(frozen=True, slots=True)
class Citations:
    """Clause ids by the aspect they are cited for; ``*`` is a plain ``cites``."""

    aspects: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def of(self, *names: str) -> tuple[str, ...]:
        """The clauses of the first aspect named that is cited, else the plain ones."""
        return self.only(*names) or self.only("*")

    def only(self, *names: str) -> tuple[str, ...]:
        """The clauses of the first aspect named that is cited."""
        # A loop: this is asked a dozen times a step, mostly of nothing.
        for name in names:
            for aspect, ids in self.aspects:
                if aspect == name:
                    return ids
        return ()

    @property
    def clauses(self) -> tuple[str, ...]:
        """Every clause, once, in order."""
        return tuple(dict.fromkeys(c for _, ids in self.aspects for c in ids))


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """What must and what may happen while a step runs."""

    expected: tuple["Expectation", ...] = ()
    #: The order of ``expected`` counts.
    ordered: bool = True
    #: Handle and method, or handle and fact, that may come any number of times.
    allowed: tuple[tuple[str, str], ...] = ()
    anything: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """An event that must come: a call, or a fact."""

    place: Place
    handle: str
    name: str
    #: Interface and method, or party and fact, as the alphabet has it.
    kind: tuple[str, str]
    #: The subject does it; otherwise it is the other side's.
    mine: bool
    arguments: tuple[tuple[str, Matcher], ...] = ()
    #: For a call into the subject alone.
    returns: CodeIs | None = None
    out: tuple[tuple[str, Matcher], ...] = ()
    effects: Effects = field(default_factory=Effects)
    cites: Citations = field(default_factory=Citations)
    #: How often it must and may come in a row.
    least: int = 1
    most: int = 1
    note: str = ""

    @property
    def is_fact(self) -> bool:
        """Whether the host states this."""
        return self.name[:1].islower()

    @property
    def label(self) -> str:
        """``store.support.StoreLogoffTransports``."""
        return f"{self.handle}.{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One call and what it must do."""

    place: Place
    handle: str
    method: str
    #: The interface the handle is held through; None where only the run can tell.
    interface: str | None
    arguments: tuple[tuple[str, Value], ...] = ()
    lane: str = ""
    bind: str | None = None
    #: The call goes into the subject, so its result is the subject's.
    judged: bool = True
    returns: CodeIs
    out: tuple[tuple[str, Matcher], ...] = ()
    effects: Effects = field(default_factory=Effects)
    cites: Citations = field(default_factory=Citations)
    repeat: int = 1
    observe: frozenset[str] = frozenset()
    note: str = ""

    @property
    def label(self) -> str:
        """``store.StoreLogoff``."""
        return f"{self.handle}.{self.method}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """Several steps whose effects are compared once, together."""

    place: Place
    steps: tuple[Step, ...]
    effects: Effects
    cites: Citations


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Steps repeated together."""

    place: Place
    steps: tuple["Action", ...]
    repeat: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SetTransports:
    """A state of the transports; keys as in :class:`port.host.Transports`."""

    place: Place
    counts: tuple[tuple[str, int], ...]
    switches: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFastShutdown:
    """A user's setting; keys as in :class:`port.host.FastShutdown`."""

    place: Place
    counts: tuple[tuple[str, int], ...]
    switches: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptedReply:
    """What MAPI answers once."""

    code: int
    words: tuple[tuple[str, Literal], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What MAPI answers to calls of one method on one object."""

    place: Place
    handle: str
    method: str
    #: None where MAPI answers as documented.
    replies: tuple[ScriptedReply | None, ...]


Action = Step | Across | Group | SetTransports | SetFastShutdown | Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What runs: a scenario under one permutation of its axes and rows."""

    #: ``suite/scenario[part,part]``; permanent.
    id: str
    scenario: Scenario
    #: Scenes and settings, judged by the alphabet ``always`` alone.
    setup: tuple[Action, ...]
    steps: tuple[Action, ...]
    #: Every clause it cites, laws included, once and in order.
    clauses: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Collect the clauses, which are asked for wherever the case is."""
        cited = [c for action in self.steps for c in _cited(action)]
        cited += [c for law in self.laws for c in law.clauses]
        object.__setattr__(self, "clauses", tuple(dict.fromkeys(cited)))

    @property
    def suite(self) -> Suite:
        """The file it comes from."""
        return self.scenario.suite

    @property
    def name(self) -> str:
        """The id without its suite."""
        return self.id.partition("/")[2]

    @property
    def laws(self) -> tuple[Law, ...]:
        """The laws it invokes."""
        return self.scenario.laws

    @property
    def alphabet(self) -> tuple[WatchedKind, ...]:
        """What must not happen unmentioned."""
        return self.scenario.alphabet


def _cited(action: Action) -> tuple[str, ...]:
    match action:
        case Step() | Across():
            inner = action.steps if isinstance(action, Across) else ()
            nested = [c for step in inner for c in _cited(step)]
            return (*nested, *action.cites.clauses, *_expected(action.effects))
        case Group():
            return tuple(c for step in action.steps for c in _cited(step))
        case _:
            return ()


def _expected(effects: Effects) -> tuple[str, ...]:
    return tuple(
        clause
        for each in effects.expected
        for clause in (*each.cites.clauses, *_expected(each.effects))
    )


def object_result(method: Method) -> str | None:
    """The result that ``as`` binds: a store before a logon."""
    gives = [p for p in method.parameters if p.gives and p.type.value == "object"]
    names = [parameter.name for parameter in gives]
    return next((name for name in names if name != "logon"), None)
