"""Skeletons: each works as it is written."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mapi_conformance.__main__ import main
from mapi_conformance.command.init import KINDS
from mapi_conformance.exits import Exit
from mapi_conformance.port.finding import read_configured


@pytest.mark.parametrize("kind", KINDS)
def test_writes_files(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file is there, and bears the name that was given."""
    monkeypatch.chdir(tmp_path)

    code = main(["init", kind, "my-store"])

    assert code == Exit.CONFORMS
    folder = tmp_path / "my-store"
    written = {
        os.fspath(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()
    }
    assert written == set(KINDS[kind])
    assert [provider.name for provider in read_configured(folder)] == ["my-store"]
    ci = (folder / ".github/workflows/conformance.yml").read_text(encoding="utf-8")
    assert "pytest --provider=my-store" in ci
    assert "@NAME@" not in "".join(
        path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.is_file()
    )


def build(folder: str) -> None:
    """Build a library as its Makefile says."""
    if not shutil.which("g++") or not shutil.which("make"):
        pytest.skip("g++ and make are not installed")
    subprocess.run(["make", "--silent"], cwd=folder, check=True)  # noqa: S607 - the user's make


@pytest.mark.parametrize("kind", ["python", "wire-python", "wire-node", "com"])
def test_conforms_as_written(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The provider to begin with is one that conforms."""
    if kind == "wire-node" and not shutil.which("node"):
        pytest.skip("node is not installed")
    monkeypatch.chdir(tmp_path)
    main(["init", kind, "mine"])
    if kind == "com":
        build("mine")
    path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])  # noqa: PTH120 - for PATH

    done = subprocess.run(
        [sys.executable, "-m", "mapi_conformance", "run", "--provider=mine"],
        cwd=tmp_path / "mine",
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == Exit.CONFORMS, done.stdout[-2000:] + done.stderr


def test_leaves_alone_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file of the user is never written over."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "provider.py").write_text("precious", encoding="utf-8")

    code = main(["init", "python", "mine"])

    assert code == Exit.USAGE
    assert (tmp_path / "mine" / "provider.py").read_text() == "precious"
    assert "is there already; it is left as it is" in capsys.readouterr().err


def test_a_name_is_no_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written outside the folder."""
    monkeypatch.chdir(tmp_path)

    assert main(["init", "python", "../mine"]) == Exit.USAGE
    assert "'../mine' is no name" in capsys.readouterr().err
