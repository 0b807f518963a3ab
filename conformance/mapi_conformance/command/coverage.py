"""``mapi-conformance coverage``: which assertions fired for which clause."""

import argparse
import json
from collections.abc import Iterator

from mapi_conformance.exits import Exit
from mapi_conformance.proof.coverage import Coverage, lost
from mapi_conformance.proof.matrix import read_matrix
from mapi_conformance.proof.trials import (
    cover_by_name,
    documented_names,
    processors,
    spread,
    workshop,
)
from mapi_conformance.report.coverage import coverage_as_plain, tell_coverage
from mapi_conformance.scenario.corpus import Corpus


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the subcommand."""
    parser = commands.add_parser(
        "coverage",
        help="count the assertions that fire, by clause",
        description="Judge the documented providers, or those that are named, and count"
        " for every clause the assertions that could have failed. A line of code that"
        " was reached counts for nothing.",
    )
    parser.add_argument(
        "--provider",
        action="append",
        default=[],
        metavar="NAME",
        help="count with this provider; repeatable; every form of the reference"
        " otherwise",
    )
    parser.add_argument(
        "--gate",
        action="store_true",
        help="fail where a clause has lost its last assertion, or has neither an"
        " assertion nor a reason",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        help="print clause by clause and scenario by scenario, with every place",
    )
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace) -> int:
    """Count, print, and compare with what was there before."""
    corpus = workshop().corpus
    coverage = _count(arguments.provider or documented_names())
    if arguments.json:
        print(json.dumps(coverage_as_plain(coverage, corpus), indent=1))
    else:
        print("\n".join(tell_coverage(coverage, corpus)))
    wrong = tuple(_gate(coverage, corpus)) if arguments.gate else ()
    for line in wrong:
        print(line)
    return Exit.DEVIATES if wrong else Exit.CONFORMS


def _count(names: tuple[str, ...]) -> Coverage:
    whole = Coverage()
    with spread(min(processors(), len(names))) as over:
        for coverage in over(cover_by_name, names):
            whole.add(coverage)
    return whole


def _gate(coverage: Coverage, corpus: Corpus) -> Iterator[str]:
    kept = read_matrix(corpus.folder)
    for loss in lost((row.pair for row in kept.rows if row.at), coverage):
        places = ", ".join(pair.scenario for pair in loss.before)
        yield f"{loss.clause} has lost its last assertion; it was in {places}"
    seen = {*coverage.by_clause, *coverage.observed, *corpus.reasons}
    for clause in corpus.catalogue.clauses:
        if clause.id not in seen and clause.tier == 1:
            yield f"{clause.id} has neither an assertion that fires nor a reason"
