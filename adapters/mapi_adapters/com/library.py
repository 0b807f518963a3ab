"""A library and its entry point."""

import ctypes
import hashlib
import struct
import sys
from pathlib import Path
from typing import Any, Final

from mapi_adapters.com.abi import refuse_foreign
from mapi_adapters.com.layout import entry_type
from mapi_adapters.com.objects import Objects, Proxy
from mapi_adapters.wire.calls import Malformed
from mapi_conformance.mapi.codes import failed, show_code
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.mapi.refs import Ref


_INIT: Final = INTERFACES["MSProvider"].methods["MSProviderInit"]
_TITLE: Final = "MSProvider::MSProviderInit"
_FUNCTIONS: Final = ("MAPIAllocateBuffer", "MAPIAllocateMore", "MAPIFreeBuffer")
_FIRST: Final = 2
#: What Windows says of a library for another width.
_OTHER_BITS: Final = 193


class Refused(Exception):
    """The library cannot be judged; the text says why, and what to do."""


class Library:
    """A library that was loaded.

    Args:
        path: Where it is.
        objects: Whose world it lives in.

    Raises:
        Refused: It cannot be loaded, or has no entry point.
    """

    def __init__(self, path: Path, objects: Objects) -> None:
        self.path = path
        self._objects = objects
        self._handle = _load(path)
        try:
            symbol = getattr(self._handle, _INIT.name)
        except AttributeError:
            raise Refused(
                f'{path.name} exports no {_INIT.name}; declare it extern "C" and'
                " export it, on Windows under that very name in the .def file"
            ) from None
        address = ctypes.cast(symbol, ctypes.c_void_p).value
        self._entry = objects.guarded(entry_type(_INIT)(address))

    def digest(self) -> str:
        """Give the digest of the file, as ``sha256:…``."""
        return f"sha256:{hashlib.sha256(self.path.read_bytes()).hexdigest()}"

    def ms_provider_init(self, *values: Any) -> int:
        """Call the entry point, in the spelling of the table."""
        functions = values[_FIRST:]
        self._objects.memory.bind(dict(zip(_FUNCTIONS, functions, strict=False)))
        # The instance is the library itself, and nothing of the suite's.
        given = (self._handle._handle, *values[1:])  # noqa: SLF001 - ctypes gives it no other name
        return int(self._objects.make(_TITLE, _INIT, given, self._entry))

    def try_out(self, version: int) -> None:
        """Make one provider object, look at its vtable, and throw it away.

        Raises:
            Refused: None came, or one that must not be called.
        """
        made: Ref[Any] = Ref(None)
        functions = [Standalone(name) for name in _FUNCTIONS]
        code = self.ms_provider_init(None, None, *functions, 0, version, Ref(0), made)
        name = self.path.name
        if failed(code):
            raise Refused(
                f"MSProviderInit of {name} refused SPI version {version:#x} with"
                f" {show_code(code)}; set spi-version to one that it accepts"
            )
        if not isinstance(made.value, Proxy):
            raise Refused(
                f"MSProviderInit of {name} returned {show_code(code)} and no provider"
                " object; it has to fill the last of its pointers"
            )
        reason = refuse_foreign(made.value.place)
        if reason:
            raise Refused(f"the provider object of {name} {reason}")
        try:
            made.value.release()
        except Malformed as malformed:
            raise Refused(f"the provider object of {name}: {malformed}") from None


class Standalone:
    """A function of MAPI that nobody hears of."""

    def __init__(self, function: str) -> None:
        self.function = function

    def __bool__(self) -> bool:
        # There is none behind it: the call stays in this process.
        return False


def _load(path: Path) -> Any:
    try:
        if sys.platform == "win32":
            return ctypes.CDLL(str(path), winmode=_WHERE_IT_IS)
        return ctypes.CDLL(str(path))
    except OSError as error:
        raise Refused(why_not_loaded(path, error)) from None


#: The library's own folder and the safe places of the system.
_WHERE_IT_IS: Final = 0x00000100 | 0x00001000


def why_not_loaded(path: Path, error: OSError) -> str:
    """Say in one sentence why a library was not loaded, and what to change."""
    bits = struct.calcsize("P") * 8
    text = str(error)
    if getattr(error, "winerror", None) == _OTHER_BITS:
        return (
            f"{path.name} is not built for {bits} bits, as this Python is; name"
            " the interpreter that fits it: --provider-set"
            " host-python=PATH/python.exe"
        )
    if "or one of its dependencies" in text:
        return (
            f"{path.name} needs a library that is not here, such as mapi32.dll;"
            " put it into the same folder, or install what brings it"
        )
    missing = text.partition(": cannot open shared object file")[0]
    if "cannot open shared object file" in text and path.name not in missing:
        return (
            f"{path.name} needs {missing}, which is not here; install what brings it,"
            " or name its folder in LD_LIBRARY_PATH"
        )
    return f"{path.name} cannot be loaded: {text}"
