"""The live line."""

import io

from mapi_conformance.report.progress import Progress


class _Terminal(io.StringIO):
    """Somebody looks."""

    def isatty(self) -> bool:
        """Be a terminal."""
        return True


def test_line() -> None:
    """How far, how fast, how long still; ten times a second, and gone at the end."""
    stream, times = _Terminal(), iter([0.0, 0.05, 0.5, 2.0])

    with Progress(
        what="cases", total=4000, stream=stream, clock=lambda: next(times)
    ) as progress:
        for _ in range(3):
            progress.tick()

    assert stream.getvalue().split("\r") == [
        "",
        "2 of 4,000 cases, 4/s, 1000 s left\x1b[K",
        "3 of 4,000 cases, 2/s, 2665 s left\x1b[K",
        "\x1b[K",
    ]


def test_quiet() -> None:
    """Where nobody looks there is no line, and nothing to take away."""
    stream, times = io.StringIO(), iter([0.0, 5.0])

    with Progress(
        what="cases", total=4, stream=stream, clock=lambda: next(times)
    ) as progress:
        progress.tick()

    assert stream.getvalue() == ""
