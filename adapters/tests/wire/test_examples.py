"""The examples, by the commands of their README, in a folder outside the repository."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from places import ROOT


EXAMPLES = ROOT / "docs" / "examples"
_FENCE = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_EXIT = re.compile(r"\s+# exit code (\d)$")
_CASES = re.compile(r": (\d+) cases of edition")

Run = Callable[[str], list[str]]


def _lacks_node() -> str:
    return "" if shutil.which("node") else "node is not installed"


def _lacks_cpp() -> str:
    for tool in ("g++", "make"):
        if not shutil.which(tool):
            return f"{tool} is not installed"
    probe = subprocess.run(
        [shutil.which("g++") or "g++", "-xc++", "-fsyntax-only", "-"],
        input="#include <nlohmann/json.hpp>",
        text=True,
        capture_output=True,
        check=False,
    )
    return "" if probe.returncode == 0 else "nlohmann-json3-dev is not installed"


@pytest.fixture(name="run")
def _run(tmp_path: Path) -> Run:
    """Run what a README says, in a copy of its folder; give what was printed."""

    def run(example: str) -> list[str]:
        folder = tmp_path / example
        shutil.copytree(EXAMPLES / example, folder)
        (folder / "testee").unlink(missing_ok=True)
        readme = (folder / "README.md").read_text(encoding="utf-8")
        commands = "".join(_FENCE.findall(readme)).splitlines()
        return [_execute(command, folder) for command in commands]

    return run


def _execute(command: str, folder: Path) -> str:
    due = _EXIT.search(command)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTEST_ADDOPTS": "-p no:cacheprovider"}
    done = subprocess.run(
        ["/bin/sh", "-c", _EXIT.sub("", command)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == int(due[1] if due else 0), done.stdout + done.stderr
    return done.stdout


def _claimed(example: str) -> str:
    text = (EXAMPLES / example / "README.md").read_text(encoding="utf-8")
    found = _CASES.search(text)
    assert found
    return found[1]


def test_node(run: Run) -> None:
    """The testee in Node.js conforms in as many cases as it says; its flaw is found."""
    if missing := _lacks_node():
        pytest.skip(missing)

    conforms, flawed = run("wire-node")

    assert f"cases: {_claimed('wire-node')} conforms, " in conforms
    assert "STORELOGOFF-016 (must" in flawed


def test_cpp(run: Run) -> None:
    """The testee in C++ conforms in as many cases as it says; its flaw is found."""
    if missing := _lacks_cpp():
        pytest.skip(missing)

    _, conforms, flawed = run("wire-cpp")

    assert f"cases: {_claimed('wire-cpp')} conforms, " in conforms
    assert "STORELOGOFF-087 (must" in flawed
