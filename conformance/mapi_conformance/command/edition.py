"""``mapi-conformance edition``: what counts, and since when."""

import argparse
from collections.abc import Iterator
from datetime import date

from mapi_conformance.command.selection import select_cases
from mapi_conformance.errors import UsageFault
from mapi_conformance.exits import Exit
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.digest import digest_case
from mapi_conformance.scenario.edition import Edition, freeze


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the subcommand."""
    parser = commands.add_parser(
        "edition",
        help="list the editions of the corpus, or freeze one",
        description="Tell of every edition how many of its cases are there as they were"
        " frozen, and which are not. With --freeze, write down what counts from a day"
        " on: every clause and case of the corpus, by digest.",
    )
    parser.add_argument("--freeze", metavar="DATE", help="as in 2026-11-20")
    parser.add_argument(
        "--again",
        action="store_true",
        help="replace an edition of the same day, which nobody has used yet",
    )
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace) -> int:
    """Print the list, or freeze."""
    corpus = Corpus()
    if arguments.freeze:
        print(_freeze(corpus, arguments.freeze, again=arguments.again))
        return Exit.CONFORMS
    for name in corpus.editions.names:
        for line in _told(corpus, corpus.editions.read(name)):
            print(line)
    return Exit.CONFORMS


def _freeze(corpus: Corpus, name: str, *, again: bool) -> str:
    try:
        date.fromisoformat(name)
    except ValueError:
        raise UsageFault(f"--freeze={name!r}: a day is due, as in 2026-11-20") from None
    if corpus.is_installed:
        raise UsageFault(
            "this corpus came with the installed suite; freeze one in a checkout"
        )
    if name in corpus.editions.names and not again:
        raise UsageFault(
            f"the edition {name} is frozen; take another day, or --again if nobody has"
            " used it yet"
        )
    edition = freeze(name, select_cases(corpus, ()), corpus.catalogue)
    path = corpus.editions.write(edition)
    corpus.name_edition(name)
    return f"{path}: {_size(edition)}"


def _size(edition: Edition) -> str:
    return f"{len(edition.clauses)} clauses, {len(edition.cases)} cases"


def _told(corpus: Corpus, edition: Edition) -> Iterator[str]:
    cases = select_cases(corpus, ())
    here = {case.id: digest_case(case, corpus.catalogue) for case in cases}
    counting = edition.counting()
    now = "  (current)" if edition.name == corpus.edition else ""
    yield f"{edition.name}  {_size(edition)}  {edition.digest}{now}"
    for case, digest in counting.items():
        if case not in here:
            yield f"  {case} is no longer there"
        elif here[case] != digest:
            yield f"  {case} has changed since"
    added = len(here.keys() - counting.keys())
    if added:
        yield f"  {added} case{'s'[: added > 1]} added since"
