"""``mapi-conformance schema``: the JSON Schema of scenario files, for editors."""

import argparse
import json

from mapi_conformance.exits import Exit
from mapi_conformance.report.form import make_report_schema
from mapi_conformance.scenario.schema import make_schema


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the subcommand."""
    parser = commands.add_parser(
        "schema",
        help="print the JSON Schema of scenario files, or of reports",
        description="Print the JSON Schema of scenario files, for editors that complete"
        " and check as one types. The loader checks more: see lint.",
    )
    parser.add_argument(
        "--report",
        action="store_true",
        help="print that of report.json instead, for those who read one",
    )
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace) -> int:
    """Print the schema."""
    made = make_report_schema() if arguments.report else make_schema()
    print(json.dumps(made, indent=1))
    return Exit.CONFORMS
