"""What was played so far: acts, each with its events and what was found in them."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from mapi_conformance.judge.claims import is_absent
from mapi_conformance.judge.differences import DEATHS, Difference, Findings, Kind
from mapi_conformance.judge.effects import describe
from mapi_conformance.judge.facts import every_event
from mapi_conformance.judge.show import printable
from mapi_conformance.judge.stage import Stage
from mapi_conformance.port.host import Event, FaultKind


_KINDS = {FaultKind.HUNG: Kind.HUNG, FaultKind.ADAPTER: Kind.ADAPTER}


@dataclass(frozen=True, slots=True)
class Act:
    """One call made, or several judged together, and what came of it."""

    #: Spelled when somebody asks, for nobody reads the acts of a case that conforms.
    title: str | Callable[[], str]
    events: tuple[Event, ...] = ()
    #: Grows while the act is judged.
    findings: Findings = field(default_factory=Findings)
    note: str = ""
    #: The provider does not claim to have this call at all.
    optional: bool = False

    @property
    def label(self) -> str:
        """``store.StoreLogoff(flags=LOGOFF_PURGE (0x4))``, or what was judged."""
        return self.title if isinstance(self.title, str) else self.title()

    @property
    def caused(self) -> tuple[Event, ...]:
        """What the call brought about: during it, and after it where that counts."""
        call, *late = self.events
        return (*call.children, *late)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What was not as expected."""
        return tuple(self.findings.differences)


class Watcher(Protocol):
    """Is told of each call before it is made, and when it has come back."""

    def calling(self, label: str) -> None:
        """A call is about to be made."""
        ...

    def returned(self, act: Act, stage: Stage) -> None:
        """It came back."""
        ...


class Acts:
    """The acts of a case, in order."""

    def __init__(self, watcher: Watcher | None = None) -> None:
        self._acts: list[Act] = []
        self._watcher = watcher

    def announce(self, label: str) -> None:
        """Say what is about to be called, in case it never comes back."""
        if self._watcher:
            self._watcher.calling(label)

    def __iter__(self) -> Iterator[Act]:
        return iter(self._acts)

    def add(self, act: Act, stage: Stage) -> Act:
        """Take an act; whatever in it did not come back is noted with it."""
        self._acts.append(act)
        events = act.events
        if act.optional and is_absent(events[0]):
            events = events[1:]
        act.findings.differences += deaths(events, stage)
        if self._watcher:
            self._watcher.returned(act, stage)
        return act

    @property
    def last(self) -> Act:
        """The act that was played last."""
        return self._acts[-1]

    @property
    def events(self) -> tuple[Event, ...]:
        """Every event so far, as roots."""
        return tuple(event for act in self._acts for event in act.events)

    @property
    def stopped(self) -> bool:
        """Whether what follows would mean nothing."""
        return any(act.findings.stopped for act in self._acts)

    @property
    def died(self) -> bool:
        """Whether nothing more can be asked of the provider."""
        return any(d.kind in DEATHS for act in self._acts for d in act.differences)

    def sum(self) -> Findings:
        """Everything found, together."""
        total = Findings()
        for act in self._acts:
            total.add(act.findings)
        return total


def deaths(events: Iterable[Event], stage: Stage) -> list[Difference]:
    """Say what the provider did in these events instead of returning."""
    return [
        Difference(
            kind=_KINDS.get(event.fault.kind, Kind.CRASHED),
            text=f"{describe(event, stage.names)}: {printable(event.fault.text)}",
            expected="a return",
            seen=event.fault.kind.value,
            event=event.sequence,
            about=event.kind,
        )
        for event in every_event(tuple(events))
        if event.fault
    ]
