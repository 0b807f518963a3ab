"""The files for CI services, whose steps are run here as their shell would run them."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

from mapi_conformance.exits import Exit


CI: Final = Path(__file__).parents[3] / "docs" / "ci"
SUITE: Final = "cases/imsgstore/store-logoff-deferred.yaml"
BASH: Final = shutil.which("bash")

pytestmark = pytest.mark.skipif(BASH is None, reason="the steps are written for bash")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a job came out."""

    code: int
    out: str
    summary: str


def read(name: str) -> Any:
    """Read a file as its service does."""
    return yaml.safe_load((CI / name).read_text(encoding="utf-8"))


def run(script: str, folder: Path, words: Mapping[str, str]) -> tuple[int, str]:
    """Run a script as a service does: it stops where a command fails."""
    assert BASH
    python = str(Path(sys.executable).parent)
    path = os.pathsep.join([python, os.environ["PATH"]])
    ended = subprocess.run(  # noqa: S603  # ours
        [BASH, "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={
            **os.environ,
            "PATH": path,
            "PYTEST_ADDOPTS": "-p no:cacheprovider",
            **words,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.returncode, ended.stdout + ended.stderr


class TestGitHub:
    """The composite action."""

    ACTION: Final = read("github-action/action.yml")

    def perform(self, folder: Path, **given: str) -> Ended:
        """Run the steps with these inputs; what ``uses`` another action is left out."""
        standard = {k: v.get("default", "") for k, v in self.ACTION["inputs"].items()}
        inputs = {**standard, "package": "", **given}
        files = {"GITHUB_OUTPUT": "output", "GITHUB_STEP_SUMMARY": "summary"}
        words = {key: str(folder / name) for key, name in files.items()}
        outputs: dict[str, str] = {}
        code, told = 0, ""
        for step in self._steps(inputs):
            given_words = {k: fill(v, inputs, outputs) for k, v in step["env"].items()}
            if code and step.get("if") != "always()":
                continue
            ended, out = run(step["run"], folder, {**words, **given_words})
            code, told = code or ended, told + out
            outputs = outputs_of(folder / "output")
        summary = folder / "summary"
        text = summary.read_text(encoding="utf-8") if summary.exists() else ""
        return Ended(code=code, out=told, summary=text)

    def _steps(self, inputs: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        for step in self.ACTION["runs"]["steps"]:
            installs = step.get("if") == "inputs.package != ''"
            if "run" in step and not (installs and not inputs["package"]):
                assert step["shell"] == "bash"
                yield step

    def test_conforms(self, tmp_path: Path) -> None:
        """A provider that conforms passes, with a summary and a report."""
        ended = self.perform(tmp_path, provider="reference", arguments=f"-q {SUITE}")

        assert ended.code == Exit.CONFORMS
        assert "## ✅ reference" in ended.summary
        assert (tmp_path / "mapi-report" / "report.html").exists()

    def test_deviates(self, tmp_path: Path) -> None:
        """One that deviates fails the job, after the summary was written."""
        ended = self.perform(
            tmp_path, provider="flaw:first-flag-wins", arguments=SUITE, report="out"
        )

        assert ended.code == Exit.DEVIATES
        assert "::error title=MAPI conformance::the provider does not conform" in (
            ended.out
        )
        assert "STORELOGOFF-014" in ended.summary
        assert (tmp_path / "out" / "junit.xml").exists()

    def test_usage(self, tmp_path: Path) -> None:
        """What cannot be done says so, and leaves no summary behind."""
        ended = self.perform(tmp_path, provider="refrence")

        assert ended.code == Exit.USAGE
        assert "did you mean 'reference'?" in ended.out
        assert "the run ended with exit code 4" in ended.out
        assert ended.summary == ""

    @pytest.mark.parametrize(
        ("code", "wish", "ends"), [(6, "fail", 6), (6, "pass", 0), (5, "pass", 5)]
    )
    def test_inconclusive(
        self, tmp_path: Path, code: int, wish: str, ends: int
    ) -> None:
        """An inconclusive run may pass if the workflow wants it; nothing else may."""
        (step,) = [s for s in self.ACTION["runs"]["steps"] if s["name"] == "Conclude"]
        words = {"CODE": str(code), "INCONCLUSIVE": wish}

        assert run(step["run"], tmp_path, words)[0] == ends

    def test_input_is_no_code(self, tmp_path: Path) -> None:
        """What a workflow passes in reaches the shell as words only."""
        scripts = [step.get("run", "") for step in self.ACTION["runs"]["steps"]]
        assert not [script for script in scripts if "${{" in script]

        ended = self.perform(tmp_path, provider="$(touch owned)`touch owned`")

        assert ended.code == Exit.USAGE
        assert not (tmp_path / "owned").exists()


def fill(value: str, inputs: Mapping[str, str], outputs: Mapping[str, str]) -> str:
    """Put in what an expression stands for."""

    def found(match: re.Match[str]) -> str:
        scope, _, name = match[1].rpartition(".")
        return {"inputs": inputs, "steps.judge.outputs": outputs}[scope][name]

    return re.sub(r"\$\{\{ ([\w.-]+) \}\}", found, value)


def outputs_of(file: Path) -> dict[str, str]:
    """Read what the steps gave out."""
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    return dict(line.split("=", 1) for line in text.splitlines())


@pytest.mark.parametrize(
    ("provider", "code"),
    [("reference", Exit.CONFORMS), ("flaw:never-called", Exit.DEVIATES)],
)
def test_gitlab(tmp_path: Path, provider: str, code: int) -> None:
    """The job judges, and leaves what it promises as artifacts."""
    job = read("gitlab.yml")["mapi-conformance"]
    words = {"PROVIDER": provider, "PYTEST_ADDOPTS": f"-p no:cacheprovider {SUITE}"}

    ended, out = run("\n".join(job["script"]), tmp_path, words)

    assert ended == code, out
    assert (tmp_path / job["artifacts"]["reports"]["junit"]).exists()
    assert all((tmp_path / path).exists() for path in job["artifacts"]["paths"])
    assert job["allow_failure"]["exit_codes"] == [Exit.INCONCLUSIVE]


def test_azure(tmp_path: Path) -> None:
    """The steps judge, upload the summary, and name files that are there."""
    steps = read("azure-pipelines.yml")["steps"]
    by_name = {s.get("displayName") or s.get("task") or "publish": s for s in steps}
    words = {
        "PROVIDER": "reference",
        "PYTEST_ADDOPTS": f"-p no:cacheprovider {SUITE}",
    }

    judged, out = run(by_name["Judge"]["bash"], tmp_path, words)
    told, summary = run(by_name["Summary"]["bash"], tmp_path, {})

    assert (judged, told) == (0, 0), out
    path = tmp_path / "mapi-report" / "summary.md"
    assert summary == f"##vso[task.uploadsummary]{path}\n"
    results = by_name["PublishTestResults@2"]["inputs"]["testResultsFiles"]
    assert (tmp_path / results).exists()
    assert (tmp_path / by_name["publish"]["publish"]).is_dir()
