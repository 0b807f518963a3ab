"""Before any case: does the set-up work, and does the provider do what it claims?"""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from mapi_conformance.errors import UnknownSetting
from mapi_conformance.mapi.codes import (
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_NO_SUPPORT,
    failed,
    show_code,
)
from mapi_conformance.mapi.flags import MDB_WRITE
from mapi_conformance.port.host import Event, FaultKind, Host, Pointer, Unreachable
from mapi_conformance.port.provider import Provider
from mapi_conformance.run.profiles import read_profiles
from mapi_conformance.scenario.model import CAPABILITIES
from mapi_conformance.wording import near


#: Of the deadline; a call that takes more of it may be too slow the next time.
_SLOW: Final = 0.5
_REFUSALS: Final = (MAPI_E_NO_SUPPORT, MAPI_E_INTERFACE_NOT_SUPPORTED)


@dataclass(frozen=True, slots=True)
class Try:
    """A call that a capability stands for."""

    capability: str
    method: str
    #: On the store; else on the provider object.
    on_store: bool
    arguments: Mapping[str, object]


_TRIES: Final = (
    Try("spooler-logon", "SpoolerLogon", on_store=False, arguments={}),
    Try("folders", "GetReceiveFolder", on_store=True, arguments={}),
)


class _Over(Exception):
    """What follows would mean nothing."""


def check_up(provider: Provider) -> tuple[str, ...]:
    """Try the set-up out; give a sentence for all that is wrong, and what to change.

    It makes one provider and throws it away. Whatever the provider does, this
    returns.
    """
    found = [*_declared(provider)]
    try:
        host = provider.open()
    except Unreachable as error:
        return (*found, str(error))
    checkup = _Checkup(host, provider)
    try:
        found += checkup.findings()
        if not checkup.died:
            host.end()
    except _Over as over:
        found.append(str(over))
    return tuple(found)


def _declared(provider: Provider) -> Iterator[str]:
    for name in sorted(provider.capabilities - set(CAPABILITIES)):
        known = ", ".join(CAPABILITIES)
        yield (
            f"{name!r} is claimed, which is no capability; there are {known}"
            f"{near(name, CAPABILITIES)}"
        )
    try:
        read_profiles(",".join(sorted(provider.profiles)))
    except UnknownSetting as error:
        yield f"the profile is declared wrongly: {error}"


class _Checkup:
    """One provider, met as every case will meet it."""

    def __init__(self, host: Host, provider: Provider) -> None:
        self._host = host
        self._provider = provider
        self._slow: list[str] = []
        self.died = False

    def findings(self) -> Iterable[str]:
        """Load it, log on, and try what it claims."""
        made = self._load()
        store = self._log_on(made, self._provider.configuration.first_store, "first")
        second = self._provider.configuration.second_store
        if second is not None:
            self._log_on(made, second, "second")
        found = [*self._refused(made, store)]
        return (*found, *self._slow)

    def _load(self) -> Pointer:
        event = self._meet(self._host.start)
        if event.code is not None and failed(event.code):
            version = self._provider.configuration.spi_version
            raise _Over(
                f"MSProviderInit refused SPI version {version:#x} with"
                f" {show_code(event.code)}; set spi-version to one that it accepts"
            )
        made = event.results.get("provider")
        if not isinstance(made, Pointer):
            raise _Over(
                "MSProviderInit succeeded and gave no provider object; it has to set"
                " the word 'provider'"
            )
        return made

    def _log_on(self, made: Pointer, entryid: bytes, which: str) -> Pointer:
        words = {"entryid": entryid, "flags": MDB_WRITE}
        event = self._meet(lambda: self._host.call(made, "Logon", words))
        if event.code is not None and failed(event.code):
            raise _Over(
                f"Logon to the {which} store {entryid!r} answers"
                f" {show_code(event.code)}; set {which}-store to an entry identifier"
                " that it knows, and give it what it needs to log on: sections of the"
                " profile (section.own.PR_…), identifiers, secrets"
            )
        store = event.results.get("store")
        if not isinstance(store, Pointer):
            raise _Over(f"Logon to the {which} store succeeded and gave no store")
        return store

    def _refused(self, made: Pointer, store: Pointer) -> Iterator[str]:
        first = self._provider.configuration.first_store
        for each in _TRIES:
            if each.capability not in self._provider.capabilities:
                continue
            target = store if each.on_store else made
            words = {**each.arguments, **({} if each.on_store else {"entryid": first})}
            event = self._host.call(target, each.method, words)
            missing = event.fault is not None and event.fault.kind is FaultKind.MISSING
            if missing or event.code in _REFUSALS:
                code = "has no such method" if missing else _answers(event)
                yield (
                    f"the capability {each.capability!r} is claimed, and"
                    f" {each.method} {code}; claim it no more, or serve it"
                )
            elif event.fault is not None:
                self._fell(event)

    def _meet(self, call: object) -> Event:
        began = time.perf_counter()
        event: Event = call()  # type: ignore[operator]  # a call of the host
        took = time.perf_counter() - began
        if event.fault is not None:
            self._fell(event)
        limit = self._provider.configuration.deadline
        if took > limit * _SLOW:
            self._slow.append(
                f"{event.interface}::{event.name} took {took:.1f} s of the {limit:g} s"
                " that one call may take; set deadline=SECONDS to more"
            )
        return event

    def _fell(self, event: Event) -> None:
        assert event.fault is not None  # noqa: S101  # asked by every caller
        self.died = True
        advice = (
            "set deadline=SECONDS if it needs longer"
            if event.fault.kind is FaultKind.HUNG
            else "the run would find that in every case"
        )
        raise _Over(f"{event.fault.text}; {advice}")


def _answers(event: Event) -> str:
    return f"answers {show_code(event.code)}" if event.code is not None else "fails"
