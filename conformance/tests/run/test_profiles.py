"""Under which readings a provider is judged."""

from collections.abc import Callable
from typing import Any, NoReturn

import pytest

from mapi_conformance.errors import UnknownSetting
from mapi_conformance.mapi.codes import MAPI_E_LOGON_FAILED, S_OK
from mapi_conformance.mapi.refs import Ref
from mapi_conformance.port.provider import Provider
from mapi_conformance.run.profiles import Reading, choose_reading, read_profiles


Make = Callable[..., Provider]


def early(self: Any, flags: Ref[int]) -> int:
    """Tell the transports at once."""
    self.support.store_logoff_transports(Ref(flags.value))
    return S_OK


def silent(self: Any) -> int:
    """Tell nobody."""
    return S_OK


def raising(*arguments: object) -> NoReturn:
    """Raise."""
    raise ZeroDivisionError


class TestRead:
    """``--mapi-profile``."""

    @pytest.mark.parametrize(
        ("text", "names"),
        [
            ("deferred", {"deferred"}),
            (" eager , none ", {"eager"}),
            ("none", set()),
            ("", set()),
            (",", set()),
        ],
        ids=["one", "two", "none", "empty", "comma"],
    )
    def test_names(self, text: str, names: set[str]) -> None:
        """Names stand between commas, and none is a name for nothing."""
        assert read_profiles(text) == names

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            pytest.param(
                "defered",
                "no profile of a provider is called 'defered'; there are deferred,"
                " eager, auto, none; did you mean 'deferred'?",
                id="misspelt",
            ),
            pytest.param(
                "deferred,eager", "deferred and eager exclude each other", id="both"
            ),
            pytest.param(
                "auto,eager",
                "no profile of a provider is called 'auto'; there are deferred,"
                " eager, auto, none",
                id="auto beside another",
            ),
            pytest.param(
                "abort-refuse",
                "no profile of a provider is called 'abort-refuse'; there are"
                " deferred, eager, auto, none",
                id="reading of MAPI",
            ),
        ],
    )
    def test_refuses(self, text: str, message: str) -> None:
        """Other names, and two halves of a pair, are refused."""
        with pytest.raises(UnknownSetting) as caught:
            read_profiles(text)

        assert str(caught.value) == message


class TestChoose:
    """Option before declaration before probe."""

    def test_option(self, a_provider: Make) -> None:
        """What the user says overrules what the provider declares."""
        chosen = choose_reading(a_provider(profiles="deferred"), "eager")

        assert chosen == Reading(frozenset({"eager"}), "option")

    def test_option_none(self, a_provider: Make) -> None:
        """The user may ask for no reading at all."""
        chosen = choose_reading(a_provider(profiles="deferred"), "none")

        assert chosen == Reading(frozenset(), "option")

    def test_declared(self, a_provider: Make) -> None:
        """What the provider declares needs no probe."""
        provider = a_provider(profiles="eager", enter=raising)

        assert choose_reading(provider, None) == Reading(
            frozenset({"eager"}), "declared"
        )

    def test_declared_nonsense(self, a_provider: Make) -> None:
        """A declaration is checked as the option is."""
        with pytest.raises(
            UnknownSetting, match="no profile of a provider is called 'lazy'"
        ):
            choose_reading(a_provider(profiles="lazy"), None)

    @pytest.mark.parametrize("option", [None, "auto"])
    def test_probed(self, a_provider: Make, option: str | None) -> None:
        """Where nothing is declared the provider is probed."""
        provider = a_provider(profiles="")

        assert choose_reading(provider, option) == Reading(
            frozenset({"deferred"}), "probed"
        )

    def test_declared_for_mapi(self, a_provider: Make) -> None:
        """A reading of MAPI is nothing that a provider can declare."""
        with pytest.raises(UnknownSetting) as caught:
            choose_reading(a_provider(profiles="abort-refuse"), None)

        assert str(caught.value) == (
            "no profile of a provider is called 'abort-refuse'; there are deferred,"
            " eager, auto, none"
        )

    def test_auto_overrules(self, a_provider: Make) -> None:
        """``auto`` asks the provider itself, whatever it declares."""
        provider = a_provider(profiles="deferred", store={"store_logoff": early})

        assert choose_reading(provider, "auto").profiles == {"eager"}


class TestProbe:
    """What one logoff shows."""

    @pytest.mark.parametrize(
        ("who", "profiles"),
        [
            pytest.param({}, {"deferred"}, id="deferred"),
            pytest.param({"store": {"store_logoff": early}}, {"eager"}, id="eager"),
            pytest.param({"store": {"tell": silent}}, set(), id="neither"),
            pytest.param({"enter": raising}, set(), id="no provider"),
            pytest.param(
                {"provider": {"logon": lambda *_: MAPI_E_LOGON_FAILED}},
                set(),
                id="no store",
            ),
            pytest.param(
                {"store": {"store_logoff": raising}}, {"deferred"}, id="crash"
            ),
        ],
    )
    def test_finds(
        self, a_provider: Make, who: dict[str, Any], profiles: set[str]
    ) -> None:
        """The moment of StoreLogoffTransports tells the reading, silence tells none."""
        provider = a_provider(profiles="", **who)

        assert choose_reading(provider, None).profiles == profiles

    @pytest.mark.parametrize(
        "provider",
        [{}, {"logon": lambda *_: MAPI_E_LOGON_FAILED}],
        ids=["opened", "refused"],
    )
    def test_ends(self, a_provider: Make, provider: dict[str, Any]) -> None:
        """The provider that was probed is shut down again."""
        heard: list[str] = []

        def shutdown(self: object, flags: object) -> int:
            heard.append("shutdown")
            return S_OK

        choose_reading(
            a_provider(profiles="", provider={**provider, "shutdown": shutdown}), None
        )

        assert heard == ["shutdown"]
