"""A run as JUnit XML, for what shows test results: CI servers, IDEs, dashboards.

The library writes properties of suites only, so what is known of a case stands in
attributes that readers pass over or show (``status``, ``class``) and, line by line, in
its ``system-out``. docs/junit.md has the whole encoding.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from junit_xml import TestCase, TestSuite, to_xml_report_string

from mapi_conformance.judge.show import printable
from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.report.conclusion import conclusion
from mapi_conformance.report.failure import Clauses, describe_case, headline
from mapi_conformance.report.files import write_file
from mapi_conformance.run.record import CaseRecord, RunRecord


_LEVELS = ("must", "should", "may")


def write_junit(run: RunRecord, catalogue: Clauses, path: Path) -> None:
    """Write a run to a file; folders on the way are made.

    Raises:
        FileUnwritable: It cannot be put there; the message says why.
    """
    write_file(path, make_junit(run, catalogue))


def make_junit(run: RunRecord, catalogue: Clauses) -> str:
    """Make the document: a suite for each method of an interface, in order of names."""
    by_suite: dict[str, list[CaseRecord]] = {}
    for case in run.cases:
        by_suite.setdefault(_suite_name(case), []).append(case)
    properties = _properties(run)
    suites = [
        TestSuite(
            name=_legal(name),
            test_cases=[_case(case, name, catalogue) for case in by_suite[name]],
            properties=properties,
        )
        for name in sorted(by_suite)
    ]
    body = to_xml_report_string(suites, prettyprint=False)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{body}\n'


def _suite_name(case: CaseRecord) -> str:
    method = f"{case.interface}::{case.method}" if case.interface else "no clause"
    return method if case.subject == "provider" else f"MAPI about itself: {method}"


def _properties(run: RunRecord) -> Mapping[str, str]:
    provider = run.provider
    known = {
        "provider": provider.name,
        "provider-version": provider.version,
        "road": provider.road,
        "profile": ", ".join(provider.profiles) or "none",
        "profile-source": provider.profile_source,
        "capabilities": ", ".join(provider.capabilities) or "none",
        "edition": run.edition,
        "suite-version": run.suite_version,
        "strict": "yes" if run.strict else "no",
        "conclusion": conclusion(run.cases, run.waivers),
    }
    return {name: _legal(value) for name, value in known.items()}


def _case(case: CaseRecord, suite: str, catalogue: Clauses) -> TestCase:
    made = TestCase(
        name=_legal(case.id),
        classname=_legal(suite),
        elapsed_sec=case.seconds,
        stdout="\n".join(map(_legal, _told(case))),
        status=case.verdict.value,
        category=_level(case),
        file=_legal(case.path),
    )
    text = _legal(f"{headline(case)}: {case.title}")
    if case.provisional:
        made.add_skipped_info(_legal(f"it {case.provisional}, and does not count"))
    elif case.verdict.fails:
        made.add_failure_info(text, _explained(case, catalogue), case.verdict.value)
    elif case.verdict is Verdict.INCONCLUSIVE:
        made.add_error_info(text, _explained(case, catalogue), case.verdict.value)
    elif case.verdict is Verdict.NOT_APPLICABLE:
        made.add_skipped_info(_legal(case.reason))
    elif case.verdict is Verdict.WAIVED:
        made.add_skipped_info(text, _explained(case, catalogue))
    return made


def _level(case: CaseRecord) -> str | None:
    levels = {check.level for check in case.checks}
    return next((level for level in _LEVELS if level in levels), None)


def _told(case: CaseRecord) -> Iterator[str]:
    yield f"title: {case.title}"
    yield f"verdict: {case.verdict.value}"
    yield f"profile: {', '.join(case.profiles) or 'any'}"
    for check in case.checks:
        yield f"clause: {check.clause} ({check.level}) {check.outcome.value}"
    for difference in case.differences:
        yield f"departure: {difference.text}"
    for observation in case.observations:
        yield f"observed: {observation}"


def _explained(case: CaseRecord, catalogue: Clauses) -> str:
    return "\n".join(map(_legal, describe_case(case, catalogue).split("\n")))


def _legal(text: str) -> str:
    """Escape what XML cannot hold; a line break too, so lines are split before."""
    return printable(text)
