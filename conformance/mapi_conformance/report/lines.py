"""Lines of text for a terminal: as wide as it may be, in a style."""

import textwrap
from collections.abc import Iterable, Iterator

from mapi_conformance.report.colour import Line, Style


WIDTH = 80


def wrapped(text: str, indent: str, hanging: str | None = None) -> Iterator[str]:
    """Break a text into lines; those after the first may be indented otherwise."""
    yield from textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def styled(style: Style, lines: Iterable[str]) -> Iterator[str]:
    """Give every line a style."""
    return (Line(line, style) for line in lines)
