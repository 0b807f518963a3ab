"""The road to a provider that is wrong on purpose."""

from pathlib import Path

import pytest

from mapi_adapters.flaw import flaw_names, open_flaw
from mapi_conformance.errors import UnknownProvider
from mapi_conformance.mapi.codes import S_OK
from mapi_conformance.port import Target


REFERENCE = {"first-store": "reference-store-1", "profile": "deferred"}


def a_target(name: str, **settings: str) -> Target:
    """Name a flaw as a user does."""
    return Target(name=f"flaw:{name}", address=name, settings=settings, base=Path())


def test_opens_by_name() -> None:
    """A flaw is configured as the reference is, and the user may say more."""
    provider = open_flaw(a_target("support-first", version="7"), REFERENCE)

    assert provider.name == "flaw:support-first"
    assert provider.version == "7"
    assert provider.profiles == {"deferred"}
    assert provider.configuration.first_store == b"reference-store-1"
    assert provider.open().start().code == S_OK


def test_declares_its_reading() -> None:
    """A flaw of the eager reading is judged under it."""
    provider = open_flaw(a_target("eager-drops-the-answer"), REFERENCE)

    assert provider.profiles == {"eager"}


def test_lists_names() -> None:
    """What can be named is known."""
    assert "support-first" in set(flaw_names())


def test_unknown_flaw() -> None:
    """Another name is refused, with a near miss and the list."""
    with pytest.raises(UnknownProvider) as raised:
        open_flaw(a_target("support-frist"), REFERENCE)

    text = str(raised.value)
    assert text.startswith("no flaw is called 'support-frist'; there are ")
    assert ", flags-merged, " in text
    assert text.endswith("; did you mean 'support-first'?")
