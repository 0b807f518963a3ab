"""Lines with a style, and when they are painted."""

import io

import pytest

from mapi_conformance.report.colour import Line, Style, paint, style_of, wants_colour


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        """Say so."""
        return True


def test_line_is_its_text() -> None:
    """Whoever knows nothing of styles sees a text."""
    line = Line("seen", Style.SEEN)

    assert line == "seen"
    assert style_of(line) is Style.SEEN
    assert style_of("seen") is Style.PLAIN


def test_paint() -> None:
    """A styled line gets codes around it, a plain one stays as it is."""
    assert paint(Line("no", Style.TITLE)) == "\x1b[1;31mno\x1b[0m"
    assert paint("no") == "no"


@pytest.mark.parametrize(
    ("choice", "stream", "environ", "wanted"),
    [
        pytest.param("auto", Terminal(), {}, True, id="terminal"),
        pytest.param("auto", io.StringIO(), {}, False, id="file"),
        pytest.param("auto", Terminal(), {"TERM": "dumb"}, False, id="dumb"),
        pytest.param("auto", Terminal(), {"NO_COLOR": "1"}, False, id="NO_COLOR"),
        pytest.param("auto", Terminal(), {"NO_COLOR": ""}, True, id="empty"),
        pytest.param("auto", io.StringIO(), {"FORCE_COLOR": "1"}, True, id="FORCE"),
        pytest.param(
            "auto", Terminal(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False, id="both"
        ),
        pytest.param("yes", io.StringIO(), {"NO_COLOR": "1"}, True, id="yes"),
        pytest.param("no", Terminal(), {"FORCE_COLOR": "1"}, False, id="no"),
    ],
)
def test_wants_colour(
    choice: str, stream: io.StringIO, environ: dict[str, str], *, wanted: bool
) -> None:
    """The choice, then NO_COLOR, then FORCE_COLOR, then whether somebody looks."""
    assert wants_colour(choice, stream, environ) is wanted
