"""Foreign values and errors in words; for a process that has no host."""

import re
import reprlib
import traceback
from pathlib import Path
from typing import Final


#: Characters of a value or a message that a text shows.
SHOWN: Final = 120
_OURS: Final = str(Path(__file__).parent)
_PYTHONS: Final = str(Path(traceback.__file__).parent)
_ADDRESS: Final = re.compile(r" at 0x[0-9A-Fa-f]+")
_SPELLER: Final = reprlib.Repr()
_SPELLER.maxstring = _SPELLER.maxother = SHOWN


def shorten(text: str) -> str:
    """Cut a text that is too long to be shown."""
    return text if len(text) <= SHOWN else f"{text[: SHOWN - 1]}…"


def show(value: object) -> str:
    """Spell any value in bounded length, without the addresses that change."""
    try:
        return shorten(_ADDRESS.sub("", _SPELLER.repr(value)))
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - a provider's __repr__ may raise anything
        return f"an object of type {type(value).__name__}"


def describe(error: BaseException) -> str:
    """Name an exception, its message in bounded length, and where it came from."""
    try:
        message = shorten(str(error))
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - a provider's __str__ may raise anything
        message = "(and its text cannot be shown)"
    return type(error).__name__ + (f": {message}" if message else "") + _place(error)


def _place(error: BaseException) -> str:
    """Find the innermost place in foreign code, or else in Python's own."""
    frames: list[tuple[str, int | None]] = [
        (frame.f_code.co_filename, line)
        for frame, line in traceback.walk_tb(error.__traceback__)
        if not frame.f_code.co_filename.startswith((_OURS, "<frozen"))
    ]
    if type(error) is SyntaxError and error.filename:
        frames.append((error.filename, error.lineno))
    foreign = [(file, line) for file, line in frames if not _is_pythons(file)]
    for file, line in reversed(foreign or frames):
        return f" at {_from_here(file)}:{line}"
    return ""


def _is_pythons(file: str) -> bool:
    return file.startswith(_PYTHONS) and "site-packages" not in file


def _from_here(file: str) -> str:
    try:
        return str(Path(file).relative_to(Path.cwd()))
    except (OSError, ValueError):
        return file
