"""One case on a real host: calls in order, each judged before the next."""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NoReturn

import pytest

from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.mapi.codes import (
    MAPI_E_CALL_FAILED,
    MAPI_E_NO_SUPPORT,
    S_OK,
)
from mapi_conformance.mapi.flags import LOGOFF_NO_WAIT
from mapi_conformance.mapi.refs import Ref
from mapi_conformance.port.host import Event, Host
from mapi_conformance.port.provider import Configuration
from mapi_conformance.run.record import CaseRecord


Play = Callable[..., CaseRecord]

#: What a deferred store is to do, clause by clause.
LIFE = """
    - store.StoreLogoff: {flags: LOGOFF_PURGE}
      causes: nothing
      cites: {returns: STORELOGOFF-005, causes: STORELOGOFF-012}
    - store.Release:
      causes:
        - store.support.StoreLogoffTransports: {flags: LOGOFF_PURGE}
          cites: {happens: STORELOGOFF-013, args: STORELOGOFF-010}
        - store.support.gone:
          cites: SDSTORE-006
      cites: {order: SLT-004}
"""
#: One call, and the epilogue does the rest.
CALL = """
    - store.StoreLogoff: {flags: LOGOFF_PURGE}
      cites: STORELOGOFF-005
"""


def outcomes(record: CaseRecord) -> Mapping[str, Outcome]:
    """Say what came of each clause."""
    return {check.clause: check.outcome for check in record.checks}


def texts(record: CaseRecord) -> list[str]:
    """List the differences."""
    return [difference.text for difference in record.differences]


def raising(*arguments: object) -> NoReturn:
    """Raise what a provider may raise."""
    raise ZeroDivisionError("by accident")


def hanging(*arguments: object) -> NoReturn:
    """Never come back."""
    while True:
        time.sleep(0.001)


def giving(value: object) -> Callable[..., object]:
    """Return this, whatever the call."""
    return lambda *arguments: value


def early(self: Any, flags: Ref[int]) -> int:
    """Tell the transports at once."""
    self.support.store_logoff_transports(Ref(flags.value))
    flags.value = 0
    return S_OK


def forgetful(self: Any) -> int:
    """Tell the transports another flag."""
    return int(self.support.store_logoff_transports(Ref(LOGOFF_NO_WAIT)))


def twice(self: Any) -> int:
    """Tell the transports twice."""
    self.support.store_logoff_transports(Ref(self.flag))
    return int(self.support.store_logoff_transports(Ref(self.flag)))


def support_first(self: Any) -> None:
    """Let go of MAPI before the transports are told."""
    if self.open:
        self.open = False
        self.support.release()
        self.tell()


def leaking(self: Any) -> None:
    """Tell the transports and keep MAPI."""
    if self.open:
        self.open = False
        self.tell()


SILENT = giving(S_OK)


class Bent:
    """A host, some of whose methods are others."""

    def __init__(self, host: Host, **others: Callable[..., object]) -> None:
        self._host, self._others = host, others

    def __getattr__(self, name: str) -> Any:
        return self._others.get(name) or getattr(self._host, name)


def elsewhere(*calls: Callable[[], object]) -> None:
    """Make calls on a thread of their own, and wait for it."""
    for call in calls:
        thread = threading.Thread(target=call)
        thread.start()
        thread.join()


class TestVerdicts:
    """From a provider's behaviour to the clauses it breaks."""

    def test_documented(self, play: Play) -> None:
        """A provider that does as documented conforms in every clause."""
        record = play(LIFE)

        assert record.verdict is Verdict.CONFORMS
        assert texts(record) == []
        assert set(outcomes(record).values()) == {Outcome.HOLDS}
        assert record.acts == ()

    @pytest.mark.parametrize(
        ("store", "broken"),
        [
            pytest.param(
                {"tell": forgetful}, ["STORELOGOFF-010"], id="wrong flag is one"
            ),
            pytest.param(
                {"tell": SILENT}, ["STORELOGOFF-013", "SDSTORE-016"], id="never told"
            ),
            pytest.param(
                {"store_logoff": early, "tell": SILENT},
                ["STORELOGOFF-012", "STORELOGOFF-013"],
                id="told early",
            ),
            pytest.param({"tell": twice}, ["SDSTORE-016"], id="told twice"),
            pytest.param(
                {"end": support_first}, ["SLT-004", "SDSTORE-018"], id="support first"
            ),
            pytest.param(
                {"end": leaking}, ["SDSTORE-006", "SDSTORE-019"], id="support kept"
            ),
            pytest.param(
                {"store_logoff": giving(MAPI_E_NO_SUPPORT)},
                ["STORELOGOFF-005", "STORELOGOFF-010"],
                id="refused",
            ),
        ],
    )
    def test_deviations(
        self, play: Play, store: dict[str, object], broken: list[str]
    ) -> None:
        """Each departure is red by the clauses that say so, and by no others."""
        record = play(LIFE, store=store)

        assert record.verdict is Verdict.DEVIATES
        assert sorted(record.broken) == sorted(broken)

    def test_leak_is_one_fact(self, play: Play) -> None:
        """A reference held at the end is no call after the end."""
        record = play(LIFE, store={"end": leaking})

        assert outcomes(record)["SDSTORE-018"] is Outcome.NOT_EXERCISED

    def test_acts_show_where(self, play: Play) -> None:
        """A difference stands beside the call during which it was found."""
        record = play(LIFE, store={"tell": forgetful})

        assert [(act.label, len(act.differences)) for act in record.acts[1:]] == [
            (
                (
                    'provider.Logon(support=store.support, entryid="first-store",'
                    " flags=MDB_WRITE (0x4))"
                ),
                0,
            ),
            ("store.StoreLogoff(flags=LOGOFF_PURGE (0x4))", 0),
            ("store.Release()", 1),
            ("epilogue", 0),
        ]


class TestDeaths:
    """A provider that does not come back costs one case, and proves nothing."""

    @pytest.mark.parametrize(
        ("who", "text"),
        [
            pytest.param(
                {"provider": {"logon": raising}}, "IMSProvider::Logon", id="Logon"
            ),
            pytest.param(
                {"store": {"store_logoff": raising}},
                "IMsgStore::StoreLogoff",
                id="StoreLogoff",
            ),
            pytest.param(
                {"logon": {"logoff": raising}}, "IMSLogon::Logoff", id="nested Logoff"
            ),
            pytest.param(
                {"store": {"release": raising}}, "IMsgStore::Release", id="Release"
            ),
            pytest.param(
                {"provider": {"shutdown": raising}},
                "IMSProvider::Shutdown",
                id="Shutdown",
            ),
        ],
    )
    def test_raises(self, play: Play, who: dict[str, Any], text: str) -> None:
        """Wherever it raises, the case says where, and no clause counts as tested."""
        record = play(CALL, **who)

        assert record.verdict is Verdict.CRASHED
        assert f"{text} raised ZeroDivisionError: by accident" in texts(record)[0]
        assert set(outcomes(record).values()) == {Outcome.NOT_EXERCISED}

    def test_raises_in_the_entry_point(self, play: Play) -> None:
        """A provider that cannot be made is a crash, too."""
        record = play(CALL, enter=raising)

        assert record.verdict is Verdict.CRASHED
        assert "MSProviderInit raised ZeroDivisionError" in texts(record)[0]

    def test_exits(self, play: Play) -> None:
        """A provider that wants to end the process ends its case."""

        def leave(*arguments: object) -> NoReturn:
            raise SystemExit(3)

        record = play(CALL, store={"store_logoff": leave})

        assert record.verdict is Verdict.CRASHED

    def test_nothing_is_called_after(self, play: Play) -> None:
        """After a death there is no further step, no law and no epilogue."""
        record = play(LIFE, store={"store_logoff": raising})

        assert len(record.acts) == 3
        assert [d.kind for d in record.differences] == ["crashed"]

    def test_hangs(self, play: Play) -> None:
        """A call that does not come back within its time is a hang."""
        record = play(
            CALL,
            store={"store_logoff": hanging},
            configuration=Configuration(deadline=0.05),
        )

        assert record.verdict is Verdict.HUNG
        assert "did not return within 0.05 s" in texts(record)[0]

    @pytest.mark.parametrize(
        ("value", "said"),
        [
            pytest.param(None, "returned None; an HRESULT is due", id="None"),
            pytest.param("S_OK", "returned 'S_OK'; an HRESULT is due", id="text"),
            pytest.param(-1, "add & 0xFFFFFFFF to a signed code", id="negative"),
            pytest.param(1 << 32, "an int from 0 to 0xFFFFFFFF", id="64 bits"),
        ],
    )
    def test_returns_nonsense(self, play: Play, value: object, said: str) -> None:
        """What could not cross a vtable is a crash, in words for its author."""
        record = play(CALL, store={"store_logoff": giving(value)})

        assert record.verdict is Verdict.CRASHED
        assert said in texts(record)[0]

    def test_lacks_the_method(self, play: Play) -> None:
        """A missing method is said by its name and its arguments."""
        record = play(CALL, store={"store_logoff": None})

        assert record.verdict is Verdict.CRASHED
        assert (
            "the IMsgStore object has no method store_logoff(flags)"
            in (texts(record)[0])
        )

    def test_unprintable_error(self, play: Play) -> None:
        """What an exception says cannot break the report."""

        def shout(*arguments: object) -> NoReturn:
            raise ValueError("\x1b[2J\ud800")

        record = play(CALL, store={"store_logoff": shout})

        assert texts(record)[0].isprintable()
        assert record.acts[-1].events[0].fault.isprintable()

    def test_between_the_calls(self, play: Play) -> None:
        """A death on a thread of the provider's own is not overlooked."""
        left: list[Any] = []

        def leave_to_a_thread(self: Any) -> None:
            if self.open:
                self.open = False
                left.append(self)

        def waiting(host: Host) -> Bent:
            def settle() -> tuple[Event, ...]:
                elsewhere(*(store.support.release for store in left))
                return host.settle()

            return Bent(host, settle=settle)

        record = play(
            "- store.Release:",
            words={"watch": "", "laws": ""},
            store={"end": leave_to_a_thread},
            logon={"logoff": raising},
            wrap=waiting,
        )

        assert record.verdict is Verdict.CRASHED
        assert record.acts[-1].label == "between the calls"


class TestBlocked:
    """A prerequisite that failed, and what follows means nothing."""

    @pytest.mark.parametrize(
        ("code", "text"),
        [
            (
                MAPI_E_CALL_FAILED,
                "MSProviderInit refused with E_FAIL (0x80004005)",
            ),
            (
                S_OK,
                "MSProviderInit returned S_OK (0x00000000) and gave no provider object",
            ),
        ],
        ids=["refused", "empty-handed"],
    )
    def test_entry_point(self, play: Play, code: int, text: str) -> None:
        """Without a provider object there is nothing to call."""

        def empty(*arguments: Any) -> int:
            arguments[-1].value = None
            return code

        record = play(CALL, enter=empty)

        assert record.verdict is Verdict.BLOCKED
        assert texts(record) == [text]

    def test_refused_with_an_object(self, play: Play, entry: Any) -> None:
        """A provider object that comes with a failure is not used."""
        make = entry()

        def refuse(*arguments: Any) -> int:
            make(*arguments)
            return MAPI_E_CALL_FAILED

        record = play(CALL, enter=refuse)

        assert record.verdict is Verdict.BLOCKED
        assert texts(record) == ["MSProviderInit refused with E_FAIL (0x80004005)"]
        assert not any("Logon(" in act.label for act in record.acts)

    def test_second_scene(self, play: Play) -> None:
        """A second store that does not open blocks its case, and breaks no clause."""
        record = play(
            CALL,
            words={"given": "[open-store, archive-store]", "requires": "second-store"},
            configuration=Configuration(second_store=b"elsewhere"),
        )

        assert record.verdict is Verdict.BLOCKED
        assert texts(record) == [
            "provider.Logon returned MAPI_E_LOGON_FAILED (0x80040111), not success"
        ]
        assert record.broken == ()
        assert outcomes(record)["STORELOGOFF-005"] is Outcome.NOT_EXERCISED

    def test_scene_without_its_object(self, play: Play) -> None:
        """A scene that succeeds and gives no object is no scene."""

        def empty(self: Any, support: Any, *arguments: Any) -> int:
            arguments[-1].value = None
            return S_OK

        record = play(CALL, provider={"logon": empty})

        assert texts(record) == ["provider.Logon gave back store null, not not null"]
        assert record.verdict is Verdict.BLOCKED

    def test_uncited_step(self, play: Play) -> None:
        """An uncited step that fails leaves the clauses behind it untested."""
        steps = f"- store.QueryInterface: {{interface: IID_IMSLogon}}\n{LIFE}"

        record = play(
            steps.replace("\n    ", "\n"), store={"query_interface": giving(5 << 28)}
        )

        assert record.verdict is Verdict.BLOCKED
        assert outcomes(record)["STORELOGOFF-013"] is Outcome.NOT_EXERCISED

    def test_act_of_the_host(self, play: Play) -> None:
        """A failing act of the host blocks, as whatever follows leans on it."""
        record = play(f"{CALL}\n    - mapi.MAPIAllocateMore: {{size: 8}}")

        assert record.verdict is Verdict.BLOCKED
        assert texts(record) == [
            (
                "mapi.MAPIAllocateMore, an act of the host, returned"
                " MAPI_E_INVALID_PARAMETER (0x80070057)"
            )
        ]

    def test_act_of_the_host_succeeds(self, play: Play) -> None:
        """An act of the host that succeeds says nothing."""
        record = play(f"{CALL}\n    - mapi.MAPIAllocateBuffer: {{size: 8}}")

        assert record.verdict is Verdict.CONFORMS

    def test_nested_result_stops_at_once(self, play: Play) -> None:
        """An uncited result inside an event blocks before the next call is made."""
        record = play(
            """
            - store.Release:
              causes:
                - store.support.StoreLogoffTransports:
                  cites: STORELOGOFF-013
                - store.support.gone:
                  cites: SDSTORE-006
                  causes:
                    - store.logon.Logoff:
                      returns: S_OK
                    - store.logon.Release:
            - provider.AddRef:
            """,
            words={"watch": "[end-of-support, IMSLogon.Logoff, IMSLogon.Release]"},
            logon={"logoff": giving(MAPI_E_CALL_FAILED)},
        )

        assert [d.kind for d in record.differences] == ["blocked", "law"]
        assert not any(act.label == "provider.AddRef()" for act in record.acts)

    def test_name_that_was_never_bound(self, play: Play) -> None:
        """A cited step that gives no object is one difference and not a cascade."""
        record = play(
            """
            - store.QueryInterface: {interface: IID_IMsgStore}
              as: face
              cites: UNKNOWN-001
            - face.Release:
            - store.Release:
            """,
            store={"query_interface": giving(MAPI_E_CALL_FAILED)},
        )

        assert record.verdict is Verdict.DEVIATES
        assert texts(record)[:2] == [
            "store.QueryInterface returned E_FAIL (0x80004005), not S_OK",
            "face.Release cannot be called: 'face' was never made",
        ]

    def test_answer_for_nobody(self, play: Play) -> None:
        """An answer cannot be scripted for an object that was never made."""

        def without_support(host: Host) -> Bent:
            def call(*arguments: Any) -> Event:
                return replace(host.call(*arguments), arguments={})

            return Bent(host, call=call)

        record = play(
            """
            - answer: {store.support.StoreLogoffTransports: {returns: S_OK}}
            - store.Release:
            """,
            wrap=without_support,
        )

        assert record.verdict is Verdict.BLOCKED
        assert "'store.support' was never made" in texts(record)


class TestSilence:
    """``causes: nothing`` counts where what could have broken it can come."""

    SILENCE = """
        - store.StoreLogoff: {flags: LOGOFF_PURGE}
          causes: nothing
          cites: {causes: STORELOGOFF-012}
    """

    def test_exercised(self, play: Play) -> None:
        """A provider that calls later was silent here."""
        record = play(self.SILENCE, words={"laws": ""})

        assert outcomes(record) == {"STORELOGOFF-012": Outcome.HOLDS}

    def test_not_exercised(self, play: Play) -> None:
        """A provider that never calls proves no silence."""
        record = play(
            self.SILENCE,
            words={"laws": "", "watch": ""},
            store={"tell": SILENT},
        )

        assert outcomes(record) == {"STORELOGOFF-012": Outcome.NOT_EXERCISED}
        assert record.verdict is Verdict.NOT_APPLICABLE
        assert record.reason == (
            "nothing happened that could have broken a clause it cites"
        )

    def test_what_the_case_awaits(self, play: Play) -> None:
        """Where the case expects a call later, that very call has to come."""
        record = play(LIFE, store={"tell": SILENT})

        assert outcomes(record)["STORELOGOFF-012"] is Outcome.NOT_EXERCISED

    def test_arguments_of_what_never_came(self, play: Play) -> None:
        """No flag is right in a call that was not made."""
        record = play(LIFE, store={"tell": SILENT})

        assert outcomes(record)["STORELOGOFF-010"] is Outcome.NOT_EXERCISED

    def test_late_calls_alone_settle_nothing(self, play: Play) -> None:
        """What comes between the calls is unexpected there, once."""
        left: list[Any] = []

        def leave(self: Any) -> None:
            if self.open:
                self.open = False
                left.append(self)

        def waiting(host: Host) -> Bent:
            def settle() -> tuple[Event, ...]:
                for store in left:
                    elsewhere(store.tell, store.support.release)
                return host.settle()

            return Bent(host, settle=settle)

        record = play(
            "- store.Release:", words={"laws": ""}, store={"end": leave}, wrap=waiting
        )

        assert record.verdict is Verdict.DEVIATES
        assert texts(record) == [
            (
                "store.support.StoreLogoffTransports(flags=LOGOFF_ABORT (0x8)) happened"
                " during no call at all and is not expected there"
            ),
            (
                "store.support.gone happened during no call at all and is not expected"
                " there"
            ),
        ]


class TestAcross:
    """Several steps whose effects are compared once."""

    ACROSS = """
        - across:
            - store.StoreLogoff: {flags: LOGOFF_PURGE}
            - store.Release:
          causes:
            - store.support.StoreLogoffTransports: {flags: LOGOFF_PURGE}
              cites: {happens: SDSTORE-001, args: STORELOGOFF-011}
            - store.support.gone:
              cites: SDSTORE-006
          cites: {order: SLT-004}
    """

    @pytest.mark.parametrize(
        "store",
        [{}, {"store_logoff": early, "tell": SILENT}],
        ids=["deferred", "eager"],
    )
    def test_either_moment(self, play: Play, store: dict[str, object]) -> None:
        """A call in one of the steps is right, whichever it is."""
        record = play(self.ACROSS, words={"profile": ""}, store=store)

        assert record.verdict is Verdict.CONFORMS

    def test_not_both(self, play: Play) -> None:
        """A call in each of them is one too many."""
        record = play(self.ACROSS, words={"profile": ""}, store={"store_logoff": early})

        assert record.verdict is Verdict.DEVIATES
        assert (
            "store.support.StoreLogoffTransports(flags=LOGOFF_ABORT (0x8)) happened"
            " during store.StoreLogoff and store.Release and is not expected there"
        ) in texts(record)

    def test_results_are_judged_each(self, play: Play) -> None:
        """A wrong result inside blocks as anywhere."""
        record = play(
            self.ACROSS,
            words={"profile": ""},
            store={"store_logoff": giving(MAPI_E_NO_SUPPORT)},
        )

        assert record.verdict is Verdict.BLOCKED

    def test_observed(self, play: Play) -> None:
        """In an observed scenario nothing that an across causes is judged."""
        record = play(
            self.ACROSS,
            "observe: true",
            words={"profile": ""},
            store={"tell": SILENT},
        )

        assert [d.kind for d in record.differences] == ["law"]
        assert outcomes(record)["SLT-004"] is Outcome.OBSERVED


class TestRepetition:
    """Steps that are played more than once."""

    def test_group(self, play: Play) -> None:
        """A group repeats its steps in order, and each round binds its names anew."""
        calls: list[str] = []

        class Face:
            """What one QueryInterface gave; says by its number when it goes."""

            def __init__(self, number: int) -> None:
                self.number = number

            query_interface = add_ref = SILENT

            def release(self) -> int:
                """Note it."""
                calls.append(f"Release {self.number}")
                return 0

        def query(store: object, interface: object, pointer: Ref[Any]) -> int:
            """Give a face that nobody had before."""
            pointer.value = Face(len(calls) // 2)
            calls.append(f"QueryInterface {pointer.value.number}")
            return S_OK

        record = play(
            """
            - group:
                - store.QueryInterface: {interface: IID_IUnknown}
                  as: face
                - face.Release:
              repeat: 3
            - store.StoreLogoff: {flags: LOGOFF_PURGE}
              cites: {returns: STORELOGOFF-005}
            """,
            store={"tell": SILENT, "query_interface": query},
        )

        assert calls == [
            "QueryInterface 0",
            "Release 0",
            "QueryInterface 1",
            "Release 1",
            "QueryInterface 2",
            "Release 2",
        ]
        assert record.verdict is not Verdict.CRASHED

    def test_repeat(self, play: Play) -> None:
        """Each round of a repeated step is judged."""
        record = play(
            """
            - store.StoreLogoff: {flags: LOGOFF_PURGE}
              repeat: 3
              causes: nothing
              cites: {causes: STORELOGOFF-012}
            """,
            store={"store_logoff": early},
        )

        assert [d.kind for d in record.differences] == ["unexpected"] * 3 + ["law"]


class TestHostWords:
    """What a scenario tells the host."""

    FAILS = """
        - answer: {store.support.StoreLogoffTransports: {returns: MAPI_E_NO_SUPPORT}}
        - store.Release:
          causes:
            - store.support.StoreLogoffTransports:
              cites: SDSTORE-014
            - store.support.gone:
              cites: SLT-054
    """

    def test_answer_was_given(self, play: Play) -> None:
        """What follows from an answer holds where the answer was asked for."""
        record = play(self.FAILS)

        assert outcomes(record)["SLT-054"] is Outcome.HOLDS

    def test_answer_was_never_given(self, play: Play) -> None:
        """What follows from an answer is untested where nobody asked for it."""
        record = play(self.FAILS, store={"tell": SILENT})

        assert outcomes(record)["SLT-054"] is Outcome.NOT_EXERCISED
        assert record.verdict is Verdict.DEVIATES

    def test_answer_reaches_the_provider(self, play: Play) -> None:
        """Answers are used up in order, and the last one stays."""
        got: list[int] = []

        def ask(self: Any) -> int:
            got.extend(
                self.support.store_logoff_transports(Ref(self.flag)) for _ in range(3)
            )
            return S_OK

        play(
            """
            - answer:
                store.support.StoreLogoffTransports:
                  - {returns: MAPI_E_CALL_FAILED}
                  - {returns: S_OK}
            - store.Release:
              may cause: anything
            """,
            store={"tell": ask},
        )

        assert got == [MAPI_E_CALL_FAILED, S_OK, S_OK]

    def test_transports(self, play: Play) -> None:
        """The state of the transports is what the spooler answers from."""
        words: list[int] = []

        def ask(self: Any) -> int:
            word = Ref(LOGOFF_NO_WAIT)
            code = int(self.support.store_logoff_transports(word))
            words.append(word.value)
            return code

        play(
            """
            - transports: {queued: 2, ready: 0, inbox: no}
            - store.Release:
              may cause: anything
            """,
            store={"tell": ask},
        )

        assert words == [0x90000]


class TestObserve:
    """Recorded, never judged."""

    def test_scenario(self, play: Play) -> None:
        """An observed scenario records what came, and breaks nothing but laws."""
        record = play(
            CALL.replace("005", "003"),
            "observe: true",
            words={"laws": ""},
            store={"store_logoff": giving(MAPI_E_NO_SUPPORT)},
        )

        assert record.differences == ()
        assert record.observations == (
            (
                "store.StoreLogoff(flags=LOGOFF_PURGE (0x4)) gave MAPI_E_NO_SUPPORT"
                " (0x80040102), flags 0x4"
            ),
        )
        assert outcomes(record) == {"STORELOGOFF-003": Outcome.OBSERVED}

    def test_scene_is_judged(self, play: Play) -> None:
        """A scene that fails blocks an observed scenario as any other."""
        record = play(
            CALL.replace("005", "003"),
            "observe: true",
            provider={"logon": giving(MAPI_E_NO_SUPPORT)},
        )

        assert record.verdict is Verdict.BLOCKED
        assert texts(record) == [
            "provider.Logon returned MAPI_E_NO_SUPPORT (0x80040102), not success"
        ]
        assert record.observations == ()

    def test_early_call_in_a_scene(self, play: Play) -> None:
        """What is always watched is judged in the scenes of an observed scenario."""

        def hasty(self: Any, support: Any) -> None:
            self.support, self.flag, self.open = support, 1, True
            support.store_logoff_transports(Ref(1))

        record = play(
            CALL.replace("005", "003"),
            "observe: true",
            words={"laws": ""},
            store={"__init__": hasty},
        )

        assert record.broken == ("STORELOGOFF-012",)

    def test_nothing_judged_is_not_green(self, play: Play) -> None:
        """A case that only recorded is not applicable, and says so."""
        record = play(CALL.replace("005", "003"), "observe: true", words={"laws": ""})

        assert record.verdict is Verdict.NOT_APPLICABLE
        assert record.reason == "what it saw is recorded and never judged"

    def test_step(self, play: Play) -> None:
        """A clause of an observed step is recorded, whatever came."""
        record = play(
            """
            - store.StoreLogoff: {flags: LOGOFF_PURGE}
              observe: [returns]
              cites: STORELOGOFF-005
            """,
            words={"laws": ""},
            store={"store_logoff": giving(MAPI_E_NO_SUPPORT)},
        )

        assert record.differences == ()
        assert outcomes(record) == {"STORELOGOFF-005": Outcome.OBSERVED}

    def test_silence_beside_it_is_judged(self, play: Play) -> None:
        """Observing a result leaves what the step causes to be judged."""
        record = play(
            """
            - store.StoreLogoff: {flags: LOGOFF_PURGE}
              observe: [returns]
              cites: {returns: STORELOGOFF-005, causes: STORELOGOFF-012}
            """,
            words={"laws": "", "watch": ""},
            store={"tell": SILENT},
        )

        assert outcomes(record) == {
            "STORELOGOFF-005": Outcome.OBSERVED,
            "STORELOGOFF-012": Outcome.NOT_EXERCISED,
        }

    def test_words(self, play: Play) -> None:
        """Observed words are not compared; the result still is."""
        record = play(
            """
            - store.StoreLogoff: {flags: LOGOFF_PURGE}
              observe: [out]
              out: {flags: LOGOFF_COMPLETE}
              cites: {returns: STORELOGOFF-005, out: STORELOGOFF-083}
            """,
            words={"laws": ""},
        )

        assert outcomes(record) == {
            "STORELOGOFF-005": Outcome.HOLDS,
            "STORELOGOFF-083": Outcome.OBSERVED,
        }

    def test_effects(self, play: Play) -> None:
        """Observed effects are not compared."""
        record = play(
            """
            - store.StoreLogoff: {flags: LOGOFF_PURGE}
              observe: [causes]
              cites: STORELOGOFF-005
            """,
            words={"laws": ""},
            store={"store_logoff": early},
        )

        assert record.verdict is Verdict.CONFORMS

    def test_laws_still_count(self, play: Play) -> None:
        """A law that an observed scenario invokes is judged."""
        record = play(
            CALL.replace("005", "003"), "observe: true", store={"tell": SILENT}
        )

        assert record.verdict is Verdict.DEVIATES
        assert record.broken == ("SDSTORE-016",)

    def test_deaths_still_count(self, play: Play) -> None:
        """A crash in an observed scenario is a crash."""
        record = play(
            CALL.replace("005", "003"), "observe: true", store={"store_logoff": raising}
        )

        assert record.verdict is Verdict.CRASHED


def test_scenes_watch_transports_alone(play: Play) -> None:
    """An early call in a scene does not pass unseen, other kinds do."""

    def hasty(self: Any, support: Any) -> None:
        self.support, self.flag, self.open = support, 1, True
        support.store_logoff_transports(Ref(1))

    record = play(CALL, words={"laws": ""}, store={"__init__": hasty})

    assert texts(record) == [
        (
            "store.support.StoreLogoffTransports(flags=LOGOFF_NO_WAIT (0x1)) happened"
            " during provider.Logon and is not expected there"
        )
    ]
    assert record.broken == ("STORELOGOFF-012",)


def test_out_words_of_a_refusal(play: Play) -> None:
    """A refused call is one difference; its words are not compared."""
    record = play(
        """
        - store.StoreLogoff: {flags: LOGOFF_PURGE}
          out: {flags: {lacks: LOGOFF_PURGE}}
          cites: {returns: STORELOGOFF-005, out: STORELOGOFF-085}
        """,
        store={"store_logoff": giving(MAPI_E_NO_SUPPORT)},
    )

    assert outcomes(record)["STORELOGOFF-085"] is Outcome.NOT_EXERCISED
    assert [d.kind for d in record.differences] == ["returned"]


def test_request_bits_left_are_an_advisory(play: Play) -> None:
    """A request bit that comes back is advice, and a deviation if strict."""
    steps = """
        - store.StoreLogoff: {flags: LOGOFF_PURGE}
          out: {flags: {lacks: LOGOFF_PURGE}}
          cites: {out: STORELOGOFF-085}
    """
    store = {"store_logoff": SILENT}

    assert play(steps, store=store).verdict is Verdict.ADVISORY
    assert play(steps, store=store, strict=True).verdict is Verdict.DEVIATES
