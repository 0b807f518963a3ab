"""What the host holds of the provider's objects: as a client, and as MAPI."""

from dataclasses import dataclass

from mapi_conformance.mapi.codes import succeeded
from mapi_conformance.port.host import Event, Pointer


@dataclass(frozen=True, slots=True)
class Holding:
    """One reference of ours."""

    pointer: Pointer
    #: MAPI keeps it, for its own part of the end.
    by_mapi: bool


#: Results that MAPI keeps: the provider object, and the logon of a store.
_BY_MAPI = frozenset(
    (
        ("MSProviderInit", "provider"),
        ("Logon", "logon"),
        ("SpoolerLogon", "logon"),
    )
)


class Holdings:
    """References in order of acquisition, and the farewells that were said."""

    def __init__(self) -> None:
        self._held: list[Holding] = []
        self._said: set[tuple[int, str]] = set()

    def say(self, pointer: Pointer, method: str) -> None:
        """Remember that an object is being told of the end."""
        self._said.add((pointer.object, method))

    def was_told(self, pointer: Pointer, method: str) -> bool:
        """Whether an object has been told of the end in this way."""
        return (pointer.object, method) in self._said

    def holds(self, pointer: Pointer) -> bool:
        """Whether any reference to the object is ours."""
        return any(held.pointer.object == pointer.object for held in self._held)

    def clients(self) -> tuple[Pointer, ...]:
        """List what a client has to give back, the latest first."""
        return tuple(held.pointer for held in reversed(self._held) if not held.by_mapi)

    def providers(self) -> tuple[Pointer, ...]:
        """List the provider objects of the entry point."""
        return tuple(
            held.pointer
            for held in self._held
            if held.by_mapi and held.pointer.interface == "IMSProvider"
        )

    def enter(self, pointer: Pointer, event: Event) -> None:
        """Enter what a call on an object gave us, or took."""
        if event.name == "AddRef" and event.fault is None:
            self._held.append(Holding(pointer, by_mapi=False))
        elif event.name == "Release":
            self._give_back(pointer)
        elif event.code is not None and succeeded(event.code):
            self._held += [
                Holding(result, (event.name, name) in _BY_MAPI)
                for name, result in event.results.items()
                if isinstance(result, Pointer)
            ]

    def forget(self, pointer: Pointer) -> None:
        """Give an object up: nobody knows what state it is in."""
        self._held = [
            held for held in self._held if held.pointer.object != pointer.object
        ]

    def _give_back(self, pointer: Pointer) -> None:
        ours = [held for held in self._held if held.pointer.object == pointer.object]
        if ours:
            # Through the same interface and as a client, where there is a choice.
            ours.sort(key=lambda held: (held.pointer == pointer, not held.by_mapi))
            self._held.remove(ours[-1])
