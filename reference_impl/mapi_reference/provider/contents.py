"""What a store holds, whichever objects have it open.

It outlives them: what one session writes, the next one reads.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from mapi_conformance.mapi.flags import FOLDER_GENERIC, FOLDER_ROOT


#: The first four bytes of an entry identifier; set, they shorten its life.
_NO_FLAGS: Final = bytes(4)


@dataclass(slots=True, eq=False)
class MessageContents:
    """A message as it was last saved."""

    entryid: bytes
    folder: "FolderContents" = field(repr=False)
    props: Mapping[int, object]


@dataclass(slots=True, eq=False)
class FolderContents:
    """A folder, with what is in it."""

    entryid: bytes
    parent: bytes
    name: str
    kind: int
    folders: list["FolderContents"] = field(default_factory=list)
    messages: list[MessageContents] = field(default_factory=list)

    def keep(self, props: Mapping[int, object]) -> MessageContents:
        """Take in a message that was saved for the first time."""
        number = len(self.messages) + 1
        saved = MessageContents(self.entryid + b"/%d" % number, self, props)
        self.messages.append(saved)
        return saved


@dataclass(slots=True)
class Contents:
    """A whole store: its root folder and, in that, the folder that receives."""

    entryid: bytes
    name: str
    root: FolderContents = field(init=False)
    inbox: FolderContents = field(init=False)

    def __post_init__(self) -> None:
        root, inbox = self.prefix + b"root", self.prefix + b"inbox"
        self.inbox = FolderContents(inbox, root, "Inbox", FOLDER_GENERIC)
        # A root folder is its own parent.
        self.root = FolderContents(root, root, "Root", FOLDER_ROOT, [self.inbox])

    @property
    def prefix(self) -> bytes:
        """What the identifiers of its objects begin with: flags, then the store's own.

        A store's identifier begins with that of the provider, so that MAPI finds the
        provider's where it looks for it.

        Cites: entryid; registering-service-provider-unique-identifiers.
        """
        return _NO_FLAGS + self.entryid + b"/"

    def objects(self) -> Iterator[FolderContents | MessageContents]:
        """Go through all that an entry identifier can open."""
        for folder in (self.root, self.inbox):
            yield folder
            yield from folder.messages

    def find(self, entryid: bytes) -> FolderContents | MessageContents | None:
        """Find a folder or a saved message."""
        return next((each for each in self.objects() if each.entryid == entryid), None)

    def names(self, entryid: bytes | None) -> bool:
        """Whether an entry identifier is the store's, or of something in it."""
        return entryid is not None and (
            entryid == self.entryid or self.find(entryid) is not None
        )
