"""Flaws in MAPI's allocation functions."""

from typing import Final

from mapi_conformance.mapi.codes import MAPI_E_CALL_FAILED, S_OK
from mapi_conformance.port.host import Reply
from mapi_host.flawed.flaw import HostFlaw
from mapi_host.model.allocator import Allocator
from mapi_host.model.parts import Parts
from mapi_host.model.support import Support
from mapi_host.world import Words


class HandsNothingOut(Allocator):
    """A MAPI that says it has memory and gives none."""

    def allocate_buffer(self, words: Words) -> Reply:
        """Succeed with a null pointer; breaks ALLOC-001."""
        return Reply(code=S_OK, words={"buffer": None})


class LinksNothing(Allocator):
    """A MAPI that knows no linked blocks."""

    def allocate_more(self, words: Words) -> Reply:
        """Succeed with a null pointer; breaks ALLOC-002."""
        super().allocate_more(words)
        return Reply(code=S_OK, words={"buffer": None})


class LeavesLinksBehind(Allocator):
    """A MAPI that frees a block and not what is linked to it."""

    def discard(self, block: object) -> None:
        """Take back one block alone; breaks ALLOC-003."""
        if self.has(block):
            del self.live[block.number]


class RefusesNull(Allocator):
    """A MAPI that takes a null pointer for a mistake."""

    def free_buffer(self, words: Words) -> Reply:
        """Fail where nothing is to be done; breaks ALLOC-004."""
        if words["buffer"] is None:
            return Reply(code=MAPI_E_CALL_FAILED)
        return super().free_buffer(words)


class MixesFunctionsUp(Support):
    """A support object that gives one function out for another."""

    def get_mem_alloc_routines(self, words: Words) -> Reply:
        """Give MAPIFreeBuffer for MAPIAllocateBuffer; breaks ALLOC-015."""
        reply = super().get_mem_alloc_routines(words)
        mixed = {**reply.words, "allocate": reply.words["free"]}
        return Reply(code=reply.code, words=mixed)


MEMORY: Final = (
    HostFlaw(
        name="hands-nothing-out",
        summary="MAPI succeeds in allocating and gives no block.",
        breaks=("ALLOC-001",),
        also=("ALLOC-002",),
        parts=Parts(allocator=HandsNothingOut),
    ),
    HostFlaw(
        name="links-nothing",
        summary="MAPI succeeds in linking and gives no block.",
        breaks=("ALLOC-002",),
        parts=Parts(allocator=LinksNothing),
    ),
    HostFlaw(
        name="leaves-links-behind",
        summary="MAPI frees a block and leaves what is linked to it.",
        breaks=("ALLOC-003",),
        parts=Parts(allocator=LeavesLinksBehind),
    ),
    HostFlaw(
        name="refuses-null",
        summary="MAPI refuses to free a null pointer.",
        breaks=("ALLOC-004",),
        parts=Parts(allocator=RefusesNull),
    ),
    HostFlaw(
        name="functions-mixed-up",
        summary="MAPI gives one allocation function out for another.",
        breaks=("ALLOC-015",),
        parts=Parts(support=MixesFunctionsUp),
    ),
)
