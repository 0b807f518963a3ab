"""Why a certificate is refused: each reason has a name."""

from dataclasses import dataclass
from enum import Enum


class Reason(Enum):
    """The name of a reason; docs/certificate.md explains each."""

    UNREADABLE = "unreadable"
    FOREIGN_KEY = "foreign key"
    CHANGED = "changed"
    COUNTS = "counts"
    UNKNOWN_EDITION = "unknown edition"
    OTHER_EDITION = "other edition"
    CASES_MISSING = "cases missing"
    CASES_ADDED = "cases added"
    CASE_CHANGED = "case changed"
    PROFILE = "profile"
    VERDICT = "verdict"
    NOT_CONFORMING = "not conforming"
    DEBUGGING = "debugging"
    WAIVERS = "waivers"
    ARTIFACT = "other artifact"
    REPORT = "other report"
    EXPIRED = "expired"
    NOT_YET = "not yet valid"


@dataclass(frozen=True, slots=True)
class Refusal:
    """One reason, and what was found."""

    reason: Reason
    text: str

    def __str__(self) -> str:
        """Write ``reason: text``."""
        return f"{self.reason.value}: {self.text}"


class Refused(Exception):
    """What was found leaves nothing to look further at."""

    def __init__(self, reason: Reason, text: str) -> None:
        super().__init__(text)
        self.refusal = Refusal(reason, text)
