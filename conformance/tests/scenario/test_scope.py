"""Names known at a point of a case, and what they are held through."""

import pytest

from mapi_conformance.mapi.interfaces import Side
from mapi_conformance.scenario.model import Subject
from mapi_conformance.scenario.nodes import Scalar
from mapi_conformance.scenario.problems import Place, Refused
from mapi_conformance.scenario.scope import Scope, doer, is_doing_of


HERE = Place("x.yaml", 8, 9)


def word(text: str) -> Scalar:
    """Write a name."""
    return Scalar(text, HERE)


@pytest.fixture
def scope() -> Scope:
    """Give a scope in which a logon bound a store."""
    scope = Scope()
    results = frozenset({"store", "logon", "security"})
    scope.bind(word("store"), "IMsgStore", results)
    scope.add_companions("store")
    return scope


class TestHandles:
    """A handle is a pointer: an object and the interface it is held through."""

    @pytest.mark.parametrize(
        ("handle", "interface"),
        [
            ("dll", "MSProvider"),
            ("provider", "IMSProvider"),
            ("mapi", "MAPI"),
            ("transport", "IXPLogon"),
            ("spooler", "IMAPIStatus"),
            ("transport.support", "IMAPISupport"),
            ("second-transport.status", "IMAPIStatus"),
            ("transport-provider", "IXPProvider"),
            ("address-book", "IMAPIProviderShutdown"),
            ("store", "IMsgStore"),
            ("store.support", "IMAPISupport"),
            ("store.logon", "IMSLogon"),
        ],
    )
    def test_known_handle(
        self, scope: Scope, handle: str, interface: str | None
    ) -> None:
        """What is fixed or bound has its interface, and so have its companions."""
        assert scope.interface(handle, HERE) == interface

    @pytest.mark.parametrize(
        ("handle", "message"),
        [
            ("stroe", "nothing is called 'stroe' at this point; did you mean 'store'?"),
            ("session", "nothing is called 'session' at this point"),
            ("support", "'support' alone is nobody's; say whose it is: store.support"),
            ("logon.x", "'logon.x' alone is nobody's; say whose it is: store.logon.x"),
            ("store.logn", "'store' has no companion 'logn'; did you mean 'logon'?"),
            ("store.a.b", "'store' has no companion 'a.b'"),
            ("store.sink", "'store' has no companion 'sink'"),
            ("provider.support", "nothing is called 'provider' at this point"),
            (
                "stoer.support",
                "nothing is called 'stoer' at this point; did you mean 'store'?",
            ),
        ],
    )
    def test_unknown_handle(self, scope: Scope, handle: str, message: str) -> None:
        """What nobody bound is refused where it is used."""
        with pytest.raises(Refused) as refused:
            scope.interface(handle, HERE)

        assert str(refused.value.problem) == f"x.yaml:8:9: {message}"

    def test_companion_of_another_step(self, scope: Scope) -> None:
        """What no logon bound has no companions."""
        scope.bind(word("advice"), None, frozenset())

        with pytest.raises(Refused) as refused:
            scope.interface("advice.support", HERE)

        assert str(refused.value) == (
            "'advice' has no support; only what a logon bound has"
        )


class TestBinding:
    """A name is bound once in a case as it is written."""

    def test_bound_once(self, scope: Scope) -> None:
        """A name that is taken is refused."""
        with pytest.raises(Refused) as refused:
            scope.bind(word("store"), "IMsgStore", frozenset())

        assert str(refused.value) == (
            "'store' is bound already; only rounds of a group bind a name again"
        )

    def test_bound_after_nothing_was_given(self, scope: Scope) -> None:
        """The name of a call that was to fail is free for another object."""
        scope.unbind("store")

        scope.bind(word("store"), "IMAPIFolder", frozenset({"folder"}))

        assert scope.interface("store", HERE) == "IMAPIFolder"
        scope.check_result("store", "folder", HERE)

    def test_new_object_has_not_ended(self, scope: Scope) -> None:
        """What is bound once more is alive again."""
        scope.ended.add("store")
        scope.unbind("store")

        scope.bind(word("store"), "IMsgStore", frozenset())

        assert scope.ended == set()

    @pytest.mark.parametrize("name", ["", "Store", "two words", "$flag", "a.b", "a_b"])
    def test_name_is_kebab_case(self, scope: Scope, name: str) -> None:
        """A name that no step could use is refused."""
        with pytest.raises(Refused) as refused:
            scope.bind(word(name), None, frozenset())

        assert (
            str(refused.value) == f"{name!r} is no name; names are kebab-case, as ids"
        )

    def test_nothing_was_given(self, scope: Scope) -> None:
        """A call that is to fail gives no object, and keeps its other results."""
        scope.unbind("store")

        with pytest.raises(Refused, match="nothing is called 'store'"):
            scope.interface("store", HERE)
        scope.check_result("store", "security", HERE)

    def test_assumed_name_is_anything(self) -> None:
        """The name of a wrong step is taken for whatever it is used as."""
        scope = Scope()

        scope.assume("lost")

        assert scope.interface("lost", HERE) is None
        assert scope.interface("lost.logon", HERE) == "IMSLogon"
        scope.check_result("lost", "anything", HERE)

    def test_assuming_keeps_what_is_known(self, scope: Scope) -> None:
        """A wrong step that binds a taken name does not change what it is."""
        scope.assume("store")

        assert scope.interface("store", HERE) == "IMsgStore"


class TestResults:
    """Every result of a step that bound a name can be used later."""

    @pytest.mark.parametrize(
        ("name", "result", "message"),
        [
            ("befor", "x", "no value is called $befor at this point"),
            (
                "stor",
                "x",
                "no value is called $stor at this point; did you mean 'store'?",
            ),
            ("provider", "x", "no value is called $provider at this point"),
            ("store", "", "the step that bound 'store' has no result ''"),
            (
                "store",
                "securty",
                (
                    "the step that bound 'store' has no result 'securty'; did you"
                    " mean 'security'?"
                ),
            ),
        ],
    )
    def test_unknown_result(
        self, scope: Scope, name: str, result: str, message: str
    ) -> None:
        """A result that no step gave is refused."""
        with pytest.raises(Refused) as refused:
            scope.check_result(name, result, HERE)

        assert str(refused.value.problem) == f"x.yaml:8:9: {message}"

    def test_known_result(self, scope: Scope) -> None:
        """A result that its step gives is known."""
        scope.check_result("store", "security", HERE)


class TestKinds:
    """A kind is interface and method, or party and fact."""

    @pytest.mark.parametrize(
        ("handle", "name", "kind"),
        [
            ("store", "StoreLogoff", ("IMsgStore", "StoreLogoff")),
            ("store", "Release", ("IMsgStore", "Release")),
            (
                "store.support",
                "StoreLogoffTransports",
                ("IMAPISupport", "StoreLogoffTransports"),
            ),
            ("store.support", "gone", ("support", "gone")),
            ("mapi", "uids-removed", ("mapi", "uids-removed")),
            ("spooler", "store-released", ("spooler", "store-released")),
        ],
    )
    def test_kind(
        self, scope: Scope, handle: str, name: str, kind: tuple[str, str]
    ) -> None:
        """An event is known by what it is called through, or by whose fact it is."""
        assert scope.kind(handle, name, HERE) == kind

    @pytest.mark.parametrize(
        ("handle", "name", "message"),
        [
            ("store", "Logon", "store is an IMsgStore, which has no method 'Logon'"),
            (
                "provider",
                "Logn",
                (
                    "provider is an IMSProvider, which has no method 'Logn'; did you"
                    " mean 'Logon'?"
                ),
            ),
            ("store", "gone", "store states no fact 'gone'"),
            (
                "store.support",
                "gon",
                "store.support states no fact 'gon'; did you mean 'gone'?",
            ),
            ("spooler", "gone", "spooler states no fact 'gone'"),
            (
                "spooler",
                "Yield",
                "spooler is an IMAPIStatus, which has no method 'Yield'",
            ),
        ],
    )
    def test_no_kind(self, scope: Scope, handle: str, name: str, message: str) -> None:
        """A method of another interface, or another party's fact, is refused."""
        with pytest.raises(Refused) as refused:
            scope.kind(handle, name, HERE)

        assert str(refused.value) == message

    def test_interface_of_the_run(self, scope: Scope) -> None:
        """Where only the run can tell, the first interface with the method counts."""
        scope.bind(word("object"), None, frozenset())

        assert scope.kind("object", "GetProps", HERE) == ("IMAPIProp", "GetProps")


class TestDoers:
    """Who makes an event happen decides who answers for it."""

    @pytest.mark.parametrize(
        ("kind", "side"),
        [
            (("IMAPISupport", "StoreLogoffTransports"), Side.PROVIDER),
            (("MAPI", "MAPIAllocateBuffer"), Side.PROVIDER),
            (("IMAPIAdviseSink", "OnNotify"), Side.PROVIDER),
            (("support", "gone"), Side.PROVIDER),
            (("IMSLogon", "Logoff"), Side.MAPI),
            (("IMSProvider", "Shutdown"), Side.MAPI),
            (("IXPLogon", "FlushQueues"), Side.MAPI),
            (("IMAPISession", "Logoff"), Side.MAPI),
            (("mapi", "uids-removed"), Side.MAPI),
            (("spooler", "store-released"), Side.MAPI),
        ],
        ids=str,
    )
    def test_doer(self, kind: tuple[str, str], side: Side) -> None:
        """Who calls an interface does it; a fact has its own doer."""
        assert doer(kind) is side
        assert is_doing_of(kind, Subject.PROVIDER) is (side is Side.PROVIDER)
        assert is_doing_of(kind, Subject.MAPI) is (side is Side.MAPI)
