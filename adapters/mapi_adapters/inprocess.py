"""The road to a provider that is Python, in this process."""

import importlib
import inspect
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any, Final, TypeAlias

from mapi_conformance.errors import ProviderUnusable
from mapi_conformance.mapi.codes import (
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_VERSION,
    S_OK,
    failed,
    show_code,
)
from mapi_conformance.mapi.flags import CURRENT_SPI_VERSION
from mapi_conformance.mapi.interfaces import INTERFACES, Method
from mapi_conformance.mapi.refs import Ref
from mapi_conformance.port import Configuration, Provider, Target
from mapi_conformance.port.host import FaultKind
from mapi_conformance.port.settings import read_configuration, read_names
from mapi_conformance.wording import near
from mapi_host.host import open_host
from mapi_host.instrument.account import describe
from mapi_host.instrument.value import show


EntryPoint: TypeAlias = Callable[..., object]

_INIT: Final = INTERFACES["MSProvider"].methods["MSProviderInit"]
_NEEDED: Final = ("QueryInterface", "AddRef", "Release", "Logon", "Shutdown")


def open_python(target: Target) -> Provider:
    """Open ``py:package.module:name``, or the callable that a plug-in gave.

    One provider is made and thrown away, so that what cannot work is said once and
    at once, and not by every case.

    Raises:
        ProviderUnusable: It cannot be found, called, or used.
        UnknownSetting: A setting has a value that it does not take.
    """
    address = target.address
    found = _find(address, target.base) if isinstance(address, str) else address
    title = f"py:{address}" if isinstance(address, str) else target.name
    entry = make_entry(title, found)
    provider = describe_provider(target, entry)
    try_out(title, entry, provider.configuration)
    return provider


def describe_provider(target: Target, entry: EntryPoint) -> Provider:
    """Say what is known of a provider before it has been judged."""
    configuration = read_configuration(target.settings)
    return Provider(
        name=target.name,
        version=target.settings.get("version", "unknown"),
        road="in this process",
        profiles=read_names(target.settings, "profile"),
        capabilities=read_names(target.settings, "capabilities"),
        configuration=configuration,
        open=lambda: open_host(entry, configuration),
    )


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


def try_out(title: str, entry: EntryPoint, configuration: Configuration) -> None:
    """Make one provider through its entry point and throw it away.

    Raises:
        ProviderUnusable: None came back, or one that cannot be logged on to.
    """
    made: list[object] = []

    def watched(*arguments: Any) -> object:
        code = entry(*arguments)
        made.append(arguments[-1].value)
        return code

    host = open_host(watched, configuration)
    event = host.start()
    host.end()
    fault = event.fault
    if fault is not None and fault.kind is not FaultKind.MALFORMED:
        text = fault.text.removeprefix("MSProvider::MSProviderInit")
        raise ProviderUnusable(
            f"{title}{text}; it has to make a provider before one can be judged"
        )
    if event.code is not None and failed(event.code):
        raise ProviderUnusable(
            f"{title} refused SPI version {configuration.spi_version:#x} with "
            f"{show_code(event.code)}; set spi-version to one that it accepts"
        )
    _check_provider(title, made[0] if made else None)


def _check_provider(title: str, provider: object) -> None:
    methods = INTERFACES["IMSProvider"].methods
    wanted = [methods[name] for name in _NEEDED]
    missing = [method for method in wanted if not _has(provider, method)]
    if provider is None or len(missing) == len(wanted):
        raise ProviderUnusable(
            f"{title} made {show(provider)}, not a provider object; "
            f"one has {_spell(wanted)}"
        )
    if missing:
        raise ProviderUnusable(
            f"the provider object of {title} lacks {_spell(missing)}; "
            f"add what is missing, as the table of interfaces spells it"
        )


def _has(provider: object, method: Method) -> bool:
    try:
        return callable(getattr(provider, method.python, None))
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - a provider's __getattr__ may raise anything
        return False


def _spell(methods: list[Method]) -> str:
    return ", ".join(
        f"{method.python}({', '.join(each.name for each in method.parameters)})"
        for method in methods
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


def _find(address: str, base: Path) -> object:
    module_name, colon, name = address.partition(":")
    if not (module_name and colon and name):
        raise ProviderUnusable(
            f"'py:{address}' does not say what to call; write py:package.module:name"
        )
    module = _import(module_name, base)
    names = [each for each in vars(module) if not each.startswith("_")]
    try:
        return getattr(module, name)
    except AttributeError:
        raise ProviderUnusable(
            f"module {module_name!r} has no {name!r}; name a factory or an entry "
            f"point; it has {', '.join(names) or 'none'}{near(name, names)}"
        ) from None


def _import(name: str, base: Path) -> ModuleType:
    if str(base) not in sys.path:
        sys.path.insert(0, str(base))
    try:
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


def _is_within(name: str, missing: str | None) -> bool:
    return missing is not None and f"{name}.".startswith(f"{missing}.")
