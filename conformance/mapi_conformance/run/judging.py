"""One provider against cases: what both front doors, pytest and the command, call."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from importlib.metadata import version

from mapi_conformance.judge.verdict import Verdict, checks_of, verdict_of
from mapi_conformance.port.host import Unreachable
from mapi_conformance.port.provider import Provider
from mapi_conformance.port.secrets import redact
from mapi_conformance.run.checkup import check_up
from mapi_conformance.run.listening import CaseTeller, Listener
from mapi_conformance.run.player import Conditions, Player
from mapi_conformance.run.profiles import Reading, choose_reading
from mapi_conformance.run.record import CaseRecord, ProviderRecord, RunRecord
from mapi_conformance.run.recording import record_case, record_unplayed
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.model import HOST_PROFILES, Subject


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
        stand_in: Opens the provider that stands in where MAPI is judged; without
            one such cases do not apply.

    Raises:
        UnknownSetting: An option names no reading.
    """

    def __init__(
        self,
        provider: Provider,
        corpus: Corpus,
        options: Options,
        stand_in: Callable[[], Provider] | None = None,
    ) -> None:
        self.provider = provider
        self.corpus = corpus
        self.options = options
        self.reading: Reading = choose_reading(provider, options.profile)
        self._stand_in = stand_in
        #: Hears of each case while it is played, once somebody put one here.
        self.listener: Listener | None = None

    def judge(self, case: Case) -> CaseRecord:
        """Play a case and say what it comes to."""
        if self.listener is None:
            return self._judge(case)
        self.listener.began(case.id)
        record = self._judge(case)
        self.listener.judged(record)
        return record

    def _judge(self, case: Case) -> CaseRecord:
        catalogue = self.corpus.catalogue
        if reason := self.inapplicable(case):
            return record_unplayed(case, Verdict.NOT_APPLICABLE, reason, catalogue)
        began = time.perf_counter()
        of_host = case.suite.subject is Subject.MAPI
        record = self._judge_host(case) if of_host else self._judge_provider(case)
        record = replace(record, seconds=time.perf_counter() - began)
        return redact(record, self.provider.secrets)

    def _judge_provider(self, case: Case) -> CaseRecord:
        return self._play(case, self.provider, self.reading.profiles)

    def _judge_host(self, case: Case) -> CaseRecord:
        """Judge MAPI as our host plays it: a departure is our fault, nobody else's."""
        provider = self.provider if self.provider.brings_host else self._reference
        record = self._play(case, provider, provider.profiles)
        if not record.verdict.fails:
            return record
        found = "; ".join(difference.text for difference in record.differences)
        return replace(
            record,
            verdict=Verdict.INCONCLUSIVE,
            blame="suite",
            reason=f"the host departs from the documented MAPI: {found}",
        )

    @cached_property
    def _reference(self) -> Provider:
        assert self._stand_in is not None  # noqa: S101  # else the case does not apply
        return self._stand_in()

    def _play(
        self, case: Case, provider: Provider, profiles: frozenset[str]
    ) -> CaseRecord:
        catalogue = self.corpus.catalogue
        conditions = Conditions(
            catalogue=catalogue,
            configuration=provider.configuration,
            profiles=profiles | (HOST_PROFILES & set(case.scenario.profiles)),
        )
        try:
            played = Player(case, provider.open(), conditions, self._watch(case)).play()
        except Unreachable as error:
            return record_unplayed(
                case, Verdict.INCONCLUSIVE, str(error), catalogue, "environment"
            )
        except Exception as error:  # noqa: BLE001  # whatever breaks on our side blames us
            reason = f"the suite broke: {type(error).__name__}: {error}"
            return record_unplayed(
                case, Verdict.INCONCLUSIVE, reason, catalogue, "suite"
            )
        checks = checks_of(case, played.findings, catalogue, strict=self.options.strict)
        verdict = verdict_of(played.findings, checks)
        return record_case(case, played, checks, verdict, catalogue)

    def _watch(self, case: Case) -> CaseTeller | None:
        return CaseTeller(self.listener, case.id) if self.listener else None

    def inapplicable(self, case: Case) -> str:
        """Say why a case does not apply to this provider; nothing if it does."""
        scenario = case.scenario
        if scenario.suite.subject is Subject.MAPI:
            able = self._stand_in or self.provider.brings_host
            return "" if able else "no provider stands in to judge MAPI with"
        needed_profiles = set(scenario.profiles) - HOST_PROFILES
        missing = sorted(needed_profiles - self.reading.profiles)
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

    def check_up(self) -> tuple[str, ...]:
        """Say what of the set-up will be in the way of the cases."""
        return redact(check_up(self.provider), self.provider.secrets)

    def close(self) -> None:
        """Let go of the provider, and of the one that stood in, if one did."""
        self.provider.close()
        if "_reference" in vars(self):
            self._reference.close()

    def _capabilities(self) -> frozenset[str]:
        """What is claimed; a store beside the first is claimed by configuring it."""
        configuration = self.provider.configuration
        stores = {
            "second-store": configuration.second_store,
            "unconfigured-store": configuration.unconfigured_store,
            "unreachable-store": configuration.unreachable_store,
        }
        return self.provider.capabilities | {n for n, store in stores.items() if store}

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
        said = ProviderRecord(
            name=self.provider.name,
            version=self.provider.version,
            road=self.provider.road,
            profiles=tuple(sorted(self.reading.profiles)),
            profile_source=self.reading.source,
            capabilities=tuple(sorted(self._capabilities())),
            digest=self.provider.digest,
        )
        return redact(said, self.provider.secrets)


def suite_version() -> str:
    """The version of this package as it is installed."""
    return version("mapi-conformance")
