"""Flaws in the support object itself."""

from dataclasses import replace
from typing import Final

from mapi_conformance.mapi.codes import S_FALSE
from mapi_conformance.port.host import Reply
from mapi_host.flawed.flaw import HostFlaw
from mapi_host.model.parts import Parts
from mapi_host.model.support import Support
from mapi_host.world import Words


class LogoffHasAnotherCode(Support):
    """A support object that answers a word and a code other than S_OK."""

    def store_logoff_transports(self, words: Words) -> Reply:
        """Report a success of another kind; breaks SLT-038."""
        return replace(super().store_logoff_transports(words), code=S_FALSE)


SUPPORT: Final = (
    HostFlaw(
        name="logoff-has-another-code",
        summary="MAPI returns S_FALSE from StoreLogoffTransports.",
        breaks=("SLT-038",),
        parts=Parts(support=LogoffHasAnotherCode),
    ),
)
