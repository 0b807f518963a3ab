"""``python -m mapi_adapters.wire.serve py:package.module:name``: a Python provider.

It needs the standard library and this package alone.
"""

import argparse
import faulthandler
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from mapi_adapters.entries import find, make_entry
from mapi_adapters.wire.channel import take_standard_streams
from mapi_adapters.wire.serving import Identity, decline, names, serve_provider
from mapi_conformance.errors import ConformanceError


def main(argv: Sequence[str] | None = None) -> int:
    """Serve a provider until whoever asks for it has gone."""
    arguments = _parser().parse_args(argv)
    faulthandler.enable()
    channel = take_standard_streams()
    address = arguments.provider.removeprefix("py:")
    try:
        found = find(address, Path.cwd())
        entry = found if arguments.entry else make_entry(f"py:{address}", found)
    except ConformanceError as error:
        decline(channel, str(error))
        return 1
    serve_provider(channel, entry, _identity(arguments, address))
    return 0


def _identity(arguments: argparse.Namespace, address: str) -> Identity:
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
    parser.add_argument("--capabilities", default="", help="what it claims, with commas")
    return parser


if __name__ == "__main__":
    sys.exit(main())
