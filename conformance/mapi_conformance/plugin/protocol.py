"""The fast protocol: a case as one phase and one report, where nobody can tell.

pytest runs an item in three phases and makes a report of each, for fixtures that a case
does not have. One phase is enough for a case as long as nobody else takes part in the
others; who does, or might, gets the three of pytest.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Literal

import pluggy
import pytest

from mapi_conformance.plugin.item import CaseItem


#: Hooks in which somebody may wait for all three phases.
_PHASES = (
    "pytest_runtest_protocol",
    "pytest_runtest_setup",
    "pytest_runtest_call",
    "pytest_runtest_teardown",
    "pytest_runtest_makereport",
    "pytest_exception_interact",
    "pytest_runtest_logreport",
)
#: What asks for phases by name, or stops between them.
_OPTIONS = ("usepdb", "trace", "setuponly", "setupshow", "setupplan")
#: Marks that pytest acts upon in its own phases.
_MARKS = ("skip", "skipif", "xfail")
#: pytest itself, we, and xdist, whose workers pass reports on as they come.
_KNOWN = ("_pytest", "mapi_conformance", "xdist")


def why_not(config: pytest.Config, items: Iterable[pytest.Item]) -> str:
    """Say what the three phases of pytest are needed for; nothing if they are not."""
    asked = config.getoption("mapi_protocol")
    if asked == "pytest":
        return "--mapi-protocol=pytest"
    if config.getoption("mapi_round"):
        return "a round for another process is told in teardown"
    options = (name for name in _OPTIONS if config.getoption(name, None))
    listeners = () if asked == "fast" else _listeners(config)
    reasons = (*(f"--{each}" for each in options), *listeners, *_strange(items))
    return next(iter(reasons), "")


def _listeners(config: pytest.Config) -> Iterator[str]:
    for name in _PHASES:
        for each in getattr(config.hook, name).get_hookimpls():
            module = each.function.__module__
            if module.partition(".")[0] not in _KNOWN:
                yield f"{module} implements {name}"


def _strange(items: Iterable[pytest.Item]) -> Iterator[str]:
    """Find what pytest prepares for: tests with fixtures, marks of a conftest.py."""
    for item in items:
        if not isinstance(item, CaseItem):
            yield f"{item.nodeid} is no case"
            return
        for name in _MARKS:
            if item.get_closest_marker(name):
                yield f"{item.nodeid} is marked {name}"
                return


class FastProtocol:
    """Runs a case as one phase and sends its report.

    In that phase whoever takes part in pytest's own does so too: output is captured,
    warnings and lost exceptions are noted. Log records are kept by a plug-in that
    opens its books in setup and closes them in teardown; it alone gets the three.
    """

    def __init__(self, config: pytest.Config) -> None:
        manager = config.pluginmanager
        others = manager.get_plugins() - {manager.get_plugin("logging-plugin")}
        self._open_log = manager.subset_hook_caller("pytest_runtest_setup", others)
        self._close_log = manager.subset_hook_caller("pytest_runtest_teardown", others)
        # pytest's JUnit file takes properties from the report of a teardown alone.
        self._ends = bool(config.getoption("xmlpath", None))

    def run(self, item: CaseItem) -> None:
        """Run a case."""
        hook = item.ihook  # made anew whenever it is asked for
        hook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        self._open_log(item=item)
        self._report(item, hook, "call", lambda: hook.pytest_runtest_call(item=item))
        self._close_log(item=item, nextitem=None)
        if self._ends:
            self._report(item, hook, "teardown", lambda: None)
        hook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        os.environ.pop("PYTEST_CURRENT_TEST", None)

    def _report(
        self,
        item: CaseItem,
        hook: pluggy.HookRelay,
        when: Literal["call", "teardown"],
        action: Callable[[], None],
    ) -> None:
        call = pytest.CallInfo.from_call(
            action, when=when, reraise=(pytest.exit.Exception, KeyboardInterrupt)
        )
        report = hook.pytest_runtest_makereport(item=item, call=call)
        hook.pytest_runtest_logreport(report=report)
