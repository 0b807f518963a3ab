"""IMAPIFolder: the root folder, and the one that receives."""

from collections.abc import Mapping
from typing import Final

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.codes import (
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_NO_ACCESS,
    MAPI_E_NO_SUPPORT,
    S_OK,
)
from mapi_conformance.mapi.flags import MAPI_ASSOCIATED
from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IMAPIContainer,
    IID_IMAPIFolder,
    IID_IMAPIProp,
    IID_IUnknown,
)
from mapi_conformance.mapi.properties import (
    PR_DISPLAY_NAME,
    PR_ENTRYID,
    PR_FOLDER_TYPE,
    PR_MESSAGE_CLASS,
    PR_OBJECT_TYPE,
    PR_SUBJECT,
)
from mapi_reference.provider.children import Child, Home
from mapi_reference.provider.contents import FolderContents
from mapi_reference.provider.guard import while_open
from mapi_reference.provider.message import Message
from mapi_reference.provider.pointers import empty, fill
from mapi_reference.provider.properties import (
    folder_properties,
    give_prop_list,
    give_props,
    list_tags,
    message_properties,
)
from mapi_reference.provider.table import Table


#: What the tables show unless SetColumns says otherwise.
CONTENTS_COLUMNS: Final = (PR_ENTRYID, PR_OBJECT_TYPE, PR_MESSAGE_CLASS, PR_SUBJECT)
HIERARCHY_COLUMNS: Final = (PR_ENTRYID, PR_OBJECT_TYPE, PR_DISPLAY_NAME, PR_FOLDER_TYPE)


class Folder(Child):
    """A folder that was opened from a store or from another folder.

    Args:
        store: The store it was opened in.
        contents: What the folder holds.
        writable: Whether it was opened for more than reading.
    """

    interfaces = (IID_IUnknown, IID_IMAPIProp, IID_IMAPIContainer, IID_IMAPIFolder)

    def __init__(
        self, store: Home, contents: FolderContents, *, writable: bool
    ) -> None:
        super().__init__(store)
        self.contents = contents
        self.writable = writable

    @while_open
    def get_props(
        self,
        tags: tuple[int, ...] | None,
        flags: int,
        props: Ref[tuple[PropValue, ...]] | None,
    ) -> int:
        """Give the values of the tags, as a store does.

        Cites: imapiprop-getprops, Return value and Remarks.
        """
        return give_props(self._known(), tags, flags, props)

    @while_open
    def get_prop_list(self, flags: int, tags: Ref[tuple[int, ...]] | None) -> int:
        """List what GetProps can give.

        Cites: imapiprop-getproplist, Remarks.
        """
        return give_prop_list(self._known(), flags, tags)

    @while_open
    def get_contents_table(self, flags: int, table: Ref[Table | None] | None) -> int:
        """Open a table of the saved messages; there are no associated ones.

        Cites: imapicontainer-getcontentstable, Return value and Remarks.
        """
        empty(table)
        if table is None:
            return MAPI_E_INVALID_PARAMETER
        if flags & MAPI_ASSOCIATED:
            return MAPI_E_NO_SUPPORT
        columns = list_tags(CONTENTS_COLUMNS, flags)
        fill(table, Table(self.store, self._list_messages, columns))
        return S_OK

    @while_open
    def get_hierarchy_table(self, flags: int, table: Ref[Table | None] | None) -> int:
        """Open a table of the folders in this one.

        No folder here lies two levels deep, so CONVENIENT_DEPTH changes nothing.

        Cites: imapicontainer-gethierarchytable, Remarks.
        """
        empty(table)
        if table is None:
            return MAPI_E_INVALID_PARAMETER
        columns = list_tags(HIERARCHY_COLUMNS, flags)
        fill(table, Table(self.store, self._list_folders, columns))
        return S_OK

    @while_open
    def create_message(
        self, interface: Iid | None, flags: int, message: Ref[Message | None] | None
    ) -> int:
        """Make a message, which is in the folder from its first SaveChanges on.

        Cites: imapifolder-createmessage, Return value and Remarks.
        """
        empty(message)
        if message is None:
            return MAPI_E_INVALID_PARAMETER
        if interface is not None and interface not in Message.interfaces:
            return MAPI_E_INTERFACE_NOT_SUPPORTED
        if flags & MAPI_ASSOCIATED:
            return MAPI_E_NO_SUPPORT
        if not self.writable:
            return MAPI_E_NO_ACCESS
        fill(message, Message(self.store, self.contents))
        return S_OK

    @while_open
    def open_entry(
        self,
        entryid: bytes | None,
        interface: Iid | None,
        flags: int,
        kind: Ref[int] | None,
        pointer: Ref[object | None] | None,
    ) -> int:
        """Open anything in the store, as the store does.

        Cites: imapicontainer-openentry, Remarks.
        """
        return self.store.open_entry(entryid, interface, flags, kind, pointer)

    def _known(self) -> Mapping[int, object]:
        return folder_properties(self.store.contents, self.contents)

    def _list_messages(self) -> list[Mapping[int, object]]:
        store, messages = self.store.contents, self.contents.messages
        return [message_properties(store, self.contents, each) for each in messages]

    def _list_folders(self) -> list[Mapping[int, object]]:
        folders = self.contents.folders
        return [folder_properties(self.store.contents, each) for each in folders]

    save_changes = open_property = set_props = delete_props = Child.unsupported
    copy_to = copy_props = get_names_from_ids = Child.unsupported
    get_ids_from_names = Child.unsupported
    set_search_criteria = get_search_criteria = Child.unsupported
    copy_messages = delete_messages = create_folder = Child.unsupported
    copy_folder = delete_folder = set_read_flags = Child.unsupported
    get_message_status = set_message_status = Child.unsupported
    save_contents_sort = empty_folder = Child.unsupported
