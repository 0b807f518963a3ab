"""A support object that writes down what it is asked, and a store opened on it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from mapi_conformance.mapi import PropValue, Ref
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.store import Store
from mapi_reference.provider.subsystem import ProfileSection, Support


S_OK = 0


@dataclass
class Section:
    """A profile section that takes everything."""

    events: list[str]

    def add_ref(self) -> int:
        """Count nothing."""
        return 1

    def release(self) -> int:
        """Write it down."""
        self.events.append("Section.Release")
        return 0

    def set_props(
        self, props: tuple[PropValue, ...], problems: Ref[object] | None
    ) -> int:
        """Write the values down."""
        self.events.append(f"Section.SetProps({', '.join(str(v) for _, v in props)})")
        return S_OK

    def save_changes(self, flags: int) -> int:
        """Write it down."""
        self.events.append("Section.SaveChanges")
        return S_OK


@dataclass
class Recorder:
    """A support object: writes down, answers as told, and calls back on Release."""

    events: list[str]
    answers: dict[str, int]
    during_release: list[Callable[[], None]]
    #: What stands in the word after each StoreLogoffTransports; what came in, if none.
    words: list[int] = field(default_factory=list)

    def add_ref(self) -> int:
        """Write it down."""
        self.events.append("AddRef")
        return 2

    def release(self) -> int:
        """Write it down, then do what MAPI does inside."""
        self.events.append("Release")
        for call in self.during_release:
            call()
        return 1

    def open_profile_section(
        self, uid: bytes | None, flags: int, section: Ref[ProfileSection] | None
    ) -> int:
        """Open a section, unless told to fail."""
        self.events.append(f"OpenProfileSection({uid!r}, {flags:#x})")
        assert section is not None
        section.value = Section(self.events)
        return self.answers.get("OpenProfileSection", S_OK)

    def set_provider_uid(self, uid: bytes, flags: int) -> int:
        """Write the identifier down."""
        self.events.append(f"SetProviderUID({uid!r}, {flags:#x})")
        return self.answers.get("SetProviderUID", S_OK)

    def modify_status_row(self, props: tuple[PropValue, ...], flags: int) -> int:
        """Write the flags down."""
        self.events.append(f"ModifyStatusRow({flags:#x})")
        return self.answers.get("ModifyStatusRow", S_OK)

    def make_invalid(
        self, flags: int, target: object, references: int, methods: int
    ) -> int:
        """Write the numbers down."""
        self.events.append(f"MakeInvalid({flags:#x}, {references}, {methods})")
        return S_OK

    def store_logoff_transports(self, flags: Ref[int] | None) -> int:
        """Write the in word down."""
        assert flags is not None
        self.events.append(f"StoreLogoffTransports({flags.value:#x})")
        if self.words:
            flags.value = self.words.pop(0)
        return self.answers.get("StoreLogoffTransports", S_OK)


@pytest.fixture
def events() -> list[str]:
    """What the support object was asked, in order."""
    return []


@pytest.fixture
def answers() -> dict[str, int]:
    """Codes that the support object gives in place of S_OK, by method."""
    return {}


@pytest.fixture
def during_release() -> list[Callable[[], None]]:
    """Calls that MAPI makes while its support object is being released."""
    return []


@pytest.fixture
def words() -> list[int]:
    """The words that StoreLogoffTransports leaves, call by call."""
    return []


@pytest.fixture
def support(
    events: list[str],
    answers: dict[str, int],
    during_release: list[Callable[[], None]],
    words: list[int],
) -> Support:
    """A support object that writes into ``events``."""
    return Recorder(events, answers, during_release, words)


@pytest.fixture
def further_support() -> Support:
    """The support object of a second logon, which must not be touched."""
    return Recorder([], {}, [])


@pytest.fixture
def provider() -> Provider:
    """A provider as it is unless something is chosen."""
    return Provider()


@pytest.fixture
def opened(
    provider: Provider, support: Support, events: list[str]
) -> tuple[Logon, Store]:
    """A logon and a store object; ``events`` begin after the logon."""
    logon: Ref[Logon | None] = Ref()
    store: Ref[Store | None] = Ref()
    entryid = b"reference-store-1"
    provider.logon(support, 0, None, entryid, 0x4, None, None, None, logon, store)
    events.clear()
    assert logon.value is not None
    assert store.value is not None
    return logon.value, store.value


@pytest.fixture
def logon(opened: tuple[Logon, Store]) -> Logon:
    """The logon object of ``store``."""
    return opened[0]


@pytest.fixture
def store(opened: tuple[Logon, Store]) -> Store:
    """A store that was opened a moment ago, with one reference."""
    return opened[1]
