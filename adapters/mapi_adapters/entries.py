"""Python providers by their address: a factory, or an entry point."""

import importlib
import importlib.util
import inspect
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from mapi_adapters.wire.account import describe, show
from mapi_conformance.errors import ProviderUnusable
from mapi_conformance.mapi.codes import MAPI_E_INVALID_PARAMETER, MAPI_E_VERSION, S_OK
from mapi_conformance.mapi.flags import CURRENT_SPI_VERSION
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.mapi.refs import Ref
from mapi_conformance.wording import near


EntryPoint = Callable[..., object]

_INIT: Final = INTERFACES["MSProvider"].methods["MSProviderInit"]
_FILE: Final = ".py"


def make_entry(title: str, found: object) -> EntryPoint:
    """Take an entry point as it is, and stand in for one where there is a factory.

    Raises:
        ProviderUnusable: It is neither.
    """
    if not callable(found):
        raise ProviderUnusable(
            f"{title} is {show(found)}, which cannot be called; {_both_forms()}"
        )
    match _required(title, found):
        case 0:
            return _entry_of(found)
        case 9:
            return found
        case number:
            raise ProviderUnusable(
                f"{title} requires {number} arguments; {_both_forms()}"
            )


def _both_forms() -> str:
    names = ", ".join(parameter.name for parameter in _INIT.parameters)
    return (
        "name a factory that takes no arguments and returns a provider object, "
        f"or an entry point that takes the nine of MSProviderInit: {names}"
    )


def _required(title: str, found: Callable[..., object]) -> int:
    try:
        parameters = inspect.signature(found).parameters.values()
    except (TypeError, ValueError):
        raise ProviderUnusable(
            f"{title} does not tell its parameters; wrap it in a Python function: "
            f"{_both_forms()}"
        ) from None
    variable = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
    return sum(
        each.default is each.empty and each.kind not in variable for each in parameters
    )


def _entry_of(factory: Callable[..., object]) -> EntryPoint:
    """Stand for an entry point that accepts the current SPI version."""

    def entry(
        instance: object,
        malloc: object,
        allocate: object,
        allocate_more: object,
        free: object,
        flags: int,
        version: int,
        provider_version: Ref[int] | None,
        provider: Ref[object] | None,
    ) -> int:
        if provider_version is not None:
            provider_version.value = CURRENT_SPI_VERSION
        if provider is None:
            return MAPI_E_INVALID_PARAMETER
        provider.value = None
        if version < CURRENT_SPI_VERSION:
            return MAPI_E_VERSION
        provider.value = factory()
        return S_OK

    return entry


def find(address: str, base: Path) -> object:
    """Find what ``package.module:name`` or ``path/to/file.py:name`` names.

    Behind the colon dots lead on: to an attribute, or to what a mapping has.

    Raises:
        ProviderUnusable: There is no such thing, or it cannot be imported.
    """
    module_name, colon, name = address.rpartition(":")
    if not (module_name and colon and name):
        raise ProviderUnusable(
            f"'py:{address}' does not say what to call; write py:package.module:name"
        )
    module = _import(module_name, base)
    found: Any = module
    for part in name.split("."):
        found = _step(found, part, module_name)
    return found


def _step(found: Any, part: str, module_name: str) -> Any:
    if isinstance(found, Mapping) and part in found:
        return found[part]
    try:
        return getattr(found, part)
    except AttributeError:
        names = [each for each in getattr(found, "__dict__", {}) if each[:1] != "_"]
        raise ProviderUnusable(
            f"module {module_name!r} has no {part!r}; name a factory or an entry "
            f"point; it has {', '.join(names) or 'none'}{near(part, names)}"
        ) from None


def _import(name: str, base: Path) -> ModuleType:
    if str(base) not in sys.path:
        sys.path.insert(0, str(base))
    try:
        if name.endswith(_FILE):
            return _import_file(base / name)
        return importlib.import_module(name)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        if isinstance(error, ModuleNotFoundError) and _is_within(name, error.name):
            raise ProviderUnusable(
                f"no module is called {error.name!r}, neither in {base} nor among "
                "what is installed; run from the folder that holds it, or install it"
            ) from None
        raise ProviderUnusable(
            f"importing {name!r} raised {describe(error)}; "
            "it has to import before its provider can be judged"
        ) from error


def _import_file(path: Path) -> ModuleType:
    sys.path.insert(0, str(path.parent))
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None  # noqa: S101 - its name ends in .py
    assert spec.loader is not None  # noqa: S101 - likewise
    module = importlib.util.module_from_spec(spec)
    sys.modules[path.stem] = module
    spec.loader.exec_module(module)
    return module


def _is_within(name: str, missing: str | None) -> bool:
    return missing is not None and f"{name}.".startswith(f"{missing}.")
