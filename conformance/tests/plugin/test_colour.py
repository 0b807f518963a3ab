"""Colour where somebody looks, and nowhere else."""

import pytest

from mapi_conformance.__main__ import main


CASE = "abort-when-never-told"
RED, BOLD, GREEN = "\x1b[31m", "\x1b[1m", "\x1b[32m"
TITLE = "STORELOGOFF-016, SLT-053, SDSTORE-017: a client that only releases the store"


@pytest.mark.parametrize("more", [(), ("-n", "1")], ids=["here", "in a worker"])
def test_pytest_paints(pytester: pytest.Pytester, more: tuple[str, ...]) -> None:
    """``--color=yes``: title, expected and seen, wherever the case was judged."""
    result = pytester.runpytest(
        "--provider=flaw:default-not-abort", "-k", CASE, "--color=yes", *more
    )

    text = str(result.stdout)
    assert f"{GREEN}      expected  LOGOFF_ABORT (0x8)" in text
    assert f"{RED}      seen      LOGOFF_NO_WAIT (0x1)" in text
    assert any(TITLE in line and RED in line for line in result.outlines)


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("NO_COLOR", ()), ("FORCE_COLOR", ("--color=no",)), ("PAGER", ())],
    ids=["NO_COLOR", "option", "no terminal"],
)
def test_pytest_leaves_plain(
    pytester: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    arguments: tuple[str, ...],
) -> None:
    """NO_COLOR, ``--color=no`` and a file get text alone."""
    monkeypatch.setenv(name, "1")

    result = pytester.runpytest(
        "--provider=flaw:default-not-abort", "-k", CASE, *arguments
    )

    assert "\x1b" not in str(result.stdout)


class TestCommand:
    """``mapi-conformance run --color``."""

    ARGUMENTS = ("run", "--provider=flaw:default-not-abort", "store-logoff-flag")

    def test_paints(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The same lines in the same colours, and the command for the case."""
        assert main([*self.ARGUMENTS, "--color=yes"]) == 1

        out = capsys.readouterr().out
        assert f"{RED}      seen      LOGOFF_NO_WAIT (0x1)" in out
        assert (
            "mapi-conformance run --provider=flaw:default-not-abort"
            ' "store-logoff-flag/abort-when-never-told"'
        ) in out

    def test_leaves_plain(self, capsys: pytest.CaptureFixture[str]) -> None:
        """What is no terminal gets text alone."""
        assert main([*self.ARGUMENTS]) == 1

        assert "\x1b" not in capsys.readouterr().out
