"""One provider against cases: what both front doors, pytest and the command, call."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from importlib.metadata import version

from mapi_conformance.judge.verdict import Verdict, checks_of, verdict_of
from mapi_conformance.judge.waivers import Waiver
from mapi_conformance.port.host import Unreachable
from mapi_conformance.port.provider import Provider
from mapi_conformance.port.secrets import redact
from mapi_conformance.run.applying import why_not
from mapi_conformance.run.checkup import check_up
from mapi_conformance.run.listening import CaseTeller, Listener
from mapi_conformance.run.player import Conditions, Player
from mapi_conformance.run.profiles import Reading, choose_reading
from mapi_conformance.run.record import (
    CaseRecord,
    FileRecord,
    ProviderRecord,
    RunRecord,
    WaiverRecord,
)
from mapi_conformance.run.recording import record_case, record_unplayed
from mapi_conformance.run.rounds import Rounds
from mapi_conformance.run.scoring import choose_scoring
from mapi_conformance.run.waiving import Waiving
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
    #: Departures that are known.
    waivers: tuple[Waiver, ...] = ()
    #: The edition that decides which cases count; None means that of the corpus.
    edition: str | None = None
    #: The day that decides which of them have expired.
    today: date = field(default_factory=lambda: datetime.now(UTC).date())


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
        UnknownEdition: An option names no edition.
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
        waivers = tuple(
            replace(waiver, case=corpus.current(waiver.case))
            for waiver in options.waivers
        )
        self.waiving = Waiving(waivers, options.today)
        self.scoring = choose_scoring(corpus, options.edition)
        #: What was said before, where cases are repeated.
        self.rounds = Rounds()
        self._stand_in = stand_in
        #: Hears of each case while it is played, once somebody put one here.
        self.listener: Listener | None = None

    def conclude(self, case: Case) -> CaseRecord:
        """Play a case for the last time and say what all its rounds come to."""
        if self.listener is None:
            return self._settle(case, None)
        self.listener.began(case.id)
        secrets = self.provider.secrets
        record = self._settle(case, CaseTeller(self.listener, case.id, secrets))
        self.listener.judged(record)
        return record

    def _settle(self, case: Case, watcher: CaseTeller | None) -> CaseRecord:
        record = self.rounds.settle(self._judge(case, watcher))
        return self.scoring.place(case, record)

    def judge(self, case: Case) -> CaseRecord:
        """Play a case once and say what it comes to; nobody listens."""
        return self._judge(case, None)

    def _judge(self, case: Case, watcher: CaseTeller | None) -> CaseRecord:
        catalogue = self.corpus.catalogue
        if reason := self.inapplicable(case):
            return record_unplayed(case, Verdict.NOT_APPLICABLE, reason, catalogue)
        began = time.perf_counter()
        of_host = case.suite.subject is Subject.MAPI
        judge = self._judge_host if of_host else self._judge_provider
        record = judge(case, watcher)
        record = replace(record, seconds=time.perf_counter() - began)
        record = redact(record, self.provider.secrets)
        return self.waiving.apply(record) if self.options.waivers else record

    def _judge_provider(self, case: Case, watcher: CaseTeller | None) -> CaseRecord:
        return self._play(case, self.provider, self.reading.profiles, watcher)

    def _judge_host(self, case: Case, watcher: CaseTeller | None) -> CaseRecord:
        """Judge MAPI as our host plays it: a departure is our fault, nobody else's."""
        provider = self.provider if self.provider.brings_host else self._reference
        record = self._play(case, provider, provider.profiles, watcher)
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
        self,
        case: Case,
        provider: Provider,
        profiles: frozenset[str],
        watcher: CaseTeller | None,
    ) -> CaseRecord:
        catalogue = self.corpus.catalogue
        conditions = Conditions(
            catalogue=catalogue,
            configuration=provider.configuration,
            profiles=profiles | (HOST_PROFILES & set(case.scenario.profiles)),
        )
        try:
            played = Player(case, provider.open(), conditions, watcher).play()
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

    def inapplicable(self, case: Case) -> str:
        """Say why a case does not apply to this provider; nothing if it does."""
        if case.suite.subject is Subject.MAPI:
            able = self._stand_in or self.provider.brings_host
            return "" if able else "no provider stands in to judge MAPI with"
        return why_not(case, self.reading.profiles, self._capabilities())

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
        cases = tuple(cases)
        return RunRecord(
            suite_version=suite_version(),
            edition=self.scoring.name,
            edition_digest=self.scoring.digest,
            provider=self.describe(),
            strict=self.options.strict,
            cases=cases,
            waivers=self._waivers(cases),
            rounds=self.rounds.wanted,
        )

    def _waivers(self, cases: tuple[CaseRecord, ...]) -> tuple[WaiverRecord, ...]:
        if not self.options.waivers:
            return ()
        whole = [case.id for each in self.corpus.load_all() for case in each.cases]
        return self.waiving.judge(cases, whole)

    def _artifact(self) -> tuple[FileRecord, ...]:
        """The files that were judged; none of what runs elsewhere."""
        files = () if self.provider.remote else self.provider.artifact
        return tuple(FileRecord(name=each.name, sha256=each.sha256) for each in files)

    def describe(self) -> ProviderRecord:
        """Say who is judged, and under which reading."""
        said = ProviderRecord(
            name=self.provider.name,
            version=self.provider.version,
            road=self.provider.road,
            profiles=tuple(sorted(self.reading.profiles)),
            profile_source=self.reading.source,
            capabilities=tuple(sorted(self._capabilities())),
            artifact=self._artifact(),
            digest=self.provider.digest,
            debugging=self.provider.debugging,
        )
        return redact(said, self.provider.secrets)


def suite_version() -> str:
    """The version of this package as it is installed."""
    return version("mapi-conformance")
