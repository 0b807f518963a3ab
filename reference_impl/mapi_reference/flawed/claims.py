"""Flaws in delivering what is claimed."""

from typing import Final

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import MAPI_E_NO_SUPPORT
from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.provider.store import Store


class NoReceiveFolder(Store):
    """A store that claims folders and has none for what comes in."""

    def get_receive_folder(
        self,
        message_class: str | None,
        flags: int,
        entryid: Ref[bytes | None] | None,
        explicit: Ref[str | None] | None,
    ) -> int:
        """Refuse; breaks RECVFOLDER-001."""
        return MAPI_E_NO_SUPPORT


CLAIMS: Final = (
    Flaw(
        name="no-receive-folder",
        summary="claims folders and refuses GetReceiveFolder.",
        breaks=("RECVFOLDER-001",),
        entry=entry_with(NoReceiveFolder),
    ),
)
