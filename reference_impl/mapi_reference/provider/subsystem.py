"""What MAPI hands to a provider, as far as this provider uses it."""

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

from mapi_conformance.mapi import PropValue, Ref


#: MAPIAllocateBuffer: a size in bytes, and where the block goes.
AllocateBuffer: TypeAlias = Callable[[int, Ref[Any]], int]
#: MAPIAllocateMore: a size in bytes, the root to link to, and where the block goes.
AllocateMore: TypeAlias = Callable[[int, object, Ref[Any]], int]
#: MAPIFreeBuffer: a root.
FreeBuffer: TypeAlias = Callable[[object], int]


class Counted(Protocol):
    """An object that is kept by reference."""

    def add_ref(self) -> int:
        """Take a reference."""
        ...

    def release(self) -> int:
        """Give a reference back."""
        ...


class ProfileSection(Counted, Protocol):
    """IProfSect, as far as a logon writes to it."""

    def set_props(
        self, props: tuple[PropValue, ...], problems: Ref[object] | None
    ) -> int:
        """Set properties of the section."""
        ...

    def save_changes(self, flags: int) -> int:
        """Make them permanent."""
        ...


class Support(Counted, Protocol):
    """IMAPISupport, as far as a store that only opens and ends needs it."""

    def open_profile_section(
        self, uid: bytes | None, flags: int, section: Ref[ProfileSection] | None
    ) -> int:
        """Open a section of the profile; a null identifier means the provider's own."""
        ...

    def set_provider_uid(self, uid: bytes, flags: int) -> int:
        """Register the identifier that the provider's entry identifiers carry."""
        ...

    def modify_status_row(self, props: tuple[PropValue, ...], flags: int) -> int:
        """Create or change the provider's row of the status table."""
        ...

    def make_invalid(
        self, flags: int, target: object, references: int, methods: int
    ) -> int:
        """Answer in the place of an object from now on, and free it in the end."""
        ...

    def store_logoff_transports(self, flags: Ref[int] | None) -> int:
        """Have the spooler and the transports let go of the store."""
        ...
