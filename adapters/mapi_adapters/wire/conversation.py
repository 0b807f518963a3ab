"""Our side of one conversation: what the testee makes looks like a Python provider."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from mapi_adapters.wire.calls import (
    METHODS,
    read_call,
    read_reply,
    write_call,
    write_reply,
)
from mapi_adapters.wire.channel import Channel
from mapi_adapters.wire.handles import MAPI, PROVIDER, Handles, Stale, Unfit
from mapi_adapters.wire.peer import (
    METHOD_NOT_FOUND,
    PROVIDER_FAULT,
    STALE,
    Breach,
    HungUp,
    Message,
    Overdue,
    Peer,
    Refused,
)
from mapi_adapters.wire.remote import Remote
from mapi_adapters.wire.serving import ENTRY
from mapi_conformance.mapi.interfaces import Method
from mapi_conformance.mapi.refs import Ref
from mapi_conformance.port.host import CallFault, Fault, FaultKind, Reply


#: Calls of the provider during one of ours; more are a storm.
STORM: Final = 20_000
_KINDS: Final = {"raised": FaultKind.RAISED, "malformed": FaultKind.MALFORMED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a testee may cost."""

    #: Seconds for one outermost call; infinite while somebody debugs.
    deadline: float
    #: Objects open at a time, in each direction.
    handles: int = 100_000
    #: Calls of the provider during one of ours.
    storm: int = STORM


class Conversation:
    """One conversation with a testee; after a fault of the road it is over."""

    def __init__(
        self,
        channel: Channel,
        limits: Limits,
        died: Callable[[], str],
        fell: Callable[[bool], object] = lambda hung: None,
    ) -> None:
        """Begin.

        Args:
            channel: Carries the lines.
            limits: What is allowed.
            died: Says how the testee's process ended; nothing where it lives.
            fell: Hears that the conversation is over by a fault, and whether by a hang.
        """
        self._limits = limits
        self._died = died
        self._fell = fell
        self.handles = Handles(
            MAPI, PROVIDER, partial(Remote, self._invoke), limit=limits.handles
        )
        allowance = None if limits.deadline == float("inf") else limits.deadline
        self.peer = Peer(channel, self._answer, allowance=allowance, spawns=True)
        self.peer.storm = limits.storm
        #: What ended it: a kind, and the rest of a sentence about a call.
        self.end: tuple[FaultKind, str] | None = None
        self._said_bye = False
        self._entry = Remote(self._invoke, self.handles, ENTRY, "MSProvider", ENTRY)

    # -- of the protocol itself

    def ask(self, method: str, params: Message, seconds: float | None = None) -> Any:
        """Make a request of the protocol itself, such as ``hello``.

        Raises:
            CallFault: The conversation is over.
            Refused: The testee refused.
        """
        before, self.peer.allowance = (
            self.peer.allowance,
            seconds or self.peer.allowance,
        )
        try:
            return self.peer.call(method, params)
        except (Breach, Overdue) as error:
            raise self._over(method, error) from None
        finally:
            self.peer.allowance = before

    def reset(self) -> None:
        """Ask for a fresh provider and an empty store.

        Raises:
            CallFault: The conversation is over.
            Refused: The testee cannot.
        """
        self.ask("reset", {})
        self.handles.reset()

    # -- to the testee

    def ms_provider_init(self, *arguments: Any) -> object:
        """Call the entry point."""
        return self._invoke(self._entry, "MSProvider.MSProviderInit", arguments, {})

    def wait(self, seconds: float) -> None:
        """Wait, and take what comes meanwhile; a breach shows in the next call."""
        try:
            self.peer.pump(seconds)
        except (Breach, Overdue):
            left = 0.0 if self.peer.broken else seconds
            time.sleep(left)

    def _invoke(
        self,
        remote: Remote,
        name: str,
        arguments: Sequence[Any],
        named: Mapping[str, Any],
    ) -> Any:
        title = name.replace(".", "::")
        if self.end is not None:
            raise CallFault(Fault(self.end[0], f"{title} was not made: {self.end[1]}"))
        try:
            params = write_call(METHODS[name], arguments, named, self.handles)
            params["object"] = remote.number
            reply = self.peer.call(name, params)
            return read_reply(name, arguments, reply, self.handles)
        except Refused as refused:
            raise CallFault(_refused(name, refused)) from None
        except Unfit as unfit:
            breach = self.peer.breach(f"answered what the table does not know: {unfit}")
            raise self._over(title, breach) from None
        except Stale:
            breach = self.peer.breach("gave back a handle of the time before a reset")
            raise self._over(title, breach) from None
        except (Breach, Overdue) as error:
            raise self._over(title, error) from None

    def _over(self, title: str, error: Exception) -> CallFault:
        if self.end is None:
            self.end = self._why(error)
            self.peer.breach(self.end[1])
            self._fell(self.end[0] is FaultKind.HUNG)
        kind, text = self.end
        return CallFault(Fault(kind, f"{title} {text}"))

    def _why(self, error: Exception) -> tuple[FaultKind, str]:
        if isinstance(error, Overdue):
            return self._why_late()
        if isinstance(error, HungUp) and (death := self._died()):
            half = f"; it left {error.rest} bytes of a message" if error.rest else ""
            return FaultKind.DIED, f"did not return: the testee {death}{half}"
        return FaultKind.ADAPTER, f"came to nothing: the testee {error}"

    def _why_late(self) -> tuple[FaultKind, str]:
        seconds = f"{self._limits.deadline:g} s"
        if self.peer.served > self._limits.storm:
            count = self._limits.storm
            text = f"did not return: the testee made more than {count} calls meanwhile"
            return FaultKind.HUNG, text
        if pending := self.peer.channel.pending:
            text = f"the testee sent {pending} bytes of a message, and no more in"
            return FaultKind.ADAPTER, f"came to nothing: {text} {seconds}"
        return FaultKind.HUNG, f"did not return within {seconds}"

    # -- from the testee

    def _answer(self, name: str, params: Any) -> Message:
        if name == "bye":
            self._said_bye = True
            return {"result": {}}
        if self._said_bye:
            raise self.peer.breach(f"called {name!r} after it had said bye")
        method = METHODS.get(name)
        if method is None or type(params) is not dict:
            raise self.peer.breach(f"called {name!r}, which is not in the table")
        try:
            target = self.handles.find(params.get("object"))
            arguments = read_call(name, params, self.handles)
        except Stale:
            return _error(STALE, "a handle of the time before a reset")
        except Unfit as unfit:
            text = f"called what the table does not know: {unfit}"
            raise self.peer.breach(text) from None
        function = method.name if name.startswith("MAPI.") else ""
        found = (
            target
            if function and getattr(target, "function", "") == function
            else getattr(target, method.python, None)
        )
        if found is None:
            return _error(METHOD_NOT_FOUND, f"{target!r} has no {name}")
        if "answered" in params:
            return self._report(name, found, arguments, params["answered"])
        return self._call(name, method, found, arguments)

    def _report(
        self, name: str, found: Any, arguments: list[Any], answered: Any
    ) -> Message:
        """Take note of a call that the testee answered itself."""
        # What went in is told as it was, beside what came out.
        refs = [Ref() if type(each) is Ref else each for each in arguments]
        try:
            code = read_reply(name, refs, answered, self.handles)
        except (Unfit, Stale) as unfit:
            text = f"reported what the table does not know: {unfit}"
            raise self.peer.breach(text) from None
        rows = zip(METHODS[name].parameters, refs, strict=False)
        words = {
            row.name: ref.value
            for row, ref in rows
            if type(ref) is Ref and row.name in answered.get("out", {})
        }
        found.report(Reply(code=code, words=words), *arguments)
        return {"result": {}}

    def _call(
        self,
        name: str,
        method: Method,
        found: Callable[..., Any],
        arguments: list[Any],
    ) -> Message:
        result = found(*arguments)
        title = name.replace(".", "::")
        return {"result": write_reply(title, method, arguments, result, self.handles)}


def _refused(name: str, refused: Refused) -> Fault:
    title = name.replace(".", "::")
    interface = name.partition(".")[0]
    if refused.code == METHOD_NOT_FOUND:
        row = METHODS[name]
        shape = ", ".join(parameter.name for parameter in row.parameters)
        text = f"the {interface} object has no method {row.python}({shape})"
        return Fault(FaultKind.MISSING, text)
    kind = refused.data.get("kind") if isinstance(refused.data, dict) else None
    if refused.code == PROVIDER_FAULT and kind in _KINDS:
        said = f"{title} raised {refused}" if kind == "raised" else str(refused)
        return Fault(_KINDS[kind], said)
    text = f"{title} was refused by the testee: {refused} ({refused.code})"
    return Fault(FaultKind.ADAPTER, text)


def _error(code: int, message: str) -> Message:
    return {"error": {"code": code, "message": message}}
