"""The corpus file: lists, watch sets, laws and scenes, and what is wrong with them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mapi_conformance.errors import ScenarioErrors
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.model import Law, WatchedKind


CLAUSES = """\
- id: TEST-001
  interface: IMsgStore
  method: Release
  subject: provider
  level: must
  tier: 1
  text: A store can be released.
  pages: [a-page]
- id: TEST-002
  interface: IMsgStore
  method: Release
  subject: mapi-subsystem
  level: must
  tier: 1
  text: MAPI releases what it holds.
  pages: [a-page]
"""

SCENES = """\
scenes:
  open-store:
    about: A store.
    binds: [store]
    steps:
      - provider.Logon: {entryid: config.first-store}
        as: store
"""

SUITE = """\
suite: s
about: x
given: [open-store]
scenarios: [{id: a, title: t, steps: [{store.AddRef: }]}]
"""


@pytest.fixture
def a_corpus(tmp_path: Path) -> Callable[[str], Corpus]:
    """Give what makes a corpus of two clauses and the corpus file it is given."""

    def make(text: str) -> Corpus:
        for folder in ("clauses", "shared"):
            (tmp_path / folder).mkdir()
        (tmp_path / "clauses" / "test.yaml").write_text(CLAUSES, "utf-8")
        (tmp_path / "shared" / "corpus.yaml").write_text(text, "utf-8")
        return Corpus(tmp_path)

    return make


@pytest.fixture
def problems_of(a_corpus: Callable[[str], Corpus]) -> Callable[[str], list[str]]:
    """Give what reads a wrong corpus file and returns its problems without its name."""

    def read(text: str) -> list[str]:
        with pytest.raises(ScenarioErrors) as caught:
            a_corpus(text)
        texts = [str(problem) for problem in caught.value.exceptions]
        return [text.removeprefix("cases/shared/corpus.yaml:") for text in texts]

    return read


class TestParts:
    """What a corpus file holds, read."""

    def test_whole_file(self, a_corpus: Callable[[str], Corpus]) -> None:
        """Lists, watch sets, laws and scenes are found by their names."""
        shared = a_corpus(
            "values: {few: [1, 2], one: 3}\n"
            "watch:\n"
            "  always: {IMAPISupport.StoreLogoffTransports: TEST-001}\n"
            "  ends:\n"
            "    support.gone:\n"
            "      {unexpected: [TEST-001], missing: TEST-002, again: TEST-001}\n"
            "    IMSLogon.Logoff:\n"
            "laws:\n"
            "  first: {support-returned: [TEST-001]}\n"
            "  second: {support-returned: TEST-002, logoff-succeeds: }\n" + SCENES
        ).shared

        gone = WatchedKind(
            kind=("support", "gone"),
            home="ends",
            unexpected=("TEST-001",),
            missing=("TEST-002",),
            again=("TEST-001",),
        )
        assert [len(nodes) for nodes in shared.values.values()] == [2, 1]
        assert shared.kinds == (
            "IMAPISupport.StoreLogoffTransports",
            "support.gone",
            "IMSLogon.Logoff",
        )
        assert shared.find_kind("support.gone") == gone
        assert gone.name == "support.gone"
        assert shared.watch["always"][0].missing == ("TEST-001",)
        assert shared.watch["ends"][1].unexpected == ()
        assert shared.find_laws("second") == (
            Law(name="support-returned", clauses=("TEST-002",)),
            Law(name="logoff-succeeds", clauses=()),
        )
        assert shared.scenes["open-store"].about == "A store."
        assert shared.scenes["open-store"].binds == ("store",)

    def test_law_by_its_own_name(self, a_corpus: Callable[[str], Corpus]) -> None:
        """A law is found in every set it stands in, and no set in none."""
        shared = a_corpus(
            "laws:\n"
            "  first: {support-returned: [TEST-001]}\n"
            "  second: {support-returned: TEST-002}\n"
        ).shared

        assert [law.clauses for law in shared.find_laws("support-returned")] == [
            ("TEST-001",),
            ("TEST-002",),
        ]
        assert shared.find_laws("third") == ()
        assert shared.find_kind("support.gone") is None

    @pytest.mark.parametrize("text", ["", "# nothing\n", "values:\n"])
    def test_missing_parts_are_empty(
        self, a_corpus: Callable[[str], Corpus], text: str
    ) -> None:
        """A part that is not written is empty."""
        if text == "values:\n":
            text = "values: {}\n"

        shared = a_corpus(text).shared

        assert (shared.values, shared.watch, shared.laws, shared.scenes) == (
            {},
            {},
            {},
            {},
        )

    def test_case_of_a_small_corpus(self, a_corpus: Callable[[str], Corpus]) -> None:
        """A suite runs with the scenes of its own corpus, and without always."""
        (case,) = a_corpus(SCENES).load_text(SUITE, "x.yaml").cases

        assert case.alphabet == ()
        assert len(case.setup) == 1


class TestProblems:
    """What is wrong with a corpus file is told when it is read, all together."""

    @pytest.mark.parametrize(
        ("text", "problems"),
        [
            (
                "valeus: {}",
                [
                    (
                        "1:1: 'valeus' is not a key of the corpus file; did you mean"
                        " 'values'?"
                    )
                ],
            ),
            ("values: [a]", ["1:9: values is a mapping, name: value"]),
            (
                "values: [a]\nwatch: b\nlaws: c\nscenes: d",
                [
                    "1:9: values is a mapping, name: value",
                    "2:8: watch is a mapping, name: value",
                    "3:7: laws is a mapping, name: value",
                    "4:9: scenes is a mapping, name: value",
                ],
            ),
            (
                "values: &x {}",
                ["1:9: anchors, aliases and tags are not part of the language"],
            ),
            ("values: {a: [1], a: [2]}", ["1:18: 'a' stands here twice"]),
            (
                "watch: {ends: [support.gone]}",
                ["1:15: a watch set is a mapping, name: value"],
            ),
            (
                "watch: {ends: {support.gon: TEST-001}}",
                [
                    (
                        "1:16: 'support.gon' is no kind of event (Interface.Method or"
                        " party.fact); did you mean 'support.gone'?"
                    )
                ],
            ),
            (
                "watch: {ends: {IMSLogon.Logof: TEST-001}}",
                [
                    (
                        "1:16: 'IMSLogon.Logof' is no kind of event (Interface.Method"
                        " or party.fact); did you mean 'IMSLogon.Logoff'?"
                    )
                ],
            ),
            (
                "watch: {ends: {store.support.gone: TEST-001}}",
                [
                    (
                        "1:16: 'store.support.gone' is no kind of event"
                        " (Interface.Method or party.fact); did you mean"
                        " 'support.gone'?"
                    )
                ],
            ),
            (
                "watch: {ends: {support.gone: {unexpcted: TEST-001}}}",
                [
                    (
                        "1:31: 'unexpcted' is not a key of a watched kind; did you"
                        " mean 'unexpected'?"
                    )
                ],
            ),
            (
                "watch: {ends: {support.gone: [TEST-01]}}",
                [
                    (
                        "1:31: no clause 'TEST-01' in the catalogue; did you mean"
                        " 'TEST-001'?"
                    )
                ],
            ),
            (
                "watch: {ends: {support.gone: {missing: OTHER-7}}}",
                ["1:40: no clause 'OTHER-7' in the catalogue"],
            ),
            (
                "laws: {all: [support-returned]}",
                ["1:13: a set of laws is a mapping, name: value"],
            ),
            (
                "laws: {all: {support-return: TEST-001}}",
                [
                    (
                        "1:14: no law is called 'support-return'; did you mean"
                        " 'support-returned'?"
                    )
                ],
            ),
            (
                "laws: {all: {support-returned: TEST-003}}",
                [
                    (
                        "1:32: no clause 'TEST-003' in the catalogue; did you mean"
                        " 'TEST-002'?"
                    )
                ],
            ),
            ("scenes: {open: [a]}", ["1:16: a scene is a mapping, name: value"]),
            (
                "scenes: {open: {steps: [], bind: []}}",
                ["1:28: 'bind' is not a key of a scene; did you mean 'binds'?"],
            ),
            (
                "scenes: {open: {binds: [[a]]}}",
                ["1:25: binds is one word, not a list or a mapping"],
            ),
        ],
        ids=lambda cell: cell if isinstance(cell, str) else "",
    )
    def test_wrong_part(
        self,
        problems_of: Callable[[str], list[str]],
        text: str,
        problems: list[str],
    ) -> None:
        """A wrong part is refused at its place, in these words."""
        assert problems_of(text) == problems

    @pytest.mark.parametrize(
        ("scene", "problem"),
        [
            (
                "{binds: [store], steps: [{provider.AddRef: }]}",
                "2:3: open says it binds store, its steps bind nothing",
            ),
            (
                "{steps: [{provider.Logon: {}, as: store}]}",
                "2:3: open says it binds nothing, its steps bind store",
            ),
            (
                (
                    "{binds: [a, b], steps: [{provider.Logon: {}, as: b},"
                    " {provider.Logon: {}, as: a}]}"
                ),
                "2:3: open says it binds a, b, its steps bind b, a",
            ),
            (
                "{steps: [{provider.AddRef: , cites: {causes: TEST-001}}]}",
                "2:19: a scene asserts nothing, so it cites nothing",
            ),
            (
                "{steps: [{provider.AddRef: , repeat: 2}]}",
                "2:3: a scene is a flat list of calls",
            ),
            (
                "{steps: [{group: [{provider.AddRef: }]}]}",
                "2:3: a scene is a flat list of calls",
            ),
            (
                "{steps: [{across: [{provider.AddRef: }]}]}",
                "2:3: a scene is a flat list of calls",
            ),
            (
                "{steps: [{transports: {inbound: 0}}]}",
                "2:3: a scene is a flat list of calls",
            ),
            (
                "{steps: [{provider.AddReff: }]}",
                "2:19: no interface has a method 'AddReff'; did you mean 'AddRef'?",
            ),
            (
                "{steps: [open-store]}",
                "2:18: a step is a mapping, name: value",
            ),
        ],
    )
    def test_wrong_scene(
        self, problems_of: Callable[[str], list[str]], scene: str, problem: str
    ) -> None:
        """A scene is a flat list of calls that says what it binds and cites nothing."""
        assert problems_of(f"scenes:\n  open: {scene}\n") == [problem]

    @pytest.mark.parametrize(
        "name", ["store", "provider", "session", "spooler", "dll", "mapi", "transport"]
    )
    def test_scene_like_a_handle(
        self, problems_of: Callable[[str], list[str]], name: str
    ) -> None:
        """A scene is never called like a handle, bound by any scene or fixed."""
        text = f"{SCENES}  {name}: {{steps: [{{provider.AddRef: }}]}}\n"

        assert problems_of(text) == [
            f"8:3: a scene and a handle are both called {name!r}"
        ]

    def test_all_together(self, problems_of: Callable[[str], list[str]]) -> None:
        """Problems of every part come together, by place."""
        text = (
            "watch:\n"
            "  ends: {support.gon: X-1}\n"
            "  list: []\n"
            "laws:\n"
            "  word: yes\n"
            "  all: {fair-play: Y-1}\n"
            "scenes:\n"
            "  open: {steps: [{provider.Logn: {}}]}\n"
            "  shut: word\n"
        )

        assert problems_of(text) == [
            (
                "2:10: 'support.gon' is no kind of event (Interface.Method or"
                " party.fact); did you mean 'support.gone'?"
            ),
            "3:9: a watch set is a mapping, name: value",
            "5:9: a set of laws is a mapping, name: value",
            "6:9: no law is called 'fair-play'",
            "6:20: no clause 'Y-1' in the catalogue",
            "8:19: no interface has a method 'Logn'; did you mean 'Logon'?",
            "9:9: a scene is a mapping, name: value",
        ]

    def test_scene_is_wrong_where_it_is_used(
        self, a_corpus: Callable[[str], Corpus]
    ) -> None:
        """A step that no scene can make is told of the scenario that is given it."""
        corpus = a_corpus(
            SCENES.replace("entryid:", "entryids:", 1).replace(
                "provider.Logon: {entryids: config.first-store}",
                "mapi.MAPIAllocateBuffer: {}",
            )
        )

        with pytest.raises(ScenarioErrors) as caught:
            corpus.load_text(SUITE, "x.yaml")

        assert str(caught.value) == (
            "x.yaml:4:14: MAPIAllocateBuffer needs 'size'"
            " (found at cases/shared/corpus.yaml:6:9)"
        )
