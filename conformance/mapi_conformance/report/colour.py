"""Lines that know how they are meant, and colour for a terminal that shows it."""

import sys
from collections.abc import Mapping
from enum import Enum
from typing import Self, TextIO


class Style(Enum):
    """What a line is; its value names the attributes it is shown with."""

    PLAIN = ()
    #: What is wrong, in a sentence.
    TITLE = ("bold", "red")
    #: A clause, by its id.
    CLAUSE = ("bold",)
    EXPECTED = ("green",)
    SEEN = ("red",)
    #: The step in which it went wrong.
    MARKED = ("bold", "yellow")
    #: What a shell takes.
    COMMAND = ("cyan",)
    CONFORMS = ("bold", "green")
    DOUBTFUL = ("yellow",)


class Line(str):
    """A line of text with its style; to everybody else it is the text."""

    __slots__ = ("style",)
    style: Style

    def __new__(cls, text: str, style: Style) -> Self:
        """Keep the style beside the text."""
        line = super().__new__(cls, text)
        line.style = style
        return line


def style_of(line: str) -> Style:
    """Tell how a line is meant."""
    return line.style if isinstance(line, Line) else Style.PLAIN


_CODES = {"bold": 1, "red": 31, "green": 32, "yellow": 33, "cyan": 36}


def paint(line: str) -> str:
    """Put the terminal's codes around a line."""
    codes = ";".join(str(_CODES[name]) for name in style_of(line).value)
    return f"\x1b[{codes}m{line}\x1b[0m" if codes else line


def wants_colour(choice: str, stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether to paint, by the rules that pytest has.

    Args:
        choice: ``yes``, ``no`` or ``auto``.
        stream: Where the lines go.
        environ: Holds ``NO_COLOR``, ``FORCE_COLOR`` and ``TERM``.
    """
    if choice != "auto":
        return choice == "yes"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and environ.get("TERM") != "dumb"


def prepare_terminal() -> None:
    """Make a console of Windows understand the codes; others do."""
    if sys.platform == "win32":  # pragma: no cover - another system
        import colorama  # noqa: PLC0415 - pytest brings it there

        colorama.just_fix_windows_console()
