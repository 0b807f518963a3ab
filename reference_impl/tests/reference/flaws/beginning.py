"""What flaws do in the entry point, before anybody logs on."""

from typing import Final

from stage import Rows, Stage, Support

from mapi_conformance.mapi.identifiers import IID_IMSProvider


OLDER, OURS, NEWER = 0x00010000, 0x00010010, 0x00020000


def ask_the_second(s: Stage) -> None:
    """Make another provider object, ask it what it is, and give both back."""
    other = s.load()
    s.query(other, IID_IMSProvider)
    for each in (other, other, s.provider):
        each.release()


def make_two(s: Stage) -> None:
    """Make another provider object, compare, and give both back."""
    other = s.load()
    s.events.append("the same" if other is s.provider else "another")
    for each in (other, s.provider):
        each.release()


def give_malloc(s: Stage) -> None:
    """Let a provider object have an IMalloc while it lives."""
    s.supports.append(malloc := Support(2, s.events, []))
    malloc.add_ref()
    s.load(malloc).release()
    s.count(2)


BEGINNING: Final[Rows] = {
    "second-provider-denies-itself": (
        ask_the_second,
        ["QueryInterface 0x80004002 None"],
    ),
    "tells-version-zero": (lambda s: s.begin(OURS), ["Init 0x0 0x0 provider"]),
    "accepts-an-older-mapi": (
        lambda s: s.begin(OLDER),
        ["Init 0x0 0x10010 provider"],
    ),
    "older-mapi-is-a-failure": (
        lambda s: s.begin(OLDER),
        ["Init 0x80004005 0x10010"],
    ),
    "refuses-its-own-version": (
        lambda s: s.begin(0x00010008),
        ["Init 0x80040110 0x10008"],
    ),
    "version-must-be-equal": (
        lambda s: (s.begin(OURS), s.begin(NEWER)),
        ["Init 0x0 0x10010 provider", "Init 0x80040110 0x10010"],
    ),
    "refused-init-gives-a-provider": (
        lambda s: s.begin(OLDER),
        ["Init 0x80040110 0x10010 provider"],
    ),
    "one-provider-object": (make_two, ["the same"]),
    "keeps-malloc": (give_malloc, ["2 has 2"]),
}
