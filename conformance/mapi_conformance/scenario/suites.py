"""Nodes → suites and scenarios as written."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mapi_conformance.scenario import grammar
from mapi_conformance.scenario.catalogue import Catalogue
from mapi_conformance.scenario.model import (
    CAPABILITIES,
    PROFILE_PAIRS,
    Law,
    Scenario,
    SettingNode,
    StepNode,
    Subject,
    Suite,
    WatchedKind,
)
from mapi_conformance.scenario.nodes import (
    Fields,
    Node,
    Scalar,
    as_fields,
    as_items,
    as_scalar,
    as_scalars,
)
from mapi_conformance.scenario.problems import Place, Problems, Refused
from mapi_conformance.scenario.shared import Shared
from mapi_conformance.scenario.steps import StepReader
from mapi_conformance.wording import near


class SuiteReader:
    """Reads one scenario file."""

    def __init__(
        self, shared: Shared, catalogue: Catalogue, problems: Problems
    ) -> None:
        self._shared = shared
        self._catalogue = catalogue
        self._problems = problems
        self._steps = StepReader(problems)

    def read(self, top: Node | None, path: str) -> Suite:
        """Read the file's one mapping.

        Raises:
            Refused: It is no suite at all.
        """
        fields = as_fields(top, "a suite", Place(path, 1, 1))
        grammar.check_keys(fields, grammar.SUITE, "a suite", self._problems)
        suite = Suite(
            id=self._id(fields, "suite", "a suite"),
            about=self._required(fields, "about", "a suite").text,
            subject=self._subject(fields),
            path=path,
        )
        scenarios = self._scenarios(fields, suite)
        return replace(suite, scenarios=scenarios)

    def _scenarios(self, top: Fields, suite: Suite) -> tuple[Scenario, ...]:
        if not as_items(top.get("scenarios")):
            raise Refused(top.place, "a suite needs 'scenarios'")
        found: dict[str, Scenario] = {}
        for node in as_items(top.get("scenarios")):
            with self._problems.noted():
                scenario = self._scenario(node, top, suite)
                if scenario.id in found:
                    raise Refused(
                        scenario.place, f"two scenarios are called {scenario.id!r}"
                    )
                found[scenario.id] = scenario
        return tuple(found.values())

    def _scenario(self, node: Node, top: Fields, suite: Suite) -> Scenario:
        fields = as_fields(node, "a scenario", node.place)
        grammar.check_keys(fields, grammar.SCENARIO, "a scenario", self._problems)
        about = fields.get("about")
        steps = self._scenario_steps(fields)
        # What these two refuse would be missed by every step: they come after all
        # else was read, and end the scenario instead of letting it be bound.
        rows = self._rows(fields)
        axes = self._axes(fields, rows)
        setup = self._given(top, fields)
        return Scenario(
            id=self._id(fields, "id", "a scenario"),
            title=self._required(fields, "title", "a scenario").text,
            about=as_scalar(about, "about").text if about else "",
            suite=suite,
            place=(fields.key("id") or fields).place,
            profiles=self._profiles(top, fields),
            requires=self._capabilities("requires", top, fields),
            without=self._capabilities("without", top, fields),
            axes=axes,
            rows=rows,
            distinct=self._distinct(fields, axes, rows),
            alphabet=self._alphabet(suite, top, fields),
            laws=self._laws(top, fields),
            setup=setup,
            steps=steps,
            observe=self._flag(fields, "observe"),
        )

    def _scenario_steps(self, fields: Fields) -> tuple[StepNode, ...]:
        nodes = as_items(fields.get("steps"))
        if not nodes:
            raise Refused(fields.place, "a scenario needs 'steps'")
        return self._steps.steps(nodes)

    def _id(self, fields: Fields, key: str, what: str) -> str:
        word = self._required(fields, key, what)
        if not grammar.is_id(word.text):
            self._problems.add(
                word.place,
                f"{word.text!r} is no id; ids are kebab-case, as in last-flag-wins",
            )
        return word.text

    def _required(self, fields: Fields, key: str, what: str) -> Scalar:
        node = fields.get(key)
        if node is None:
            raise Refused(fields.place, f"{what} needs {key!r}")
        return as_scalar(node, key)

    def _subject(self, fields: Fields) -> Subject:
        node = fields.get("subject")
        word = as_scalar(node, "subject") if node else None
        if word is None:
            return Subject.PROVIDER
        if word.text not in {subject.value for subject in Subject}:
            raise Refused(
                word.place, f"the subject is 'provider' or 'mapi', not {word.text!r}"
            )
        return Subject(word.text)

    def _flag(self, fields: Fields, key: str) -> bool:
        node = fields.get(key)
        if node is None:
            return False
        word = as_scalar(node, key)
        if word.text not in ("true", "false"):
            self._problems.add(word.place, f"{key} is true or false, not {word.text!r}")
        return word.text == "true"

    def _profiles(self, *sources: Fields) -> tuple[str, ...]:
        words = _together("profile", sources)
        names = {word.text for word in words}
        for word in words:
            if word.text not in PROFILE_PAIRS:
                self._problems.add(
                    word.place,
                    f"no profile is called {word.text!r}"
                    f"{near(word.text, PROFILE_PAIRS)}",
                )
            elif PROFILE_PAIRS[word.text] in names:
                self._problems.add(
                    word.place,
                    f"{word.text} and {PROFILE_PAIRS[word.text]} exclude each other",
                )
        return _unique(words)

    def _capabilities(self, key: str, *sources: Fields) -> tuple[str, ...]:
        other = "without" if key == "requires" else "requires"
        excluded = {word.text for word in _together(other, sources)}
        words = _together(key, sources)
        for word in words:
            if word.text not in CAPABILITIES:
                self._problems.add(
                    word.place,
                    f"no capability is called {word.text!r}"
                    f"{near(word.text, CAPABILITIES)}",
                )
            elif word.text in excluded:
                self._problems.add(
                    word.place, f"{word.text!r} is both required and excluded"
                )
        return _unique(words)

    def _alphabet(self, suite: Suite, *sources: Fields) -> tuple[WatchedKind, ...]:
        always = self._shared.watch.get("always", ())
        kinds = list(always) if suite.subject is Subject.PROVIDER else []
        for word in _together("watch", sources):
            kinds += self._watched(word)
        return tuple(dict.fromkeys(kinds))

    def _watched(self, word: Scalar) -> tuple[WatchedKind, ...]:
        if word.text in self._shared.watch:
            return self._shared.watch[word.text]
        if kind := self._shared.find_kind(word.text):
            return (kind,)
        if "." in word.text:
            text = (
                f"no watch set knows {word.text!r}, so nobody could say what an"
                " unmentioned one breaks; add it to a set of the corpus file"
                f"{near(word.text, self._shared.kinds)}"
            )
        else:
            text = f"no watch set is called {word.text!r}"
            text += near(word.text, self._shared.watch)
        self._problems.add(word.place, text)
        return ()

    def _laws(self, *sources: Fields) -> tuple[Law, ...]:
        found: list[Law] = []
        for word in _together("laws", sources):
            laws = self._shared.find_laws(word.text)
            if not laws:
                known = [*self._shared.laws]
                known += [
                    law.name for laws in self._shared.laws.values() for law in laws
                ]
                self._problems.add(
                    word.place,
                    f"no law is called {word.text!r}{near(word.text, known)}",
                )
            found += laws
        return tuple(dict.fromkeys(found))

    def _given(self, *sources: Fields) -> tuple[StepNode, ...]:
        steps: list[StepNode] = []
        for fields in sources:
            for node in as_items(fields.get("given")):
                steps += self._scene_or_setting(node)
        return tuple(steps)

    def _scene_or_setting(self, node: Node) -> Iterable[StepNode]:
        if not isinstance(node, Scalar):
            steps = self._steps.steps((node,))
            for step in steps:
                if not isinstance(step, SettingNode):
                    raise Refused(step.place, "given holds scenes and settings alone")
            return steps
        if node.text in self._shared.scenes:
            return self._shared.scenes[node.text].steps
        raise Refused(
            node.place,
            f"no scene is called {node.text!r}{near(node.text, self._shared.scenes)}",
        )

    def _rows(self, fields: Fields) -> tuple[Fields, ...]:
        rows: list[Fields] = []
        for node in as_items(fields.get("rows")):
            with self._problems.noted():
                row = as_fields(node, "a row", node.place)
                if rows and set(row.names) != set(rows[0].names):
                    differ = ", ".join(sorted(set(row.names) ^ set(rows[0].names)))
                    raise Refused(
                        row.place,
                        "the rows of a table have the same columns; here differ:"
                        f" {differ}",
                    )
                rows.append(row)
        return tuple(rows)

    def _axes(
        self, fields: Fields, rows: Sequence[Fields]
    ) -> tuple[tuple[str, tuple[Node, ...]], ...]:
        node = fields.get("axes")
        if node is None:
            return ()
        columns = rows[0].names if rows else ()
        axes = []
        for name, value in as_fields(node, "axes", fields.place).entries:
            if name.text in columns:
                self._problems.add(name.place, f"{name.text!r} is an axis and a column")
            axes.append((name.text, self._axis(name, value)))
        return tuple(axes)

    def _axis(self, name: Scalar, value: Node) -> tuple[Node, ...]:
        if not isinstance(value, Scalar):
            return as_items(value)
        if value.is_variable:
            raise Refused(
                value.place,
                "$ is for variables; a list of the corpus is named plainly:"
                f" {name.text}: {value.text[1:]}",
            )
        if value.text not in self._shared.values:
            raise Refused(
                value.place,
                f"the corpus has no list {value.text!r}"
                f"{near(value.text, self._shared.values)}",
            )
        return self._shared.values[value.text]

    def _distinct(
        self,
        fields: Fields,
        axes: Sequence[tuple[str, tuple[Node, ...]]],
        rows: Sequence[Fields],
    ) -> tuple[str, ...]:
        known = [name for name, _ in axes] + list(rows[0].names if rows else ())
        words = as_scalars(fields.get("distinct"), "distinct")
        for word in words:
            if word.text not in known:
                self._problems.add(
                    word.place,
                    f"{word.text!r} is neither an axis nor a column"
                    f"{near(word.text, known)}",
                )
        return tuple(word.text for word in words if word.text in known)


def _together(key: str, sources: Iterable[Fields]) -> tuple[Scalar, ...]:
    """The suite's words, then the scenario's: lists are appended, never overridden."""
    return tuple(
        word for fields in sources for word in as_scalars(fields.get(key), key)
    )


def _unique(words: Iterable[Scalar]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word.text for word in words))
