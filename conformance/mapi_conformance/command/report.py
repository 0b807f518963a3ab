"""``mapi-conformance report``: the other formats again, from a record."""

import argparse
from pathlib import Path

from mapi_conformance.exits import Exit
from mapi_conformance.report.folder import FILES, RECORD
from mapi_conformance.report.reading import STREAM, read_report


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the subcommand."""
    parser = commands.add_parser(
        "report",
        help="make the other formats from a report.json",
        description="Make report.html, junit.xml, summary.md and badge.svg from a"
        " report.json; or all of them, report.json too, from the events.ndjson of a run"
        " that was killed.",
    )
    parser.add_argument("file", type=Path, metavar="FILE.json|FILE.ndjson")
    parser.add_argument(
        "--to",
        type=Path,
        metavar="DIR",
        help="where to write; default: the folder of the file",
    )
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace) -> int:
    """Write the formats and say where the page is."""
    # Other subcommands do not pay for the templates.
    from mapi_conformance.report.formats import write_formats  # noqa: PLC0415

    path: Path = arguments.file
    run = read_report(path)
    folder: Path = arguments.to or path.parent
    names = FILES if path.suffix == STREAM else [n for n in FILES if n != RECORD]
    write_formats(run, folder, names)
    print(folder / "report.html")
    return Exit.CONFORMS
