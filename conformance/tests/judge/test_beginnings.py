"""Laws about how a provider and its stores begin, and about refusals."""

from collections.abc import Sequence
from typing import Any

import pytest

from mapi_conformance.judge.facts import Facts, Finding
from mapi_conformance.judge.laws import LAWS
from mapi_conformance.mapi.codes import (
    MAPI_E_LOGON_FAILED,
    MAPI_E_NOT_FOUND,
    MAPI_E_VERSION,
    MAPI_W_ERRORS_RETURNED,
    S_OK,
)
from mapi_conformance.mapi.properties import PR_OBJECT_TYPE, PropValue
from mapi_conformance.mapi.refs import UNTOUCHED
from mapi_conformance.port.host import Event, Ledger, Pointer, SupportLedger


SUPPORT, OTHER = Pointer(2, "IMAPISupport"), Pointer(4, "IMAPISupport")
LOGON, STORE = Pointer(3, "IMSLogon"), Pointer(1, "IMsgStore")
MALLOC = Pointer(9, "IMalloc")
EMPTY = Ledger()
HOLDS, IDLE = Finding(exercised=True), Finding(exercised=False)


def call(interface: str, name: str, code: int | None = S_OK, **words: Any) -> Event:
    """Make a call; of the words, ``into`` went in and the others came back."""
    return Event(
        sequence=1,
        pointer=None,
        interface=interface,
        name=name,
        arguments=words.pop("into", {}),
        results=words,
        code=code,
    )


def log_on(support: Pointer = SUPPORT, **words: Any) -> Event:
    """Log on with a support object."""
    return call("IMSProvider", "Logon", into={"support": support}, **words)


def init(version: int, code: int = S_OK, **words: Any) -> Event:
    """Call the entry point."""
    return call(
        "MSProvider", "MSProviderInit", code, into={"version": version}, **words
    )


def supports(*kept: Pointer, accepted: bool = True) -> Ledger:
    """Open the books of both support objects, of which some were kept."""
    return Ledger(
        supports=tuple(
            SupportLedger(
                support=each, references=0, kept=each in kept, accepted=accepted
            )
            for each in (SUPPORT, OTHER)
        )
    )


def judge(law: str, events: Sequence[Event] = (), ledger: Ledger = EMPTY) -> Finding:
    """Judge what happened by one law."""
    return LAWS[law](Facts(ledger=ledger, events=tuple(events)))


class TestSupportKept:
    """A logon that gave a logon object kept its support object."""

    law = "support-kept"
    text = "a logon gave a logon object and kept no reference on its support object"

    @pytest.mark.parametrize("code", [S_OK, MAPI_W_ERRORS_RETURNED])
    def test_kept(self, code: int) -> None:
        """One reference is enough, and a warning is a success."""
        events = [log_on(code=code, logon=LOGON)]

        assert judge(self.law, events, supports(SUPPORT)) == HOLDS

    def test_not_kept(self) -> None:
        """What another logon kept does not count."""
        found = judge(self.law, [log_on(logon=LOGON)], supports(OTHER))

        assert found == Finding(exercised=True, broken=(self.text,))

    def test_same_logon_object_again(self) -> None:
        """A further logon that gives the same logon object keeps nothing."""
        events = [log_on(logon=LOGON), log_on(OTHER, logon=LOGON)]

        assert judge(self.law, events, supports(SUPPORT)) == HOLDS

    @pytest.mark.parametrize(
        "event",
        [log_on(logon=None), log_on(code=MAPI_E_LOGON_FAILED, logon=LOGON)],
        ids=["no logon object", "failure"],
    )
    def test_nothing_to_keep_it_in(self, event: Event) -> None:
        """Without a logon object nothing has to be kept."""
        assert judge(self.law, [event], supports()) == IDLE


class TestRefusedLogon:
    """A logon that failed keeps nothing."""

    law = "refused-logon-keeps-nothing"

    def test_nothing(self) -> None:
        """A support object that is left alone is right."""
        assert judge(self.law, ledger=supports(accepted=False)) == HOLDS

    def test_kept(self) -> None:
        """A reference that is kept is not."""
        found = judge(self.law, ledger=supports(OTHER, accepted=False))

        assert found.broken == (
            "a logon failed and kept a reference on its support object",
        )

    def test_accepted(self) -> None:
        """A logon that succeeded is another law's."""
        assert judge(self.law, ledger=supports(SUPPORT)) == IDLE


class TestRegisteredUid:
    """Entry identifiers carry what SetProviderUID registered."""

    law = "registered-uid"
    registered = call("IMAPISupport", "SetProviderUID", into={"uid": bytes(range(16))})

    @staticmethod
    def receive(entryid: object) -> Event:
        """Give a receive folder."""
        return call("IMsgStore", "GetReceiveFolder", entryid=entryid)

    def test_carried(self) -> None:
        """It stands behind the four flags."""
        folder = self.receive(bytes(4) + bytes(range(16)) + b"inbox")

        assert judge(self.law, [self.registered, folder]) == HOLDS

    def test_another(self) -> None:
        """Another one at this place is not what MAPI looks for."""
        folder = self.receive(bytes(20) + b"inbox")

        assert judge(self.law, [self.registered, folder]).broken == (
            "an entry identifier carries no identifier that SetProviderUID registered",
        )

    def test_nothing_registered(self) -> None:
        """Without an identifier to look for nothing is said."""
        assert judge(self.law, [self.receive(bytes(20))]) == IDLE

    def test_no_entry_identifier(self) -> None:
        """Without an entry identifier nothing is said either."""
        assert judge(self.law, [self.registered, self.receive(None)]) == IDLE


class TestVersions:
    """A provider that accepts a version has none above it."""

    law = "spi-versions-agree"

    @pytest.mark.parametrize("own", [0x10000, 0x10010, UNTOUCHED])
    def test_not_above(self, own: object) -> None:
        """An older provider copes; one that tells nothing is another clause's."""
        assert judge(self.law, [init(0x10010, provider_version=own)]) == HOLDS

    def test_above(self) -> None:
        """A newer provider should have refused."""
        found = judge(self.law, [init(0x10000, provider_version=0x10010)])

        assert found.broken == (
            (
                "MSProviderInit accepted SPI version 0x10000 and said that its own is"
                " 0x10010"
            ),
        )

    def test_refused(self) -> None:
        """With a refusal any version may come."""
        event = init(0x10000, MAPI_E_VERSION, provider_version=0x10010)

        assert judge(self.law, [event]) == IDLE


class TestFailures:
    """What fails gives nothing that its caller would own."""

    @pytest.mark.parametrize("provider", [None, UNTOUCHED])
    def test_refused_init(self, provider: object) -> None:
        """Null and untouched are right."""
        event = init(0, MAPI_E_VERSION, provider=provider)

        assert judge("refused-init-gives-nothing", [event]) == HOLDS

    def test_refused_init_gives_one(self) -> None:
        """A provider object is not."""
        event = init(0, MAPI_E_VERSION, provider=Pointer(7, "IMSProvider"))

        assert judge("refused-init-gives-nothing", [event]).broken == (
            "MSProvider::MSProviderInit failed and gave back provider",
        )

    def test_accepted_init(self) -> None:
        """With a success it may come."""
        event = init(0, provider=Pointer(7, "IMSProvider"))

        assert judge("refused-init-gives-nothing", [event]) == IDLE

    @pytest.mark.parametrize(
        ("event", "what"),
        [
            (
                call("IMsgStore", "OpenEntry", MAPI_E_NOT_FOUND, object=STORE),
                "IMsgStore::OpenEntry failed and gave back object",
            ),
            (
                log_on(code=MAPI_E_LOGON_FAILED, security=b"data", error="text"),
                "IMSProvider::Logon failed and gave back security",
            ),
            (
                call(
                    "IMsgStore",
                    "GetProps",
                    MAPI_E_NOT_FOUND,
                    props=(PropValue(PR_OBJECT_TYPE, 1),),
                ),
                "IMsgStore::GetProps failed and gave back props",
            ),
        ],
        ids=["object", "data", "properties"],
    )
    def test_owned(self, event: Event, what: str) -> None:
        """Objects, data and properties are owned; error information may come."""
        found = judge("failures-leave-nothing", [event])

        assert found == Finding(exercised=True, broken=(what,))

    @pytest.mark.parametrize(
        "event",
        [
            call("IMsgStore", "OpenEntry", MAPI_E_NOT_FOUND, object=None, type=5),
            log_on(code=MAPI_E_LOGON_FAILED, security=b"", store=UNTOUCHED),
        ],
        ids=["number", "empty"],
    )
    def test_not_owned(self, event: Event) -> None:
        """Numbers, nulls and what was left alone need no cleaning up."""
        assert judge("failures-leave-nothing", [event]) == HOLDS

    @pytest.mark.parametrize(
        "event",
        [
            call("IMsgStore", "OpenEntry", object=STORE),
            call("IMAPISupport", "OpenEntry", MAPI_E_NOT_FOUND, object=STORE),
            call("IMsgStore", "StoreLogoff", MAPI_E_NOT_FOUND, flags=0),
            call("support", "gone", None),
        ],
        ids=["success", "MAPI's", "nothing to own", "fact"],
    )
    def test_not_at_stake(self, event: Event) -> None:
        """Only failures of the provider that could give something are looked at."""
        assert judge("failures-leave-nothing", [event]) == IDLE


class TestMalloc:
    """References on IMalloc balance."""

    law = "malloc-returned"

    @staticmethod
    def calls(*names: str, code: int | None = None) -> list[Event]:
        """Call IMalloc."""
        return [call("IMalloc", name, code) for name in names]

    @pytest.mark.parametrize(
        "names", [("AddRef", "Release"), ("QueryInterface", "Release")]
    )
    def test_returned(self, names: tuple[str, ...]) -> None:
        """Whatever took a reference, Release gives it back."""
        assert judge(self.law, self.calls(*names)) == HOLDS

    @pytest.mark.parametrize(
        ("names", "text"),
        [
            (("AddRef",), "IMalloc: 1 references taken and 0 given back"),
            (("Release",), "IMalloc: 0 references taken and 1 given back"),
        ],
        ids=["kept", "too often"],
    )
    def test_not_balanced(self, names: tuple[str, ...], text: str) -> None:
        """One too many or too few is said with the counts."""
        assert judge(self.law, self.calls(*names)).broken == (text,)

    def test_refused_query(self) -> None:
        """A QueryInterface that failed took nothing."""
        assert judge(self.law, self.calls("QueryInterface", code=0x80004002)) == HOLDS

    def test_left_alone(self) -> None:
        """Who does not touch it proves nothing."""
        assert judge(self.law, self.calls("Alloc")) == IDLE


class TestFunctions:
    """The support object gives what the entry point was given."""

    law = "one-set-of-functions"
    loaded = call(
        "MSProvider",
        "MSProviderInit",
        into={"allocate": "a", "allocate_more": "m", "free": "f"},
    )

    def given(self, **functions: object) -> list[Event]:
        """Give functions out."""
        words = {"allocate": "a", "allocate_more": "m", "free": "f"} | functions
        return [self.loaded, call("IMAPISupport", "GetMemAllocRoutines", **words)]

    def test_same(self) -> None:
        """The same three are right."""
        assert judge(self.law, self.given()) == HOLDS

    def test_another(self) -> None:
        """Another one is named."""
        assert judge(self.law, self.given(free="a")).broken == (
            "GetMemAllocRoutines gave another free",
        )

    def test_not_asked(self) -> None:
        """Nobody asked."""
        assert judge(self.law, [self.loaded]) == IDLE
