"""What a certificate says, counted again: from its cases, the corpus and the clock."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from mapi_conformance.errors import UnknownEdition
from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.report.certificate.making import (
    cases_about_mapi,
    coverage_of,
    end_of,
    moment,
    verdict_of_all,
)
from mapi_conformance.report.certificate.model import (
    SCHEMA,
    Certified,
    CertifiedCase,
    CertifiedCheck,
)
from mapi_conformance.report.certificate.refusal import Reason, Refusal
from mapi_conformance.run.applying import why_not
from mapi_conformance.run.profiles import READINGS
from mapi_conformance.run.recording import NOTHING_AT_STAKE, ONLY_RECORDED
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.digest import digest_case


#: Why a case that was played may say nothing.
_PLAYED = (ONLY_RECORDED, NOTHING_AT_STAKE)
#: What says nothing of a clause.
_SILENT = frozenset({Outcome.NOT_EXERCISED, Outcome.OBSERVED})
_GOOD = frozenset(
    {Verdict.CONFORMS, Verdict.ADVISORY, Verdict.WAIVED, Verdict.NOT_APPLICABLE}
)


def examine(
    certified: Certified, corpus: Corpus, when: datetime
) -> tuple[Refusal, ...]:
    """Find every reason to refuse a certificate, apart from its signature.

    Args:
        certified: What it says.
        corpus: With the editions that are known here.
        when: The moment at which it should hold.
    """
    if certified.schema != SCHEMA:
        text = f"it has the form {certified.schema}, and {SCHEMA} is known here"
        return (Refusal(Reason.UNREADABLE, text),)
    return tuple(_Examination(certified, corpus, when).run())


@dataclass(frozen=True)
class _Examination:
    certified: Certified
    corpus: Corpus
    when: datetime

    def run(self) -> Iterator[Refusal]:
        """Look at everything; one thing that is wrong hides no other."""
        looks: tuple[tuple[Reason, Callable[[], Iterable[str]]], ...] = (
            (Reason.CASES_MISSING, self._missing),
            (Reason.CASES_ADDED, self._added),
            (Reason.CASE_CHANGED, self._changed),
            (Reason.PROFILE, self._profile),
            (Reason.VERDICT, self._verdicts),
            (Reason.NOT_CONFORMING, self._conformity),
            (Reason.WAIVERS, self._waivers),
            (Reason.COUNTS, self._counts),
            (Reason.EXPIRED, self._expired),
            (Reason.NOT_YET, self._not_yet),
        )
        if refusal := self._edition():
            yield refusal
            looks = looks[3:]
        for reason, look in looks:
            found = list(look())
            if found:
                yield Refusal(reason, _some(found))

    # -- the cases

    def _edition(self) -> Refusal | None:
        name = self.certified.edition
        try:
            edition = self.corpus.editions.read(name)
        except UnknownEdition as error:
            return Refusal(Reason.UNKNOWN_EDITION, str(error))
        if edition.digest != self.certified.edition_digest:
            text = f"its edition {name} is not the one that is known here"
            return Refusal(Reason.OTHER_EDITION, text)
        return None

    @cached_property
    def _counting(self) -> Mapping[str, str]:
        return self.corpus.editions.read(self.certified.edition).counting()

    @cached_property
    def _ids(self) -> Counter[str]:
        return Counter(self.corpus.current(case.id) for case in self.certified.cases)

    def _missing(self) -> Iterator[str]:
        missing = [case for case in self._counting if case not in self._ids]
        if missing:
            total = len(self._counting)
            there = total - len(missing)
            yield f"{there} of {total} cases of the edition; missing: {_some(missing)}"

    def _added(self) -> Iterator[str]:
        for case, count in self._ids.items():
            if case not in self._counting:
                yield f"{case} is no case of the edition"
            elif count > 1:
                yield f"{case} stands there {count} times"

    def _changed(self) -> Iterator[str]:
        for case in self.certified.cases:
            digest = self._counting.get(self.corpus.current(case.id), case.digest)
            if digest != case.digest:
                yield f"{case.id} is not the case of the edition"

    # -- the profile

    @cached_property
    def _here(self) -> Mapping[str, Case]:
        """Cases of the corpus that are still what was certified."""
        shipped = {c.id: c for each in self.corpus.load_all() for c in each.cases}
        found = {}
        for case in self.certified.cases:
            same = shipped.get(self.corpus.current(case.id))
            if same and digest_case(same, self.corpus.catalogue) == case.digest:
                found[case.id] = same
        return found

    def _profile(self) -> Iterator[str]:
        profiles = self.certified.provider.profiles
        if len(set(profiles) & set(READINGS)) != 1:
            shown = ", ".join(profiles) or "none"
            yield f"a provider is certified as {' or '.join(READINGS)}, not {shown}"
        for case in self.certified.cases:
            if case.id in self._here:
                yield from self._applies(case, self._here[case.id])

    def _applies(self, certified: CertifiedCase, case: Case) -> Iterator[str]:
        provider = self.certified.provider
        why = why_not(case, provider.profiles, provider.capabilities)
        outcomes = {check.outcome for check in certified.checks}
        left_out = certified.verdict is Verdict.NOT_APPLICABLE
        if why and (certified.reason != why or outcomes - {Outcome.NOT_EXERCISED}):
            yield f"{case.id} does not apply: {why}"
        if not why and left_out and certified.reason not in _PLAYED:
            yield f"{case.id} applies, and was left out: {certified.reason}"
        if not set(case.clauses) <= {check.clause for check in certified.checks}:
            yield f"{case.id} was not judged by every clause that it cites"

    # -- verdicts

    def _verdicts(self) -> Iterator[str]:
        for case in self.certified.cases:
            follows = _verdict(case.checks)
            if case.verdict in _GOOD and case.verdict is not follows:
                yield f"{case.id} is {follows.value} by its checks, not {_word(case)}"
            for check in case.checks:
                if not self._fits(check):
                    name = f"{check.clause} in {case.id}"
                    yield f"{name} cannot be {check.outcome.value} as {check.level}"

    def _fits(self, check: CertifiedCheck) -> bool:
        """Whether a clause is of this level, and can come to this at its level."""
        clause = self.corpus.catalogue.get(check.clause)
        if clause is None or clause.severity != check.level:
            return False
        if check.outcome in (Outcome.DEVIATES, Outcome.WAIVED):
            strict = self.certified.strict and check.level == "should"
            return strict or check.level == "must"
        if check.outcome is Outcome.ADVISORY:
            # What is said of a declaration is mild, whatever the clause demands.
            return check.level != "may" and not self.certified.strict
        return True

    def _conformity(self) -> Iterator[str]:
        for case in self.certified.cases:
            if case.verdict not in _GOOD:
                yield f"{case.id} is {_word(case)}"
        verdicts = {case.verdict for case in self.certified.cases}
        if not verdicts - {Verdict.NOT_APPLICABLE}:
            yield "nothing was judged"

    # -- waivers

    def _waivers(self) -> Iterator[str]:
        waived = {
            (case.id, check.clause)
            for case in self.certified.cases
            for check in case.checks
            if check.outcome is Outcome.WAIVED
        }
        covered = {(w.case, w.clause) for w in self.certified.waivers}
        for case, clause in sorted(waived - covered):
            yield f"{clause} in {case} is waived, and no waiver says so"
        for case, clause in sorted(covered - waived):
            yield f"{clause} in {case} has a waiver, and is not waived"
        for waiver in self.certified.waivers:
            yield from self._waiver_ends(waiver.case, waiver.clause, waiver.expires)
            said = (waiver.observed, waiver.owner, waiver.reason, waiver.issue)
            if waiver.problem or not all(said):
                yield f"the waiver of {waiver.clause} in {waiver.case} is not complete"

    def _waiver_ends(self, case: str, clause: str, expires: str) -> Iterator[str]:
        try:
            end = moment(end_of(expires))
        except ValueError:
            yield f"the waiver of {clause} in {case} ends on no day: {expires!r}"
            return
        if self.certified.valid_until > end:
            yield f"it outlives the waiver of {clause} in {case}, {expires}"

    # -- counts and times

    def _counts(self) -> Iterator[str]:
        certified = self.certified
        about_mapi = cases_about_mapi(self._here.values())
        # A case that is no longer here cannot be told from one about MAPI.
        whole = len(self._here) == len(certified.cases)
        if whole and coverage_of(certified.cases, about_mapi) != certified.coverage:
            yield "the coverage is not that of its cases"
        if certified.verdict != verdict_of_all(certified.cases):
            yield f"it is not {certified.verdict} by its cases"
        if certified.self_declared is bool(certified.provider.artifact):
            yield "it names files and is self-declared, or neither"

    def _expired(self) -> Iterator[str]:
        if moment(self.when) >= self.certified.valid_until:
            yield f"it was valid until {self.certified.valid_until}"

    def _not_yet(self) -> Iterator[str]:
        if moment(self.when) < self.certified.issued:
            yield f"it was issued at {self.certified.issued}, which is still to come"


def _verdict(checks: Collection[CertifiedCheck]) -> Verdict:
    """Say what a case comes to by its checks; the worst decides."""
    outcomes = {check.outcome for check in checks}
    for outcome, verdict in (
        (Outcome.DEVIATES, Verdict.DEVIATES),
        (Outcome.WAIVED, Verdict.WAIVED),
        (Outcome.ADVISORY, Verdict.ADVISORY),
    ):
        if outcome in outcomes:
            return verdict
    return Verdict.CONFORMS if outcomes - _SILENT else Verdict.NOT_APPLICABLE


def _word(case: CertifiedCase) -> str:
    return case.verdict.value


def _some(found: list[str]) -> str:
    """Name the first few, and say how many more there are."""
    shown = found[:3]
    more = f"; and {len(found) - 3} more" if len(found) > len(shown) else ""
    return "; ".join(shown) + more
