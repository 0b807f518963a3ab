"""What cannot be judged is refused with a sentence that says what to do."""

import struct
import subprocess
import sys
from pathlib import Path

import pytest
from libraries import SETTINGS, Build, Judge

from mapi_conformance.errors import ProviderUnusable, UnknownSetting
from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.port.finding import Directory
from mapi_conformance.scenario.case import Case


BAD = Path(__file__).parent / "bad.cpp"


def _elf(bits: int, kind: int = 3) -> bytes:
    return b"\x7fELF" + bytes([bits // 32, 1, 1]) + bytes(9) + struct.pack("<H", kind)


def _pe(machine: int, flags: int = 0x2000) -> bytes:
    head = bytearray(128)
    head[:2] = b"MZ"
    struct.pack_into("<I", head, 0x3C, 64)
    head[64:68] = b"PE\0\0"
    struct.pack_into("<H", head, 68, machine)
    struct.pack_into("<H", head, 86, flags)
    return bytes(head)


#: Files that are refused before anything is loaded: what they hold, what is said.
FILES = {
    "no-file": (None, "there is no file", "build the library first"),
    "no-library": (b"#!/bin/sh\n", "begins neither as ELF nor as PE", "name the .so"),
    "cut-off": (b"MZ", "begins neither as ELF nor as PE", "name the .so"),
    "no-pe": (bytes(_pe(0x8664)).replace(b"PE", b"NE"), "neither as ELF", ".dll"),
    "a-program": (_elf(64, 2), "is a program", "no library to be loaded"),
    "32-bit": (_elf(32), "is for 32-bit Linux", "host-python=PATH of a Python of 32"),
    "dll": (_pe(0x8664), "is for 64-bit x86 Windows", "host-python='wine"),
    "dll-32": (_pe(0x014C), "is for 32-bit x86 Windows", "host-python='wine"),
    "strange": (_pe(0x0200), "is for machine 0x0200 Windows", "host-python='wine"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="says what Linux says")
@pytest.mark.parametrize("name", FILES)
def test_file_is_refused(directory: Directory, tmp_path: Path, name: str) -> None:
    """Its head tells what it is."""
    content, *sentences = FILES[name]
    if content is not None:
        (tmp_path / "store.so").write_bytes(content)

    with pytest.raises(ProviderUnusable) as refused:
        directory.open("com:./store.so", {}, tmp_path)

    assert all(sentence in str(refused.value) for sentence in sentences)


#: Libraries that are refused: options of the compiler, what is said.
LIBRARIES = {
    "NO_ENTRY": ("exports no MSProviderInit", 'declare it extern "C"'),
    "FAILS": ("refused SPI version 0x10010 with E_FAIL", "set spi-version"),
    "NEWER": ("refused SPI version 0x10010 with MAPI_E_VERSION", "set spi-version"),
    "NO_OBJECT": ("returned S_OK (0x00000000) and no provider object", "the last of"),
    "NO_VTABLE": ("IMSProvider::Release has no vtable", "begins with a null pointer"),
    "DESTRUCTORS": ("has destructors in the first slots", "put a shim before them"),
    "OVERRUNS": ("MSProviderInit: a block of 8 bytes was", "written past its end"),
    "FALLS": ("was ended by SIGILL before it said hello", "or in MSProviderInit"),
}


@pytest.mark.parametrize("name", LIBRARIES)
def test_library_is_refused(
    directory: Directory, build: Build, tmp_path: Path, name: str
) -> None:
    """Whatever its entry point does is said once, and not by every case."""
    library = build(BAD, options=[f"-D{name}"])

    with pytest.raises(ProviderUnusable) as refused:
        directory.open(f"com:{library}", {}, tmp_path)

    assert all(sentence in str(refused.value) for sentence in LIBRARIES[name])


def test_newer_version_is_told(
    directory: Directory, build: Build, tmp_path: Path
) -> None:
    """What the sentence says to do helps."""
    library = build(BAD, options=["-DNEWER"])

    provider = directory.open(f"com:{library}", {"spi-version": "0x20000"}, tmp_path)

    provider.close()
    assert provider.digest.startswith("sha256:")


def test_missing_library_is_named(
    directory: Directory, build: Build, tmp_path: Path
) -> None:
    """A library that needs another one says which."""
    other = tmp_path / "libmapi32.so"
    source = tmp_path / "other.cpp"
    source.write_text('extern "C" int somewhere_else() { return 0; }\n')
    subprocess.run(["g++", "-shared", "-fPIC", "-o", other, source], check=True)  # noqa: S607 - as users have it
    library = build(BAD, options=["-DMISSING_LIBRARY", f"-L{tmp_path}", "-lmapi32"])
    other.unlink()

    with pytest.raises(ProviderUnusable) as refused:
        directory.open(f"com:{library}", {}, tmp_path)

    assert "needs libmapi32.so, which is not here" in str(refused.value)


#: What a logon may do: verdict of a case, and words of what is said.
LOGONS = {
    "LOGON_GIVES_NULL": (Verdict.BLOCKED, "null"),
    "EMPTY_SLOTS": (Verdict.CRASHED, "is null: slot"),
    "RELEASED_TOO_OFTEN": (Verdict.BLOCKED, "MAPI_E_FAILONEPROVIDER"),
    "STRAY_THIS": (Verdict.BLOCKED, "MAPI_E_FAILONEPROVIDER"),
    "FOREIGN_MEMORY": (Verdict.CRASHED, "no block of MAPIAllocateBuffer"),
}


@pytest.mark.parametrize("name", LOGONS)
def test_logon_costs_its_case(
    judge: Judge, build: Build, cases: tuple[Case, ...], name: str
) -> None:
    """The process goes on, and the sentence says what was wrong."""
    library = build(BAD, options=[f"-D{name}"])
    wanted = "store-logoff-flag/logoff-succeeds[flag=LOGOFF_PURGE]"
    chosen = [case for case in cases if case.id == wanted]

    (record,) = judge(f"com:{library}", SETTINGS, chosen)

    verdict, sentence = LOGONS[name]
    said = " ".join(each.text for each in record.differences)
    assert (record.verdict, sentence in said) == (verdict, True), said
    if name == "STRAY_THIS":
        assert "was called on what is no object of MAPI" in record.printed


def test_settings_are_checked(
    directory: Directory, store: Path, tmp_path: Path
) -> None:
    """A setting with a value that it does not take is named."""
    with pytest.raises(UnknownSetting, match="fence='maybe': yes or no is due"):
        directory.open(f"com:{store}", {"fence": "maybe"}, tmp_path)
    with pytest.raises(UnknownSetting, match="apartment='loft': sta or mta is due"):
        directory.open(f"com:{store}", {"apartment": "loft"}, tmp_path)


def test_other_python_is_started(
    directory: Directory, store: Path, tmp_path: Path
) -> None:
    """The Python that is named loads the library, with its own options."""
    settings = {**SETTINGS, "host-python": f"{sys.executable} -I"}

    provider = directory.open(f"com:{store}", settings, tmp_path)

    provider.close()
    assert provider.road == "a library, in a process of its own"
