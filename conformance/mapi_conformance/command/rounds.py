"""``--mapi-repeat``: rounds before the one that is told, and rounds for others."""

import argparse
import sys
from collections.abc import Sequence

from mapi_conformance.command.judging import options_of
from mapi_conformance.command.progress import Progress
from mapi_conformance.exits import Exit
from mapi_conformance.run.judging import Judging
from mapi_conformance.run.rounds import Plan, Round, shuffled
from mapi_conformance.scenario.case import Case


def declare_rounds(parser: argparse.ArgumentParser) -> None:
    """Declare how often a case is judged."""
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


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("a number from 1 on is due")
    return number


def play_round(judging: Judging, cases: Sequence[Case], its: Round) -> int:
    """Judge for another process, which reads what comes and says what it means."""
    try:
        for case in shuffled(cases, its.number):
            its.tell(judging.judge(case))
    finally:
        judging.close()
    return Exit.CONFORMS


def play_before(
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
    return [*words, *options_of(arguments)]
