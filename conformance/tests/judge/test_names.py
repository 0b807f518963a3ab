"""What handles and captured results stand for while a case runs."""

from collections.abc import Callable
from typing import Any

import pytest

from mapi_conformance.judge.names import Names, Unbound
from mapi_conformance.mapi.properties import PR_ENTRYID, PR_RECORD_KEY, PropValue
from mapi_conformance.mapi.refs import UNTOUCHED
from mapi_conformance.port.host import Event, Pointer
from mapi_conformance.port.provider import Configuration
from mapi_conformance.scenario.values import (
    Captured,
    FromConfiguration,
    Handle,
    Literal,
    PropertyList,
)


STORE = Pointer(1, "IMsgStore")
LOGON = Pointer(2, "IMSLogon")
SUPPORT = Pointer(3, "IMAPISupport")
SINK = Pointer(4, "IMAPIAdviseSink")
TRANSPORT = Pointer(9, "IXPLogon")
FIXED = {
    "dll": Pointer(7, "MSProvider"),
    "mapi": Pointer(8, "MAPI"),
    "transport": TRANSPORT,
}


class PlainHost:
    """Has a transport; pointers of objects 1 and 5 lead to one object."""

    def fixed(self, handle: str) -> Pointer | None:
        """Find what every case has, or most of it."""
        return FIXED.get(handle)

    def same(self, one: Pointer, other: Pointer) -> bool:
        """Take objects 1 and 5 for one."""
        return {one.object, other.object} == {1, 5}


@pytest.fixture(name="fresh")
def _fresh() -> Names:
    configuration = Configuration(first_store=b"first", spi_version=7)
    return Names(PlainHost(), configuration)  # type: ignore[arg-type]  # all that names need


def a_logon(**results: object) -> Event:
    """Log on with a support object."""
    return Event(
        sequence=1,
        pointer=Pointer(8, "IMSProvider"),
        interface="IMSProvider",
        name="Logon",
        arguments={"support": SUPPORT},
        results=results,
        code=0,
    )


def props_of(*props: PropValue) -> Event:
    """Read properties; without any, nothing came back at all."""
    return Event(
        sequence=1,
        pointer=STORE,
        interface="IMsgStore",
        name="GetProps",
        results={"props": props or UNTOUCHED},
        code=0,
    )


def an_init(**results: object) -> Event:
    """Call the entry point."""
    return Event(
        sequence=1,
        pointer=Pointer(7, "MSProvider"),
        interface="MSProvider",
        name="MSProviderInit",
        results=results,
        code=0,
    )


class TestBind:
    """``as: store``."""

    def test_companions(self, fresh: Names) -> None:
        """A logon binds its store, its support object and its logon object."""
        fresh.bind("store", a_logon(store=STORE, logon=LOGON))

        found = [fresh.find(n) for n in ("store", "store.support", "store.logon")]
        assert found == [STORE, SUPPORT, LOGON]

    def test_sink(self, fresh: Names, event: Callable[..., Event]) -> None:
        """An Advise binds no object: neither its sink nor one of its own name."""
        fresh.bind("created", event("store.Advise", sink=SINK))

        assert (fresh.find("created.sink"), fresh.find("created")) == (None, None)

    def test_failure_binds_no_object(self, fresh: Names) -> None:
        """A refused logon leaves its support object and its results alone."""
        fresh.bind("store", a_logon(store=None, logon=UNTOUCHED, security=b"key"))

        assert fresh.find("store") is None
        assert fresh.find("store.logon") is None
        assert fresh.find("store.support") == SUPPORT
        assert fresh.evaluate(Captured("store", "security")) == b"key"

    def test_again_forgets(self, fresh: Names) -> None:
        """A round of a group that gives nothing leaves nothing of the round before."""
        fresh.bind("store", a_logon(store=STORE, logon=LOGON, security=b"key"))
        fresh.bind("store", a_logon(store=None))

        assert fresh.find("store") is None
        assert fresh.find("store.logon") is None
        assert fresh.evaluate(Captured("store", "security")) is None

    def test_as_they_are(self, fresh: Names) -> None:
        """Names that were kept know nothing of what is bound later."""
        fresh.bind_object("store", STORE)
        kept = fresh.as_they_are()
        fresh.bind("store", a_logon(store=Pointer(5, "IMsgStore")))

        assert kept.name(STORE) == "store"
        assert fresh.name(STORE) == "IMsgStore"


class TestPointer:
    """Handles."""

    def test_fixed(self, fresh: Names) -> None:
        """What nobody bound the host may know."""
        assert fresh.pointer("transport") == TRANSPORT

    def test_unbound(self, fresh: Names) -> None:
        """What was never made is said by name."""
        with pytest.raises(Unbound, match=r"^'store' was never made$"):
            fresh.pointer("store")


class TestName:
    """How messages call an object."""

    def test_first_name(self, fresh: Names) -> None:
        """An object with two names goes by the first."""
        fresh.bind_object("store", STORE)
        fresh.bind_object("again", STORE)

        assert fresh.name(Pointer(1, "IMAPIProp")) == "store"

    @pytest.mark.parametrize(
        ("number", "interface", "name"),
        [
            (7, "MSProvider", "dll"),
            (8, "MAPI", "mapi"),
            (9, "IXPLogon", "transport"),
            (50, "IXPLogon", "IXPLogon"),
            (50, "IProfSect", "IProfSect"),
        ],
    )
    def test_nameless(
        self, fresh: Names, number: int, interface: str, name: str
    ) -> None:
        """An object without a name goes by its role or its interface."""
        assert fresh.name(Pointer(number, interface)) == name


class TestEvaluate:
    """Values as they go into a call."""

    @pytest.mark.parametrize(
        ("value", "found"),
        [
            pytest.param(Literal(4, "LOGOFF_PURGE"), 4, id="literal"),
            pytest.param(FromConfiguration("first-store"), b"first", id="first store"),
            pytest.param(FromConfiguration("second-store"), None, id="no second store"),
            pytest.param(FromConfiguration("spi-version"), 7, id="version"),
            pytest.param(Handle("transport"), TRANSPORT, id="handle"),
            pytest.param(PropertyList((), "{}"), (), id="properties"),
        ],
    )
    def test_value(self, fresh: Names, value: Any, found: object) -> None:
        """Each value becomes what it stands for."""
        assert fresh.evaluate(value) == found

    def test_untouched_is_null(self, fresh: Names) -> None:
        """A captured word that nobody wrote goes in as null."""
        fresh.bind("store", a_logon(store=STORE, security=UNTOUCHED))

        assert fresh.evaluate(Captured("store", "security")) is None

    @pytest.mark.parametrize(
        ("tag", "found"),
        [
            pytest.param(PR_ENTRYID, b"id", id="there"),
            pytest.param(PR_RECORD_KEY, UNTOUCHED, id="not there"),
        ],
    )
    def test_property(self, fresh: Names, tag: int, found: object) -> None:
        """One property is taken out of those that came."""
        fresh.bind("known", props_of(PropValue(PR_ENTRYID, b"id")))

        assert fresh.evaluate(Captured("known", "props", tag)) == found

    def test_property_of_nothing(self, fresh: Names) -> None:
        """Where no properties came there is none to take."""
        fresh.bind("known", props_of())

        assert fresh.evaluate(Captured("known", "props", PR_ENTRYID)) is UNTOUCHED

    def test_cannot_be_given(self, fresh: Names) -> None:
        """What never came back is not handed on."""
        fresh.bind("known", props_of())

        with pytest.raises(
            Unbound, match=r"^\$known\.props\.PR_ENTRYID was never given back$"
        ):
            fresh.give(Captured("known", "props", PR_ENTRYID))

    def test_number_that_never_came(self, fresh: Names) -> None:
        """A number that nobody wrote is none, where a pointer would be null."""
        fresh.bind("fresh", an_init(provider_version=UNTOUCHED))

        with pytest.raises(Unbound, match=r"provider_version was never given back$"):
            fresh.give(Captured("fresh", "provider_version"))

    def test_never_given(self, fresh: Names) -> None:
        """A result of a call that was not made is said by name."""
        with pytest.raises(Unbound, match=r"^\$store was never given$"):
            fresh.evaluate(Captured("store", "security"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        pytest.param(None, None, True, id="both null"),
        pytest.param(STORE, None, False, id="one null"),
        pytest.param(None, UNTOUCHED, False, id="untouched is not null"),
        pytest.param(STORE, STORE, True, id="equal"),
        pytest.param(STORE, Pointer(5, "IUnknown"), True, id="one object"),
        pytest.param(STORE, LOGON, False, id="two objects"),
        pytest.param(STORE, 1, False, id="a number is no object"),
    ],
)
def test_same(fresh: Names, one: object, other: object, *, same: bool) -> None:
    """Two values are the same if they lead to one object or nowhere."""
    assert fresh.same(one, other) is same
