"""``mapi-conformance explain``: a case step by step, or a clause with its cases."""

import argparse
import textwrap
from collections.abc import Iterator

from mapi_conformance.command.selection import select_cases
from mapi_conformance.errors import NothingSelected, UnknownCase
from mapi_conformance.exits import Exit
from mapi_conformance.proof.matrix import Matrix, read_matrix
from mapi_conformance.report.failure import describe_clause
from mapi_conformance.report.steps import tell_case
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.catalogue import Catalogue, Clause
from mapi_conformance.scenario.corpus import Corpus


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the subcommand."""
    parser = commands.add_parser(
        "explain",
        help="explain a case or a clause",
        description="Say what a case does, step by step, with the sentences it cites;"
        " or what a clause asks, where it is written, and which cases cite it.",
    )
    parser.add_argument("name", metavar="CASE|SCENARIO|CLAUSE")
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace) -> int:
    """Print the explanation."""
    corpus = Corpus()
    clause = corpus.catalogue.get(arguments.name)
    for line in _clause(clause, corpus) if clause else _cases(arguments.name, corpus):
        print(line)
    return Exit.CONFORMS


def _clause(clause: Clause, corpus: Corpus) -> Iterator[str]:
    yield from describe_clause(clause)
    yield f"  binds {clause.subject}; {clause.interface}::{clause.method}"
    if clause.derived:
        yield "  derived: it follows from the pages and is stated on none"
    if clause.observe:
        yield from _wrapped("observed by: " + clause.observe)
    if clause.note:
        yield from _wrapped("note: " + clause.note)
    for ambiguity in clause.ambiguities:
        yield from _ambiguity(ambiguity, corpus.catalogue)
    yield from _citing(clause, corpus)


def _ambiguity(ambiguity: str, catalogue: Catalogue) -> Iterator[str]:
    found = catalogue.ambiguities[ambiguity]
    yield ""
    yield from _wrapped(f"{found.id}: {found.topic}")
    yield from _wrapped(f"pages: {found.conflict}")
    yield from _wrapped(f"reading: {found.reading}")
    yield from _wrapped(f"in the suite: {found.suite}")


def _citing(clause: Clause, corpus: Corpus) -> Iterator[str]:
    cases = [case for case in select_cases(corpus, ()) if clause.id in case.clauses]
    yield ""
    if not cases:
        yield "  no case cites it yet"
        return
    yield f"  cited by {len(cases)} case{'' if len(cases) == 1 else 's'}:"
    yield from (f"    {case.id}" for case in cases)


def _cases(name: str, corpus: Corpus) -> Iterator[str]:
    try:
        cases = select_cases(corpus, (name,))
    except NothingSelected as nothing:
        raise UnknownCase(str(nothing)) from None
    matrix = read_matrix(corpus.folder)
    scenarios: dict[str, Case] = {}
    for case in cases:
        scenarios.setdefault(case.scenario.id, case)
    for case in scenarios.values():
        yield from tell_case(case)
        yield ""
        for clause in case.clauses:
            yield from describe_clause(corpus.catalogue[clause], "  ")
        yield from _kills(case, matrix)
        yield ""


def _kills(case: Case, matrix: Matrix) -> Iterator[str]:
    """Name the flaws that the scenario finds, by the clause that names them."""
    kills = matrix.kills_of(f"{case.suite.id}/{case.scenario.id}")
    if kills:
        yield ""
        yield "  finds these flaws:"
    for clause, flaws in kills.items():
        yield from _wrapped(f"{clause}: {', '.join(flaws)}")


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, 80, initial_indent="  ", subsequent_indent="    ")
