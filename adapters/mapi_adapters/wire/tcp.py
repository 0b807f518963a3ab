"""The road ``tcp:``: a testee that listens, somewhere."""

import ipaddress
import socket
import ssl
import time
from functools import partial
from typing import Final

from mapi_adapters.wire.channel import LINE
from mapi_adapters.wire.road import open_testee
from mapi_adapters.wire.settings import read_options
from mapi_adapters.wire.sockets import SocketChannel
from mapi_adapters.wire.testee import Link
from mapi_conformance.errors import ProviderUnusable, UnknownSetting
from mapi_conformance.port import Provider, Target


#: Seconds for which a testee that was there may be away, such as to start again.
_AWAY: Final = 1.0
_PAUSE: Final = 0.05


class Connection:
    """One connection to a testee; whether its process lives cannot be seen."""

    def __init__(self, connected: socket.socket, line: int = LINE) -> None:
        self.channel = SocketChannel(connected, line)

    def died(self) -> str:
        """Take a connection that ends for the end of the testee."""
        return "hung up (whether it died cannot be seen from here)"

    def mark(self) -> None:
        """Begin a case."""

    def printed(self) -> str:
        """Know nothing of what is printed elsewhere."""
        return ""

    def kill(self, *, words: bool = False) -> None:
        """Hang up."""
        self.channel.close()

    def part(self) -> None:
        """Hang up."""
        self.channel.close()


def open_tcp(target: Target) -> Provider:
    """Open ``tcp:HOST:PORT``.

    Raises:
        ProviderUnusable: Nobody listens there, or it does not speak as it should.
        UnknownSetting: A setting has a value that it does not take.
    """
    host, port = read_address(str(target.address))
    options = read_options(target.settings)
    token = target.settings.get("token", "")
    context = _tls(target)
    title = f"tcp:{target.address}"
    if not is_loopback(host):
        _check_far(title, token=token, tls=context is not None)
    connect = partial(_connect, title, host, port, context, options.message)
    return open_testee(
        target, title, connect, options, "over TCP", token=token, lingers=False
    )


def read_address(address: str) -> tuple[str, int]:
    """Read ``HOST:PORT``; an IPv6 address stands in brackets.

    Raises:
        ProviderUnusable: It is something else.
    """
    host, colon, port = address.rpartition(":")
    if not (host and colon and port.isascii() and port.isdigit()):
        raise ProviderUnusable(
            f"'tcp:{address}' does not say where; write tcp:127.0.0.1:9000"
        )
    return host.strip("[]"), int(port)


def is_loopback(host: str) -> bool:
    """Whether a name or address leads to this machine and no further."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _check_far(title: str, *, token: str, tls: bool) -> None:
    if not token:
        raise ProviderUnusable(
            f"{title} is another machine, and there is no token; set token=env:NAME to"
            " the secret that the testee knows"
        )
    if not tls:
        raise ProviderUnusable(
            f"{title} is another machine, and the token would travel openly; set"
            " tls-ca=FILE to the certificate that the testee is to be known by"
        )


def _tls(target: Target) -> ssl.SSLContext | None:
    file = target.settings.get("tls-ca", "")
    if not file:
        return None
    try:
        context = ssl.create_default_context(cafile=str(target.base / file))
    except (OSError, ssl.SSLError) as error:
        raise UnknownSetting(
            f"tls-ca={file!r}: no certificate there: {error}"
        ) from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _connect(
    title: str, host: str, port: int, context: ssl.SSLContext | None, line: int
) -> Link:
    end = time.monotonic() + _AWAY
    while True:
        try:
            return Connection(_dial(host, port, context), line)
        except ssl.SSLError as error:
            raise ProviderUnusable(
                f"{title} cannot be trusted: {error}; tls-ca names the certificate that"
                " the testee was given"
            ) from None
        except OSError as error:
            if time.monotonic() > end:
                raise ProviderUnusable(
                    f"nobody listens at {title} ({error}); start the testee first"
                ) from None
            time.sleep(_PAUSE)


def _dial(host: str, port: int, context: ssl.SSLContext | None) -> socket.socket:
    connected = socket.create_connection((host, port), timeout=_AWAY)
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    if context is None:
        return connected
    return context.wrap_socket(connected, server_hostname=host)
