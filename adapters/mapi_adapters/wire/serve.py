"""``python -m mapi_adapters.wire.serve py:package.module:name``: a Python provider.

It needs the standard library and this package alone.
"""

import argparse
import faulthandler
import hashlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from mapi_adapters.entries import EntryPoint, find, make_entry
from mapi_adapters.wire.channel import Channel, take_standard_streams
from mapi_adapters.wire.peer import Breach
from mapi_adapters.wire.serving import Identity, Server, decline, names
from mapi_conformance.errors import ConformanceError, UsageFault
from mapi_conformance.exits import Exit


LOOPBACK: Final = "127.0.0.1"
_PORTS: Final = 65535


def main(argv: Sequence[str] | None = None) -> int:
    """Serve a provider until whoever asks for it has gone."""
    arguments = _parser().parse_args(argv)
    faulthandler.enable()
    try:
        return _listen(arguments) if arguments.listen else _stand_by(arguments)
    except ConformanceError as error:
        sys.stderr.write(f"{error}\n")
        return Exit.USAGE
    except KeyboardInterrupt:
        return Exit.INTERRUPTED


def _stand_by(arguments: argparse.Namespace) -> int:
    """Serve whoever started us; it hears of what is wrong."""
    channel = take_standard_streams()
    try:
        entry = _find(arguments)
    except ConformanceError as error:
        decline(channel, str(error))
        return Exit.USAGE
    Server(channel, entry, _identity(arguments)).run()
    return 0


def _listen(arguments: argparse.Namespace) -> int:
    """Serve whoever connects."""
    from mapi_adapters.wire.listening import (  # noqa: PLC0415 - sockets cost time
        Listening,
        admits,
        listen,
    )

    host, _, port = arguments.listen.rpartition(":")
    token = os.environ.get(arguments.token_env or "", "")
    if arguments.token_env and not token:
        raise UsageFault(f"the environment variable {arguments.token_env} is not set")
    entry, identity = _find(arguments), _identity(arguments)
    place = Listening(
        host=host.strip("[]") or LOOPBACK,
        port=_port(port),
        token=token,
        certificate=arguments.tls_cert,
        key=arguments.tls_key,
        line=arguments.message_limit << 20,
        times=arguments.times,
    )

    def serve(channel: Channel) -> None:
        server = Server(
            channel,
            entry,
            identity,
            admits=admits(token) if token else None,
            handles=arguments.handle_limit,
        )
        try:
            server.run(arguments.idle, arguments.greeting)
        except Breach as breach:
            sys.stderr.write(f"a connection ended: the suite {breach}\n")

    listen(place, serve)
    return 0


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= _PORTS):
        raise UsageFault(f"--listen: {text!r} is no port; write --listen 9000")
    return int(text)


def _find(arguments: argparse.Namespace) -> EntryPoint:
    address = arguments.provider.removeprefix("py:")
    found: Any = find(address, Path.cwd())
    return found if arguments.entry else make_entry(f"py:{address}", found)


def _identity(arguments: argparse.Namespace) -> Identity:
    address = arguments.provider.removeprefix("py:")
    return Identity(
        name=arguments.name or f"py:{address}",
        version=arguments.version,
        digest=_digest(address.rpartition(":")[0]),
        profiles=names([arguments.profile]),
        capabilities=names([arguments.capabilities]),
    )


def _digest(module_name: str) -> str:
    path = Path(module_name)
    module = sys.modules.get(path.stem if path.suffix == ".py" else module_name)
    file = getattr(module, "__file__", None)
    if not file:
        return ""
    return f"sha256:{hashlib.sha256(Path(file).read_bytes()).hexdigest()}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m mapi_adapters.wire.serve",
        description="Serve a provider of Python objects over JSON-RPC.",
    )
    parser.add_argument(
        "provider",
        help="py:package.module:name or py:path/to/file.py:name, a factory or an entry"
        " point",
    )
    parser.add_argument(
        "--entry",
        action="store_true",
        help="it is an entry point, whatever its parameters look like",
    )
    parser.add_argument("--name", default="", help="what it is called in reports")
    parser.add_argument("--version", default="unknown", help="its version")
    parser.add_argument("--profile", default="", help="readings: deferred or eager")
    parser.add_argument(
        "--capabilities", default="", help="what it claims, with commas"
    )
    remote = parser.add_argument_group("over TCP")
    remote.add_argument(
        "--listen",
        metavar="[HOST:]PORT",
        default="",
        help="listen in place of standard input and output; the host is 127.0.0.1"
        " unless given, and any but loopback needs a token; port 0 takes a free one",
    )
    remote.add_argument(
        "--token-env", metavar="NAME", help="the environment variable with the token"
    )
    remote.add_argument(
        "--tls-cert", type=Path, metavar="FILE", help="PEM; needs a key"
    )
    remote.add_argument("--tls-key", type=Path, metavar="FILE", help="PEM, if apart")
    limits = parser.add_argument_group("limits over TCP")
    for name, standard, kind, text in _LIMITS:
        limits.add_argument(name, type=kind, default=standard, help=text)
    return parser


_LIMITS: Final[tuple[tuple[str, Any, type, str], ...]] = (
    ("--message-limit", 16, int, "MiB of one message, default 16"),
    ("--handle-limit", 100_000, int, "objects open at a time, default 100000"),
    ("--idle", 600.0, float, "seconds without a request, default 600"),
    ("--greeting", 5.0, float, "seconds until the greeting, default 5"),
    ("--times", 0, int, "connections to serve before the end, default: no end"),
)


if __name__ == "__main__":
    sys.exit(main())
