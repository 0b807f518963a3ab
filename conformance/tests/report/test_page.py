"""The page: what stands in it, and that nothing gets into it but text."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest
from pages import Reader, enlarged, poisoned

from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.report.badge import make_badge
from mapi_conformance.report.comparing import make_comparison_page
from mapi_conformance.report.page import TONES, make_page, view
from mapi_conformance.report.rendering import digest, render
from mapi_conformance.run.record import CaseRecord, ProviderRecord, RunRecord


@pytest.fixture(scope="module")
def flawed(judged: Callable[..., RunRecord]) -> RunRecord:
    """A run with departures of two kinds."""
    return judged("flaw:first-flag-wins")


@pytest.fixture(scope="module")
def page(flawed: RunRecord) -> Reader:
    """Its page."""
    return Reader(make_page(flawed))


class TestWhole:
    """A page of a real run."""

    def test_first_words(self, page: Reader) -> None:
        """Who was judged, and what it came to, stand before everything else."""
        begin = page.text.index("flaw:first-flag-wins 0.1.0 ✕ Does not conform")

        assert begin < page.text.index("Profile deferred (declared)")

    def test_links_lead_somewhere(self, page: Reader) -> None:
        """Each link within the page has its target, each target is there once."""
        ids = page.values("id")
        targets = [each[1:] for each in page.values("href") if each[:1] == "#"]

        assert len(ids) == len(set(ids))
        assert targets
        assert set(targets) <= set(ids)

    def test_needs_nothing_else(self, page: Reader) -> None:
        """No picture, script or style comes from anywhere."""
        assert not page.values("src")
        assert not [tag for tag, _ in page.tags if tag in ("link", "iframe", "object")]
        assert all(
            each.startswith(("#", "https://learn.microsoft.com/"))
            for each in page.values("href")
        )

    def test_policy_knows_what_is_there(self, page: Reader) -> None:
        """The policy allows this script and this style sheet, by their digests."""
        (policy,) = [
            str(each["content"])
            for tag, each in page.tags
            if tag == "meta" and each.get("http-equiv") == "Content-Security-Policy"
        ]

        assert policy == (
            "default-src 'none';"
            f" style-src '{digest(page.raw['style'])}';"
            f" script-src '{digest(page.raw['script'])}';"
            " base-uri 'none'; form-action 'none'"
        )
        assert not page.values("style")

    def test_every_departure(self, page: Reader, flawed: RunRecord) -> None:
        """Each case that is not green has its part, under what it breaks."""
        red = [c.id for c in flawed.cases if c.verdict not in _QUIET]

        assert len(red) > 40
        assert all(f"{each} " in page.text or each in page.text for each in red)
        assert page.values("class").count("case") == len(red)

    def test_explains(self, page: Reader) -> None:
        """Clause, page, expected and seen, and the command are told."""
        words = page.text

        for each in (
            "When StoreLogoff is called again before the count reaches zero",
            "imsgstore-storelogoff",
            "Where the pages are at odds",
            "Expected LOGOFF_NO_WAIT (0x1) Seen LOGOFF_ABORT (0x8)",
            "MAPI's object still held noted store.support 0",
            "Departures STORELOGOFF-014 2",
        ):
            assert each in words

    def test_every_tone_is_known(self) -> None:
        """Whatever may be said of a case or a clause has its colour."""
        said = {each.value for each in (*Verdict, *Outcome)}

        assert set(TONES) == said | {"no case", "waived", "flaky"}


_QUIET = (Verdict.CONFORMS, Verdict.NOT_APPLICABLE)


class TestParts:
    """What stands in the page when a record has it, and only then."""

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("look_alikes", ("first-flag-wins",), "Same flaw as flaw:first-flag-wins"),
            ("wire", ('{"id": 1}',), 'The wire, 1 message {"id": 1}'),
            ("observations", ("it chose",), "Observed, and not judged it chose"),
            ("reason", "the suite broke", "the suite broke"),
        ],
    )
    def test_of_a_case(
        self,
        a_run: Callable[..., RunRecord],
        a_case: Callable[..., CaseRecord],
        field: str,
        value: object,
        words: str,
    ) -> None:
        """A field that is empty leaves no trace."""
        with_it = make_page(a_run(a_case(**{field: value})))
        without = make_page(a_run(a_case()))

        assert words in Reader(with_it).text
        assert words not in Reader(without).text

    @pytest.mark.parametrize(
        ("asked", "command"),
        [
            (("pytest", "--provider=it"), 'pytest --provider=it "cases/x.yaml::one"'),
            (
                ("mapi-conformance", "run", "--provider=a b"),
                'mapi-conformance run "--provider=a b" "suite/one"',
            ),
            ((), ""),
        ],
    )
    def test_command(
        self,
        a_run: Callable[..., RunRecord],
        a_case: Callable[..., CaseRecord],
        asked: tuple[str, ...],
        command: str,
    ) -> None:
        """A case is run again as the run was asked for."""
        ((departure,),) = [view(a_run(a_case(), asked=asked)).departures]

        assert [part.command for part in departure.cases] == [command]

    def test_many_cases(
        self, a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord]
    ) -> None:
        """Of many equal departures the first are shown, the others named."""
        run = a_run(*(a_case(f"suite/s[n={n}]") for n in range(50)))

        words = Reader(make_page(run)).text

        assert "STORELOGOFF-014 50 cases" in words
        assert "10 more cases, whose exchange is in report.json" in words
        assert "suite/s[n=49]" in words

    def test_order(
        self, a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord]
    ) -> None:
        """What fails comes first, what fails most often before that, advice last."""
        run = a_run(
            a_case("s/a", verdict=Verdict.ADVISORY),
            a_case("s/b", verdict=Verdict.INCONCLUSIVE, checks=(), differences=()),
            a_case("s/c", verdict=Verdict.CRASHED, checks=(), differences=()),
            a_case("s/d"),
            a_case("s/e"),
        )

        found = [(each.tone, each.title, each.count) for each in view(run).departures]

        assert found == [
            ("bad", "STORELOGOFF-014", 2),
            ("bad", "crashed", 1),
            ("odd", "inconclusive", 1),
            ("warn", "STORELOGOFF-014", 1),
        ]

    def test_stopped(
        self, a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord]
    ) -> None:
        """A run that was stopped proves no conformance; what deviates, deviates."""
        green = a_case(verdict=Verdict.CONFORMS, differences=(), checks=())

        assert view(a_run(green, stopped=True)).conclusion == (
            "stopped before its end: nothing is concluded"
        )
        assert view(a_run(a_case(), stopped=True)).conclusion == "does not conform"

    def test_only_mapi(
        self, a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord]
    ) -> None:
        """A run of nothing but cases about MAPI says nothing about a provider."""
        green = a_case(
            verdict=Verdict.CONFORMS, differences=(), checks=(), subject="mapi"
        )

        words = Reader(make_page(a_run(green))).text

        assert "The provider was not judged" in words
        assert "none about the provider" in words


@pytest.fixture(scope="module")
def hostile(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord]
) -> RunRecord:
    """A run in which every text is hostile."""
    case = a_case(
        wire=("x",),
        look_alikes=("x",),
        observations=("x",),
        reason="x",
        profiles=("x",),
    )
    provider = ProviderRecord(name="x", version="x", road="x", profiles=("x",))
    run = a_run(case, case, asked=("pytest",), started="x", provider=provider)
    made: RunRecord = poisoned(run)
    return made


@pytest.mark.parametrize(
    "make",
    [make_page, make_badge, lambda run: make_comparison_page([run, run])],
    ids=["page", "badge", "comparison"],
)
def test_nothing_gets_in(hostile: RunRecord, make: Callable[[RunRecord], str]) -> None:
    """Whatever a provider says, or a file, stays text."""
    whole = make(hostile)
    read = Reader(whole)

    assert [tag for tag, _ in read.tags].count("script") <= 1
    assert "img" not in {tag for tag, _ in read.tags}
    names = {name for _, each in read.tags for name in each}
    assert not [name for name in names if name.startswith("on")]
    assert all("\\x00" in each for each in read.values("title"))
    assert "{{ 7*7 }}" in read.text
    whole.encode("utf-8")
    assert not set(_forbidden()) & set(whole)


def _forbidden() -> Iterator[str]:
    yield from "\x00\x1b\r\u2028\u202e\ud800\ufffe"


def test_size(a_run: Callable[..., RunRecord], flawed: RunRecord) -> None:
    """A page of 10,000 cases with 100 failures has less than five megabytes."""
    big = enlarged(flawed)

    assert len(make_page(big).encode()) < 5_000_000


class Waiver(NamedTuple):
    """A waiver as a record has it."""

    case: str
    clause: str
    reason: str
    owner: str
    issue: str
    expires: str
    used: bool
    problem: str


def test_waivers() -> None:
    """Where a record has waivers they are listed, those that fail the run too."""
    used = Waiver(
        case="s/a",
        clause="SLT-001",
        reason="late",
        owner="ann",
        issue="#7",
        expires="2027-01-01",
        used=True,
        problem="",
    )
    text = render("waivers.html", waivers=[used, used._replace(problem="expired")])

    words = Reader(text).text
    assert "s/a SLT-001 late ann #7 2027-01-01 used" in words
    assert "2027-01-01 expired" in words
