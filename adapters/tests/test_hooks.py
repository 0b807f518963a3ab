"""What the engine learns of the adapters."""

import subprocess
import sys
from pathlib import Path

import pytest

from mapi_adapters.hooks import mapi_providers, mapi_roads
from mapi_conformance.mapi.codes import S_OK
from mapi_conformance.mapi.flags import LOGOFF_ORDERLY
from mapi_conformance.port import Target
from mapi_conformance.port.host import Pointer


ROADS = {road.scheme: road for road in mapi_roads()}


def test_roads() -> None:
    """Two roads lead into this process, the others to other programs."""
    assert {scheme: road.form for scheme, road in ROADS.items()} == {
        "py": "py:package.module:name",
        "flaw": "flaw:NAME",
        "com": "com:./mystore.dll",
        "cmd": "cmd:./testee",
        "tcp": "tcp:127.0.0.1:9000",
    }


@pytest.mark.parametrize(
    ("name", "profile"),
    [
        ("reference", "deferred"),
        ("reference-eager", "eager"),
        ("reference-neuter", "deferred"),
        ("reference-eager-neuter", "eager"),
    ],
)
def test_reference_logs_on(name: str, profile: str) -> None:
    """Each form of the reference is found and opens its first store."""
    declared = {each.name: each for each in mapi_providers()}[name]
    assert isinstance(declared.selector, str)
    target = Target(
        name=declared.name,
        address=declared.selector.removeprefix("py:"),
        settings=declared.settings,
        base=Path(),
    )

    provider = ROADS["py"].open(target)
    host = provider.open()
    made = host.start().results["provider"]
    assert isinstance(made, Pointer)
    entryid = provider.configuration.first_store
    event = host.call(made, "Logon", {"entryid": entryid})

    assert event.code == S_OK
    assert provider.name == name
    assert provider.version != "unknown"
    assert provider.profiles == {profile}
    assert provider.capabilities == {
        "fast-shutdown",
        "folders",
        "provider-shutdown",
        "spooler-logon",
        "status-object",
    }


def test_eager_reads_eagerly() -> None:
    """The eager reference tells the transports inside StoreLogoff, the other not."""
    told = {}
    for declared in mapi_providers():
        address = str(declared.selector).removeprefix("py:")
        target = Target(
            name=declared.name, address=address, settings=declared.settings, base=Path()
        )
        provider = ROADS["py"].open(target)
        host = provider.open()
        made = host.start().results["provider"]
        assert isinstance(made, Pointer)
        logon = host.call(
            made, "Logon", {"entryid": provider.configuration.first_store}
        )
        store = logon.results["store"]
        assert isinstance(store, Pointer)
        event = host.call(store, "StoreLogoff", {"flags": LOGOFF_ORDERLY})
        told[declared.name] = [child.name for child in event.children]

    assert told == {
        "reference": [],
        "reference-eager": ["StoreLogoffTransports"],
        "reference-neuter": [],
        "reference-eager-neuter": ["StoreLogoffTransports"],
    }


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
