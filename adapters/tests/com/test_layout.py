"""The table in C's terms: sizes, widths, slots."""

import ctypes
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from libraries import EXAMPLE, SIZES

from mapi_adapters.com.header import lines
from mapi_adapters.com.layout import POINTER, STRUCTURES, method_type, type_of
from mapi_conformance.mapi.interfaces import INTERFACES, Method


@pytest.mark.parametrize("name", SIZES)
def test_structures_have_the_size_of_the_headers(name: str) -> None:
    """A wrong stride would read beside what it means."""
    place = 0 if struct.calcsize("P") == 8 else 1

    assert ctypes.sizeof(STRUCTURES[name]) == SIZES[name][place]


@pytest.mark.parametrize(
    ("declaration", "expected"),
    [
        ("ULONG ulFlags", ctypes.c_uint32),
        ("LONG lRowCount", ctypes.c_int32),
        ("HRESULT hResult", ctypes.c_uint32),
        ("ULONG_PTR ulUIParam", ctypes.c_size_t),
        ("BOOKMARK bkOrigin", ctypes.c_size_t),
        ("ULONG* lpulFlags", POINTER),
        ("LPMAPISUP lpMAPISup", POINTER),
    ],
    ids=str,
)
def test_words_have_one_width(declaration: str, expected: type) -> None:
    """MAPI's words have 32 bits on every platform; pointers are as they are."""
    assert type_of(declaration) is expected


def test_methods_of_one_shape_share_a_type() -> None:
    """A type of function is made once."""
    store = INTERFACES["IMsgStore"].methods
    logon = INTERFACES["IMSLogon"].methods

    assert method_type(store["StoreLogoff"]) is method_type(logon["Logoff"])
    assert method_type(store["StoreLogoff"]) is not method_type(store["GetProps"])


def _slots(name: str) -> list[int]:
    methods: list[Method] = list(INTERFACES[name].methods.values())
    return sorted(method.slot for method in methods)


@pytest.mark.parametrize(
    ("name", "count"),
    [("IMAPISupport", 44), ("IMsgStore", 27), ("IMSProvider", 7), ("IMSLogon", 10)],
)
def test_vtables_have_no_gap(name: str, count: int) -> None:
    """Every slot of what MAPI implements, and calls, has a method."""
    assert _slots(name) == list(range(count))


def test_header_follows_the_table() -> None:
    """What the example is built with is what the table says now."""
    written = (EXAMPLE / "mapi_provider.h").read_text(encoding="ascii")

    assert written == "".join(f"{line}\n" for line in lines())


def test_header_is_printed() -> None:
    """A provider author gets it by a command."""
    command = [sys.executable, "-m", "mapi_adapters.com.header"]

    printed = subprocess.run(command, capture_output=True, check=True, text=True)

    assert printed.stdout == (EXAMPLE / "mapi_provider.h").read_text(encoding="ascii")


def test_no_width_is_the_platform_s() -> None:
    """The types of ctypes that change with the platform are nowhere."""
    package = Path(sys.modules[type_of.__module__].__file__ or "").parent
    texts = [path.read_text(encoding="utf-8") for path in package.glob("*.py")]

    assert not [text for text in texts if "ctypes.c_ulong" in text]
    assert not [text for text in texts if "import wintypes" in text]
