"""``mapi-conformance run``: judge a provider without pytest."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from mapi_conformance.command.progress import Progress
from mapi_conformance.command.selection import select_cases
from mapi_conformance.exits import Exit
from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.judge.waivers import read_waivers
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
from mapi_conformance.run.outcome import exit_code, scored
from mapi_conformance.run.record import CaseRecord, RunRecord
from mapi_conformance.run.rounds import Plan, Round, shuffled
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus


if TYPE_CHECKING:
    from mapi_conformance.report.sitting import Sitting


_LETTERS = {
    Verdict.CONFORMS: ".",
    Verdict.ADVISORY: "a",
    Verdict.DEVIATES: "F",
    Verdict.WAIVED: "w",
    Verdict.CRASHED: "C",
    Verdict.HUNG: "H",
    Verdict.BLOCKED: "B",
    Verdict.NOT_APPLICABLE: "s",
    Verdict.INCONCLUSIVE: "E",
    Verdict.FLAKY: "~",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the subcommand."""
    parser = commands.add_parser(
        "run",
        help="judge a provider",
        description="Judge a message store provider, as pytest --provider does.",
    )
    declare_judging(parser)
    parser.add_argument(
        "--mapi-repeat",
        type=_count,
        default=1,
        metavar="N",
        help="judge every case N times, half of them in this process and half in new"
        " ones, shuffled; what is not the same each time is flaky, and fails",
    )
    # How a round is told to a process that plays it for another one.
    parser.add_argument("--mapi-round", type=Round.parse, help=argparse.SUPPRESS)
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
        "--mapi-isolate",
        action="store_true",
        help="run a Python provider in a process of its own",
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


def execute(arguments: argparse.Namespace) -> int:
    """Run the cases, print each verdict as it comes, then failures and summary."""
    corpus = Corpus()
    cases = select_cases(corpus, arguments.names)
    judging = open_judging(arguments, corpus)
    if arguments.mapi_round:
        return _play_round(judging, cases, arguments.mapi_round)
    records: list[CaseRecord] = []
    with ExitStack() as stack:
        stack.callback(judging.close)
        sitting = _sit(arguments, judging, stack)
        print(describe_provider(judging.describe(), judging.scoring.name))
        for sentence in judging.check_up():
            print(f"doctor: {sentence}")
        going = arguments.mapi_keep_going == "yes"
        interrupted = _repeat(judging, cases, arguments) or _judge_all(
            judging, cases, records, keep_going=going
        )
        run = judging.record(records)
        for line in _report(judging, run, arguments):
            print(line)
        if sitting:
            print(f"report: {sitting.finish(records, stopped=interrupted)}")
    if arguments.mapi_junit:
        _write_junit(judging, run, arguments.mapi_junit)
    return Exit.INTERRUPTED if interrupted else exit_code(run.cases, run.waivers)


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
    """The command, with the options that decide what is judged, and how."""
    yield from ("mapi-conformance", "run")
    yield from _options(arguments)


def _options(arguments: argparse.Namespace) -> Iterator[str]:
    yield f"--provider={arguments.provider}"
    yield from (f"--provider-set={each}" for each in arguments.provider_set)
    for name in ("profile", "edition", "waivers"):
        if value := getattr(arguments, f"mapi_{name}"):
            yield f"--mapi-{name}={value}"
    if arguments.mapi_strict:
        yield "--mapi-strict"
    if arguments.mapi_isolate:
        yield "--mapi-isolate"


def _write_junit(judging: Judging, run: RunRecord, path: Path) -> None:
    from mapi_conformance.report.junit import write_junit  # noqa: PLC0415  # most runs write none

    write_junit(run, judging.corpus.catalogue, path)


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


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 on is due")
    return number


def _play_round(judging: Judging, cases: Sequence[Case], its: Round) -> int:
    """Judge for another process, which reads what comes and says what it means."""
    try:
        for case in shuffled(cases, its.number):
            its.tell(judging.judge(case))
    finally:
        judging.close()
    return Exit.CONFORMS


def _repeat(
    judging: Judging, cases: Sequence[Case], arguments: argparse.Namespace
) -> bool:
    """Play all rounds but the last; say whether Ctrl-C came meanwhile."""
    rounds = arguments.mapi_repeat
    if rounds == 1:
        return False
    total = (rounds - 1) * len(cases)
    try:
        with Progress("cases", total, sys.stderr) as progress:
            plan = Plan(
                rounds=rounds,
                judge=judging.judge,
                command=_again(arguments),
                tick=progress.advance,
            )
            judging.rounds = plan.play(cases)
    except KeyboardInterrupt:
        return True
    return False


def _again(arguments: argparse.Namespace) -> list[str]:
    """The command line of a process that judges the same."""
    words = [sys.executable, "-m", "mapi_conformance", "run", *arguments.names]
    return [*words, *_options(arguments)]


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
            records.append(judging.conclude(case))
            sys.stdout.write(_letter(records[-1]))
            sys.stdout.flush()
            if records[-1].died and not keep_going:
                break
    except KeyboardInterrupt:
        return True
    finally:
        sys.stdout.write("\n")
    return False


def _letter(record: CaseRecord) -> str:
    return "p" if record.provisional else _LETTERS[record.verdict]


def _report(
    judging: Judging, run: RunRecord, arguments: argparse.Namespace
) -> Iterator[str]:
    painted = wants_colour(arguments.color, sys.stdout, os.environ)
    if painted:
        prepare_terminal()
    for line in _tell(judging, run, arguments):
        yield paint(line) if painted else line


def _tell(
    judging: Judging, run: RunRecord, arguments: argparse.Namespace
) -> Iterator[str]:
    catalogue = judging.corpus.catalogue
    asked = tuple(_asked(arguments))
    for record in scored(run.cases):
        if record.verdict.fails or record.verdict is Verdict.INCONCLUSIVE:
            yield f"\n{record.verdict.value}: {record.id}"
            yield from tell_failure(record, catalogue)
            yield from tell_command(run_again(asked, record.path, record.id))
    yield ""
    yield from summarize(run, catalogue, verbose=arguments.verbose)
