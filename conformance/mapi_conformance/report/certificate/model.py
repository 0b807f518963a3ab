"""What a certificate says, as plain data; everything in it can be counted again."""

from dataclasses import dataclass

from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.run.record import ProviderRecord, WaiverRecord


#: Of the form of a certificate; raised when a field changes its meaning.
SCHEMA = 1
CONFORMING = "conforming"
WITH_WAIVERS = "conforming with waivers"


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedCheck:
    """One clause in one case."""

    clause: str
    level: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class CertifiedCase:
    """A case of the edition, and what was said of it."""

    id: str
    #: Of everything that decides the verdict.
    digest: str
    verdict: Verdict
    #: Why it does not apply; empty otherwise.
    reason: str = ""
    checks: tuple[CertifiedCheck, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """How many clauses of a level came to the same over all cases of the provider."""

    level: str
    outcome: Outcome
    clauses: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How many providers that are wrong on purpose this suite finds out."""

    flaws: int
    killed: int
    #: By a case that cites the clause that they break.
    killed_by_their_clause: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Certified:
    """The whole."""

    schema: int = SCHEMA
    #: ``conforming`` or ``conforming with waivers``.
    verdict: str
    provider: ProviderRecord
    #: No file could be shown to be the provider.
    self_declared: bool
    suite_version: str
    edition: str
    edition_digest: str
    #: Should-level departures counted as deviations.
    strict: bool
    #: How often each case was judged.
    rounds: int
    #: Moments in UTC, as in ``2026-11-20T08:00:00Z``.
    issued: str
    valid_until: str
    cases: tuple[CertifiedCase, ...]
    waivers: tuple[WaiverRecord, ...] = ()
    coverage: tuple[Covered, ...] = ()
    #: One, or none where the suite does not know it.
    score: tuple[Score, ...] = ()
    #: SHA-256 of the report that this was made from.
    report: str
