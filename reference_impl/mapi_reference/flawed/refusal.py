"""Flaws in what a call that fails leaves behind."""

from typing import Any, Final

from mapi_conformance.mapi.codes import failed
from mapi_reference.flawed.flaw import Flaw, entry_with
from mapi_reference.provider.pointers import fill
from mapi_reference.provider.store import Store


class OpenEntryLeavesAnObject(Store):
    """A store that hands something over before it looks at the interface."""

    def open_entry(self, *words: Any, **named: Any) -> int:
        """Fail with an object in the word; breaks ALLOC-011."""
        code = super().open_entry(*words, **named)
        if failed(code):
            fill(words[-1], self)
        return code


REFUSAL: Final = (
    Flaw(
        name="refusal-leaves-an-object",
        summary="leaves an object behind where it refuses to open one.",
        breaks=("ALLOC-011",),
        entry=entry_with(OpenEntryLeavesAnObject),
    ),
)
