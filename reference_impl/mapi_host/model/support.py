"""IMAPISupport, as far as a store provider needs it to live and to end."""

from typing import Any

from mapi_conformance.mapi.codes import (
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_NOT_FOUND,
    S_OK,
)
from mapi_conformance.mapi.flags import MDB_TEMPORARY, STATUSROW_UPDATE
from mapi_conformance.mapi.properties import PR_PROVIDER_DLL_NAME, PropValue
from mapi_conformance.port.host import Pointer, Reply
from mapi_host.model.entryids import wrap
from mapi_host.model.subsystem import Subsystem
from mapi_host.world import Answers, Guest, Words


_REFUSED = Reply(code=MAPI_E_INVALID_PARAMETER)
_DONE = Reply(code=S_OK)


class Support:
    """The behaviour behind one support object, made for a logon to one store.

    Cites: the pages of the methods, named imapisupport-METHOD, Remarks.
    """

    def __init__(
        self, subsystem: Subsystem, store: object = None, *, temporary: bool = False
    ) -> None:
        self._subsystem = subsystem
        self._world = subsystem.world
        self._store = store
        #: The store was opened with MDB_TEMPORARY.
        self._temporary = temporary
        self.uids: list[bytes] = []
        self.row: dict[int, PropValue] = {}

    def answers(self) -> Answers:
        """Answer what a store provider cannot do without; the rest is not supported."""
        return {
            "GetMemAllocRoutines": self.get_mem_alloc_routines,
            "Subscribe": self._subsystem.notices.subscribe,
            "Unsubscribe": self._subsystem.notices.unsubscribe,
            "Notify": self._subsystem.notices.notify,
            "ModifyStatusRow": self._modify_status_row,
            "OpenProfileSection": self._open_profile_section,
            "MakeInvalid": self._make_invalid,
            "NewUID": lambda words: _tell(uid=self._subsystem.new_uid()),
            "SpoolerYield": lambda words: _DONE,
            "SpoolerNotify": lambda words: _DONE,
            "SetProviderUID": self._set_provider_uid,
            "StoreLogoffTransports": self.store_logoff_transports,
            "WrapStoreEntryID": self._wrap_store_entryid,
            "ModifyProfile": self._modify_profile,
        }

    def part(self, logon: Guest | None) -> None:
        """End, now that the provider holds it no more."""
        self._subsystem.ending.part(self, logon)

    def store_logoff_transports(self, words: Words) -> Reply:
        """Pass a store's last word on to the spooler."""
        word = words["flags"]
        if not isinstance(word, int):
            return _REFUSED
        return _tell(flags=self._subsystem.spooler.log_off(self, word))

    def withdraw_uids(self) -> None:
        """Forget the identifiers that the provider registered."""
        self.uids.clear()

    def withdraw_row(self) -> None:
        """Forget the provider's row of the status table."""
        self.row.clear()

    def get_mem_alloc_routines(self, words: Words) -> Reply:
        """Give the functions that the provider was loaded with."""
        functions = self._subsystem.functions
        names = ("allocate", "allocate_more", "free")
        return _tell(**{name: functions[name] for name in names})

    def _modify_status_row(self, words: Words) -> Reply:
        """Replace the row, or change columns of it under STATUSROW_UPDATE."""
        props: Any = words["props"]
        flags: Any = words["flags"]
        if not flags & STATUSROW_UPDATE:
            self.row.clear()
        self.row.update((prop.tag, prop) for prop in props or ())
        return _DONE

    def _open_profile_section(self, words: Words) -> Reply:
        uid: Any = words["uid"]
        flags: Any = words["flags"]
        profile = self._subsystem.profile
        if uid is None:
            answers: Answers | None = profile.open_own(self._store, flags)
        else:
            answers = profile.open(uid, flags)
        if answers is None:
            return Reply(code=MAPI_E_NOT_FOUND, words={"section": None})
        return _tell(section=self._world.open("IProfSect", answers))

    def _make_invalid(self, words: Words) -> Reply:
        """Put a stub in the place of an object; its number of references is kept."""
        target = words["object"]
        if words["flags"] or not isinstance(target, Pointer):
            return _REFUSED
        stub = self._subsystem.stub(target)
        return _DONE if self._world.replace(target, stub.answer) else _REFUSED

    def _modify_profile(self, words: Words) -> Reply:
        """Keep the store for good; for a temporary one succeed and do nothing."""
        flags: Any = words["flags"]
        temporary = self._temporary or bool(flags & MDB_TEMPORARY)
        if self.keeps(temporary=temporary):
            self._world.state("mapi", "store-listed")
        return _DONE

    def keeps(self, *, temporary: bool) -> bool:
        """Whether the store is taken into the profile for good.

        Cites: imapisupport-modifyprofile, Parameters and Remarks; imsprovider-logon.
        """
        return not temporary

    def _set_provider_uid(self, words: Words) -> Reply:
        uid = words["uid"]
        if not isinstance(uid, bytes):
            return _REFUSED
        self.uids.append(uid)
        return _DONE

    def _wrap_store_entryid(self, words: Words) -> Reply:
        entryid = words["entryid"]
        if not isinstance(entryid, bytes):
            return _REFUSED
        dll = self._subsystem.profile.own(self._store).find(PR_PROVIDER_DLL_NAME)
        name = dll.value if dll else ""
        return _tell(wrapped=wrap(entryid, name if isinstance(name, str) else ""))


def _tell(**words: object) -> Reply:
    return Reply(code=S_OK, words=words)
