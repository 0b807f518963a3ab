"""What a well-formed step becomes: typed, named, cited."""

import textwrap
from collections.abc import Callable

import pytest

from mapi_conformance.mapi.identifiers import IID_IMsgStore
from mapi_conformance.scenario.case import (
    Across,
    Action,
    Answer,
    Case,
    Citations,
    Effects,
    Expectation,
    Group,
    ScriptedReply,
    SetTransports,
    Step,
)
from mapi_conformance.scenario.corpus import Loaded
from mapi_conformance.scenario.model import Subject
from mapi_conformance.scenario.problems import Place
from mapi_conformance.scenario.values import (
    Bits,
    Captured,
    CodeIs,
    Equals,
    FromConfiguration,
    Handle,
    Literal,
)


Load = Callable[[str], Loaded]

OK = CodeIs(None, (0,), "S_OK")
EVERYTHING = "watch: [end-of-support, registration, teardown]"


def written(steps: str, header: str = EVERYTHING) -> str:
    """Write a suite of one scenario; its first step is in line 9, column 9."""
    return (
        "suite: s\n"
        "about: x\n"
        f"{header}\n"
        "given: [open-store]\n"
        "scenarios:\n"
        "  - id: a\n"
        "    title: t\n"
        "    steps:\n"
    ) + textwrap.indent(textwrap.dedent(steps).strip(), "      ")


def case_of(load: Load, steps: str, header: str = EVERYTHING) -> Case:
    """Load the one case of a scenario with these steps."""
    (case,) = load(written(steps, header)).cases
    return case


def step_of(load: Load, steps: str, header: str = EVERYTHING) -> Step:
    """Load a scenario and give its last step."""
    return a_step(case_of(load, steps, header).steps[-1])


def a_step(action: Action) -> Step:
    """Take an action for a step."""
    assert isinstance(action, Step)
    return action


def event_of(load: Load, event: str) -> Expectation:
    """Load a Release that causes one event."""
    causes = textwrap.indent(textwrap.dedent(event).strip(), "    ")
    step = step_of(load, f"- store.Release:\n  causes:\n{causes}\n")
    (expected,) = step.effects.expected
    return expected


class TestSteps:
    """A call and what is said about it."""

    def test_whole_step(self, load: Load) -> None:
        """Every word of a step arrives, typed."""
        step = step_of(
            load,
            """
            - store.StoreLogoff: {flags: LOGOFF_PURGE | 1}
              by: second client
              returns: {one of: [S_OK, MAPI_E_NO_SUPPORT]}
              out: {flags: {lacks: LOGOFF_PURGE}}
              cites: {returns: STORELOGOFF-005, out: STORELOGOFF-085}
              repeat: 3
              observe: [returns]
              note: one more time
            """,
        )

        assert step == Step(
            place=Place("x.yaml", 9, 9),
            handle="store",
            method="StoreLogoff",
            interface="IMsgStore",
            arguments=(("flags", Literal(5, "LOGOFF_PURGE | 1")),),
            lane="second client",
            returns=CodeIs(None, (0, 0x80040102), "S_OK or MAPI_E_NO_SUPPORT"),
            out=(("flags", Bits("lacks", 4, "LOGOFF_PURGE")),),
            effects=Effects(),
            cites=Citations(
                (("returns", ("STORELOGOFF-005",)), ("out", ("STORELOGOFF-085",)))
            ),
            repeat=3,
            observe=frozenset({"returns"}),
            note="one more time",
        )
        assert step.label == "store.StoreLogoff"

    def test_bare_step(self, load: Load) -> None:
        """What is unwritten: S_OK, once, judged, nothing caused, nothing cited."""
        step = step_of(load, "- store.StoreLogoff: {flags: 0}")

        assert step.returns == OK
        assert step.effects == Effects(expected=(), ordered=True)
        assert step.cites == Citations()
        assert step.judged
        assert (step.repeat, step.lane, step.bind, step.note) == (1, "", None, "")
        assert step.out == ()
        assert step.observe == frozenset()

    def test_observe_true(self, load: Load) -> None:
        """A step that is observed altogether is so in every aspect."""
        step = step_of(load, "- store.StoreLogoff: {flags: 0}\n  observe: true")

        assert step.observe == frozenset({"returns", "out", "causes"})

    @pytest.mark.parametrize(
        ("subject", "call", "judged"),
        [
            ("provider", "store.AddRef:", True),
            ("provider", "store.logon.GetLastError: {}", True),
            ("provider", "provider.AddRef:", True),
            ("provider", "dll.MSProviderInit: {version: 1}", True),
            ("provider", "mapi.MAPIAllocateBuffer: {size: 1}", False),
            ("mapi", "store.AddRef:", False),
            ("mapi", "store.support.StoreLogoffTransports: {flags: 1}", True),
            ("mapi", "mapi.MAPIAllocateBuffer: {size: 1}", True),
        ],
    )
    def test_judged(self, load: Load, subject: str, call: str, judged: bool) -> None:  # noqa: FBT001  # a column of the table
        """A step is judged where it goes into the subject, else it is the host's."""
        step = step_of(load, f"- {call}", f"subject: {subject}")

        assert step.judged is judged

    def test_scenes_come_first(self, load: Load) -> None:
        """What is given stands before the steps, and comes from the corpus file."""
        case = case_of(load, "- store.AddRef:")

        logon = a_step(case.setup[0])
        assert len(case.setup) == 1
        assert logon.label == "provider.Logon"
        assert logon.bind == "store"
        assert logon.place.path == "cases/shared/corpus.yaml"
        assert dict(logon.arguments)["entryid"] == FromConfiguration("first-store")

    def test_acts_of_the_host_are_compared_by_nothing(self, load: Load) -> None:
        """What an act of the host causes may be watched and cited all the same."""
        step = step_of(
            load,
            """
            - mapi.MAPIAllocateBuffer: {size: 1}
              cites: {causes: SDSTORE-016, order: SDSTORE-016}
            """,
        )

        assert step.cites.clauses == ("SDSTORE-016",)

    def test_suite_about_mapi_has_no_always(self, load: Load) -> None:
        """The alphabet always belongs to suites about a provider."""
        provider = case_of(load, "- store.AddRef:", "subject: provider")
        mapi = case_of(load, "- store.AddRef:", "subject: mapi")

        assert [k.name for k in provider.alphabet] == [
            "IMAPISupport.StoreLogoffTransports"
        ]
        assert mapi.alphabet == ()
        assert mapi.suite.subject is Subject.MAPI


class TestNames:
    """What is bound, and what its name is good for afterwards."""

    def test_identity_and_companions(self, load: Load) -> None:
        """A logon binds its store with support and logon, all of them handles."""
        case = case_of(
            load,
            """
            - provider.Logon: {entryid: config.second-store}
              as: archive
              out: {store: {not: store}, logon: not null}
              observe: [out]
            - archive.CopyTo: {destination: archive.logon}
            - archive.logon.Logoff: {}
            """,
        )

        logon, copy, logoff = map(a_step, case.steps)
        assert logon.bind == "archive"
        assert logon.out[0][1].text == "not store"
        assert dict(copy.arguments)["destination"] == Handle("archive.logon")
        assert (logoff.handle, logoff.interface) == ("archive.logon", "IMSLogon")

    def test_face_of_a_query(self, load: Load) -> None:
        """QueryInterface gives the same object under the table that was asked for."""
        case = case_of(
            load,
            """
            - provider.QueryInterface: {interface: IID_IMAPIProviderShutdown}
              as: shutdown
            - shutdown.QueryFastShutdown:
            - store.QueryInterface: {interface: IID_IAddrBook}
              as: strange
            - strange.Release:
            """,
        )

        interfaces = [a_step(step).interface for step in case.steps]
        assert interfaces == [
            "IMSProvider",
            "IMAPIProviderShutdown",
            "IMsgStore",
            "IUnknown",
        ]

    def test_interface_of_the_table(self, load: Load) -> None:
        """A result without an interface id has the interface of the table."""
        case = case_of(
            load,
            """
            - store.GetReceiveFolderTable:
              as: table
            - table.GetRowCount: {}
            - dll.MSProviderInit: {version: CURRENT_SPI_VERSION}
              as: second
            - second.Shutdown: {}
            """,
        )

        assert a_step(case.steps[1]).interface == "IMAPITable"
        assert a_step(case.steps[3]).interface == "IMSProvider"

    def test_null_interface(self, load: Load) -> None:
        """A null interface id leaves the interface to the table, else to IUnknown."""
        case = case_of(
            load,
            """
            - store.OpenEntry: {interface: null}
              as: folder
            - folder.AddRef: {}
            - store.OpenEntry: {interface: IID_IMAPIFolder}
              as: inbox
            - inbox.CreateMessage: {}
            """,
        )

        assert a_step(case.steps[1]).interface == "IUnknown"
        assert a_step(case.steps[3]).interface == "IMAPIFolder"

    def test_captured_results(self, load: Load) -> None:
        """Every result of a step that bound a name is known as $name.result."""
        case = case_of(
            load,
            """
            - store.GetReceiveFolder: {class: ""}
              as: receive
            - store.OpenEntry: {entryid: $receive.entryid}
            - store.SetProps: {props: {PR_ENTRYID: $receive.entryid}}
            - store.GetReceiveFolder:
              out: {entryid: {not: $receive.entryid}, explicit: $receive.explicit}
              observe: [out]
            """,
        )

        assert a_step(case.steps[1]).arguments == (
            ("entryid", Captured("receive", "entryid")),
        )
        assert a_step(case.steps[3]).out[1] == (
            "explicit",
            Equals(Captured("receive", "explicit")),
        )

    def test_failure_keeps_results(self, load: Load) -> None:
        """A step that is to fail binds its results and no object."""
        case = case_of(
            load,
            """
            - provider.Logon: {}
              as: refused
              returns: {one of: [MAPI_E_LOGON_FAILED, E_FAIL]}
            - store.GetLastError: {result: 0}
              out: {error: $refused.error}
              observe: [out]
            - provider.Logon: {entryid: config.second-store}
              as: refused
            """,
        )

        assert a_step(case.steps[2]).bind == "refused"

    @pytest.mark.parametrize(
        "returns", ["success", "any", "S_FALSE", "{one of: [E_FAIL, S_OK]}"]
    )
    def test_possible_success_binds(self, load: Load, returns: str) -> None:
        """Where a success is possible the name is bound."""
        case = case_of(
            load,
            f"""
            - store.QueryInterface: {{interface: IID_IUnknown}}
              as: face
              returns: {returns}
            - face.Release:
            """,
        )

        assert a_step(case.steps[1]).interface == "IUnknown"

    def test_name_in_a_group(self, load: Load) -> None:
        """A name that a group binds is written once, whatever its rounds."""
        case = case_of(
            load,
            """
            - group:
                - store.QueryInterface: {interface: IID_IUnknown}
                  as: face
                - face.Release:
              repeat: 10
              note: ten rounds
            """,
        )

        (group,) = case.steps
        assert isinstance(group, Group)
        assert group.repeat == 10
        assert [a_step(step).interface for step in group.steps] == [
            "IMsgStore",
            "IUnknown",
        ]

    def test_interface_is_handed_over(self, load: Load) -> None:
        """The interface id of a call is an argument like any other."""
        step = step_of(load, "- store.QueryInterface: {interface: IID_IMsgStore}")

        assert step.arguments == (
            ("interface", Literal(IID_IMsgStore, "IID_IMsgStore")),
        )


class TestEffects:
    """What must and what may happen while a step runs."""

    def test_nothing(self, load: Load) -> None:
        """Nothing written and nothing said are the same: no watched event."""
        assert step_of(load, "- store.AddRef:\n  causes: nothing").effects == Effects()
        assert step_of(load, "- store.AddRef:").effects == Effects()

    def test_whole_event(self, load: Load) -> None:
        """An expected call of the subject arrives with its arguments and clauses."""
        event = event_of(
            load,
            """
            - store.support.StoreLogoffTransports: {flags: LOGOFF_ABORT}
              cites: {happens: SDSTORE-014, args: SLT-053}
              note: once
            """,
        )

        assert event == Expectation(
            place=Place("x.yaml", 11, 7 + 4 + 2),
            handle="store.support",
            name="StoreLogoffTransports",
            kind=("IMAPISupport", "StoreLogoffTransports"),
            mine=True,
            arguments=(("flags", Equals(Literal(8, "LOGOFF_ABORT"))),),
            cites=Citations((("happens", ("SDSTORE-014",)), ("args", ("SLT-053",)))),
            note="once",
        )
        assert not event.is_fact
        assert event.label == "store.support.StoreLogoffTransports"

    @pytest.mark.parametrize(
        ("times", "least", "most"),
        [
            ("1", 1, 1),
            ("0", 0, 0),
            ("3", 3, 3),
            ("0..2", 0, 2),
            ("2..2", 2, 2),
            ("1..", 1, 2**31),
        ],
    )
    def test_times(self, load: Load, times: str, least: int, most: int) -> None:
        """Times is n, a..b or a.. and counts events in a row."""
        event = event_of(
            load,
            f"""
            - store.support.StoreLogoffTransports:
              cites: SDSTORE-016
              times: {times}
            """,
        )

        assert (event.least, event.most) == (least, most)

    def test_call_into_the_subject(self, load: Load) -> None:
        """A nested call into the subject says what it returns, and is MAPI's doing."""
        gone = event_of(
            load,
            """
            - store.support.gone:
              cites: SDSTORE-006
              causes:
                - store.logon.Logoff: {flags: 0}
                  returns: S_OK
                  out: {flags: unchanged}
                  cites: {returns: MSLOGOFF-002}
                - store.logon.Release:
                  causes: nothing
                - mapi.uids-removed:
            """,
        )

        logoff, release, removed = gone.effects.expected
        assert gone.mine
        assert gone.is_fact
        assert gone.kind == ("support", "gone")
        assert (logoff.mine, logoff.returns) == (False, OK)
        assert logoff.out[0][0] == "flags"
        assert (release.mine, release.returns) == (False, None)
        assert (removed.mine, removed.kind) == (False, ("mapi", "uids-removed"))

    def test_any_order(self, load: Load) -> None:
        """In any order keeps what is expected and drops its order."""
        step = step_of(
            load,
            """
            - store.Release:
              causes:
                in any order:
                  - store.support.gone:
                    cites: SDSTORE-006
                  - store.support.StoreLogoffTransports: {}
                    cites: SDSTORE-016
            """,
        )

        assert not step.effects.ordered
        assert [event.name for event in step.effects.expected] == [
            "gone",
            "StoreLogoffTransports",
        ]

    def test_may_cause(self, load: Load) -> None:
        """What may happen is named by handle and method, or handle and fact."""
        step = step_of(
            load,
            """
            - store.Release:
              may cause: [store.support.gone, store.support.SetProviderUID]
            """,
        )

        assert step.effects == Effects(
            allowed=(("store.support", "gone"), ("store.support", "SetProviderUID"))
        )

    def test_anything(self, load: Load) -> None:
        """Anything may happen where the file says so."""
        step = step_of(load, "- store.Release:\n  may cause: anything")

        assert step.effects == Effects(anything=True)

    def test_parents_clause_covers(self, load: Load) -> None:
        """An event without a clause is proved by what stands above it."""
        step = step_of(
            load,
            """
            - store.Release:
              causes:
                - store.support.gone:
              cites: {causes: SDSTORE-006}
            """,
        )

        (event,) = step.effects.expected
        assert event.cites == Citations()
        assert step.cites.only("causes") == ("SDSTORE-006",)

    def test_across(self, load: Load) -> None:
        """Across pools the effects of its calls and judges each call by itself."""
        case = case_of(
            load,
            """
            - across:
                - store.StoreLogoff: {flags: 1}
                  returns: any
                - store.Release:
              causes:
                - store.support.gone:
                  cites: SDSTORE-006
              cites: {order: SLT-004}
            """,
        )

        (across,) = case.steps
        assert isinstance(across, Across)
        assert across.place == Place("x.yaml", 9, 9)
        assert [step.label for step in across.steps] == [
            "store.StoreLogoff",
            "store.Release",
        ]
        assert across.steps[0].returns == CodeIs("any", (), "any")
        assert [event.label for event in across.effects.expected] == [
            "store.support.gone"
        ]
        assert across.cites == Citations((("order", ("SLT-004",)),))

    def test_end_of_a_companion_is_doubtful(self, load: Load) -> None:
        """A step on a companion after its support was gone is a warning, once."""
        text = written(
            """
            - store.Release:
              causes:
                - store.support.gone:
                  cites: SDSTORE-006
            - store.logon.GetLastError: {}
            - store.AddRef:
            """
        ).replace("    title: t\n", "    title: t\n    axes: {unused: [1, 2]}\n")

        loaded = load(text)

        assert [str(warning) for warning in loaded.warnings] == [
            (
                "x.yaml:14:9: warning: store.logon was given back when store.support"
                " was gone; the name lives on in the host, the object may not"
            )
        ]
        assert len(loaded.cases) == 2


class TestSettings:
    """What the host is told."""

    def test_transports(self, load: Load) -> None:
        """Counts are plain numbers, and switches are yes or no, by Python's names."""
        case = case_of(
            load,
            """
            - transports: {inbound: 1, outbound: 2, queued: 0, ready: 3}
            - transports: {inbox: yes, other-process: false}
            """,
        )

        assert case.steps == (
            SetTransports(
                place=Place("x.yaml", 9, 9),
                counts=(("inbound", 1), ("outbound", 2), ("queued", 0), ("ready", 3)),
                switches=(),
            ),
            SetTransports(
                place=Place("x.yaml", 10, 9),
                counts=(),
                switches=(("inbox", True), ("other_process", False)),
            ),
        )

    def test_answers(self, load: Load) -> None:
        """An answer is a list of replies, each a code and its words."""
        case = case_of(
            load,
            """
            - answer:
                store.support.StoreLogoffTransports:
                  - {returns: MAPI_E_NO_SUPPORT, out: {flags: LOGOFF_COMPLETE}}
                  - {}
            - answer: {mapi.MAPIAllocateBuffer: {returns: MAPI_E_NOT_ENOUGH_MEMORY}}
            """,
        )

        assert case.steps == (
            Answer(
                place=Place("x.yaml", 9, 9),
                handle="store.support",
                method="StoreLogoffTransports",
                replies=(
                    ScriptedReply(
                        code=0x80040102,
                        words=(("flags", Literal(0x10000, "LOGOFF_COMPLETE")),),
                    ),
                    ScriptedReply(code=0),
                ),
            ),
            Answer(
                place=Place("x.yaml", 13, 9),
                handle="mapi",
                method="MAPIAllocateBuffer",
                replies=(ScriptedReply(code=0x8007000E),),
            ),
        )

    def test_settings_among_given(self, load: Load) -> None:
        """Settings of suite and scenario stand behind the scenes, in order."""
        text = written("- store.AddRef:").replace(
            "[open-store]", "[open-store, {transports: {inbound: 1}}]"
        )

        setup = load(text).cases[0].setup

        assert [type(action) for action in setup] == [Step, SetTransports]


class TestCitations:
    """A clause is found by the aspect it is cited for."""

    CITED = Citations((("*", ("A-1", "A-2")), ("args", ("A-3",)), ("causes", ("A-1",))))

    @pytest.mark.parametrize(
        ("names", "clauses"),
        [
            (("args",), ("A-3",)),
            (("happens",), ("A-1", "A-2")),
            (("happens", "args"), ("A-3",)),
            (("causes", "args"), ("A-1",)),
            ((), ("A-1", "A-2")),
        ],
    )
    def test_own_then_plain(
        self, names: tuple[str, ...], clauses: tuple[str, ...]
    ) -> None:
        """The first aspect that is cited counts, and a plain citation is the last."""
        assert self.CITED.of(*names) == clauses

    def test_only(self) -> None:
        """Where an aspect itself is asked for, a plain citation does not count."""
        assert self.CITED.only("happens") == ()
        assert Citations().of("happens") == ()

    def test_every_clause_once(self) -> None:
        """Every clause is listed once, in order."""
        assert self.CITED.clauses == ("A-1", "A-2", "A-3")

    def test_lists_and_words(self, load: Load) -> None:
        """Clauses stand alone or in a list, plain or by aspect."""
        one = step_of(load, "- store.StoreLogoff: {flags: 1}\n  cites: STORELOGOFF-005")
        more = step_of(
            load,
            """
            - store.StoreLogoff: {flags: 1}
              out: {flags: 0}
              cites: {out.flags: [STORELOGOFF-083, STORELOGOFF-085]}
            """,
        )

        assert one.cites.aspects == (("*", ("STORELOGOFF-005",)),)
        assert more.cites.aspects == (
            ("out.flags", ("STORELOGOFF-083", "STORELOGOFF-085")),
        )

    def test_clauses_of_a_case(self, load: Load) -> None:
        """A case cites what its steps, their effects and its laws cite, each once."""
        case = case_of(
            load,
            """
            - transports: {inbound: 0}
            - group:
                - store.StoreLogoff: {flags: 1}
                  cites: STORELOGOFF-005
            - across:
                - store.StoreLogoff: {flags: 1}
                  cites: {returns: STORELOGOFF-005}
                - store.Release:
              causes:
                - store.support.gone:
                  cites: SDSTORE-006
                  causes:
                    - store.logon.Logoff: {}
                      returns: S_OK
                      cites: MSLOGOFF-002
              cites: {order: SLT-004}
            """,
            f"{EVERYTHING}\nlaws: [support-returned, logoff-succeeds]",
        )

        assert case.clauses == (
            "STORELOGOFF-005",
            "SLT-004",
            "SDSTORE-006",
            "MSLOGOFF-002",
            "SDSTORE-019",
        )

    def test_profile_opens_its_clauses(self, load: Load) -> None:
        """A clause of a reading may be cited where suite or scenario names it."""
        step = "- store.StoreLogoff: {flags: 1}\n  cites: {causes: STORELOGOFF-012}"

        case = case_of(load, step, f"profile: deferred\n{EVERYTHING}")

        assert case.scenario.profiles == ("deferred",)
        assert case.clauses == ("STORELOGOFF-012",)

    @pytest.mark.parametrize(
        "scenario",
        ["observe: true", "observe: false"],
    )
    def test_compared_and_uncited(
        self, load: Load, errors_of: Callable[[str], list[str]], scenario: str
    ) -> None:
        """An uncited out word is refused, unless its scenario is only observed."""
        step = "- store.StoreLogoff: {flags: 1}\n  out: {flags: 0}"
        text = written(step).replace("title: t", f"title: t\n    {scenario}")

        if scenario == "observe: true":
            assert load(text).cases[0].scenario.observe
        else:
            assert errors_of(text) == [
                (
                    "10:9: flags is compared but no clause is cited for it; cite"
                    " {out.flags: ...} or leave it out"
                )
            ]


class TestLists:
    """A suite's lists come first, the scenario's are appended."""

    def test_appended(self, load: Load) -> None:
        """Watch sets, laws, capabilities and profiles add up, each once."""
        text = written(
            "- store.AddRef:",
            "profile: deferred\n"
            "requires: [submit]\n"
            "without: status-object\n"
            "watch: [end-of-support]\n"
            "laws: [one-transport-call]",
        ).replace(
            "    title: t\n",
            "    title: t\n"
            "    about: More of it.\n"
            "    profile: [abort-stop, deferred]\n"
            "    requires: [notifications, submit]\n"
            "    watch: [IMAPISupport.ModifyProfile, support.gone]\n"
            "    laws: shutdown\n",
        )

        scenario = load(text).cases[0].scenario

        assert scenario.about == "More of it."
        assert scenario.profiles == ("deferred", "abort-stop")
        assert scenario.requires == ("submit", "notifications")
        assert scenario.without == ("status-object",)
        assert [kind.name for kind in scenario.alphabet] == [
            "IMAPISupport.StoreLogoffTransports",
            "support.gone",
            "IMAPISupport.ModifyProfile",
        ]
        assert [law.name for law in scenario.laws] == [
            "one-transport-call",
            "support-returned",
            "silence-after-support",
            "logoff-succeeds",
        ]

    def test_place_of_a_scenario(self, load: Load) -> None:
        """A scenario stands where its id is written."""
        scenario = case_of(load, "- store.AddRef:").scenario

        assert scenario.place == Place("x.yaml", 6, 5)
        assert (scenario.id, scenario.title, scenario.about) == ("a", "t", "")
