"""The guides are true: their commands run, their suites load, their names exist."""

import ast
import re
import shlex
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import pytest
import yaml

import mapi_adapters.inprocess
import mapi_conformance.plugin.session
import mapi_host.host
from mapi_conformance.__main__ import main
from mapi_conformance.command.run import _LETTERS
from mapi_conformance.errors import ScenarioErrors
from mapi_conformance.exits import Exit
from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.mapi.facts import FACTS
from mapi_conformance.mapi.flags import (
    FLAGS,
    LOGOFF_ANSWERS,
    LOGOFF_REQUESTS,
)
from mapi_conformance.mapi.interfaces import INTERFACES, Method, Type
from mapi_conformance.port.finding import find_providers, read_configured
from mapi_conformance.port.host import FaultKind
from mapi_conformance.port.settings import COMMON, read_configuration
from mapi_conformance.run.judging import Judging, Options
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
from mapi_reference.flawed.catalogue import FLAWS


#: pytester forgets what an inner run imported; modules that were here before stay.
STAY = (mapi_adapters.inprocess, mapi_conformance.plugin.session, mapi_host.host, yaml)

ROOT: Final = Path(__file__).parents[3]
DOCS: Final = ROOT / "docs"
GUIDES: Final = tuple(sorted(DOCS.glob("*.md")))
PAGES: Final = (ROOT / "README.md", *GUIDES)
CORPUS: Final = Corpus()
EXAMPLE: Final = DOCS / "examples" / "python-provider"

_FENCE = re.compile(r"^```(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
_EXIT = re.compile(r"\s+# exit code (\d)$")
_QUOTED = re.compile(r"`([^`]+)`")
_JUDGED = re.compile(r"`([\w:-]+)` (conforms|deviates)(?: from ([A-Z]+-\d+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block, and the text between it and the next block or heading."""

    page: Path
    line: int
    language: str
    text: str
    after: str

    @property
    def id(self) -> str:
        """``verdicts.md:40``."""
        return f"{self.page.name}:{self.line}"


def _blocks(pages: Iterable[Path] = PAGES) -> Iterator[Block]:
    for page in pages:
        whole = page.read_text(encoding="utf-8")
        found = list(_FENCE.finditer(whole))
        for number, match in enumerate(found):
            end = found[number + 1].start() if number + 1 < len(found) else len(whole)
            after = whole[match.end() : end]
            yield Block(
                page=page,
                line=whole.count("\n", 0, match.start()) + 1,
                language=match[1],
                text=match[2],
                after=re.split(r"^#", after, maxsplit=1, flags=re.MULTILINE)[0],
            )


def _commands() -> Iterator[Any]:
    """Every command of ours in a ``sh`` block, with its exit code."""
    for block in _blocks():
        if block.language != "sh":
            continue
        for line in block.text.splitlines():
            code = _EXIT.search(line)
            words = shlex.split(line, comments=True)
            if words and words[0] in ("pytest", "mapi-conformance"):
                name = f"{block.id} {' '.join(words)}"
                yield pytest.param(words, int(code[1]) if code else 0, id=name)


def _yaml(*, suites: bool) -> Iterator[Any]:
    for block in _blocks():
        is_suite = block.text.startswith("suite:")
        if block.language == "yaml" and is_suite is suites:
            yield pytest.param(block, id=block.id)


def _in_language(language: str) -> Iterator[Any]:
    for block in _blocks():
        if block.language == language:
            yield pytest.param(block, id=block.id)


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


class TestCommands:
    """Commands in ``sh`` blocks, run in the folder of the example."""

    @pytest.mark.parametrize(("words", "code"), tuple(_commands()))
    def test_ends_as_the_text_says(
        self, words: list[str], code: int, pytester: pytest.Pytester
    ) -> None:
        """A command ends with 0, or with the code in the comment beside it."""
        shutil.copytree(EXAMPLE, pytester.path, dirs_exist_ok=True)

        if words[0] == "pytest":
            pytester.makeini("[pytest]\naddopts = -p no:randomly")
            ended = int(pytester.runpytest_inprocess(*words[1:]).ret)
        else:
            ended = main(words[1:])

        assert ended == code


class TestSuites:
    """Blocks of YAML."""

    @pytest.mark.parametrize("block", tuple(_yaml(suites=True)))
    def test_suite_reads_as_the_text_says(self, block: Block) -> None:
        """A suite has no problem, or exactly those that the page shows below it."""
        name = f"{block.text.split()[1]}.yaml"
        shown = [each for each in _blocks([block.page]) if each.line > block.line]
        wanted = shown[0].text if shown and shown[0].text.startswith(name) else ""

        try:
            problems = "".join(map(str, CORPUS.load_text(block.text, name).warnings))
        except ScenarioErrors as errors:
            problems = f"{errors}\n"

        assert problems == wanted

    @pytest.mark.parametrize("block", tuple(_yaml(suites=True)))
    def test_suite_is_judged_as_the_text_says(self, block: Block) -> None:
        """The providers named below a suite conform or deviate, by that clause."""
        said = _JUDGED.findall(block.after)
        if "Judged:" not in block.after:
            assert block.text.startswith("suite: bad")
            return

        judged = [(name, *_judge(name, block.text, clause)) for name, _, clause in said]

        assert judged == said

    @pytest.mark.parametrize("block", tuple(_yaml(suites=False)))
    def test_fragment_conforms(self, block: Block) -> None:
        """Steps that stand alone are a scenario of the reference on an open store."""
        steps = block.text.replace("\n", "\n      ").rstrip()
        watch = "[end-of-support, teardown]" if "mapi." in steps else "[end-of-support]"
        text = AROUND.format(watch=watch, steps=steps)

        loaded = CORPUS.load_text(text, "fragment.yaml")

        verdicts = {_open("reference").judge(case).verdict for case in loaded.cases}
        wanted = Verdict.CONFORMS if "cites" in text else Verdict.NOT_APPLICABLE
        assert verdicts == {wanted}

    def test_page_one_is_shipped(self) -> None:
        """The scenario that is read aloud is the one of the corpus, word for word."""
        first = next(b for b in _blocks(GUIDES) if b.language == "yaml")
        header, _, scenario = first.text.partition("\nscenarios:\n")
        path = ROOT / "cases" / "imsgstore" / "store-logoff-deferred.yaml"
        shipped = path.read_text(encoding="utf-8")

        assert shipped.startswith(header)
        assert scenario in shipped


def _open(name: str) -> Judging:
    provider = find_providers().open(name, {}, Path.cwd())
    return Judging(provider, CORPUS, Options())


def _judge(name: str, text: str, clause: str) -> tuple[str, str]:
    """Say how a provider fares, and the clause if it is among those broken."""
    judging = _open(name)
    records = [
        judging.judge(case) for case in judging.corpus.load_text(text, "it").cases
    ]
    broken = {each for record in records for each in record.broken}
    fails = any(record.verdict.fails for record in records)
    return "deviates" if fails else "conforms", clause if clause in broken else ""


class TestOtherBlocks:
    """Blocks of Python and of TOML."""

    @pytest.mark.parametrize("block", tuple(_in_language("python")))
    def test_python_compiles(self, block: Block) -> None:
        """A piece of Python is Python."""
        assert ast.parse(block.text, block.id).body

    @pytest.mark.parametrize("block", tuple(_in_language("toml")))
    def test_toml_declares_a_provider(self, block: Block, tmp_path: Path) -> None:
        """A piece of ``pyproject.toml`` declares one provider, by known settings."""
        (tmp_path / "pyproject.toml").write_text(block.text, encoding="utf-8")

        (provider,) = read_configured(tmp_path)

        assert set(provider.settings) <= {setting.name for setting in COMMON}
        assert read_configuration(provider.settings).first_store


#: What the code has under a heading of a guide, in any order.
NAMES: Final[Mapping[tuple[str, str], Iterable[str]]] = {
    ("docs/python-providers.md", "Settings"): [s.name for s in COMMON],
    ("docs/python-providers.md", "What happens when a provider misbehaves"): [
        kind.value for kind in FaultKind
    ],
    ("docs/verdicts.md", "Verdicts of cases"): [v.value for v in Verdict],
    ("docs/verdicts.md", "Checks"): [outcome.value for outcome in Outcome],
    ("docs/verdicts.md", "Levels"): ["must", "should", "may"],
    ("docs/verdicts.md", "Exit codes"): [str(int(code)) for code in Exit],
    ("docs/verdicts.md", "Profiles"): PROFILE_PAIRS,
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

        named = set(re.findall(r"may cause|[a-z]+", words))
        assert named == set(keys)

    def test_profile_words_beside_the_pairs(self) -> None:
        """``auto`` and ``none`` stand beside the pairs, each with its other half."""
        pairs, words = _tables("docs/verdicts.md", "Profiles")

        assert {row[0]: row[1] for row in pairs} == PROFILE_PAIRS
        assert _first(words) == [AUTO, NONE]

    def test_exit_codes_of_the_readme(self) -> None:
        """The README has the same exit codes."""
        tables = _tables("README.md", "Judge your provider")

        assert _first(tables[1]) == [str(int(code)) for code in Exit]

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
        world: Any = SimpleNamespace(world=None)
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
            ]
            for kinds in CORPUS.shared.watch.values()
            for kind in kinds
        ]

    def test_sets_have_a_purpose(self) -> None:
        """Each watch set is told in one line."""
        said = re.findall(
            r"^- `([\w-]+)`:",
            _section("docs/corpus-file.md", "Watch sets"),
            re.MULTILINE,
        )

        assert said == list(CORPUS.shared.watch)

    def test_sentences(self) -> None:
        """The sentence of each clause that a kind or a law names is the catalogue's."""
        shared, catalogue = CORPUS.shared, CORPUS.catalogue
        kinds = [kind for each in shared.watch.values() for kind in each]
        named = {c for kind in kinds for c in (*kind.unexpected, *kind.missing)}
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
        """Each scene binds what the table says, by the call that the table says."""
        said = {
            row[0].strip("`"): (_QUOTED.findall(row[1]), _QUOTED.findall(row[2])[0])
            for row in _table("docs/corpus-file.md", "Scenes")
        }

        assert said == {
            scene.name: (list(scene.binds), f"IMSProvider::{call.name}")
            for scene in CORPUS.shared.scenes.values()
            for call in scene.steps
            if isinstance(call, CallNode)
        }


@pytest.mark.parametrize("page", [pytest.param(page, id=page.name) for page in PAGES])
class TestEveryPage:
    """What may stand on no page."""

    def test_clauses_exist(self, page: Path) -> None:
        """Each clause that is named is in the catalogue."""
        named = set(re.findall(r"\b[A-Z]+-\d{3}\b", page.read_text(encoding="utf-8")))

        assert {name for name in named if CORPUS.catalogue.get(name) is None} == set()

    def test_flaws_exist(self, page: Path) -> None:
        """Each flaw that is named is in the catalogue of flaws."""
        named = re.findall(r"flaw:([a-z][a-z-]*)", page.read_text(encoding="utf-8"))

        assert set(named) <= set(FLAWS)

    def test_options_exist(self, page: Path, pytestconfig: pytest.Config) -> None:
        """Each option of ours that is named is one of the plugin."""
        text = page.read_text(encoding="utf-8")
        named = re.findall(r"(?<![\w-])--((?:mapi|provider)[a-z-]*)", text)

        for name in set(named) - {"providers"}:
            pytestconfig.getoption(name.replace("-", "_"))


AROUND: Final = """\
suite: fragment
about: Around steps of a guide.
given: [open-store]
watch: {watch}
scenarios:
  - id: fragment
    title: steps of a guide
    profile: deferred
    steps:
      {steps}
"""
