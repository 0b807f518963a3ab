"""``mapi-conformance waivers``: a file of known departures, against a provider."""

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mapi_conformance.command.judging import declare_judging, open_judging
from mapi_conformance.command.selection import select_cases
from mapi_conformance.errors import UsageFault
from mapi_conformance.exits import Exit
from mapi_conformance.judge.waivers import Waiver, parse_waivers
from mapi_conformance.report.files import write_file
from mapi_conformance.report.waivers import Answers, Departure, find_changes, rewrite
from mapi_conformance.run.record import CaseRecord, WaiverRecord
from mapi_conformance.scenario.corpus import Corpus


#: How long a waiver counts if nobody says otherwise.
_DAYS = 90
_QUESTIONS = tuple(field.name for field in fields(Answers))


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the subcommand."""
    parser = commands.add_parser(
        "waivers",
        help="check a file of waivers, or bring it up to date",
        description="Judge a provider and say what became of every waiver of a file."
        " With --update the file gets an entry for everything that deviates and has"
        " none, and loses the entries that no longer fit. Owner, reason, issue and"
        " expiry are asked for in a terminal, once for departures that look the same;"
        " elsewhere what is not given with an option stays empty, and the file is"
        " refused until somebody fills it in.",
    )
    declare_judging(parser)
    parser.add_argument(
        "--update", action="store_true", help="write the file anew; comments stay"
    )
    for name in _QUESTIONS:
        parser.add_argument(
            f"--{name}", default="", help=f"the {name} of every new entry"
        )
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace) -> int:
    """Judge, then tell of the waivers or write them."""
    if not arguments.mapi_waivers:
        raise UsageFault("--mapi-waivers=FILE is due: which file is meant")
    path = Path(arguments.mapi_waivers)
    if not arguments.update:
        return _check(arguments)
    text = _read(path)
    corpus = Corpus()
    waivers = parse_waivers(text, arguments.mapi_waivers, corpus.catalogue)
    changes = find_changes(waivers, _judge(arguments, corpus))
    answers = Answers(**{name: getattr(arguments, name) for name in _QUESTIONS})
    added = list(_answer(changes.new, answers))
    new = rewrite(text, waivers, changes.gone, added)
    _check_cut(rewrite(text, waivers, changes.gone, ()), waivers, changes.gone, corpus)
    write_file(path, new)
    for line in _told(arguments.mapi_waivers, changes.gone, added):
        print(line)
    return Exit.CONFORMS


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise UsageFault(f"{path} cannot be read: {error}") from None


def _judge(arguments: argparse.Namespace, corpus: Corpus) -> tuple[CaseRecord, ...]:
    """Judge as if there were no waivers."""
    plain = argparse.Namespace(**{**vars(arguments), "mapi_waivers": None})
    cases = select_cases(corpus, arguments.names)
    judging = open_judging(plain, corpus)
    try:
        return tuple(map(judging.conclude, cases))
    finally:
        judging.close()


def _check(arguments: argparse.Namespace) -> int:
    corpus = Corpus()
    cases = select_cases(corpus, arguments.names)
    judging = open_judging(arguments, corpus)
    try:
        run = judging.record(map(judging.conclude, cases))
    finally:
        judging.close()
    for waiver in run.waivers:
        print(f"{waiver.place}: {_state(waiver)}")
    wrong = any(waiver.problem for waiver in run.waivers)
    return Exit.DEVIATES if wrong else Exit.CONFORMS


def _state(waiver: WaiverRecord) -> str:
    name = f"{waiver.clause} in {waiver.case}"
    if waiver.problem:
        return waiver.problem
    return f"{name} is {'waived' if waiver.used else 'left alone'}"


def _answer(
    departures: Iterable[Departure], given: Answers
) -> Iterator[tuple[Departure, Answers]]:
    """Ask about departures, once where the same was seen; Enter repeats an answer."""
    known: dict[tuple[str, ...], Answers] = {}
    last = replace(given, expires=given.expires or _in_days())
    for departure in departures:
        if departure.observed not in known:
            last = _ask(departure, given, last)
            known[departure.observed] = last
        yield departure, known[departure.observed]


def _in_days() -> str:
    return (datetime.now(UTC).date() + timedelta(days=_DAYS)).isoformat()


def _ask(departure: Departure, given: Answers, last: Answers) -> Answers:
    if not sys.stdin.isatty():
        return replace(given, expires=last.expires)
    print(f"\n{departure.case}\n{departure.clause}", file=sys.stderr)
    for text in departure.observed:
        print(f"  {text}", file=sys.stderr)
    if departure.before:
        last = _said(departure.before)
    asked = [name for name in _QUESTIONS if not getattr(given, name)]
    return replace(given, **{name: _line(name, getattr(last, name)) for name in asked})


def _said(waiver: Waiver) -> Answers:
    return Answers(
        owner=waiver.owner,
        reason=waiver.reason,
        issue=waiver.issue,
        expires=waiver.expires.isoformat(),
    )


def _line(name: str, default: str) -> str:
    shown = f" [{default}]" if default else ""
    print(f"{name}{shown}: ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip() or default


def _check_cut(
    text: str, waivers: Sequence[Waiver], gone: Sequence[Waiver], corpus: Corpus
) -> None:
    """See that cutting lines took what it should, before anything is written."""
    left = [waiver.check for waiver in waivers if waiver not in gone]
    if [w.check for w in parse_waivers(text, "it", corpus.catalogue)] != left:
        raise UsageFault(
            "this file cannot be edited line by line; write each waiver as a block"
            " that begins with '- case:'"
        )


def _told(
    name: str, gone: Iterable[Waiver], added: Sequence[tuple[Departure, Answers]]
) -> Iterator[str]:
    for waiver in gone:
        yield f"taken out: {waiver.clause} in {waiver.case} (was {waiver.place})"
    for departure, _ in added:
        yield f"written: {departure.clause} in {departure.case}"
    waiting = sum(1 for _, said in added if not all(_values(said)))
    if waiting:
        yield f"{waiting} of {len(added)} new entries of {name} wait to be filled in"


def _values(answers: Answers) -> tuple[str, ...]:
    return tuple(getattr(answers, name) for name in _QUESTIONS)
