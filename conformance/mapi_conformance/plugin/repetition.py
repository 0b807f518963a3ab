"""``--mapi-repeat``: rounds before the one that pytest shows, and rounds for others."""

import sys
import tempfile
from collections.abc import Generator

import pytest

from mapi_conformance.command.progress import Progress
from mapi_conformance.plugin.item import CaseItem
from mapi_conformance.run.judging import Judging
from mapi_conformance.run.rounds import Plan, Round, shuffled


def choose_repetition(config: pytest.Config, judging: Judging) -> object | None:
    """Say what this session has to do besides one round; nothing for most.

    Raises:
        pytest.UsageError: Rounds were asked for where workers share the cases out.
    """
    if told := config.getoption("mapi_round"):
        return RoundForAnother(Round.parse(told))
    if config.getoption("mapi_repeat") == 1:
        return None
    if config.getoption("numprocesses", None):
        raise pytest.UsageError(
            "--mapi-repeat starts processes of its own; leave -n out"
        )
    return Repetition(config, judging)


class Repetition:
    """Plays all rounds but the last before pytest plays that one."""

    def __init__(self, config: pytest.Config, judging: Judging) -> None:
        self._config = config
        self._judging = judging

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(
        self, session: pytest.Session
    ) -> Generator[None, object, object]:
        """Play the rounds, unless nothing is to be judged."""
        cases = [item.case for item in session.items if isinstance(item, CaseItem)]
        if cases and self._goes_on(session):
            rounds = self._config.getoption("mapi_repeat")
            total = (rounds - 1) * len(cases)
            with (
                tempfile.TemporaryDirectory(prefix="mapi-cache-") as cache,
                Progress("cases", total, sys.stderr) as progress,
            ):
                plan = Plan(
                    rounds=rounds,
                    judge=self._judging.judge,
                    command=self._again(cache),
                    tick=progress.advance,
                )
                self._judging.rounds = plan.play(cases)
        return (yield)

    def _goes_on(self, session: pytest.Session) -> bool:
        """Whether pytest is going to run anything."""
        goes_on = self._config.getoption("continue_on_collection_errors")
        broken = session.testsfailed and not goes_on
        return not broken and not self._config.option.collectonly

    def _again(self, cache: str) -> list[str]:
        """The command line of a session that judges the same, and all of it."""
        given = self._config.invocation_params.args
        words = [sys.executable, "-m", "pytest", *map(str, given)]
        if self._config.pluginmanager.hasplugin("cacheprovider"):
            # What one round writes there must not choose the cases of another.
            words += ["-o", f"cache_dir={cache}"]
        return [*words, "--mapi-repeat=1", "--maxfail=0"]


class RoundForAnother:
    """Plays one round, in its own order, and tells another process what came."""

    def __init__(self, its: Round) -> None:
        self._round = its

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Shuffle, and leave out what is no case of ours."""
        cases = [item for item in items if isinstance(item, CaseItem)]
        items[:] = shuffled(cases, self._round.number)

    def pytest_runtest_teardown(self, item: pytest.Item) -> None:
        """Hand the record over."""
        if isinstance(item, CaseItem) and item.record:
            self._round.tell(item.record)
