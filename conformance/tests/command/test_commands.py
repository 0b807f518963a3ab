"""``mapi-conformance``: what each subcommand prints, and its exit code."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from mapi_conformance.__main__ import main
from mapi_conformance.run.judging import Judging
from mapi_conformance.run.record import CaseRecord
from mapi_conformance.scenario.case import Case


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in a folder with nothing in it."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


class TestRun:
    """``mapi-conformance run``."""

    def test_reference_conforms(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Every case gets a sign, then clauses by level, then a conclusion."""
        code = main(["run", "--provider=reference"])

        lines = capsys.readouterr().out.splitlines()
        assert code == 0
        assert lines[0] == (
            "reference 0.1.0, in this process; profile deferred (declared);"
            " edition 2026-11-20"
        )
        assert [line.split()[0] for line in lines if " clauses: " in line] == [
            "must",
            "should",
            "may",
        ]
        assert lines[-1] == "conforms, as far as these cases go"

    def test_flaw_deviates(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A case that deviates is explained; the exit code is 1."""
        name = "store-logoff-flag/abort-when-never-told"

        code = main(["run", "--provider=flaw:default-not-abort", name])

        lines = capsys.readouterr().out.splitlines()
        assert code == 1
        assert lines[1] == "F"
        assert f"deviates: {name}" in lines
        assert lines[-1] == "does not conform"

    def test_interrupted(
        self, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Ctrl-C loses nothing of what was judged."""
        conclude, calls = Judging.conclude, iter(range(3))

        def conclude_three(self: Judging, case: Case) -> CaseRecord:
            if next(calls, None) is None:
                raise KeyboardInterrupt
            return conclude(self, case)

        monkeypatch.setattr(Judging, "conclude", conclude_three)

        code = main(["run", "--provider=reference"])

        assert code == 2
        assert "cases: 3 conforms" in capsys.readouterr().out.splitlines()

    @pytest.mark.parametrize(
        ("arguments", "code", "complaint"),
        [
            (
                ["--provider=reference", "ABORTSUB-001"],
                5,
                "no case cites the clause ABORTSUB-001",
            ),
            (
                ["--provider=reference", "last-flag-win"],
                5,
                "'last-flag-win' is no case, scenario, suite, clause, file or folder",
            ),
            (
                ["--provider=refrence"],
                4,
                "no provider is called 'refrence'; declared are",
            ),
        ],
        ids=["clause without a case", "selection", "provider"],
    )
    def test_complaint(
        self,
        capsys: pytest.CaptureFixture[str],
        arguments: list[str],
        code: int,
        complaint: str,
    ) -> None:
        """What cannot be done is said on standard error, with a code of its own."""
        assert main(["run", *arguments]) == code

        assert capsys.readouterr().err.startswith(f"mapi-conformance: {complaint}")

    def test_nothing_applicable(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A run that judged nothing is no success."""
        code = main(
            ["run", "--provider=reference", "--mapi-profile=none", "STORELOGOFF-014"]
        )

        assert code == 5
        assert capsys.readouterr().out.splitlines()[-1] == "nothing was judged"


class TestList:
    """``mapi-conformance list``."""

    def test_cases(self, capsys: pytest.CaptureFixture[str]) -> None:
        """One id a line, nothing else."""
        assert main(["list", "STORELOGOFF-016"]) == 0

        lines = capsys.readouterr().out.splitlines()
        assert "store-logoff-flag/abort-when-never-told" in lines
        assert not [line for line in lines if " " in line]

    def test_clauses(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Every clause with how many cases cite it."""
        assert main(["list", "--clauses"]) == 0

        lines = capsys.readouterr().out.splitlines()
        assert len(lines) == 489
        assert any(
            re.fullmatch(
                r"STORELOGOFF-016    provider        must   normative +\d+ cases?", line
            )
            for line in lines
        )

    def test_uncovered(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A clause that no case cites stands beside the reason."""
        assert main(["list", "--uncovered"]) == 0

        lines = capsys.readouterr().out.splitlines()
        assert (
            "STORELOGOFF-009    provider        may    informational    -"
            " It states a purpose and asks for nothing."
        ) in lines
        assert not any(line.startswith("STORELOGOFF-016") for line in lines)

    def test_providers(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Declared providers, roads, and the names a road knows."""
        assert main(["list", "--providers"]) == 0

        lines = capsys.readouterr().out.splitlines()
        assert lines[0].startswith("reference ")
        assert "  flaw:support-first" in lines


class TestLint:
    """``mapi-conformance lint``."""

    def test_shipped_corpus(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Nothing is wrong with what we ship."""
        assert main(["lint"]) == 0

        captured = capsys.readouterr()
        assert captured.out == ""
        assert re.fullmatch(r"\d+ files, \d+ cases, 0 problems\n", captured.err)

    def test_problems(
        self, capsys: pytest.CaptureFixture[str], empty_folder: Path
    ) -> None:
        """Each problem is a line that an editor can jump to; the exit code is 1."""
        (empty_folder / "mine.yaml").write_text(
            "suite: mine\nabout: x\nscenarios:\n- id: a\n  titel: b\n  steps: []\n",
            "utf-8",
        )

        assert main(["lint", "mine.yaml"]) == 1

        assert capsys.readouterr().out.splitlines() == [
            "mine.yaml:4:3: a scenario needs 'steps'",
            "mine.yaml:5:3: 'titel' is not a key of a scenario; did you mean 'title'?",
        ]

    def test_gaps(self, capsys: pytest.CaptureFixture[str], empty_folder: Path) -> None:
        """What keeps a scenario from proving much is a problem of the file."""
        (empty_folder / "mine.yaml").write_text(
            SAME.replace("laws: [shutdown]\n", ""), "utf-8"
        )

        assert main(["lint", "mine.yaml"]) == 1

        captured = capsys.readouterr()
        assert captured.out == (
            "mine.yaml:4:3: only cites no clause and invokes no law, so no provider can"
            " fail it; cite what it is about, or leave it out\n"
        )
        assert captured.err == "1 files, 1 cases, 1 problems\n"

    @pytest.mark.parametrize(
        ("name", "complaint"),
        [
            ("nowhere.yaml", "there is no file or folder 'nowhere.yaml'"),
            (".", "there are no scenario files in what was named"),
        ],
    )
    def test_nothing_to_read(
        self, capsys: pytest.CaptureFixture[str], name: str, complaint: str
    ) -> None:
        """An empty selection is an error."""
        assert main(["lint", name]) == 5

        assert capsys.readouterr().err == f"mapi-conformance: {complaint}\n"


#: A suite of one case that says next to nothing.
SAME = """suite: same
about: A suite.
laws: [shutdown]
scenarios:
- id: only
  title: a provider object is there
  steps:
  - provider.AddRef:
  - provider.Release:
"""


@pytest.fixture
def doubled(empty_folder: Path) -> Path:
    """Write two files whose suites have one id."""
    for name in ("a.yaml", "b.yaml"):
        (empty_folder / name).write_text(SAME, "utf-8")
    return empty_folder


@pytest.mark.usefixtures("doubled")
class TestSuiteTwice:
    """Two files of one's own hold suites of the same id."""

    def test_lint(self, capsys: pytest.CaptureFixture[str]) -> None:
        """It is a problem of the second file."""
        assert main(["lint", "."]) == 1

        captured = capsys.readouterr()
        assert captured.out == "b.yaml:1:1: 'same' is a suite in a.yaml too\n"
        assert captured.err == "2 files, 2 cases, 1 problems\n"

    @pytest.mark.parametrize("names", [["."], ["a.yaml", "b.yaml"]])
    def test_run(self, capsys: pytest.CaptureFixture[str], names: list[str]) -> None:
        """Nothing is run, where otherwise one case would be lost."""
        assert main(["run", "--provider=reference", *names]) == 4

        assert capsys.readouterr().err == (
            "b.yaml:1:1: 'same' is a suite in a.yaml too\n"
        )

    def test_file_named_twice(self, capsys: pytest.CaptureFixture[str]) -> None:
        """One file under two names on the line is one file."""
        assert main(["lint", "a.yaml", "a.yaml"]) == 0


class TestExplain:
    """``mapi-conformance explain``."""

    def test_clause(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Sentence, pages, reading and the cases that cite it."""
        assert main(["explain", "STORELOGOFF-015"]) == 0

        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == "STORELOGOFF-015 (must, profile deferred)"
        assert "  [imsgstore-storelogoff]" in lines
        assert '  AMB-02: What is overwritten by "multiple calls"' in lines
        assert any(re.fullmatch(r"  cited by \d+ cases:", line) for line in lines)

    def test_uncited_clause(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A clause without a case says so."""
        assert main(["explain", "ABORTSUB-001"]) == 0

        assert capsys.readouterr().out.endswith("\n  no case cites it yet\n")

    def test_case(self, capsys: pytest.CaptureFixture[str]) -> None:
        """What is done, what must come of it, and the sentences it rests on."""
        assert main(["explain", "store-logoff-deferred/extra-references-postpone"]) == 0

        lines = capsys.readouterr().out.splitlines()
        assert lines[:2] == [
            "store-logoff-deferred/extra-references-postpone[one]",
            "  each AddRef postpones the call until it is returned",
        ]
        assert "    store.StoreLogoff(flags=LOGOFF_ORDERLY)" in lines
        assert "      causes nothing that is watched  [STORELOGOFF-017]" in lines

    def test_unknown(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A near miss is suggested."""
        assert main(["explain", "store-logoff-flg"]) == 4

        assert capsys.readouterr().err == (
            "mapi-conformance: 'store-logoff-flg' is no case, scenario, suite, clause,"
            " file or folder; did you mean 'store-logoff-flag'?\n"
        )


class TestFront:
    """The command itself."""

    def test_help_tells_the_exit_codes(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """``--help`` lists subcommands and exit codes."""
        with pytest.raises(SystemExit) as left:
            main(["--help"])

        text = capsys.readouterr().out
        assert left.value.code == 0
        assert "judge a provider" in text
        assert "6  inconclusive" in text

    def test_unknown_subcommand(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A usage error has the same exit code everywhere."""
        with pytest.raises(SystemExit) as left:
            main(["judge"])

        assert left.value.code == 4
        assert "invalid choice: 'judge'" in capsys.readouterr().err


def test_whoever_reads_is_gone() -> None:
    """A verdict that nobody heard is no success, and no traceback either."""
    command = "import sys; from mapi_conformance.__main__ import main; sys.exit(main())"
    run = subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-c", command, "run", "--provider=flaw:called-twice"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert run.stdout is not None
    assert run.stderr is not None
    run.stdout.close()

    complaint = run.stderr.read()

    assert (run.wait(), complaint) == (2, b"")
    run.stderr.close()
