"""The command under a failure judges that case as the run judged it."""

import pytest


def command(result: pytest.RunResult) -> str:
    """Find the command that is offered."""
    lines = result.stdout.lines
    return lines[lines.index("  run only this case:") + 1].strip()


@pytest.mark.parametrize(
    ("options", "offered"),
    [
        pytest.param((), "", id="nothing else"),
        pytest.param(
            ("--mapi-profile=deferred",), " --mapi-profile=deferred", id="one"
        ),
        pytest.param(
            ("--provider-set", "deadline=2", "--provider-set", "version=a b"),
            ' --provider-set=deadline=2 "--provider-set=version=a b"',
            id="settings",
        ),
        pytest.param(("--mapi-strict",), " --mapi-strict", id="strict"),
    ],
)
def test_options_come_again(
    pytester: pytest.Pytester, options: tuple[str, ...], offered: str
) -> None:
    """What decides the verdict is in it, quoted where a shell would take it apart."""
    selected = ("-k", "abort-when-never-told")

    result = pytester.runpytest(
        "--provider=flaw:default-not-abort", *options, *selected
    )

    assert command(result) == (
        f"pytest --provider=flaw:default-not-abort{offered}"
        ' "cases/imsgstore/store-logoff-flag.yaml::abort-when-never-told"'
    )


def test_an_advisory_that_failed_fails_again(pytester: pytest.Pytester) -> None:
    """Without --mapi-strict the case would pass, and look like a flaky one."""
    result = pytester.runpytest("--provider=flaw:forgets-block", "--mapi-strict")

    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert " --mapi-strict " in command(result)
