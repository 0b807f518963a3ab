"""A testee over a run: greeted, reset between cases, started again after a death."""

import contextlib
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Protocol

from mapi_adapters.wire.channel import Channel
from mapi_adapters.wire.conversation import Conversation, Limits
from mapi_adapters.wire.peer import PROVIDER_FAULT, Refused
from mapi_adapters.wire.serving import PROTOCOL
from mapi_conformance.errors import ProviderUnusable
from mapi_conformance.port.host import CallFault, FaultKind, Host, Unreachable
from mapi_conformance.port.provider import Configuration
from mapi_host.host import Passage, open_host


#: Lines of what a testee printed that a sentence about its start quotes.
_QUOTED: Final = 3
ADVICE: Final = "run it by hand and see that it waits for a line on its standard input"


class Link(Protocol):
    """What carries one conversation: a child, or a socket."""

    @property
    def channel(self) -> Channel:
        """What carries the lines."""
        ...

    def died(self) -> str:
        """Say how the testee's process ended; nothing where it lives, or who knows."""
        ...

    def mark(self) -> None:
        """Begin a case."""
        ...

    def printed(self) -> str:
        """Give what the testee printed since the case began."""
        ...

    def kill(self, *, words: bool = False) -> None:
        """End it; with ``words`` it may say where it is."""
        ...

    def part(self) -> None:
        """Let it end by itself."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Greeting:
    """What a testee says of itself."""

    protocol: str
    name: str = ""
    version: str = "unknown"
    language: str = ""
    digest: str = ""
    capabilities: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    #: What it can do beside being called: ``reset``, ``census``, ``memory``.
    can: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How a testee is met."""

    #: How sentences call it: ``cmd:./testee``.
    title: str
    limits: Limits
    #: Seconds in which it has to greet back, and to reset.
    start: float
    #: What it has to know, or nothing.
    token: str = ""
    #: What to do about one that ends before it has greeted.
    advice: str = ADVICE


class Testee:
    """Makes hosts for cases, each with a fresh provider behind the wall."""

    def __init__(self, connect: Callable[[], Link], terms: Terms) -> None:
        self._connect = connect
        self._terms = terms
        self._link: Link | None = None
        self._talk: Conversation | None = None
        self._fresh = False
        #: How often it was started; more than once only after a death.
        self.starts = 0
        self.greeting = Greeting(protocol="")

    def start(self) -> None:
        """Start it and greet it.

        Raises:
            ProviderUnusable: It cannot be reached, or does not speak as it should.
        """
        self.starts += 1
        self._link = link = self._connect()
        self._talk = Conversation(
            link.channel,
            self._terms.limits,
            link.died,
            lambda hung: link.kill(words=hung),
        )
        try:
            self.greeting = self._greet(self._talk)
        except BaseException:
            self.drop()
            raise
        self._fresh = True

    def open(self, configuration: Configuration) -> Host:
        """Make the host for one case.

        Raises:
            Unreachable: There is no provider to be had.
        """
        try:
            talk = self._ready()
        except ProviderUnusable as error:
            raise Unreachable(str(error)) from None
        assert self._link is not None  # noqa: S101 - it is ready
        passage = Passage(
            wait=talk.wait,
            keeps_time=True,
            sees_memory="memory" in self.greeting.can,
            printed=self._link.printed,
            crossed=talk.peer.transcript,
        )
        return open_host(talk.ms_provider_init, configuration, passage=passage)

    def close(self) -> None:
        """Say bye and let it end."""
        if self._talk is None or self._link is None:
            return
        if self._talk.end is None:
            with contextlib.suppress(CallFault, Refused):
                self._talk.ask("bye", {}, 1.0)
            self._talk.peer.breach("is not talked to any more")
            self._link.part()
        self.drop()

    def drop(self) -> None:
        """End it at once."""
        if self._talk is not None:
            self._talk.peer.breach("is not talked to any more")
        if self._link is not None:
            self._link.kill()
            self._link.part()
        self._link = self._talk = None

    def _ready(self) -> Conversation:
        if self._talk is not None and not self._fresh:
            self._renew(self._talk)
        if self._talk is None:
            self.start()
        self._fresh = False
        assert self._talk is not None  # noqa: S101 - just started
        assert self._link is not None  # noqa: S101 - likewise
        self._link.mark()
        self._talk.peer.heard.clear()
        return self._talk

    def _renew(self, talk: Conversation) -> None:
        """Reset it, or let it go: the next one is fresh by itself."""
        if talk.end is None and "reset" in self.greeting.can:
            with contextlib.suppress(CallFault, Refused):
                talk.ask("reset", {}, self._patience)
                talk.handles.reset()
                return
        self.drop()

    @property
    def _patience(self) -> float | None:
        """Seconds for what the protocol itself asks; None while somebody debugs."""
        return None if math.isinf(self._terms.start) else self._terms.start

    # -- the greeting

    def _greet(self, talk: Conversation) -> Greeting:
        params: dict[str, Any] = {"protocol": PROTOCOL}
        if self._terms.token:
            params["token"] = self._terms.token
        try:
            said = talk.ask("hello", params, self._patience)
        except Refused as refused:
            raise ProviderUnusable(self._why_refused(refused)) from None
        except CallFault as fault:
            raise ProviderUnusable(self._why_silent(fault)) from None
        greeting = read_greeting(self._terms.title, said)
        mine, theirs = PROTOCOL.partition(".")[0], greeting.protocol.partition(".")[0]
        if mine != theirs:
            raise ProviderUnusable(
                f"{self._terms.title} speaks protocol {greeting.protocol!r}, this suite"
                f" {PROTOCOL}; use a testee of protocol {mine}"
            )
        return greeting

    def _why_refused(self, refused: Refused) -> str:
        data = refused.data if isinstance(refused.data, dict) else {}
        if refused.code == PROVIDER_FAULT and data.get("kind") == "unusable":
            return str(refused)
        return f"{self._terms.title} refused to be greeted: {refused}"

    def _why_silent(self, fault: CallFault) -> str:
        assert self._link is not None  # noqa: S101 - it was greeted
        title, printed = self._terms.title, last_lines(self._link.printed())
        text = fault.fault.text.removeprefix("hello ")
        match fault.fault.kind:
            case FaultKind.DIED:
                ended = text.removeprefix("did not return: the testee ")
                return (
                    f"{title} {ended} before it said hello{printed};"
                    f" {self._terms.advice}"
                )
            case FaultKind.HUNG:
                return (
                    f"{title} has not answered hello in {self._terms.start:g} s"
                    f"{printed}; it has to answer a line with a line and flush it; set"
                    " start=SECONDS if it needs longer"
                )
        what = text.removeprefix("came to nothing: the testee ")
        return (
            f"{title} {what}; standard output is for messages alone, everything else"
            f" goes to standard error{printed}"
        )


def read_greeting(title: str, said: Any) -> Greeting:
    """Read the answer to ``hello``.

    Raises:
        ProviderUnusable: It is not as the protocol has it.
    """
    if not isinstance(said, dict) or not isinstance(said.get("protocol"), str):
        raise ProviderUnusable(
            f"{title} answers hello without a protocol; protocol: {PROTOCOL!r} is due"
        )
    texts = ("name", "version", "language", "digest")
    lists = ("capabilities", "profiles", "can")
    for key in texts:
        if not isinstance(said.get(key, ""), str):
            raise ProviderUnusable(
                f"{title} answers hello with a {key} that is no text"
            )
    for key in lists:
        value = said.get(key, [])
        if not isinstance(value, list) or any(type(each) is not str for each in value):
            raise ProviderUnusable(
                f"{title} answers hello with {key} that is no list of texts"
            )
    known = {key: said[key] for key in texts if said.get(key)}
    listed = {key: tuple(said[key]) for key in lists if key in said}
    fields: dict[str, Any] = {**known, **listed}
    return Greeting(protocol=said["protocol"], **fields)


def last_lines(printed: str) -> str:
    """Quote the end of what was printed, for a sentence."""
    lines = [line.strip() for line in printed.splitlines() if line.strip()]
    quoted = " | ".join(lines[-_QUOTED:])
    return f"; it printed: {quoted[-400:]}" if quoted else ""
