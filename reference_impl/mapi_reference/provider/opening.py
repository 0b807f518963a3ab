"""OpenEntry: from an entry identifier to a folder or a message."""

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_NO_ACCESS,
    MAPI_E_NOT_FOUND,
    MAPI_E_UNKNOWN_ENTRYID,
    S_OK,
)
from mapi_conformance.mapi.flags import (
    MAPI_BEST_ACCESS,
    MAPI_FOLDER,
    MAPI_MESSAGE,
    MAPI_MODIFY,
)
from mapi_conformance.mapi.identifiers import Iid
from mapi_reference.provider.children import Home
from mapi_reference.provider.contents import (
    Contents,
    FolderContents,
    MessageContents,
)
from mapi_reference.provider.folder import Folder
from mapi_reference.provider.message import Message
from mapi_reference.provider.pointers import empty, fill


def open_object(
    store: Home,
    entryid: bytes | None,
    interface: Iid | None,
    flags: int,
    kind: Ref[int] | None,
    pointer: Ref[object | None] | None,
) -> int:
    """Open the root folder, for null, or what the identifier names.

    An object is for reading unless MAPI_MODIFY or MAPI_BEST_ACCESS asks for more,
    which is granted in a store that was opened for writing; in another one the first
    is refused. An identifier of this store that names nothing is
    MAPI_E_NOT_FOUND, any other MAPI_E_UNKNOWN_ENTRYID.

    Cites: imsgstore-openentry, Parameters and Remarks; imapicontainer-openentry.
    """
    empty(pointer)
    if pointer is None:
        return MAPI_E_INVALID_PARAMETER
    found = _find(store.contents, entryid)
    if isinstance(found, int):
        return found
    is_folder = isinstance(found, FolderContents)
    wanted = Folder.interfaces if is_folder else Message.interfaces
    if interface is not None and interface not in wanted:
        return MAPI_E_INTERFACE_NOT_SUPPORTED
    if flags & MAPI_MODIFY and not store.writable:
        return MAPI_E_NO_ACCESS
    fill(kind, MAPI_FOLDER if is_folder else MAPI_MESSAGE)
    fill(pointer, _open(store, found, flags))
    return S_OK


def _find(
    contents: Contents, entryid: bytes | None
) -> FolderContents | MessageContents | int:
    if entryid is None:
        return contents.root
    found = contents.find(entryid)
    if found is not None:
        return found
    ours = entryid.startswith(contents.prefix)
    return MAPI_E_NOT_FOUND if ours else MAPI_E_UNKNOWN_ENTRYID


def _open(
    store: Home, found: FolderContents | MessageContents, flags: int
) -> Folder | Message:
    writable = store.writable and bool(flags & (MAPI_MODIFY | MAPI_BEST_ACCESS))
    if isinstance(found, FolderContents):
        return Folder(store, found, writable=writable)
    return Message(store, found.folder, found, writable=writable)
