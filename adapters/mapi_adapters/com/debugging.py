"""A library in the suite's own process: for a debugger, and for nothing else.

One access violation ends the run, a hang hangs it. What is judged so is marked in
every report, and is never certified.
"""

import sys
from dataclasses import replace
from pathlib import Path

from mapi_adapters.com.library import Library, Refused
from mapi_adapters.com.memory import Memory
from mapi_adapters.com.objects import Objects
from mapi_adapters.inprocess import describe_provider
from mapi_adapters.wire.calls import Malformed
from mapi_conformance.errors import ProviderUnusable
from mapi_conformance.port import Provider, Target
from mapi_conformance.port.host import Host
from mapi_conformance.port.settings import read_configuration


def open_here(target: Target, path: Path, *, fence: bool) -> Provider:
    """Load a library into this process.

    Raises:
        ProviderUnusable: It cannot be loaded, or makes no provider object.
    """
    objects = Objects(Memory(fence=fence), _report, None, None)
    try:
        library = Library(path.absolute(), objects)
        library.try_out(read_configuration(target.settings).spi_version)
    except (Malformed, Refused) as error:
        raise ProviderUnusable(str(error)) from None
    provider = describe_provider(target, library.ms_provider_init)

    def open_host() -> Host:
        objects.retire()
        return provider.open()

    road = "a library, in this process for debugging"
    return replace(provider, road=road, debugging=True, open=open_host)


def _report(text: str) -> None:
    sys.stderr.write(f"{text}\n")
