"""What was played so far: acts with their events and findings."""

from typing import Any

import pytest

from mapi_conformance.judge.differences import Difference, Findings, Fired, Kind
from mapi_conformance.judge.names import Names
from mapi_conformance.judge.stage import Stage
from mapi_conformance.port.host import Event, Fault, FaultKind, Pointer
from mapi_conformance.port.provider import Configuration
from mapi_conformance.run.acts import Act, Acts, deaths
from mapi_conformance.scenario.corpus import Corpus


STORE = Pointer(1, "IMsgStore")


@pytest.fixture(name="stage")
def _stage(corpus: Corpus) -> Stage:
    names = Names(None, Configuration())  # type: ignore[arg-type]  # a bound name needs no host
    names.bind_object("store", STORE)
    return Stage(names=names, alphabet={}, catalogue=corpus.catalogue)


def an_event(*children: Event, fault: FaultKind | None = None, text: str = "") -> Event:
    """Make an AddRef of the store, which may not have come back."""
    return Event(
        sequence=1,
        pointer=STORE,
        interface="IMsgStore",
        name="AddRef",
        children=children,
        fault=Fault(fault, text) if fault else None,
    )


def a_finding(kind: Kind) -> Findings:
    """Make findings of one difference."""
    return Findings(differences=[Difference(kind=kind, text="it differs")])


class TestActs:
    """The acts of a case, in order."""

    def test_in_order(self, stage: Stage) -> None:
        """Acts come out as they went in, and the last one is at hand."""
        acts = Acts()
        first = acts.add(Act("first"), stage)
        second = acts.add(Act("second", note="a note"), stage)

        assert list(acts) == [first, second]
        assert acts.last is second

    def test_label(self) -> None:
        """A label is a text, or is made when somebody asks."""
        assert Act("epilogue").label == "epilogue"
        assert Act(lambda: "store.AddRef()").label == "store.AddRef()"

    def test_events_are_roots(self, stage: Stage) -> None:
        """The events of all acts are joined, and what is below stays below."""
        one, two = an_event(an_event()), an_event()
        acts = Acts()
        acts.add(Act("first", (one,)), stage)
        acts.add(Act("second", (two,)), stage)

        assert acts.events == (one, two)

    def test_sum(self, stage: Stage) -> None:
        """What was found in the acts is found in the sum, which is another object."""
        acts = Acts()
        acts.add(
            Act("first", findings=Findings(fired={Fired("SLT-001", "args")})), stage
        )
        acts.add(Act("second", findings=a_finding(Kind.ORDER)), stage)

        total = acts.sum()

        assert total.exercised == {"SLT-001"}
        assert [d.kind for d in total.differences] == [Kind.ORDER]
        total.differences.clear()
        assert len(acts.last.differences) == 1

    @pytest.mark.parametrize(
        ("kind", "stopped", "died"),
        [
            (Kind.MISSING, False, False),
            (Kind.BLOCKED, True, False),
            (Kind.CRASHED, True, True),
            (Kind.HUNG, True, True),
        ],
        ids=lambda cell: cell.value if isinstance(cell, Kind) else None,
    )
    def test_end(
        self,
        stage: Stage,
        kind: Kind,
        stopped: bool,  # noqa: FBT001  # a column of the table
        died: bool,  # noqa: FBT001  # likewise
    ) -> None:
        """Three kinds stop a case, and two of them are deaths."""
        acts = Acts()
        acts.add(Act("first", findings=a_finding(kind)), stage)
        acts.add(Act("second"), stage)

        assert (acts.stopped, acts.died) == (stopped, died)

    def test_findings_grow(self, stage: Stage) -> None:
        """What is found after an act was taken stands beside it all the same."""
        acts = Acts()
        act = acts.add(Act("first"), stage)

        act.findings.add(a_finding(Kind.RETURNED))

        assert [d.kind for d in act.differences] == [Kind.RETURNED]
        assert acts.sum().differences == list(act.differences)

    def test_death_is_noted(self, stage: Stage) -> None:
        """An act in which the provider died says so from the beginning."""
        event = an_event(fault=FaultKind.RAISED, text="it raised")
        acts = Acts()

        act = acts.add(Act("first", (event,)), stage)

        assert [d.text for d in act.differences] == ["store.AddRef(): it raised"]
        assert acts.died


class TestDeaths:
    """What did not come back."""

    @pytest.mark.parametrize(
        ("fault", "kind", "seen"),
        [
            (FaultKind.RAISED, Kind.CRASHED, "raised"),
            (FaultKind.HUNG, Kind.HUNG, "hung"),
            (FaultKind.MALFORMED, Kind.CRASHED, "malformed"),
            (FaultKind.MISSING, Kind.CRASHED, "missing"),
        ],
        ids=["raised", "hung", "malformed", "missing"],
    )
    def test_kind(self, stage: Stage, fault: FaultKind, kind: Kind, seen: str) -> None:
        """Whatever came instead of a return is a crash, unless nothing came."""
        (found,) = deaths([an_event(fault=fault, text="why")], stage)

        assert found == Difference(
            kind=kind,
            text="store.AddRef(): why",
            expected="a return",
            seen=seen,
            event=1,
            about=("IMsgStore", "AddRef"),
        )

    def test_below(self, stage: Stage) -> None:
        """A death inside another call is found, and the outer call is no death."""
        inner = an_event(fault=FaultKind.RAISED, text="\x1b deep")

        found = deaths([an_event(inner), an_event()], stage)

        assert len(found) == 1
        assert found[0].text.isprintable()

    def test_none(self, stage: Stage) -> None:
        """Calls that came back are no deaths."""
        assert deaths([an_event(an_event())], stage) == []


def test_acts_of_a_case(play: Any) -> None:
    """Entry point, scenes, steps and epilogue are the acts of a case, in this order."""
    record = play(
        "- store.Release:\n  cites: {order: SLT-004}",
        words={"laws": ""},
        store={"tell": lambda *_: 0},
    )

    assert [act.label.partition("(")[0] for act in record.acts] == [
        "dll.MSProviderInit",
        "provider.Logon",
        "store.Release",
        "epilogue",
    ]
