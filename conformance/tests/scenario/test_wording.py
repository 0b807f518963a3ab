"""What an error suggests."""

import pytest

from mapi_conformance.wording import near


WORDS = ("returns", "requires", "StoreLogoff", "S_OK", "as", "by")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("retruns", "returns"),
        ("returnss", "returns"),
        ("storelogoff", "StoreLogoff"),
        ("RETURNS", "returns"),
        ("StoreLogof", "StoreLogoff"),
        ("S_K", "S_OK"),
    ],
)
def test_near_miss(word: str, meant: str) -> None:
    """A slip of a letter or of the case is met with the word that was meant."""
    assert near(word, WORDS) == f"; did you mean {meant!r}?"


@pytest.mark.parametrize("word", ["colour", "at", "", "E_NO"])
def test_no_guess(word: str) -> None:
    """What is like nothing, or is short and only a little alike, gets no guess."""
    assert near(word, WORDS) == ""


def test_same_word() -> None:
    """A word is never suggested in its own place."""
    assert near("as", WORDS) == ""
    assert near("returns", ["returns", "return"]) == "; did you mean 'return'?"


def test_no_words() -> None:
    """Where nothing is known nothing is suggested."""
    assert near("returns", ()) == ""


def test_short_words_must_be_closer() -> None:
    """Three letters of five are no near miss; four of six are one."""
    assert near("abcde", ["abcxy"]) == ""
    assert near("abcdef", ["abcdxy"]) == "; did you mean 'abcdxy'?"


def test_tie_is_always_the_same() -> None:
    """Among equals the suggestion does not depend on the order of the words."""
    words = ["flag-one", "flag-two"]

    assert near("flag-xxx", words) == near("flag-xxx", reversed(words))
