"""What stands in the place of an object that a provider made invalid."""

from mapi_conformance.mapi.codes import MAPI_E_INVALID_OBJECT, S_OK
from mapi_conformance.port.host import Pointer, Reply
from mapi_host.world import Words


class Stub:
    """References are still counted, and every other method says what became of it.

    A provider's own code is not reached any more. QueryInterface gives the object
    whatever interface is asked for: which of them it had, nobody knows now.

    Cites: imapisupport-makeinvalid, Remarks; invalidating-an-object;
    support-object-overview.
    """

    def __init__(self, pointer: Pointer) -> None:
        self._pointer = pointer

    def answer(self, method: str, words: Words) -> Reply:
        """Answer a call in the place of the object."""
        if method == "QueryInterface":
            return Reply(code=S_OK, words={"object": self._pointer})
        if method in ("AddRef", "Release"):
            return Reply(code=S_OK)
        return Reply(code=self.refusal(method))

    def refusal(self, method: str) -> int:
        """Choose the code for a method that does not work any more."""
        return MAPI_E_INVALID_OBJECT
