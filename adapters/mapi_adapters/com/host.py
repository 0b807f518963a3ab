"""``python -m mapi_adapters.com.host LIBRARY``: a library, served over the wire.

It needs the standard library, this package, and the words of MAPI alone.
"""

import argparse
import faulthandler
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from mapi_adapters.com.apartment import KINDS, enter
from mapi_adapters.com.library import Library, Refused
from mapi_adapters.com.memory import Memory
from mapi_adapters.com.objects import Objects, Proxy
from mapi_adapters.com.watch import Watch
from mapi_adapters.wire.calls import Malformed
from mapi_adapters.wire.channel import take_standard_streams
from mapi_adapters.wire.serving import Identity, Server, decline, names


#: What a fallen process ends with where the system does not end it.
_FALLEN = 70


def main(argv: Sequence[str] | None = None) -> int:
    """Serve a library to whoever started us."""
    arguments = _parser().parse_args(argv)
    channel = take_standard_streams(enter(arguments.apartment))
    faulthandler.enable()
    windows = sys.platform == "win32"
    memory = Memory(fence=arguments.fence)
    watch = Watch(arguments.deadline) if windows else None
    objects = Objects(memory, report, fall if windows else None, watch)
    try:
        library = Library(Path(arguments.library).absolute(), objects)
        library.try_out(int(arguments.spi_version, 0))
    except (Malformed, Refused) as error:
        decline(channel, str(error))
        return 2
    identity = Identity(
        name=arguments.name or library.path.name,
        digest=library.digest(),
        language="COM",
        profiles=names([arguments.profile]),
        capabilities=names([arguments.capabilities]),
    )
    Server(
        channel,
        library.ms_provider_init,
        identity,
        renew=objects.retire,
        identify=identify,
    ).run()
    return 0


def identify(number: int, target: object) -> object:
    """Tell pointers apart; two interfaces of one object may have two."""
    return target.place if isinstance(target, Proxy) else number


def report(text: str) -> None:
    """Say in the report of the case what went wrong."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def fall(error: BaseException) -> None:
    """End a process in which nothing can be relied on any more."""
    report(f"the library fell: {error}")
    faulthandler.dump_traceback(sys.stderr)
    os._exit(_FALLEN)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m mapi_adapters.com.host",
        description="Serve a provider in a library over JSON-RPC.",
    )
    parser.add_argument("library", help="a .so or a .dll that exports MSProviderInit")
    parser.add_argument(
        "--spi-version", default="0x00010010", help="for MSProviderInit"
    )
    parser.add_argument(
        "--fence",
        action="store_true",
        help="MAPI's blocks end where memory ends, and freed ones are gone",
    )
    parser.add_argument(
        "--deadline",
        type=float,
        default=10.0,
        metavar="SECONDS",
        help="that one call may take; before they are over it says where it is, on"
        " Windows",
    )
    parser.add_argument(
        "--apartment",
        choices=KINDS,
        default=KINDS[0],
        help="of the thread that calls the library, on Windows",
    )
    parser.add_argument("--name", default="", help="what it is called in reports")
    parser.add_argument("--profile", default="", help="readings: deferred or eager")
    parser.add_argument(
        "--capabilities", default="", help="what it claims, with commas"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
