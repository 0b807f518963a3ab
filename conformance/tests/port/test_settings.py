"""Settings that every road understands."""

import pytest

from mapi_conformance.errors import UnknownSetting
from mapi_conformance.port import Configuration
from mapi_conformance.port.settings import read_configuration, read_names


class TestConfiguration:
    """What scenarios may ask for."""

    def test_nothing_set(self) -> None:
        """The standard has one store, the current SPI version and ten seconds."""
        assert read_configuration({}) == Configuration(
            first_store=b"first-store",
            second_store=None,
            unconfigured_store=None,
            unreachable_store=None,
            spi_version=0x00010010,
            deadline=10.0,
        )

    def test_everything_set(self) -> None:
        """Entry identifiers are text or hex, the version a number in any base."""
        settings = {
            "first-store": "inbox",
            "second-store": "hex:00 FF",
            "unconfigured-store": "bare",
            "unreachable-store": "gone",
            "spi-version": "0x10008",
            "deadline": "0.5",
        }

        assert read_configuration(settings) == Configuration(
            first_store=b"inbox",
            second_store=b"\x00\xff",
            unconfigured_store=b"bare",
            unreachable_store=b"gone",
            spi_version=0x00010008,
            deadline=0.5,
        )

    @pytest.mark.parametrize(
        ("settings", "complaint"),
        [
            (
                {"second-store": "hex:xyz"},
                (
                    "second-store='hex:xyz': after hex: only pairs of hex digits, as in"
                    " hex:00FF"
                ),
            ),
            (
                {"spi-version": "1.0"},
                "spi-version='1.0': a number is due, as in 0x00010010",
            ),
            (
                {"deadline": "0"},
                "deadline='0': a number of seconds above 0 is due",
            ),
        ],
        ids=["hex", "version", "deadline"],
    )
    def test_wrong_value(self, settings: dict[str, str], complaint: str) -> None:
        """A value that its setting does not take is named with what would be right."""
        with pytest.raises(UnknownSetting) as raised:
            read_configuration(settings)

        assert str(raised.value) == complaint


def test_names_have_commas_between() -> None:
    """Blanks and empty places mean nothing."""
    assert read_names({"profile": " deferred, ,x "}, "profile") == {"deferred", "x"}
