"""What is wrong with a set-up is said in a sentence, with what to change, and soon."""

import json
import socket
import struct
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from places import REFERENCE, Listen

from mapi_conformance.__main__ import main
from mapi_conformance.exits import Exit


#: Seconds in which each has to be found.
SOON = 2.0
GREETING = {"protocol": "1.0", "name": "x", "can": ["reset"]}
#: Answers hello with what stands in a file, and all other requests with a refusal.
ANSWERS = """\
import json, sys
for line in sys.stdin:
    asked = json.loads(line)
    reply = {"jsonrpc": "2.0", "id": asked["id"]}
    if asked["method"] == "hello":
        reply["result"] = json.load(open("greeting.json"))
    else:
        reply["error"] = {"code": -32601, "message": "no"}
    print(json.dumps(reply), flush=True)
"""
SERVE = f"{sys.executable} -m mapi_adapters.wire.serve {REFERENCE}"
LISTENING: list[socket.socket] = []


def silent_port() -> int:
    """Listen, take connections, and say nothing."""
    server = socket.create_server(("127.0.0.1", 0))
    LISTENING.append(server)
    port: int = server.getsockname()[1]
    return port


def free_port() -> int:
    """Find a port at which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def elf(bits: int, machine: int) -> bytes:
    """Make the head of a program, for some machine."""
    kind = 1 if bits == 32 else 2
    head = b"\x7fELF" + bytes((kind, 1, 1)) + bytes(9)
    return head + struct.pack("<HHI", 2, machine, 1) + bytes(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A set-up that is wrong in one way."""

    provider: str | Callable[[], str]
    settings: tuple[str, ...] = ()
    #: Files beside it: text, bytes; those without a suffix can be executed.
    files: dict[str, str | bytes] = field(default_factory=dict)
    #: Words of the sentence: what is wrong, and what to change.
    says: tuple[str, ...]


def _testee(greeting: object) -> dict[str, str | bytes]:
    return {"testee.py": ANSWERS, "greeting.json": json.dumps(greeting)}


PYTHON = f"cmd:{sys.executable} -S testee.py"
FIRST = "first-store=reference-store-1"

MISCONFIGURED = {
    "command-not-found": Wrong(
        provider="cmd:testee-of-mine --flag",
        says=("there is no command 'testee-of-mine' on the PATH", "./NAME"),
    ),
    "exits-at-once": Wrong(
        provider="cmd:./testee",
        files={"testee": "#!/bin/sh\necho no licence >&2\nexit 3\n"},
        says=(
            "ended with exit status 3 before it said hello",
            "it printed: no licence",
            "run it by hand",
        ),
    ),
    "speaks-no-json": Wrong(
        provider="cmd:./testee",
        files={"testee": "#!/bin/sh\necho Welcome to the store\nsleep 9\n"},
        says=(
            "no JSON: 'Welcome to the store'",
            "everything else goes to standard error",
        ),
    ),
    "other-protocol": Wrong(
        provider=PYTHON,
        files=_testee({**GREETING, "protocol": "2.1"}),
        says=("speaks protocol '2.1', this suite 1.0", "use a testee of protocol 1"),
    ),
    "strange-greeting": Wrong(
        provider=PYTHON,
        files=_testee({**GREETING, "capabilities": "folders"}),
        says=("answers hello with capabilities that is no list of texts",),
    ),
    "refuses-what-it-claims": Wrong(
        provider=f"cmd:{sys.executable} -m mapi_adapters.wire.serve variety:_Provider",
        settings=("capabilities=spooler-logon",),
        files={"variety.py": "from plain import _Provider\n", "plain.py": ""},
        says=(
            "the capability 'spooler-logon' is claimed",
            "SpoolerLogon has no such method",
            "claim it no more, or serve it",
        ),
    ),
    "too-slow": Wrong(
        provider="cmd:./testee",
        files={"testee": "#!/bin/sh\necho still loading >&2\nsleep 9\n"},
        says=(
            "has not answered hello in 1.2 s",
            "it printed: still loading",
            "set start=SECONDS if it needs longer",
        ),
    ),
    "wrong-bitness": Wrong(
        provider="cmd:./testee",
        files={"testee": elf(32, 40)},
        says=("is built for 32 bits", "build it for this machine"),
    ),
    "no-program": Wrong(
        provider="cmd:./testee",
        files={"testee": "console.log('hello')\n"},
        says=("is no program of this machine", "name its interpreter before it"),
    ),
    "not-executable": Wrong(
        provider="cmd:./testee.sh",
        files={"testee.sh": "#!/bin/sh\n"},
        says=("may not be executed", "chmod +x it"),
    ),
    "no-folder": Wrong(
        provider="cmd:./testee",
        settings=("folder=bin",),
        says=("there is no folder",),
    ),
    "nothing-to-run": Wrong(
        provider="cmd:", says=("'cmd:' does not say what to run", "write cmd:./testee")
    ),
    "nobody-listens": Wrong(
        provider=lambda: f"tcp:127.0.0.1:{free_port()}",
        says=("nobody listens at tcp:127.0.0.1:", "start the testee first"),
    ),
    "says-nothing": Wrong(
        provider=lambda: f"tcp:127.0.0.1:{silent_port()}",
        says=("has not answered hello in 1.2 s",),
    ),
    "no-port": Wrong(
        provider="tcp:localhost",
        says=("'tcp:localhost' does not say where; write tcp:127.0.0.1:9000",),
    ),
    "far-without-token": Wrong(
        provider="tcp:192.0.2.1:9000",
        says=("is another machine, and there is no token", "set token=env:NAME"),
    ),
    "far-without-tls": Wrong(
        provider="tcp:192.0.2.1:9000",
        settings=("token=s3cret",),
        says=("the token would travel openly", "tls-ca=FILE"),
    ),
    "no-certificate": Wrong(
        provider="tcp:127.0.0.1:9000",
        settings=("tls-ca=nowhere.pem",),
        says=("tls-ca='nowhere.pem': no certificate there",),
    ),
    "unknown-store": Wrong(
        provider=f"cmd:{SERVE}",
        settings=("first-store=elsewhere",),
        says=(
            "Logon to the first store b'elsewhere' answers MAPI_E_UNKNOWN_ENTRYID",
            "set first-store",
        ),
    ),
    "old-mapi": Wrong(
        provider=f"cmd:{SERVE}",
        settings=(FIRST, "spi-version=0x10008"),
        says=("MSProviderInit refused SPI version 0x10008", "set spi-version"),
    ),
    "no-such-capability": Wrong(
        provider=f"cmd:{SERVE}",
        settings=(FIRST, "capabilities=folder"),
        says=("'folder' is claimed, which is no capability", "did you mean 'folders'?"),
    ),
    "no-such-profile": Wrong(
        provider=f"cmd:{SERVE}",
        settings=(FIRST, "profile=lazy"),
        says=("no profile of a provider is called 'lazy'",),
    ),
    "secret-not-set": Wrong(
        provider=f"cmd:{SERVE}",
        settings=("section.own.0x6602001E=env:NO_SUCH_SECRET",),
        says=("the environment variable NO_SUCH_SECRET is not set",),
    ),
    "fixture-fails": Wrong(
        provider=f"cmd:{SERVE}",
        settings=(FIRST, "reset-command=sh -c 'echo store is locked >&2; exit 2'"),
        says=(
            "the reset-command ended with exit status 2; it printed: store is locked",
        ),
    ),
    "no-module": Wrong(
        provider=f"cmd:{sys.executable} -m mapi_adapters.wire.serve nowhere:Provider",
        says=("no module is called 'nowhere'", "run from the folder that holds it"),
    ),
}


@pytest.fixture(autouse=True)
def _hang_up() -> Iterator[None]:
    yield
    while LISTENING:
        LISTENING.pop().close()


def _prepare(wrong: Wrong, folder: Path) -> None:
    for name, content in wrong.files.items():
        path = folder / name
        data = content if isinstance(content, bytes) else content.encode()
        path.write_bytes(data)
        if not path.suffix:
            path.chmod(0o755)


#: A provider that logs on and has nothing else.
PLAIN = """\
class _Provider:
    def query_interface(self, interface, found): return 0x80004002
    def add_ref(self): return 1
    def release(self): return 1
    def shutdown(self, flags): return 0
    def logon(self, *words):
        words[-1].value = words[-2].value = self
        return 0
"""


@pytest.mark.parametrize("name", MISCONFIGURED)
def test_is_diagnosed(
    name: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The sentence names the fault and the way out, within two seconds."""
    wrong = MISCONFIGURED[name]
    _prepare(wrong, tmp_path)
    if "plain.py" in wrong.files:
        (tmp_path / "plain.py").write_text(PLAIN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    provider = wrong.provider if isinstance(wrong.provider, str) else wrong.provider()
    options = [word for each in wrong.settings for word in ("--provider-set", each)]

    began = time.monotonic()
    code = main(["doctor", f"--provider={provider}", *options])
    took = time.monotonic() - began

    said = "".join(capsys.readouterr())
    assert code == Exit.USAGE
    assert [words for words in wrong.says if words not in said] == []
    assert took < SOON


def test_health(capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing is wrong, that is said, and who was asked."""
    code = main(["doctor", "--provider=reference", "--mapi-isolate"])

    said = capsys.readouterr().out
    assert code == Exit.CONFORMS
    assert said.startswith("reference ")
    assert "in a process of its own" in said
    assert said.endswith(
        "nothing is wrong: it starts, logs on, and does what it claims\n"
    )


def test_a_run_begins_with_it(
    capsys: pytest.CaptureFixture[str], listen: Listen
) -> None:
    """Whoever runs the cases hears of it before the first one."""
    port = listen(REFERENCE)
    provider = f"--provider=tcp:127.0.0.1:{port}"
    name = "store-logoff-flag/abort-when-never-told"

    main(["run", provider, "--provider-set", "profile=deferred", name])

    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first.startswith("tcp:127.0.0.1:")
    assert second.startswith("doctor: Logon to the first store b'first-store' answers")
