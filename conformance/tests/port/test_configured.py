"""The configuration of a real provider: sections, identifiers, commands, secrets."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from mapi_conformance.errors import UnknownSetting, UsageFault
from mapi_conformance.mapi.identifiers import pbGlobalProfileSectionGuid
from mapi_conformance.mapi.properties import (
    PR_DISPLAY_NAME,
    PR_RESOURCE_FLAGS,
    PropValue,
)
from mapi_conformance.port.finding import find_providers, read_configured
from mapi_conformance.port.fixture import fixture
from mapi_conformance.port.host import Unreachable
from mapi_conformance.port.provider import ProfileSection
from mapi_conformance.port.secrets import redact, redact_text, resolve
from mapi_conformance.port.settings import read_configuration


UID = bytes(range(16))


class TestFile:
    """What an entry of pyproject.toml says."""

    def _read(self, folder: Path, text: str) -> Mapping[str, str]:
        (folder / "pyproject.toml").write_text(text, encoding="utf-8")
        (provider,) = read_configured(folder)
        return provider.settings

    def test_tables_become_names_with_dots(self, tmp_path: Path) -> None:
        """A section of the profile is a table."""
        settings = self._read(
            tmp_path,
            '[tool.mapi_conformance.providers.x]\nselector = "cmd:x"\n'
            "[tool.mapi_conformance.providers.x.section.own]\n"
            'PR_DISPLAY_NAME = "Mine"\nPR_RESOURCE_FLAGS = 4\n0x6600000B = true\n',
        )

        assert settings == {
            "section.own.PR_DISPLAY_NAME": "Mine",
            "section.own.PR_RESOURCE_FLAGS": "4",
            "section.own.0x6600000B": "true",
        }

    def test_a_command_keeps_its_cuts(self, tmp_path: Path) -> None:
        """A list of arguments with spaces and commas in them is one still."""
        settings = self._read(
            tmp_path,
            "[tool.mapi_conformance.providers.x]\n"
            'argv = ["node", "my testee.js", "a,b"]\ncapabilities = ["a", "b"]\n',
        )

        assert settings == {
            "argv": "node 'my testee.js' a,b",
            "capabilities": "a,b",
        }

    def test_argv_is_a_selector(self, tmp_path: Path) -> None:
        """Whoever says what to run need not say it twice."""
        (tmp_path / "pyproject.toml").write_text(
            '[tool.mapi_conformance.providers.x]\nargv = ["./x"]\n', encoding="utf-8"
        )

        (provider,) = read_configured(tmp_path)

        assert provider.selector == "cmd:"

    def test_another_file(self, tmp_path: Path) -> None:
        """What stands in the file that is named counts, unless the entry says more."""
        (tmp_path / "x.toml").write_text(
            'selector = "cmd:x"\nversion = "1"\nprofile = "eager"\n', encoding="utf-8"
        )

        settings = self._read(
            tmp_path,
            '[tool.mapi_conformance.providers.x]\nfile = "x.toml"\nversion = "2"\n',
        )

        assert settings == {"version": "2", "profile": "eager"}

    def test_a_file_that_is_not_there(self, tmp_path: Path) -> None:
        """It is named."""
        with pytest.raises(UsageFault, match=r"x\.toml: cannot be read: No such file"):
            self._read(
                tmp_path, '[tool.mapi_conformance.providers.x]\nfile = "x.toml"\n'
            )

    @pytest.mark.parametrize("entry", ["x = 1", "[x]\nselector = 1"])
    def test_an_entry_without_a_selector(self, tmp_path: Path, entry: str) -> None:
        """It says not what to judge."""
        text = entry.replace("[x]", "[tool.mapi_conformance.providers.x]")
        if "[" not in text:
            text = f"[tool.mapi_conformance.providers]\n{text}"

        with pytest.raises(UsageFault, match="needs selector = 'py:"):
            self._read(tmp_path, text)

    def test_a_list_of_tables(self, tmp_path: Path) -> None:
        """No setting is one."""
        with pytest.raises(UsageFault, match="argv is no list of plain values"):
            self._read(
                tmp_path, "[tool.mapi_conformance.providers.x]\nargv = [{a = 1}]\n"
            )


class TestSections:
    """What the profile holds before anybody writes to it."""

    def test_are_read_by_type(self) -> None:
        """The type of a tag says how its value is written."""
        configuration = read_configuration(
            {
                "section.own.PR_DISPLAY_NAME": "Mine",
                "section.own.PR_RESOURCE_FLAGS": "0x10",
                "section.pbGlobalProfileSectionGuid.0x6600000B": "True",
                f"section.{UID.hex()}.0x66010102": "hex:00FF",
            }
        )

        assert configuration.sections == (
            ProfileSection(
                uid=None,
                props=(
                    PropValue(PR_DISPLAY_NAME, "Mine"),
                    PropValue(PR_RESOURCE_FLAGS, 16),
                ),
            ),
            ProfileSection(
                uid=pbGlobalProfileSectionGuid,
                props=(PropValue(0x6600000B, value=True),),
            ),
            ProfileSection(uid=UID, props=(PropValue(0x66010102, b"\x00\xff"),)),
        )

    @pytest.mark.parametrize(
        ("name", "text", "complaint"),
        [
            (
                "section.mine.PR_DISPLAY_NAME",
                "x",
                (
                    "section.mine: own, a name such as"
                    " pbGlobalProfileSectionGuid, or 32"
                    " hex digits are due"
                ),
            ),
            (
                "section.own.PR_DISPLAYNAME",
                "x",
                (
                    "section.own.PR_DISPLAYNAME: a tag is due, by its name or as"
                    " 0x and its"
                    " digits; did you mean 'PR_DISPLAY_NAME'?"
                ),
            ),
            (
                "section.own.0x6602zz",
                "x",
                (
                    "section.own.0x6602zz: a tag is due, by its name or as 0x and its"
                    " digits"
                ),
            ),
            (
                "section.own.PR_CLIENT_SUBMIT_TIME",
                "now",
                (
                    "section.own.PR_CLIENT_SUBMIT_TIME: properties of this type"
                    " cannot be"
                    " set here"
                ),
            ),
            (
                "section.own.PR_RESOURCE_FLAGS",
                "many",
                "section.own.PR_RESOURCE_FLAGS='many': a number is due",
            ),
            (
                "section.own.0x6600000B",
                "yes",
                "section.own.0x6600000B='yes': true or false is due",
            ),
            (
                "section.own.0x66010102",
                "hex:0",
                (
                    "section.own.0x66010102='hex:0': after hex: only pairs of"
                    " hex digits, as"
                    " in hex:00FF"
                ),
            ),
            (
                "first-provider-uid",
                "hex:00",
                "first-provider-uid='hex:00': 16 bytes are due, as hex: and 32 digits",
            ),
        ],
    )
    def test_are_checked(self, name: str, text: str, complaint: str) -> None:
        """What cannot be is said, with the way out."""
        with pytest.raises(UnknownSetting) as raised:
            read_configuration({name: text})

        assert str(raised.value) == complaint

    def test_identifiers_belong_to_stores(self) -> None:
        """Each store has the one that its profile section tells."""
        configuration = read_configuration(
            {
                "first-store": "one",
                "second-store": "two",
                "second-provider-uid": f"hex:{UID.hex()}",
            }
        )

        assert configuration.provider_uids == {b"two": UID}


@dataclass(frozen=True)
class Note:
    """A record with a secret in it."""

    text: str
    lines: tuple[str, ...]
    number: int = 3


class TestSecrets:
    """They come from the environment, and leave no trace."""

    def test_come_from_the_environment(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A value says which variable; the others stay as they are."""
        monkeypatch.setenv("PASSWORD", "hush")

        settings, secrets = resolve({"a": "env:PASSWORD", "b": "environment"})

        assert settings == {"a": "hush", "b": "environment"}
        assert secrets == ("hush",)

    def test_that_are_not_set(self) -> None:
        """The variable is named."""
        with pytest.raises(UnknownSetting) as raised:
            resolve({"token": "env:NO_SUCH_SECRET"})

        assert str(raised.value) == (
            "token='env:NO_SUCH_SECRET': the environment variable NO_SUCH_SECRET is"
            " not set"
        )

    @pytest.mark.parametrize(
        "text", ["hush", "68 75 73 68", "68757368", "aHVzaA==", "680075007300"]
    )
    def test_are_redacted_in_each_form(self, text: str) -> None:
        """As text, as bytes in a trace, on the wire, and in wide characters."""
        whole = text if text != "680075007300" else "hush".encode("utf-16-le").hex()

        assert redact_text(f"it is {whole}.", ("hush",)) == "it is [redacted]."

    def test_are_redacted_in_records(self) -> None:
        """However deep they stand."""
        note = Note("hush!", ("say", "hush"))

        assert redact(note, ("hush",)) == Note("[redacted]!", ("say", "[redacted]"))
        assert redact(note, ()) is note

    def test_are_in_no_complaint(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """Not even where the value is what is wrong."""
        monkeypatch.setenv("PASSWORD", "hush")

        with pytest.raises(UnknownSetting) as raised:
            find_providers().open("reference", {"deadline": "env:PASSWORD"}, tmp_path)

        assert str(raised.value) == (
            "deadline='[redacted]': a number of seconds above 0 is due"
        )


class TestFixture:
    """What runs before every case."""

    def test_runs_before_every_case(self, tmp_path: Path) -> None:
        """Once for each host that is opened."""
        settings = {"reset-command": "sh -c 'echo reset >> log'"}
        provider = find_providers().open("reference", settings, tmp_path)

        provider.open()
        provider.open()

        assert (tmp_path / "log").read_text() == "reset\nreset\n"

    @pytest.mark.parametrize(
        ("command", "complaint"),
        [
            ("no-such-command", "the reset-command cannot be run: "),
            ("sh -c 'exit 4'", "the reset-command ended with exit status 4"),
        ],
    )
    def test_that_fails(self, command: str, complaint: str, tmp_path: Path) -> None:
        """No case is judged on a store in an unknown state."""
        with pytest.raises(Unreachable, match=complaint):
            fixture(command, tmp_path)()

    def test_that_takes_too_long(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """It is ended."""
        monkeypatch.setattr("mapi_conformance.port.fixture.PATIENCE", 0.05)

        with pytest.raises(Unreachable, match=r"was not done in 0\.05 s"):
            fixture("sleep 5", tmp_path)()

    def test_none(self, tmp_path: Path) -> None:
        """An empty command is none."""
        assert fixture("", tmp_path)() is None
