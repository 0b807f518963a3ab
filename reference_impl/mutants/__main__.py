"""``make mutants``: change the reference in one place; the corpus has to notice."""

import argparse
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sources import Mutant, Place, mutants_of
from survivors import LIST, Survivors, as_entry, read_survivors
from trial import Fate, judge_all, judge_plain


#: The logoff and what surrounds it; folders, messages and tables are no part of that.
MODULES: Final = (
    "store",
    "logon",
    "readings",
    "provider",
    "children",
    "unknown",
    "guard",
)


def main() -> int:
    """Judge the mutants and compare the survivors with the list; 0 if they agree."""
    asked = _parse()
    began = time.monotonic()
    survivors = read_survivors()
    mutants = list(_inside(asked.modules or MODULES, survivors))
    chosen = _sample(mutants, asked)
    if noticed := judge_plain():
        print(f"the documented provider itself: {noticed}")
        return 1
    fates = list(
        _told(judge_all(chosen, asked.jobs), len(chosen), verbose=asked.verbose)
    )
    print("\n".join(_summary(fates, survivors)))
    problems = list(_problems(fates, mutants, survivors, asked.modules or MODULES))
    print("\n".join(problems))
    print(f"{time.monotonic() - began:.0f} s")
    return int(bool(problems))


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__)
    parser.add_argument("modules", nargs="*", metavar="MODULE", help=", ".join(MODULES))
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes")
    parser.add_argument("--sample", type=int, metavar="N", help="judge N of them only")
    parser.add_argument("--seed", type=int, default=random.randrange(10_000))  # noqa: S311  # it hides nothing
    parser.add_argument("-v", "--verbose", action="store_true", help="tell each fate")
    asked = parser.parse_args()
    if unknown := sorted({*asked.modules} - {*MODULES}):
        parser.error(f"{', '.join(unknown)}: not a module; there are {MODULES}")
    return asked


def _inside(modules: Iterable[str], survivors: Survivors) -> Iterator[Mutant]:
    for module in modules:
        for mutant in mutants_of(module):
            if f"{module}.{mutant.place.function}" not in survivors.outside:
                yield mutant


def _sample(mutants: Sequence[Mutant], asked: argparse.Namespace) -> Sequence[Mutant]:
    if asked.sample is None or asked.sample >= len(mutants):
        return mutants
    print(f"{asked.sample} of {len(mutants)} mutants: --seed={asked.seed}")
    return random.Random(asked.seed).sample(mutants, asked.sample)  # noqa: S311  # it hides nothing


def _told(fates: Iterable[Fate], total: int, *, verbose: bool) -> Iterator[Fate]:
    """Tell what becomes of each; without ``verbose``, how far we are."""
    for number, fate in enumerate(fates, 1):
        if verbose:
            print(f"{fate.noticed or 'survives'}\n  {fate.mutant.place}", flush=True)
        elif sys.stderr.isatty():
            print(f"\r{number} of {total}", end="", file=sys.stderr, flush=True)
        yield fate


def _summary(fates: Sequence[Fate], survivors: Survivors) -> Iterator[str]:
    alive = [fate.mutant.place for fate in fates if fate.survived]
    kinds = Counter(fate.noticed.partition(":")[0] for fate in fates if fate.noticed)
    how = ", ".join(f"{kind} {count}" for kind, count in kinds.most_common())
    yield f"mutants: {len(fates)}"
    yield f"noticed: {len(fates) - len(alive)} ({how})"
    yield f"survive: {len(alive)}"
    reasons = Counter(survivors.known.get(place, "not listed") for place in alive)
    yield from (f"  {count:3} {reason}" for reason, count in reasons.most_common())
    yield f"functions outside: {len(survivors.outside)}"


def _problems(
    fates: Iterable[Fate],
    mutants: Iterable[Mutant],
    survivors: Survivors,
    modules: Iterable[str],
) -> Iterator[str]:
    """Name survivors that are not listed, and entries that hold no more."""
    for fate in fates:
        place = fate.mutant.place
        if fate.survived and place not in survivors:
            yield f"survives and is not in {LIST.name}:\n{as_entry(place)}"
        if not fate.survived and place in survivors:
            yield f"is in {LIST.name}, and {fate.noticed}\n  {place}"
    there: set[Place] = {mutant.place for mutant in mutants}
    for place in survivors.known:
        if place.module in modules and place not in there:
            yield f"is in {LIST.name}, and there is no such mutant\n  {place}"


if __name__ == "__main__":
    sys.exit(main())
