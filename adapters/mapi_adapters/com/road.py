"""The road ``com:PATH``: a library that exports MSProviderInit."""

import struct
import sys
from pathlib import Path
from typing import Final

import mapi_adapters
import mapi_conformance
from mapi_adapters.com.apartment import KINDS
from mapi_adapters.com.image import Image, read_image
from mapi_adapters.wire.child import split
from mapi_adapters.wire.road import open_testee, start_child
from mapi_adapters.wire.settings import read_options
from mapi_conformance.errors import ProviderUnusable, UnknownSetting
from mapi_conformance.port import Provider, Target
from mapi_conformance.port.settings import read_configuration


#: An embeddable Python heeds no variable, so that arguments say where to import from.
_BOOT: Final = (
    "import sys; n = int(sys.argv[1]); sys.path[:0] = sys.argv[2:2 + n];"
    " from mapi_adapters.com.host import main; sys.exit(main(sys.argv[2 + n:]))"
)
_FELL: Final = (
    "it fell while it was loaded, or in MSProviderInit; a debugger shows where: gdb"
    " --args python -m mapi_adapters.com.host PATH"
)
_SWITCH: Final = {"": False, "no": False, "yes": True}


def open_library(target: Target) -> Provider:
    """Open ``com:PATH``.

    Raises:
        ProviderUnusable: There is no such library, or it cannot be judged.
        UnknownSetting: A setting has a value that it does not take.
    """
    path = target.base / str(target.address)
    python = target.settings.get("host-python", "")
    check_image(path, python)
    if _switched(target, "in-process"):
        from mapi_adapters.com.debugging import open_here  # noqa: PLC0415 - for a debugger only

        return open_here(target, path, fence=_switched(target, "fence"))
    argv = [*_interpreter(python), *_arguments(target, path)]
    options = read_options(target.settings)
    connect = start_child(target, argv, options)
    title = f"com:{target.address}"
    return open_testee(
        target,
        title,
        connect,
        options,
        "a library, in a process of its own",
        advice=_FELL,
    )


def check_image(path: Path, python: str) -> None:
    """Refuse what cannot be loaded, before it is.

    Raises:
        ProviderUnusable: It is no library, or not one for the Python that loads it.
    """
    name = str(path)
    if not path.is_file():
        raise ProviderUnusable(
            f"there is no file {name!r}; build the library first, and name it from the"
            " folder that you run in"
        )
    image = read_image(path)
    if not image.format:
        raise ProviderUnusable(
            f"{name!r} is no library: it begins neither as ELF nor as PE; name the .so"
            " or the .dll that exports MSProviderInit"
        )
    if not image.library:
        raise ProviderUnusable(f"{name!r} is a program, and no library to be loaded")
    if not python:
        _check_fit(name, image)


def _check_fit(name: str, image: Image) -> None:
    ours = "PE" if sys.platform == "win32" else "ELF"
    bits = struct.calcsize("P") * 8
    if (image.format, image.bits) == (ours, bits):
        return
    way = (
        "--provider-set host-python='wine PATH/python.exe'"
        if (image.format, ours) == ("PE", "ELF")
        else f"--provider-set host-python=PATH of a Python of {image.bits} bits"
    )
    raise ProviderUnusable(
        f"{name!r} is for {image.machine}, and this Python is of {bits} bits on"
        f" {sys.platform}; name one that fits: {way}"
    )


def _switched(target: Target, name: str) -> bool:
    word = target.settings.get(name, "")
    if word not in _SWITCH:
        raise UnknownSetting(f"{name}={word!r}: yes or no is due")
    return _SWITCH[word]


def _interpreter(python: str) -> list[str]:
    if not python:
        return [sys.executable]
    words = split(python)
    return [words] if isinstance(words, str) else words


def _arguments(target: Target, path: Path) -> list[str]:
    """Spell what the other process is told."""
    settings = target.settings
    folders = sorted(
        {
            str(Path(str(each.__file__)).parents[1])
            for each in (mapi_adapters, mapi_conformance)
        }
    )
    apartment = settings.get("apartment", KINDS[0])
    if apartment not in KINDS:
        raise UnknownSetting(f"apartment={apartment!r}: sta or mta is due")
    configuration = read_configuration(settings)
    return [
        "-X",
        "utf8",
        "-c",
        _BOOT,
        str(len(folders)),
        *folders,
        str(path.absolute()),
        f"--spi-version={configuration.spi_version:#x}",
        f"--deadline={configuration.deadline}",
        f"--apartment={apartment}",
        *["--fence"] * _switched(target, "fence"),
    ]
