"""Flaws in MAPI's part of a fast shutdown, and in its stand-in for invalid objects."""

from typing import Final

from mapi_conformance.mapi.codes import MAPI_E_NO_SUPPORT
from mapi_conformance.port.host import Reply
from mapi_host.flawed.flaw import HostFlaw
from mapi_host.model.fast_shutdown import FastShutdowns
from mapi_host.model.parts import Parts
from mapi_host.model.stub import Stub
from mapi_host.world import House, Shutdown, Words


class StoresFirst(FastShutdowns):
    """A MAPI that turns to its stores before anybody else."""

    def members(self, house: House) -> tuple[Shutdown, ...]:
        """Turn the order round; breaks FASTSHUT-008."""
        return super().members(house)[::-1]


class NoInterfaceIsNo(FastShutdowns):
    """A MAPI that takes a provider without the interface for one that objects."""

    def agrees(self, code: int | None) -> bool:
        """Pass nobody by; breaks FASTSHUT-009 and FASTSHUT-010."""
        return code is not None and super().agrees(code)


class RefusalIgnored(FastShutdowns):
    """A MAPI that asks and does not listen."""

    def agrees(self, code: int | None) -> bool:
        """Take a no for a yes; breaks FASTSHUT-010 and FASTSHUT-011."""
        return super().agrees(None if code is None else 0)


class NoInterfaceIsYes(FastShutdowns):
    """A MAPI that wants no more than by default where everybody has to opt in."""

    def agrees(self, code: int | None) -> bool:
        """Pass by whom it should wait for; breaks FASTSHUT-011."""
        return code is None or super().agrees(code)


class AlwaysOn(FastShutdowns):
    """A MAPI that does not know how to be switched off."""

    def is_off(self) -> bool:
        """Ask and tell whatever the user wants; breaks FASTSHUT-012."""
        return False


class OnlyAnswersOff(FastShutdowns):
    """A MAPI that says no and forwards DoFastShutdown all the same."""

    def forward(self, house: House, method: str) -> int:
        """Tell everybody, also where it is switched off; breaks FASTSHUT-012."""
        for tell in self.members(house):
            tell(method)
        return 0


class StubWithoutReason(Stub):
    """A stand-in that does not say why it does not work."""

    def refusal(self, method: str) -> int:
        """Answer as a method that was never there; breaks MAKEINV-003."""
        return MAPI_E_NO_SUPPORT


class StubCannotBeHeld(Stub):
    """A stand-in that denies being an object at all."""

    def answer(self, method: str, words: Words) -> Reply:
        """Refuse QueryInterface as any other method; breaks MAKEINV-003."""
        if method == "QueryInterface":
            return Reply(code=self.refusal(method), words={"object": None})
        return super().answer(method, words)


FAST_SHUTDOWN: Final = (
    HostFlaw(
        name="stores-first",
        summary="MAPI begins a fast shutdown with the stores.",
        breaks=("FASTSHUT-008",),
        parts=Parts(fast_shutdown=StoresFirst),
    ),
    HostFlaw(
        name="no-interface-is-no",
        summary="MAPI takes a missing IMAPIProviderShutdown for a refusal.",
        breaks=("FASTSHUT-009", "FASTSHUT-010"),
        parts=Parts(fast_shutdown=NoInterfaceIsNo),
    ),
    HostFlaw(
        name="refusal-ignored",
        summary="MAPI agrees to a fast shutdown that a provider refused.",
        breaks=("FASTSHUT-010", "FASTSHUT-011"),
        parts=Parts(fast_shutdown=RefusalIgnored),
    ),
    HostFlaw(
        name="no-interface-is-yes",
        summary="MAPI counts a missing IMAPIProviderShutdown as opting in.",
        breaks=("FASTSHUT-011",),
        parts=Parts(fast_shutdown=NoInterfaceIsYes),
    ),
    HostFlaw(
        name="always-on",
        summary="MAPI takes part in fast shutdown where the user switched it off.",
        breaks=("FASTSHUT-012",),
        parts=Parts(fast_shutdown=AlwaysOn),
    ),
    HostFlaw(
        name="only-answers-off",
        summary="MAPI forwards DoFastShutdown where the user switched it off.",
        breaks=("FASTSHUT-012",),
        parts=Parts(fast_shutdown=OnlyAnswersOff),
    ),
    HostFlaw(
        name="stub-without-reason",
        summary="MAPI answers MAPI_E_NO_SUPPORT in place of an invalid object.",
        breaks=("MAKEINV-003",),
        parts=Parts(stub=StubWithoutReason),
    ),
    HostFlaw(
        name="stub-cannot-be-held",
        summary="MAPI refuses QueryInterface on an invalid object.",
        breaks=("MAKEINV-003",),
        parts=Parts(stub=StubCannotBeHeld),
    ),
)
