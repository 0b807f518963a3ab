"""Providers that a file declares: tables of TOML, and settings out of them."""

import shlex
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mapi_conformance.errors import UsageFault
from mapi_conformance.port.provider import NamedProvider
from mapi_conformance.port.settings import ARGUMENTS


#: What an entry says beside settings.
_OWN = ("selector", "about", "file")


def read_toml(path: Path) -> dict[str, Any]:
    """Read a file of TOML.

    Raises:
        UsageFault: It is not there, or no TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageFault(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageFault(f"{path}: not TOML: {error}") from None


def read_table(name: str, table: object, path: Path) -> NamedProvider:
    """Read one entry; what stands in the file that it names, it overrules.

    Raises:
        UsageFault: It is no table, or says not what to judge.
    """
    where = f"{path}: [tool.mapi_conformance.providers.{name}]"
    if not isinstance(table, dict):
        raise UsageFault(f"{where} needs selector = 'py:package.module:make'")
    if isinstance(table.get("file"), str):
        table = {**read_toml(path.parent / table["file"]), **table}
    selector = table.get("selector", "cmd:" if "argv" in table else None)
    if not isinstance(selector, str):
        raise UsageFault(f"{where} needs selector = 'py:package.module:make'")
    return NamedProvider(
        name=name,
        selector=selector,
        about=str(table.get("about", "")),
        settings={
            key: text
            for key, text in _flat("", table, where)
            if key.partition(".")[0] not in _OWN
        },
        base=path.parent,
    )


def _flat(
    prefix: str, table: Mapping[str, object], where: str
) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict):
            yield from _flat(f"{name}.", value, where)
        elif isinstance(value, list):
            yield name, _list(name, value, where)
        elif isinstance(value, bool):
            yield name, str(value).lower()
        else:
            yield name, str(value)


def _list(name: str, values: list[object], where: str) -> str:
    if any(isinstance(value, (dict, list)) for value in values):
        raise UsageFault(f"{where}: {name} is no list of plain values")
    texts = [str(value) for value in values]
    return shlex.join(texts) if name in ARGUMENTS else ",".join(texts)
