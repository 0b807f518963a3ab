"""One provider against cases: what both front doors, pytest and the command, call."""

import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from importlib.metadata import version

from mapi_conformance.judge.verdict import Verdict, checks_of, verdict_of
from mapi_conformance.port.provider import Provider
from mapi_conformance.run.player import Conditions, Player
from mapi_conformance.run.profiles import Reading, choose_reading
from mapi_conformance.run.record import CaseRecord, ProviderRecord, RunRecord
from mapi_conformance.run.recording import record_case, record_unplayed
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.model import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a run judges."""

    #: ``--mapi-profile``; None leaves it to the provider.
    profile: str | None = None
    #: A should-level departure counts as a deviation.
    strict: bool = False


class Judging:
    """Judges cases of one provider under one reading.

    Args:
        provider: Whom to judge.
        corpus: The catalogue and the corpus file.
        options: How to judge.

    Raises:
        UnknownSetting: An option names no reading.
    """

    def __init__(self, provider: Provider, corpus: Corpus, options: Options) -> None:
        self.provider = provider
        self.corpus = corpus
        self.options = options
        self.reading: Reading = choose_reading(provider, options.profile)
        self._conditions = Conditions(
            catalogue=corpus.catalogue,
            configuration=provider.configuration,
            profiles=self.reading.profiles,
        )

    def judge(self, case: Case) -> CaseRecord:
        """Play a case and say what it comes to."""
        catalogue = self.corpus.catalogue
        if reason := self.inapplicable(case):
            return record_unplayed(case, Verdict.NOT_APPLICABLE, reason, catalogue)
        began = time.perf_counter()
        record = self._play(case)
        return replace(record, seconds=time.perf_counter() - began)

    def _play(self, case: Case) -> CaseRecord:
        catalogue = self.corpus.catalogue
        try:
            played = Player(case, self.provider.open(), self._conditions).play()
        except Exception as error:  # noqa: BLE001  # whatever breaks on our side blames us
            reason = f"the suite broke: {type(error).__name__}: {error}"
            return record_unplayed(case, Verdict.INCONCLUSIVE, reason, catalogue)
        checks = checks_of(case, played.findings, catalogue, strict=self.options.strict)
        verdict = verdict_of(played.findings, checks)
        return record_case(case, played, checks, verdict, catalogue)

    def inapplicable(self, case: Case) -> str:
        """Say why a case does not apply to this provider; nothing if it does."""
        scenario = case.scenario
        if scenario.suite.subject is Subject.MAPI:
            return "it judges MAPI, and this edition has no run of the host by itself"
        missing = [p for p in scenario.profiles if p not in self.reading.profiles]
        if missing:
            shown = ", ".join(sorted(self.reading.profiles)) or "none"
            return f"it holds for the profile {missing[0]}; this run's profile: {shown}"
        claimed = self._capabilities()
        for needed in scenario.requires:
            if needed not in claimed:
                return f"the capability {needed!r} is not claimed"
        for excluded in scenario.without:
            if excluded in claimed:
                return f"the capability {excluded!r} is claimed"
        return ""

    def _capabilities(self) -> frozenset[str]:
        """What is claimed; a second store is claimed by configuring one."""
        second = self.provider.configuration.second_store
        return self.provider.capabilities | (
            {"second-store"} if second else frozenset()
        )

    def record(self, cases: Iterable[CaseRecord]) -> RunRecord:
        """Put the records of cases into the record of the run."""
        return RunRecord(
            suite_version=suite_version(),
            edition=self.corpus.edition,
            provider=self.describe(),
            strict=self.options.strict,
            cases=tuple(cases),
        )

    def describe(self) -> ProviderRecord:
        """Say who is judged, and under which reading."""
        return ProviderRecord(
            name=self.provider.name,
            version=self.provider.version,
            road=self.provider.road,
            profiles=tuple(sorted(self.reading.profiles)),
            profile_source=self.reading.source,
            capabilities=tuple(sorted(self._capabilities())),
        )


def suite_version() -> str:
    """The version of this package as it is installed."""
    return version("mapi-conformance")
