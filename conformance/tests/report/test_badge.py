"""The badge."""

import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.report.badge import make_badge
from mapi_conformance.run.record import CaseRecord, ProviderRecord, RunRecord


@pytest.mark.parametrize(
    ("verdict", "stopped", "said", "colour"),
    [
        (Verdict.CONFORMS, False, "conforms", "#15713f"),
        (Verdict.DEVIATES, False, "does not conform", "#b3202c"),
        (Verdict.INCONCLUSIVE, False, "inconclusive", "#6a3aa2"),
        (Verdict.NOT_APPLICABLE, False, "not judged", "#6a3aa2"),
        (Verdict.CONFORMS, True, "stopped", "#6a3aa2"),
    ],
)
def test_conclusion(
    a_run: Callable[..., RunRecord],
    a_case: Callable[..., CaseRecord],
    verdict: Verdict,
    stopped: bool,  # noqa: FBT001  # a parameter of the table
    said: str,
    colour: str,
) -> None:
    """The picture says what the run came to, in words as in colour."""
    text = make_badge(a_run(a_case(verdict=verdict), stopped=stopped))

    assert ET.fromstring(text).get("aria-label") == f"MAPI: {said}"  # noqa: S314  # ours
    assert colour in text


def test_profile(a_run: Callable[..., RunRecord]) -> None:
    """The profile is part of what is said."""
    provider = ProviderRecord(name="it", version="1", road="x", profiles=("eager",))

    assert "<title>MAPI eager: not judged</title>" in make_badge(
        a_run(provider=provider)
    )
