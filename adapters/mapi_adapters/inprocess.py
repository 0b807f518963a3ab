"""The road to a provider that is Python, in this process."""

from typing import Any, Final

from mapi_adapters.entries import EntryPoint, find, make_entry
from mapi_conformance.errors import ProviderUnusable
from mapi_conformance.mapi.codes import failed, show_code
from mapi_conformance.mapi.interfaces import INTERFACES, Method
from mapi_conformance.port import Configuration, Provider, Target
from mapi_conformance.port.host import FaultKind
from mapi_conformance.port.settings import read_configuration, read_names
from mapi_host.host import open_host
from mapi_host.instrument.value import show


_NEEDED: Final = ("QueryInterface", "AddRef", "Release", "Logon", "Shutdown")


def open_python(target: Target) -> Provider:
    """Open ``py:package.module:name``, or the callable that a plug-in gave.

    One provider is made and thrown away, so that what cannot work is said once and
    at once, and not by every case.

    Raises:
        ProviderUnusable: It cannot be found, called, or used.
        UnknownSetting: A setting has a value that it does not take.
    """
    if target.isolated:
        from mapi_adapters.wire.road import open_isolated  # noqa: PLC0415 - only then

        return open_isolated(target)
    address = target.address
    found = find(address, target.base) if isinstance(address, str) else address
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
