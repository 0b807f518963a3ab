"""``mapi-conformance schema``: the JSON Schema of scenario files, for editors."""

import argparse
import json

from mapi_conformance.exits import Exit
from mapi_conformance.scenario.schema import make_schema


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the subcommand."""
    parser = commands.add_parser(
        "schema",
        help="print the JSON Schema of scenario files",
        description="Print the JSON Schema of scenario files, for editors that complete"
        " and check as one types. The loader checks more: see lint.",
    )
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace) -> int:
    """Print the schema."""
    print(json.dumps(make_schema(), indent=1))
    return Exit.CONFORMS
