"""Every format of a report, each made from the record and from nothing else."""

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from mapi_conformance.errors import FileUnwritable
from mapi_conformance.report.badge import make_badge
from mapi_conformance.report.folder import write_text
from mapi_conformance.report.junit import make_junit
from mapi_conformance.report.markdown import make_summary
from mapi_conformance.report.page import make_page
from mapi_conformance.run.record import RunRecord, to_plain


def make_json(run: RunRecord) -> str:
    """Spell the record as JSON, a line for each field that a diff would show."""
    return json.dumps(to_plain(run), indent=1, ensure_ascii=True) + "\n"


def _junit(run: RunRecord) -> str:
    return make_junit(run, run.book)


_MAKERS: Final[Mapping[str, Callable[[RunRecord], str]]] = {
    "report.json": make_json,
    "junit.xml": _junit,
    "report.html": make_page,
    "summary.md": make_summary,
    "badge.svg": make_badge,
}


def write_formats(run: RunRecord, folder: Path, names: Iterable[str]) -> None:
    """Write a run in the formats of these file names.

    Raises:
        FileUnwritable: Some cannot be written; the others are.
    """
    failures = []
    for name in names:
        try:
            write_text(folder / name, _MAKERS[name](run))
        except FileUnwritable as failure:
            failures.append(str(failure))
    if failures:
        raise FileUnwritable("; ".join(failures))
