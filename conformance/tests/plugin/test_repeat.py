"""``--mapi-repeat``: what is not the same each time is flaky, through both doors."""

from collections.abc import Callable

import pytest

from mapi_conformance.__main__ import main


#: What a process knows of itself, and of those before it.
STATE = """
import pathlib

first = not pathlib.Path("here").exists()
pathlib.Path("here").touch()
calls = []
"""
#: Goes wrong at the first call in each process.
ONCE = """import state
        state.calls.append(flags)
        return 0 if len(state.calls) > 1 else None"""
#: Goes wrong in every process but the first.
RESTARTED = """import state
        return 0 if state.first else None"""
ALWAYS = "return None"


@pytest.fixture(autouse=True)
def state(pytester: pytest.Pytester) -> None:
    """Write what the providers remember."""
    pytester.makepyfile(state=STATE)


@pytest.mark.parametrize(
    ("body", "word"),
    [(ONCE, "flaky"), (RESTARTED, "flaky"), (ALWAYS, "crashed")],
    ids=["in one process", "over restarts", "always"],
)
def test_provider(
    body: str,
    word: str,
    a_provider: Callable[[str], str],
    pytester: pytest.Pytester,
) -> None:
    """A case that is not the same each time is told from one that always fails."""
    provider = f"--provider={a_provider(body)}"

    result = pytester.runpytest_subprocess(
        provider, "--mapi-profile=deferred", "--mapi-repeat=3", "-k", "last-flag-wins"
    )

    assert result.ret == 1
    verdicts = result.stdout.str().partition("\ncases: ")[2].partition("\n")[0]
    assert f" {word}" in verdicts
    assert ("flaky" in verdicts) == (word == "flaky")


def test_command(
    a_provider: Callable[[str], str],
    pytester: pytest.Pytester,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The command does the same, and says how often what came."""
    provider = f"--provider={a_provider(RESTARTED)}"
    case = "store-logoff-deferred/last-flag-wins"
    how = ("--mapi-profile=deferred", "--mapi-strict", "--mapi-repeat=3")

    assert main(["run", provider, *how, case]) == 1

    told = capsys.readouterr().out
    assert "flaky" in told
    assert "not the same in 3 rounds: 2 deviates, 1 crashed" in told


def test_reference(capsys: pytest.CaptureFixture[str]) -> None:
    """The reference is the same each time, in every order."""
    arguments = ("run", "--provider=reference", "--mapi-repeat=3", "store-logoff-flag")

    assert main(arguments) == 0

    assert "conforms, as far as these cases go" in capsys.readouterr().out


def test_last_failed_stays(pytester: pytest.Pytester) -> None:
    """``--lf`` and ``-x`` choose for the round that is shown and spoil no other."""
    arguments = ("--provider=flaw:called-twice", "-k", "abort-when-never-told", "-x")
    pytester.runpytest_subprocess(*arguments)

    result = pytester.runpytest_subprocess(*arguments, "--lf", "--mapi-repeat=2")

    result.assert_outcomes(failed=1)
    assert "1 deviates" in result.stdout.str()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (
            ("--provider=reference", "--mapi-repeat=2", "-n", "2"),
            "*--mapi-repeat starts processes of its own; leave -n out",
        ),
        (("--mapi-repeat=2",), "*--mapi-repeat needs --provider=NAME"),
        (
            ("--provider=reference", "--mapi-repeat=0"),
            "*--mapi-repeat=N: a number from 1 on is due",
        ),
    ],
    ids=["workers", "no provider", "never"],
)
def test_usage(
    pytester: pytest.Pytester, arguments: tuple[str, ...], complaint: str
) -> None:
    """What makes no sense is refused at once."""
    result = pytester.runpytest_subprocess(*arguments)

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([complaint])


def test_usage_of_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The command refuses as every option is refused."""
    with pytest.raises(SystemExit) as left:
        main(["run", "--provider=reference", "--mapi-repeat=0"])

    assert left.value.code == 4
    assert "a number from 1 on is due" in capsys.readouterr().err
