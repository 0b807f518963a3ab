"""A testee that keeps to everything until StoreLogoff gets LOGOFF_PURGE."""

import ctypes
import faulthandler
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from mapi_adapters.wire.channel import take_standard_streams
from mapi_adapters.wire.serving import Identity, Server
from mapi_conformance.mapi.flags import LOGOFF_PURGE
from mapi_reference.flawed.flaw import entry_with
from mapi_reference.provider.store import Store


PROFILE = ("deferred",)


class FaultyStore(Store):
    """A store that does something else in place of remembering one flag."""

    def remember(self, request: int) -> None:
        """Do it."""
        if request == LOGOFF_PURGE:
            FAULTS[sys.argv[1]](self.support)
        super().remember(request)


def write(line: bytes) -> None:
    """Put bytes between the messages."""
    SERVER.peer.channel.write(line, None)


def send(**message: Any) -> None:
    """Send a message that nobody has to like."""
    write(json.dumps({"jsonrpc": "2.0", **message}).encode() + b"\n")


def sleep(support: Any = None) -> None:
    """Stay away."""
    time.sleep(60)


def loop(support: Any) -> None:
    """Stay away, busily."""
    while True:
        pass


def printing(support: Any) -> None:
    """Say last words, as a crash of C code would."""
    print("about to fall", flush=True)
    os.abort()


def then(*steps: Callable[..., object]) -> Callable[[Any], None]:
    """Do one thing after the other."""

    def fault(support: Any) -> None:
        for step in steps:
            step()

    return fault


def killed(support: Any) -> None:
    """Meet somebody else's signal."""
    subprocess.run(["/bin/kill", "-9", str(os.getpid())], check=False)
    sleep()


def answer_now(result: Any) -> None:
    """Answer the call that is under way, and once more when it is over."""
    send(id=SERVER.peer._main.serving, result=result)


def storm(support: Any) -> None:
    """Call and call."""
    while True:
        support.spooler_yield(0)


def close(support: Any) -> None:
    """Hang up and live on."""
    os.close(SERVER.peer.channel._writing)
    sleep()


def after_bye(support: Any) -> None:
    """Take leave, and then remember something."""
    send(method="bye", params={})
    support.spooler_yield(0)


def stray_call(method: str, number: int) -> Callable[[Any], None]:
    """Call what is not there, and wait for the answer."""
    params = {"object": number, "arguments": {}}
    return then(lambda: send(id=1000, method=method, params=params), sleep)


FAULTS: Final[Mapping[str, Callable[[Any], Any]]] = MappingProxyType(
    {
        "none": lambda support: None,
        "prints": lambda support: print("hello from the provider"),
        "abort": lambda support: os.abort(),
        "abort-with-words": printing,
        "segfault": lambda support: ctypes.string_at(0),
        "loop": loop,
        "sleep": sleep,
        "exit": lambda support: os._exit(0),
        "allocate": lambda support: bytearray(2 << 30),
        "killed": killed,
        "garbage": then(lambda: write(b"ready to rumble\n")),
        "not-utf-8": then(lambda: write(b'{"jsonrpc":"2.0\xff"}\n')),
        "nested-too-deeply": then(lambda: write(b"[" * 200_000 + b"\n")),
        "half-a-line": then(lambda: write(b'{"jsonrpc":"2.0",'), sleep),
        "half-a-line-and-gone": then(
            lambda: write(b'{"jsonrpc":"2.0",'), lambda: os._exit(3)
        ),
        "long-line": then(lambda: write(b'"' + b"x" * 100_000_000 + b'"\n')),
        "unknown-id": then(lambda: send(id=4711, result={})),
        "twice": then(lambda: answer_now({"code": 0, "name": "S_OK"})),
        "no-reply-but-a-callback": lambda support: (support.spooler_yield(0), sleep()),
        "after-bye": after_bye,
        "wrong-type": then(lambda: answer_now({"code": "S_OK"}), sleep),
        "wrong-out": then(
            lambda: answer_now({"code": 0, "out": {"flags": "0"}}), sleep
        ),
        "strange-out": then(lambda: answer_now({"code": 0, "out": {"x": 1}}), sleep),
        "no-code": then(lambda: answer_now({"value": 0}), sleep),
        "unknown-method": stray_call("IMAPISupport.Frobnicate", 1),
        "json-rpc-1": then(lambda: write(b'{"jsonrpc":"1.0","id":1,"result":0}\n')),
        "unknown-handle": stray_call("IMAPISupport.AddRef", 4711),
        "unknown-parent": then(
            lambda: send(
                id=1,
                method="IMAPISupport.AddRef",
                params={"object": 1, "parent": 4711, "arguments": {}},
            ),
            sleep,
        ),
        "storm": storm,
        "closed-pipe": close,
    }
)

faulthandler.enable()
SERVER = Server(
    take_standard_streams(),
    entry_with(FaultyStore),
    Identity(name="faulty", version="1", profiles=PROFILE),
)
SERVER.run()
