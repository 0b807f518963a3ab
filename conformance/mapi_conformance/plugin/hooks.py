"""What pytest calls: options, and nothing more until ``--provider`` is given.

This module is imported by every pytest run of an environment the suite is installed
in, so it imports nothing that is not there already.
"""

import argparse

import pytest


MARKERS = (
    "must: a clause of the must level is at stake.",
    "should: the highest level at stake is should.",
    "may: only what may be is looked at.",
    "deferred: holds for providers of the deferred reading.",
    "eager: holds for providers of the eager reading.",
    "abort-refuse: holds for a MAPI that refuses LOGOFF_ABORT while transports work.",
    "abort-stop: holds for a MAPI that stops the transports at LOGOFF_ABORT.",
    "clause(id): a clause of the catalogue that the case cites.",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the options of the suite."""
    group = parser.getgroup("MAPI conformance")
    group.addoption(
        "--provider",
        metavar="NAME|ROAD:ADDRESS",
        help="judge this message store provider: reference, py:package.module:factory,"
        " flaw:NAME, or a name that a plug-in, a conftest.py or pyproject.toml"
        " declares; without paths the shipped corpus runs, and nothing else",
    )
    group.addoption(
        "--provider-set",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        help="set something of the provider, as in first-store=hex:00FF; repeatable",
    )
    group.addoption(
        "--mapi-profile",
        metavar="NAME",
        help="judge under this reading: deferred, eager, auto (probe the provider) or"
        " none (the hard core only); default: what the provider declares, else auto",
    )
    group.addoption(
        "--mapi-strict",
        action="store_true",
        default=False,
        help="a departure from a should-level clause fails too",
    )
    group.addoption(
        "--mapi-edition",
        metavar="DATE",
        help="count the cases of this edition, and run the others as provisional;"
        " draft counts every case as it stands; default: the newest edition",
    )
    group.addoption(
        "--mapi-waivers",
        metavar="FILE",
        help="a YAML file of departures that are known, each with owner and expiry;"
        " a waiver that no longer bites fails the run",
    )
    group.addoption(
        "--mapi-repeat",
        metavar="N",
        type=int,
        default=1,
        help="judge every case N times, half of them in this process and half in new"
        " ones, shuffled; what is not the same each time is flaky, and fails",
    )
    # How a round is told to a process that plays it for another one.
    group.addoption("--mapi-round", help=argparse.SUPPRESS)
    group.addoption(
        "--mapi-isolate",
        action="store_true",
        default=False,
        help="run a Python provider in a process of its own, so that its crash costs"
        " one case",
    )
    group.addoption(
        "--mapi-keep-going",
        choices=("yes", "no"),
        default="yes",
        help="no: stop at the first case in which the provider dies or hangs",
    )
    group.addoption(
        "--mapi-junit",
        metavar="PATH",
        help="write the run as JUnit XML, a suite for each method of an interface",
    )
    group.addoption(
        "--mapi-protocol",
        choices=("auto", "fast", "pytest"),
        default="auto",
        help="how pytest runs a case: in its three phases with a report of each"
        " (pytest), or in one, which is faster (fast); default: fast, unless another"
        " plug-in, a debugger or a conftest.py may need the three (auto)",
    )
    group.addoption(
        "--mapi-report",
        metavar="DIR",
        help="write the run to this folder in every format: report.html for people,"
        " report.json with everything, junit.xml, summary.md, badge.svg, and"
        " events.ndjson while it runs; what is there moves to DIR/previous",
    )


#: What means nothing without a provider.
_OURS = (
    "mapi_edition",
    "mapi_isolate",
    "mapi_junit",
    "mapi_profile",
    "mapi_report",
    "mapi_strict",
    "mapi_waivers",
    "provider_set",
)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Wake up where a provider is to be judged."""
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)
    if config.getoption("mapi_repeat") < 1:
        raise pytest.UsageError("--mapi-repeat=N: a number from 1 on is due")
    if config.getoption("provider"):
        from mapi_conformance.plugin.session import activate  # noqa: PLC0415  # see the module's docstring

        activate(config)
        return
    if config.getoption("mapi_repeat") > 1:
        raise pytest.UsageError("--mapi-repeat needs --provider=NAME")
    for option in _OURS:
        if config.getoption(option):
            name = option.replace("_", "-")
            raise pytest.UsageError(f"--{name} needs --provider=NAME")
