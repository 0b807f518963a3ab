"""What the tests of the plugin share."""

from collections.abc import Callable

import pytest
import yaml

import mapi_adapters.inprocess
import mapi_conformance.plugin.session
import mapi_host.host
from mapi_conformance.scenario.corpus import Corpus


#: pytester forgets what an inner run imported. Modules that were here before stay, and
#: so does the identity of the classes that PyYAML's C parser hands out.
STAY = (
    mapi_adapters.inprocess,
    mapi_conformance.plugin.session,
    mapi_host.host,
    yaml,
)


@pytest.fixture(autouse=True)
def in_file_order(pytester: pytest.Pytester) -> None:
    """Run inner sessions in the order of the files, with no seed in the header."""
    pytester.makeini("[pytest]\naddopts = -p no:randomly")


@pytest.fixture(scope="session")
def total() -> int:
    """How many cases the shipped corpus has."""
    return sum(len(loaded.cases) for loaded in Corpus().load_all())


@pytest.fixture
def a_provider(pytester: pytest.Pytester) -> Callable[[str], str]:
    """Write a provider whose StoreLogoff has this body; give its selector."""

    def write(body: str) -> str:
        pytester.makepyfile(written=PROVIDER.format(body=body))
        return "py:written:Provider"

    return write


PROVIDER = """\
from mapi_conformance.mapi import Ref


class Counted:
    refs = 1

    def query_interface(self, interface, found):
        self.add_ref()
        found.value = self
        return 0

    def add_ref(self):
        self.refs += 1
        return self.refs

    def release(self):
        self.refs -= 1
        if self.refs == 0:
            self.end()
        return self.refs

    def end(self): ...


class Logon(Counted):
    def logoff(self, flags):
        return 0


class Store(Counted):
    def __init__(self, support):
        support.add_ref()
        self.support = support

    def store_logoff(self, flags):
        {body}

    def end(self):
        self.support.store_logoff_transports(Ref(8))
        self.support.release()


class Provider(Counted):
    def logon(self, support, ui, profile, entryid, flags, iid, sec, err, logon, store):
        logon.value, store.value = Logon(), Store(support)
        return 0

    def shutdown(self, flags):
        return 0
"""
