"""Where in a case something is asserted: a name that stays when lines move."""

from collections.abc import Iterator, Mapping, Sequence

from mapi_conformance.scenario.case import Across, Action, Case, Effects, Group, Step
from mapi_conformance.scenario.problems import Place


def sites_of(case: Case) -> Mapping[Place, str]:
    """Name every step and event: ``2 store.Release > store.support.gone``.

    Steps are numbered from 1, those inside a group or an ``across`` as ``3.1``; of
    several equal events at one place the later ones get ``#2``, ``#3``.
    """
    sites: dict[Place, str] = {}
    for place, name in _actions(case.steps, ""):
        sites.setdefault(place, name)
    return sites


def _actions(actions: Sequence[Action], prefix: str) -> Iterator[tuple[Place, str]]:
    for number, action in enumerate(actions, 1):
        yield from _action(action, f"{prefix}{number}")


def _action(action: Action, number: str) -> Iterator[tuple[Place, str]]:
    match action:
        case Step():
            name = f"{number} {action.label}"
            yield action.place, name
            yield from _events(action.effects, name)
        case Across():
            yield from _actions(action.steps, f"{number}.")
            yield action.place, f"{number} across"
            yield from _events(action.effects, f"{number} across")
        case Group():
            yield from _actions(action.steps, f"{number}.")


def _events(effects: Effects, parent: str) -> Iterator[tuple[Place, str]]:
    seen: list[str] = []
    for event in effects.expected:
        seen.append(event.label)
        count = seen.count(event.label)
        name = f"{parent} > {event.label}{f' #{count}' if count > 1 else ''}"
        yield event.place, name
        yield from _events(event.effects, name)
