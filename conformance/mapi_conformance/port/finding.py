"""Selector → provider: who declares what, and the one that was meant."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import pluggy

from mapi_conformance.errors import (
    PluginFault,
    UnknownProvider,
    UnknownSetting,
    UsageFault,
)
from mapi_conformance.port import hookspecs
from mapi_conformance.port.artifact import digest_files
from mapi_conformance.port.configured import read_table, read_toml
from mapi_conformance.port.fixture import fixture
from mapi_conformance.port.flaw import Flaw
from mapi_conformance.port.host import Host
from mapi_conformance.port.provider import NamedProvider, Provider, Road, Target
from mapi_conformance.port.secrets import redact_text, resolve
from mapi_conformance.port.settings import COMMON, read_list
from mapi_conformance.wording import near


_T = TypeVar("_T")


#: How pluggy takes an implementation that asks for nothing special.
_UNMARKED: pluggy.HookimplOpts = {
    "wrapper": False,
    "hookwrapper": False,
    "optionalhook": False,
    "tryfirst": False,
    "trylast": False,
    "specname": None,
}


class _HookManager(pluggy.PluginManager):
    """Looks at names of ours alone, so that any module may be registered."""

    def parse_hookimpl_opts(
        self, plugin: object, name: str
    ) -> pluggy.HookimplOpts | None:
        """Take what is marked, and unmarked functions that bear a hook's very name."""
        if not name.startswith("mapi_"):
            return None
        options = super().parse_hookimpl_opts(plugin, name)
        unmarked = options is None and hasattr(hookspecs, name)
        if unmarked and inspect.isroutine(getattr(plugin, name)):
            return _UNMARKED
        return options


@dataclass(frozen=True, slots=True)
class Directory:
    """Every road, every named provider and every flaw that is declared."""

    roads: Mapping[str, Road]
    providers: Mapping[str, NamedProvider]
    #: Asks the plug-ins for their flaws, which an ordinary run never needs.
    flaws: Callable[[], Mapping[str, Flaw]]

    def open(
        self,
        selector: str,
        settings: Mapping[str, str],
        base: Path,
        *,
        isolated: bool = False,
    ) -> Provider:
        """Open the provider that a selector means.

        Args:
            selector: A declared name, or ``scheme:address``.
            settings: What ``--provider-set`` said; overrules what is declared.
            base: The folder from which names and paths are meant.
            isolated: Run it in a process of its own.

        Raises:
            UsageFault: Nobody is called this, or it cannot be started.
        """
        named = self.providers.get(selector)
        if named is None:
            named = NamedProvider(name=selector, selector=selector)
        merged = {**named.settings, **settings}
        road, address = self._road(named.selector)
        _check_settings(road, merged)
        known, secrets = resolve(merged)
        target = Target(
            name=named.name,
            address=address,
            settings=known,
            base=named.base or base,
            isolated=isolated,
        )
        return _open(road, target, secrets)

    def settings_of(self, selector: str) -> frozenset[str]:
        """Name the settings that a provider takes.

        Raises:
            UnknownProvider: Nobody is called this.
        """
        named = self.providers.get(selector)
        road, _ = self._road(named.selector if named else selector)
        return frozenset(each.name for each in (*COMMON, *road.settings))

    def given(self, selector: str) -> frozenset[str]:
        """Name the settings that are declared with a provider."""
        named = self.providers.get(selector)
        return frozenset(named.settings if named else ())

    def _road(
        self, selector: str | Callable[..., object]
    ) -> tuple[Road, str | Callable[..., object]]:
        if not isinstance(selector, str):
            return self.roads["py"], selector
        scheme, colon, rest = selector.partition(":")
        if scheme in self.roads and colon:
            return self.roads[scheme], rest
        raise UnknownProvider(self._unknown(selector, scheme if colon else ""))

    def _unknown(self, selector: str, scheme: str) -> str:
        forms = ", ".join(road.form for _, road in sorted(self.roads.items()))
        names = ", ".join(sorted(self.providers)) or "none"
        if scheme:
            hint = near(scheme, self.roads)
            return f"no road is called {scheme!r}; there are {forms}{hint}"
        hint = near(selector, self.providers)
        return (
            f"no provider is called {selector!r}; declared are {names}; others are"
            f" reached by {forms}{hint}"
        )


def _open(road: Road, target: Target, secrets: tuple[str, ...]) -> Provider:
    """Open a provider; nothing that is said of it shows a secret."""
    files = digest_files(read_list(target.settings, "artifact"), target.base)
    try:
        provider = road.open(target)
    except UsageFault as fault:
        if not secrets:
            raise
        raise type(fault)(redact_text(str(fault), secrets)) from None
    provider = replace(provider, secrets=secrets)
    if files:
        provider = replace(provider, artifact=files)
    reset = target.settings.get("reset-command", "")
    if not reset:
        return provider
    empty, make = fixture(reset, target.base), provider.open

    def open_host() -> Host:
        empty()
        return make()

    return replace(provider, open=open_host)


def _check_settings(road: Road, settings: Mapping[str, str]) -> None:
    known = [setting.name for setting in (*COMMON, *road.settings)]
    families = tuple(name[:-1] for name in known if name.endswith("*"))
    for name in settings:
        if name not in known and not name.startswith(families):
            raise UnknownSetting(
                f"no setting of {road.form} is called {name!r}; there are"
                f" {', '.join(known)}{near(name, known)}"
            )


def find_providers(
    plugins: Iterable[object] = (), configured: Iterable[NamedProvider] = ()
) -> Directory:
    """Ask every plug-in what it declares.

    Args:
        plugins: Modules to ask besides those of installed packages, such as every
            ``conftest.py``.
        configured: What configuration files declare; it comes last and wins.

    Raises:
        PluginFault: A plug-in broke the contract of a hook.
    """
    manager = _HookManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    manager.load_setuptools_entrypoints(hookspecs.PROJECT)
    for plugin in plugins:
        if not manager.is_registered(plugin):
            manager.register(plugin)
    try:
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        hooks = "the hooks are mapi_flaws, mapi_providers and mapi_roads"
        raise PluginFault(f"{error}; {hooks}") from None
    roads = _by_scheme(_declared(manager, "mapi_roads", Road))
    providers = [*_declared(manager, "mapi_providers", NamedProvider), *configured]
    return Directory(
        roads,
        {provider.name: provider for provider in providers},
        lambda: {flaw.name: flaw for flaw in _declared(manager, "mapi_flaws", Flaw)},
    )


def open_reference(directory: Directory) -> Provider:
    """Open the documented provider, which stands in where MAPI is judged."""
    return directory.open("reference", {}, Path.cwd())


def _by_scheme(declared: Iterable[Road]) -> dict[str, Road]:
    roads: dict[str, Road] = {}
    for road in declared:
        other = roads.setdefault(road.scheme, road)
        if other is not road:
            raise PluginFault(
                f"two roads have the scheme {road.scheme!r}: {other.form} and"
                f" {road.form}"
            )
    return roads


def _declared(manager: pluggy.PluginManager, hook: str, kind: type[_T]) -> Iterable[_T]:
    for answer in getattr(manager.hook, hook)():
        items = answer if isinstance(answer, (list, tuple)) else (answer,)
        for item in items:
            if not isinstance(item, kind):
                raise PluginFault(
                    f"{hook} gave {type(item).__name__}, where a list of"
                    f" {kind.__name__} is due"
                )
            yield item


def read_configured(folder: Path) -> tuple[NamedProvider, ...]:
    """Read ``[tool.mapi_conformance.providers.NAME]`` of a folder's pyproject.toml.

    Raises:
        UsageFault: The file is no TOML, or an entry is not as one should be.
    """
    path = folder / "pyproject.toml"
    if not path.is_file():
        return ()
    tables = (
        read_toml(path).get("tool", {}).get("mapi_conformance", {}).get("providers", {})
    )
    return tuple(read_table(name, table, path) for name, table in tables.items())


def read_settings(pairs: Iterable[str]) -> dict[str, str]:
    """Read ``--provider-set KEY=VALUE``.

    Raises:
        UnknownSetting: One has no ``=``.
    """
    settings = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key:
            raise UnknownSetting(f"--provider-set {pair!r}: KEY=VALUE is due")
        settings[key.strip()] = value
    return settings
