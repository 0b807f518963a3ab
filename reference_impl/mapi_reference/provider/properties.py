"""The properties of every object, and how GetProps and SetProps treat a tag."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_COMPUTED,
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_INVALID_TYPE,
    MAPI_E_NO_ACCESS,
    MAPI_E_NOT_FOUND,
    MAPI_W_ERRORS_RETURNED,
    S_OK,
    failed,
)
from mapi_conformance.mapi.flags import (
    MAPI_FOLDER,
    MAPI_MESSAGE,
    MAPI_STORE,
    MAPI_UNICODE,
    STORE_CREATE_OK,
    STORE_MODIFY_OK,
    STORE_UNICODE_OK,
)
from mapi_conformance.mapi.properties import (
    PR_CONTENT_COUNT,
    PR_DISPLAY_NAME,
    PR_ENTRYID,
    PR_FOLDER_TYPE,
    PR_MDB_PROVIDER,
    PR_OBJECT_TYPE,
    PR_PARENT_ENTRYID,
    PR_RECORD_KEY,
    PR_STORE_ENTRYID,
    PR_STORE_RECORD_KEY,
    PR_STORE_SUPPORT_MASK,
    PR_SUBFOLDERS,
    PT_ERROR,
    PT_NULL,
    PT_OBJECT,
    PT_STRING8,
    PT_UNICODE,
)
from mapi_reference.provider.contents import (
    Contents,
    FolderContents,
    MessageContents,
)
from mapi_reference.provider.pointers import fill


#: Says of entry identifiers, and of PR_MDB_PROVIDER, that they are ours.
PROVIDER_UID: Final = b"reference-store-"

_IDENTIFIER: Final = 0xFFFF0000
_TYPE: Final = 0x0000FFFF
_SUPPORT_MASK: Final = STORE_MODIFY_OK | STORE_CREATE_OK | STORE_UNICODE_OK
#: What the store says of a message, and no caller.
_COMPUTED: Final = frozenset(
    tag & _IDENTIFIER
    for tag in (
        PR_ENTRYID,
        PR_OBJECT_TYPE,
        PR_PARENT_ENTRYID,
        PR_RECORD_KEY,
        PR_STORE_ENTRYID,
        PR_STORE_RECORD_KEY,
    )
)


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
        PR_STORE_SUPPORT_MASK: _SUPPORT_MASK,
    }


def folder_properties(store: Contents, folder: FolderContents) -> Mapping[int, object]:
    """List the properties that every folder has, by tag.

    Cites: imapifolderimapicontainer.
    """
    return {
        PR_DISPLAY_NAME: folder.name,
        PR_ENTRYID: folder.entryid,
        PR_OBJECT_TYPE: MAPI_FOLDER,
        PR_RECORD_KEY: folder.entryid,
        PR_PARENT_ENTRYID: folder.parent,
        PR_STORE_ENTRYID: store.entryid,
        PR_STORE_RECORD_KEY: store.entryid,
        PR_FOLDER_TYPE: folder.kind,
        PR_CONTENT_COUNT: len(folder.messages),
        PR_SUBFOLDERS: bool(folder.folders),
    }


def message_properties(
    store: Contents, folder: FolderContents, saved: MessageContents | None
) -> Mapping[int, object]:
    """List the properties of a message: what was saved, and what the store computes.

    A message that was never saved has no identifier yet.

    Cites: imessageimapiprop; imapifolder-createmessage, Remarks.
    """
    computed: dict[int, object] = {
        PR_OBJECT_TYPE: MAPI_MESSAGE,
        PR_PARENT_ENTRYID: folder.entryid,
        PR_STORE_ENTRYID: store.entryid,
        PR_STORE_RECORD_KEY: store.entryid,
    }
    if saved is None:
        return computed
    named = {PR_ENTRYID: saved.entryid, PR_RECORD_KEY: saved.entryid}
    return {**computed, **named, **saved.props}


def give_props(
    known: Mapping[int, object],
    tags: tuple[int, ...] | None,
    flags: int,
    props: Ref[tuple[PropValue, ...]] | None,
) -> int:
    """Give the values of the tags in the order asked; of all, for null.

    What is not there takes its place as an error value and makes the whole a
    success with a warning. An array of no tags is refused.

    Cites: imapiprop-getprops, Return value and Remarks.
    """
    if props is None or tags == ():
        return MAPI_E_INVALID_PARAMETER
    wanted = list_tags(known, flags) if tags is None else tags
    props.value = tuple(look_up(known, tag, flags) for tag in wanted)
    missing = any(value.tag & _TYPE == PT_ERROR for value in props.value)
    return MAPI_W_ERRORS_RETURNED if missing else S_OK


def give_prop_list(
    known: Mapping[int, object], flags: int, tags: Ref[tuple[int, ...]] | None
) -> int:
    """List what GetProps can give.

    Cites: imapiprop-getproplist, Remarks.
    """
    if tags is None:
        return MAPI_E_INVALID_PARAMETER
    tags.value = list_tags(known, flags)
    return S_OK


def list_tags(known: Iterable[int], flags: int) -> tuple[int, ...]:
    """Give the tags, strings in the width that the flags ask for.

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


def write_props(
    props: tuple[PropValue, ...] | None,
    problems: Ref[object | None] | None,
    write: Callable[[int, object], int],
) -> int:
    """Write each property, and list those that could not be, with the reason.

    An empty array is refused, as is a property that could only be opened.
    ``PR_NULL`` and whatever GetProps marked as an error are skipped without a
    problem.

    Cites: imapiprop-setprops, Return value and Notes to Implementers.
    """
    if not props or any(tag & _TYPE == PT_OBJECT for tag, _ in props):
        return MAPI_E_INVALID_PARAMETER
    codes = [
        S_OK if tag & _TYPE in (PT_NULL, PT_ERROR) else write(tag, value)
        for tag, value in props
    ]
    found = tuple(
        (index, props[index].tag, code)
        for index, code in enumerate(codes)
        if failed(code)
    )
    fill(problems, found or None)
    return S_OK


def set_store_property(contents: Contents, tag: int, value: object) -> int:
    """Set the display name, and say of any other property why it stays as it is.

    The page names no code for a property that the store does not keep at all: it is
    refused as not writable.

    Cites: imapiprop-setprops, Return value and Notes to Implementers.
    """
    if tag not in (PR_DISPLAY_NAME, _narrow(PR_DISPLAY_NAME)):
        known = tag in store_properties(contents)
        return MAPI_E_COMPUTED if known else MAPI_E_NO_ACCESS
    if not isinstance(value, str):
        return MAPI_E_INVALID_TYPE
    contents.name = value
    return S_OK


def set_message_property(props: dict[int, object], tag: int, value: object) -> int:
    """Set a property of a message, whatever type it had before.

    Cites: imapiprop-setprops, Remarks and Notes to Implementers.
    """
    if tag & _IDENTIFIER in _COMPUTED:
        return MAPI_E_COMPUTED
    if tag & _TYPE in (PT_STRING8, PT_UNICODE) and not isinstance(value, str):
        return MAPI_E_INVALID_TYPE
    for own in [own for own in props if own & _IDENTIFIER == tag & _IDENTIFIER]:
        del props[own]
    props[_widen(tag)] = value
    return S_OK


def _narrow(tag: int) -> int:
    if tag & _TYPE != PT_UNICODE:
        return tag
    return tag & _IDENTIFIER | PT_STRING8


def _widen(tag: int) -> int:
    if tag & _TYPE != PT_STRING8:
        return tag
    return tag & _IDENTIFIER | PT_UNICODE
