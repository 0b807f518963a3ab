"""IMAPISupport, as far as a store provider needs it to live and to end."""

import itertools
from typing import Any

from mapi_conformance.mapi.codes import (
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_NOT_FOUND,
    S_OK,
)
from mapi_conformance.mapi.flags import STATUSROW_UPDATE
from mapi_conformance.mapi.identifiers import muidStoreWrap
from mapi_conformance.mapi.properties import PR_PROVIDER_DLL_NAME, PropValue
from mapi_conformance.port.host import Pointer, Reply
from mapi_host.model.profile import Profile
from mapi_host.model.spooler import Spooler
from mapi_host.world import Answers, Words, World


_REFUSED = Reply(code=MAPI_E_INVALID_PARAMETER)
_DONE = Reply(code=S_OK)
_UID_SIZE = 16
_ALIGNMENT = 4


class Subsystem:
    """What all support objects of one case share."""

    def __init__(self, world: World, functions: Words) -> None:
        self.world = world
        #: What GetMemAllocRoutines gives: ``allocate``, ``allocate_more``, ``free``.
        self.functions = functions
        self.profile = Profile()
        self.spooler = Spooler(world)
        self.connections = itertools.count(1)
        self._uids = itertools.count(1)

    def new_uid(self) -> bytes:
        """Make an identifier: never twice, and the same ones in every case."""
        return next(self._uids).to_bytes(_UID_SIZE, "big")


class Support:
    """The behaviour behind one support object.

    Cites: the pages of the methods, named imapisupport-METHOD, Remarks.
    """

    def __init__(self, subsystem: Subsystem) -> None:
        self._subsystem = subsystem
        self._world = subsystem.world
        self.uids: list[bytes] = []
        self.row: dict[int, PropValue] = {}
        #: Sinks by connection; a reference is kept on each.
        self.sinks: dict[int, Pointer] = {}

    def answers(self) -> Answers:
        """Answer what a store provider cannot do without; the rest is not supported."""
        return {
            "GetMemAllocRoutines": self._get_mem_alloc_routines,
            "Subscribe": self._subscribe,
            "Unsubscribe": self._unsubscribe,
            "ModifyStatusRow": self._modify_status_row,
            "OpenProfileSection": self._open_profile_section,
            "NewUID": lambda words: _tell(uid=self._subsystem.new_uid()),
            "SpoolerYield": lambda words: _DONE,
            "SpoolerNotify": lambda words: _DONE,
            "SetProviderUID": self._set_provider_uid,
            "StoreLogoffTransports": self._store_logoff_transports,
            "WrapStoreEntryID": self._wrap_store_entryid,
            "ModifyProfile": lambda words: _DONE,
        }

    def _get_mem_alloc_routines(self, words: Words) -> Reply:
        functions = self._subsystem.functions
        names = ("allocate", "allocate_more", "free")
        return _tell(**{name: functions[name] for name in names})

    def _subscribe(self, words: Words) -> Reply:
        """Keep a sink and a reference on it; notifications are not delivered yet."""
        sink = words["sink"]
        if not isinstance(sink, Pointer) or words["key"] is None:
            return _REFUSED
        connection = next(self._subsystem.connections)
        self._world.call(sink, "AddRef")
        self.sinks[connection] = sink
        return _tell(connection=connection)

    def _unsubscribe(self, words: Words) -> Reply:
        connection: Any = words["connection"]
        sink = self.sinks.pop(connection, None)
        if sink is None:
            return Reply(code=MAPI_E_NOT_FOUND)
        self._world.call(sink, "Release")
        return _DONE

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
        answers = self._subsystem.profile.open(uid, flags)
        if answers is None:
            return Reply(code=MAPI_E_NOT_FOUND, words={"section": None})
        return _tell(section=self._world.open("IProfSect", answers))

    def _set_provider_uid(self, words: Words) -> Reply:
        uid = words["uid"]
        if not isinstance(uid, bytes):
            return _REFUSED
        self.uids.append(uid)
        return _DONE

    def _store_logoff_transports(self, words: Words) -> Reply:
        word = words["flags"]
        if not isinstance(word, int):
            return _REFUSED
        return _tell(flags=self._subsystem.spooler.log_off(self, word))

    def _wrap_store_entryid(self, words: Words) -> Reply:
        entryid = words["entryid"]
        if not isinstance(entryid, bytes):
            return _REFUSED
        dll = self._subsystem.profile.own(PR_PROVIDER_DLL_NAME, "")
        return _tell(wrapped=wrap(entryid, str(dll)))


def wrap(entryid: bytes, dll: str) -> bytes:
    """Put MAPI's header before a private identifier: marker and library, padded."""
    name = dll.encode("ascii", "replace") + b"\0"
    head = bytes(4) + muidStoreWrap + bytes(2) + name
    return head + bytes(-len(head) % _ALIGNMENT) + entryid


def _tell(**words: object) -> Reply:
    return Reply(code=S_OK, words=words)
