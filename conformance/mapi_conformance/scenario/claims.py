"""Which calls only a provider with a capability has to answer."""

from collections.abc import Iterator, Mapping
from typing import Final

from mapi_conformance.scenario.case import Step
from mapi_conformance.scenario.model import CAPABILITIES, Scenario
from mapi_conformance.scenario.values import FromConfiguration


_NEEDS: Final[Mapping[tuple[str, str], str]] = {
    ("IMAPIFolder", "CreateMessage"): "folders",
    ("IMAPIProviderShutdown", "QueryFastShutdown"): "provider-shutdown",
    ("IMAPIProviderShutdown", "NotifyProcessShutdown"): "fast-shutdown",
    ("IMAPIProviderShutdown", "DoFastShutdown"): "fast-shutdown",
    ("IMSLogon", "Advise"): "notifications",
    ("IMSLogon", "OpenStatusEntry"): "status-object",
    ("IMSProvider", "SpoolerLogon"): "spooler-logon",
    ("IMessage", "SubmitMessage"): "submit",
    ("IMsgStore", "Advise"): "notifications",
    ("IMsgStore", "GetReceiveFolder"): "folders",
}


def needed_by(step: Step) -> Iterator[str]:
    """Name the capabilities that a call needs, by its method and its arguments."""
    if capability := _NEEDS.get((step.interface or "", step.method)):
        yield capability
    for _, value in step.arguments:
        if isinstance(value, FromConfiguration) and value.name in CAPABILITIES:
            yield value.name


def unclaimed_by(step: Step, scenario: Scenario) -> str:
    """Name the capability that a call tries though its scenario excludes it."""
    if not scenario.without:
        return ""
    return next((c for c in needed_by(step) if c in scenario.without), "")
