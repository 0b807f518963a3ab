"""What was put at stake, in words and as plain data."""

from collections.abc import Iterator, Mapping
from typing import Any

from mapi_conformance.proof.coverage import Coverage
from mapi_conformance.scenario.corpus import Corpus


def tell_coverage(coverage: Coverage, corpus: Corpus) -> Iterator[str]:
    """Give a line for every clause of the first tier, then the sum."""
    rows = coverage.by_clause
    clauses = [clause for clause in corpus.catalogue.clauses if clause.tier == 1]
    for clause in clauses:
        found = rows.get(clause.id, ())
        if found:
            places = sum(len(coverage.fired[pair]) for pair in found)
            cases = sum(len(coverage.cases[pair]) for pair in found)
            what = f"{places:4} assertions, {cases:4} cases"
        elif clause.id in coverage.observed:
            what = "   - recorded, and never judged"
        else:
            what = f"   - {corpus.reasons.get(clause.id, 'nothing fired')}"
        yield f"{clause.id:18} {clause.subject:15} {clause.severity:6} {what}"
    covered = sum(clause.id in rows for clause in clauses)
    yield f"{covered} of {len(clauses)} clauses of tier 1 were put at stake"


def coverage_as_plain(coverage: Coverage, corpus: Corpus) -> Mapping[str, Any]:
    """Say it both ways: clause to assertions, and scenario to clauses."""
    rows = coverage.by_clause
    scenarios = sorted({pair.scenario for pair in coverage.fired})
    return {
        "edition": corpus.edition,
        "clauses": {
            clause: {
                pair.scenario: {
                    "assertions": sorted(coverage.fired[pair]),
                    "cases": sorted(coverage.cases[pair]),
                }
                for pair in pairs
            }
            for clause, pairs in sorted(rows.items())
        },
        "scenarios": {
            scenario: sorted(
                pair.clause for pair in coverage.fired if pair.scenario == scenario
            )
            for scenario in scenarios
        },
    }
