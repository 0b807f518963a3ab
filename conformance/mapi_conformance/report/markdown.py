"""A run as Markdown, for the summary of a job or a comment on a change."""

from collections.abc import Iterator
from typing import Final

from mapi_conformance.report.page import Page, view
from mapi_conformance.report.rendering import render
from mapi_conformance.report.standing import STANDINGS
from mapi_conformance.run.record import RunRecord


#: Departures that are shown; a job summary takes a megabyte, a comment far less.
_LIMIT: Final = 20


def make_summary(run: RunRecord) -> str:
    """Make the document: what it came to, counts, and each departure with a case."""
    page = view(run)
    return render("summary.md", page=page, table=tuple(_table(page)), limit=_LIMIT)


def _table(page: Page) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A row for each standing that came, a number for each level."""
    for word in STANDINGS:
        counts = tuple(
            sum(share.count for share in level.shares if share.word == word)
            for level in page.levels
        )
        if any(counts):
            yield word, counts
