"""Which cases count: those of an edition, as they were when it was frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from mapi_conformance.run.record import CaseRecord
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.digest import digest_case
from mapi_conformance.scenario.edition import DRAFT


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """What counts in a run."""

    corpus: Corpus
    #: Of the edition.
    name: str
    #: Of its list; empty where every case counts as it stands.
    digest: str = ""
    #: Digests of the cases that count, by the ids they have now.
    counting: Mapping[str, str] = field(default_factory=dict)

    def place(self, case: Case, record: CaseRecord) -> CaseRecord:
        """Note what a case is, and why it does not count if it does not.

        Somebody's own cases are of no edition, and always count.
        """
        if not self.corpus.is_shipped(case):
            return record
        digest = digest_case(case, self.corpus.catalogue)
        return replace(record, digest=digest, provisional=self._why(case.id, digest))

    def _why(self, case: str, digest: str) -> str:
        if not self.digest or self.counting.get(case) == digest:
            return ""
        changed = "changed" if case in self.counting else "was added"
        return f"{changed} after the edition {self.name}"


def choose_scoring(corpus: Corpus, name: str | None) -> Scoring:
    """Take an edition; nothing means that of the corpus, if one was ever frozen.

    Raises:
        UnknownEdition: No edition has this name.
    """
    if name is None and corpus.edition not in corpus.editions.names:
        return Scoring(corpus=corpus, name=corpus.edition)
    if name == DRAFT:
        return Scoring(corpus=corpus, name=DRAFT)
    edition = corpus.editions.read(name or corpus.edition)
    return Scoring(
        corpus=corpus,
        name=edition.name,
        digest=edition.digest,
        counting=edition.counting(),
    )
