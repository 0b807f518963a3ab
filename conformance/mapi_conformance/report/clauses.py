"""The page of clauses: each with its scenarios and the flaws that break it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from mapi_conformance.port.flaw import Flaw
from mapi_conformance.proof.matrix import Matrix, Row
from mapi_conformance.scenario.catalogue import Clause
from mapi_conformance.scenario.corpus import Corpus


_HEAD = """\
# Clauses

Every clause of the first tier, with the scenarios that put it at stake and the flaws
that break it. *At stake* means that an assertion that cites the clause was executed
against a documented provider and could have failed; how many such places a scenario has
stands behind it. A flaw is a provider, or a MAPI, that is wrong on purpose in just this
way; `mapi-conformance prove` shows that it is found.

This page is made by `mapi-conformance list --clauses --markdown`; a test compares them.
"""


def write_clauses(corpus: Corpus, matrix: Matrix, flaws: Sequence[Flaw]) -> str:
    """Write the page, in Markdown."""
    families: dict[str, list[Clause]] = defaultdict(list)
    for clause in corpus.catalogue.clauses:
        if clause.tier == 1:
            families[clause.id.rpartition("-")[0]].append(clause)
    rows = _by_clause(matrix)
    parts = [_HEAD]
    for family, clauses in families.items():
        parts.append(f"## {family}\n")
        parts += ["\n".join(_clause(c, rows, corpus, flaws)) + "\n" for c in clauses]
    return "\n".join(parts)


def _by_clause(matrix: Matrix) -> Mapping[str, Sequence[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in matrix.rows:
        if row.at:
            rows[row.pair.clause].append(row)
    return rows


def _clause(
    clause: Clause,
    rows: Mapping[str, Sequence[Row]],
    corpus: Corpus,
    flaws: Sequence[Flaw],
) -> Iterator[str]:
    reading = "" if clause.profile == "any" else f", profile {clause.profile}"
    yield f"**{clause.id}** ({clause.severity}, binds {clause.subject}{reading}):"
    yield clause.text
    yield ""
    found = [f"{row.pair.scenario} ({len(row.at)})" for row in rows.get(clause.id, ())]
    yield f"- at stake in: {', '.join(found) or _why_not(clause, corpus)}"
    breaking = [f"`{flaw.name}`" for flaw in flaws if clause.id in flaw.breaks]
    if breaking:
        yield f"- broken by: {', '.join(breaking)}"


def _why_not(clause: Clause, corpus: Corpus) -> str:
    reason = corpus.reasons.get(clause.id)
    return f"nothing. {reason}" if reason else "nothing yet"
