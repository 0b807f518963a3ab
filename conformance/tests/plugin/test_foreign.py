"""Somebody else's provider, judged from somebody else's repository.

Each run is a process of its own: ``adapters`` must be theirs, whatever was imported.
"""

import shutil
from pathlib import Path

import pytest


EXAMPLE = Path(__file__).parents[3] / "docs" / "examples" / "python-provider"


@pytest.fixture
def repository(pytester: pytest.Pytester) -> Path:
    """A repository with ``adapters/``, ``conformance/`` and a root ``conftest.py``."""
    shutil.copytree(EXAMPLE, pytester.path, dirs_exist_ok=True)
    return pytester.path


class TestExample:
    """The example of the documentation, as it stands there."""

    def test_it_is_small(self) -> None:
        """The provider has less than forty lines of code, and four plug it in."""
        provider = _code_lines(EXAMPLE / "adapters" / "tiny_store.py")
        plug = _code_lines(EXAMPLE / "conftest.py")

        assert (provider < 40, plug) == (True, 4)

    def test_it_runs_to_verdicts(
        self, pytester: pytest.Pytester, repository: Path, total: int
    ) -> None:
        """Every case of the shipped corpus gets a verdict, under a profile found."""
        result = pytester.runpytest_subprocess("--provider=tiny")

        counts = result.parseoutcomes()
        assert counts.keys() <= {"passed", "advisory", "failed", "skipped"}
        assert sum(counts.values()) == total
        result.stdout.fnmatch_lines(
            [
                "*tiny unknown, in this process; profile deferred (probed);*",
                "*the IMsgStore object has no*",
                "not applicable (*): the capability 'spooler-logon' is not claimed",
                "not applicable (*): the capability 'second-store' is not claimed",
            ]
        )

    def test_its_own_scenarios(
        self, pytester: pytest.Pytester, repository: Path
    ) -> None:
        """A folder of the repository's own scenarios runs when it is named."""
        result = pytester.runpytest_subprocess("--provider=tiny", "conformance")

        result.assert_outcomes(passed=1)

    def test_without_a_conftest(
        self, pytester: pytest.Pytester, repository: Path
    ) -> None:
        """A selector reaches the provider without any declaration."""
        (repository / "conftest.py").unlink()

        result = pytester.runpytest_subprocess(
            "--provider=py:adapters.tiny_store:Provider", "conformance"
        )

        result.assert_outcomes(passed=1)

    def test_by_pyproject(self, pytester: pytest.Pytester, repository: Path) -> None:
        """``pyproject.toml`` names it, with settings that the header shows."""
        (repository / "conftest.py").unlink()
        pytester.makepyprojecttoml(
            """
            [tool.mapi_conformance.providers.tiny]
            selector = "py:adapters.tiny_store:Provider"
            version = "2.4.1"
            profile = "deferred"
            second-store = "archive"
            """
        )

        result = pytester.runpytest_subprocess(
            "--provider=tiny", "-k", "store-logoff-two-stores and own-support-object"
        )

        assert result.parseoutcomes().keys() == {"passed", "deselected"}
        result.stdout.fnmatch_lines(["*tiny 2.4.1, *; profile deferred (declared);*"])

    def test_an_option_overrules_configuration(
        self, pytester: pytest.Pytester, repository: Path
    ) -> None:
        """``--provider-set`` and ``--mapi-profile`` win over what is declared."""
        result = pytester.runpytest_subprocess(
            "--provider=tiny",
            "--provider-set",
            "version=9",
            "--mapi-profile=none",
            "-k",
            "abort-when-never-told",
        )

        result.stdout.fnmatch_lines(
            ["*tiny 9, *; profile none: the hard core only (op*"]
        )


def _code_lines(path: Path) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return sum(1 for line in lines if line.strip() and not line.startswith('"""'))
