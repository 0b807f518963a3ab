"""The JSON Schema of reports."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from mapi_conformance.report.form import make_report_schema
from mapi_conformance.run.record import CaseRecord, RunRecord, to_plain


PUBLISHED = Path(__file__).parents[3] / "docs" / "report.schema.json"


def test_published() -> None:
    """What the repository publishes is what this version writes."""
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))

    assert published == make_report_schema(), (
        "make it again: mapi-conformance schema --report > docs/report.schema.json"
    )


def test_real_run(judged: Callable[..., RunRecord]) -> None:
    """The record of a run fits, with its events and differences."""
    plain = to_plain(judged("flaw:first-flag-wins", "store-logoff-deferred"))

    jsonschema.validate(json.loads(json.dumps(plain)), make_report_schema())


@pytest.mark.parametrize(
    "change",
    [
        {"schema": 2},
        {"colour": "red"},
        {"strict": "yes"},
        {"cases": [{"id": "one"}]},
    ],
    ids=["version", "unknown", "type", "incomplete"],
)
def test_other_forms(
    a_run: Callable[..., RunRecord],
    a_case: Callable[..., CaseRecord],
    change: dict[str, object],
) -> None:
    """What this version would not read does not fit."""
    plain = json.loads(json.dumps(to_plain(a_run(a_case())))) | change

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(plain, make_report_schema())
