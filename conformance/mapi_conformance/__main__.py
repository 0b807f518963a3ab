"""``mapi-conformance``: the suite without pytest."""

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from mapi_conformance.command import (
    certify,
    compare,
    coverage,
    doctor,
    edition,
    explain,
    init,
    lint,
    listing,
    prove,
    report,
    run,
    schema,
    verify,
    waivers,
)
from mapi_conformance.errors import ConformanceError, NothingSelected, ScenarioErrors
from mapi_conformance.exits import Exit
from mapi_conformance.run.judging import suite_version


_EXITS = """\
exit codes:
  0  conforms (run), no problem (lint)
  1  deviates, crashed, hung, blocked or flaky, or a waiver is wrong (run, waivers);
     refused (certify, verify); problems (lint)
  2  interrupted; what was judged until then is reported
  4  what was typed or configured cannot be done
  5  no case was judged
  6  inconclusive: no case deviates, and not everything could be judged
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a subcommand and give its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        code = int(arguments.execute(arguments))
        sys.stdout.flush()
        return code  # noqa: TRY300  # the flush belongs to what is tried
    except ScenarioErrors as errors:
        # Each line is a place that an editor can jump to, as lint prints it.
        print(errors, file=sys.stderr)
        return Exit.USAGE
    except ConformanceError as error:
        print(f"mapi-conformance: {error}", file=sys.stderr)
        nothing = isinstance(error, NothingSelected)
        return Exit.NOTHING_JUDGED if nothing else Exit.USAGE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # Whoever read has gone, and nobody heard the verdict. What is still buffered
        # goes nowhere, so that Python does not complain of it at its own end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.INTERRUPTED


class _Parser(argparse.ArgumentParser):
    """Ends with the exit code that a usage error has everywhere else."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(Exit.USAGE, f"{self.prog}: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="mapi-conformance",
        description="Judge MAPI message store providers against the documented logoff"
        " contract.",
        epilog=_EXITS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=suite_version())
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in (
        run,
        doctor,
        report,
        compare,
        waivers,
        certify,
        verify,
        listing,
        lint,
        explain,
        prove,
        coverage,
        edition,
        schema,
        init,
    ):
        command.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
