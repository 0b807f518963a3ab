"""The pages in a browser: they open fast, are for everybody, and run nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest
from browser import (
    AXE,
    CHROMIUM,
    HURRY,
    MISSING,
    MISSING_AXE,
    allow_nothing,
    load,
    probe,
)
from pages import Reader, enlarged, poisoned

from mapi_conformance.report.comparing import make_comparison_page
from mapi_conformance.report.page import make_page
from mapi_conformance.run.record import CaseRecord, RunRecord


pytestmark = pytest.mark.skipif(CHROMIUM is None, reason=MISSING)

PHONE, DESKTOP = "--window-size=390,800", "--window-size=1280,900"
DARK = "--blink-settings=preferredColorScheme=0"


@pytest.fixture(scope="module")
def flawed(judged: Callable[..., RunRecord]) -> RunRecord:
    """A run with departures."""
    return judged("flaw:first-flag-wins")


def test_scripts_of_others_do_not_run(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord], tmp_path: Path
) -> None:
    """Hostile texts in a page do nothing; what the page brings itself does run."""
    path = tmp_path / "report.html"
    path.write_text(
        make_page(poisoned(a_run(a_case(), asked=("pytest",)))), encoding="utf-8"
    )

    dom = load(path, HURRY)

    read = Reader(dom)
    assert "<title>owned" not in dom
    assert [tag for tag, _ in read.tags].count("script") == 1
    assert "copy" in read.text


def test_policy_refuses_others(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord], tmp_path: Path
) -> None:
    """If a text ever got in as markup, the policy would still not run it."""
    path = tmp_path / "report.html"
    deed = "document.title='owned'"
    bad = f'<script>{deed}</script><img src=x onerror="{deed}">'
    page = make_page(a_run(a_case())).replace("</main>", f"{bad}</main>")
    path.write_text(page, encoding="utf-8")

    assert "<title>owned" not in load(path, HURRY)


def test_without_scripts(flawed: RunRecord, tmp_path: Path) -> None:
    """A reader without scripts has the whole page, and no form that does nothing."""
    path = tmp_path / "report.html"
    path.write_text(allow_nothing(make_page(flawed)), encoding="utf-8")

    read = Reader(load(path, HURRY))

    forms = [each for tag, each in read.tags if tag == "form"]
    assert forms
    assert all("hidden" in each for each in forms)
    assert "Expected LOGOFF_NO_WAIT (0x1) Seen LOGOFF_ABORT (0x8)" in read.text


FILTER = """
const search = document.getElementById("find-clause");
search.value = "storelogoff-01";
search.dispatchEvent(new Event("input", {bubbles: true}));
const seen = [...document.querySelectorAll(".cells li:not([hidden])")];
const box = document.querySelector("#matrix input[value=holds]");
box.click();
const fewer = [...document.querySelectorAll(".cells li:not([hidden])")];
found([seen.length, fewer.map((li) => li.textContent.replace(/\\s/g, ""))]);
"""


def test_filter(flawed: RunRecord, tmp_path: Path) -> None:
    """What is typed and picked leaves the clauses that fit both."""
    count, left = probe(make_page(flawed), FILTER, tmp_path, HURRY)

    assert count == 10
    assert left == ["✕STORELOGOFF-014:deviates", "✕STORELOGOFF-015:deviates"]


LINK = """
location.hash = "#STORELOGOFF-014";
setTimeout(() => found([
  document.querySelector(".words").open,
  Math.round(document.getElementById("STORELOGOFF-014").getBoundingClientRect().top)
]), 500);
"""


def test_link_into_what_is_folded(flawed: RunRecord, tmp_path: Path) -> None:
    """A link opens what it leads to."""
    is_open, _ = probe(make_page(flawed), LINK, tmp_path, HURRY)

    assert is_open


OVERFLOW = "found(document.documentElement.scrollWidth - innerWidth);"


@pytest.mark.parametrize("window", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_fits_the_window(flawed: RunRecord, tmp_path: Path, window: str) -> None:
    """A page is never wider than the window; diagrams and tables scroll inside."""
    open_all = (
        "for (const each of document.querySelectorAll('details')) each.open=true;"
    )
    pages = (make_page(flawed), make_comparison_page([flawed, flawed]))

    over = [probe(page, open_all + OVERFLOW, tmp_path, HURRY, window) for page in pages]

    assert max(over) <= 0


SCHEME = "found(matchMedia('(prefers-color-scheme: dark)').matches);"


@pytest.mark.parametrize(("colours", "dark"), [((), False), ((DARK,), True)])
def test_is_seen_in_both_schemes(
    tmp_path: Path,
    colours: tuple[str, ...],
    dark: bool,  # noqa: FBT001  # a parameter of the table
) -> None:
    """What is looked at as dark is dark."""
    assert probe("<body></body>", SCHEME, tmp_path, *colours) is dark


CHECK = """
for (const each of document.querySelectorAll("details")) each.open = true;
axe.run().then((result) => found(
  result.violations.map((v) => [v.id, v.nodes.slice(0, 3).map((n) => n.html)])));
"""


@pytest.mark.skipif(not AXE.exists(), reason=MISSING_AXE)
@pytest.mark.parametrize("colours", [(), (DARK,)], ids=["light", "dark"])
@pytest.mark.parametrize("kind", ["page", "comparison"])
def test_is_for_everybody(
    a_run: Callable[..., RunRecord],
    judged: Callable[..., RunRecord],
    a_case: Callable[..., CaseRecord],
    tmp_path: Path,
    kind: str,
    colours: tuple[str, ...],
) -> None:
    """Axe finds nothing that keeps anybody from reading it."""
    run = judged("flaw:first-flag-wins", "store-logoff-shared", "store-logoff-flag")
    page = (
        make_page(run)
        if kind == "page"
        else make_comparison_page([run, a_run(a_case())])
    )
    script = AXE.read_text(encoding="utf-8").replace("</script", "<\\/script")

    assert probe(page, f"{script}\n{CHECK}", tmp_path, HURRY, *colours) == []


OPENED = """
addEventListener("load", () => {
  document.body.getBoundingClientRect();
  found(performance.now());
});
"""


def test_ten_thousand_cases(flawed: RunRecord, tmp_path: Path) -> None:
    """10,000 cases with 100 failures are on the screen in less than two seconds."""
    page = make_page(enlarged(flawed))

    assert probe(page, OPENED, tmp_path) < 2000
