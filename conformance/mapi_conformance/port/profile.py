"""What stands in the profile of a real provider, as a user writes it."""

from collections.abc import Callable, Mapping
from typing import Final

from mapi_conformance.errors import UnknownSetting
from mapi_conformance.mapi.identifiers import UIDS
from mapi_conformance.mapi.properties import (
    PT_BINARY,
    PT_BOOLEAN,
    PT_CLSID,
    PT_I2,
    PT_I8,
    PT_LONG,
    PT_STRING8,
    PT_UNICODE,
    TAGS,
    PropValue,
)
from mapi_conformance.port.provider import ProfileSection
from mapi_conformance.wording import near


#: How a property of a section is set: ``section.own.PR_DISPLAY_NAME``.
SECTION: Final = "section."
#: The section that a provider opens without an identifier.
OWN: Final = "own"
_UID_SIZE: Final = 16
_TYPE: Final = 0xFFFF


def read_sections(settings: Mapping[str, str]) -> tuple[ProfileSection, ...]:
    """Read every ``section.WHOSE.TAG``.

    Raises:
        UnknownSetting: A section, a tag or a value that there cannot be.
    """
    sections: dict[str, list[PropValue]] = {}
    for name, text in settings.items():
        if name.startswith(SECTION):
            whose, _, tag = name.removeprefix(SECTION).partition(".")
            sections.setdefault(whose, []).append(_property(name, tag, text))
    return tuple(
        ProfileSection(uid=_uid_of(whose), props=tuple(props))
        for whose, props in sections.items()
    )


def read_uid(settings: Mapping[str, str], name: str) -> bytes | None:
    """Read an identifier of sixteen bytes, if it is set.

    Raises:
        UnknownSetting: It has more, or fewer.
    """
    text = settings.get(name)
    if not text:
        return None
    uid = read_bytes(name, text)
    if len(uid) != _UID_SIZE:
        raise UnknownSetting(
            f"{name}={text!r}: 16 bytes are due, as hex: and 32 digits"
        )
    return uid


def read_bytes(name: str, text: str) -> bytes:
    """Read bytes: text as it stands, or ``hex:`` and digits.

    Raises:
        UnknownSetting: What stands behind ``hex:`` is no hex.
    """
    if not text.startswith("hex:"):
        return text.encode()
    try:
        return bytes.fromhex(text.removeprefix("hex:"))
    except ValueError:
        raise UnknownSetting(
            f"{name}={text!r}: after hex: only pairs of hex digits, as in hex:00FF"
        ) from None


def _uid_of(whose: str) -> bytes | None:
    if whose == OWN:
        return None
    if whose in UIDS:
        return UIDS[whose]
    uid = read_uid({whose: f"hex:{whose}"}, whose) if len(whose) == 2 * 16 else None
    if uid is None:
        raise UnknownSetting(
            f"section.{whose}: {OWN}, a name such as pbGlobalProfileSectionGuid, or 32"
            f" hex digits are due{near(whose, (OWN, *UIDS))}"
        )
    return uid


def _property(name: str, tag: str, text: str) -> PropValue:
    number = TAGS.get(tag)
    if number is None:
        try:
            number = int(tag, 16) if tag.lower().startswith("0x") else -1
        except ValueError:
            number = -1
    if not 0 < number <= 0xFFFFFFFF:  # noqa: PLR2004 - a tag is a word of 32 bits
        raise UnknownSetting(
            f"{name}: a tag is due, by its name or as 0x and its digits"
            f"{near(tag, TAGS)}"
        )
    read = _READERS.get(number & _TYPE)
    if read is None:
        raise UnknownSetting(f"{name}: properties of this type cannot be set here")
    return PropValue(number, read(name, text))


def _integer(name: str, text: str) -> int:
    try:
        return int(text, 0)
    except ValueError:
        raise UnknownSetting(f"{name}={text!r}: a number is due") from None


def _boolean(name: str, text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise UnknownSetting(f"{name}={text!r}: true or false is due")
    return text.lower() == "true"


_READERS: Final[Mapping[int, Callable[[str, str], object]]] = {
    PT_I2: _integer,
    PT_LONG: _integer,
    PT_I8: _integer,
    PT_BOOLEAN: _boolean,
    PT_STRING8: lambda name, text: text,
    PT_UNICODE: lambda name, text: text,
    PT_BINARY: read_bytes,
    PT_CLSID: read_bytes,
}
