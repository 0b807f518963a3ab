"""``mapi-conformance list``: cases, clauses, providers."""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mapi_conformance.command.selection import select_cases
from mapi_conformance.exits import Exit
from mapi_conformance.port.finding import find_providers, read_configured
from mapi_conformance.scenario.corpus import Corpus


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the subcommand."""
    parser = commands.add_parser(
        "list",
        help="list cases, clauses or providers",
        description="List the cases of the shipped corpus, one id a line, or with an"
        " option something else.",
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--clauses",
        action="store_true",
        help="every clause of the catalogue with the number of cases that cite it, or"
        " the reason why none does",
    )
    what.add_argument(
        "--uncovered",
        action="store_true",
        help="the clauses that no case cites, each with the reason",
    )
    what.add_argument(
        "--ambiguities",
        action="store_true",
        help="where the documentation is silent or contradicts itself",
    )
    what.add_argument(
        "--flaws",
        action="store_true",
        help="what is wrong on purpose, with the clauses that each flaw breaks",
    )
    what.add_argument(
        "--providers",
        action="store_true",
        help="what --provider can name here: providers and roads",
    )
    parser.add_argument(
        "--markdown",
        action="store_true",
        help="with --ambiguities, --clauses or --flaws: the page of the documentation",
    )
    parser.add_argument(
        "names",
        nargs="*",
        metavar="SUITE|CLAUSE|PATH",
        help="only cases of these",
    )
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace) -> int:
    """Print the list."""
    if arguments.markdown:
        lines = iter((_page(arguments),))
    elif arguments.ambiguities:
        lines = _ambiguities(Corpus())
    elif arguments.flaws:
        lines = _flaws()
    elif arguments.providers:
        lines = _providers()
    elif arguments.clauses or arguments.uncovered:
        lines = _clauses(Corpus(), uncovered=arguments.uncovered)
    else:
        corpus = Corpus()
        lines = (case.id for case in select_cases(corpus, arguments.names))
    for line in lines:
        print(line)
    return Exit.CONFORMS


def _clauses(corpus: Corpus, *, uncovered: bool) -> Iterator[str]:
    cited = Counter(c for case in select_cases(corpus, ()) for c in case.clauses)
    for each in corpus.catalogue.clauses:
        if not (uncovered and cited[each.id]):
            what = f"{each.id:18} {each.subject:15} {each.level:6} {each.status:13}"
            yield f"{what} {_coverage(each.id, cited[each.id], corpus)}"


def _coverage(clause: str, count: int, corpus: Corpus) -> str:
    if count:
        return f"{count:4} case{'' if count == 1 else 's'}"
    return f"   - {corpus.reasons.get(clause, 'no case yet')}"


def _ambiguities(corpus: Corpus) -> Iterator[str]:
    for each in corpus.catalogue.ambiguities.values():
        yield f"{each.id} {each.topic}"


def _flaws() -> Iterator[str]:
    for name, flaw in find_providers().flaws().items():
        yield f"{name:34} {', '.join(flaw.breaks)}"


def _page(arguments: argparse.Namespace) -> str:
    from mapi_conformance.proof.matrix import read_matrix  # noqa: PLC0415  # rarely asked for
    from mapi_conformance.report.ambiguities import write_ambiguities  # noqa: PLC0415
    from mapi_conformance.report.clauses import write_clauses  # noqa: PLC0415
    from mapi_conformance.report.flaws import write_flaws  # noqa: PLC0415

    flaws = tuple(find_providers().flaws().values())
    if arguments.flaws:
        return write_flaws(flaws)
    corpus = Corpus()
    if arguments.ambiguities:
        return write_ambiguities(corpus.catalogue)
    return write_clauses(corpus, read_matrix(corpus.folder), flaws)


def _providers() -> Iterator[str]:
    here = Path.cwd()
    directory = find_providers(configured=read_configured(here))
    for name, provider in sorted(directory.providers.items()):
        yield f"{name:24} {provider.about}"
    for scheme, road in sorted(directory.roads.items()):
        yield f"{road.form:24} {road.about}"
        yield from (f"  {scheme}:{name}" for name in road.names())
