"""What a call into the provider can do instead of returning."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mapi_conformance.port.host import CallFault, Fault, FaultKind
from mapi_host.instrument.account import describe, place
from mapi_host.instrument.crossing import outward
from mapi_host.instrument.deadline import Deadline, Overdue


@dataclass(frozen=True, slots=True, eq=False)
class Returned:
    """What a call brought back, unchecked; not even compared."""

    value: object


class Guard:
    """Runs the provider's code and survives it.

    Only ``KeyboardInterrupt`` passes: it is the user's word, not the provider's.
    """

    def __init__(self, deadline: Deadline) -> None:
        self.deadline = deadline

    def attempt(
        self, name: str, action: Callable[..., object], *arguments: Any
    ) -> Returned | Fault:
        """Make one call; ``name`` is what a fault calls it."""
        if self.deadline.is_running:
            return self._attempt(name, action, *arguments)
        with self.deadline.running():
            return self._attempt(name, action, *arguments)

    def _attempt(
        self, name: str, action: Callable[..., object], *arguments: Any
    ) -> Returned | Fault:
        before = self.deadline.strikes
        try:
            value = outward(action, *arguments)
        except KeyboardInterrupt:
            raise
        except CallFault as error:
            return error.fault
        except Overdue as error:
            return self.hung(name, place(error))
        except BaseException as error:  # noqa: BLE001 - SystemExit and all others
            if self.deadline.strikes == before:
                text = f"{name} raised {describe(error)}"
                return Fault(FaultKind.RAISED, text)
        if self.deadline.strikes != before:
            # It swallowed the deadline, or turned it into an error of its own.
            return self.hung(name)
        return Returned(value)

    def hung(self, name: str, where: str = "") -> Fault:
        """Say that a call took longer than it may."""
        text = f"{name} did not return within {self.deadline.seconds:g} s{where}"
        return Fault(FaultKind.HUNG, text)
