"""Flaws in which requests of a store the spooler hears, and which it refuses."""

from typing import Final

from mapi_conformance.mapi.flags import LOGOFF_ABORT, LOGOFF_ORDERLY, LOGOFF_QUIET
from mapi_conformance.port.host import Transports
from mapi_host.flawed.flaw import HostFlaw
from mapi_host.model.parts import Parts
from mapi_host.model.spooler import Spooler


class OtherProcessNotNoticed(Spooler):
    """A spooler that acts on a store that another process has open."""

    def ignores(self, store: object) -> bool:
        """Look at this process alone; breaks SLT-040 and SLT-041."""
        return store in self.released


class QuietActsLikeOrderly(Spooler):
    """A spooler that finishes what is on its way under LOGOFF_QUIET."""

    def log_off(self, store: object, word: int) -> int:
        """Take one request for another; breaks SLT-021 and STORELOGOFF-070."""
        return super().log_off(store, LOGOFF_ORDERLY if word == LOGOFF_QUIET else word)


class IdleQuietKeepsTheStore(Spooler):
    """A spooler that does not give an idle store up under LOGOFF_QUIET."""

    def give_up(self, request: int) -> None:
        """Hold on to the store; breaks STORELOGOFF-071."""
        if request != LOGOFF_QUIET:
            super().give_up(request)


class RefusedQuietSends(Spooler):
    """A spooler that sends ready mail although it refuses LOGOFF_QUIET."""

    def refuse(self, request: int) -> int:
        """Send before answering; breaks STORELOGOFF-072."""
        answer = super().refuse(request)
        if request == LOGOFF_QUIET:
            self.send()
        return answer


class RefusedAbortReleases(Spooler):
    """A spooler that lets go of a store whose LOGOFF_ABORT it refuses."""

    def refuse(self, request: int) -> int:
        """Give the store up; breaks STORELOGOFF-032 and SLT-011."""
        if request == LOGOFF_ABORT:
            self.give_up(request)
        return super().refuse(request)


class RefusedAbortCancels(Spooler):
    """A spooler that stops what is on its way although it refuses LOGOFF_ABORT."""

    def refuse(self, request: int) -> int:
        """Cancel after answering; breaks STORELOGOFF-033 and SLT-012."""
        answer = super().refuse(request)
        if request == LOGOFF_ABORT:
            self.cancel()
        return answer


class GivenUpTwice(Spooler):
    """A spooler that releases a store again that it has given up before."""

    def ignores(self, store: object) -> bool:
        """Release what is not held; breaks SLT-031."""
        if store in self.released:
            self.give_up(LOGOFF_ORDERLY)
        return super().ignores(store)


class SendsBeforeTheEnd(Spooler):
    """A spooler that sends a store's mail when the first of its clients leaves."""

    def set(self, transports: Transports) -> None:
        """Begin unless the store itself asks at once."""
        super().set(transports)
        self.asked = False
        self.world.later(self.run_ahead)

    def log_off(self, store: object, word: int) -> int:
        """Note that the store asked."""
        self.asked = True
        return super().log_off(store, word)

    def run_ahead(self) -> None:
        """Send for a store that still has clients; breaks STORELOGOFF-105."""
        if not self.asked:
            self.send()


REFUSALS: Final = (
    HostFlaw(
        name="other-process-not-noticed",
        summary="The spooler acts on a store that another process has open.",
        breaks=("SLT-040", "SLT-041"),
        parts=Parts(spooler=OtherProcessNotNoticed),
    ),
    HostFlaw(
        name="quiet-acts-like-orderly",
        summary="The spooler takes LOGOFF_QUIET for LOGOFF_ORDERLY.",
        breaks=("SLT-021", "STORELOGOFF-070"),
        also=(
            "SLT-012",
            "SLT-022",
            "SLT-034",
            "SLT-035",
            "SLT-036",
            "SLT-037",
            "STORELOGOFF-033",
            "STORELOGOFF-072",
        ),
        parts=Parts(spooler=QuietActsLikeOrderly),
    ),
    HostFlaw(
        name="idle-quiet-keeps-the-store",
        summary="The spooler keeps an idle store under LOGOFF_QUIET.",
        breaks=("STORELOGOFF-071",),
        parts=Parts(spooler=IdleQuietKeepsTheStore),
    ),
    HostFlaw(
        name="refused-quiet-sends",
        summary="The spooler sends what is ready where it refuses LOGOFF_QUIET.",
        breaks=("STORELOGOFF-072",),
        parts=Parts(spooler=RefusedQuietSends),
    ),
    HostFlaw(
        name="refused-abort-releases",
        summary="The spooler gives a store up where it refuses LOGOFF_ABORT.",
        breaks=("SLT-011", "STORELOGOFF-032"),
        parts=Parts(spooler=RefusedAbortReleases),
    ),
    HostFlaw(
        name="refused-abort-cancels",
        summary="The spooler stops transfers where it refuses LOGOFF_ABORT.",
        breaks=("SLT-012", "STORELOGOFF-033"),
        parts=Parts(spooler=RefusedAbortCancels),
    ),
    HostFlaw(
        name="given-up-twice",
        summary="The spooler releases a store again that it gave up before.",
        breaks=("SLT-031",),
        parts=Parts(spooler=GivenUpTwice),
    ),
    HostFlaw(
        name="sends-before-the-end",
        summary="The spooler sends mail of a store that still has clients.",
        breaks=("STORELOGOFF-105",),
        also=("FLUSHXP-008", "FLUSHXP-013", "SLT-018"),
        parts=Parts(spooler=SendsBeforeTheEnd),
    ),
)
