"""A stage on which a flaw shows what it does, with nobody there who judges it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.identifiers import Iid
from mapi_reference.flawed.catalogue import FLAWS
from mapi_reference.provider.entry import EntryPoint, eager, ms_provider_init


STORES = (b"reference-store-1", b"reference-store-2")


class Section:
    """A profile section that takes everything and tells nothing."""

    def add_ref(self) -> int:
        """Count nothing."""
        return 1

    release = add_ref

    def set_props(self, *arguments: object) -> int:
        """Take everything."""
        return 0

    save_changes = set_props


@dataclass
class Support:
    """A support object that counts its references and ends as MAPI's does.

    Whatever it writes begins with its number; with the last reference goes the logon
    object, after Logoff.
    """

    number: int
    events: list[str]
    #: Words and codes that StoreLogoffTransports leaves, call by call.
    answers: list[tuple[int, int]]
    references: int = 0
    logon: Any = None
    #: What was registered last, and the flags and tags of the last status row.
    uid: Any = None
    row: tuple[int, tuple[int, ...]] = (0, ())

    def note(self, text: str) -> int:
        """Write down what happened here."""
        self.events.append(f"{self.number} {text}")
        return 0

    def add_ref(self) -> int:
        """Count it."""
        self.references += 1
        return self.references

    def release(self) -> int:
        """Count it, and end with the last one."""
        self.references -= 1
        if self.references < 0:
            self.note("released too often")
        elif self.references == 0:
            self.note("gone")
            self.part()
        return self.references

    def part(self) -> None:
        """Log the logon object off, once, and give it back."""
        logon, self.logon = self.logon, None
        if logon is not None:
            code = logon.logoff(Ref(0))
            if code:
                self.note(f"Logoff {code:#x}")
            logon.release()

    def store_logoff_transports(self, flags: Ref[int] | None) -> int:
        """Write the word down and answer."""
        word = "null" if flags is None else f"{flags.value:#x}"
        self.note(f"told {word}" + (" when gone" if self.references < 1 else ""))
        answer, code = self.answers.pop(0) if self.answers else (0x10000, 0)
        if flags is not None:
            flags.value = answer
        return code

    def open_profile_section(self, uid: object, flags: int, section: Ref[Any]) -> int:
        """Write it down and open."""
        section.value = Section()
        return self.note("OpenProfileSection")

    def set_provider_uid(self, uid: object, flags: int) -> int:
        """Write it down, and keep the identifier."""
        self.uid = uid
        return self.note("SetProviderUID")

    def modify_status_row(self, props: Any, flags: int) -> int:
        """Write it down, and keep what the row looks like."""
        self.row = flags, tuple(prop.tag for prop in props)
        return self.note("ModifyStatusRow")


@dataclass
class Stage:
    """A provider, the stores opened on it, and what they did."""

    entry: Callable[..., int]
    events: list[str] = field(default_factory=list)
    answers: list[tuple[int, int]] = field(default_factory=list)
    supports: list[Support] = field(default_factory=list)
    stores: list[Any] = field(default_factory=list)
    logons: list[Any] = field(default_factory=list)
    #: What the first logon gave for the spooler.
    security: Any = None

    def __post_init__(self) -> None:
        self.provider = self.load()

    def load(self, malloc: Any = None) -> Any:
        """Make a provider object."""
        found: Ref[Any] = Ref()
        self.entry(None, malloc, None, None, None, 0, 0x00010010, None, found)
        return found.value

    def begin(self, version: int) -> None:
        """Make a provider object for a MAPI, and write down what came of it."""
        own, found = Ref[Any](None), Ref[Any](None)
        code = self.entry(None, None, None, None, None, 0, version, own, found)
        given = [] if found.value is None else ["provider"]
        self.events.append(" ".join([f"Init {code:#x} {own.value:#x}", *given]))

    def open(
        self,
        which: int | bytes | None = 0,
        interface: Iid | None = None,
        *,
        flags: int = 4,
        spooler: bool = False,
    ) -> None:
        """Open a store, and write nothing down."""
        before = len(self.events)
        self.log_on(which, interface, flags=flags, spooler=spooler)
        del self.events[before:]

    def log_on(
        self,
        which: int | bytes | None = 0,
        interface: Iid | None = None,
        *,
        flags: int = 4,
        spooler: bool = False,
    ) -> None:
        """Open a store, and write down what came of it."""
        support = Support(len(self.supports) + 1, self.events, self.answers)
        security, error, logon, store = Ref[Any](), Ref[Any](), Ref[Any](), Ref[Any]()
        log_on = self.provider.spooler_logon if spooler else self.provider.logon
        data = self.security if spooler else security
        entryid = STORES[which] if isinstance(which, int) else which
        words = (support, 0, None, entryid, flags, interface, data, error)
        code = log_on(*words, logon, store)
        self.security = self.security or security.value
        support.logon = logon.value
        kept = "known" if store.value in self.stores else "new"
        given = [f"{kept} store"] if store.value is not None else []
        given += ["logon"] if logon.value is not None else []
        given += ["security"] if not spooler and security.value is not None else []
        support.note(" ".join(["Logon", f"{code:#x}", *given]))
        self.supports.append(support)
        self.stores.append(store.value)
        self.logons.append(logon.value)

    def tell(self, word: int, *, store: int = 0) -> None:
        """Call StoreLogoff, and write down what differs from S_OK and zero."""
        flags = Ref(word)
        code = self.stores[store].store_logoff(flags)
        if code or flags.value:
            self.events.append(f"StoreLogoff {code:#x} {flags.value:#x}")

    def add_ref(self, times: int = 1) -> None:
        """Take references on the first store."""
        for _ in range(times):
            self.stores[0].add_ref()

    def release(self, *stores: int) -> None:
        """Give references back, on the first store if nothing is said."""
        for store in stores or (0,):
            self.stores[store].release()

    def log_off(self, number: int = 0) -> None:
        """Have MAPI force the end of a store."""
        self.supports[number].part()

    def shut_down(self, provider: Any = None) -> None:
        """Call Shutdown, and write a failure down."""
        code = (provider or self.provider).shutdown(Ref(0))
        if code:
            self.events.append(f"Shutdown {code:#x}")

    def open_folder(self) -> Any:
        """Open the root folder of the first store."""
        folder: Ref[Any] = Ref()
        self.stores[0].open_entry(None, None, 0, Ref(), folder)
        return folder.value

    def query(self, target: Any, interface: Iid) -> Any:
        """Call QueryInterface, and write down what came."""
        found: Ref[Any] = Ref("untouched")
        code = target.query_interface(interface, found)
        pointer = found.value
        if pointer is target:
            pointer = "itself"
        elif pointer is not None and pointer != "untouched":
            pointer = "another"
        self.events.append(f"QueryInterface {code:#x} {pointer}")
        return found.value

    def count(self, number: int) -> None:
        """Write down how many references a support object has."""
        self.events.append(f"{number} has {self.supports[number - 1].references}")

    def read(self, tag: int, store: int = 0) -> Any:
        """Read a property of a store, and write it down."""
        props: Ref[Any] = Ref()
        self.stores[store].get_props((tag,), 0, props)
        value = props.value[0].value
        self.events.append(repr(value))
        return value

    def get_props(self, store: int = 0) -> None:
        """Ask a store for what it is, and write down whether it answers."""
        code = self.stores[store].get_props((0x0FFE0003,), 0, Ref())
        self.events.append(f"GetProps {code:#x}")


#: What is done on a stage, and what it comes to.
Act = Callable[[Stage], object]
#: By the name of a flaw, what is done to it and what it does. ``1`` and ``2`` are the
#: support objects of the first and the second logon; ``told`` is StoreLogoffTransports.
Rows = Mapping[str, tuple[Act, list[str]]]


def show(name: str, act: Act) -> list[str]:
    """Let a flaw play, with its first store open."""
    return _play(FLAWS[name].entry, act)


def show_reference(name: str, act: Act) -> list[str]:
    """Let the reference play, under the reading that the flaw declares."""
    readings: dict[str, EntryPoint] = {"deferred": ms_provider_init, "eager": eager}
    return _play(readings[FLAWS[name].profile], act)


def _play(entry: Callable[..., int], act: Act) -> list[str]:
    stage = Stage(entry)
    stage.open()
    act(stage)
    return stage.events
