"""What decides a verdict is in the digest of a case, and nothing else."""

import pytest

from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.digest import digest_case


CORPUS = Corpus()
TEXT = """\
suite: mine
about: A suite.
profile: deferred
given: [open-store]
watch: [end-of-support]
scenarios:
  - id: one
    title: a title
    steps:
      - store.StoreLogoff: {flags: LOGOFF_PURGE}
        out: {flags: {only: LOGOFF_COMPLETE | LOGOFF_INBOUND}}
        cites: STORELOGOFF-011
      - store.Release:
        causes:
          - store.support.StoreLogoffTransports: {flags: LOGOFF_PURGE}
            cites: STORELOGOFF-014
          - store.support.gone:
            cites: SDSTORE-006
"""


def the_case(text: str = TEXT) -> Case:
    """Read the one case of a text."""
    (case,) = CORPUS.load_text(text, "mine.yaml").cases
    return case


def digest(text: str = TEXT) -> str:
    """Compute the digest of the one case of a text."""
    return digest_case(the_case(text), CORPUS.catalogue)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a title", "another title"),
        ("id: one", "id: two"),
        ("suite: mine", "suite: yours"),
        ("A suite.", "A suite of mine."),
        ("scenarios:", "# a comment\n\nscenarios:"),
        ("LOGOFF_PURGE}\n            cites", "0x4}\n            cites"),
        ("LOGOFF_COMPLETE | LOGOFF_INBOUND", "LOGOFF_INBOUND | LOGOFF_COMPLETE"),
        ("    steps:", "    about: more of it\n    steps:"),
        ("        causes:\n", "        note: mind the order\n        causes:\n"),
    ],
    ids=lambda text: text.strip()[:20],
)
def test_same(old: str, new: str) -> None:
    """Layout, names, texts for people and spelling change nothing."""
    assert old in TEXT

    assert digest(TEXT.replace(old, new, 1)) == digest()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{flags: LOGOFF_PURGE}\n        out", "{flags: LOGOFF_QUIET}\n        out"),
        ("LOGOFF_PURGE}\n            cites", "LOGOFF_QUIET}\n            cites"),
        ("LOGOFF_COMPLETE | LOGOFF_INBOUND", "LOGOFF_COMPLETE"),
        ("only:", "lacks:"),
        ("STORELOGOFF-011", "STORELOGOFF-012"),
        ("cites: STORELOGOFF-014", "cites: STORELOGOFF-016"),
        ("watch: [end-of-support]", "watch: [end-of-support, teardown]"),
        ("given: [open-store]", "without: [submit]\ngiven: [open-store]"),
        ("given: [open-store]", "laws: [shutdown]\ngiven: [open-store]"),
        ("given: [open-store]", "requires: [folders]\ngiven: [open-store]"),
        ("    steps:", "    observe: true\n    steps:"),
        ("      - store.Release:", "      - store.AddRef:\n      - store.Release:"),
    ],
    ids=lambda text: text.strip()[:20],
)
def test_other(old: str, new: str) -> None:
    """What is done, expected, cited, watched or needed changes it."""
    assert old in TEXT

    assert digest(TEXT.replace(old, new, 1)) != digest()


@pytest.mark.parametrize(
    ("file", "old", "new", "same"),
    [
        ("clauses/storelogoff.yaml", "the newer flag", "the larger flag", False),
        ("clauses/mslogoff.yaml", "level: must", "level: may", True),
        ("shared/corpus.yaml", "MDB_WRITE", "MAPI_DEFERRED_ERRORS", False),
    ],
    ids=["its clause", "another's clause", "its scene"],
)
def test_shared(
    own_corpus: Corpus, file: str, old: str, new: str, *, same: bool
) -> None:
    """What a case leans on counts wherever it was written, and the rest does not."""
    path = own_corpus.folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")

    (case,) = Corpus(own_corpus.folder).load_text(TEXT, "mine.yaml").cases
    changed = digest_case(case, Corpus(own_corpus.folder).catalogue)

    assert (changed == digest()) is same


def test_every_case_has_its_own() -> None:
    """No two cases of the corpus ask for the same, so nothing that counts is missed."""
    cases = [case for each in CORPUS.load_all() for case in each.cases]

    digests = {digest_case(case, CORPUS.catalogue) for case in cases}

    assert len(digests) == len(cases)
