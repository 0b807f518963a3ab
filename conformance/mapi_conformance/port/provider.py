"""The provider under test, and the roads on which one is reached."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from mapi_conformance.mapi.properties import PropValue
from mapi_conformance.port.artifact import File
from mapi_conformance.port.host import Host


#: A store identifier and the SPI version are all that every logon needs.
DEFAULT_FIRST_STORE = b"first-store"
DEFAULT_SPI_VERSION = 0x00010010
DEFAULT_DEADLINE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileSection:
    """What a section of the profile holds before anybody writes to it."""

    #: None: the section that a provider opens without an identifier.
    uid: bytes | None
    props: tuple[PropValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """What a scenario may ask of a provider's configuration (``config.NAME``)."""

    #: Entry identifier of the first store, as the provider expects it in Logon.
    first_store: bytes = DEFAULT_FIRST_STORE
    #: A second store of the same provider; None where there is none.
    second_store: bytes | None = None
    #: A store for which the profile lacks what a logon needs; None where there is none.
    unconfigured_store: bytes | None = None
    #: A store that cannot be reached without a dialog; None where there is none.
    unreachable_store: bytes | None = None
    #: The SPI version MAPI tells MSProviderInit.
    spi_version: int = DEFAULT_SPI_VERSION
    #: Seconds that one call may take.
    deadline: float = DEFAULT_DEADLINE
    #: The identifiers that MAPI gave the stores in the profile, by entry identifier.
    provider_uids: Mapping[bytes, bytes] = field(default_factory=dict)
    #: What the profile holds for the provider.
    sections: tuple[ProfileSection, ...] = ()


def _nothing() -> None:
    """Leave a provider that holds nothing open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """A provider ready to be judged."""

    name: str
    #: As the provider states it; ``unknown`` where it does not.
    version: str
    #: How it is reached, in words: ``in this process``.
    road: str
    #: Readings it declares, such as ``deferred``; empty means nothing declared.
    profiles: frozenset[str] = frozenset()
    #: What it claims beyond the core, such as ``spooler-logon``.
    capabilities: frozenset[str] = frozenset()
    configuration: Configuration
    #: The files that it is, as they were when it was opened.
    artifact: tuple[File, ...] = ()
    #: It runs where no file of ours can be shown to be it, as behind a socket.
    remote: bool = False
    #: Of what is judged, as ``sha256:…``, where its adapter tells.
    digest: str = ""
    #: What nothing that is written may show.
    secrets: tuple[str, ...] = ()
    #: A fresh host with a fresh provider, for one case.
    open: Callable[[], Host]
    #: It is judged in a way that is for debugging only.
    debugging: bool = False
    #: Its hosts are what is wrong, so MAPI too is judged with this very provider.
    brings_host: bool = False
    close: Callable[[], None] = _nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One thing a road lets a user set (``--provider-set NAME=VALUE``)."""

    name: str
    #: One sentence: what it does, its unit, its default.
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a road is to lead, as the user said it."""

    #: The name for headers and reports.
    name: str
    #: What stands after the scheme, or the callable that a plug-in gave.
    address: str | Callable[..., object]
    settings: Mapping[str, str] = field(default_factory=dict)
    #: The folder from which names and paths are meant.
    base: Path
    #: The provider is to run in a process of its own, whatever the road.
    isolated: bool = False


def _no_names() -> Iterable[str]:
    """Know nothing of what may stand after the scheme."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """A way to reach providers, chosen by the scheme of a selector."""

    scheme: str
    #: How a selector of this road is written: ``py:package.module:factory``.
    form: str
    about: str
    settings: tuple[Setting, ...] = ()
    #: Opens the provider or raises :class:`~mapi_conformance.errors.UsageFault`.
    open: Callable[[Target], Provider]
    #: What may stand after the scheme, where that is a closed list.
    names: Callable[[], Iterable[str]] = _no_names


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedProvider:
    """A name that a plug-in, a ``conftest.py`` or ``pyproject.toml`` declares."""

    name: str
    #: A selector (``py:adapters.mine:make``), or the factory itself.
    selector: str | Callable[..., object]
    about: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    #: It does all that is documented: what the corpus puts at stake is counted with
    #: the providers that say so.
    documented: bool = False
    #: The folder that relative names in ``selector`` start from; None: where we run.
    base: Path | None = None
