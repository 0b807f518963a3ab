"""``mapi-conformance prove`` and ``coverage``: what they print, and exit codes."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from mapi_conformance.__main__ import main
from mapi_conformance.command import prove
from mapi_conformance.command.progress import Progress
from mapi_conformance.port.finding import Directory
from mapi_conformance.proof import trials
from mapi_conformance.proof.matrix import read_matrix, write_matrix
from mapi_conformance.scenario.corpus import Corpus


@pytest.fixture
def few_flaws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let there be two flaws, of which one declares too little."""
    shop = trials.workshop()
    known = shop.directory.flaws()
    flaws = {
        "first-flag-wins": known["first-flag-wins"],
        "frees-twice": replace(known["frees-twice"], breaks=("UNKNOWN-001",)),
    }

    monkeypatch.setattr(Directory, "flaws", property(lambda _: lambda: flaws))
    monkeypatch.setattr(trials, "cases_about", trials.cases_reaching)
    monkeypatch.setattr(prove, "documented_names", lambda: ("reference",))


class TestProve:
    """``mapi-conformance prove``."""

    def test_a_flaw_that_is_found(self, capsys: pytest.CaptureFixture[str]) -> None:
        """It is told by which clause, by how many cases, and by one of them."""
        code = main(["prove", "--jobs=1", "first-flag-wins"])

        lines = capsys.readouterr().out.splitlines()
        assert code == 0
        assert lines[0].split() == ["killed", "first-flag-wins", "STORELOGOFF-014"]
        assert lines[1].strip().startswith("by ")
        assert "cases: store-logoff-deferred/last-flag-wins[" in lines[1]
        assert lines[-1].startswith("1 flaw x ")
        assert "on 1 process: " in lines[-1]

    def test_by_clause(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A clause means every flaw that breaks it."""
        assert main(["prove", "--jobs=1", "--quiet", "STORELOGOFF-014"]) == 0
        assert capsys.readouterr().out.startswith("1 flaw x ")

    def test_nobody_is_called_so(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Another name is refused with a near miss."""
        assert main(["prove", "first-flag-win"]) == 5
        assert capsys.readouterr().err == (
            "mapi-conformance: 'first-flag-win' is no flaw, and no clause that one"
            " breaks; did you mean 'first-flag-wins'?\n"
        )

    @pytest.mark.usefixtures("few_flaws")
    def test_a_flaw_that_is_missed(self, capsys: pytest.CaptureFixture[str]) -> None:
        """A flaw that its clause does not name fails the proof."""
        code = main(["prove", "--jobs=1", "--quiet", "frees-twice"])

        lines = capsys.readouterr().out.splitlines()
        assert code == 1
        assert lines[0].split() == ["MISSED", "frees-twice", "UNKNOWN-001"]
        assert lines[1].strip().startswith("none of ")

    @pytest.mark.usefixtures("few_flaws")
    def test_the_whole(
        self,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
    ) -> None:
        """The numbers are told, and every clause without a flaw."""
        monkeypatch.setattr(
            prove, "write_matrix", lambda matrix, _: write_matrix(matrix, tmp_path)
        )
        monkeypatch.setattr(prove, "read_matrix", lambda _: read_matrix(tmp_path))

        code = main(["prove", "--jobs=1", "--quiet", "--update"])

        out = capsys.readouterr().out
        assert code == 1
        assert "MISSED   frees-twice                        UNKNOWN-001" in out
        assert "flaws 2, killed 1, killed by the right clause 1\n" in out
        assert "SLT-001: no flaw breaks it\n" in out
        assert "kill matrix: " in out
        kept = read_matrix(tmp_path)
        assert (kept.flaws, kept.killed, kept.rightly) == (2, 1, 1)

        write_matrix(replace(kept, rows=kept.rows[1:]), tmp_path)
        main(["prove", "--jobs=1", "--quiet", "--full"])

        first = kept.rows[0].pair
        assert (
            f"the kill matrix changed: {first.scenario} {first.clause}: is new\n"
            in capsys.readouterr().out
        )


class TestCoverage:
    """``mapi-conformance coverage``."""

    def test_of_a_provider(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Each clause has its assertions, or the reason why none fired."""
        code = main(["coverage", "--provider=reference"])

        lines = capsys.readouterr().out.splitlines()
        assert code == 0
        told = {line.split()[0]: " ".join(line.split()[1:]) for line in lines}
        assert told["STORELOGOFF-014"].startswith("provider must ")
        assert " assertions, " in told["STORELOGOFF-014"]
        assert told["SDSVC-002"] == "provider must - recorded, and never judged"
        assert told["SLT-033"].startswith("client must - It binds a client")
        assert lines[-1].endswith(" clauses of tier 1 were put at stake")

    def test_as_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Both ways: a clause with its assertions, a scenario with its clauses."""
        main(["coverage", "--provider=reference", "--json"])

        plain = json.loads(capsys.readouterr().out)
        name = "store-logoff-deferred/last-flag-wins"
        assert plain["clauses"]["STORELOGOFF-014"][name]["assertions"] == [
            "3 store.Release > store.support.StoreLogoffTransports: args",
        ]
        assert "STORELOGOFF-014" in plain["scenarios"][name]

    def test_gate(self, capsys: pytest.CaptureFixture[str]) -> None:
        """One form of the reference leaves the other reading without an assertion."""
        code = main(["coverage", "--provider=reference", "--gate"])

        assert code == 1
        assert "STORELOGOFF-087 has lost its last assertion; it was in " in (
            capsys.readouterr().out
        )


class TestProgress:
    """The line of long work."""

    def test_on_a_terminal(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It tells count, rate and time left, and goes away at the end."""
        stream = io.StringIO()
        monkeypatch.setattr(stream, "isatty", lambda: True)
        clock = iter([0.0, 0.0, 2.0])
        monkeypatch.setattr("time.monotonic", lambda: next(clock))

        with Progress("flaws", 5, stream) as progress:
            progress.advance()

        assert stream.getvalue() == (
            "\r\x1b[Kflaws 1/5, 0.5 a second, 8 s left\r\x1b[K"
        )

    def test_elsewhere(self) -> None:
        """Nothing is written into a file or a pipe."""
        stream = io.StringIO()

        with Progress("flaws", 1, stream) as progress:
            progress.advance()

        assert stream.getvalue() == ""


def test_the_proof_is_kept() -> None:
    """The kill matrix that comes with the corpus has three equal numbers."""
    kept = read_matrix(Corpus().folder)

    assert kept.flaws == kept.killed == kept.rightly > 0
