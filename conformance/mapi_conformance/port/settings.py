"""Settings that every road understands, and how they are read."""

from collections.abc import Mapping

from mapi_conformance.errors import UnknownSetting
from mapi_conformance.port.profile import read_bytes, read_sections, read_uid
from mapi_conformance.port.provider import Configuration, Setting


COMMON = (
    Setting(name="version", about="the provider's version, for reports"),
    Setting(
        name="profile",
        about="the readings it declares, comma-separated: deferred or eager",
    ),
    Setting(name="capabilities", about="what it claims, comma-separated"),
    Setting(
        name="first-store",
        about="entry identifier of a store, as text or as hex:DEADBEEF",
    ),
    Setting(
        name="second-store",
        about="entry identifier of another store of the same provider; unset: none",
    ),
    Setting(
        name="unconfigured-store",
        about="entry identifier of a store that the profile says too little about",
    ),
    Setting(
        name="unreachable-store",
        about="entry identifier of a store that no logon reaches without a dialog",
    ),
    Setting(
        name="artifact",
        about="the files that it is, or folders of them, comma-separated; a certificate"
        " names them by digest",
    ),
    Setting(name="spi-version", about="the version MAPI tells it, default 0x10010"),
    Setting(name="deadline", about="seconds that one call may take, default 10"),
    Setting(
        name="first-provider-uid",
        about="PR_PROVIDER_UID of the first store's profile section, as hex:…",
    ),
    Setting(name="second-provider-uid", about="the same of the second store"),
    Setting(
        name="section.*",
        about="a property of a profile section: section.own.PR_DISPLAY_NAME,"
        " section.pbGlobalProfileSectionGuid.0x6602001E; bytes as hex:…",
    ),
    Setting(
        name="reset-command",
        about="a list of arguments that empties the store; it runs before every case",
    ),
)
#: Settings that are arguments of a command: a list of them keeps its cuts.
ARGUMENTS = ("argv", "reset-command")


def read_names(settings: Mapping[str, str], name: str) -> frozenset[str]:
    """Read a comma-separated setting."""
    return frozenset(read_list(settings, name))


def read_list(settings: Mapping[str, str], name: str) -> tuple[str, ...]:
    """Read a comma-separated setting, in its order."""
    parts = settings.get(name, "").split(",")
    return tuple(part.strip() for part in parts if part.strip())


def read_configuration(settings: Mapping[str, str]) -> Configuration:
    """Read what scenarios may ask for.

    Raises:
        UnknownSetting: A value that its setting does not take.
    """
    standard = Configuration()
    first = _entryid(settings, "first-store") or standard.first_store
    second = _entryid(settings, "second-store") or None
    uids = {
        first: read_uid(settings, "first-provider-uid"),
        second: read_uid(settings, "second-provider-uid"),
    }
    return Configuration(
        first_store=first,
        second_store=second,
        unconfigured_store=_entryid(settings, "unconfigured-store") or None,
        unreachable_store=_entryid(settings, "unreachable-store") or None,
        provider_uids={
            store: uid for store, uid in uids.items() if store is not None and uid
        },
        sections=read_sections(settings),
        spi_version=_version(settings, standard.spi_version),
        deadline=_deadline(settings, standard.deadline),
    )


def _entryid(settings: Mapping[str, str], name: str) -> bytes:
    return read_bytes(name, settings.get(name, ""))


def _version(settings: Mapping[str, str], standard: int) -> int:
    text = settings.get("spi-version", hex(standard))
    try:
        return int(text, 0)
    except ValueError:
        raise UnknownSetting(
            f"spi-version={text!r}: a number is due, as in 0x00010010"
        ) from None


def _deadline(settings: Mapping[str, str], standard: float) -> float:
    text = settings.get("deadline", str(standard))
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if seconds <= 0:
        raise UnknownSetting(f"deadline={text!r}: a number of seconds above 0 is due")
    return seconds
