"""Which cases apply: what a provider follows and claims against what a case needs."""

from collections.abc import Collection

from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.model import HOST_PROFILES, Subject


def why_not(case: Case, profiles: Collection[str], claimed: Collection[str]) -> str:
    """Say why a case does not apply to a provider; nothing if it does.

    Args:
        case: A case about MAPI applies to every provider: it is not about it.
        profiles: The readings of the run.
        claimed: The capabilities of the provider.
    """
    scenario = case.scenario
    if case.suite.subject is Subject.MAPI:
        return ""
    missing = sorted(set(scenario.profiles) - HOST_PROFILES - set(profiles))
    if missing:
        shown = ", ".join(sorted(profiles)) or "none"
        return f"it holds for the profile {missing[0]}; this run's profile: {shown}"
    for needed in scenario.requires:
        if needed not in claimed:
            return f"the capability {needed!r} is not claimed"
    for excluded in scenario.without:
        if excluded in claimed:
            return f"the capability {excluded!r} is claimed"
    return ""
