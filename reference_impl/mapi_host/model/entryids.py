"""Store entry identifiers in MAPI's wrapping."""

from typing import Final

from mapi_conformance.mapi.identifiers import muidStoreWrap


_ALIGNMENT: Final = 4
_MARK: Final = bytes(4) + muidStoreWrap + bytes(2)


def wrap(entryid: bytes, dll: str) -> bytes:
    """Put MAPI's header before a private identifier: marker and library, padded."""
    head = _MARK + dll.encode("ascii", "replace") + b"\0"
    return head + bytes(-len(head) % _ALIGNMENT) + entryid


def unwrap(entryid: bytes) -> bytes:
    """Take MAPI's header off, if there is one: providers get what they made."""
    end = entryid.find(b"\0", len(_MARK)) + 1
    if not entryid.startswith(_MARK) or not end:
        return entryid
    return entryid[end + -end % _ALIGNMENT :]
