"""A call that takes too long says where it is."""

import time

import pytest

from mapi_adapters.com.watch import Watch


def _sleep(seconds: float) -> str:
    time.sleep(seconds)
    return "slept"


def test_a_hang_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    """The stack of the caller is printed before the time is up, and once."""
    watched = Watch(0.2).watched(_sleep)

    assert watched(0.6) == "slept"
    assert watched(0.6) == "slept"

    printed = capfd.readouterr().err
    assert printed.count("in _sleep") == 1


def test_short_calls_are_nobody_s_business(capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing is printed of calls that return."""
    watched = Watch(2.0).watched(_sleep)

    assert watched(0.01) == "slept"
    assert capfd.readouterr().err == ""
