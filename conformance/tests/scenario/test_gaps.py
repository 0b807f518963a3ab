"""What a scenario that can be read still lacks: twins, guards, clauses, claims."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.gaps import find_gaps


GapsOf: TypeAlias = Callable[..., list[str]]

CITED = "\n        cites: {returns: UNKNOWN-002}"
REFUSED = (
    "has to be refused here and nowhere in the scenario has QueryInterface to"
    " succeed, so a provider that refuses everything passes; add the control: the same"
    " call without what is wrong with it, which returns S_OK"
)


@pytest.fixture
def gaps_of(corpus: Corpus) -> GapsOf:
    """Give what reads one scenario and tells its gaps, without x.yaml."""

    def read(steps: str, keys: str = "", top: str = "given: [open-store]") -> list[str]:
        text = (
            f"suite: x\nabout: x\n{top}\n\nscenarios:\n  - id: one\n    title: x\n"
            f"{keys}    steps:\n{steps}\n"
        )
        loaded = corpus.load_text(text, "x.yaml")
        found = find_gaps(loaded.cases, corpus.catalogue)
        return [str(each).removeprefix("x.yaml:") for each in found]

    return read


def call(interface: str, returns: str = "") -> str:
    """Write a QueryInterface as a step."""
    step = f"      - store.QueryInterface: {{interface: {interface}}}"
    return f"{step}\n        returns: {returns}{CITED}" if returns else step


class TestTwins:
    """A refusal and its control."""

    @pytest.mark.parametrize(
        "refusal",
        [
            "failure",
            "MAPI_E_INTERFACE_NOT_SUPPORTED",
            "{one of: [MAPI_E_INTERFACE_NOT_SUPPORTED, MAPI_E_NO_SUPPORT]}",
        ],
        ids=["failure", "code", "codes"],
    )
    def test_missing(self, gaps_of: GapsOf, refusal: str) -> None:
        """A method that is refused and granted nowhere has no twin."""
        assert gaps_of(call("IID_IAddrBook", refusal)) == [
            f"9:9: store.QueryInterface {REFUSED}"
        ]

    @pytest.mark.parametrize("grant", ["", "success"])
    def test_control(self, gaps_of: GapsOf, grant: str) -> None:
        """The same method that has to succeed is one, before or after."""
        refusal, control = call("IID_IAddrBook", "failure"), call("IID_IUnknown", grant)

        assert gaps_of(f"{refusal}\n{control}") == []
        assert gaps_of(f"{control}\n{refusal}") == []

    @pytest.mark.parametrize("grant", ["any", "{one of: [S_OK, MAPI_E_NO_SUPPORT]}"])
    def test_no_control(self, gaps_of: GapsOf, grant: str) -> None:
        """A call that may succeed, and may not, proves nothing."""
        steps = f"{call('IID_IAddrBook', 'failure')}\n{call('IID_IUnknown', grant)}"

        assert gaps_of(steps) == [f"9:9: store.QueryInterface {REFUSED}"]

    def test_observed_control(self, gaps_of: GapsOf) -> None:
        """A call whose result is recorded alone is no control."""
        control = call("IID_IUnknown") + "\n        observe: [returns]"

        assert len(gaps_of(f"{call('IID_IAddrBook', 'failure')}\n{control}")) == 1

    def test_control_of_another_object(self, gaps_of: GapsOf) -> None:
        """QueryInterface of the provider object says nothing about a store's."""
        control = "      - provider.QueryInterface: {interface: IID_IUnknown}"

        assert len(gaps_of(f"{call('IID_IAddrBook', 'failure')}\n{control}")) == 1

    def test_scene(self, gaps_of: GapsOf) -> None:
        """What a scene does has to succeed, and is a control."""
        steps = (
            "      - provider.Logon: {entryid: config.first-store, flags: MDB_WRITE,"
            f" interface: IID_IAddrBook}}\n        returns: failure{CITED}"
        )

        assert gaps_of(steps) == []
        assert len(gaps_of(steps, top="laws: [shutdown]")) == 1

    @pytest.mark.parametrize("inside", ["group", "across"])
    def test_in_a_block(self, gaps_of: GapsOf, inside: str) -> None:
        """A refusal in a group or an across needs one too."""
        refusal = call("IID_IAddrBook", "failure").replace("\n", "\n    ")

        assert len(gaps_of(f"      - {inside}:\n    {refusal}")) == 1

    def test_observed(self, gaps_of: GapsOf) -> None:
        """Where nothing is judged nothing has to be controlled."""
        assert gaps_of(call("IID_IAddrBook", "failure"), "    observe: true\n") == []

    def test_not_claimed(self, gaps_of: GapsOf) -> None:
        """What the scenario says is not claimed can be granted nowhere."""
        refusal = (
            '      - store.GetReceiveFolder: {class: ""}\n'
            "        returns: MAPI_E_NO_SUPPORT\n"
            "        cites: {returns: RECVFOLDER-001}"
        )

        assert gaps_of(refusal, "    without: [folders]\n") == []
        assert len(gaps_of(refusal, "    requires: [folders]\n")) == 1


class TestGuards:
    """A call that a provider may rightly lack."""

    FOLDER = (
        '      - store.GetReceiveFolder: {class: ""}\n'
        "        cites: {returns: RECVFOLDER-001}"
    )

    def test_missing(self, gaps_of: GapsOf) -> None:
        """The capability is named with the two ways out."""
        assert gaps_of(self.FOLDER) == [
            (
                "9:9: store.GetReceiveFolder needs the capability folders, which a"
                " provider may rightly lack; add requires: [folders], or without:"
                " [folders] where its refusal is judged"
            )
        ]

    @pytest.mark.parametrize("key", ["requires", "without"])
    def test_guarded(self, gaps_of: GapsOf, key: str) -> None:
        """Either key is a guard."""
        assert gaps_of(self.FOLDER, f"    {key}: [folders]\n") == []

    def test_second_store(self, gaps_of: GapsOf) -> None:
        """A value that only some configurations have is guarded as well."""
        steps = (
            "      - provider.Logon: {entryid: config.second-store, flags: MDB_WRITE}\n"
            "        cites: {returns: LOGON-001}"
        )

        assert [gap.split(",")[0] for gap in gaps_of(steps)] == [
            "9:9: provider.Logon needs the capability second-store"
        ]

    def test_scene(self, gaps_of: GapsOf) -> None:
        """What a scene needs is noted where the scene is used, once."""
        steps = f"{call('IID_IUnknown')}{CITED}"

        found = gaps_of(steps, top="given: [open-store, open-inbox]")

        assert [gap.split(",")[0] for gap in found] == [
            "6:5: store.GetReceiveFolder needs the capability folders"
        ]

    def test_mapi(self, gaps_of: GapsOf) -> None:
        """Where MAPI is judged the reference stands in, and lacks nothing."""
        steps = (
            "      - mapi.MAPILogonEx:\n        as: session\n"
            "      - session.OpenMsgStore: {entryid: config.second-store}\n"
            "        cites: {returns: SESSIONLOGOFF-001}"
        )

        assert gaps_of(steps, top="subject: mapi") == []


class TestClauses:
    """A scenario that could find nothing."""

    def test_missing(self, gaps_of: GapsOf) -> None:
        """Without a clause no provider can fail it."""
        assert gaps_of(call("IID_IUnknown")) == [
            (
                "6:5: one cites no clause and invokes no law, so no provider can fail"
                " it; cite what it is about, or leave it out"
            )
        ]

    def test_law(self, gaps_of: GapsOf) -> None:
        """A law is as good as a citation."""
        assert gaps_of(call("IID_IUnknown"), "    laws: [shutdown]\n") == []


class TestClaims:
    """A must that the pages contradict."""

    STEP = "      - store.StoreLogoff: {flags: LOGOFF_ORDERLY}\n        cites: "

    @pytest.fixture
    def disputed(self, tmp_path: Path) -> Corpus:
        """Give a corpus whose pages contradict each other about one must."""
        shipped = Corpus()
        clauses = tmp_path / "clauses"
        (tmp_path / "shared").mkdir()
        clauses.mkdir()
        for path in (shipped.folder / "clauses").glob("*.yaml"):
            text = path.read_text("utf-8")
            text = text.replace(
                "- id: STORELOGOFF-005\n",
                "- id: STORELOGOFF-005\n  status: ambiguous\n",
            )
            (clauses / path.name).write_text(text, "utf-8")
        corpus_file = (shipped.folder / "shared" / "corpus.yaml").read_text("utf-8")
        (tmp_path / "shared" / "corpus.yaml").write_text(corpus_file, "utf-8")
        return Corpus(tmp_path)

    @pytest.mark.parametrize(
        ("keys", "step"),
        [("    observe: true\n", ""), ("", "\n        observe: [returns]")],
        ids=["scenario", "step"],
    )
    def test_observed(self, disputed: Corpus, keys: str, step: str) -> None:
        """What is recorded alone is claimed of nobody."""
        assert self.gaps(disputed, keys, step) == []

    def test_claimed(self, disputed: Corpus) -> None:
        """What is judged has to be settled by a profile."""
        assert self.gaps(disputed) == [
            (
                "x.yaml:5:5: the pages contradict each other about STORELOGOFF-005, a"
                " must that no profile settles, and it is claimed of every provider;"
                " observe it"
            )
        ]

    def gaps(self, corpus: Corpus, keys: str = "", step: str = "") -> list[str]:
        """Find the gaps of one scenario that cites the clause."""
        text = (
            "suite: x\nabout: x\ngiven: [open-store]\nscenarios:\n  - id: one\n"
            f"    title: x\n{keys}    steps:\n"
            f"{self.STEP}{{returns: STORELOGOFF-005}}{step}\n"
        )
        loaded = corpus.load_text(text, "x.yaml")
        return [str(each) for each in find_gaps(loaded.cases, corpus.catalogue)]


def test_shipped_corpus(corpus: Corpus) -> None:
    """Nothing of what we ship has such a gap."""
    cases = [case for loaded in corpus.load_all() for case in loaded.cases]

    assert find_gaps(cases, corpus.catalogue) == ()
