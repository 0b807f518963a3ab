"""What is wrong with a scenario file: a place, what was found, what would be right."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from mapi_conformance.errors import ScenarioError, ScenarioErrors


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file, counted from 1."""

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        """Write it as compilers do."""
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, or (a warning) doubtful."""

    place: Place
    text: str
    warning: bool = False

    def __str__(self) -> str:
        """Write ``path:line:column: text``."""
        return f"{self.place}: {'warning: ' if self.warning else ''}{self.text}"


class Refused(Exception):
    """A node means nothing, so what depends on it cannot be read."""

    def __init__(self, place: Place, text: str) -> None:
        super().__init__(text)
        self.problem = Problem(place, text)


class Noting:
    """Keeps a refusal from ending more than a block; what ``with`` takes."""

    # By hand: every step is read in such a block, and a generator costs three times
    # as much.
    __slots__ = ("_otherwise", "_problems")

    def __init__(
        self, problems: "Problems", otherwise: Callable[[], None] | None
    ) -> None:
        self._problems = problems
        self._otherwise = otherwise

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: object, trace: object) -> bool:
        if not isinstance(error, Refused):
            return False
        self._problems.note(error)
        if self._otherwise is not None:
            self._otherwise()
        return True


@dataclass(slots=True)
class Problems:
    """Collects problems, each once, so that a file's come together."""

    _found: dict[Problem, None] = field(default_factory=dict)

    def add(self, place: Place, text: str) -> None:
        """Note an error."""
        self._found[Problem(place, text)] = None

    def warn(self, place: Place, text: str) -> None:
        """Note something doubtful that does not keep the file from running."""
        self._found[Problem(place, text, warning=True)] = None

    def note(self, refused: Refused) -> None:
        """Note a refusal that was caught."""
        self._found[refused.problem] = None

    def noted(self, otherwise: Callable[[], None] | None = None) -> "Noting":
        """Note a refusal raised inside and go on after the block.

        Args:
            otherwise: Done where something was refused.
        """
        return Noting(self, otherwise)

    @contextmanager
    def seen_from(self, place: Place) -> Iterator[None]:
        """Move what is found in another file to the place that uses that file."""
        before = set(self._found)
        yield
        for problem in [p for p in self._found if p not in before]:
            if problem.place.path == place.path:
                continue
            del self._found[problem]
            text = f"{problem.text} (found at {problem.place})"
            self._found[replace(problem, place=place, text=text)] = None

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps a file from running, by place."""
        return tuple(sorted(p for p in self._found if not p.warning))

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is doubtful, by place."""
        return tuple(sorted(p for p in self._found if p.warning))

    def check(self) -> None:
        """Raise everything found.

        Raises:
            ScenarioErrors: There is at least one error.
        """
        if self.errors:
            raise ScenarioErrors(
                "problems of scenario files",
                [ScenarioError(str(problem)) for problem in self.errors],
            )
