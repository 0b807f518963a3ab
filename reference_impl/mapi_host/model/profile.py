"""The profile: sections of properties that last for the case."""

from collections.abc import Iterable
from typing import Any, Final

from mapi_conformance.mapi.codes import (
    MAPI_E_NO_ACCESS,
    MAPI_E_NOT_FOUND,
    MAPI_W_ERRORS_RETURNED,
    S_OK,
)
from mapi_conformance.mapi.flags import MAPI_MODIFY, MAPI_STORE_PROVIDER
from mapi_conformance.mapi.identifiers import MUID_PROFILE_INSTANCE
from mapi_conformance.mapi.properties import (
    PR_DISPLAY_NAME,
    PR_PROFILE_NAME,
    PR_PROVIDER_DISPLAY,
    PR_PROVIDER_DLL_NAME,
    PR_PROVIDER_UID,
    PR_RESOURCE_FLAGS,
    PR_RESOURCE_TYPE,
    PT_ERROR,
    PT_STRING8,
    PT_UNICODE,
    PT_UNSPECIFIED,
    PropValue,
)
from mapi_conformance.port.host import Reply
from mapi_conformance.port.provider import Configuration
from mapi_host.world import Answers, Words


#: Properties of these identifiers come back only to those who name them. The page of
#: the interface has a smaller range, from 0x67F0; that of the logon method this one.
SECURE: Final = range(0x6600, 0x6800)
_TYPE: Final = 0xFFFF
_TEXTS: Final = frozenset((PT_STRING8, PT_UNICODE))


class Section:
    """Properties by identifier; a text answers in either width."""

    def __init__(self, props: Iterable[PropValue] = ()) -> None:
        self._props = {prop.tag >> 16: prop for prop in props}

    def find(self, tag: int) -> PropValue | None:
        """Find a property of the type asked for, or of any if none is asked for."""
        prop = self._props.get(tag >> 16)
        if prop is None:
            return None
        asked, held = tag & _TYPE, prop.tag & _TYPE
        if asked in (PT_UNSPECIFIED, held):
            return prop
        return PropValue(tag, prop.value) if {asked, held} <= _TEXTS else None

    def tags(self) -> tuple[int, ...]:
        """List what is shown to those who ask for everything."""
        return tuple(
            prop.tag for number, prop in self._props.items() if number not in SECURE
        )

    def put(self, props: Iterable[PropValue]) -> None:
        """Set properties."""
        self._props.update((prop.tag >> 16, prop) for prop in props)

    def remove(self, tags: Iterable[int]) -> None:
        """Delete properties."""
        for tag in tags:
            self._props.pop(tag >> 16, None)


_NOTHING_MORE: Final = Configuration()


class Profile:
    """One profile; its sections have an identifier, the one of a store has none.

    What a provider sets is there at once: sections are not transacted. The section
    of a store is the same for every logon to it; those with an identifier are the
    same for every store.

    Cites: imapisupport-openprofilesection, Remarks; iprofsectimapiprop.
    """

    name: Final = "conformance"

    def __init__(self, configuration: Configuration = _NOTHING_MORE) -> None:
        """Make a profile with what is configured, beside what every one holds."""
        self._sections: dict[bytes, Section] = {
            MUID_PROFILE_INSTANCE: Section((PropValue(PR_PROFILE_NAME, self.name),)),
        }
        own: tuple[PropValue, ...] = _OWN
        for section in configuration.sections:
            if section.uid is None:
                own = (*own, *section.props)
            else:
                known = self._sections.setdefault(section.uid, Section())
                known.put(section.props)
        self._first = own
        self._uids = configuration.provider_uids
        self._own: dict[object, Section] = {}

    def own(self, store: object) -> Section:
        """Find the section of a store, by the identifier it is logged on with."""
        uid = self._uids.get(store) if isinstance(store, bytes) else None
        named = (PropValue(PR_PROVIDER_UID, uid),) if uid else ()
        return self._own.setdefault(store, Section((*self._first, *named)))

    def open(self, uid: bytes, flags: int) -> Answers | None:
        """Open a section; only a writer makes one that is not there.

        Without MAPI_MODIFY it can only be read.
        """
        writable = bool(flags & MAPI_MODIFY)
        if uid not in self._sections and not writable:
            return None
        section = self._sections.setdefault(uid, Section())
        return OpenSection(section, writable=writable).answers()

    def open_own(self, store: object, flags: int) -> Answers:
        """Open the section of a store, which is always there."""
        writable = bool(flags & MAPI_MODIFY)
        return OpenSection(self.own(store), writable=writable).answers()


class OpenSection:
    """A profile section as one caller opened it."""

    def __init__(self, section: Section, *, writable: bool) -> None:
        self._section = section
        self._writable = writable

    def answers(self) -> Answers:
        """Answer as IProfSect, as far as sections are asked."""
        return {
            "GetProps": self._get_props,
            "GetPropList": lambda words: _tell(tags=self._section.tags()),
            "SetProps": self._set_props,
            "DeleteProps": self._delete_props,
            "SaveChanges": lambda words: _tell(),
        }

    def _get_props(self, words: Words) -> Reply:
        tags: Any = words["tags"]
        asked = self._section.tags() if tags is None else tags
        props = tuple(self._section.find(tag) or _absent(tag) for tag in asked)
        missing = any(prop.tag & _TYPE == PT_ERROR for prop in props)
        code = MAPI_W_ERRORS_RETURNED if missing else S_OK
        return Reply(code=code, words={"props": props})

    def _set_props(self, words: Words) -> Reply:
        props: Any = words["props"]
        if not self._writable:
            return Reply(code=MAPI_E_NO_ACCESS)
        self._section.put(props or ())
        return _tell(problems=None)

    def _delete_props(self, words: Words) -> Reply:
        tags: Any = words["tags"]
        if not self._writable:
            return Reply(code=MAPI_E_NO_ACCESS)
        self._section.remove(tags or ())
        return _tell(problems=None)


_OWN: Final = (
    PropValue(PR_PROVIDER_DLL_NAME, "provider.dll"),
    PropValue(PR_PROVIDER_DISPLAY, "Provider under test"),
    PropValue(PR_DISPLAY_NAME, "Provider under test"),
    PropValue(PR_RESOURCE_TYPE, MAPI_STORE_PROVIDER),
    PropValue(PR_RESOURCE_FLAGS, 0),
)


def _absent(tag: int) -> PropValue:
    return PropValue(tag & ~_TYPE | PT_ERROR, MAPI_E_NOT_FOUND)


def _tell(**words: object) -> Reply:
    return Reply(code=S_OK, words=words)
