"""What must hold over the whole trace of a case."""

from collections.abc import Callable
from typing import Any

import pytest

from mapi_conformance.judge.facts import Facts, Finding, every_event
from mapi_conformance.judge.laws import LAWS
from mapi_conformance.mapi.flags import (
    LOGOFF_ABORT,
    LOGOFF_COMPLETE,
    LOGOFF_INBOUND,
)
from mapi_conformance.port.host import (
    Event,
    Fault,
    FaultKind,
    Ledger,
    MemoryLedger,
    Pointer,
    SupportLedger,
    TransportCall,
)
from mapi_conformance.scenario import shared


DONE = TransportCall(request=LOGOFF_ABORT, answer=LOGOFF_COMPLETE)
REFUSED = TransportCall(request=LOGOFF_ABORT, answer=LOGOFF_INBOUND)


def a_support(*calls: TransportCall, **fields: Any) -> SupportLedger:
    """Make a support object that a provider kept for a successful logon."""
    standard = {"references": 0, "kept": True, "accepted": True}
    return SupportLedger(
        support=Pointer(2, "IMAPISupport"), transport_calls=calls, **standard | fields
    )


def judge(law: str, *supports: SupportLedger, profiles: str = "deferred") -> Finding:
    """Judge the books by one law."""
    ledger = Ledger(supports=supports)
    facts = Facts(ledger=ledger, events=(), profiles=frozenset(profiles.split()))
    return LAWS[law](facts)


def test_corpus_knows_every_law() -> None:
    """A corpus file may invoke the laws there are, and no others."""
    assert tuple(LAWS) == shared.LAWS


@pytest.mark.parametrize("law", LAWS)
def test_empty_books_prove_nothing(law: str) -> None:
    """A law over an empty ledger is not exercised."""
    assert judge(law) == Finding(exercised=False)


def test_every_event_goes_down_in_order(event: Callable[..., Event]) -> None:
    """The walk visits an event before what happened below it."""
    inner = event("store.support.AddRef")
    outer = event("store.Release", inner)
    last = event("store.logon.Release")

    assert list(every_event([outer, last])) == [outer, inner, last]


class TestOneTransportCall:
    """StoreLogoffTransports comes once for each support object."""

    law = "one-transport-call"

    def test_once(self) -> None:
        """One call is right."""
        assert judge(self.law, a_support(DONE)) == Finding(exercised=True)

    @pytest.mark.parametrize(
        ("calls", "text"),
        [
            pytest.param((), "got 0 StoreLogoffTransports calls, not 1", id="none"),
            pytest.param(
                (DONE, DONE), "got 2 StoreLogoffTransports calls, not 1", id="two"
            ),
        ],
    )
    def test_broken(self, calls: tuple[TransportCall, ...], text: str) -> None:
        """None and two are wrong."""
        found = judge(self.law, a_support(*calls))

        assert found.broken == (f"a support object {text}",)

    def test_said_once_for_many(self) -> None:
        """Objects with the same fault are one sentence."""
        found = judge(self.law, a_support(), a_support(), a_support(DONE, DONE))

        assert found.broken == (
            "a support object got 0 StoreLogoffTransports calls, not 1",
            "a support object got 2 StoreLogoffTransports calls, not 1",
        )

    @pytest.mark.parametrize(
        "fields", [{"kept": False}, {"accepted": False}], ids=["second", "refused"]
    )
    def test_not_about(self, fields: dict[str, bool]) -> None:
        """A second logon keeps no support object, a refused one owes no call."""
        assert judge(self.law, a_support(**fields)) == Finding(exercised=False)

    def test_eager_may_try_again(self) -> None:
        """In the eager reading a refused call is followed by another."""
        books = a_support(REFUSED, REFUSED, DONE)

        assert judge(self.law, books, profiles="eager").broken == ()

    def test_eager_may_give_up(self) -> None:
        """In the eager reading the last call counts, even if it was refused."""
        assert judge(self.law, a_support(REFUSED), profiles="eager").broken == ()

    @pytest.mark.parametrize("calls", [(DONE, DONE), (DONE, REFUSED)])
    def test_eager_not_after_success(self, calls: tuple[TransportCall, ...]) -> None:
        """In the eager reading nothing follows a call that was answered complete."""
        found = judge(self.law, a_support(*calls), profiles="eager")

        assert found.broken == (
            "a support object got 2 StoreLogoffTransports calls, not 1",
        )

    @pytest.mark.parametrize("profiles", ["deferred", ""])
    def test_no_retries_elsewhere(self, profiles: str) -> None:
        """Under another reading, or none, each call counts."""
        found = judge(self.law, a_support(REFUSED, DONE), profiles=profiles)

        assert found.broken == (
            "a support object got 2 StoreLogoffTransports calls, not 1",
        )


class TestOneRequestFlag:
    """StoreLogoffTransports gets one of five flags."""

    law = "one-request-flag"

    @pytest.mark.parametrize("word", [1, 2, 4, 8, 16])
    def test_each_flag(self, word: int) -> None:
        """Each of the five is right."""
        books = a_support(TransportCall(request=word, answer=0))

        assert judge(self.law, books) == Finding(exercised=True)

    @pytest.mark.parametrize(
        ("word", "text"),
        [
            pytest.param(0, "got 0x0, which is not one request flag", id="none"),
            pytest.param(6, "got 0x6, which is not one request flag", id="two"),
            pytest.param(0x20, "got 0x20, which is not one request flag", id="unknown"),
            pytest.param(
                0x10004, "got 0x10004, which is not one request flag", id="answer bit"
            ),
            pytest.param(None, "got no flag word", id="null"),
            pytest.param("4", "got no flag word", id="junk"),
        ],
    )
    def test_broken(self, word: object, text: str) -> None:
        """Any other word is wrong, and said once however often it came."""
        call = TransportCall(request=word, answer=0)

        found = judge(self.law, a_support(call), a_support(call))

        assert found.broken == (f"StoreLogoffTransports {text}",)

    def test_needs_a_call(self) -> None:
        """Without a call no flag was at stake."""
        assert judge(self.law, a_support()) == Finding(exercised=False)


class TestSupportReturned:
    """References on support objects are given back."""

    law = "support-returned"

    def test_returned(self) -> None:
        """No reference left is right."""
        assert judge(self.law, a_support()) == Finding(exercised=True)

    def test_one_is_held(self) -> None:
        """One reference is singular."""
        assert judge(self.law, a_support(references=1)).broken == (
            "1 reference on a support object never given back",
        )

    def test_many_are_held(self) -> None:
        """Different numbers are different sentences, equal ones are one."""
        books = [a_support(references=n) for n in (2, 1, 2)]

        assert judge(self.law, *books).broken == (
            "1 reference on a support object never given back",
            "2 references on a support object never given back",
        )

    def test_refused_logon_too(self) -> None:
        """A refused logon that keeps the object leaks it."""
        found = judge(self.law, a_support(references=1, accepted=False))

        assert found.broken == ("1 reference on a support object never given back",)

    def test_not_kept(self) -> None:
        """An object that nobody kept cannot be leaked."""
        assert not judge(self.law, a_support(kept=False)).exercised


class TestSilenceAfterSupport:
    """Nothing is called on a dead support object."""

    law = "silence-after-support"

    def test_silent(self) -> None:
        """No late call is right."""
        assert judge(self.law, a_support()) == Finding(exercised=True)

    def test_late_calls(self) -> None:
        """Each method called late is named once."""
        late = ("AddRef", "StoreLogoffTransports", "AddRef")

        assert judge(self.law, a_support(late_calls=late)).broken == (
            "AddRef was called on a support object that was gone",
            "StoreLogoffTransports was called on a support object that was gone",
        )

    def test_released_too_often(self) -> None:
        """Releases without a reference are counted over all objects."""
        books = [a_support(excess_releases=n) for n in (1, 2)]

        assert judge(self.law, *books).broken == (
            "a support object was released 3 times too often",
        )

    def test_held_is_not_dead(self) -> None:
        """While a reference is held the object lives, whatever MAPI has ended."""
        books = a_support(references=1, late_calls=("StoreLogoffTransports",))

        assert judge(self.law, books) == Finding(exercised=False)


class TestLogoffSucceeds:
    """IMSLogon::Logoff returns S_OK."""

    def find(self, *events: Event) -> Finding:
        """Judge a trace."""
        facts = Facts(ledger=Ledger(), events=events)
        return LAWS["logoff-succeeds"](facts)

    def test_succeeds(self, event: Callable[..., Event]) -> None:
        """S_OK is right, wherever in the trace."""
        inner = event("store.logon.Logoff")

        assert self.find(event("store.Release", inner)) == Finding(exercised=True)

    def test_fails(self, event: Callable[..., Event]) -> None:
        """Every other code is named once."""
        bad = event("store.logon.Logoff", code=0x80040102)

        assert self.find(bad, bad).broken == (
            "IMSLogon::Logoff returned MAPI_E_NO_SUPPORT (0x80040102), not S_OK",
        )

    def test_never_called(self, event: Callable[..., Event]) -> None:
        """Another Logoff is none of its business."""
        assert not self.find(event("store.StoreLogoff")).exercised

    def test_fault_is_no_code(self, event: Callable[..., Event]) -> None:
        """A call that did not come back has no code to be wrong."""
        fault = Fault(FaultKind.RAISED, "it raised")

        found = self.find(event("store.logon.Logoff", fault=fault))

        assert found == Finding(exercised=True)


class TestMemory:
    """Blocks of MAPI's allocation functions go back once, and as they came."""

    def find(self, law: str, **counts: int) -> Finding:
        """Judge the books of the memory."""
        ledger = Ledger(memory=MemoryLedger(**counts))
        return LAWS[law](Facts(ledger=ledger, events=()))

    @pytest.mark.parametrize(
        ("law", "counts"),
        [
            ("freed-once", {"frees": 1}),
            ("roots-freed", {"frees": 1, "links": 1}),
            ("linked-to-roots", {"links": 1}),
            ("memory-returned", {"roots": 1}),
        ],
    )
    def test_held(self, law: str, counts: dict[str, int]) -> None:
        """A law is exercised by what it is about, and by nothing else."""
        assert self.find(law, **counts) == Finding(exercised=True)
        for name in counts:
            assert not self.find(law, **(counts | {name: 0})).exercised

    @pytest.mark.parametrize("memory", [None, MemoryLedger()], ids=["unseen", "empty"])
    @pytest.mark.parametrize(
        "law", ["freed-once", "roots-freed", "linked-to-roots", "memory-returned"]
    )
    def test_no_books(self, law: str, memory: MemoryLedger | None) -> None:
        """What a road cannot see, and what never happened, proves nothing."""
        facts = Facts(ledger=Ledger(memory=memory), events=())

        assert LAWS[law](facts) == Finding(exercised=False)

    @pytest.mark.parametrize(
        ("law", "counts", "texts"),
        [
            (
                "freed-once",
                {"frees": 3, "freed_twice": 1, "foreign_frees": 2},
                (
                    "MAPIFreeBuffer: 1 free of a block that had been freed before",
                    "MAPIFreeBuffer: 2 frees of what MAPI never allocated",
                ),
            ),
            (
                "roots-freed",
                {"frees": 2, "links": 1, "linked_frees": 1},
                ("MAPIFreeBuffer: 1 free of a block that is linked to another",),
            ),
            (
                "linked-to-roots",
                {"links": 2, "rootless_links": 2},
                ("MAPIAllocateMore: 2 calls with a base that is no live root",),
            ),
            (
                "memory-returned",
                {"roots": 2, "unfreed": 1},
                ("1 block of MAPIAllocateBuffer never freed",),
            ),
            (
                "links-freed-with-their-root",
                {"frees": 1, "links": 2, "orphans": 2},
                ("2 linked blocks left of a root that was freed",),
            ),
        ],
    )
    def test_broken(
        self, law: str, counts: dict[str, int], texts: tuple[str, ...]
    ) -> None:
        """Each fault is one sentence with its count."""
        assert self.find(law, **counts) == Finding(exercised=True, broken=texts)


class TestSoundInvalidation:
    """MakeInvalid gets an object of the provider, whole."""

    law = "sound-invalidation"

    def judge(self, **words: object) -> tuple[str, ...]:
        """Judge one call about a folder that was opened before, or another object."""
        opened = Event(
            sequence=1,
            pointer=Pointer(3, "IMsgStore"),
            interface="IMsgStore",
            name="OpenEntry",
            results={"object": Pointer(4, "IMAPIFolder"), "type": 3},
        )
        call = Event(
            sequence=2,
            pointer=Pointer(2, "IMAPISupport"),
            interface="IMAPISupport",
            name="MakeInvalid",
            arguments={
                "flags": 0,
                "object": Pointer(4, "IUnknown"),
                "references": 1,
                "methods": 30,
                **words,
            },
        )
        end = Event(
            sequence=3,
            pointer=Pointer(5, "IMSLogon"),
            interface="IMSLogon",
            name="Logoff",
            children=(call,),
        )
        found = LAWS[self.law](Facts(ledger=Ledger(), events=(opened, end)))
        assert found.exercised
        return found.broken

    @pytest.mark.parametrize("methods", [30, 31])
    def test_whole(self, methods: int) -> None:
        """All methods are right, and more of them may be private."""
        assert self.judge(methods=methods) == ()

    def test_never_handed_out(self) -> None:
        """Of an object that nobody saw no more is known than that it is an IUnknown."""
        assert self.judge(object=Pointer(9, "IUnknown"), methods=3) == ()

    @pytest.mark.parametrize(
        ("words", "text"),
        [
            ({"flags": 1}, "MakeInvalid got flags, which are reserved"),
            ({"object": None}, "MakeInvalid got no object"),
            (
                {"object": Pointer(2, "IUnknown")},
                "MakeInvalid got an object that is not the provider's own",
            ),
            ({"methods": 29}, "MakeInvalid got 29 methods of an object that has 30"),
            (
                {"object": Pointer(9, "IUnknown"), "methods": 2},
                "MakeInvalid got 2 methods of an object that has 3",
            ),
        ],
        ids=["flags", "null", "of MAPI", "a part", "less than IUnknown"],
    )
    def test_broken(self, words: dict[str, object], text: str) -> None:
        """Anything else is wrong."""
        assert self.judge(**words) == (text,)
