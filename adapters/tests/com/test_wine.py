"""The same library for Windows, in a Windows CPython under Wine."""

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from libraries import EXAMPLE, NATIVE, SETTINGS, WHICH, Judge

from mapi_conformance.errors import ProviderUnusable
from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.port.finding import Directory
from mapi_conformance.run.record import CaseRecord
from mapi_conformance.scenario.case import Case


ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / ".ci" / "wine"
PYTHON = ROOT / ".ci" / "wine-python"
COMPILER = "x86_64-w64-mingw32-g++-posix"
OPTIONS = ("-std=c++17", "-O1", "-Wall", "-Wextra", "-Wno-non-virtual-dtor")
WINDOWS = {**SETTINGS, "host-python": str(PYTHON), "start": "60"}
CRASHED, HUNG, DEVIATES = Verdict.CRASHED, Verdict.HUNG, Verdict.DEVIATES


@pytest.fixture(scope="session", autouse=True)
def _windows() -> None:
    """Set Wine up, or say in one line what was not run and how to get it."""
    required = os.environ.get("MAPI_WINE") == "required"
    if not SCRIPT.exists():
        pytest.skip("not run under Wine: this is no checkout")
    environment = {**os.environ, "PYTHON": sys.executable}
    done = subprocess.run(
        [SCRIPT, ROOT / "build" / "wine"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and not required:
        lines = done.stderr.strip().splitlines() or ["not run under Wine"]
        pytest.skip(lines[-1])
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session", name="dlls")
def _dlls(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the example and its flaws for Windows."""
    folder = tmp_path_factory.mktemp("dll")
    for name, last in (("mystore", "entry.cpp"), ("flawed", "flaws.cpp")):
        files = [EXAMPLE / "store.cpp", EXAMPLE / last, "-o", folder / f"{name}.dll"]
        command = [COMPILER, *OPTIONS, "-shared", "-static", *files]
        subprocess.run(command, check=True)
    return folder


def _verdicts(records: Sequence[CaseRecord]) -> list[object]:
    return [(record.id, record.verdict) for record in records]


def test_the_example_conforms(
    judge: Judge, dlls: Path, store: Path, cases: tuple[Case, ...]
) -> None:
    """Each case comes to the verdict that the library for Linux comes to."""
    on_linux = judge(f"com:{store}", SETTINGS, cases)
    on_windows = judge(f"com:{dlls / 'mystore.dll'}", WINDOWS, cases)

    assert _verdicts(on_windows) == _verdicts(on_linux)


@pytest.mark.parametrize("name", NATIVE)
def test_a_flaw_breaks_what_it_breaks_on_linux(
    judge: Judge, dlls: Path, flawed: Path, cases: tuple[Case, ...], name: str
) -> None:
    """Seen in a sample of the cases about the end of stores, and in that of memory."""
    suites = ("store-logoff", "provider-shutdown", "store-release", "logon-logoff")
    some = [case for case in cases if case.id.startswith(suites)]
    chosen = [*some[::16], *(each for each in some if "after-the-stores" in each.id)]
    profile = "eager" if name.startswith("eager") else "deferred"
    told = {WHICH: name, "profile": profile}

    on_linux = judge(f"com:{flawed}", {**SETTINGS, **told}, chosen)
    on_windows = judge(f"com:{dlls / 'flawed.dll'}", {**WINDOWS, **told}, chosen)

    assert [record.broken for record in on_windows] == [
        record.broken for record in on_linux
    ]


#: For each fault the verdicts that its case may have.
FAULTS = {
    "segfault": (CRASHED,),
    "throw": (CRASHED, HUNG),
    "abort": (CRASHED,),
    "exit": (CRASHED,),
    "hang": (HUNG,),
    "stack-overflow": (CRASHED, HUNG),
    "leaked-reference": (DEVIATES,),
    "overrun": (CRASHED,),
    "use-after-free": (CRASHED,),
    "own-thread": (DEVIATES,),
}


def _three(cases: tuple[Case, ...]) -> list[Case]:
    known = {case.id: case for case in cases}
    flags = ("ORDERLY", "PURGE", "QUIET")
    return [known[f"store-logoff-flag/logoff-succeeds[flag=LOGOFF_{f}]"] for f in flags]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_costs_one_case(
    judge: Judge, dlls: Path, cases: tuple[Case, ...], fault: str
) -> None:
    """An access violation that Python could go on after is a crash all the same."""
    settings = {**WINDOWS, WHICH: fault, "deadline": "5"}

    before, spoiled, after = judge(
        f"com:{dlls / 'flawed.dll'}", settings, _three(cases)
    )

    assert before.verdict is after.verdict is Verdict.CONFORMS
    assert spoiled.verdict in FAULTS[fault]
    if fault == "hang":
        assert "objects.py" in spoiled.printed


@pytest.mark.parametrize("fault", ["overrun", "use-after-free"])
def test_falls_at_the_fence(
    judge: Judge, dlls: Path, cases: tuple[Case, ...], fault: str
) -> None:
    """With a fence the provider falls where it does it."""
    settings = {**WINDOWS, WHICH: fault, "fence": "yes"}

    _, spoiled, _ = judge(f"com:{dlls / 'flawed.dll'}", settings, _three(cases))

    assert spoiled.verdict is CRASHED
    assert "did not return: the testee ended" in spoiled.differences[0].text


@pytest.mark.parametrize(
    ("apartment", "verdict"), [("sta", Verdict.CONFORMS), ("mta", DEVIATES)]
)
def test_messages_are_taken_in_an_apartment_of_one_thread(
    judge: Judge,
    tmp_path: Path,
    cases: tuple[Case, ...],
    apartment: str,
    verdict: Verdict,
) -> None:
    """A library that sends a message to the calling thread is answered there."""
    here = Path(__file__).parent
    files = [EXAMPLE / "store.cpp", here / "apartment.cpp", here / "window.cpp"]
    library = tmp_path / "waiting.dll"
    command = [COMPILER, *OPTIONS, f"-I{EXAMPLE}", "-shared", "-static", *files]
    subprocess.run([*command, "-o", library], check=True)
    settings = {**WINDOWS, "apartment": apartment}

    records = judge(f"com:{library}", settings, _three(cases))

    assert {record.verdict for record in records} == {verdict}


STARTS_ANOTHER = """
import ctypes, os, sys, time
from pathlib import Path
sys.path[:0] = sys.argv[1:]
from mapi_adapters.wire.child import Child
code = (
    "import subprocess, sys, time;"
    " p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']);"
    " open('pid', 'w').write(str(p.pid)); time.sleep(60)"
)
child = Child([sys.executable, "-c", code], Path.cwd(), {})
while not (os.path.exists("pid") and open("pid").read()):
    time.sleep(0.1)
kernel = ctypes.WinDLL("kernel32")
kernel.OpenProcess.restype = ctypes.c_void_p
other = ctypes.c_void_p(kernel.OpenProcess(0x100000, 0, int(open("pid").read())))
child.kill()
print("ended" if kernel.WaitForSingleObject(other, 5000) == 0 else "alive")
"""


def test_what_a_host_started_ends_with_it(tmp_path: Path) -> None:
    """A job object holds the host of a library and its descendants."""
    (tmp_path / "starts.py").write_text(STARTS_ANOTHER, encoding="utf-8")
    root = Path(__file__).parents[3]
    folders = [f"Z:{root / room}" for room in ("conformance", "adapters")]

    done = subprocess.run(
        [str(root / ".ci" / "wine-python"), "starts.py", *folders],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.stdout.strip() == "ended", done.stderr


def test_wrong_bitness_is_told(
    directory: Directory, dlls: Path, tmp_path: Path
) -> None:
    """Windows' error 193 is told with what to do about it."""
    image = bytearray((dlls / "mystore.dll").read_bytes())
    (offset,) = struct.unpack_from("<I", image, 0x3C)
    struct.pack_into("<H", image, offset + 4, 0x014C)
    (tmp_path / "narrow.dll").write_bytes(image)

    with pytest.raises(ProviderUnusable) as refused:
        directory.open("com:./narrow.dll", WINDOWS, tmp_path)

    assert "narrow.dll is not built for 64 bits" in str(refused.value)
    assert "host-python=PATH/python.exe" in str(refused.value)


def test_missing_library_is_told(
    directory: Directory, dlls: Path, tmp_path: Path
) -> None:
    """Windows' error 126 is told with what it is most often about."""
    image = (dlls / "mystore.dll").read_bytes()
    name = b"KERNEL32.dll"
    assert image.count(name) == 1
    (tmp_path / "needy.dll").write_bytes(image.replace(name, b"MAPINONE.dll"))

    with pytest.raises(ProviderUnusable) as refused:
        directory.open("com:./needy.dll", WINDOWS, tmp_path)

    assert "needs a library that is not here, such as mapi32.dll" in str(refused.value)


def test_the_readme_s_command_runs_on_windows(dlls: Path, tmp_path: Path) -> None:
    """Paths, pipes, encodings and the ends of processes, all on Windows' side."""
    shutil.copy(dlls / "mystore.dll", tmp_path)
    settings = [f"--provider-set={name}={value}" for name, value in SETTINGS.items()]
    done = subprocess.run(
        [
            *(PYTHON, "-X", "utf8", "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            *("--provider=com:mystore.dll", *settings),
            "--mapi-junit=report.xml",
        ],
        cwd=tmp_path,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "conforms, as far as these cases go" in done.stdout
    assert (tmp_path / "report.xml").read_text("utf-8").startswith("<?xml")
