"""IMessage: what is written to a message is there for others once it is saved."""

from collections.abc import Mapping
from functools import partial

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.codes import MAPI_E_NO_ACCESS, S_OK
from mapi_conformance.mapi.identifiers import (
    IID_IMAPIProp,
    IID_IMessage,
    IID_IUnknown,
)
from mapi_reference.provider.children import Child, Home
from mapi_reference.provider.contents import FolderContents, MessageContents
from mapi_reference.provider.guard import while_open
from mapi_reference.provider.properties import (
    give_prop_list,
    give_props,
    message_properties,
    set_message_property,
    write_props,
)


class Message(Child):
    """A new message, or a saved one that was opened.

    Args:
        store: The store it was made or opened in.
        folder: Where the first SaveChanges puts a new message.
        saved: What an opened message was opened from.
        writable: Whether it may be written; a new message may.
    """

    interfaces = (IID_IUnknown, IID_IMAPIProp, IID_IMessage)

    def __init__(
        self,
        store: Home,
        folder: FolderContents,
        saved: MessageContents | None = None,
        *,
        writable: bool = True,
    ) -> None:
        super().__init__(store)
        self.folder = folder
        self.saved = saved
        self.writable = writable
        #: What was set, saved or not.
        self.props = dict(saved.props) if saved else {}

    @while_open
    def get_props(
        self,
        tags: tuple[int, ...] | None,
        flags: int,
        props: Ref[tuple[PropValue, ...]] | None,
    ) -> int:
        """Give the values of the tags, also of those that are not saved yet.

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
    def set_props(
        self, props: tuple[PropValue, ...] | None, problems: Ref[object | None] | None
    ) -> int:
        """Set any properties but those that the store computes.

        Cites: imapiprop-setprops, Parameters and Notes to Implementers.
        """
        if not self.writable:
            return MAPI_E_NO_ACCESS
        return write_props(props, problems, partial(set_message_property, self.props))

    @while_open
    def save_changes(self, flags: int) -> int:
        """Make what was set permanent, and visible to others.

        Whether the object can be used afterwards is the provider's choice where no
        flag asks for it: this one stays open as it was. Of two objects that save
        the same message the later one wins, with or without FORCE_SAVE.

        Cites: imapiprop-savechanges, Parameters and Notes to Implementers.
        """
        if not self.writable:
            return MAPI_E_NO_ACCESS
        if self.saved is None:
            self.saved = self.folder.keep({})
        self.saved.props = dict(self.props)
        return S_OK

    def _known(self) -> Mapping[int, object]:
        shown = message_properties(self.store.contents, self.folder, self.saved)
        return {**shown, **self.props}

    open_property = delete_props = copy_to = copy_props = Child.unsupported
    get_names_from_ids = get_ids_from_names = Child.unsupported
    get_attachment_table = open_attach = create_attach = Child.unsupported
    delete_attach = get_recipient_table = modify_recipients = Child.unsupported
    submit_message = set_read_flag = Child.unsupported
