"""What holds of every flaw, and the flaws of memory; ``flaws/`` shows the others."""

import re

import pytest

from mapi_conformance.mapi import Ref
from mapi_reference.flawed.catalogue import FLAWS, UNBREAKABLE
from mapi_reference.provider.provider import Provider


@pytest.mark.parametrize("name", FLAWS)
class TestEachFlaw:
    """What a flaw says of itself."""

    def test_is_found_by_its_name(self, name: str) -> None:
        """The name is permanent, and spelled as one types it."""
        assert FLAWS[name].name == name
        assert re.fullmatch("[a-z]+(-[a-z]+)*", name)

    def test_is_told_in_one_sentence(self, name: str) -> None:
        """The provider is its subject, so it begins in the middle."""
        assert re.fullmatch(r"[a-z][^.]*\.", FLAWS[name].summary)

    def test_breaks_something(self, name: str) -> None:
        """A clause is broken or follows from that, and is named once."""
        clauses = (*FLAWS[name].breaks, *FLAWS[name].also)

        assert FLAWS[name].breaks
        assert len(clauses) == len(set(clauses))

    def test_departs_from_one_reading(self, name: str) -> None:
        """Those that are eager say so in their names, and no others do."""
        is_eager = name.startswith("eager-")

        assert FLAWS[name].profile == ("eager" if is_eager else "deferred")


def test_unbreakable_clauses_have_no_flaw() -> None:
    """A clause of which it is said that no flaw can break it has none."""
    named = {c for flaw in FLAWS.values() for c in (*flaw.breaks, *flaw.also)}

    assert named & set(UNBREAKABLE) == set()


class Memory:
    """MAPI's three allocation functions, which note what they are asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def allocate(self, size: int, block: Ref[str]) -> int:
        """Hand out one block, always the same."""
        self.asked.append("allocate")
        block.value = "root"
        return 0

    def more(self, size: int, base: str, block: Ref[str]) -> int:
        """Hand out a linked block."""
        self.asked.append(f"more for {base}")
        block.value = "linked"
        return 0

    def free(self, block: str) -> int:
        """Take a block back."""
        self.asked.append(f"free {block}")
        return 0


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("frees-twice", ["allocate", "free root", "free root"]),
        (
            "frees-linked",
            ["allocate", "more for root", "free linked", "free root"],
        ),
        ("links-to-freed", ["allocate", "free root", "more for root"]),
        ("forgets-block", ["allocate"]),
    ],
)
def test_memory(name: str, asked: list[str]) -> None:
    """Memory is misused once, when the provider is loaded, in the one way named."""
    memory = Memory()
    functions = (memory.allocate, memory.more, memory.free)
    provider: Ref[Provider | None] = Ref()

    FLAWS[name].entry(None, None, *functions, 0, 0x00010010, None, provider)

    assert memory.asked == asked
    assert provider.value is not None
