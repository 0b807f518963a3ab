"""The eager reading: StoreLogoff tells the transports and hands their answer back."""

from collections.abc import Callable

import pytest

from mapi_conformance.mapi import Ref
from mapi_reference.provider.logon import Logon
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.readings import EAGER
from mapi_reference.provider.store import Store


NO_WAIT, ORDERLY, PURGE, ABORT, QUIET = 0x1, 0x2, 0x4, 0x8, 0x10
COMPLETE, INBOUND, OUTBOUND, QUEUE = 0x10000, 0x20000, 0x40000, 0x80000
INVALID_OBJECT = 0x80040108


@pytest.fixture
def provider() -> Provider:
    """An eager provider; ``store`` and ``logon`` are its."""
    return Provider(reading=EAGER)


class TestStoreLogoff:
    """StoreLogoff in the eager profile."""

    @pytest.mark.parametrize(
        "request_flag",
        [NO_WAIT, ORDERLY, PURGE, ABORT, QUIET],
        ids=["no-wait", "orderly", "purge", "abort", "quiet"],
    )
    def test_tells_at_once(
        self, store: Store, events: list[str], request_flag: int
    ) -> None:
        """The flag goes to the transports before StoreLogoff returns."""
        assert store.store_logoff(Ref(request_flag)) == 0x0

        assert events == [f"StoreLogoffTransports({request_flag:#x})"]

    @pytest.mark.parametrize(
        ("answered", "given"),
        [
            (COMPLETE, COMPLETE),
            (COMPLETE | QUEUE, COMPLETE | QUEUE),
            (INBOUND | OUTBOUND | QUEUE, INBOUND | OUTBOUND | QUEUE),
            (0x0, 0x0),
            (QUIET | INBOUND, INBOUND),
            (0x80000000 | COMPLETE, COMPLETE),
        ],
        ids=["complete", "queue", "refused", "nothing", "request-left", "unknown-bit"],
    )
    def test_hands_status_back(
        self, store: Store, words: list[int], answered: int, given: int
    ) -> None:
        """Status bits of the answer come back; request bits and others do not."""
        words.append(answered)
        word = Ref(QUIET)

        assert store.store_logoff(word) == 0x0
        assert word.value == given

    def test_failing_transports(
        self, store: Store, answers: dict[str, int], words: list[int]
    ) -> None:
        """A failure is S_OK without LOGOFF_COMPLETE, whatever the word says."""
        answers["StoreLogoffTransports"] = 0x80040102
        words.append(COMPLETE | INBOUND)
        word = Ref(ORDERLY)

        assert store.store_logoff(word) == 0x0
        assert word.value == 0x0

    def test_asks_again_after_refusal(
        self, store: Store, events: list[str], words: list[int]
    ) -> None:
        """Each StoreLogoff calls until one was answered with LOGOFF_COMPLETE."""
        words.extend([INBOUND, OUTBOUND, COMPLETE])
        first, second, third = Ref(QUIET), Ref(QUIET), Ref(ORDERLY)

        store.store_logoff(first)
        store.store_logoff(second)
        store.store_logoff(third)

        assert [first.value, second.value, third.value] == [INBOUND, OUTBOUND, COMPLETE]
        assert events == [
            "StoreLogoffTransports(0x10)",
            "StoreLogoffTransports(0x10)",
            "StoreLogoffTransports(0x2)",
        ]

    def test_asks_again_after_failure(
        self, store: Store, events: list[str], answers: dict[str, int]
    ) -> None:
        """A call that failed is none that completed."""
        answers["StoreLogoffTransports"] = 0x80004005

        store.store_logoff(Ref(PURGE))
        store.store_logoff(Ref(PURGE))

        assert len(events) == 2

    def test_same_answer_after_complete(
        self, store: Store, events: list[str], words: list[int]
    ) -> None:
        """Once the transports have let go, they are not told a second time."""
        words.append(COMPLETE | QUEUE)
        again = Ref(PURGE)
        store.store_logoff(Ref(ORDERLY))

        assert store.store_logoff(again) == 0x0
        assert again.value == COMPLETE | QUEUE
        assert events == ["StoreLogoffTransports(0x2)"]

    @pytest.mark.parametrize(
        "word", [None, Ref(0x0), Ref(NO_WAIT | ORDERLY)], ids=["null", "none", "two"]
    )
    def test_outside_the_contract(
        self, store: Store, events: list[str], word: Ref[int] | None
    ) -> None:
        """Where there is not one request, the transports are told none."""
        store.store_logoff(word)

        assert events == []


class TestEnd:
    """The last Release, and the end of the session."""

    def test_no_second_call(
        self, store: Store, events: list[str], words: list[int]
    ) -> None:
        """After a completed logoff Release only gives the support object back."""
        words.append(COMPLETE)
        store.store_logoff(Ref(ORDERLY))
        events.clear()

        store.release()

        assert events == ["Release"]

    def test_abort_when_never_told(self, store: Store, events: list[str]) -> None:
        """Without StoreLogoff Release makes the call, with LOGOFF_ABORT."""
        store.release()

        assert events == ["StoreLogoffTransports(0x8)", "Release"]

    def test_after_refusal(
        self, store: Store, events: list[str], words: list[int]
    ) -> None:
        """A refusal that the client heard of is the answer that counts."""
        words.append(INBOUND)
        store.store_logoff(Ref(QUIET))

        store.release()

        assert events == ["StoreLogoffTransports(0x10)", "Release"]

    def test_works_after_refusal(self, store: Store, words: list[int]) -> None:
        """A refused logoff changes nothing: the store answers."""
        words.append(INBOUND)
        store.store_logoff(Ref(QUIET))

        assert store.get_prop_list(0, Ref()) == 0x0

    def test_session_logoff(
        self, store: Store, logon: Logon, events: list[str], words: list[int]
    ) -> None:
        """IMSLogon::Logoff makes no second call either."""
        words.append(COMPLETE)
        store.store_logoff(Ref(PURGE))

        assert logon.logoff(Ref(0)) == 0x0
        assert events == ["StoreLogoffTransports(0x4)", "Release"]
        assert store.store_logoff(Ref(PURGE)) == INVALID_OBJECT

    def test_logoff_inside_the_end(
        self,
        store: Store,
        logon: Logon,
        events: list[str],
        during_release: list[Callable[[], None]],
    ) -> None:
        """Nested in the support object's Release it finds everything done."""
        codes: list[int] = []
        during_release.append(lambda: codes.append(logon.logoff(Ref(0))))
        store.store_logoff(Ref(NO_WAIT))

        store.release()

        assert codes == [0x0]
        assert events == ["StoreLogoffTransports(0x1)", "Release"]
