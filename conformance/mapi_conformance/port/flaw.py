"""What the engine needs to know of something that is wrong on purpose."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """A provider, or a MAPI, that is wrong on purpose in one known way."""

    name: str
    #: What opens it: ``flaw:first-flag-wins``.
    selector: str
    #: ``provider``, or ``mapi`` where the host is what is wrong.
    subject: str
    #: One sentence, with the provider or MAPI as its subject.
    summary: str
    #: The clauses that the departure is about; the suite must find each of them.
    breaks: tuple[str, ...]
    #: Clauses that cannot hold either, once the first are broken.
    also: tuple[str, ...] = ()
