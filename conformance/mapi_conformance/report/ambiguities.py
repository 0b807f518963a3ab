"""The page of contradictions: what the pages say, and the reading that was chosen."""

from collections.abc import Iterator

from mapi_conformance.scenario.catalogue import Ambiguity, Catalogue


_HEAD = """\
# Contradictions and readings

The documentation of MAPI is silent in places, and in places two pages say different
things. The suite never picks in silence: each such place has a number, the reading that
was chosen, and the reason. Where both readings are alive, each is a profile, and a
certificate says which one was judged; where nothing can be chosen, what a provider does
is recorded and never judged.

Whoever reads a page otherwise finds here what to dispute. A clause that depends on a
reading names it; `mapi-conformance explain CLAUSE` prints both.

This page is made by `mapi-conformance list --ambiguities --markdown`; a test compares
them.
"""


def write_ambiguities(catalogue: Catalogue) -> str:
    """Write the page, in Markdown."""
    return "\n".join(
        [_HEAD]
        + [
            "\n".join(_ambiguity(each, catalogue)) + "\n"
            for each in catalogue.ambiguities.values()
        ]
    )


def _ambiguity(each: Ambiguity, catalogue: Catalogue) -> Iterator[str]:
    yield f"## {each.id}: {each.topic}"
    yield ""
    yield f"- the pages: {each.conflict}"
    yield f"- the reading: {each.reading}"
    if each.suite:
        yield f"- in the suite: {each.suite}"
    clauses = [c.id for c in catalogue.clauses if each.id in c.ambiguities]
    if clauses:
        yield f"- clauses: {', '.join(clauses)}"
