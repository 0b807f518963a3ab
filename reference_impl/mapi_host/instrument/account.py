"""Exceptions of foreign code in words, for the author of that code."""

import traceback
from pathlib import Path
from typing import Final

from mapi_host.instrument.crossing import outward
from mapi_host.instrument.value import name_type, shorten


_OURS: Final = str(Path(__file__).parent.parent)
_PYTHONS: Final = str(Path(traceback.__file__).parent)
#: Numbers that a line may have.
_LINES: Final = range(1, 2**31)
#: The one of Python itself: a provider's class may have another under this name.
_TRACEBACK: Final = BaseException.__dict__["__traceback__"]


def describe(error: BaseException) -> str:
    """Name an exception, its message in bounded length, and where it came from."""
    message = _message(error)
    return name_type(error) + (f": {message}" if message else "") + place(error)


def place(error: BaseException) -> str:
    """Find the innermost place in foreign code, or else in Python's own."""
    frames: list[tuple[str, object]] = [
        (file, line)
        for frame, line in traceback.walk_tb(_TRACEBACK.__get__(error))
        if not (file := str.__str__(frame.f_code.co_filename)).startswith(_OURS)
    ]
    if type(error) is SyntaxError and type(error.filename) is str and error.filename:
        number: object = error.lineno
        known = type(number) is int and number in _LINES
        frames.append((error.filename, number if known else 1))
    foreign = [(file, line) for file, line in frames if not _is_pythons(file)]
    for file, line in reversed(foreign or frames):
        return f" at {_from_here(file)}:{line}"
    return ""


def _message(error: BaseException) -> str:
    try:
        return shorten(str.__str__(outward(str, error)))
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - a provider's __str__ may raise anything
        return "(and its text cannot be shown)"


def _is_pythons(file: str) -> bool:
    return file.startswith(_PYTHONS) and "site-packages" not in file


def _from_here(file: str) -> str:
    try:
        return str(Path(file).relative_to(Path.cwd()))
    except (OSError, ValueError):
        # Elsewhere, or the provider took away the folder we run in.
        return file
