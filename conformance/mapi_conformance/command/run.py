"""``mapi-conformance run``: judge a provider without pytest."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from mapi_conformance.command.selection import select_cases
from mapi_conformance.exits import Exit
from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.port.finding import (
    find_providers,
    open_reference,
    read_configured,
    read_settings,
)
from mapi_conformance.report.again import run_again
from mapi_conformance.report.colour import paint, prepare_terminal, wants_colour
from mapi_conformance.report.text import (
    describe_provider,
    summarize,
    tell_command,
    tell_failure,
)
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.outcome import exit_code
from mapi_conformance.run.record import CaseRecord
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus


if TYPE_CHECKING:
    from mapi_conformance.report.sitting import Sitting


_LETTERS = {
    Verdict.CONFORMS: ".",
    Verdict.ADVISORY: "a",
    Verdict.DEVIATES: "F",
    Verdict.CRASHED: "C",
    Verdict.HUNG: "H",
    Verdict.BLOCKED: "B",
    Verdict.NOT_APPLICABLE: "s",
    Verdict.INCONCLUSIVE: "E",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the subcommand."""
    parser = commands.add_parser(
        "run",
        help="judge a provider",
        description="Judge a message store provider, as pytest --provider does.",
    )
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
        "--mapi-isolate",
        action="store_true",
        help="run a Python provider in a process of its own",
    )
    parser.add_argument(
        "--mapi-keep-going",
        choices=("yes", "no"),
        default="yes",
        help="no: stop at the first case in which the provider dies or hangs",
    )
    parser.add_argument(
        "--mapi-junit",
        type=Path,
        metavar="PATH",
        help="write the run as JUnit XML, a suite for each method of an interface",
    )
    parser.add_argument(
        "--mapi-report",
        type=Path,
        metavar="DIR",
        help="write the run to this folder in every format; see docs/reports.md",
    )
    parser.add_argument(
        "-v",
        "--verbose",
        action="store_true",
        help="give each clause that was not exercised a line of its own",
    )
    parser.add_argument(
        "--color",
        choices=("auto", "yes", "no"),
        default="auto",
        help="colour: on a terminal unless NO_COLOR is set, elsewhere if FORCE_COLOR is"
        " (auto), always, or never",
    )
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace) -> int:
    """Run the cases, print each verdict as it comes, then failures and summary."""
    corpus = Corpus()
    cases = select_cases(corpus, arguments.names)
    judging = _open(arguments, corpus)
    records: list[CaseRecord] = []
    with ExitStack() as stack:
        stack.callback(judging.close)
        sitting = _sit(arguments, judging, stack)
        print(describe_provider(judging.describe(), corpus.edition))
        for sentence in judging.check_up():
            print(f"doctor: {sentence}")
        interrupted = _judge_all(
            judging, cases, records, keep_going=arguments.mapi_keep_going == "yes"
        )
        for line in _report(judging, records, arguments):
            print(line)
        if sitting:
            print(f"report: {sitting.finish(records, stopped=interrupted)}")
    if arguments.mapi_junit:
        _write_junit(judging, records, arguments.mapi_junit)
    return Exit.INTERRUPTED if interrupted else exit_code(records)


def _sit(
    arguments: argparse.Namespace, judging: Judging, stack: ExitStack
) -> "Sitting | None":
    if not arguments.mapi_report:
        return None
    from mapi_conformance.report.sitting import Sitting  # noqa: PLC0415  # most runs write none

    sitting = Sitting(arguments.mapi_report, judging, _asked(arguments))
    stack.callback(sitting.close)
    return sitting


def _asked(arguments: argparse.Namespace) -> Iterator[str]:
    yield from ("mapi-conformance", "run", f"--provider={arguments.provider}")
    yield from (f"--provider-set={each}" for each in arguments.provider_set)
    if arguments.mapi_profile:
        yield f"--mapi-profile={arguments.mapi_profile}"
    if arguments.mapi_strict:
        yield "--mapi-strict"
    if arguments.mapi_isolate:
        yield "--mapi-isolate"


def _write_junit(judging: Judging, records: Sequence[CaseRecord], path: Path) -> None:
    from mapi_conformance.report.junit import write_junit  # noqa: PLC0415  # most runs write none

    write_junit(judging.record(records), judging.corpus.catalogue, path)


def _open(arguments: argparse.Namespace, corpus: Corpus) -> Judging:
    here = Path.cwd()
    directory = find_providers(configured=read_configured(here))
    settings = read_settings(arguments.provider_set)
    provider = directory.open(
        arguments.provider, settings, here, isolated=arguments.mapi_isolate
    )
    options = Options(profile=arguments.mapi_profile, strict=arguments.mapi_strict)
    return Judging(provider, corpus, options, lambda: open_reference(directory))


def _judge_all(
    judging: Judging,
    cases: Sequence[Case],
    records: list[CaseRecord],
    *,
    keep_going: bool,
) -> bool:
    """Judge until the end, a death or Ctrl-C; what was judged stays."""
    try:
        for case in cases:
            records.append(judging.judge(case))
            sys.stdout.write(_LETTERS[records[-1].verdict])
            sys.stdout.flush()
            if records[-1].died and not keep_going:
                break
    except KeyboardInterrupt:
        return True
    finally:
        sys.stdout.write("\n")
    return False


def _report(
    judging: Judging, records: Sequence[CaseRecord], arguments: argparse.Namespace
) -> Iterator[str]:
    painted = wants_colour(arguments.color, sys.stdout, os.environ)
    if painted:
        prepare_terminal()
    for line in _tell(judging, records, arguments):
        yield paint(line) if painted else line


def _tell(
    judging: Judging, records: Sequence[CaseRecord], arguments: argparse.Namespace
) -> Iterator[str]:
    catalogue = judging.corpus.catalogue
    asked = tuple(_asked(arguments))
    for record in records:
        if record.verdict.fails or record.verdict is Verdict.INCONCLUSIVE:
            yield f"\n{record.verdict.value}: {record.id}"
            yield from tell_failure(record, catalogue)
            yield from tell_command(run_again(asked, record.path, record.id))
    yield ""
    yield from summarize(judging.record(records), catalogue, verbose=arguments.verbose)
