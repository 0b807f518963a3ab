"""What a wrong host is: parts of MAPI's model, and the clauses that they break."""

from dataclasses import dataclass

from mapi_host.model.parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class HostFlaw:
    """One departure of MAPI's model from the pages, on purpose."""

    name: str
    #: One sentence, with MAPI or the spooler as its subject.
    summary: str
    #: The clauses that the departure is about; the suite must find each of them.
    breaks: tuple[str, ...]
    #: Clauses that cannot hold either, once the first are broken.
    also: tuple[str, ...] = ()
    parts: Parts
