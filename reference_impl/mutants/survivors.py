"""The list of mutants that nothing can notice, and how an entry is written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml
from sources import Place


LIST: Final = Path(__file__).with_name("survivors.yaml")


@dataclass(frozen=True, slots=True)
class Survivors:
    """What ``survivors.yaml`` says."""

    #: Functions that are not mutated, as in ``store.Store.set_props``, and why.
    outside: Mapping[str, str]
    #: Mutants that survive, each with the title of its reason.
    known: Mapping[Place, str]

    def __contains__(self, place: object) -> bool:
        """Whether this mutant is known to survive."""
        return place in self.known


def read_survivors(path: Path = LIST) -> Survivors:
    """Read the list.

    Args:
        path: A file of its form.

    Raises:
        ValueError: A mutant or a function is listed twice.
    """
    text = yaml.safe_load(path.read_text(encoding="utf-8"))
    outside = _once((name, why) for why, name in _flat(text["outside"]))
    known = _once((_place(entry), title) for title, entry in _flat(text["survivors"]))
    return Survivors(outside, known)


def _flat(groups: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for title, group in groups.items():
        for entry in group["mutants" if "mutants" in group else "functions"]:
            yield title, entry


def _once(pairs: Iterable[tuple[Any, str]]) -> Mapping[Any, str]:
    found: dict[Any, str] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{LIST.name}: {key} is listed twice")
        found[key] = value
    return found


def _place(entry: Mapping[str, Any]) -> Place:
    module, _, function = entry["in"].partition(".")
    becomes, nth = entry.get("becomes", ""), entry.get("nth", 1)
    return Place(module, function, entry["was"], becomes, nth)


def as_entry(place: Place) -> str:
    """Write a mutant as the list has it, to be put under a reason.

    Args:
        place: Which mutant.
    """
    entry: dict[str, Any] = {"in": f"{place.module}.{place.function}"}
    entry["was"] = place.was
    if place.becomes:
        entry["becomes"] = place.becomes
    if place.nth > 1:
        entry["nth"] = place.nth
    return str(yaml.safe_dump([entry], sort_keys=False, width=200)).rstrip()
