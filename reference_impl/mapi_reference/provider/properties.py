"""The properties of a store, and how GetProps and SetProps treat a tag."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mapi_conformance.mapi import PropValue
from mapi_conformance.mapi.codes import (
    MAPI_E_COMPUTED,
    MAPI_E_INVALID_TYPE,
    MAPI_E_NO_ACCESS,
    MAPI_E_NOT_FOUND,
    S_OK,
)
from mapi_conformance.mapi.flags import MAPI_STORE, MAPI_UNICODE
from mapi_conformance.mapi.properties import (
    PR_DISPLAY_NAME,
    PR_ENTRYID,
    PR_MDB_PROVIDER,
    PR_OBJECT_TYPE,
    PR_RECORD_KEY,
    PR_STORE_ENTRYID,
    PR_STORE_RECORD_KEY,
    PR_STORE_SUPPORT_MASK,
    PT_ERROR,
    PT_NULL,
    PT_STRING8,
    PT_UNICODE,
)


#: Says of entry identifiers, and of PR_MDB_PROVIDER, that they are ours.
PROVIDER_UID: Final = b"reference-store-"

_IDENTIFIER: Final = 0xFFFF0000
_TYPE: Final = 0x0000FFFF


@dataclass(slots=True)
class Contents:
    """What a store holds, whichever objects have it open.

    It outlives them: what one session writes, the next one reads.
    """

    entryid: bytes
    name: str


def store_properties(contents: Contents) -> Mapping[int, object]:
    """List the eight properties that every store has, by tag.

    Cites: imsgstoreimapiprop.
    """
    return {
        PR_DISPLAY_NAME: contents.name,
        PR_ENTRYID: contents.entryid,
        PR_OBJECT_TYPE: MAPI_STORE,
        PR_RECORD_KEY: contents.entryid,
        PR_STORE_ENTRYID: contents.entryid,
        PR_STORE_RECORD_KEY: contents.entryid,
        PR_MDB_PROVIDER: PROVIDER_UID,
        PR_STORE_SUPPORT_MASK: 0,
    }


def list_tags(known: Mapping[int, object], flags: int) -> tuple[int, ...]:
    """Give the known tags, strings in the width that the flags ask for.

    Cites: imapiprop-getproplist.
    """
    return tuple(tag if flags & MAPI_UNICODE else _narrow(tag) for tag in known)


def look_up(known: Mapping[int, object], tag: int, flags: int) -> PropValue:
    """Find the value of one tag, or an error value in its place.

    A string answers to either width; an unspecified type takes the width that the
    flags ask for; any other type that is not the property's own finds nothing.
    One sentence of the page has an error value with an identifier of zero, another
    changes only the type: this keeps the identifier, so that the caller can tell
    which property it was.

    Cites: imapiprop-getprops, Return value, Remarks and Notes to Implementers.
    """
    for own, value in known.items():
        if tag in (own, _narrow(own)):
            return PropValue(tag, value)
        if tag == own & _IDENTIFIER:
            return PropValue(own if flags & MAPI_UNICODE else _narrow(own), value)
    return PropValue(tag & _IDENTIFIER | PT_ERROR, MAPI_E_NOT_FOUND)


def set_property(contents: Contents, tag: int, value: object) -> int:
    """Set the display name, and say of any other property why it stays as it is.

    ``PR_NULL`` and whatever GetProps marked as an error are skipped without a
    problem. The page names no code for a property that the store does not keep at
    all: it is refused as not writable.

    Cites: imapiprop-setprops, Return value and Notes to Implementers.
    """
    if tag & _TYPE in (PT_NULL, PT_ERROR):
        return S_OK
    if tag not in (PR_DISPLAY_NAME, _narrow(PR_DISPLAY_NAME)):
        known = tag in store_properties(contents)
        return MAPI_E_COMPUTED if known else MAPI_E_NO_ACCESS
    if not isinstance(value, str):
        return MAPI_E_INVALID_TYPE
    contents.name = value
    return S_OK


def _narrow(tag: int) -> int:
    if tag & _TYPE != PT_UNICODE:
        return tag
    return tag & _IDENTIFIER | PT_STRING8
