"""Waiting with something else to do; that it is done is seen under Wine."""

import os
import sys
import threading

import pytest

from mapi_adapters.com.apartment import KINDS, enter
from mapi_adapters.wire.channel import _Pump


class Bell:
    """A way to wait that notes how often somebody did."""

    def __init__(self, *, patient: bool = True) -> None:
        self._rung = threading.Event()
        self._patient = patient
        self.waits = 0

    def ring(self) -> None:
        """Wake whoever waits."""
        self._rung.set()

    def wait(self, seconds: float | None) -> bool:
        """Wait, or say that the time is up."""
        self.waits += 1
        if not self._patient:
            return False
        self._rung.wait(5.0)
        self._rung.clear()
        return True


@pytest.mark.skipif(sys.platform == "win32", reason="there are some on Windows")
@pytest.mark.parametrize("kind", KINDS)
def test_there_are_no_apartments_elsewhere(kind: str) -> None:
    """Waiting is nothing special where there is no COM."""
    assert enter(kind) is None


def test_what_comes_is_waited_for() -> None:
    """Whoever reads waits by the bell, and gets what came."""
    reading, writing = os.pipe()
    bell = Bell()
    pump = _Pump(reading, bell)
    threading.Timer(0.05, os.write, (writing, b"line\n")).start()

    assert pump.receive(None) == b"line\n"
    assert bell.waits >= 1
    os.close(writing)
    assert pump.receive(5.0) == b""
    os.close(reading)


def test_time_that_is_up_is_up() -> None:
    """Nothing came, and that is said."""
    reading, writing = os.pipe()

    assert _Pump(reading, Bell(patient=False)).receive(0.01) is None
    os.close(writing)
