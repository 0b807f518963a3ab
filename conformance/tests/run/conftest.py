"""A tiny documented provider, to be bent, and the judging of scenario texts on it."""

import signal
import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from mapi_conformance.mapi.codes import (
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_LOGON_FAILED,
    S_OK,
)
from mapi_conformance.mapi.flags import LOGOFF_ABORT
from mapi_conformance.mapi.identifiers import IID_IMsgStore, IID_IUnknown
from mapi_conformance.mapi.refs import Ref
from mapi_conformance.port.host import Host
from mapi_conformance.port.provider import Configuration
from mapi_conformance.port.provider import Provider as Judged
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.record import CaseRecord
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus
from mapi_host.host import open_host


class Counted:
    """An object with references; ``end`` runs when the last one goes."""

    references = 1

    def query_interface(self, interface: Any, pointer: Ref[Any]) -> int:
        """Answer for IUnknown and IMsgStore."""
        pointer.value = None
        if interface not in (IID_IUnknown, IID_IMsgStore):
            return MAPI_E_INTERFACE_NOT_SUPPORTED
        self.references += 1
        pointer.value = self
        return S_OK

    def add_ref(self) -> int:
        """Take a reference."""
        self.references += 1
        return self.references

    def release(self) -> int:
        """Give a reference back."""
        self.references -= 1
        if self.references == 0:
            self.end()
        return self.references

    def end(self) -> None:
        """End quietly."""


class Store(Counted):
    """Remembers the last flag of StoreLogoff until its end."""

    def __init__(self, support: Any) -> None:
        self.support, self.flag, self.open = support, LOGOFF_ABORT, True

    def store_logoff(self, flags: Ref[int]) -> int:
        """Remember a flag."""
        self.flag, flags.value = flags.value, 0
        return S_OK

    def end(self) -> None:
        """Tell the transports and let go of MAPI, once."""
        if self.open:
            self.open = False
            self.tell()
            self.support.release()

    def tell(self) -> int:
        """Tell the transports what was remembered."""
        return int(self.support.store_logoff_transports(Ref(self.flag)))


class Logon(Counted):
    """Ends its store when told."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def logoff(self, flags: Ref[int]) -> int:
        """End the store."""
        self.store.end()
        return S_OK


class Provider(Counted):
    """Opens a store for each logon on to ``first-store``."""

    store_type = Store
    logon_type = Logon

    def logon(self, support: Any, *arguments: Any) -> int:
        """Open the store, or refuse."""
        _, _, entryid, _, _, security, _, logon, store = arguments
        security.value = logon.value = store.value = None
        if entryid != b"first-store":
            return MAPI_E_LOGON_FAILED
        support.add_ref()
        store.value = self.store_type(support)
        logon.value = self.logon_type(store.value)
        return S_OK

    def shutdown(self, flags: Ref[int]) -> int:
        """Agree."""
        return S_OK


Changes = Mapping[str, object]


@pytest.fixture(name="entry", scope="session")
def _entry() -> Callable[..., Callable[..., int]]:
    """Make the entry point of a provider, some of whose methods are others."""

    def make(
        *,
        store: Changes | None = None,
        logon: Changes | None = None,
        provider: Changes | None = None,
    ) -> Callable[..., int]:
        types = {
            "store_type": type("Store", (Store,), dict(store or {})),
            "logon_type": type("Logon", (Logon,), dict(logon or {})),
        }
        made = type("Provider", (Provider,), {**types, **(provider or {})})

        def entry(*arguments: Any) -> int:
            arguments[-1].value = made()
            return S_OK

        return entry

    return make


@pytest.fixture(name="corpus", scope="session")
def _corpus() -> Corpus:
    return Corpus()


@pytest.fixture(name="load", scope="session")
def _load(corpus: Corpus) -> Callable[..., Case]:
    """Read the one case of a scenario in the reading ``deferred``, by its steps."""

    def load(steps: str, header: str = "", **words: str) -> Case:
        standard = {
            "profile": "deferred",
            "given": "[open-store]",
            "watch": "[end-of-support]",
            "laws": "[shutdown]",
        }
        keys = "\n".join(f"{k}: {v}" for k, v in (standard | words).items() if v)
        text = (
            f"suite: tiny\nabout: Tiny.\n{keys}\nscenarios:\n"
            "  - id: one\n    title: does it\n"
            f"{textwrap.indent(textwrap.dedent(header).strip(), ' ' * 4)}\n"
            f"    steps:\n{textwrap.indent(textwrap.dedent(steps).strip(), ' ' * 6)}\n"
        )
        (case,) = corpus.load_text(text, "tiny.yaml").cases
        return case

    return load


@pytest.fixture(name="a_provider", scope="session")
def _a_provider(entry: Callable[..., Callable[..., int]]) -> Callable[..., Judged]:
    """Reach a tiny provider; ``wrap`` may put something before its host."""

    def a_provider(
        *,
        profiles: str = "deferred",
        capabilities: str = "",
        configuration: Configuration | None = None,
        enter: Callable[..., object] | None = None,
        wrap: Callable[[Host], Any] = lambda host: host,
        **changes: Changes,
    ) -> Judged:
        configured = configuration or Configuration()
        made = enter or entry(**changes)
        return Judged(
            name="tiny",
            version="1",
            road="in this process",
            profiles=frozenset(profiles.split()),
            capabilities=frozenset(capabilities.split()),
            configuration=configured,
            open=lambda: wrap(open_host(made, configured)),
        )

    return a_provider


@pytest.fixture(name="play", scope="session")
def _play(
    corpus: Corpus, load: Callable[..., Case], a_provider: Callable[..., Judged]
) -> Callable[..., CaseRecord]:
    """Judge a tiny provider by the steps of one scenario."""

    def play(
        steps: str, header: str = "", words: Mapping[str, str] | None = None, **who: Any
    ) -> CaseRecord:
        options = Options(strict=who.pop("strict", False))
        judging = Judging(a_provider(**who), corpus, options)
        return judging.judge(load(steps, header, **(words or {})))

    return play


@pytest.fixture(autouse=True)
def _no_leftover_timer() -> Iterator[None]:
    """No deadline of one test strikes in the next."""
    yield
    if hasattr(signal, "getitimer"):  # where there is none, there is no deadline
        assert signal.getitimer(signal.ITIMER_REAL)[0] == 0
