"""What every command that judges has: its options, and the provider they mean."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from mapi_conformance.judge.waivers import read_waivers
from mapi_conformance.port.finding import (
    find_providers,
    open_reference,
    read_configured,
    read_settings,
)
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.scenario.corpus import Corpus


def declare_judging(parser: argparse.ArgumentParser) -> None:
    """Declare what is judged, and how, as every command that judges has it."""
    parser.add_argument(
        "names",
        nargs="*",
        metavar="CASE|SUITE|CLAUSE|PATH",
        help="what to run; nothing means the whole shipped corpus",
    )
    parser.add_argument("--provider", required=True, help="a name, or road:address")
    parser.add_argument(
        "--provider-set",
        metavar="KEY=VALUE",
        action="append",
        default=[],
        help="set something of the provider; repeatable",
    )
    parser.add_argument(
        "--mapi-profile", metavar="NAME", help="deferred, eager, auto, none"
    )
    parser.add_argument(
        "--mapi-strict",
        action="store_true",
        help="a departure from a should-level clause fails too",
    )
    parser.add_argument(
        "--mapi-edition",
        metavar="DATE",
        help="count the cases of this edition, and run the others as provisional;"
        " draft counts every case as it stands; default: the newest edition",
    )
    parser.add_argument(
        "--mapi-waivers",
        metavar="FILE",
        help="a YAML file of departures that are known, each with owner and expiry",
    )
    parser.add_argument(
        "--mapi-isolate",
        action="store_true",
        help="run a Python provider in a process of its own",
    )


def options_of(arguments: argparse.Namespace) -> Iterator[str]:
    """Give the options that decide what is judged, and how, as words."""
    yield f"--provider={arguments.provider}"
    yield from (f"--provider-set={each}" for each in arguments.provider_set)
    for name in ("profile", "edition", "waivers"):
        if value := getattr(arguments, f"mapi_{name}"):
            yield f"--mapi-{name}={value}"
    if arguments.mapi_strict:
        yield "--mapi-strict"
    if arguments.mapi_isolate:
        yield "--mapi-isolate"


def open_judging(arguments: argparse.Namespace, corpus: Corpus) -> Judging:
    """Open the provider that was asked for, to be judged as was asked for.

    Raises:
        UsageFault: What was typed or configured cannot be done.
    """
    here = Path.cwd()
    directory = find_providers(configured=read_configured(here))
    settings = read_settings(arguments.provider_set)
    provider = directory.open(
        arguments.provider, settings, here, isolated=arguments.mapi_isolate
    )
    waivers = arguments.mapi_waivers
    options = Options(
        profile=arguments.mapi_profile,
        strict=arguments.mapi_strict,
        edition=arguments.mapi_edition,
        waivers=read_waivers(here, waivers, corpus.catalogue) if waivers else (),
    )
    return Judging(provider, corpus, options, lambda: open_reference(directory))
