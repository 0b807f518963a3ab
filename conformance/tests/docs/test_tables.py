"""The tables of the guides: every name of the code stands in them, and no other."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final
from unittest.mock import MagicMock

import pytest

import mapi_adapters.inprocess
from mapi_adapters.hooks import mapi_providers
from mapi_adapters.wire.settings import CHILD, COMMAND, PEER, TESTEE
from mapi_conformance.command.init import KINDS
from mapi_conformance.command.run import _LETTERS
from mapi_conformance.exits import Exit
from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.judge.waivers import KEYS
from mapi_conformance.mapi.facts import FACTS
from mapi_conformance.mapi.flags import (
    FLAGS,
    LOGOFF_ANSWERS,
    LOGOFF_REQUESTS,
)
from mapi_conformance.mapi.interfaces import INTERFACES, Method, Type
from mapi_conformance.port.host import FaultKind
from mapi_conformance.port.settings import COMMON, read_configuration
from mapi_conformance.report.certificate.refusal import Reason
from mapi_conformance.report.folder import EVENTS, FILES
from mapi_conformance.run.profiles import AUTO, NONE
from mapi_conformance.scenario import grammar, literals
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.model import (
    CAPABILITIES,
    CONFIGURATION,
    PROFILE_PAIRS,
    CallNode,
)
from mapi_host.model.support import Support


ROOT: Final = Path(__file__).parents[3]
CORPUS: Final = Corpus()

_QUOTED = re.compile(r"`([^`]+)`")
_METHOD = re.compile(r"`\w+::(\w+)`")


def _section(page: str, heading: str) -> str:
    whole = (ROOT / page).read_text(encoding="utf-8")
    match = re.search(
        rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", whole, re.MULTILINE | re.DOTALL
    )
    assert match, f"{page} has no heading {heading!r}"
    return match[1]


def _tables(page: str, heading: str) -> list[list[list[str]]]:
    """The tables below a heading, without their headers: rows of cells."""
    tables = re.findall(r"(?:^\|.*\n)+", _section(page, heading), re.MULTILINE)
    return [
        [
            [cell.strip() for cell in row.strip("|").split("|")]
            for row in table.splitlines()[2:]
        ]
        for table in tables
    ]


def _table(page: str, heading: str) -> list[list[str]]:
    return _tables(page, heading)[0]


def _first(rows: Iterable[list[str]]) -> list[str]:
    """The names in the first column: what is quoted, else the whole cell."""
    return [name for row in rows for name in _QUOTED.findall(row[0]) or [row[0]]]


#: What the code has under a heading of a guide, in any order.
NAMES: Final[Mapping[tuple[str, str], Iterable[str]]] = {
    ("docs/python-providers.md", "Settings"): [s.name for s in COMMON],
    ("docs/python-providers.md", "What happens when a provider misbehaves"): [
        kind.value for kind in FaultKind
    ],
    ("docs/configuration.md", "Settings"): [
        setting.name for setting in (*COMMAND, *CHILD, *TESTEE, *PEER)
    ],
    ("docs/configuration.md", "A skeleton"): KINDS,
    ("docs/verdicts.md", "Verdicts of cases"): [v.value for v in Verdict],
    ("docs/verdicts.md", "Checks"): [outcome.value for outcome in Outcome],
    ("docs/verdicts.md", "Levels"): ["must", "should", "may"],
    ("docs/verdicts.md", "Exit codes"): [str(int(code)) for code in Exit],
    ("docs/verdicts.md", "Profiles"): PROFILE_PAIRS,
    ("docs/reports.md", "Files"): (*FILES, EVENTS),
    ("docs/waivers.md", "Waivers"): KEYS,
    ("docs/certificate.md", "Verify"): [reason.value for reason in Reason],
    ("docs/scenario-language.md", "Keys of a suite"): grammar.SUITE,
    ("docs/scenario-language.md", "Keys of a scenario"): grammar.SCENARIO,
    ("docs/scenario-language.md", "Keys of a call"): grammar.CALL,
    ("docs/scenario-language.md", "Facts and companions"): [
        f"{fact.party}.{fact.name}" for fact in FACTS
    ],
    ("docs/scenario-language.md", "Profiles and capabilities"): CAPABILITIES,
    ("docs/scenario-language.md", "What a citation may claim"): grammar.ASPECTS,
    ("docs/scenario-language.md", "Settings and answers"): grammar.TRANSPORTS,
    ("docs/scenario-language.md", "Reserved words"): grammar.RESERVED,
    ("docs/corpus-file.md", "Lists of values"): CORPUS.shared.values,
    ("docs/corpus-file.md", "Watch sets"): CORPUS.shared.kinds,
    ("docs/corpus-file.md", "Laws"): [
        law.name for laws in CORPUS.shared.laws.values() for law in laws
    ],
    ("docs/corpus-file.md", "Scenes"): CORPUS.shared.scenes,
}


class TestNames:
    """Every name of the code stands in the guides, and no other."""

    @pytest.mark.parametrize(
        ("page", "heading"),
        [pytest.param(*key, id=key[1]) for key in NAMES],
    )
    def test_table_lists_what_there_is(self, page: str, heading: str) -> None:
        """The first column names each once, and nothing that does not exist."""
        assert sorted(_first(_table(page, heading))) == sorted(NAMES[page, heading])

    @pytest.mark.parametrize(
        ("rule", "keys"),
        [
            ("file", grammar.SUITE),
            ("scenario", grammar.SCENARIO),
            ("across", grammar.ACROSS),
            ("group", grammar.GROUP),
            ("setting", grammar.SETTINGS),
            ("reply", grammar.REPLY),
            ("aspect", grammar.ASPECTS),
        ],
    )
    def test_grammar_has_every_key(self, rule: str, keys: Iterable[str]) -> None:
        """A rule of the grammar names every key, and no other."""
        text = _section("docs/scenario-language.md", "Grammar")
        body = re.search(rf"^{rule} +:= (.*?)(?=^\S)", text, re.MULTILINE | re.DOTALL)
        words = re.sub(
            r"<.*?>|\{<.*|: (call|step)\+|\.\.\.", "", body[1] if body else ""
        )

        named = set(re.findall(r"may cause|[a-z]+(?:-[a-z]+)*", words))
        assert named == set(keys)

    def test_profile_words_beside_the_pairs(self) -> None:
        """``auto`` and ``none`` stand beside the pairs, each with its other half."""
        pairs, words = _tables("docs/verdicts.md", "Profiles")

        assert {row[0]: row[1] for row in pairs} == PROFILE_PAIRS
        assert _first(words) == [AUTO, NONE]

    def test_exit_codes_of_the_readme(self) -> None:
        """The README has the same exit codes."""
        *_, codes = _tables("README.md", "Judge your provider")

        assert _first(codes) == [str(int(code)) for code in Exit]

    def test_verdicts_of_the_readme(self) -> None:
        """The README names every verdict."""
        rows = _table("README.md", "What a verdict means")

        named = [name for row in rows for name in row[0].split(", ")]
        assert sorted(named) == sorted(verdict.value for verdict in Verdict)

    def test_letters(self) -> None:
        """The letters of verdicts are those that the command prints."""
        rows = _table("docs/verdicts.md", "Verdicts of cases")

        assert {row[0]: row[1].strip("`") for row in rows} == {
            verdict.value: letter for verdict, letter in _LETTERS.items()
        }

    def test_defaults_of_settings(self) -> None:
        """The defaults of settings are those of a provider that sets nothing."""
        said = {r[0]: r[1] for r in _table("docs/python-providers.md", "Settings")}
        default = read_configuration({})

        assert said["`first-store`"] == f"`{default.first_store.decode()}`"
        assert default.second_store is None
        assert said["`second-store`"] == "none"
        assert said["`spi-version`"] == f"`{default.spi_version:#x}`"
        assert said["`deadline`"] == f"`{default.deadline:g}`"

    def test_matchers(self) -> None:
        """The matchers are those that the loader knows."""
        names = _first(_table("docs/scenario-language.md", "Matchers"))

        words = {re.sub(r"\{([\w ]+):.*\}", r"\1", name) for name in names}
        assert words == {*literals._WORDS, *literals._DEMANDS}

    def test_types(self) -> None:
        """Types stand in the table if they can be written, and in a sentence if not."""
        section = _section("docs/scenario-language.md", "Values")
        rows = _tables("docs/scenario-language.md", "Values")
        writable = {kind.value for kind in literals._READERS}
        sentence = re.search(r"cannot write (.*?);", section)

        assert {name for row in rows[0] for name in row[0].split(", ")} == writable
        assert sentence
        assert set(re.split(r", | and ", sentence[1])) == {
            kind.value for kind in Type if kind.value not in writable
        }
        assert _first(rows[1]) == [f"config.{name}" for name in CONFIGURATION]

    @pytest.mark.parametrize(
        ("heading", "mask"),
        [
            ("What a client asks for", LOGOFF_REQUESTS),
            ("What comes back", LOGOFF_ANSWERS),
        ],
    )
    def test_logoff_flags(self, heading: str, mask: int) -> None:
        """The flags have their values, and together they are the mask."""
        rows = _table("docs/corpus-file.md", heading)
        said = {row[0].strip("`"): int(row[1].strip("`"), 16) for row in rows}

        assert said == {name: FLAGS[name] for name in said}
        assert sum(said.values()) == mask


class TestMethods:
    """The tables of methods, against the table of interfaces."""

    @pytest.mark.parametrize("heading", ["Called by MAPI", "Offered by MAPI"])
    def test_spelled_as_the_table_spells(self, heading: str) -> None:
        """Name, arguments and which of them are a ``Ref``."""
        for name, python, refs, _ in _table("docs/python-providers.md", heading):
            method = _method(name.strip("`"))
            given = ", ".join(each.name for each in method.parameters)
            gives = [each.name for each in method.parameters if each.gives]

            assert python == f"`{method.python}({given})`"
            assert _QUOTED.findall(refs) == gives

    def test_support_object_answers_these(self) -> None:
        """What MAPI answers is in the table, and nothing that it does not."""
        world: Any = MagicMock()
        rows = _table("docs/python-providers.md", "Offered by MAPI")

        assert {name.partition("::")[2] for name in _first(rows)} == {
            *("QueryInterface", "AddRef", "Release"),
            *Support(world).answers(),
        }

    def test_provider_object_needs_these(self) -> None:
        """What a run refuses to start without is marked as needed always."""
        rows = _table("docs/python-providers.md", "Called by MAPI")
        always = [row for row in rows if row[3] == "always"]

        assert {
            name.partition("::")[2]
            for name in _first(always)
            if name.startswith("IMSProvider")
        } == set(mapi_adapters.inprocess._NEEDED)


def _method(name: str) -> Method:
    interface, _, method = name.partition("::")
    return INTERFACES[interface].methods[method]


class TestProvidersAndFlaws:
    """The page about named providers and flaws, against the code."""

    PAGE: Final = "docs/providers-and-flaws.md"

    def test_named_providers(self) -> None:
        """Each provider that comes with the suite has its profile and its sentence."""
        rows = [tuple(row) for row in _table(self.PAGE, "Named providers")]

        assert rows == [
            (f"`{named.name}`", named.settings["profile"], named.about)
            for named in mapi_providers()
        ]

    def test_capabilities(self) -> None:
        """All of them claim what the page says that they claim."""
        section = _section(self.PAGE, "Named providers")
        sentence = re.search(r"claim the capabilities (.*?), and all", section)
        named = set(_QUOTED.findall(sentence[1] if sentence else ""))

        for each in mapi_providers():
            stores = {"second-store", "unconfigured-store", "unreachable-store"}
            assert stores <= set(each.settings)
            assert {*stores, *each.settings["capabilities"].split(",")} == named


class TestCorpusFile:
    """The page about ``corpus.yaml``, against the file."""

    def test_values(self) -> None:
        """Each list has its values."""
        rows = _table("docs/corpus-file.md", "Lists of values")

        assert {row[0].strip("`"): _QUOTED.findall(row[1]) for row in rows} == {
            name: [getattr(node, "text", "") for node in nodes]
            for name, nodes in CORPUS.shared.values.items()
        }

    def test_watch_sets(self) -> None:
        """Each kind stands beside its set and its clauses."""
        said = _tables("docs/corpus-file.md", "Watch sets")[0]

        assert said == [
            [
                f"`{kind.name}`",
                f"`{kind.home}`",
                ", ".join(kind.unexpected),
                ", ".join(kind.missing),
                ", ".join(kind.again) or "none",
            ]
            for kinds in CORPUS.shared.watch.values()
            for kind in kinds
        ]

    def test_ways_to_go_wrong(self) -> None:
        """Each list that a kind may have is told in one line."""
        section = _section("docs/corpus-file.md", "Watch sets")
        said = re.findall(
            r"^- `([\w-]+)`: (?:an|one more) event", section, re.MULTILINE
        )

        assert tuple(said) == grammar.WATCHED

    def test_sets_have_a_purpose(self) -> None:
        """Each watch set is told in one line."""
        said = re.findall(
            r"^- `([\w-]+)`:",
            _section("docs/corpus-file.md", "Watch sets"),
            re.MULTILINE,
        )

        assert said == [*grammar.WATCHED, *CORPUS.shared.watch]

    def test_sentences(self) -> None:
        """The sentence of each clause that a kind or a law names is the catalogue's."""
        shared, catalogue = CORPUS.shared, CORPUS.catalogue
        kinds = [kind for each in shared.watch.values() for kind in each]
        named = {
            c for kind in kinds for c in (*kind.unexpected, *kind.missing, *kind.again)
        }
        named |= {
            c for each in shared.laws.values() for law in each for c in law.clauses
        }
        said = _tables("docs/corpus-file.md", "Watch sets")[1]

        assert dict(said) == {clause: catalogue[clause].text for clause in named}

    def test_laws(self) -> None:
        """Each law stands beside its set and its clauses."""
        said = {tuple(row[:3]) for row in _table("docs/corpus-file.md", "Laws")}

        assert said == {
            (f"`{law.name}`", f"`{name}`", ", ".join(law.clauses))
            for name, laws in CORPUS.shared.laws.items()
            for law in laws
        }

    def test_scenes(self) -> None:
        """Each scene binds what the table says, by the calls that it says, in order."""
        said = {
            row[0].strip("`"): (_QUOTED.findall(row[1]), _METHOD.findall(row[2]))
            for row in _table("docs/corpus-file.md", "Scenes")
        }

        assert said == {
            scene.name: (
                list(scene.binds),
                [step.name for step in scene.steps if isinstance(step, CallNode)],
            )
            for scene in CORPUS.shared.scenes.values()
        }
