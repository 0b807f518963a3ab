"""A run as JUnit XML."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.report.junit import make_junit, write_junit
from mapi_conformance.run.record import (
    CaseRecord,
    CheckRecord,
    DifferenceRecord,
    ProviderRecord,
    RunRecord,
)
from mapi_conformance.scenario.corpus import Corpus


CATALOGUE = Corpus().catalogue
PROVIDER = ProviderRecord(name="mine", version="2.1", road="in this process")
CHECK = CheckRecord(clause="STORELOGOFF-014", level="must", outcome=Outcome.DEVIATES)


def a_case(name: str, verdict: Verdict = Verdict.CONFORMS, **fields: Any) -> CaseRecord:
    """Build the record of a case about StoreLogoff."""
    standard: dict[str, Any] = {
        "path": "cases/x.yaml",
        "title": "a title",
        "interface": "IMsgStore",
        "method": "StoreLogoff",
    }
    return CaseRecord(id=f"suite/{name}", verdict=verdict, **standard | fields)


def parsed(*cases: CaseRecord, provider: ProviderRecord = PROVIDER) -> ET.Element:
    """Make the document of a run and read it as any parser would."""
    run = RunRecord(
        suite_version="0.1", edition="2026-01-01", provider=provider, cases=cases
    )
    return ET.fromstring(make_junit(run, CATALOGUE))  # noqa: S314  # ours


def test_a_suite_for_each_method() -> None:
    """Cases stand under the method they are about, the suites in order of names."""
    document = parsed(
        a_case("a"),
        a_case("b", method="Release"),
        a_case("c"),
        a_case("d", subject="mapi"),
        a_case("e", interface="", method=""),
    )

    assert [(s.get("name"), [c.get("name") for c in s]) for s in named(document)] == [
        ("IMsgStore::Release", ["suite/b"]),
        ("IMsgStore::StoreLogoff", ["suite/a", "suite/c"]),
        ("MAPI about itself: IMsgStore::StoreLogoff", ["suite/d"]),
        ("no clause", ["suite/e"]),
    ]


def named(document: ET.Element) -> list[ET.Element]:
    """Take the suites without their properties."""
    for suite in document:
        for properties in suite.findall("properties"):
            suite.remove(properties)
    return list(document)


def test_properties() -> None:
    """Each suite says who was judged, how, and with what result."""
    (suite,) = parsed(a_case("a"))

    assert {p.get("name"): p.get("value") for p in suite.iter("property")} == {
        "provider": "mine",
        "provider-version": "2.1",
        "road": "in this process",
        "profile": "none",
        "profile-source": "declared",
        "capabilities": "none",
        "edition": "2026-01-01",
        "suite-version": "0.1",
        "strict": "no",
        "conclusion": "conforms, as far as these cases go",
    }


def test_what_is_known_of_a_case() -> None:
    """Verdict and level are attributes; clauses and observations are lines."""
    document = parsed(
        a_case(
            "a",
            Verdict.ADVISORY,
            profiles=("deferred",),
            checks=(CHECK,),
            differences=(DifferenceRecord(kind="law", text="a block was lost"),),
            observations=("store.StoreLogoff() gave S_OK",),
            seconds=0.25,
        )
    )

    (case,) = document.iter("testcase")
    assert case.attrib == {
        "name": "suite/a",
        "classname": "IMsgStore::StoreLogoff",
        "file": "cases/x.yaml",
        "status": "advisory",
        "class": "must",
        "time": "0.250000",
    }
    assert case.findtext("system-out") == (
        "title: a title\n"
        "verdict: advisory\n"
        "profile: deferred\n"
        "clause: STORELOGOFF-014 (must) deviates\n"
        "departure: a block was lost\n"
        "observed: store.StoreLogoff() gave S_OK"
    )


@pytest.mark.parametrize(
    ("verdict", "element"),
    [
        (Verdict.CONFORMS, None),
        (Verdict.ADVISORY, None),
        (Verdict.DEVIATES, "failure"),
        (Verdict.CRASHED, "failure"),
        (Verdict.HUNG, "failure"),
        (Verdict.BLOCKED, "failure"),
        (Verdict.NOT_APPLICABLE, "skipped"),
        (Verdict.INCONCLUSIVE, "error"),
    ],
)
def test_verdicts(verdict: Verdict, element: str | None) -> None:
    """A reader that knows JUnit and not us counts each verdict as pytest does."""
    document = parsed(a_case("a", verdict, reason="a reason"))

    (case,) = document.iter("testcase")
    found = [each.tag for each in case if each.tag != "system-out"]
    assert found == ([element] if element else [])
    counts = {"failure": "failures", "skipped": "skipped", "error": "errors"}
    (suite,) = document
    assert {name: suite.get(name) for name in counts.values()} == {
        name: "1" if tag == element else "0" for tag, name in counts.items()
    }


def test_failure_explains_itself() -> None:
    """A failure holds what the terminal shows."""
    difference = DifferenceRecord(
        kind="args", text="flags differ", clauses=("SLT-001",)
    )
    document = parsed(
        a_case("a", Verdict.DEVIATES, checks=(CHECK,), differences=(difference,))
    )

    (failure,) = document.iter("failure")
    assert failure.get("type") == "deviates"
    assert failure.get("message") == "STORELOGOFF-014: a title"
    assert failure.text is not None
    assert "SLT-001 (must)" in failure.text
    assert "    flags differ" in failure.text.split("\n")


@pytest.mark.parametrize(
    "text",
    ["\x00\x08\x1b[31m", "\ud800", "\ufffe\uffff", "]]> <&\"'", "a\nb\tc", "ü 💾"],
)
def test_whatever_is_said(text: str) -> None:
    """No text makes the document ill-formed, wherever it came from."""
    document = parsed(
        a_case(
            "a",
            Verdict.DEVIATES,
            title=text,
            path=text,
            reason=text,
            interface=text,
            observations=(text,),
        ),
        provider=ProviderRecord(name=text, version=text, road=text, profiles=(text,)),
    )

    (case,) = document.iter("testcase")
    assert case.get("name") == "suite/a"


def test_plain_text_is_kept() -> None:
    """What XML has its own way of writing comes back as it was."""
    (case,) = parsed(a_case("a", path='<ü & "💾">')).iter("testcase")

    assert case.get("file") == '<ü & "💾">'


def test_write(tmp_path: Path) -> None:
    """Folders on the way are made; the file says its encoding."""
    path = tmp_path / "new" / "folder" / "junit.xml"
    run = RunRecord(suite_version="0", edition="0", provider=PROVIDER)

    write_junit(run, CATALOGUE, path)

    lines = path.read_text("utf-8").splitlines()
    assert lines[0] == '<?xml version="1.0" encoding="utf-8"?>'
    assert ET.parse(path).getroot().tag == "testsuites"  # noqa: S314  # ours
