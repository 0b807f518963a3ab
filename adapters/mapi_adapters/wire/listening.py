"""A testee that listens on TCP; on loopback, unless it is told otherwise."""

import hmac
import ipaddress
import socket
import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mapi_adapters.wire.channel import LINE, Channel
from mapi_adapters.wire.sockets import SocketChannel
from mapi_conformance.errors import UsageFault


#: Seconds in which somebody who connected has to greet.
GREETING: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """Where to listen, and who is let in."""

    host: str
    port: int
    token: str = ""
    certificate: Path | None = None
    key: Path | None = None
    #: Bytes of one message.
    line: int = LINE
    #: Connections to serve before the end; 0 serves for ever.
    times: int = 0


def listen(place: Listening, serve: Callable[[Channel], Any]) -> None:
    """Serve one connection after the other.

    Args:
        place: Where, and for whom.
        serve: Serves one; what it raises of the socket's doing ends that one alone.

    Raises:
        UsageFault: It may not be listened there.
    """
    if not _is_loopback(place.host) and not place.token:
        raise UsageFault(
            f"{place.host} can be reached from other machines; give a token"
            " (--token-env NAME)"
        )
    context = _context(place)
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    with socket.create_server((place.host, place.port), family=family) as server:
        host, port = server.getsockname()[:2]
        sys.stderr.write(f"listening on {host}:{port}\n")
        sys.stderr.flush()
        served = 0
        while not place.times or served < place.times:
            served += _accept(server, place, context, serve)


def admits(token: str) -> Callable[[object], bool]:
    """Make the check of a token; its time tells nothing."""
    wanted = token.encode()

    def check(given: object) -> bool:
        said = given.encode() if isinstance(given, str) else b""
        return hmac.compare_digest(said, wanted) or not wanted

    return check


def _accept(
    server: socket.socket,
    place: Listening,
    context: ssl.SSLContext | None,
    serve: Callable[[Channel], Any],
) -> int:
    connected, address = server.accept()
    try:
        if _is_loopback(place.host) and not _is_loopback(address[0]):
            return 0
        connected.settimeout(GREETING)
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if context is not None:
            connected = context.wrap_socket(connected, server_side=True)
        serve(SocketChannel(connected, place.line))
    except OSError as error:
        sys.stderr.write(f"a connection from {address[0]} came to nothing: {error}\n")
        return 0
    finally:
        connected.close()
    return 1


def _context(place: Listening) -> ssl.SSLContext | None:
    if place.certificate is None:
        return None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(place.certificate, place.key)
    except OSError as error:
        raise UsageFault(f"no certificate in {place.certificate}: {error}") from None
    return context


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
