"""IMAPIStatus: a store's object in the status table, which can be looked at."""

from collections.abc import Mapping

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.codes import MAPI_E_NO_SUPPORT
from mapi_conformance.mapi.flags import (
    MAPI_STATUS,
    MAPI_STORE_PROVIDER,
    STATUS_AVAILABLE,
)
from mapi_conformance.mapi.identifiers import (
    IID_IMAPIProp,
    IID_IMAPIStatus,
    IID_IUnknown,
)
from mapi_conformance.mapi.properties import (
    PR_DISPLAY_NAME,
    PR_OBJECT_TYPE,
    PR_RESOURCE_METHODS,
    PR_RESOURCE_TYPE,
    PR_STATUS_CODE,
)
from mapi_reference.provider.children import Child
from mapi_reference.provider.guard import while_open
from mapi_reference.provider.properties import give_prop_list, give_props


class StatusObject(Child):
    """The status object of one store; it has none of the methods that can be lacked.

    What it cannot do its PR_RESOURCE_METHODS does not announce. No queue runs
    through a store, so flushing is least of all its business.

    Cites: imapistatus-flushqueues, Remarks; pidtagresourcemethods-canonical-property.
    """

    interfaces = (IID_IUnknown, IID_IMAPIProp, IID_IMAPIStatus)

    def methods(self) -> int:
        """Announce what can be asked of the object: nothing.

        Cites: pidtagresourcemethods-canonical-property.
        """
        return 0

    @while_open
    def get_props(
        self,
        tags: tuple[int, ...] | None,
        flags: int,
        props: Ref[tuple[PropValue, ...]] | None,
    ) -> int:
        """Give the values of the tags in the order asked; of all, for null.

        Cites: imapiprop-getprops, Return value and Remarks.
        """
        return give_props(self._properties(), tags, flags, props)

    @while_open
    def get_prop_list(self, flags: int, tags: Ref[tuple[int, ...]] | None) -> int:
        """List what GetProps can give.

        Cites: imapiprop-getproplist, Remarks.
        """
        return give_prop_list(self._properties(), flags, tags)

    @while_open
    def flush_queues(self, ui: int, target: bytes | None, flags: int) -> int:
        """Refuse: a store has no queues, only transports have.

        Cites: imapistatus-flushqueues, Return value.
        """
        return MAPI_E_NO_SUPPORT

    def _properties(self) -> Mapping[int, object]:
        return {
            PR_OBJECT_TYPE: MAPI_STATUS,
            PR_DISPLAY_NAME: self.store.contents.name,
            PR_RESOURCE_TYPE: MAPI_STORE_PROVIDER,
            PR_RESOURCE_METHODS: self.methods(),
            PR_STATUS_CODE: STATUS_AVAILABLE,
        }

    save_changes = open_property = set_props = delete_props = Child.unsupported
    copy_to = copy_props = Child.unsupported
    get_names_from_ids = get_ids_from_names = Child.unsupported
    validate_state = settings_dialog = change_password = Child.unsupported
