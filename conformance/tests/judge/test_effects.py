"""What happened below a step, against what had to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from mapi_conformance.judge.differences import Difference, Findings, Fired, Kind
from mapi_conformance.judge.effects import EffectsJudge, Parent, describe
from mapi_conformance.judge.stage import Projected, Stage, project
from mapi_conformance.mapi.flags import LOGOFF_ABORT, LOGOFF_ORDERLY, LOGOFF_PURGE
from mapi_conformance.mapi.refs import UNTOUCHED
from mapi_conformance.port.host import Event, Pointer
from mapi_conformance.scenario.case import Citations, Effects, Expectation
from mapi_conformance.scenario.model import Subject
from mapi_conformance.scenario.problems import Place
from mapi_conformance.scenario.values import Anything, Bits, CodeIs, Equals, Literal


TOLD = "store.support.StoreLogoffTransports"
GONE = "store.support.gone"
UIDS = "mapi.uids-removed"
LOGOFF = "store.logon.Logoff"
PURGE = {"flags": Equals(Literal(LOGOFF_PURGE, "LOGOFF_PURGE"))}
S_OK = CodeIs(None, (0,), "S_OK")
Build = Callable[..., Any]
Judge = Callable[..., Findings]


@pytest.fixture(name="judge")
def _judge(stage: Stage) -> Judge:
    """Judge the events of one step, ``store.Release``."""

    def judge(
        expected: Sequence[Expectation],
        events: Sequence[Event],
        cites: Mapping[str, str] | None = None,
        stage: Stage = stage,
        subject: Subject = Subject.PROVIDER,
        **words: Any,
    ) -> Findings:
        findings = Findings()
        parent = Parent(
            label="store.Release",
            cites=Citations(tuple((a, (c,)) for a, c in (cites or {}).items())),
            place=Place("here.yaml", 7, 1),
            subject=subject,
        )
        forest = project(events, stage.alphabet)
        effects = Effects(expected=tuple(expected), **words)
        EffectsJudge(parent, stage, findings).judge(effects, forest)
        return findings

    return judge


def only(findings: Findings) -> Difference:
    """Take the one difference there is."""
    (difference,) = findings.differences
    return difference


class TestMissing:
    """Expected, and did not happen."""

    def test_is_one_difference(self, judge: Judge, expect: Build) -> None:
        """What did not happen is said once, at its own place."""
        found = only(judge([expect(TOLD, cites={"*": "SLT-002"})], []))

        assert (
            found.kind,
            found.text,
            found.expected,
            found.seen,
            str(found.place),
            found.self_check,
        ) == (
            Kind.MISSING,
            "store.support.StoreLogoffTransports did not happen during store.Release",
            "store.support.StoreLogoffTransports",
            "nothing",
            "here.yaml:1:1",
            False,
        )

    @pytest.mark.parametrize(
        ("own", "parents", "clause"),
        [
            pytest.param(
                {"happens": "SLT-001", "*": "SLT-002"}, {}, "SLT-001", id="happens"
            ),
            pytest.param(
                {"*": "SLT-002"}, {"causes": "SLT-003"}, "SLT-002", id="plain"
            ),
            pytest.param(
                {"args": "SLT-001"},
                {"causes": "SLT-003"},
                "STORELOGOFF-013",
                id="watch set",
            ),
            pytest.param({}, {"order": "SLT-004"}, "STORELOGOFF-013", id="not order"),
        ],
    )
    def test_clause(
        self,
        judge: Judge,
        expect: Build,
        own: dict[str, str],
        parents: dict[str, str],
        clause: str,
    ) -> None:
        """Happens, else plain, else what the watch set says of a missing one."""
        findings = judge([expect(TOLD, cites=own)], [], parents)

        assert only(findings).clauses == (clause,)

    def test_cover_of_a_silent_kind(
        self, judge: Judge, expect: Build, stage: Stage
    ) -> None:
        """The parent's causes, where the watch set has nothing that holds here."""
        eager = replace(stage, profiles=frozenset({"eager"}))

        findings = judge([expect(TOLD)], [], {"causes": "SLT-003"}, stage=eager)

        assert only(findings).clauses == ("SLT-003",)

    def test_arguments_are_not_at_stake(self, judge: Judge, expect: Build) -> None:
        """Clauses about the arguments of what never came are not exercised."""
        cites = {"happens": "SLT-001", "args": "STORELOGOFF-104"}

        findings = judge([expect(TOLD, cites=cites, arguments=PURGE)], [])

        assert findings.exercised == {"SLT-001"}
        assert findings.unexercised == {"STORELOGOFF-104"}

    def test_too_few(self, judge: Judge, expect: Build, event: Build) -> None:
        """An event that came too rarely is counted."""
        expected = expect(TOLD, cites={"*": "SLT-002"}, least=3, most=3)

        assert only(judge([expected], [event(TOLD), event(TOLD)])).text == (
            "store.support.StoreLogoffTransports happened 2 times during"
            " store.Release, not 3"
        )


class TestArgument:
    """Happened with other values."""

    def test_is_one_difference(self, judge: Judge, expect: Build, event: Build) -> None:
        """A wrong flag is one argument, neither missing nor unexpected."""
        expected = expect(TOLD, cites={"*": "SLT-002"}, arguments=PURGE)

        found = only(judge([expected], [event(TOLD, flags=LOGOFF_ABORT)]))

        assert (found.kind, found.text, found.expected, found.seen) == (
            Kind.ARGUMENT,
            (
                "store.support.StoreLogoffTransports got flags LOGOFF_ABORT (0x8), not"
                " LOGOFF_PURGE"
            ),
            "LOGOFF_PURGE (0x4)",
            "LOGOFF_ABORT (0x8)",
        )

    @pytest.mark.parametrize(
        ("own", "parents", "clause"),
        [
            pytest.param(
                {"args": "SLT-001", "happens": "SLT-002"}, {}, "SLT-001", id="args"
            ),
            pytest.param(
                {"*": "SLT-002", "happens": "SLT-001"}, {}, "SLT-002", id="plain"
            ),
            pytest.param({}, {"causes": "SLT-003"}, "STORELOGOFF-013", id="watch set"),
            pytest.param({}, {}, "STORELOGOFF-013", id="nothing cited"),
        ],
    )
    def test_clause(
        self,
        judge: Judge,
        expect: Build,
        event: Build,
        own: dict[str, str],
        parents: dict[str, str],
        clause: str,
    ) -> None:
        """Args, else plain, else what the watch set says of a missing one."""
        expected = expect(TOLD, cites=own, arguments=PURGE)

        findings = judge([expected], [event(TOLD, flags=LOGOFF_ABORT)], parents)

        assert only(findings).clauses == (clause,)

    def test_cover_of_a_silent_kind(
        self, judge: Judge, expect: Build, event: Build, stage: Stage
    ) -> None:
        """The parent's causes, where the watch set has nothing that holds here."""
        eager = replace(stage, profiles=frozenset({"eager"}))
        expected = expect(TOLD, arguments=PURGE)
        events = [event(TOLD, flags=LOGOFF_ABORT)]

        findings = judge([expected], events, {"causes": "SLT-003"}, stage=eager)

        assert only(findings).clauses == ("SLT-003",)

    def test_whole_word(self, judge: Judge, expect: Build, event: Build) -> None:
        """An in-word is compared without the mask of answers."""
        expected = expect(TOLD, cites={"*": "SLT-002"}, arguments=PURGE)

        findings = judge([expected], [event(TOLD, flags=LOGOFF_PURGE | 0x80)])

        assert only(findings).seen == "LOGOFF_PURGE | 0x80 (0x84)"

    def test_right_value_is_at_stake(
        self, judge: Judge, expect: Build, event: Build
    ) -> None:
        """What came as demanded exercised both aspects."""
        cites = {"happens": "SLT-001", "args": "SLT-002"}
        expected = expect(TOLD, cites=cites, arguments=PURGE)

        findings = judge([expected], [event(TOLD, flags=LOGOFF_PURGE)])

        assert not findings.differences
        assert findings.exercised == {"SLT-001", "SLT-002"}

    def test_unknown_parameter_is_no_demand(
        self, judge: Judge, expect: Build, event: Build
    ) -> None:
        """A word that the method does not have is not compared."""
        expected = expect(TOLD, cites={"*": "SLT-002"}, arguments={"colour": PURGE})

        assert not judge([expected], [event(TOLD)]).differences


class TestArgumentsAtStake:
    """When clauses about arguments count as tested."""

    @pytest.mark.parametrize(
        ("label", "cites"),
        [
            pytest.param(TOLD, {"happens": "SLT-001", "args": "SLT-002"}, id="none"),
            pytest.param(LOGOFF, {"args": "SLT-002"}, id="of the host"),
        ],
    )
    def test_not_compared(
        self,
        judge: Judge,
        expect: Build,
        event: Build,
        label: str,
        cites: dict[str, str],
    ) -> None:
        """No argument compared, or one the host gave, puts none at stake."""
        given = {} if label == TOLD else {"flags": Anything()}
        expected = expect(label, cites=cites, arguments=given)

        assert "SLT-002" not in judge([expected], [event(label)]).exercised


class TestOrder:
    """Happened, before something listed earlier."""

    def swapped(self, expect: Build, event: Build) -> tuple[list[Any], list[Event]]:
        """Expect transports before the end, and see the reverse."""
        expected = [
            expect(TOLD, cites={"*": "SLT-002"}),
            expect(GONE, cites={"*": "SDSTORE-006"}),
        ]
        return expected, [event(GONE), event(TOLD)]

    def test_too_early_is_one(self, judge: Judge, expect: Build, event: Build) -> None:
        """Two swapped events are one difference."""
        found = only(judge(*self.swapped(expect, event)))

        assert (found.kind, found.text, found.seen) == (
            Kind.ORDER,
            (
                "store.support.StoreLogoffTransports happened out of order during"
                " store.Release"
            ),
            "too early or late",
        )

    @pytest.mark.parametrize(
        ("parents", "clause"),
        [
            pytest.param(
                {"order": "SLT-004", "causes": "SLT-003"}, "SLT-004", id="order"
            ),
            pytest.param({"causes": "SLT-003"}, "SLT-002", id="as for missing"),
        ],
    )
    def test_clause(
        self,
        judge: Judge,
        expect: Build,
        event: Build,
        parents: dict[str, str],
        clause: str,
    ) -> None:
        """The parent's order, else as for missing."""
        findings = judge(*self.swapped(expect, event), parents)

        assert only(findings).clauses == (clause,)
        assert clause in findings.exercised

    def test_values_count_too(self, judge: Judge, expect: Build, event: Build) -> None:
        """What came at the wrong moment with a wrong value is both."""
        expected = [
            expect(TOLD, cites={"*": "SLT-002"}, arguments=PURGE),
            expect(GONE, cites={"*": "SDSTORE-006"}),
        ]

        findings = judge(expected, [event(GONE), event(TOLD, flags=LOGOFF_ABORT)])

        assert [d.kind for d in findings.differences] == [Kind.ORDER, Kind.ARGUMENT]

    def test_at_stake_with_two(self, judge: Judge, expect: Build, event: Build) -> None:
        """Order is at stake where two events came."""
        expected, events = self.swapped(expect, event)

        both = judge(expected, events[::-1], {"order": "SLT-004"})

        assert "SLT-004" in both.exercised

    def test_not_at_stake_with_one(
        self, judge: Judge, expect: Build, event: Build
    ) -> None:
        """A single event has no order."""
        expected, events = self.swapped(expect, event)

        one = judge(expected, events[:1], {"order": "SLT-004"})

        assert "SLT-004" not in one.exercised
        assert "SLT-004" in one.unexercised


class TestUnexpected:
    """Happened, and was not mentioned."""

    def test_call(self, judge: Judge, event: Build) -> None:
        """A call that nobody mentioned is spelled with what it got."""
        found = only(judge([], [event(TOLD, flags=LOGOFF_ORDERLY)]))

        assert (found.kind, found.text, found.expected, str(found.place)) == (
            Kind.UNEXPECTED,
            (
                "store.support.StoreLogoffTransports(flags=LOGOFF_ORDERLY (0x2))"
                " happened during store.Release and is not expected there"
            ),
            "no such call",
            "here.yaml:7:1",
        )

    def test_fact(self, judge: Judge, event: Build) -> None:
        """A fact that came too early is not expected yet."""
        found = only(judge([], [event(GONE)]))

        assert (found.expected, found.seen) == ("not yet", "store.support.gone")

    @pytest.mark.parametrize(
        ("parents", "clause"),
        [
            pytest.param({"causes": "SLT-003"}, "SLT-003", id="causes"),
            pytest.param({"*": "SLT-002"}, "STORELOGOFF-012", id="watch set"),
        ],
    )
    def test_clause(
        self, judge: Judge, event: Build, parents: dict[str, str], clause: str
    ) -> None:
        """The parent's causes, else its kind's, never the parent's plain clauses."""
        findings = judge([], [event(TOLD)], parents)

        assert only(findings).clauses == (clause,)

    def test_watch_set_follows_the_reading(
        self, judge: Judge, event: Build, stage: Stage
    ) -> None:
        """A clause of another reading is not broken by what is right under this one."""
        eager = replace(stage, profiles=frozenset({"eager"}))

        assert only(judge([], [event(TOLD)], stage=eager)).clauses == ()

    def test_first_clause_that_holds(
        self, judge: Judge, event: Build, stage: Stage
    ) -> None:
        """Of a kind's clauses the first that holds under the reading is broken."""
        kind = ("IMAPISupport", "StoreLogoffTransports")
        clauses = ("STORELOGOFF-012", "SDSTORE-016")
        watched = replace(stage.alphabet[kind], unexpected=clauses)
        eager = replace(stage, alphabet={kind: watched}, profiles=frozenset())

        found = only(judge([], [event(TOLD)], stage=eager))

        assert found.clauses == ("SDSTORE-016",)

    def test_support_of_another_store(
        self, judge: Judge, expect: Build, event: Build
    ) -> None:
        """A call on the wrong support object does not pass for the right one."""
        expected = [expect(TOLD, cites={"*": "SLT-002"})]

        findings = judge(expected, [event("archive.support.StoreLogoffTransports")])

        assert [d.text for d in findings.differences] == [
            "store.support.StoreLogoffTransports did not happen during store.Release",
            (
                "archive.support.StoreLogoffTransports() happened during store.Release"
                " and is not expected there"
            ),
        ]

    def test_unbound_handle_matches_nothing(
        self, judge: Judge, expect: Build, event: Build
    ) -> None:
        """What was never made cannot have been called."""
        unbound = replace(expect(TOLD, cites={"*": "SLT-002"}), handle="other.support")

        kinds = [d.kind for d in judge([unbound], [event(TOLD)]).differences]

        assert kinds == [Kind.MISSING, Kind.UNEXPECTED]


class TestAgain:
    """One more of what was expected and came."""

    @pytest.mark.parametrize(
        "parents",
        [{}, {"causes": "SLT-003"}],
        ids=["nothing cited", "causes cited"],
    )
    def test_clause(
        self, judge: Judge, expect: Build, event: Build, parents: dict[str, str]
    ) -> None:
        """A duplicate is one unexpected event, and breaks the kind's ``again``."""
        expected = [expect(TOLD, cites={"*": "SLT-002"})]

        found = only(judge(expected, [event(TOLD), event(TOLD)], parents))

        assert (found.kind, found.clauses) == (Kind.UNEXPECTED, ("SDSTORE-016",))

    @pytest.mark.parametrize(
        ("parents", "clause"),
        [
            pytest.param({"causes": "SLT-003"}, "SLT-003", id="causes"),
            pytest.param({}, "SDSTORE-007", id="watch set"),
        ],
    )
    def test_kind_without_again(
        self,
        judge: Judge,
        expect: Build,
        event: Build,
        parents: dict[str, str],
        clause: str,
    ) -> None:
        """Where the kind says nothing of it a duplicate is like any unexpected one."""
        expected = [expect(GONE, cites={"*": "SDSTORE-006"})]

        found = only(judge(expected, [event(GONE), event(GONE)], parents))

        assert found.clauses == (clause,)

    def test_of_another_object(self, judge: Judge, expect: Build, event: Build) -> None:
        """The same call on another object is no duplicate."""
        expected = [expect(TOLD, cites={"*": "SLT-002"})]
        other = event("archive.support.StoreLogoffTransports")

        found = only(judge(expected, [event(TOLD), other]))

        assert found.clauses == ("STORELOGOFF-012",)

    def test_below_another_node(
        self, judge: Judge, expect: Build, event: Build
    ) -> None:
        """What was expected of one node is no duplicate below another."""
        expected = [
            expect(TOLD, cites={"*": "SLT-002"}),
            expect(GONE, cites={"*": "SDSTORE-006"}),
        ]

        found = only(judge(expected, [event(TOLD), event(GONE, event(TOLD))]))

        assert found.clauses == ("STORELOGOFF-012",)

    def test_under_another_reading(
        self, judge: Judge, expect: Build, event: Build, stage: Stage
    ) -> None:
        """A clause of another reading is not broken by a duplicate."""
        kind = ("IMAPISupport", "StoreLogoffTransports")
        watched = replace(stage.alphabet[kind], again=("STORELOGOFF-012",))
        eager = replace(stage, alphabet={kind: watched}, profiles=frozenset({"eager"}))
        expected = [expect(TOLD, cites={"*": "SLT-002"})]

        found = only(judge(expected, [event(TOLD), event(TOLD)], stage=eager))

        assert found.clauses == ()


class TestSelfCheck:
    """Differences about what the host did."""

    @pytest.mark.parametrize(
        ("label", "clause"),
        [(UIDS, "SDSTORE-008"), (LOGOFF, "SDSTORE-010")],
        ids=["fact", "call"],
    )
    def test_unexpected(
        self, judge: Judge, event: Build, label: str, clause: str
    ) -> None:
        """The host's doing takes the clause of its kind, whatever the parent cites."""
        found = only(judge([], [event(label)], {"causes": "SLT-003"}))

        assert (found.self_check, found.clauses) == (True, (clause,))

    def test_again(self, judge: Judge, expect: Build, event: Build) -> None:
        """A duplicate of the host's doing takes what an unmentioned one breaks."""
        found = only(
            judge([expect(UIDS)], [event(UIDS), event(UIDS)], {"causes": "SLT-003"})
        )

        assert (found.self_check, found.clauses) == (True, ("SDSTORE-008",))

    def test_does_not_exercise_the_parent(self, judge: Judge, event: Build) -> None:
        """What the host did too much puts no clause of the subject at stake."""
        findings = judge([], [event(UIDS)], {"causes": "SLT-003"})

        assert findings.exercised == set()

    def test_missing(self, judge: Judge, expect: Build) -> None:
        """What the host failed to do is no fault of the subject."""
        cites = {"causes": "SDSTORE-006"}

        found = only(judge([expect(UIDS)], [], cites))

        assert (found.kind, found.self_check, found.clauses) == (
            Kind.MISSING,
            True,
            ("SDSTORE-008",),
        )

    def test_arrow_turned_round(self, judge: Judge, event: Build) -> None:
        """In a suite about MAPI the host's doing is the subject's own."""
        found = only(
            judge([], [event(UIDS)], {"causes": "SLT-003"}, subject=Subject.MAPI)
        )

        assert (found.self_check, found.clauses) == (False, ("SLT-003",))


class TestMayCause:
    """What may happen here any number of times."""

    def test_allowed(self, judge: Judge, expect: Build, event: Build) -> None:
        """Allowed events are not judged and do not disturb the order of the others."""
        expected = [expect(GONE, cites={"*": "SDSTORE-006"})]
        allowed = (("store.support", "StoreLogoffTransports"),)

        events = [event(TOLD), event(GONE), event(TOLD)]

        assert not judge(expected, events, allowed=allowed).differences

    def test_of_this_object_alone(self, judge: Judge, event: Build) -> None:
        """The same call on another object is not allowed."""
        allowed = (("store.support", "StoreLogoffTransports"),)
        other = event("archive.support.StoreLogoffTransports")

        assert only(judge([], [other], allowed=allowed)).kind is Kind.UNEXPECTED

    def test_fact_of_a_party(self, judge: Judge, event: Build) -> None:
        """A fact that is about no object is found by its party."""
        assert not judge(
            [], [event(UIDS)], allowed=(("mapi", "uids-removed"),)
        ).differences

    def test_anything(self, judge: Judge, event: Build) -> None:
        """Where anything may happen nothing is judged and nothing put at stake."""
        findings = judge(
            [], [event(TOLD), event(GONE)], {"causes": "SLT-003"}, anything=True
        )

        assert findings == Findings()


class TestInAnyOrder:
    """Number counts, order does not."""

    def test_reverse(self, judge: Judge, expect: Build, event: Build) -> None:
        """The reverse order is as good."""
        expected = [
            expect(TOLD, cites={"*": "SLT-002"}, arguments=PURGE),
            expect(GONE, cites={"*": "SDSTORE-006"}),
        ]

        events = [event(GONE), event(TOLD, flags=LOGOFF_PURGE)]

        assert not judge(expected, events, ordered=False).differences

    def test_general_before_particular(
        self, judge: Judge, expect: Build, event: Build
    ) -> None:
        """An expectation that takes anything leaves the event another one needs."""
        expected = [
            expect(TOLD, cites={"*": "SLT-001"}),
            expect(TOLD, cites={"*": "SLT-002"}, arguments=PURGE),
        ]
        events = [event(TOLD, flags=LOGOFF_PURGE), event(TOLD, flags=LOGOFF_ABORT)]

        assert not judge(expected, events, ordered=False).differences


class TestNesting:
    """What happens inside an event."""

    def test_below(self, judge: Judge, expect: Build, event: Build) -> None:
        """Expected inside and seen inside is no difference."""
        below = expect(LOGOFF, cites={"*": "MSLOGOFF-002"}, returns=S_OK)
        expected = [expect(GONE, below, cites={"*": "SDSTORE-006"})]

        findings = judge(expected, [event(GONE, event(LOGOFF))])

        assert not findings.differences
        assert "MSLOGOFF-002" in findings.exercised

    def test_beside_is_not_inside(
        self, judge: Judge, expect: Build, event: Build
    ) -> None:
        """An event beside its place is missing there and unexpected here."""
        below = expect(TOLD, cites={"*": "SLT-002"})
        expected = [expect(GONE, below, cites={"*": "SDSTORE-006"})]

        findings = judge(expected, [event(GONE), event(TOLD)])

        assert [d.text for d in findings.differences] == [
            (
                "store.support.StoreLogoffTransports did not happen during"
                " store.support.gone"
            ),
            (
                "store.support.StoreLogoffTransports() happened during store.Release"
                " and is not expected there"
            ),
        ]

    def test_result_of_a_nested_call(
        self, judge: Judge, expect: Build, event: Build
    ) -> None:
        """What the subject answers to MAPI is judged like a step's result."""
        expected = expect(LOGOFF, cites={"*": "MSLOGOFF-002"}, returns=S_OK)

        found = only(judge([expected], [event(LOGOFF, code=0x80004005)]))

        assert (found.kind, found.clauses, found.self_check) == (
            Kind.RETURNED,
            ("MSLOGOFF-002",),
            False,
        )

    def test_children_move_up(self, stage: Stage, event: Build) -> None:
        """What is not watched disappears, and what it held takes its place."""
        inner, outer = event(TOLD), event(GONE)

        forest = project([event("store.support.Release", inner), outer], stage.alphabet)

        assert forest == (Projected(inner, ()), Projected(outer, ()))

    def test_watched_children_stay_below(self, stage: Stage, event: Build) -> None:
        """What is watched keeps its children."""
        inner = event(UIDS)
        outer = event(GONE, event("store.support.AddRef", inner))

        assert project([outer], stage.alphabet) == (
            Projected(outer, (Projected(inner, ()),)),
        )


class TestSilence:
    """``causes`` cited where nothing is expected."""

    def test_is_settled_at_the_end(self, judge: Judge) -> None:
        """Silence alone proves nothing yet."""
        findings = judge([], [], {"causes": "STORELOGOFF-012"})

        assert findings.silences == [
            Fired("STORELOGOFF-012", "causes", Place("here.yaml", 7, 1))
        ]
        assert findings.exercised == set()

    def test_broken_is_at_stake(self, judge: Judge, event: Build) -> None:
        """What broke the silence put its clause at stake."""
        findings = judge([], [event(TOLD)], {"causes": "STORELOGOFF-012"})

        assert findings.exercised == {"STORELOGOFF-012"}
        assert findings.silences == []

    def test_cover_of_what_came(
        self, judge: Judge, expect: Build, event: Build
    ) -> None:
        """``causes`` is at stake where something expected came."""
        expected = [expect(TOLD, least=0)]

        assert judge(expected, [event(TOLD)], {"causes": "SLT-003"}).exercised == {
            "SLT-003"
        }

    def test_cover_of_what_stayed_away(self, judge: Judge, expect: Build) -> None:
        """``causes`` is not at stake where something optional stayed away."""
        findings = judge([expect(TOLD, least=0)], [], {"causes": "SLT-003"})

        assert (findings.exercised, findings.unexercised) == (set(), {"SLT-003"})


class TestDescribe:
    """Calls in words."""

    @pytest.mark.parametrize(
        ("label", "arguments", "text"),
        [
            pytest.param("store.Release", {}, "store.Release()", id="no parameters"),
            pytest.param(
                "store.StoreLogoff",
                {"flags": LOGOFF_PURGE},
                "store.StoreLogoff(flags=LOGOFF_PURGE (0x4))",
                id="flags",
            ),
            pytest.param(
                "store.StoreLogoff",
                {"flags": None},
                "store.StoreLogoff(flags=null)",
                id="null word",
            ),
            pytest.param(
                "store.StoreLogoff",
                {"flags": 0},
                "store.StoreLogoff(flags=0)",
                id="zero says something",
            ),
            pytest.param(
                "store.AbortSubmit",
                {"entryid": None, "flags": 0},
                "store.AbortSubmit()",
                id="null and reserved zero say nothing",
            ),
            pytest.param("store.support.gone", {}, "store.support.gone", id="fact"),
            pytest.param("mapi.uids-removed", {}, "mapi.uids-removed", id="of a party"),
        ],
    )
    def test_call(
        self,
        stage: Stage,
        event: Build,
        label: str,
        arguments: dict[str, object],
        text: str,
    ) -> None:
        """A call is spelled with what it says."""
        assert describe(event(label, **arguments), stage.names) == text

    def test_method_of_no_table(self, stage: Stage, event: Build) -> None:
        """A call that no table knows is spelled without arguments."""
        strange = replace(event("store.Release", x=1), name="Whistle")

        assert describe(strange, stage.names) == "store.Whistle"

    def test_nameless(self, stage: Stage, event: Build) -> None:
        """An object without a name goes by its interface."""
        other = replace(event("store.Release"), pointer=Pointer(77, "IMAPIFolder"))

        assert describe(other, stage.names) == "IMAPIFolder.Release()"


def test_matcher_of_bits_sees_a_wrong_type(
    judge: Judge, expect: Build, event: Build
) -> None:
    """A word that never came meets no demand on its bits."""
    lacks = {"flags": Bits("lacks", LOGOFF_ABORT, "LOGOFF_ABORT")}
    expected = expect(TOLD, cites={"*": "SLT-002"}, arguments=lacks)

    found = only(judge([expected], [event(TOLD, flags=UNTOUCHED)]))

    assert found.seen == "nothing (left untouched)"
