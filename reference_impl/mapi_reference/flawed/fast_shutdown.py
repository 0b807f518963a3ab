"""Flaws in what a provider makes of a process that is about to end."""

from typing import Final

from mapi_conformance.mapi.codes import MAPI_E_BUSY, MAPI_E_CALL_FAILED, S_OK
from mapi_conformance.mapi.identifiers import IID_IMSProvider, IID_IUnknown
from mapi_reference.flawed.flaw import Flaw
from mapi_reference.provider.entry import entry_point
from mapi_reference.provider.provider import Provider


class NoShutdownInterface(Provider):
    """A provider object without IMAPIProviderShutdown; breaks FASTSHUT-001."""

    interfaces = (IID_IUnknown, IID_IMSProvider)


class AnswersBusy(Provider):
    """A provider that finds the moment bad for the question."""

    def query_fast_shutdown(self) -> int:
        """Answer with a third code; breaks FASTSHUT-002."""
        return MAPI_E_BUSY


class QuestionEndsStores(Provider):
    """A provider that begins its shutdown when it is asked about one."""

    def query_fast_shutdown(self) -> int:
        """End every store to be ready; breaks FASTSHUT-003."""
        for store in tuple(self.open_stores.values()):
            store.end()
        return S_OK


class NotifyFails(Provider):
    """A provider that does not want to hear of the end of its process."""

    def notify_process_shutdown(self) -> int:
        """Fail; breaks FASTSHUT-004."""
        return MAPI_E_CALL_FAILED


class NoticeEndsStores(Provider):
    """A provider that takes the announcement for the end itself."""

    def notify_process_shutdown(self) -> int:
        """End every store, though clients go on using them; breaks FASTSHUT-004."""
        for store in tuple(self.open_stores.values()):
            store.end()
        return S_OK


class EndFails(Provider):
    """A provider that cannot let the process go."""

    def do_fast_shutdown(self) -> int:
        """Fail after a promise; breaks FASTSHUT-005."""
        return MAPI_E_CALL_FAILED


FAST_SHUTDOWN: Final = (
    Flaw(
        name="no-shutdown-interface",
        summary="has no IMAPIProviderShutdown, by which it could decline.",
        breaks=("FASTSHUT-001",),
        entry=entry_point(make=NoShutdownInterface),
    ),
    Flaw(
        name="answers-busy",
        summary="answers MAPI_E_BUSY where it is asked about fast shutdown.",
        breaks=("FASTSHUT-002",),
        entry=entry_point(make=AnswersBusy),
    ),
    Flaw(
        name="question-ends-stores",
        summary="ends its stores when it is asked about fast shutdown.",
        breaks=("FASTSHUT-003",),
        also=("FASTSHUT-004", "SDSTORE-006", "SDSTORE-007", "STORELOGOFF-012"),
        entry=entry_point(make=QuestionEndsStores),
    ),
    Flaw(
        name="notify-fails",
        summary="fails NotifyProcessShutdown.",
        breaks=("FASTSHUT-004",),
        entry=entry_point(make=NotifyFails),
    ),
    Flaw(
        name="notice-ends-stores",
        summary="ends its stores when the end of the process is only announced.",
        breaks=("FASTSHUT-004",),
        entry=entry_point(make=NoticeEndsStores),
    ),
    Flaw(
        name="fast-end-fails",
        summary="fails DoFastShutdown though it had agreed to it.",
        breaks=("FASTSHUT-005",),
        entry=entry_point(make=EndFails),
    ),
)
