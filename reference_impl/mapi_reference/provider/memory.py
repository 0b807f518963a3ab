"""What a logon takes of MAPI's memory.

A provider written in C has its data somewhere: here a record for each open store, and
its display name. Python keeps the values themselves, so nothing is written into these
blocks. They are taken, linked and freed all the same: the suite judges how a provider
treats MAPI's memory, and what is judged has to be seen in one that does it right.
"""

from dataclasses import dataclass
from typing import Final

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import failed
from mapi_reference.provider.subsystem import AllocateBuffer, AllocateMore, FreeBuffer


#: Bytes of the record that stands for an open store.
_RECORD: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """The three functions that MSProviderInit was given.

    Cites: msproviderinit, Remarks; allocating-and-freeing-memory-in-mapi.
    """

    allocate: AllocateBuffer
    allocate_more: AllocateMore
    free: FreeBuffer

    def take(self, name: str, record: Ref[object | None]) -> int:
        """Take a record, and a block linked to it for the name; both, or neither.

        The pages list no failure of these functions. One that comes is handed on, and
        a success that gives nothing leaves nothing to link to, or to free.

        Cites: mapiallocatebuffer, Return value; mapiallocatemore, Return value.
        """
        code = self.allocate(_RECORD, record)
        if failed(code) or record.value is None:
            return code
        text: Ref[object | None] = Ref(None)
        code = self.allocate_more(len(name) + 1, record.value, text)
        if failed(code):
            self.give_back(record.value)
        return code

    def give_back(self, record: object | None) -> None:
        """Free a record by its root, with which the name goes.

        Cites: mapifreebuffer, Remarks; mapiallocatemore, Remarks.
        """
        if record is not None:
            self.free(record)
