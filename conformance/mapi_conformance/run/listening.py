"""Who hears of a run while it goes on, and what they are told."""

from typing import Protocol

from mapi_conformance.judge.stage import Stage
from mapi_conformance.port.secrets import redact
from mapi_conformance.run.acts import Act
from mapi_conformance.run.record import ActRecord, CaseRecord
from mapi_conformance.run.recording import record_act


class Listener(Protocol):
    """Hears of cases in the order in which things happen."""

    def began(self, case: str) -> None:
        """A case is about to be played."""
        ...

    def calling(self, case: str, label: str) -> None:
        """A call is about to be made; if nothing follows, it never came back."""
        ...

    def returned(self, case: str, act: ActRecord) -> None:
        """A call came back; it has not been judged yet."""
        ...

    def judged(self, record: CaseRecord) -> None:
        """A case is over."""
        ...


class CaseTeller:
    """Tells a listener what is played of one case."""

    def __init__(
        self, listener: Listener, case: str, secrets: tuple[str, ...] = ()
    ) -> None:
        self._listener = listener
        self._case = case
        self._secrets = secrets

    def calling(self, label: str) -> None:
        """Pass on what is about to be called."""
        self._listener.calling(self._case, redact(label, self._secrets))

    def returned(self, act: Act, stage: Stage) -> None:
        """Write an act down and pass it on."""
        record = redact(record_act(act, stage), self._secrets)
        self._listener.returned(self._case, record)
