"""How a selector finds its provider."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from mapi_conformance.errors import (
    PluginFault,
    UnknownProvider,
    UnknownSetting,
    UsageFault,
)
from mapi_conformance.port import (
    Configuration,
    NamedProvider,
    Provider,
    Road,
    Setting,
    Target,
    hookimpl,
)
from mapi_conformance.port.finding import (
    find_providers,
    read_configured,
    read_settings,
)


HERE = Path("/here")


def a_road(scheme: str, seen: list[Target] | None = None) -> Road:
    """Build a road that notes what it is asked for and opens a provider of no use."""

    def open_target(target: Target) -> Provider:
        if seen is not None:
            seen.append(target)
        return Provider(
            name=target.name,
            version="1",
            road="nowhere",
            configuration=Configuration(),
            open=lambda: (_ for _ in ()).throw(AssertionError),
        )

    return Road(
        scheme=scheme,
        form=f"{scheme}:ADDRESS",
        about="a road of a test",
        settings=(Setting(name="colour", about="of no use"),),
        open=open_target,
    )


def a_plugin(**hooks: Callable[[], object]) -> SimpleNamespace:
    """Build a plug-in that implements hooks without any mark."""
    return SimpleNamespace(**hooks)


class TestDirectory:
    """Names and schemes."""

    def test_scheme_and_address(self) -> None:
        """What stands after the first colon is the road's own business."""
        seen: list[Target] = []
        plugin = a_plugin(mapi_roads=lambda: [a_road("test", seen)])

        find_providers([plugin]).open("test:a:b", {"colour": "red"}, HERE)

        (target,) = seen
        assert (target.name, target.address) == ("test:a:b", "a:b")
        assert (target.settings, target.base) == ({"colour": "red"}, HERE)

    def test_declared_name(self) -> None:
        """A declared provider brings its settings; what is said later overrules."""
        seen: list[Target] = []
        named = NamedProvider(
            name="mine",
            selector="test:x",
            settings={"colour": "red", "version": "1"},
            base=Path("/elsewhere"),
        )
        plugin = a_plugin(
            mapi_roads=lambda: [a_road("test", seen)], mapi_providers=lambda: [named]
        )

        find_providers([plugin]).open("mine", {"colour": "blue"}, HERE)

        (target,) = seen
        assert (target.name, target.address) == ("mine", "x")
        assert target.settings == {"colour": "blue", "version": "1"}
        assert target.base == Path("/elsewhere")

    def test_configuration_wins(self) -> None:
        """Where a plug-in and a file declare one name, the file counts."""
        seen: list[Target] = []
        theirs = NamedProvider(name="mine", selector="test:theirs")
        ours = NamedProvider(name="mine", selector="test:ours")
        plugin = a_plugin(
            mapi_roads=lambda: [a_road("test", seen)], mapi_providers=lambda: [theirs]
        )

        find_providers([plugin], [ours]).open("mine", {}, HERE)

        assert [target.address for target in seen] == ["ours"]

    def test_setting_of_the_road(self) -> None:
        """A setting is known to every road, or declared by this one."""
        plugin = a_plugin(mapi_roads=lambda: [a_road("test")])

        with pytest.raises(UnknownSetting) as raised:
            find_providers([plugin]).open("test:x", {"color": "red"}, HERE)

        assert str(raised.value) == (
            "no setting of test:ADDRESS is called 'color'; there are version, profile,"
            " capabilities, first-store, second-store, unconfigured-store,"
            " unreachable-store, artifact, spi-version, deadline, first-provider-uid,"
            " second-provider-uid, section.*, reset-command, colour;"
            " did you mean 'colour'?"
        )

    def test_unknown_name(self) -> None:
        """Without a colon it was meant as a name."""
        with pytest.raises(UnknownProvider, match="no provider is called 'nobody'"):
            find_providers().open("nobody", {}, HERE)


class TestPlugins:
    """What a plug-in may and may not give."""

    def test_marked_and_unmarked(self) -> None:
        """A hook may be marked; a function of a hook's name needs no mark."""

        @hookimpl
        def mapi_roads() -> list[Road]:
            return [a_road("marked")]

        plugins = [
            a_plugin(mapi_roads=mapi_roads),
            a_plugin(mapi_roads=lambda: [a_road("unmarked")]),
        ]

        assert {"marked", "unmarked"} <= find_providers(plugins).roads.keys()

    def test_other_names_are_nobodys(self) -> None:
        """A fixture called mapi_something is not taken for a hook."""
        plugin = a_plugin(mapi_session=lambda: None, mapi_roads="not even a function")

        assert find_providers([plugin]).roads.keys() == {
            "flaw",
            "py",
            "cmd",
            "com",
            "tcp",
        }

    def test_two_roads_of_one_scheme(self) -> None:
        """Two roads of one scheme are named together."""
        plugin = a_plugin(mapi_roads=lambda: [a_road("py")])

        with pytest.raises(PluginFault) as raised:
            find_providers([plugin])

        assert str(raised.value) in (
            "two roads have the scheme 'py': py:ADDRESS and py:package.module:name",
            "two roads have the scheme 'py': py:package.module:name and py:ADDRESS",
        )

    def test_one_that_is_no_list(self) -> None:
        """A single declaration need not stand in a list."""
        plugin = a_plugin(mapi_roads=lambda: a_road("single"))

        assert "single" in find_providers([plugin]).roads


class TestConfigurationFile:
    """``[tool.mapi_conformance.providers.NAME]``."""

    def test_none(self, tmp_path: Path) -> None:
        """No file declares nothing."""
        assert read_configured(tmp_path) == ()

    def test_entry(self, tmp_path: Path) -> None:
        """Numbers and lists become the text that ``--provider-set`` would give."""
        (tmp_path / "pyproject.toml").write_text(
            "[tool.mapi_conformance.providers.mine]\n"
            'selector = "py:m:f"\n'
            'about = "our store"\n'
            "deadline = 2.5\n"
            'capabilities = ["submit", "notifications"]\n',
            "utf-8",
        )

        assert read_configured(tmp_path) == (
            NamedProvider(
                name="mine",
                selector="py:m:f",
                about="our store",
                settings={"deadline": "2.5", "capabilities": "submit,notifications"},
                base=tmp_path,
            ),
        )

    def test_not_toml(self, tmp_path: Path) -> None:
        """A file that is no TOML is named."""
        path = tmp_path / "pyproject.toml"
        path.write_text("[tool", "utf-8")

        with pytest.raises(UsageFault) as raised:
            read_configured(tmp_path)

        assert str(raised.value).startswith(f"{path}: not TOML: ")


def test_settings_keep_what_stands_after_the_first_equals_sign() -> None:
    """A value may hold an equals sign."""
    assert read_settings(["a=b=c", "d="]) == {"a": "b=c", "d": ""}


@pytest.mark.parametrize("pair", ["", "=value", "key"])
def test_settings_have_a_key_and_a_value(pair: str) -> None:
    """Anything else says what form is due."""
    with pytest.raises(UnknownSetting) as raised:
        read_settings([pair])

    assert str(raised.value) == f"--provider-set {pair!r}: KEY=VALUE is due"
