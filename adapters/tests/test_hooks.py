"""What the engine learns of the adapters."""

import subprocess
import sys
from pathlib import Path

from mapi_adapters.hooks import mapi_providers, mapi_roads
from mapi_conformance.mapi.codes import S_OK
from mapi_conformance.port import Target
from mapi_conformance.port.host import Pointer


ROADS = {road.scheme: road for road in mapi_roads()}


def test_roads() -> None:
    """Two roads lead into this process."""
    assert {scheme: road.form for scheme, road in ROADS.items()} == {
        "py": "py:package.module:name",
        "flaw": "flaw:NAME",
    }


def test_reference_logs_on() -> None:
    """The reference is found under its name and opens its first store."""
    (reference,) = mapi_providers()
    assert isinstance(reference.selector, str)
    target = Target(
        name=reference.name,
        address=reference.selector.removeprefix("py:"),
        settings=reference.settings,
        base=Path(),
    )

    provider = ROADS["py"].open(target)
    host = provider.open()
    made = host.start().results["provider"]
    assert isinstance(made, Pointer)
    entryid = provider.configuration.first_store
    event = host.call(made, "Logon", {"entryid": entryid})

    assert event.code == S_OK
    assert provider.name == "reference"
    assert provider.version != "unknown"
    assert provider.profiles == {"deferred"}
    assert provider.capabilities == {"spooler-logon"}


def test_flaw_road() -> None:
    """The other road leads to the flaws it can name."""
    target = Target(name="flaw:flags-merged", address="flags-merged", base=Path())

    assert "flags-merged" in set(ROADS["flaw"].names())
    assert ROADS["flaw"].open(target).configuration.second_store == b"reference-store-2"


def test_declaring_is_cheap() -> None:
    """Neither host nor reference is imported before a provider is chosen."""
    program = (
        "import sys; from mapi_adapters.hooks import mapi_roads, mapi_providers;"
        "mapi_roads(); mapi_providers();"
        "print(sorted({'mapi_host', 'mapi_reference'} & {*sys.modules}))"
    )

    done = subprocess.run(  # noqa: S603 - our own interpreter and program
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"
