"""``mapi-conformance compare``: several runs side by side."""

import argparse
from pathlib import Path

from mapi_conformance.exits import Exit
from mapi_conformance.report.folder import write_text
from mapi_conformance.report.reading import read_report


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the subcommand."""
    parser = commands.add_parser(
        "compare",
        help="compare reports: versions of a provider, or providers",
        description="Compare the runs of several report.json with the first of them:"
        " what became worse comes first, then what became better. Prints Markdown,"
        " or writes it to compare.md, and a page to compare.html.",
    )
    parser.add_argument("files", type=Path, nargs="+", metavar="FILE.json")
    parser.add_argument(
        "--to",
        type=Path,
        metavar="DIR",
        help="write compare.html and compare.md here, and print nothing",
    )
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace) -> int:
    """Print the comparison, or write it."""
    # Other subcommands do not pay for the templates.
    from mapi_conformance.report.comparing import (  # noqa: PLC0415
        make_comparison_page,
        make_comparison_text,
    )

    runs = tuple(read_report(path) for path in arguments.files)
    if arguments.to is None:
        print(make_comparison_text(runs), end="")
        return Exit.CONFORMS
    folder: Path = arguments.to
    write_text(folder / "compare.md", make_comparison_text(runs))
    write_text(folder / "compare.html", make_comparison_page(runs))
    print(folder / "compare.html")
    return Exit.CONFORMS
