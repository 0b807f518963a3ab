"""``mapi-conformance prove``: every flaw has to be named, by the clause it breaks."""

import argparse
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from mapi_conformance.command.progress import Progress
from mapi_conformance.errors import NothingSelected
from mapi_conformance.exits import Exit
from mapi_conformance.port.flaw import Flaw
from mapi_conformance.proof.coverage import Coverage, assertable, unflawed
from mapi_conformance.proof.matrix import (
    Matrix,
    compare,
    make_matrix,
    read_matrix,
    write_matrix,
)
from mapi_conformance.proof.redundancy import (
    read_redundant,
    sole_killers,
    unreasoned,
)
from mapi_conformance.proof.trial import Trial
from mapi_conformance.proof.trials import (
    Spread,
    Workshop,
    cover_by_name,
    documented_names,
    processors,
    spread,
    try_by_name,
    workshop,
)
from mapi_conformance.report.proof import summarize_proof, tell_scale, tell_trial
from mapi_conformance.wording import near


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the subcommand."""
    parser = commands.add_parser(
        "prove",
        help="show that the corpus finds every flaw",
        description="Judge everything that is wrong on purpose. Each flaw has to be"
        " named by a case that cites a clause it breaks, and nothing may be named that"
        " it does not declare. Without --full only the cases that cite what a flaw"
        " breaks are judged.",
    )
    parser.add_argument(
        "names", nargs="*", metavar="FLAW|CLAUSE", help="only these; all otherwise"
    )
    parser.add_argument(
        "--full",
        action="store_true",
        help="judge every flaw by every case, and compare the kill matrix with the one"
        " that is kept beside the corpus",
    )
    parser.add_argument(
        "--update",
        action="store_true",
        help="as --full, and write the kill matrix instead of comparing it",
    )
    parser.add_argument(
        "--jobs",
        type=int,
        metavar="N",
        help="how many processes; as many as there are processors otherwise",
    )
    parser.add_argument(
        "--quiet", action="store_true", help="tell only what is wrong, and the numbers"
    )
    parser.set_defaults(execute=execute)


@dataclass(slots=True)
class Proof:
    """What was found, and what is wrong with it."""

    trials: list[Trial] = field(default_factory=list)
    coverage: Coverage = field(default_factory=Coverage)
    wrong: list[str] = field(default_factory=list)


def execute(arguments: argparse.Namespace) -> int:
    """Try the flaws, tell of each, then the numbers."""
    shop = workshop()
    names = _select(arguments.names, shop.directory.flaws())
    full = arguments.full or arguments.update
    jobs = arguments.jobs or processors()
    began = time.perf_counter()
    proof = Proof()
    with spread(jobs) as over:
        for trial in _try_all(names, over, full=full):
            proof.trials.append(trial)
            if not (arguments.quiet and trial.proves):
                print("\n".join(tell_trial(trial, full=full)))
        if not arguments.names:
            _count(proof, over)
    print(tell_scale(proof.trials, time.perf_counter() - began, jobs))
    return _conclude(proof, shop, arguments)


def _try_all(names: Sequence[str], over: Spread, *, full: bool) -> Iterator[Trial]:
    with Progress("flaws", len(names), sys.stderr) as progress:
        for trial in over(partial(try_by_name, full=full), names):
            progress.advance()
            yield trial


def _count(proof: Proof, over: Spread) -> None:
    """Count what the documented providers put at stake."""
    for coverage in over(cover_by_name, documented_names()):
        proof.coverage.add(coverage)


def _conclude(proof: Proof, shop: Workshop, arguments: argparse.Namespace) -> int:
    whole = not arguments.names
    full = arguments.full or arguments.update
    if whole:
        _judge_clauses(proof, shop)
    if whole and full:
        matrix = make_matrix(proof.coverage, proof.trials)
        _judge_matrix(proof, matrix, shop, update=arguments.update)
    for line in proof.wrong:
        print(line)
    failed = any(not t.proves or (full and t.idle) for t in proof.trials)
    return Exit.DEVIATES if failed or proof.wrong else Exit.CONFORMS


def _judge_clauses(proof: Proof, shop: Workshop) -> None:
    flaws, catalogue = shop.directory.flaws(), shop.corpus.catalogue
    without = unflawed(proof.coverage, flaws, catalogue)
    count = len(assertable(proof.coverage, catalogue))
    print("\n".join(summarize_proof(proof.trials, count, len(without))))
    proof.wrong += [f"{clause}: no flaw breaks it" for clause in without]


def _judge_matrix(
    proof: Proof, matrix: Matrix, shop: Workshop, *, update: bool
) -> None:
    corpus = shop.corpus
    sole = sole_killers(proof.trials)
    reasons = read_redundant(corpus.folder)
    proof.wrong += unreasoned(matrix, sole, reasons, corpus.catalogue)
    print(f"kill matrix: {len(matrix.rows)} rows, of which {len(sole)} kill alone")
    if update:
        write_matrix(matrix, corpus.folder)
    else:
        changes = compare(read_matrix(corpus.folder), matrix)
        proof.wrong += [f"the kill matrix changed: {each}" for each in changes]


def _select(names: Sequence[str], flaws: Mapping[str, Flaw]) -> tuple[str, ...]:
    """Take flaws by name, or by a clause they break; by nothing, all.

    Raises:
        NothingSelected: A name is neither.
    """
    chosen: dict[str, None] = {}
    for name in names:
        found = [f.name for f in flaws.values() if name in (f.name, *f.breaks)]
        if not found:
            clauses = [clause for flaw in flaws.values() for clause in flaw.breaks]
            raise NothingSelected(
                f"{name!r} is no flaw, and no clause that one breaks"
                f"{near(name, [*flaws, *clauses])}"
            )
        chosen.update(dict.fromkeys(found))
    return tuple(chosen) or tuple(flaws)
