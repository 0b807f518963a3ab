"""Pointers to words."""

import copy
import pickle

import pytest

from mapi_conformance import mapi
from mapi_conformance.mapi.refs import UNTOUCHED, Ref, Untouched


class TestUntouched:
    """What nobody has filled yet."""

    def test_there_is_one(self) -> None:
        """Making another gives the same."""
        assert Untouched() is UNTOUCHED

    def test_copies_are_the_same(self) -> None:
        """It stays itself through copying and pickling."""
        assert copy.deepcopy(UNTOUCHED) is UNTOUCHED
        assert pickle.loads(pickle.dumps(UNTOUCHED)) is UNTOUCHED  # noqa: S301 - our own bytes

    def test_is_shown_by_name(self) -> None:
        """It reads as the constant does."""
        assert repr(UNTOUCHED) == "UNTOUCHED"


class TestRef:
    """A pointer to one word."""

    def test_starts_untouched(self) -> None:
        """A word that only goes out is untouched before the call."""
        assert Ref[object]().value is UNTOUCHED

    def test_carries_a_word_both_ways(self) -> None:
        """What goes in is read, and what is assigned comes out."""
        flags = Ref(0x2)

        before = flags.value
        flags.value = 0x10000

        assert before == 0x2
        assert flags.value == 0x10000

    @pytest.mark.parametrize(
        ("ref", "shown"),
        [
            (Ref[object](0x2), "Ref(0x2)"),
            (Ref[object](-1), "Ref(-0x1)"),
            (Ref[object](True), "Ref(True)"),  # noqa: FBT003 - the value is the subject
            (Ref[object](b"ab"), "Ref(b'ab')"),
            (Ref[object](None), "Ref(None)"),
            (Ref[object](), "Ref(UNTOUCHED)"),
        ],
        ids=["word", "negative", "boolean", "bytes", "null", "untouched"],
    )
    def test_is_shown_with_its_word(self, ref: Ref[object], shown: str) -> None:
        """Words are shown in hexadecimal, and everything else as itself."""
        assert repr(ref) == shown

    def test_equality_is_identity(self) -> None:
        """Two pointers to equal words are two pointers."""
        first, second = Ref(1), Ref(1)

        assert first != second
        assert len({first, second}) == 2

    def test_has_one_word_only(self) -> None:
        """A misspelt attribute is an error, not a second word."""
        with pytest.raises(AttributeError):
            Ref(1).valeu = 2  # type: ignore[attr-defined] # the misspelling is the point


def test_authors_need_three_names() -> None:
    """The package gives the author of a provider these names and no others."""
    assert mapi.__all__ == ["UNTOUCHED", "PropValue", "Ref"]
    assert mapi.Ref is Ref
    assert mapi.UNTOUCHED is UNTOUCHED
