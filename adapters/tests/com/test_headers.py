"""Slots and sizes against headers that we did not write: those of mingw-w64."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from libraries import SIZES

from mapi_conformance.mapi.interfaces import INTERFACES


COMPILER = "x86_64-w64-mingw32-gcc"
#: Nothing is linked, so that one compiler checks both widths.
WIDTHS = {64: "-m64", 32: "-m32"}
#: What those headers do not declare.
UNDECLARED = ("IMAPIClientShutdown", "IMAPIProviderShutdown")
#: Groups of functions, which have no vtable.
GROUPS = ("MSProvider", "MAPI")
TOP = """\
#define CINTERFACE
#include <windows.h>
#include <stddef.h>
#include <mapix.h>
#include <mapispi.h>
#define SLOT(I, M, N) \\
  _Static_assert(offsetof(I##Vtbl, M) == (N) * sizeof(void *), #I "::" #M);
#define SIZE(T, N64, N32) \\
  _Static_assert(sizeof(T) == (sizeof(void *) == 8 ? (N64) : (N32)), #T);
"""


def _assertions(slot_added: int = 0) -> Iterator[str]:
    yield TOP
    for name, interface in INTERFACES.items():
        if name in (*UNDECLARED, *GROUPS):
            continue
        for method in interface.methods.values():
            yield f"SLOT({name}, {method.name}, {method.slot + slot_added})\n"
    for name, (wide, narrow) in SIZES.items():
        yield f"SIZE({name}, {wide}, {narrow})\n"


def _compile(bits: int, text: str) -> str:
    compiler = shutil.which(COMPILER)
    if compiler is None:
        pytest.skip(f"there is no {COMPILER}: apt install g++-mingw-w64-x86-64-posix")
    done = subprocess.run(
        [compiler, WIDTHS[bits], "-x", "c", "-fsyntax-only", "-"],
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stderr


@pytest.mark.parametrize("bits", WIDTHS)
def test_slots_and_sizes_are_those_of_the_headers(bits: int) -> None:
    """Each of them is an assertion of the compiler, for both widths."""
    assert _compile(bits, "".join(_assertions())) == ""


def test_a_wrong_slot_does_not_compile() -> None:
    """The assertions are ones: moved by one slot, none of them holds."""
    said = _compile(64, "".join(_assertions(slot_added=1)))

    assert 'static assertion failed: "IMAPISupport::StoreLogoffTransports"' in said
    assert said.count("static assertion failed") == sum(
        len(interface.methods)
        for name, interface in INTERFACES.items()
        if name not in (*UNDECLARED, *GROUPS)
    )
