"""Who talks to whom."""

import pytest

from mapi_conformance.mapi.facts import FACTS
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.report.parties import (
    Party,
    acting,
    callee,
    first_caller,
    is_fact,
)


@pytest.mark.parametrize(
    ("kind", "caller", "called"),
    [
        ("IMsgStore.StoreLogoff", Party.CLIENT, Party.PROVIDER),
        ("MSProvider.MSProviderInit", Party.MAPI, Party.PROVIDER),
        ("IMSProvider.Logon", Party.MAPI, Party.PROVIDER),
        ("IMSLogon.Logoff", Party.MAPI, Party.PROVIDER),
        ("IMAPISession.Logoff", Party.CLIENT, Party.MAPI),
        ("IMAPISupport.StoreLogoffTransports", Party.PROVIDER, Party.SUPPORT),
        ("IXPLogon.FlushQueues", Party.SPOOLER, Party.TRANSPORTS),
        ("IUnknown.Release", Party.CLIENT, Party.PROVIDER),
        ("support.gone", Party.MAPI, Party.SUPPORT),
        ("spooler.store-released", Party.MAPI, Party.SPOOLER),
    ],
)
def test_call_of_its_own(kind: str, caller: Party, called: Party) -> None:
    """A call that no other brought about has its usual caller."""
    assert (first_caller(kind), callee(kind, first_caller(kind))) == (caller, called)


@pytest.mark.parametrize(
    ("kind", "called"),
    [
        ("IMalloc.AddRef", Party.MAPI),
        ("IProfSect.SetProps", Party.MAPI),
        ("MAPI.MAPIAllocateBuffer", Party.MAPI),
        ("IMAPIAdviseSink.OnNotify", Party.CLIENT),
        ("IUnknown.AddRef", Party.MAPI),
    ],
)
def test_call_of_a_provider(kind: str, called: Party) -> None:
    """A provider calls what MAPI gave it, and what either side may implement."""
    assert callee(kind, Party.PROVIDER) is called


def test_facts() -> None:
    """Every fact of the table has a lifeline, and no interface is taken for one."""
    assert all(is_fact(f"{fact.party}.{fact.name}") for fact in FACTS)
    assert not any(is_fact(f"{name}.Release") for name in INTERFACES)


def test_what_follows_a_fact() -> None:
    """When the support object is gone it is MAPI that goes on."""
    assert acting("support.gone", Party.SUPPORT) is Party.MAPI
    assert acting("IMsgStore.Release", Party.PROVIDER) is Party.PROVIDER
