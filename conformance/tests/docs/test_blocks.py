"""The fenced blocks of the guides: commands run, suites load and are judged so."""

import ast
import re
import shlex
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import pytest
import yaml

import mapi_adapters.inprocess
import mapi_conformance.plugin.session
import mapi_host.host
from mapi_adapters.wire.settings import CHILD, COMMAND, TESTEE
from mapi_conformance.__main__ import main
from mapi_conformance.errors import ScenarioErrors
from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.port.finding import (
    find_providers,
    open_reference,
    read_configured,
)
from mapi_conformance.port.settings import COMMON, read_configuration
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.scenario.corpus import Corpus


#: pytester forgets what an inner run imported; modules that were here before stay.
STAY = (mapi_adapters.inprocess, mapi_conformance.plugin.session, mapi_host.host, yaml)

ROOT: Final = Path(__file__).parents[3]
DOCS: Final = ROOT / "docs"
GUIDES: Final = tuple(sorted(DOCS.glob("*.md")))
PAGES: Final = (ROOT / "README.md", *GUIDES)
CORPUS: Final = Corpus()
EXAMPLE: Final = DOCS / "examples" / "python-provider"

_FENCE = re.compile(r"^```(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
_SUITE = re.compile(r"^suite: (.*)$", re.MULTILINE)
_EXIT = re.compile(r"\s+# exit code (\d)$")
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


def _shown() -> Iterator[Any]:
    """The last command above a block that shows what it prints, and that block."""
    blocks = tuple(_blocks())
    for block, shown in pairwise(blocks):
        if "prints this" in block.after:
            line = block.text.splitlines()[-1]
            words = shlex.split(line, comments=True)
            yield pytest.param(words, shown.text, id=shown.id)


def _yaml(*, suites: bool) -> Iterator[Any]:
    for block in _blocks():
        is_suite = _SUITE.search(block.text) is not None
        if block.language == "yaml" and is_suite is suites:
            yield pytest.param(block, id=block.id)


def _id(block: Block) -> str:
    found = _SUITE.search(block.text)
    return found[1] if found else ""


def _in_language(language: str) -> Iterator[Any]:
    for block in _blocks():
        if block.language == language:
            yield pytest.param(block, id=block.id)


@pytest.fixture
def no_adapters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget our own folder ``adapters``, where the example has one of that name.

    pytest 8 leaves a module for it behind when it has imported the tests in there.
    """
    for name in tuple(sys.modules):
        if name.partition(".")[0] == "adapters":
            monkeypatch.delitem(sys.modules, name)


@pytest.mark.usefixtures("no_adapters")
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

    @pytest.mark.parametrize(("words", "shown"), tuple(_shown()))
    def test_prints_what_the_page_shows(
        self,
        words: list[str],
        shown: str,
        pytester: pytest.Pytester,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """What stands below a command is what it prints, word for word."""
        shutil.copytree(EXAMPLE, pytester.path, dirs_exist_ok=True)

        main(words[1:])

        assert shown in capsys.readouterr().out


class TestSuites:
    """Blocks of YAML."""

    @pytest.mark.parametrize("block", tuple(_yaml(suites=True)))
    def test_suite_reads_as_the_text_says(self, block: Block) -> None:
        """A suite has no problem, or exactly those that the page shows below it."""
        name = f"{_id(block)}.yaml"
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
            assert _id(block) == "bad"
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
    directory = find_providers()
    provider = directory.open(name, {}, Path.cwd())
    return Judging(provider, CORPUS, Options(), lambda: open_reference(directory))


def _judge(name: str, text: str, clause: str) -> tuple[str, str]:
    """Say how a provider fares, and the clause if it is among those broken."""
    judging = _open(name)
    records = [
        judging.judge(case) for case in judging.corpus.load_text(text, "it").cases
    ]
    broken = {each for record in records for each in record.broken}
    verdicts = {record.verdict for record in records}
    word = "conforms" if verdicts == {Verdict.CONFORMS} else "does neither"
    if any(verdict.fails for verdict in verdicts):
        word = "deviates"
    return word, clause if clause in broken else ""


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

        known = {each.name for each in (*COMMON, *TESTEE, *CHILD, *COMMAND)}
        families = tuple(name[:-1] for name in known if name.endswith("*"))
        strange = {n for n in provider.settings if not n.startswith(families)} - known
        assert strange == set()
        assert read_configuration(provider.settings).first_store


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
