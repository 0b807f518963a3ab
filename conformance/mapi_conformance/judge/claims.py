"""A call that needs a capability which the provider does not claim.

A documented refusal is compared as any result is. Two things besides are findings, and
no more than advisories: the provider said beforehand that the capability is not there.

======== ==========================================================================
served   The call succeeds, so it could be claimed and then be judged.
lacking  The call fails, or is not there at all, though no refusal is documented.
======== ==========================================================================
"""

from mapi_conformance.judge.differences import Difference, Findings, Kind
from mapi_conformance.mapi.codes import failed, show_code
from mapi_conformance.port.host import Event, FaultKind
from mapi_conformance.scenario.case import Step


def judge_unclaimed(step: Step, event: Event, capability: str) -> Findings | None:
    """Judge a call that need not be served; None where its result is as any other."""
    if not step.cites.of("returns") or (event.fault is None and event.code is None):
        return None
    if event.fault is None and not failed(event.code or 0):
        return _found(
            Kind.UNCLAIMED,
            step,
            f"{step.label} is served, and the capability {capability!r} is not claimed",
            f"a claim of {capability!r}, or a refusal",
            show_code(event.code or 0),
        )
    if is_absent(event):
        seen = "no such method"
    elif step.returns.group != "failure" and not all(map(failed, step.returns.codes)):
        seen = show_code(event.code or 0)
    else:
        return None
    return _found(
        Kind.LACKING,
        step,
        f"the capability {capability!r} is missing, and the pages of {step.label} know"
        " no such refusal",
        step.returns.text,
        seen,
    )


def is_absent(event: Event) -> bool:
    """Tell whether an object has no such method, which only some roads can have."""
    return event.fault is not None and event.fault.kind is FaultKind.MISSING


def _found(kind: Kind, step: Step, text: str, expected: str, seen: str) -> Findings:
    clauses = step.cites.of("returns")
    findings = Findings()
    findings.exercise(clauses, "returns", step.place)
    findings.differences.append(
        Difference(
            kind=kind,
            text=text,
            expected=expected,
            seen=seen,
            clauses=clauses,
            place=step.place,
        )
    )
    return findings
