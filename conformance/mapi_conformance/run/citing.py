"""The sentences that a run is about, put into its record."""

from dataclasses import replace

from mapi_conformance.run.record import RunRecord
from mapi_conformance.scenario.catalogue import Catalogue, Clause


def with_catalogue(run: RunRecord, catalogue: Catalogue) -> RunRecord:
    """Give a record every clause that any case could cite, before there are cases."""
    return replace(
        run,
        clauses=catalogue.clauses,
        ambiguities=tuple(catalogue.ambiguities.values()),
    )


def with_clauses(run: RunRecord, catalogue: Catalogue) -> RunRecord:
    """Give a record the clauses it speaks of, so that it needs no catalogue."""
    return keep_cited(with_catalogue(run, catalogue))


def keep_cited(run: RunRecord) -> RunRecord:
    """Leave a record the clauses it speaks of.

    They are what binds a provider in the logoff family, tested or not, and whatever
    else the cases of this run cite.
    """
    cited = {check.clause for case in run.cases for check in case.checks}
    cited.update(c for case in run.cases for d in case.differences for c in d.clauses)
    clauses = tuple(c for c in run.clauses if _is_core(c) or c.id in cited)
    named = {each for clause in clauses for each in clause.ambiguities}
    ambiguities = tuple(each for each in run.ambiguities if each.id in named)
    return replace(run, clauses=clauses, ambiguities=ambiguities)


def _is_core(clause: Clause) -> bool:
    return clause.tier == 1 and clause.subject == "provider"
