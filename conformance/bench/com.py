"""What vtables cost, as ratios of one run: ``python conformance/bench/com.py``."""

import ctypes
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from wire import CALLS, _medians, _time

from mapi_adapters.com.layout import POINTER, WIDTH, method_type
from mapi_adapters.com.library import Library, Standalone
from mapi_adapters.com.memory import Memory
from mapi_adapters.com.objects import Objects
from mapi_conformance.mapi.codes import S_OK
from mapi_conformance.mapi.flags import MDB_WRITE
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.mapi.refs import Ref


HERE: Final = Path(__file__).parent
EXAMPLE: Final = HERE.parents[1] / "docs" / "examples" / "native-provider"
STORE: Final = INTERFACES["IMsgStore"].methods
#: Each round makes as many calls; one takes about a microsecond.
MANY: Final = CALLS * 10
FUNCTIONS: Final = ("MAPIAllocateBuffer", "MAPIAllocateMore", "MAPIFreeBuffer")
IDS: Final = (b"native-store-1", b"native-store-2")


class Support:
    """A support object that agrees to everything but profile sections."""

    def open_profile_section(self, *words: Any) -> int:
        """Have none."""
        words[-1].value = None
        return S_OK

    def __getattr__(self, name: str) -> Any:
        """Agree."""
        return lambda *words: S_OK


def build(folder: Path) -> Path:
    """Build the example as its page says."""
    library = folder / "libmystore.so"
    sources = [EXAMPLE / "store.cpp", EXAMPLE / "entry.cpp"]
    options = ["-std=c++17", "-O2", "-shared", "-fPIC", "-Wno-non-virtual-dtor"]
    subprocess.run(["g++", *options, "-o", library, *sources], check=True)  # noqa: S607 - as users have it
    return library


def open_store(path: Path) -> Any:
    """Log on to the example in this process."""
    library = Library(path, Objects(Memory(), sys.stderr.write))
    provider: Ref[Any] = Ref()
    functions = [Standalone(name) for name in FUNCTIONS]
    library.ms_provider_init(None, None, *functions, 0, 0x00010010, Ref(), provider)
    logon: Ref[Any] = Ref()
    store: Ref[Any] = Ref()
    words = (Support(), 0, None, IDS[0], MDB_WRITE, None, None, None, logon, store)
    assert provider.value.logon(*words) == S_OK
    return store.value


def bare(store: Any, name: str) -> Callable[..., Any]:
    """Make a method of ctypes, with nothing around it."""
    method = STORE[name]
    vtable = POINTER.from_address(store.place).value or 0
    place = POINTER.from_address(vtable + method.slot * WIDTH).value
    function = method_type(method)(place)
    address = store.place
    return lambda *words: function(address, *words)


def calls(path: Path) -> list[tuple[str, float, float]]:
    """Measure calls in this process, in microseconds."""
    store = open_store(path)
    add_ref, logoff, compare = (
        bare(store, name) for name in ("AddRef", "StoreLogoff", "CompareEntryIDs")
    )

    def logoff_bare() -> int:
        word = ctypes.c_uint32(1)
        logoff(ctypes.byref(word))
        return word.value

    def logoff_ours() -> int:
        word = Ref(1)
        store.store_logoff(word)
        return word.value

    def compare_bare() -> bool:
        result = ctypes.c_uint32()
        first, second = (ctypes.create_string_buffer(each, len(each)) for each in IDS)
        words = (len(IDS[0]), ctypes.addressof(first), len(IDS[1]))
        compare(*words, ctypes.addressof(second), 0, ctypes.byref(result))
        return bool(result.value)

    def compare_ours() -> bool:
        result: Ref[bool] = Ref()
        store.compare_entry_ids(*IDS, 0, result)
        return result.value

    pairs = {
        "AddRef": (store.add_ref, add_ref),
        "StoreLogoff": (logoff_ours, logoff_bare),
        "CompareEntryIDs": (compare_ours, compare_bare),
    }
    once = [partial(_time, one, MANY) for pair in pairs.values() for one in pair]
    times = _medians(*once)
    return [
        (f"{name} through the adapter / a bare ctypes call", *times[n * 2 : n * 2 + 2])
        for n, name in enumerate(pairs)
    ]


def _command(*options: str) -> float:
    module = [sys.executable, "-m", "mapi_conformance", "run", *options]
    return _time(
        lambda: subprocess.run(module, check=True, capture_output=True, cwd=HERE), 1
    )


def runs(path: Path) -> tuple[str, float, float]:
    """Measure the whole corpus on both roads, in microseconds."""
    settings = (
        "first-store=native-store-1",
        "second-store=native-store-2",
        "profile=deferred",
        "capabilities=folders,spooler-logon,fast-shutdown,provider-shutdown",
    )
    options = [f"--provider-set={each}" for each in settings]
    there, python = _medians(
        lambda: _command(f"--provider=com:{path}", *options),
        lambda: _command("--provider=reference", "--mapi-isolate"),
    )
    return "a full run of a library / of the reference, isolated", there, python


def main() -> int:
    """Print a table; a ratio above its limit makes the exit code 1."""
    with tempfile.TemporaryDirectory() as name:
        path = build(Path(name))
        rows = [*((*row, 3.0) for row in calls(path)), (*runs(path), 1.5)]
    lines = ["| ratio | µs | against | ratio | at most |", "|---|---|---|---|---|"]
    for title, one, other, limit in rows:
        numbers = f"{one:.2f} | {other:.2f} | {one / other:.2f} | {limit:.1f}"
        lines.append(f"| {title} | {numbers} |")
    sys.stdout.write("\n".join(lines) + "\n")
    return int(any(one / other > limit for _, one, other, limit in rows))


if __name__ == "__main__":
    sys.exit(main())
