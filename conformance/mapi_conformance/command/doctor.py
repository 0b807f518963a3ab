"""``mapi-conformance doctor``: what is wrong with a set-up, and what to change."""

import argparse
from pathlib import Path

from mapi_conformance.exits import Exit
from mapi_conformance.port.finding import (
    find_providers,
    read_configured,
    read_settings,
)
from mapi_conformance.port.provider import Provider
from mapi_conformance.port.secrets import redact
from mapi_conformance.run.checkup import check_up


#: Whoever asks what is wrong does not want to wait for it.
IMPATIENT = {"start": "1.2", "deadline": "1.2"}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the subcommand."""
    parser = commands.add_parser(
        "doctor",
        help="say what is wrong with a set-up before any case",
        description="Start a provider, greet it, log on, try what it claims; say in a"
        " sentence what is wrong and what to change. Ends with 0 if nothing is, and"
        " with 4 otherwise. It waits 1.2 s where a run is more patient, unless"
        " --provider-set says start=SECONDS or deadline=SECONDS.",
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
        "--mapi-isolate",
        action="store_true",
        help="run a Python provider in a process of its own",
    )
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace) -> int:
    """Print what is wrong, a sentence a line, or that nothing is."""
    here = Path.cwd()
    directory = find_providers(configured=read_configured(here))
    settings = read_settings(arguments.provider_set)
    known = directory.settings_of(arguments.provider)
    given = directory.given(arguments.provider) | settings.keys()
    hasty = {n: v for n, v in IMPATIENT.items() if n in known and n not in given}
    provider = directory.open(
        arguments.provider,
        {**hasty, **settings},
        here,
        isolated=arguments.mapi_isolate,
    )
    try:
        found = redact(check_up(provider), provider.secrets)
    finally:
        provider.close()
    print(_who(provider))
    for sentence in found:
        print(sentence)
    if not found:
        print("nothing is wrong: it starts, logs on, and does what it claims")
    return Exit.USAGE if found else Exit.CONFORMS


def _who(provider: Provider) -> str:
    profiles = ", ".join(sorted(provider.profiles)) or "not declared, to be probed"
    claimed = ", ".join(sorted(provider.capabilities)) or "none"
    return (
        f"{provider.name} {provider.version}, {provider.road}; profile: {profiles};"
        f" capabilities: {claimed}"
    )
