"""Flaws in how the spooler is asked to flush queues, and in whom it asks in turn."""

from typing import Final

from mapi_conformance.mapi.flags import FLUSH_ASYNC_OK, FLUSH_DOWNLOAD, FLUSH_UPLOAD
from mapi_host.flawed.flaw import HostFlaw
from mapi_host.model.flushing import Flushing
from mapi_host.model.parts import Parts
from mapi_host.model.spooler import TRANSPORTS


class TargetPassedOn(Flushing):
    """A spooler that tells a transport which transport is meant."""

    def ask(self, party: str, flags: int) -> None:
        """Fill the reserved parameters; breaks FLUSHXP-001."""
        words = {"target": party.encode(), "flags": flags & ~FLUSH_ASYNC_OK}
        self._world.tell(party, "FlushQueues", words)
        self._set_bits(party, flags)


class FlagsPassedOn(Flushing):
    """A spooler that hands a client's word to the transports as it came."""

    def ask(self, party: str, flags: int) -> None:
        """Leave FLUSH_ASYNC_OK in it; breaks FLUSHXP-002."""
        self._world.tell(party, "FlushQueues", {"target": None, "flags": flags})
        self._set_bits(party, flags)


class NeverPutsOff(Flushing):
    """A spooler that keeps a client waiting who said that it need not wait."""

    def puts_off(self, flags: int) -> bool:
        """Do everything within the call; breaks FLUSHXP-008."""
        return False


class AlwaysPutsOff(Flushing):
    """A spooler that lets every client go at once."""

    def puts_off(self, flags: int) -> bool:
        """Return before the flush is over; breaks FLUSHST-004."""
        return True


class TransportsPutOff(Flushing):
    """A MAPI in which FLUSH_ASYNC_OK has meaning on every status object."""

    def flush_own(self, party: str, flags: int) -> None:
        """Do a transport's work later; breaks FLUSHST-005."""
        if flags & FLUSH_ASYNC_OK:
            self._world.later(lambda: self.flush((party,), flags), noted=True)
        else:
            super().flush_own(party, flags)


class FirstOnly(Flushing):
    """A spooler that is content when one transport has flushed."""

    def choose(self, target: object) -> tuple[str, ...]:
        """Leave the others out; breaks FLUSHXP-009."""
        chosen = super().choose(target)
        return chosen[:1] if target is None else chosen


class LastFirst(Flushing):
    """A spooler that begins with the last transport of the profile."""

    def choose(self, target: object) -> tuple[str, ...]:
        """Turn the order round; breaks FLUSHXP-010."""
        return super().choose(target)[::-1]


class OneCallADirection(Flushing):
    """A spooler that flushes each direction with a call of its own."""

    def ask(self, party: str, flags: int) -> None:
        """Tell a transport twice; breaks FLUSHXP-011."""
        for direction in (FLUSH_UPLOAD, FLUSH_DOWNLOAD):
            if flags & direction:
                super().ask(party, flags & ~(FLUSH_UPLOAD | FLUSH_DOWNLOAD) | direction)
        self._set_bits(party, flags)


class NeverBusy(Flushing):
    """A spooler that begins a second flush within the first."""

    def conflicts(self) -> bool:
        """See no conflict; breaks FLUSHST-003."""
        return False


class TargetIgnored(Flushing):
    """A spooler that flushes all transports where one was named."""

    def choose(self, target: object) -> tuple[str, ...]:
        """Take no notice of the target; breaks FLUSHST-008."""
        return super().choose(None)


class AllForOne(Flushing):
    """A MAPI in which one transport's status object speaks for all of them."""

    def flush_own(self, party: str, flags: int) -> None:
        """Flush the others too; breaks FLUSHST-009."""
        self.flush(TRANSPORTS, flags)


FLUSHING: Final = (
    HostFlaw(
        name="target-passed-on",
        summary="The spooler tells a transport which transport to flush.",
        breaks=("FLUSHXP-001",),
        parts=Parts(flushing=TargetPassedOn),
    ),
    HostFlaw(
        name="flags-passed-on",
        summary="The spooler hands FLUSH_ASYNC_OK on to transports.",
        breaks=("FLUSHXP-002",),
        parts=Parts(flushing=FlagsPassedOn),
    ),
    HostFlaw(
        name="never-puts-off",
        summary="The spooler keeps clients waiting that need not wait.",
        breaks=("FLUSHXP-008",),
        parts=Parts(flushing=NeverPutsOff),
    ),
    HostFlaw(
        name="always-puts-off",
        summary="The spooler returns to every client before the flush is over.",
        breaks=("FLUSHST-004",),
        parts=Parts(flushing=AlwaysPutsOff),
    ),
    HostFlaw(
        name="transports-put-off",
        summary="MAPI returns from a transport's own object before the flush is over.",
        breaks=("FLUSHST-005",),
        parts=Parts(flushing=TransportsPutOff),
    ),
    HostFlaw(
        name="first-transport-only",
        summary="The spooler flushes the first transport and no other.",
        breaks=("FLUSHXP-009",),
        also=("FLUSHXP-015",),
        parts=Parts(flushing=FirstOnly),
    ),
    HostFlaw(
        name="last-transport-first",
        summary="The spooler flushes transports against the order of the profile.",
        breaks=("FLUSHXP-010",),
        parts=Parts(flushing=LastFirst),
    ),
    HostFlaw(
        name="one-call-a-direction",
        summary="The spooler calls FlushQueues once for each direction.",
        breaks=("FLUSHXP-011",),
        parts=Parts(flushing=OneCallADirection),
    ),
    HostFlaw(
        name="never-busy",
        summary="The spooler begins a second flush within the first.",
        breaks=("FLUSHST-003",),
        parts=Parts(flushing=NeverBusy),
    ),
    HostFlaw(
        name="target-ignored",
        summary="The spooler flushes all transports where one was named.",
        breaks=("FLUSHST-008",),
        parts=Parts(flushing=TargetIgnored),
    ),
    HostFlaw(
        name="all-for-one",
        summary="MAPI has all transports flushed by the status object of one.",
        breaks=("FLUSHST-009",),
        parts=Parts(flushing=AllForOne),
    ),
)
