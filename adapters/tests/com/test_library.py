"""A library, as the process that loads it sees it."""

from pathlib import Path

import pytest
from libraries import Build

from mapi_adapters.com.library import Library, Refused, why_not_loaded
from mapi_adapters.com.memory import Memory
from mapi_adapters.com.objects import Objects
from mapi_adapters.wire.calls import Malformed


BAD = Path(__file__).parent / "bad.cpp"
VERSION = 0x00010010

REFUSED = {
    "NO_ENTRY": (Refused, "exports no MSProviderInit"),
    "FAILS": (Refused, "refused SPI version 0x10010 with E_FAIL"),
    "NEWER": (Refused, "refused SPI version 0x10010 with MAPI_E_VERSION"),
    "NO_OBJECT": (Refused, "and no provider object"),
    "NO_VTABLE": (Refused, "has no vtable"),
    "DESTRUCTORS": (Refused, "has destructors in the first slots"),
    "OVERRUNS": (Malformed, "a block of 8 bytes was written past its end"),
}


def _load(path: Path) -> Library:
    return Library(path, Objects(Memory(), print))


@pytest.mark.parametrize("name", REFUSED)
def test_is_refused(build: Build, name: str) -> None:
    """None of its methods is called before it has been looked at."""
    kind, sentence = REFUSED[name]

    with pytest.raises(kind, match=sentence):
        _load(build(BAD, options=[f"-D{name}"])).try_out(VERSION)


def test_is_tried_and_thrown_away(store: Path) -> None:
    """One provider object is made, and given back."""
    library = _load(store)

    library.try_out(VERSION)

    assert len(library.digest()) == len("sha256:") + 64


def test_cannot_be_loaded(tmp_path: Path) -> None:
    """What the loader says is passed on."""
    (tmp_path / "empty.so").write_bytes(b"")

    with pytest.raises(Refused, match=r"empty\.so cannot be loaded: .*file too short"):
        _load(tmp_path / "empty.so")


class WindowsError(OSError):
    """An error of the loader on Windows."""

    winerror = 193


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (WindowsError("no application"), "host-python=PATH/python.exe"),
        (OSError("Could not find 'x' (or one of its dependencies)"), "mapi32.dll"),
        (
            OSError("libz.so: cannot open shared object file: No such file"),
            "mystore.dll needs libz.so, which is not here",
        ),
    ],
    ids=["bits", "dependency", "dependency-on-linux"],
)
def test_errors_say_what_to_do(error: OSError, sentence: str) -> None:
    """The three that are common have a sentence of ours."""
    assert sentence in why_not_loaded(Path("mystore.dll"), error)
