"""Folders of scenario files: the shipped corpus, and anybody's own."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from mapi_conformance.scenario.bind import Binder
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.catalogue import Catalogue
from mapi_conformance.scenario.edition import Editions, rename
from mapi_conformance.scenario.model import Suite
from mapi_conformance.scenario.nodes import Fields, Scalar, read_nodes
from mapi_conformance.scenario.permutations import permute
from mapi_conformance.scenario.problems import Place, Problem, Problems, Refused
from mapi_conformance.scenario.rules import Rules
from mapi_conformance.scenario.shared import Shared, SharedReader
from mapi_conformance.scenario.suites import SuiteReader


SUFFIXES = (".yaml", ".yml")
#: What the corpus holds besides scenarios.
NOT_SCENARIOS = frozenset({"clauses", "edition.yaml", "editions", "shared"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """One scenario file, ready to run."""

    suite: Suite
    cases: tuple[Case, ...]
    warnings: tuple[Problem, ...]


def corpus_folder() -> Path:
    """Find the shipped corpus: inside the engine in a wheel, else beside it."""
    package = Path(__file__).resolve().parent.parent
    shipped = package / "cases"
    return shipped if shipped.is_dir() else package.parent.parent / "cases"


class Corpus:
    """The catalogue and the corpus file, and what reads scenario files with them.

    Args:
        folder: The corpus; the shipped one unless a test says otherwise.

    Raises:
        ScenarioErrors: The corpus file itself is wrong.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or corpus_folder()
        self.catalogue = Catalogue(self.folder / "clauses")
        self.editions = Editions(self.folder / "editions")
        self.shared = self._read_shared()

    def _read_shared(self) -> Shared:
        problems = Problems()
        path = self.folder / "shared" / "corpus.yaml"
        top = read_nodes(path.read_text("utf-8"), "cases/shared/corpus.yaml", problems)
        if not isinstance(top, Fields):
            top = Fields((), Place(path.name, 1, 1))
        shared = SharedReader(self.catalogue, problems).read(top)
        problems.check()
        return shared

    @cached_property
    def edition(self) -> str:
        """The date of the corpus; a verdict means nothing without it."""
        text = (self.folder / "edition.yaml").read_text("utf-8")
        top = read_nodes(text, "edition.yaml", Problems())
        word = top.get("edition") if isinstance(top, Fields) else None
        return word.text if isinstance(word, Scalar) else "unknown"

    @property
    def is_installed(self) -> bool:
        """Whether this corpus lies inside the engine, where nobody should write."""
        return self.folder.is_relative_to(Path(__file__).resolve().parent.parent)

    def name_edition(self, name: str) -> None:
        """Make an edition the one that counts where nobody asks for another."""
        text = (
            "# The corpus edition: the date up to which its clauses and cases count.\n"
            f"edition: {name}\n"
        )
        (self.folder / "edition.yaml").write_text(text, "utf-8")

    def current(self, name: str) -> str:
        """Give the id that a case, scenario or suite has now."""
        return rename(name, self.editions.renamed)

    def is_shipped(self, case: Case) -> bool:
        """Whether a case is of this corpus, and not of somebody's own files."""
        top, _, rest = case.suite.path.partition("/")
        return top == "cases" and (self.folder / rest).is_file()

    @cached_property
    def reasons(self) -> Mapping[str, str]:
        """Why a clause has no case, by clause: reviewed, a sentence each."""
        text = (self.folder / "shared" / "reasons.yaml").read_text("utf-8")
        problems = Problems()
        top = read_nodes(text, "cases/shared/reasons.yaml", problems)
        problems.check()
        entries = top.entries if isinstance(top, Fields) else ()
        return {key.text: v.text for key, v in entries if isinstance(v, Scalar)}

    def files(self) -> Iterator[Path]:
        """The scenario files of this corpus, in a fixed order."""
        for path in scenario_files(self.folder):
            if path.relative_to(self.folder).parts[0] not in NOT_SCENARIOS:
                yield path

    def name_of(self, path: Path) -> str:
        """How a file is called in ids: the same in a checkout and in a wheel."""
        if path.is_relative_to(self.folder):
            return (Path("cases") / path.relative_to(self.folder)).as_posix()
        return path.as_posix()

    def load(self, path: Path, name: str | None = None) -> Loaded:
        """Read one scenario file.

        Args:
            path: The file.
            name: How it is called in messages and ids; its place in the corpus or
                its path otherwise.

        Raises:
            ScenarioErrors: Everything that is wrong with it.
        """
        text = path.read_text(encoding="utf-8", errors="replace")
        return self.load_text(text, name or self.name_of(path))

    def load_text(self, text: str, name: str) -> Loaded:
        """Read a scenario file that is in memory.

        Raises:
            ScenarioErrors: Everything that is wrong with it.
        """
        problems = Problems()
        suite, cases = self._read(text, name, problems)
        problems.check()
        assert suite is not None  # noqa: S101  # no suite is a problem, raised above
        return Loaded(suite=suite, cases=cases, warnings=problems.warnings)

    def _read(
        self, text: str, name: str, problems: Problems
    ) -> tuple[Suite | None, tuple[Case, ...]]:
        top = read_nodes(text, name, problems)
        if top is None:
            if not any(each.place.path == name for each in problems.errors):
                problems.add(Place(name, 1, 1), "the file is empty; a suite is due")
            return None, ()
        try:
            suite = SuiteReader(self.shared, self.catalogue, problems).read(top, name)
        except Refused as refused:
            problems.note(refused)
            return None, ()
        return suite, self._cases(suite, problems)

    def _cases(self, suite: Suite, problems: Problems) -> tuple[Case, ...]:
        cases: list[Case] = []
        for scenario in suite.scenarios:
            rules = Rules(scenario, self.shared, self.catalogue, problems)
            cases += [
                Binder(scenario, rules, problems).bind(permutation)
                for permutation in permute(scenario, problems)
            ]
        return tuple(cases)

    def load_all(self) -> tuple[Loaded, ...]:
        """Read the whole corpus.

        Raises:
            ScenarioErrors: Everything wrong with any of its files.
        """
        problems = Problems()
        found: list[Loaded] = []
        for path in self.files():
            text = path.read_text(encoding="utf-8")
            suite, cases = self._read(text, self.name_of(path), problems)
            if suite:
                found.append(Loaded(suite=suite, cases=cases, warnings=()))
        note_doubles((each.suite for each in found), problems)
        problems.check()
        return tuple(found)


def note_doubles(suites: Iterable[Suite], problems: Problems) -> None:
    """Note suites of one id in two files: their cases could not be told apart."""
    paths: dict[str, str] = {}
    for suite in suites:
        first = paths.setdefault(suite.id, suite.path)
        if suite.path != first:
            text = f"{suite.id!r} is a suite in {first} too"
            problems.add(Place(suite.path, 1, 1), text)


def scenario_files(folder: Path) -> Iterator[Path]:
    """Every file below a folder that could hold scenarios, in a fixed order."""
    yield from sorted(
        path for path in folder.rglob("*") if path.suffix in SUFFIXES and path.is_file()
    )


def looks_like_scenarios(text: str) -> bool:
    """Whether a YAML file among others is meant for us, even if it is misspelt."""
    # Some editors open a file with a byte order mark.
    lines = text.removeprefix("\ufeff").splitlines()
    top = [line for line in lines if line[:1] not in ("", " ", "#", "-")]
    keys = {line.partition(":")[0].strip() for line in top}
    return "scenarios" in keys or "suite" in keys
