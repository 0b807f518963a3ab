"""The files that a provider is."""

import hashlib
from pathlib import Path

import pytest

from mapi_conformance.errors import UnknownSetting
from mapi_conformance.port.artifact import File, digest_files
from mapi_conformance.port.finding import find_providers


def sha(content: bytes) -> str:
    """Compute what a file with this content has."""
    return hashlib.sha256(content).hexdigest()


@pytest.fixture(name="base")
def _base(tmp_path: Path) -> Path:
    (tmp_path / "store.dll").write_bytes(b"one")
    (tmp_path / "store" / "__pycache__").mkdir(parents=True)
    (tmp_path / "store" / "__pycache__" / "a.pyc").write_bytes(b"made")
    (tmp_path / "store" / "a.py").write_bytes(b"two")
    return tmp_path


def test_files_and_folders(base: Path) -> None:
    """Files stand as they are named; a folder stands for all files in it."""
    assert digest_files(["store.dll", "store"], base) == (
        File("store.dll", sha(b"one")),
        File("store/a.py", sha(b"two")),
    )


def test_missing(base: Path) -> None:
    """What is not there cannot be judged."""
    with pytest.raises(UnknownSetting) as caught:
        digest_files(["stroe.dll"], base)

    assert str(caught.value) == "artifact: there is no file or folder 'stroe.dll'"


def test_unreadable(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be read says why."""

    def refuse(*arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    with pytest.raises(UnknownSetting, match=r"artifact: store\.dll: Permission"):
        digest_files(["store.dll"], base)


def test_setting(base: Path) -> None:
    """The setting is read from where the provider was declared."""
    settings = {"artifact": "store.dll, store"}

    provider = find_providers().open("reference", settings, base)

    assert [file.name for file in provider.artifact] == ["store.dll", "store/a.py"]
