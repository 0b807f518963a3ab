"""Flaws in how memory is treated: freed twice, taken from elsewhere, or forgotten."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeAlias

from mapi_conformance.mapi import Ref
from mapi_reference.flawed.flaw import Flaw
from mapi_reference.provider.entry import ms_provider_init


_SIZE: Final = 64
#: Misuses MAPI's three allocation functions, in the order of MSProviderInit.
Misuse: TypeAlias = Callable[[Any, Any, Any], None]


def frees_twice(allocate: Any, _more: Any, free: Any) -> None:
    """Free a block and, to be sure, free it again; breaks ALLOC-007."""
    block: Ref[object] = Ref()
    allocate(_SIZE, block)
    free(block.value)
    free(block.value)


def frees_linked(allocate: Any, more: Any, free: Any) -> None:
    """Free a linked block before its root; breaks ALLOC-006."""
    root: Ref[object] = Ref()
    linked: Ref[object] = Ref()
    allocate(_SIZE, root)
    more(_SIZE, root.value, linked)
    free(linked.value)
    free(root.value)


def links_to_freed(allocate: Any, more: Any, free: Any) -> None:
    """Extend a block that was given back; breaks ALLOC-008."""
    root: Ref[object] = Ref()
    allocate(_SIZE, root)
    free(root.value)
    more(_SIZE, root.value, Ref())


def forgets_block(allocate: Any, _more: Any, _free: Any) -> None:
    """Allocate a block and lose it; breaks ALLOC-014."""
    allocate(_SIZE, Ref())


def _entry_with(misuse: Misuse) -> Callable[..., int]:
    return partial(_init, misuse)


def _init(
    misuse: Misuse,
    instance: object,
    malloc: Any,
    allocate: Any,
    allocate_more: Any,
    free: Any,
    *rest: Any,
) -> int:
    """Misuse the functions and be the reference in everything else."""
    misuse(allocate, allocate_more, free)
    return ms_provider_init(instance, malloc, allocate, allocate_more, free, *rest)


MEMORY: Final = (
    Flaw(
        name="frees-twice",
        summary="frees a block of MAPI's memory twice.",
        breaks=("ALLOC-007",),
        entry=_entry_with(frees_twice),
    ),
    Flaw(
        name="frees-linked",
        summary="frees a linked block, and not only its root.",
        breaks=("ALLOC-006",),
        entry=_entry_with(frees_linked),
    ),
    Flaw(
        name="links-to-freed",
        summary="extends a block that it has freed.",
        breaks=("ALLOC-008",),
        entry=_entry_with(links_to_freed),
    ),
    Flaw(
        name="forgets-block",
        summary="never frees a block that it allocated for itself.",
        breaks=("ALLOC-014",),
        entry=_entry_with(forgets_block),
    ),
)
