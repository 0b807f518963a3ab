"""Records in words."""

from dataclasses import replace

from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.report.conclusion import conclusion
from mapi_conformance.report.failure import describe_case, describe_clause, headline
from mapi_conformance.report.summary import describe_provider, summarize
from mapi_conformance.run.record import (
    ActRecord,
    CaseRecord,
    CheckRecord,
    DifferenceRecord,
    EventRecord,
    ProviderRecord,
    RunRecord,
    WaiverRecord,
)
from mapi_conformance.scenario.corpus import Corpus


CATALOGUE = Corpus().catalogue
PROVIDER = ProviderRecord(
    name="mine", version="2.1", road="in this process", profiles=("deferred",)
)


def a_case(
    name: str, verdict: Verdict, *checks: tuple[str, str, Outcome], reason: str = ""
) -> CaseRecord:
    """Build the record of a case."""
    return CaseRecord(
        id=f"suite/{name}",
        path="cases/x.yaml",
        title="a title",
        interface="IMsgStore",
        verdict=verdict,
        reason=reason,
        checks=tuple(
            CheckRecord(clause=clause, level=level, outcome=outcome)
            for clause, level, outcome in checks
        ),
    )


class TestCase:
    """One case that is not green."""

    def test_whole_text(self) -> None:
        """Clause, sentence, page, difference and the exchange, in this order."""
        record = CaseRecord(
            id="suite/one",
            path="cases/x.yaml",
            title="the last flag wins",
            interface="IMsgStore",
            verdict=Verdict.DEVIATES,
            checks=(
                CheckRecord(
                    clause="STORELOGOFF-014", level="must", outcome=Outcome.DEVIATES
                ),
            ),
            differences=(A_DIFFERENCE,),
            acts=(
                ActRecord(
                    label="store.Release()",
                    events=(A_RELEASE,),
                    differences=(A_DIFFERENCE,),
                ),
            ),
        )

        assert describe_case(record, CATALOGUE) == WHOLE_TEXT

    def test_law_marks_no_step(self) -> None:
        """A law is broken by the whole exchange, so no one step is the wrong one."""
        law = DifferenceRecord(
            kind="law",
            text="a support object got 0 calls, not 1",
            expected="one-transport-call",
            clauses=("SDSTORE-006",),
        )
        record = replace(
            a_case("one", Verdict.DEVIATES),
            differences=(law,),
            acts=(ActRecord(label="epilogue", differences=(law,)),),
        )

        lines = describe_case(record, CATALOGUE).split("\n")

        assert lines[-5:] == [
            "    a support object got 0 calls, not 1",
            "      law       one-transport-call, over the whole of the exchange",
            "",
            "  what happened:",
            "    1. epilogue",
        ]

    def test_long_title_goes_on_below(self) -> None:
        """Title and clauses fit a terminal, too."""
        record = replace(a_case("one", Verdict.DEVIATES), title="word " * 20)

        assert max(map(len, describe_case(record, CATALOGUE).split("\n"))) <= 80

    def test_headline_of_a_death(self) -> None:
        """Where no clause is broken the verdict stands in its place."""
        assert headline(a_case("one", Verdict.CRASHED)) == "crashed"

    def test_reason(self) -> None:
        """What was not judged says why."""
        record = a_case("one", Verdict.INCONCLUSIVE, reason="the suite broke: no")

        assert describe_case(record, CATALOGUE) == (
            "inconclusive: a title\n"
            "  verdict: inconclusive; fault: not the provider; our side broke\n"
            "\n"
            "  the suite broke: no"
        )


def test_clause_names_profile_and_status() -> None:
    """A clause that holds under one reading alone says which."""
    assert list(describe_clause(CATALOGUE["STORELOGOFF-012"])) == [
        "STORELOGOFF-012 (must, profile deferred, ambiguous)",
        "  StoreLogoffTransports is not called while the store object still has",
        "  references; in particular not from inside StoreLogoff.",
        "  [imsgstore-storelogoff]",
    ]


def test_provider_without_a_reading() -> None:
    """Where neither reading was found the hard core is judged, and it says so."""
    provider = ProviderRecord(
        name="mine", version="1", road="in this process", profile_source="probed"
    )

    assert describe_provider(provider, "2026-11-20") == (
        "mine 1, in this process; profile none: the hard core only (probed);"
        " edition 2026-11-20"
    )


def test_summary() -> None:
    """Cases by verdict, clauses by level and outcome, deviations, reasons, an end."""
    run = RunRecord(
        suite_version="0.1.0",
        edition="2026-11-20",
        provider=PROVIDER,
        cases=(
            a_case("a", Verdict.CONFORMS, ("SLT-001", "must", Outcome.HOLDS)),
            a_case("b", Verdict.DEVIATES, ("SLT-001", "must", Outcome.DEVIATES)),
            a_case("c", Verdict.DEVIATES, ("SLT-001", "must", Outcome.DEVIATES)),
            a_case(
                "d", Verdict.ADVISORY, ("STORELOGOFF-083", "should", Outcome.ADVISORY)
            ),
            a_case("e", Verdict.NOT_APPLICABLE, reason="not claimed"),
            a_case("f", Verdict.CONFORMS, ("SLT-050", "should", Outcome.NOT_EXERCISED)),
        ),
    )

    assert list(summarize(run, CATALOGUE)) == [
        "mine 2.1, in this process; profile deferred (declared); edition 2026-11-20",
        "cases: 2 conforms, 1 advisory, 2 deviates, 1 not applicable",
        "must clauses: 1 deviates",
        "should clauses: 1 advisory, 1 not exercised",
        "deviates:",
        "  SLT-001 (must, 2 cases)  The provider passes one input flag per call.",
        "advisory:",
        "  STORELOGOFF-083 (should, 1 case)  Output bits come from the documented set;",
        "      several may be present together.",
        "not exercised (1): SLT-050",
        "not applicable (1): not claimed",
        "does not conform",
    ]


UNTRIED = RunRecord(
    suite_version="0.1.0",
    edition="2026-11-20",
    provider=PROVIDER,
    cases=(
        a_case("a", Verdict.CONFORMS, ("SLT-001", "must", Outcome.HOLDS)),
        a_case(
            "b",
            Verdict.NOT_APPLICABLE,
            ("SLT-001", "must", Outcome.NOT_EXERCISED),
            ("SLT-004", "must", Outcome.NOT_EXERCISED),
            ("SLT-050", "should", Outcome.NOT_EXERCISED),
            reason="not claimed",
        ),
    ),
)


def test_not_exercised() -> None:
    """A clause that no case put at stake is named; one that a case did is not."""
    assert list(summarize(UNTRIED, CATALOGUE))[4:5] == [
        "not exercised (2): SLT-004, SLT-050"
    ]


def test_not_exercised_in_full() -> None:
    """Whoever asks for more gets the sentence of each."""
    lines = list(summarize(UNTRIED, CATALOGUE, verbose=True))

    assert lines[4] == "not exercised (2):"
    assert [line.split("  ")[1] for line in lines if line.startswith("  SLT-")] == [
        "SLT-004 (must)",
        "SLT-050 (should)",
    ]
    assert "What the provider does after the call" in "\n".join(lines)


def test_conclusions() -> None:
    """Nothing that was not judged is called conforming."""
    skipped = a_case("a", Verdict.NOT_APPLICABLE)
    fine = a_case("b", Verdict.CONFORMS)

    assert conclusion([skipped]) == "nothing was judged"
    assert conclusion([skipped, fine]) == "conforms, as far as these cases go"
    assert conclusion([fine, a_case("c", Verdict.INCONCLUSIVE)]) == (
        "inconclusive: not everything could be judged"
    )
    assert conclusion([fine, a_case("c", Verdict.HUNG)]) == "does not conform"
    ours = replace(fine, subject="mapi")
    waived = a_case("d", Verdict.WAIVED)
    waiver = WaiverRecord(case="suite/d", clause="STORELOGOFF-016", used=True)
    assert conclusion([waived], [waiver]) == (
        "conforms with waivers, as far as these cases go"
    )
    assert conclusion([fine], [replace(waiver, problem="it is stale")]) == (
        "a waiver is wrong, and no case deviates otherwise"
    )
    assert conclusion([ours]) == "the provider was not judged"
    assert conclusion([ours, skipped]) == "nothing was judged"


A_DIFFERENCE = DifferenceRecord(
    kind="argument",
    text="store.support.StoreLogoffTransports got flags LOGOFF_ABORT (0x8), not"
    " LOGOFF_PURGE",
    expected="LOGOFF_PURGE",
    seen="LOGOFF_ABORT (0x8)",
    clauses=("STORELOGOFF-014",),
    place="cases/x.yaml:54:13",
)
A_RELEASE = EventRecord(
    sequence=7,
    call="store.Release()",
    kind="IMsgStore.Release",
    children=(
        EventRecord(
            sequence=8,
            call="store.support.StoreLogoffTransports(flags=LOGOFF_ABORT (0x8))",
            kind="IMAPISupport.StoreLogoffTransports",
            result="S_OK",
        ),
    ),
)
WHOLE_TEXT = """\
STORELOGOFF-014: the last flag wins
  verdict: deviates; fault: the provider

  STORELOGOFF-014 (must, profile deferred)
    When StoreLogoff is called again before the count reaches zero, the newer
    flag replaces the older one.
    [imsgstore-storelogoff]
    where pages differ (AMB-02): The implementer note says that several calls to
    StoreLogoffTransports overwrite the remembered flags; the same note allows
    that call only once the count is zero, and the shutdown page demands exactly
    one call.
    store.support.StoreLogoffTransports got flags LOGOFF_ABORT (0x8), not
    LOGOFF_PURGE
      expected  LOGOFF_PURGE
      seen      LOGOFF_ABORT (0x8)
      at        cases/x.yaml:54:13

  what happened:
  > 1. store.Release()
       store.support.StoreLogoffTransports(flags=LOGOFF_ABORT (0x8))  ->  S_OK"""


def test_nothing_is_wider_than_a_terminal() -> None:
    """Long calls and values go on below, further in, so that nesting stays seen."""
    words = "flags=LOGOFF_ABORT (0x8), " * 6
    call = f"store.StoreLogoff({words})"
    inner = EventRecord(sequence=2, call=call, kind="IMsgStore.StoreLogoff")
    outer = EventRecord(
        sequence=1,
        call=call,
        kind="IMsgStore.StoreLogoff",
        result="S_OK",
        results=words,
        children=(inner,),
    )
    difference = DifferenceRecord(kind="args", text=words, expected=words, seen=words)
    case = replace(
        a_case("wide", Verdict.DEVIATES),
        differences=(difference,),
        acts=(ActRecord(label=call, events=(outer,)),),
    )

    lines = describe_case(case, CATALOGUE).split("\n")

    assert max(map(len, lines)) <= 80
    below = [line for line in lines if "store.StoreLogoff(" in line]
    assert [len(line) - len(line.lstrip()) for line in below] == [4, 7]


def test_an_advisory_says_what_was_seen() -> None:
    """Its case passes, so that nothing else would show it; the first is enough."""
    departures = tuple(
        DifferenceRecord(kind="law", text=text, clauses=("ALLOC-014",))
        for text in ("1 block never freed", "2 blocks never freed")
    )
    advised = a_case("a", Verdict.ADVISORY, ("ALLOC-014", "should", Outcome.ADVISORY))
    run = RunRecord(
        suite_version="0",
        edition="0",
        provider=PROVIDER,
        cases=(replace(advised, differences=departures),),
    )

    lines = list(summarize(run, CATALOGUE))

    assert lines[-3:-1] == [
        "      the provider for itself is left.",
        "      seen: 1 block never freed",
    ]
