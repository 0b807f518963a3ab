"""What a citation may claim, and what an alphabet must hold."""

from collections.abc import Iterable, Mapping

from mapi_conformance.scenario.case import (
    COUNTING,
    Citations,
    Effects,
    Expectation,
    Step,
)
from mapi_conformance.scenario.catalogue import Catalogue
from mapi_conformance.scenario.grammar import ASPECTS
from mapi_conformance.scenario.model import (
    PROFILE_PAIRS,
    CitesNode,
    Scenario,
    WatchedKind,
)
from mapi_conformance.scenario.nodes import Fields
from mapi_conformance.scenario.problems import Place, Problems
from mapi_conformance.scenario.shared import Shared, check_clause


_OWN_CALL = ("*", "returns", "out", "causes", "order")
_OWN_COUNT = ("causes", "order")
_HOST_ACT = ("causes", "order")
_SUBJECTS_CALL = ("*", "happens", "args", "causes", "order")


class Rules:
    """The rules of one scenario: its subject, its alphabet, the catalogue."""

    def __init__(
        self,
        scenario: Scenario,
        shared: Shared,
        catalogue: Catalogue,
        problems: Problems,
    ) -> None:
        self._scenario = scenario
        self._shared = shared
        self._catalogue = catalogue
        self._problems = problems
        self._watched: Mapping[tuple[str, str], WatchedKind] = {
            kind.kind: kind for kind in scenario.alphabet
        }

    # -- citations

    def citations(self, cites: CitesNode) -> Citations:
        """Read the clauses, noting those that cannot be cited here."""
        for _, ids in cites.aspects:
            for clause in ids:
                if check_clause(clause, self._catalogue, self._problems):
                    self.check_bound(clause.text, clause.place)
        return Citations(
            tuple((a.text, tuple(i.text for i in ids)) for a, ids in cites.aspects)
        )

    def check_bound(self, clause_id: str, place: Place) -> None:
        """Note a clause that binds somebody else, or holds under another reading."""
        clause = self._catalogue[clause_id]
        bound = self._scenario.suite.subject.bound
        if clause.subject != bound:
            self._problems.add(
                place,
                f"{clause.id} binds the {clause.subject}, and the subject here is the"
                f" {bound}; expect this in a suite with another subject",
            )
        elif clause.profile in PROFILE_PAIRS and (
            clause.profile not in self._scenario.profiles
        ):
            self._problems.add(
                place,
                f"{clause.id} holds only under the profile {clause.profile}, which"
                " this scenario does not name",
            )

    def check_step(self, step: Step) -> None:
        """Note what a step cites and cannot prove, or compares and does not cite."""
        if not step.judged:
            why = f"{step.label} is an act of the host; only what it causes is cited"
            self._check_aspects(step.cites, _HOST_ACT, step.place, why)
        elif step.method in COUNTING:
            why = f"{step.method} returns nothing comparable, so it proves nothing"
            self._check_aspects(step.cites, _OWN_COUNT, step.place, why)
        else:
            why = f"{step.label} is our own call; that it happens proves nothing"
            self._check_aspects(step.cites, _OWN_CALL, step.place, why)
        self._check_out(step)
        if "causes" in step.observe and step.cites.only("causes", "order"):
            self._problems.add(step.place, "causes is cited and only observed")

    def _check_out(self, step: Step) -> None:
        compared = {name for name, _ in step.out}
        for aspect, _ in step.cites.aspects:
            name = aspect.removeprefix("out.")
            if aspect == "out" and not compared:
                self._problems.add(step.place, "out is cited but nothing is compared")
            elif aspect.startswith("out.") and name not in compared:
                self._problems.add(
                    step.place, f"{aspect} is cited but {name} is not compared"
                )
        if "out" in step.observe or self._scenario.observe:
            return
        for name in compared:
            if not step.cites.of(f"out.{name}", "out"):
                self._problems.add(
                    step.place,
                    f"{name} is compared but no clause is cited for it; cite"
                    f" {{out.{name}: ...}} or leave it out",
                )

    def check_expectation(self, event: Expectation, covered: tuple[str, ...]) -> None:
        """Note what an expected event says that it may not, or leaves uncited.

        Args:
            event: What is expected.
            covered: Clauses that stand above it for everything that is caused.
        """
        if event.mine:
            self._check_own_doing(event, covered)
        elif event.name in COUNTING or event.is_fact or event.handle == "transport":
            why = f"{event.label} is the host's own doing and proves nothing by itself"
            self._check_aspects(event.cites, _HOST_ACT, event.place, why)
        else:
            self._check_called(event)

    def _check_own_doing(self, event: Expectation, covered: tuple[str, ...]) -> None:
        why = (
            f"{event.label} is made by the subject, so its result proves nothing about"
            " it"
        )
        self._check_aspects(event.cites, _SUBJECTS_CALL, event.place, why)
        if not event.is_fact and (event.returns or event.out):
            word = "returns" if event.returns else "out"
            self._problems.add(
                event.place,
                f"{event.label} is made by the subject and MAPI answers it: script the"
                f" answer with answer:, do not expect it with {word}",
            )
        if not event.cites.of("happens", "args") and not covered:
            self._problems.add(
                event.place,
                f"{event.label} is expected but no clause is cited for it; cite one,"
                f" or say may cause: [{event.label}]",
            )

    def _check_called(self, event: Expectation) -> None:
        if event.returns is None:
            self._problems.add(
                event.place,
                f"{event.label} is a call into the subject: say what it returns",
            )
        why = (
            f"{event.label} is the host's own doing; that it happens proves nothing"
            " about the subject"
        )
        self._check_aspects(event.cites, _OWN_CALL, event.place, why)

    def check_across(self, cites: Citations, place: Place) -> None:
        """Note an aspect that several calls together do not have."""
        why = "an across is no call; only what it causes is cited"
        self._check_aspects(cites, _HOST_ACT, place, why)

    def _check_aspects(
        self, cites: Citations, allowed: Iterable[str], place: Place, why: str
    ) -> None:
        for aspect, _ in cites.aspects:
            kind = aspect.partition(".")[0]
            if kind in (*ASPECTS, "*") and kind not in allowed:
                ways = " or ".join(
                    f"cites: {{{name}: ...}}" for name in allowed if name != "*"
                )
                self._problems.add(place, f"{why}: say {ways}")

    def check_args(self, event: Expectation, written: Fields | None) -> None:
        """Note arguments that are cited where none is written to be compared."""
        if not event.mine or not event.cites.only("args"):
            return
        if written is None or not written.entries:
            self._problems.add(event.place, "args is cited but no argument is compared")

    def check_order(self, effects: Effects, cites: Citations, place: Place) -> None:
        """Note an order that is cited for events that come in any order."""
        if cites.only("order") and not effects.ordered:
            self._problems.add(place, "order is cited but no order is compared")

    # -- alphabet

    def check_watched(self, kind: tuple[str, str], place: Place, where: str) -> None:
        """Note a kind that is mentioned and not watched."""
        if kind in self._watched:
            return
        name = ".".join(kind)
        home = self._shared.find_kind(name)
        way = (
            f" or the set {home.home}"
            if home
            else " and put it into a watch set of the corpus file, which says what an"
            " unmentioned one breaks"
        )
        self._problems.add(
            place,
            f"{name} stands in {where} but is not watched; add watch: [{name}]{way}",
        )

    def check_silence(self, cites: Citations, place: Place) -> None:
        """Note a clause cited for silence about a kind that is not watched."""
        for clause in cites.only("causes"):
            kinds = [
                kind
                for kinds in self._shared.watch.values()
                for kind in kinds
                if clause in kind.unexpected
            ]
            if kinds and not any(kind.kind in self._watched for kind in kinds):
                self._problems.add(
                    place,
                    f"{clause} is about {kinds[0].name}, which is not watched here: its"
                    f" silence proves nothing; add watch: [{kinds[0].name}]",
                )
