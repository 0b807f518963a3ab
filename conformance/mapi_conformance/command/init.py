"""``mapi-conformance init``: a skeleton for whoever writes a provider."""

import argparse
import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from mapi_conformance.errors import FileUnwritable, UnknownSetting
from mapi_conformance.exits import Exit


_SKELETONS: Final = Path(__file__).parents[1] / "skeletons"
#: Where the examples are: in an installed package, or in a checkout.
_EXAMPLES: Final = (
    Path(__file__).parents[1] / "examples",
    Path(__file__).parents[3] / "docs" / "examples",
)
_CI: Final = {".github/workflows/conformance.yml": "common/conformance.yml.tmpl"}
_PYTHON: Final = {"provider.py": "common/provider.py.tmpl"}
_NATIVE: Final = ("entry.cpp", "mapi_provider.h", "store.cpp", "store.h")

#: What each kind consists of: the file that is written, and where it comes from.
KINDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "python": {**_CI, **_PYTHON, "pyproject.toml": "python/pyproject.toml.tmpl"},
        "wire-python": {
            **_CI,
            **_PYTHON,
            "pyproject.toml": "wire-python/pyproject.toml.tmpl",
        },
        "wire-node": {
            **_CI,
            "testee.js": "wire-node/testee.js",
            "pyproject.toml": "wire-node/pyproject.toml.tmpl",
        },
        "com": {
            ".github/workflows/conformance.yml": "com/conformance.yml.tmpl",
            "Makefile": "com/Makefile.tmpl",
            "pyproject.toml": "com/pyproject.toml.tmpl",
            **{name: f"native-provider/{name}" for name in _NATIVE},
        },
    }
)
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the subcommand."""
    parser = commands.add_parser(
        "init",
        help="write a skeleton for a provider",
        description="Write a provider to begin with into a new folder, with the entry"
        " of pyproject.toml that names it and the CI file that judges it.",
    )
    parser.add_argument(
        "kind",
        choices=KINDS,
        help="python: objects in this process; wire-python, wire-node: a testee that"
        " speaks JSON-RPC; com: a library in C++ with COM vtables",
    )
    parser.add_argument("name", help="of the provider, and of the new folder")
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace) -> int:
    """Write the files and say what to do next."""
    name: str = arguments.name
    if not _NAME.fullmatch(name):
        raise UnknownSetting(
            f"{name!r} is no name: letters, digits, - and _ are, with a letter first"
        )
    folder = Path.cwd() / name
    for target, source in KINDS[arguments.kind].items():
        _write(folder / target, _read(source).replace("@NAME@", name))
    first = "make && " if "Makefile" in KINDS[arguments.kind] else ""
    print(f"{name}/ is there; now: cd {name} && {first}pytest --provider={name}")
    return Exit.CONFORMS


def _read(source: str) -> str:
    for root in (_SKELETONS, *_EXAMPLES):
        path = root / source
        if path.is_file():
            return path.read_text(encoding="utf-8")
    raise AssertionError(f"{source} is not in this installation")  # pragma: no cover


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise FileUnwritable(f"{path} is there already; it is left as it is") from None
    except OSError as error:
        raise FileUnwritable(f"{path}: {error.strerror}") from None
