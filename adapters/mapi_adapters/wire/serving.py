"""Their side: a provider of Python objects answers the suite.

``serve_provider`` is for whoever has an entry point in the table's spelling: a Python
provider, or objects that stand for something else, such as the vtables of a library.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final

from mapi_adapters.wire.account import describe
from mapi_adapters.wire.calls import (
    METHODS,
    Malformed,
    read_call,
    read_reply,
    write_call,
    write_reply,
)
from mapi_adapters.wire.channel import Channel
from mapi_adapters.wire.handles import (
    MAPI,
    PROVIDER,
    Handles,
    Stale,
    Unfit,
    number_itself,
)
from mapi_adapters.wire.peer import (
    INVALID_PARAMS,
    METHOD_NOT_FOUND,
    PROVIDER_FAULT,
    REFUSED,
    STALE,
    Breach,
    HungUp,
    Message,
    Overdue,
    Peer,
    Refused,
)
from mapi_adapters.wire.remote import Remote
from mapi_conformance.mapi.codes import MAPI_E_CALL_FAILED
from mapi_conformance.mapi.interfaces import Method


#: Of the protocol: another first number is another protocol.
PROTOCOL: Final = "1.0"
#: The handle of the entry point.
ENTRY: Final = 0
EntryPoint = Callable[..., object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What a testee says of itself when it is greeted."""

    name: str
    version: str = "unknown"
    language: str = f"Python {sys.version_info.major}.{sys.version_info.minor}"
    #: Of the library or the module that is judged, as ``sha256:…``.
    digest: str = ""
    capabilities: Sequence[str] = ()
    profiles: Sequence[str] = ()
    #: It counts what is allocated: every call of MAPI's functions is passed on.
    sees_memory: bool = True
    limits: Mapping[str, int] = field(default_factory=dict)


class Server:
    """Answers one conversation.

    Args:
        channel: Carries the lines.
        entry: MSProviderInit in the spelling of the table.
        identity: What is said of the provider.
        renew: Empties stores and whatever outlives a provider object; None where
            a fresh provider object is all that it takes.
        identify: Tells objects apart: equal for two handles of one object.
        admits: Checks the token of whoever greets; one without learns nothing.
        handles: Objects that may be open at a time.
    """

    def __init__(
        self,
        channel: Channel,
        entry: EntryPoint,
        identity: Identity,
        *,
        renew: Callable[[], object] | None = None,
        identify: Callable[[int, object], object] = number_itself,
        admits: Callable[[object], bool] | None = None,
        handles: int = 100_000,
    ) -> None:
        self._identity = identity
        self._entry = entry
        self._renew = renew
        self._admits = admits
        self._greeted = False
        self._over = False
        make = partial(Remote, self._invoke)
        self.handles = Handles(PROVIDER, MAPI, make, limit=handles, identity=identify)
        self.peer = Peer(channel, self._answer)
        self._own: Mapping[str, Callable[[Message], Message]] = {
            "hello": self._hello,
            "reset": self._reset,
            "census": lambda params: {"result": {"provider": self.handles.census()}},
            "bye": self._bye,
        }

    def run(self, idle: float | None = None, greeting: float | None = None) -> None:
        """Answer until the suite says bye or hangs up.

        Args:
            idle: Seconds without a request after which the suite counts as gone.
            greeting: Seconds in which it has to greet.

        Raises:
            Breach: The suite broke the protocol.
        """
        try:
            self.peer.serve_one(greeting)
            while not self._over:
                self.peer.serve_one(idle)
        except (HungUp, Overdue):
            pass
        finally:
            self.peer.close()

    # -- from the suite

    def _answer(self, name: str, params: Any) -> Message:
        if not self._greeted:
            self._check(name, params)
        if type(params) is not dict:
            return _error(INVALID_PARAMS, f"{name}: params is no object of JSON")
        own = self._own.get(name)
        if own is not None:
            return own(params)
        method = METHODS.get(name)
        if method is None:
            return _error(METHOD_NOT_FOUND, f"the table has no {name}")
        try:
            number = params.get("object")
            target = self._entry if number == ENTRY else self.handles.find(number)
            arguments = read_call(name, params, self.handles)
        except Unfit as unfit:
            return _error(INVALID_PARAMS, str(unfit))
        except Stale:
            return _error(STALE, "a handle of the time before a reset")
        return self._call(name, method, number, target, arguments)

    def _call(
        self, name: str, method: Method, number: Any, target: Any, arguments: list[Any]
    ) -> Message:
        title = name.replace(".", "::")
        try:
            found = target if number == ENTRY else getattr(target, method.python, None)
            if not callable(found):
                return _error(METHOD_NOT_FOUND, f"the object has no {method.python}")
            result = found(*arguments)
        except KeyboardInterrupt:
            raise
        except Malformed as malformed:
            # Whoever stands between us and a library has seen it.
            return _fault("malformed", str(malformed))
        except BaseException as error:  # noqa: BLE001 - SystemExit and all others
            return _fault("raised", describe(error))
        try:
            reply = write_reply(title, method, arguments, result, self.handles)
        except (Malformed, Unfit) as malformed:
            return _fault("malformed", str(malformed))
        self._count(method, number, reply)
        return {"result": reply}

    def _count(self, method: Method, number: Any, reply: Message) -> None:
        """Follow references by what is called, for the census."""
        if method.name == "AddRef":
            self.handles.count(number, 1)
        elif method.name == "Release":
            self.handles.count(number, -1)
        elif not reply.get("code", 0) >> 31:
            for given in reply.get("out", {}).values():
                if type(given) is dict and type(given.get(PROVIDER)) is int:
                    self.handles.count(given[PROVIDER], 1)

    # -- of the protocol itself

    def _check(self, name: str, params: Any) -> None:
        """Let nobody in who does not greet, with the token if there is one."""
        token = params.get("token") if type(params) is dict else None
        admitted = self._admits is None or self._admits(token)
        if name != "hello" or not admitted:
            raise self.peer.breach("did not greet as it should")

    def _hello(self, params: Message) -> Message:
        asked = str(params.get("protocol", ""))
        if asked.partition(".")[0] != PROTOCOL.partition(".")[0]:
            text = f"this testee speaks protocol {PROTOCOL}, the suite {asked!r}"
            return _error(REFUSED, text)
        self._greeted = True
        mine = self._identity
        return {
            "result": {
                "protocol": PROTOCOL,
                "name": mine.name,
                "version": mine.version,
                "language": mine.language,
                "digest": mine.digest,
                "capabilities": list(mine.capabilities),
                "profiles": list(mine.profiles),
                "can": ["reset", "census", *["memory"] * mine.sees_memory],
                "limits": dict(mine.limits),
            }
        }

    def _reset(self, params: Message) -> Message:
        if self._renew is not None:
            try:
                self._renew()
            except Exception as error:  # noqa: BLE001 - whatever it is, we cannot go on
                return _fault("raised", f"the reset raised {describe(error)}")
        self.handles.reset()
        return {"result": {}}

    def _bye(self, params: Message) -> Message:
        self._over = True
        return {"result": {}}

    # -- to the suite

    def _invoke(
        self,
        remote: Remote,
        name: str,
        arguments: Sequence[Any],
        named: Mapping[str, Any],
    ) -> Any:
        params = write_call(METHODS[name], arguments, named, self.handles)
        params["object"] = remote.number
        try:
            reply = self.peer.call(name, params)
            return read_reply(name, arguments, reply, self.handles)
        except Refused as refused:
            if refused.code == METHOD_NOT_FOUND:
                raise AttributeError(f"{remote!r} has no {name!r}") from None
            return MAPI_E_CALL_FAILED
        except (Breach, Overdue):
            # Nobody listens any more; the provider may yet come to its end.
            return MAPI_E_CALL_FAILED


def serve_provider(
    channel: Channel, entry: EntryPoint, identity: Identity, **options: Any
) -> None:
    """Answer one conversation until it is over; see :class:`Server`."""
    Server(channel, entry, identity, **options).run()


def decline(channel: Channel, sentence: str) -> None:
    """Answer whoever greets that there is nothing to judge, and why."""

    def answer(name: str, params: Any) -> Message:
        return _fault("unusable", sentence)

    peer = Peer(channel, answer)
    try:
        peer.serve_one(None)
    except (Breach, Overdue):
        return


def names(texts: Iterable[str]) -> tuple[str, ...]:
    """Cut comma-separated names."""
    return tuple(part.strip() for text in texts for part in text.split(",") if part)


def _error(code: int, message: str) -> Message:
    return {"error": {"code": code, "message": message}}


def _fault(kind: str, message: str) -> Message:
    error = {"code": PROVIDER_FAULT, "message": message, "data": {"kind": kind}}
    return {"error": error}
