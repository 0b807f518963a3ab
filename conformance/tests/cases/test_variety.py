"""The shipped corpus on providers of every build: no false alarm, no wrong sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest
from variety import CONFORMING
from variety_objects import CLAIMS as OBJECT_CLAIMS
from variety_shutdown import ENDING_CLAIMS
from wrong import WRONG as WRONG_LOGOFF
from wrong_shutdown import WRONG_CLAIMS, WRONG_SHUTDOWN

from mapi_adapters.inprocess import open_python
from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.port.finding import find_providers
from mapi_conformance.port.provider import Target
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.record import CaseRecord
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus
from mapi_reference.flawed.catalogue import FLAWS


WRONG = {**WRONG_LOGOFF, **WRONG_SHUTDOWN}
#: What each claims beside a second store.
CLAIMS = {**OBJECT_CLAIMS, **ENDING_CLAIMS, **WRONG_CLAIMS}

#: Judges a provider of this folder, once a session.
Judge: TypeAlias = Callable[..., "Judged"]

#: About a call that no provider has to make; it judges those that make it.
OPTIONAL = {"make-invalid/children-of-an-ended-store"}

#: Departures from a should of providers that conform.
ADVISED = {
    "leaves-the-word": {"STORELOGOFF-085"},
    "makes-no-row": {"LOGON-025"},
    "no-shutdown-interface": {"FASTSHUT-001"},
}

#: What is said of a provider that does not claim what every provider has.
LACKING = {"spooler-logon": "SPOOLERLOGON-001", "folders": "RECVFOLDER-001"}

#: For each wrong provider the clause it breaks, and those that follow from that.
NAMED: Mapping[str, tuple[str, set[str]]] = {
    "never-tells": (
        "SDSTORE-016",
        {"MSLOGOFF-007", "RELOGON-011", "SDSTORE-001", "SDSTORE-014"},
    ),
    "leaks": (
        "SDSTORE-019",
        {
            "LOGON-046",
            "SDSTORE-006",
            "SDSVC-003",
            "SLT-054",
            "UNKNOWN-013",
            "UNKNOWN-014",
            "UNKNOWN-020",
        },
    ),
    "tells-twice": ("SDSTORE-016", set()),
    "ends-at-the-first": (
        "STORELOGOFF-017",
        {
            "RELOGON-011",
            "SDSTORE-006",
            "SDSTORE-007",
            "SDSTORE-014",
            "STORELOGOFF-007",
            "STORELOGOFF-012",
            "STORELOGOFF-013",
            "STORELOGOFF-103",
            "UNKNOWN-012",
            "UNKNOWN-013",
        },
    ),
    "shares-the-flag": (
        "STORELOGOFF-018",
        {"MSLOGOFF-007", "SDSTORE-017", "SLT-053", "STORELOGOFF-016"},
    ),
    "refuses-all": (
        "LOGON-001",
        {
            "LOGON-007",
            "LOGON-008",
            "LOGON-009",
            "LOGON-010",
            "LOGON-011",
            "LOGON-048",
        },
    ),
    "gives-nothing": (
        "LOGON-001",
        {
            "LOGON-007",
            "LOGON-008",
            "LOGON-009",
            "LOGON-010",
            "LOGON-011",
            "LOGON-025",
            "LOGON-038",
            "LOGON-048",
        },
    ),
    "logoff-fails": (
        "MSLOGOFF-002",
        {"MSLOGOFF-003", "MSLOGOFF-007", "MSLOGOFF-009", "SDSVC-003"},
    ),
    "drops-the-answer": (
        "STORELOGOFF-087",
        {"STORELOGOFF-080", "STORELOGOFF-081", "STORELOGOFF-082"},
    ),
    "asks-again": ("SDSTORE-015", {"SDSTORE-016", "SLT-053"}),
    "gives-no-word": (
        "SLT-005",
        {
            "MSLOGOFF-007",
            "SDSTORE-017",
            "SLT-001",
            "SLT-002",
            "SLT-053",
            "STORELOGOFF-010",
            "STORELOGOFF-011",
            "STORELOGOFF-014",
            "STORELOGOFF-015",
            "STORELOGOFF-016",
            "STORELOGOFF-018",
            "STORELOGOFF-020",
            "STORELOGOFF-021",
            "STORELOGOFF-022",
            "STORELOGOFF-023",
            "STORELOGOFF-024",
            "STORELOGOFF-104",
        },
    ),
    "gives-up": ("SLT-054", {"SDSTORE-019"}),
    "counts-refusals": ("UNKNOWN-020", set()),
    "leaves-the-pointer": ("UNKNOWN-003", set()),
    "many-unknowns": ("UNKNOWN-005", set()),
    "no-way-back": ("UNKNOWN-007", {"UNKNOWN-008"}),
    "loses-interfaces": ("UNKNOWN-009", set()),
    "logon-without-unknown": ("UNKNOWN-017", {"UNKNOWN-010", "UNKNOWN-012"}),
    "releases-in-logoff": ("SDSTORE-018", set()),
    "ignores-logoff": ("SDSVC-003", {"MSLOGOFF-007", "MSLOGOFF-009"}),
    "talks-afterwards": (
        "SDSVC-009",
        {"SDSTORE-016", "SDSTORE-018", "STORELOGOFF-012"},
    ),
    "support-first": ("SLT-004", {"MSLOGOFF-007", "SDSTORE-018"}),
    "new-logon-each-time": ("RELOGON-005", set()),
    "new-store-each-time": ("RELOGON-002", {"RELOGON-003", "RELOGON-005"}),
    "registers-again": ("RELOGON-008", {"RELOGON-006", "RELOGON-007", "RELOGON-009"}),
    "keeps-the-second": ("RELOGON-010", set()),
    "forgets-to-count": (
        "RELOGON-011",
        {"SDSTORE-006", "SDSTORE-007", "STORELOGOFF-103"},
    ),
    "one-for-all": ("SHUTDOWN-007", set()),
    "shutdown-fails": ("SHUTDOWN-002", {"SHUTDOWN-005"}),
    "refuses-logoff": ("STORELOGOFF-005", {"STORELOGOFF-101"}),
    "is-busy": ("STORELOGOFF-101", set()),
    "takes-a-reference": (
        "STORELOGOFF-007",
        {
            "SDSTORE-006",
            "SDSTORE-007",
            "SLT-054",
            "STORELOGOFF-080",
            "STORELOGOFF-081",
            "STORELOGOFF-082",
            "STORELOGOFF-087",
        },
    ),
    "closes-early": ("STORELOGOFF-025", {"STORELOGOFF-102"}),
    "sets-strange-bits": ("STORELOGOFF-083", set()),
    "claims-activity": ("STORELOGOFF-088", set()),
    "tells-in-logoff": (
        "MSLOGOFF-006",
        {"MSLOGOFF-009", "SDSTORE-016", "SDSTORE-018", "STORELOGOFF-012"},
    ),
    "gives-no-pointer": ("UNKNOWN-001", {"LOGON-007", "LOGON-008"}),
    "refuses-in-its-own-words": ("UNKNOWN-002", set()),
    "denies-itself": (
        "UNKNOWN-016",
        {"LOGON-007", "LOGON-008", "LOGON-009", "UNKNOWN-006"},
    ),
    "unknown-provider": (
        "UNKNOWN-018",
        {"FASTSHUT-001", "MSINIT-004", "UNKNOWN-006"},
    ),
    "dead-after-shutdown": ("SHUTDOWN-006", set()),
    "refuses-the-second": ("RELOGON-001", {"RELOGON-003"}),
    "ignores-the-interface": ("RELOGON-004", {"LOGON-011"}),
    "one-support": (
        "SLT-003",
        {
            "MSLOGOFF-007",
            "SDSTORE-001",
            "SDSTORE-016",
            "SDSTORE-018",
            "STORELOGOFF-012",
            "STORELOGOFF-013",
        },
    ),
    "frees-twice": ("ALLOC-007", set()),
    "frees-what-it-made-up": ("ALLOC-007", set()),
    "frees-linked": ("ALLOC-006", set()),
    "links-to-nothing": ("ALLOC-008", set()),
    "loses-a-block": ("ALLOC-014", set()),
    "ends-together": ("STORELOGOFF-106", set()),
    "answers-busy": ("FASTSHUT-002", set()),
    "ends-when-asked": (
        "FASTSHUT-003",
        {"SDSTORE-006", "SDSTORE-007", "STORELOGOFF-012"},
    ),
    "fails-to-hear": ("FASTSHUT-004", set()),
    "fails-to-end": ("FASTSHUT-005", set()),
    "flushes": ("FLUSHST-001", set()),
    "announces-flushing": ("FLUSHST-002", set()),
    "invalidates-a-part": ("MAKEINV-002", set()),
}

#: Capabilities that no provider of this folder has; the flaws of the reference do.
UNTRIED = frozenset(
    {"folders", "spooler-logon", "unconfigured-store", "unreachable-store"}
)
#: Recorded and never judged: no provider can break them.
OBSERVED = {"SDSVC-002", "SLT-050"}


def lacking(name: str) -> set[str]:
    """Name the clauses of what a provider does not claim and none may lack."""
    claims = CLAIMS.get(name, "").split(", ")
    return {clause for claim, clause in LACKING.items() if claim not in claims}


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of every case with one provider."""

    records: tuple[CaseRecord, ...]

    @property
    def verdicts(self) -> set[Verdict]:
        """The verdicts that occurred."""
        return {record.verdict for record in self.records}

    @property
    def named(self) -> set[str]:
        """The clauses that were named as broken."""
        return {clause for record in self.records for clause in record.broken}

    @property
    def at_stake(self) -> set[str]:
        """The clauses that were judged or recorded somewhere."""
        return {
            check.clause
            for record in self.records
            for check in record.checks
            if check.outcome is not Outcome.NOT_EXERCISED
        }


@pytest.fixture(scope="module")
def judge(corpus: Corpus, cases: tuple[Case, ...]) -> Judge:
    """Judge a provider with every case, under the reading probed or asked for.

    None of them has a thread of its own, so nothing is worth waiting for.
    """
    known: dict[tuple[str, str | None], Judged] = {}

    def judge_once(name: str, profile: str | None = None) -> Judged:
        if (name, profile) not in known:
            target = Target(
                name=name,
                address={**CONFORMING, **WRONG}[name],
                settings={
                    "second-store": "another",
                    "capabilities": CLAIMS.get(name, ""),
                },
                base=Path.cwd(),
            )
            judging = Judging(open_python(target), corpus, Options(profile=profile))
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr("mapi_host.host.QUIET", 0.0)
                records = tuple(judging.judge(case) for case in cases)
            known[name, profile] = Judged(records)
        return known[name, profile]

    return judge_once


@pytest.fixture(scope="module")
def documented(corpus: Corpus, cases: tuple[Case, ...]) -> tuple[Judged, ...]:
    """Judge the reference in both readings."""
    directory = find_providers()
    found = []
    for name in ("reference", "reference-eager"):
        provider = directory.open(name, {}, Path.cwd())
        judging = Judging(provider, corpus, Options())
        found.append(Judged(tuple(judging.judge(case) for case in cases)))
    return tuple(found)


class TestConforming:
    """Providers that are built in different ways, as far as the pages allow."""

    @pytest.mark.parametrize("name", CONFORMING)
    def test_conforms(self, judge: Judge, name: str) -> None:
        """None of their cases deviates, crashes or is blocked."""
        assert judge(name).verdicts <= {
            Verdict.CONFORMS,
            Verdict.ADVISORY,
            Verdict.NOT_APPLICABLE,
        }

    @pytest.mark.parametrize("name", {**OBJECT_CLAIMS, **ENDING_CLAIMS})
    def test_delivers_what_it_claims(
        self, judge: Judge, cases: tuple[Case, ...], name: str
    ) -> None:
        """The cases that need one of its capabilities were judged."""
        claimed = {"second-store", *CLAIMS[name].split(", ")}
        needed = {
            case.id
            for case in cases
            if {*case.scenario.requires} & (claimed - {"second-store"})
            and {*case.scenario.requires} <= claimed
            and not {*case.scenario.without} & claimed
            and not case.scenario.observe
        }
        conform = {r.id for r in judge(name).records if r.verdict is Verdict.CONFORMS}

        assert needed
        assert needed - OPTIONAL <= conform

    @pytest.mark.parametrize("name", CONFORMING)
    def test_is_advised_of_nothing_else(self, judge: Judge, name: str) -> None:
        """A should is named only where it is departed from."""
        assert judge(name).named == ADVISED.get(name, set()) | lacking(name)


class TestWrong:
    """Providers that are wrong in one way."""

    def test_each_is_expected(self) -> None:
        """The table says of every one of them what it breaks."""
        assert set(NAMED) == set(WRONG)

    @pytest.mark.parametrize("name", WRONG)
    def test_is_named(self, judge: Judge, name: str) -> None:
        """The clause it breaks is named, with what follows from that, and no other."""
        clause, following = NAMED[name]

        found = judge(name).named - lacking(name)

        assert found == {*filter(None, [clause]), *following}

    @pytest.mark.parametrize("name", WRONG)
    def test_is_found_by_a_difference(self, judge: Judge, name: str) -> None:
        """It crashes nothing, hangs nothing and leaves nothing to our own side."""
        strange = {Verdict.CRASHED, Verdict.HUNG, Verdict.INCONCLUSIVE}

        assert judge(name).verdicts & strange == set()

    @pytest.mark.parametrize(
        ("name", "logon"),
        [("refuses-all", {"LOGON-010", "LOGON-011"}), ("gives-nothing", {"LOGON-010"})],
    )
    def test_without_a_store_everything_is_blocked(
        self, judge: Judge, name: str, logon: set[str]
    ) -> None:
        """Where no store comes, nothing is named but what Logon itself should do."""
        blocked = [
            record
            for record in judge(name).records
            if record.verdict is Verdict.BLOCKED
        ]

        assert {clause for record in blocked for clause in record.broken} == logon
        assert len(blocked) > len(judge(name).records) / 2


class TestDeclarations:
    """A provider under the reading that is not its own."""

    def test_deferred_declared_eager(self, judge: Judge) -> None:
        """It does not ask at once, and so hands no answer back."""
        assert judge("plain", "eager").named >= {"SDSTORE-003", "STORELOGOFF-087"}

    def test_eager_declared_deferred(self, judge: Judge) -> None:
        """It asks too early."""
        assert judge("eager", "deferred").named >= {"STORELOGOFF-012"}


class TestEveryClause:
    """What is cited is put at stake, and can be broken."""

    def test_holds_somewhere(
        self, documented: tuple["Judged", ...], judge: Judge, cases: tuple[Case, ...]
    ) -> None:
        """With the reference in each reading no clause is cited in vain.

        The laws of memory need a provider that asks MAPI for some, and that of
        MakeInvalid one that calls it.
        """
        cited = {clause for case in cases for clause in case.clauses}

        at_stake = set[str]().union(*(judged.at_stake for judged in documented))

        assert cited - at_stake == {"MAKEINV-002"}
        assert judge("invalidates").at_stake >= {"MAKEINV-002"}

    def test_breaks_somewhere(
        self, judge: Judge, corpus: Corpus, cases: tuple[Case, ...]
    ) -> None:
        """Each clause above a may is named for something that is wrong.

        That is one of the providers here, or a flaw of the reference, of which the
        tests of the plugin show that each names what it breaks.
        """
        cited = {
            clause
            for case in cases
            if not UNTRIED & set(case.scenario.requires)
            for clause in case.clauses
            if corpus.catalogue[clause].severity != "may"
        }
        named = judge("plain", "eager").named | judge("leaves-the-word").named
        named |= judge("no-shutdown-interface").named
        for name in WRONG:
            named |= judge(name).named
        named |= {clause for flaw in FLAWS.values() for clause in flaw.breaks}

        assert cited - named == OBSERVED
