"""One provider against cases: what applies, what breaks, what is recorded."""

from collections.abc import Callable
from importlib.metadata import version
from typing import Any, NoReturn

import pytest

from mapi_conformance.errors import UnknownSetting
from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.mapi.codes import MAPI_E_NO_SUPPORT
from mapi_conformance.port.host import Host
from mapi_conformance.port.provider import Configuration, Provider
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.record import CaseRecord, ProviderRecord, RunRecord
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus


CALL = """
    - store.StoreLogoff: {flags: LOGOFF_PURGE}
      cites: STORELOGOFF-005
"""
Play = Callable[..., CaseRecord]


class TestInapplicable:
    """Cases that are not for this provider."""

    @pytest.mark.parametrize(
        ("words", "who", "reason"),
        [
            pytest.param(
                {},
                {"profiles": "eager"},
                "it holds for the profile deferred; this run's profile: eager",
                id="another reading",
            ),
            pytest.param(
                {"requires": "submit"},
                {},
                "the capability 'submit' is not claimed",
                id="required",
            ),
            pytest.param(
                {"requires": "second-store"},
                {"capabilities": "submit"},
                "the capability 'second-store' is not claimed",
                id="no second store",
            ),
            pytest.param(
                {"without": "submit"},
                {"capabilities": "submit"},
                "the capability 'submit' is claimed",
                id="excluded",
            ),
        ],
    )
    def test_reason(
        self, play: Play, words: dict[str, str], who: dict[str, Any], reason: str
    ) -> None:
        """A case that does not apply says why, and is not played."""

        def unplayed(*arguments: object) -> NoReturn:
            raise AssertionError("it was played")

        record = play(CALL, words=words, enter=unplayed, **who)

        assert (record.verdict, record.reason) == (Verdict.NOT_APPLICABLE, reason)
        assert {check.outcome for check in record.checks} == {Outcome.NOT_EXERCISED}
        assert record.seconds == 0.0

    def test_no_reading_at_all(
        self, corpus: Corpus, load: Callable[..., Case], a_provider: Any
    ) -> None:
        """A provider that shows no reading is told that it has none."""
        judging = Judging(a_provider(), corpus, Options(profile="none"))

        assert judging.inapplicable(load(CALL)) == (
            "it holds for the profile deferred; this run's profile: none"
        )

    def test_about_mapi(self, corpus: Corpus, a_provider: Any) -> None:
        """A suite about MAPI is not about any provider."""
        (case,) = corpus.load_text(
            "suite: host\nabout: The host.\nsubject: mapi\n"
            "scenarios:\n  - id: one\n    title: does it\n    steps:\n"
            "      - mapi.MAPIFreeBuffer:\n",
            "host.yaml",
        ).cases

        record = Judging(a_provider(), corpus, Options()).judge(case)

        assert record.verdict is Verdict.NOT_APPLICABLE
        assert record.reason == "no provider stands in to judge MAPI with"

    @pytest.mark.parametrize(
        ("words", "who"),
        [
            pytest.param(
                {"requires": "submit"}, {"capabilities": "submit"}, id="claimed"
            ),
            pytest.param({"without": "submit"}, {}, id="not claimed"),
            pytest.param(
                {"requires": "second-store"},
                {"configuration": Configuration(second_store=b"second")},
                id="a second store is claimed by configuring it",
            ),
            pytest.param(
                {"requires": "[unreachable-store, unconfigured-store]"},
                {
                    "configuration": Configuration(
                        unreachable_store=b"gone", unconfigured_store=b"bare"
                    )
                },
                id="stores that are refused are claimed by configuring them",
            ),
            pytest.param({"profile": ""}, {"profiles": "eager"}, id="every reading"),
        ],
    )
    def test_applies(
        self, play: Play, words: dict[str, str], who: dict[str, Any]
    ) -> None:
        """A case whose conditions hold is played."""
        assert play(CALL, words=words, **who).verdict is Verdict.CONFORMS


class TestOurFault:
    """What breaks on our side is never the provider's."""

    @pytest.mark.parametrize("method", ["start", "call", "settle", "end", "ledger"])
    def test_host_raises(self, play: Play, method: str) -> None:
        """A host that raises makes its case inconclusive, and says how."""

        def broken(*arguments: object) -> NoReturn:
            raise RuntimeError("the host is ill")

        class Ill:
            """Raises in one method."""

            def __init__(self, host: Host) -> None:
                self._host = host

            def __getattr__(self, name: str) -> Any:
                return broken if name == method else getattr(self._host, name)

        record = play(CALL, wrap=Ill)

        assert (record.verdict, record.reason, record.differences) == (
            Verdict.INCONCLUSIVE,
            "the suite broke: RuntimeError: the host is ill",
            (),
        )

    def test_host_cannot_be_opened(self, play: Play) -> None:
        """A host that cannot even be made is our fault too."""

        def broken(host: Host) -> NoReturn:
            raise OSError("no more room")

        assert (
            play(CALL, wrap=broken).reason == "the suite broke: OSError: no more room"
        )

    def test_self_check(self, play: Play) -> None:
        """A host that forgets what MAPI does makes the case inconclusive."""
        record = play(
            """
            - store.StoreLogoff: {flags: LOGOFF_PURGE}
              cites: STORELOGOFF-005
            - store.Release:
              may cause: [store.support.StoreLogoffTransports]
              causes:
                - store.support.gone:
                  cites: SDSTORE-006
            """,
            words={"watch": "[end-of-support, mapi.uids-removed]"},
        )

        assert record.verdict is Verdict.INCONCLUSIVE
        assert record.reason == (
            "mapi.uids-removed happened during store.support.gone and is not expected"
            " there"
        )
        assert record.broken == ()


class TestRecord:
    """What is written down."""

    def test_case(self, play: Play) -> None:
        """A case is recorded by id, file, title and what it is about."""
        record = play(CALL)

        assert (
            record.id,
            record.path,
            record.title,
            record.interface,
            record.profiles,
            record.verdict,
            record.reason,
        ) == (
            "tiny/one",
            "tiny.yaml",
            "does it",
            "IMsgStore",
            ("deferred",),
            Verdict.CONFORMS,
            "",
        )
        assert record.seconds > 0

    def test_red_case_keeps_its_trace(self, play: Play) -> None:
        """Where somebody looks, every call is there with what it got and gave."""
        record = play(
            "- note: the client asks\n"
            "  store.StoreLogoff: {flags: LOGOFF_PURGE}\n"
            "  cites: STORELOGOFF-005\n",
            store={"store_logoff": lambda *_: MAPI_E_NO_SUPPORT},
        )

        act = record.acts[2]
        (event,) = act.events
        assert act.note == "the client asks"
        assert (event.call, event.kind, event.result, event.results, event.fault) == (
            "store.StoreLogoff(flags=LOGOFF_PURGE (0x4))",
            "IMsgStore.StoreLogoff",
            "MAPI_E_NO_SUPPORT",
            "flags=LOGOFF_PURGE (0x4)",
            "",
        )
        assert act.differences[0].place == "tiny.yaml:13:9"

    def test_run(self, corpus: Corpus, a_provider: Any, play: Play) -> None:
        """A run says who was judged, by what, and how."""
        provider: Provider = a_provider(
            capabilities="submit", configuration=Configuration(second_store=b"second")
        )
        case = play(CALL)

        record = Judging(provider, corpus, Options(strict=True)).record([case])

        assert record == RunRecord(
            suite_version=version("mapi-conformance"),
            edition="2026-11-20",
            provider=ProviderRecord(
                name="tiny",
                version="1",
                road="in this process",
                profiles=("deferred",),
                profile_source="declared",
                capabilities=("second-store", "submit"),
            ),
            strict=True,
            cases=(case,),
            edition_digest=corpus.editions.read("2026-11-20").digest,
        )

    def test_unknown_profile(self, corpus: Corpus, a_provider: Any) -> None:
        """A reading that does not exist is refused before anything is judged."""
        with pytest.raises(
            UnknownSetting, match="no profile of a provider is called 'lazy'"
        ):
            Judging(a_provider(), corpus, Options(profile="lazy"))
