"""The corpus file: value lists, watch sets, laws and scenes for every scenario."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mapi_conformance.mapi.facts import FACTS
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.scenario import grammar
from mapi_conformance.scenario.catalogue import Catalogue
from mapi_conformance.scenario.model import CallNode, Law, StepNode, WatchedKind
from mapi_conformance.scenario.nodes import (
    Fields,
    Node,
    Scalar,
    as_fields,
    as_items,
    as_scalars,
)
from mapi_conformance.scenario.problems import Problems
from mapi_conformance.scenario.scope import FIXED
from mapi_conformance.scenario.steps import StepReader
from mapi_conformance.wording import near


#: Handles that no scene needs to bind, and the one a session goes by.
_RESERVED_HANDLES = (*FIXED, "session")
#: The laws that ``judge.laws`` can tell; a corpus file may group and cite these.
LAWS = (
    "one-transport-call",
    "one-request-flag",
    "support-returned",
    "silence-after-support",
    "logoff-succeeds",
    "freed-once",
    "linked-to-roots",
    "roots-freed",
    "memory-returned",
    "sound-invalidation",
    "support-kept",
    "refused-logon-keeps-nothing",
    "registered-uid",
    "spi-versions-agree",
    "refused-init-gives-nothing",
    "failures-leave-nothing",
    "malloc-returned",
    "links-freed-with-their-root",
    "one-set-of-functions",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Steps that bring a case to where a scenario begins."""

    name: str
    about: str
    binds: tuple[str, ...]
    steps: tuple[StepNode, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What every scenario may lean on; nothing here asserts by itself."""

    values: Mapping[str, tuple[Node, ...]]
    #: Set name → its kinds.
    watch: Mapping[str, tuple[WatchedKind, ...]]
    #: Set name → its laws.
    laws: Mapping[str, tuple[Law, ...]]
    scenes: Mapping[str, Scene]

    def find_kind(self, name: str) -> WatchedKind | None:
        """Find a kind in whatever set it stands."""
        kinds = (kind for kinds in self.watch.values() for kind in kinds)
        return next((kind for kind in kinds if kind.name == name), None)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind that stands in a set."""
        return tuple(k.name for kinds in self.watch.values() for k in kinds)

    def find_laws(self, name: str) -> tuple[Law, ...]:
        """Find the laws of a set, or one law by its own name."""
        if name in self.laws:
            return self.laws[name]
        laws = (law for laws in self.laws.values() for law in laws)
        return tuple(law for law in laws if law.name == name)


class SharedReader:
    """Reads the corpus file."""

    def __init__(self, catalogue: Catalogue, problems: Problems) -> None:
        self._catalogue = catalogue
        self._problems = problems
        self._steps = StepReader(problems)

    def read(self, top: Fields) -> Shared:
        """Read the whole file."""
        grammar.check_keys(top, grammar.CORPUS, "the corpus file", self._problems)
        part = self._part
        return Shared(
            values={k.text: as_items(v) for k, v in part(top, "values").entries},
            watch=self._watch(part(top, "watch")),
            laws=self._laws(part(top, "laws")),
            scenes=self._scenes(part(top, "scenes")),
        )

    def _part(self, top: Fields, name: str) -> Fields:
        node = top.get(name)
        with self._problems.noted():
            return as_fields(node, name, top.place) if node else Fields((), top.place)
        return Fields((), top.place)

    def _watch(self, part: Fields) -> dict[str, tuple[WatchedKind, ...]]:
        sets = {}
        for name, node in part.entries:
            with self._problems.noted():
                entries = as_fields(node, "a watch set", name.place).entries
                sets[name.text] = tuple(
                    self._watched(kind, name.text, node)
                    for key, node in entries
                    if (kind := self._kind(key))
                )
        return sets

    def _watched(self, kind: tuple[str, str], home: str, node: Node) -> WatchedKind:
        """Read the clauses of a kind: one list, or one for each way to go wrong."""
        if not isinstance(node, Fields):
            clauses = self._clauses(as_items(node))
            return WatchedKind(
                kind=kind,
                home=home,
                unexpected=clauses,
                missing=clauses,
                again=(),
            )
        grammar.check_keys(node, grammar.WATCHED, "a watched kind", self._problems)
        unexpected, missing, again = (
            self._clauses(as_items(node.get(word))) for word in grammar.WATCHED
        )
        return WatchedKind(
            kind=kind,
            home=home,
            unexpected=unexpected,
            missing=missing,
            again=again,
        )

    def _kind(self, key: Scalar) -> tuple[str, str] | None:
        party, _, name = key.text.partition(".")
        facts = {(fact.party, fact.name) for fact in FACTS}
        methods = INTERFACES[party].methods if party in INTERFACES else {}
        if name in methods or (party, name) in facts:
            return party, name
        known = {".".join(f) for f in facts} | {f"{party}.{m}" for m in methods}
        self._problems.add(
            key.place,
            f"{key.text!r} is no kind of event (Interface.Method or party.fact)"
            f"{near(key.text, known)}",
        )
        return None

    def _laws(self, part: Fields) -> dict[str, tuple[Law, ...]]:
        sets = {}
        for name, node in part.entries:
            with self._problems.noted():
                laws = as_fields(node, "a set of laws", name.place).entries
                for law, _ in laws:
                    if law.text not in LAWS:
                        self._problems.add(
                            law.place,
                            f"no law is called {law.text!r}{near(law.text, LAWS)}",
                        )
                sets[name.text] = tuple(
                    Law(name=law.text, clauses=self._clauses(as_items(ids)))
                    for law, ids in laws
                )
        return sets

    def _clauses(self, nodes: Iterable[Node]) -> tuple[str, ...]:
        ids = [node for node in nodes if isinstance(node, Scalar)]
        for clause in ids:
            check_clause(clause, self._catalogue, self._problems)
        return tuple(clause.text for clause in ids)

    def _scenes(self, part: Fields) -> dict[str, Scene]:
        scenes = {}
        for name, node in part.entries:
            with self._problems.noted():
                fields = as_fields(node, "a scene", name.place)
                scenes[name.text] = self._scene(name, fields)
        self._check_scene_names(part, scenes)
        return scenes

    def _scene(self, name: Scalar, fields: Fields) -> Scene:
        grammar.check_keys(fields, grammar.SCENE, "a scene", self._problems)
        steps = self._steps.steps(as_items(fields.get("steps")))
        binds = tuple(b.text for b in as_scalars(fields.get("binds"), "binds"))
        about = fields.get("about")
        self._check_scene(name, binds, steps)
        return Scene(
            name=name.text,
            about=about.text if isinstance(about, Scalar) else "",
            binds=binds,
            steps=steps,
        )

    def _check_scene(
        self, name: Scalar, binds: tuple[str, ...], steps: tuple[StepNode, ...]
    ) -> None:
        calls = [step for step in steps if isinstance(step, CallNode)]
        made = tuple(call.bind.text for call in calls if call.bind)
        if made != binds:
            self._problems.add(
                name.place,
                f"{name.text} says it binds {', '.join(binds) or 'nothing'}, its steps"
                f" bind {', '.join(made) or 'nothing'}",
            )
        for call in calls:
            if call.cites.aspects:
                self._problems.add(
                    call.place, "a scene asserts nothing, so it cites nothing"
                )
        if len(calls) != len(steps) or any(call.repeat for call in calls):
            self._problems.add(name.place, "a scene is a flat list of calls")

    def _check_scene_names(self, part: Fields, scenes: Mapping[str, Scene]) -> None:
        handles = {name for scene in scenes.values() for name in scene.binds}
        for name, _ in part.entries:
            if name.text in handles or name.text in _RESERVED_HANDLES:
                self._problems.add(
                    name.place, f"a scene and a handle are both called {name.text!r}"
                )


def check_clause(clause: Scalar, catalogue: Catalogue, problems: Problems) -> bool:
    """Note a clause that the catalogue does not have; give whether it has it."""
    if catalogue.get(clause.text) is not None:
        return True
    known = (each.id for each in catalogue.clauses)
    problems.add(
        clause.place,
        f"no clause {clause.text!r} in the catalogue{near(clause.text, known)}",
    )
    return False
