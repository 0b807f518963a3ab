"""What can only be said at the end of a case: laws, silences, answers in vain."""

from collections.abc import Callable

import pytest

from mapi_conformance.judge.differences import Difference, Findings, Fired, Kind
from mapi_conformance.judge.facts import Facts
from mapi_conformance.port.host import Event, Ledger, Pointer, SupportLedger
from mapi_conformance.run.ending import discount_answers, judge_laws, weigh_silences
from mapi_conformance.scenario.case import Case


Load = Callable[..., Case]

SUPPORT = Pointer(2, "IMAPISupport")
#: No kind of event names it, so the case says what is at stake.
QUIET = "STORELOGOFF-017"
#: StoreLogoffTransports names it, so that call alone puts it at stake.
EARLY = "STORELOGOFF-012"
#: A case that watches and expects nothing.
SILENT = f"""
    - store.StoreLogoff: {{flags: LOGOFF_PURGE}}
      causes: nothing
      cites: {{causes: {QUIET}}}
"""
END = """
    - store.Release:
      causes:
        - store.support.gone:
          cites: SDSTORE-006
          causes:
            - mapi.uids-removed:
"""
#: The end of the support object is awaited, wherever it stands.
AWAITING = (
    SILENT + END,
    SILENT + "    - group:\n" + END.replace("\n    ", "\n        "),
    SILENT
    + """
    - across:
        - store.AddRef:
        - store.Release:
      causes:
        - store.support.gone:
          cites: SDSTORE-006
    """,
)
WATCHING = {"watch": "[end-of-support, teardown]"}


def an_event(interface: str, name: str, *children: Event) -> Event:
    """Make an event of the first support object."""
    return Event(
        sequence=1, pointer=SUPPORT, interface=interface, name=name, children=children
    )


def silent(clause: str) -> Fired:
    """Make an assertion of silence."""
    return Fired(clause, "causes")


TOLD = an_event("IMAPISupport", "StoreLogoffTransports")
GONE = an_event("support", "gone")


class TestLaws:
    """The laws that a case invokes."""

    def judged(self, case: Case, *supports: SupportLedger) -> Findings:
        """Judge the laws of a case by these books."""
        return judge_laws(case, Facts(ledger=Ledger(supports=supports), events=()))

    def test_broken(self, load: Load) -> None:
        """A broken law is one difference by the clauses beside it."""
        case = load(SILENT, laws="[support-returned]")
        kept = SupportLedger(support=SUPPORT, references=1, kept=True, accepted=True)

        findings = self.judged(case, kept)

        assert findings.differences == [
            Difference(
                kind=Kind.LAW,
                text="1 reference on a support object never given back",
                expected="support-returned",
                clauses=("SDSTORE-019",),
            )
        ]
        assert findings.exercised == {"SDSTORE-019"}

    def test_held(self, load: Load) -> None:
        """A law that something could have broken is exercised."""
        case = load(SILENT, laws="[support-returned]")
        back = SupportLedger(support=SUPPORT, references=0, kept=True, accepted=True)

        findings = self.judged(case, back)

        assert findings == Findings(
            fired={Fired("SDSTORE-019", "law support-returned")}
        )

    def test_untried(self, load: Load) -> None:
        """A law over empty books is passed over."""
        case = load(SILENT, laws="[support-returned, logoff-succeeds]")

        findings = self.judged(case)

        assert findings == Findings(unexercised={"SDSTORE-019", "MSLOGOFF-002"})

    def test_not_invoked(self, load: Load) -> None:
        """A law that a case does not invoke is not judged."""
        kept = SupportLedger(support=SUPPORT, references=1, kept=True, accepted=True)

        assert self.judged(load(SILENT, laws=""), kept) == Findings()


class TestSilences:
    """Silence counts where what could have broken it came at another moment."""

    @pytest.mark.parametrize(
        ("events", "at_stake"),
        [
            pytest.param((TOLD,), True, id="call"),
            pytest.param((GONE,), True, id="fact"),
            pytest.param((an_event("IMsgStore", "Release", TOLD),), True, id="below"),
            pytest.param((an_event("IMAPISupport", "AddRef"),), False, id="unwatched"),
            pytest.param((), False, id="nothing"),
        ],
    )
    def test_nothing_awaited(
        self,
        load: Load,
        events: tuple[Event, ...],
        at_stake: bool,  # noqa: FBT001  # a column of the table
    ) -> None:
        """Where the case expects nothing, any watched event will do."""
        findings = Findings(silences=[silent(QUIET)])

        weigh_silences(load(SILENT), findings, events)

        assert findings.exercised == ({QUIET} if at_stake else set())
        assert findings.unexercised == (set() if at_stake else {QUIET})

    @pytest.mark.parametrize("steps", AWAITING, ids=["step", "group", "across"])
    def test_awaited(self, load: Load, steps: str) -> None:
        """Where the case expects an event of the subject, that one has to come."""
        case = load(steps, **WATCHING)
        told, gone = (
            Findings(silences=[silent(QUIET)]),
            Findings(silences=[silent(QUIET)]),
        )

        weigh_silences(case, told, (TOLD,))
        weigh_silences(case, gone, (GONE,))

        assert (told.exercised, gone.exercised) == (set(), {QUIET})

    @pytest.mark.parametrize(
        ("events", "at_stake"),
        [
            pytest.param((TOLD,), True, id="its own kind"),
            pytest.param((GONE,), False, id="another watched kind"),
            pytest.param((), False, id="nothing"),
        ],
    )
    def test_named_by_a_kind(
        self,
        load: Load,
        events: tuple[Event, ...],
        at_stake: bool,  # noqa: FBT001  # a column of the table
    ) -> None:
        """A clause against one kind is at stake only where that kind came."""
        findings = Findings(silences=[silent(EARLY)])

        weigh_silences(load(SILENT), findings, events)

        assert findings.exercised == ({EARLY} if at_stake else set())
        assert findings.unexercised == (set() if at_stake else {EARLY})

    def test_each_by_itself(self, load: Load) -> None:
        """Every clause is weighed alone, and none is weighed that nobody cited."""
        findings = Findings(
            silences=[silent(QUIET), silent("SDSTORE-007"), silent("SDSTORE-016")]
        )

        weigh_silences(load(SILENT), findings, (TOLD,))

        assert findings.exercised == {QUIET, "SDSTORE-016"}
        assert findings.unexercised == {"SDSTORE-007"}
        idle = Findings()
        weigh_silences(load(SILENT), idle, (TOLD,))
        assert idle == Findings()


class TestAnswers:
    """An answer that was scripted and never asked for."""

    CALL = (SUPPORT.object, "StoreLogoffTransports")

    def found(self) -> Findings:
        """Make findings in which one clause was exercised and one is silent."""
        return Findings(fired={Fired("SLT-054", "happens")}, silences=[silent(QUIET)])

    @pytest.mark.parametrize(
        "events",
        [(TOLD,), (an_event("IMsgStore", "Release", TOLD),)],
        ids=["asked", "asked below"],
    )
    def test_asked(self, events: tuple[Event, ...]) -> None:
        """Where the answer was asked for everything counts."""
        findings = self.found()

        discount_answers({self.CALL}, findings, events)

        assert findings == self.found()

    @pytest.mark.parametrize(
        ("scripted", "events"),
        [
            pytest.param({CALL}, (), id="never"),
            pytest.param({CALL}, (GONE,), id="something else"),
            pytest.param({(3, "StoreLogoffTransports")}, (TOLD,), id="another object"),
            pytest.param({CALL, (2, "SetProviderUID")}, (TOLD,), id="one of two"),
        ],
    )
    def test_in_vain(
        self, scripted: set[tuple[int, str]], events: tuple[Event, ...]
    ) -> None:
        """Where one answer was scripted in vain nothing counts as tested."""
        findings = self.found()

        discount_answers(scripted, findings, events)

        assert findings == Findings(unexercised={"SLT-054"})

    def test_differences_stay(self) -> None:
        """What was wrong is wrong, whatever was asked."""
        difference = Difference(kind=Kind.MISSING, text="it did not happen")
        findings = Findings(differences=[difference])

        discount_answers({self.CALL}, findings, ())

        assert findings.differences == [difference]

    def test_nothing_scripted(self) -> None:
        """Without a scripted answer nothing is discounted."""
        findings = self.found()

        discount_answers(set(), findings, ())

        assert findings == self.found()
