"""Editions: the clauses and cases that count, frozen by digest."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from mapi_conformance.errors import UnknownEdition
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.catalogue import Catalogue
from mapi_conformance.scenario.digest import digest_case, digest_clause, digest_lines
from mapi_conformance.scenario.nodes import Fields, Scalar, read_nodes
from mapi_conformance.scenario.problems import Problems
from mapi_conformance.wording import near


#: Everything counts as it stands, and nothing is certified.
DRAFT = "draft"
_RENAMED = "renamed.yaml"
_HEADER = """\
# The clauses and cases that count in this edition, each with the digest of what decides
# it. Written by `mapi-conformance edition --freeze`; never edited, never deleted.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What counted on a day."""

    #: The day: ``2026-11-20``.
    name: str
    #: Digests by id, as ids were then.
    clauses: Mapping[str, str]
    cases: Mapping[str, str]
    #: Ids that have changed since, old → new.
    renamed: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """One number for all of it."""
        clauses = [f"clause {name} {number}" for name, number in self.clauses.items()]
        cases = [f"case {name} {number}" for name, number in self.cases.items()]
        return digest_lines([*clauses, *cases])

    def counting(self) -> dict[str, str]:
        """Give the digest of every case by the id that it has now."""
        return {rename(i, self.renamed): number for i, number in self.cases.items()}


def rename(case: str, renamed: Mapping[str, str]) -> str:
    """Give the id that a case has now; rows and values in brackets stay.

    Args:
        case: An id of a case, scenario or suite, as it is or once was.
        renamed: Old → new, whole cases, scenarios or suites.
    """
    # A file with a circle in it ends here as well.
    for _ in renamed:
        parts = (case, case.partition("[")[0], case.partition("/")[0])
        old = next((part for part in parts if part in renamed), None)
        if old is None:
            break
        case = renamed[old] + case[len(old) :]
    return case


class Editions:
    """The frozen lists of a corpus.

    Args:
        folder: Holds a file for each edition, and what was renamed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def names(self) -> tuple[str, ...]:
        """Every edition there is, the oldest first."""
        files = (path.stem for path in self._folder.glob("*.yaml"))
        return tuple(sorted(set(files) - {Path(_RENAMED).stem}))

    @cached_property
    def renamed(self) -> Mapping[str, str]:
        """Ids that have changed, old → new."""
        path = self._folder / _RENAMED
        return dict(_pairs(_read(path))) if path.is_file() else {}

    def read(self, name: str) -> Edition:
        """Read an edition.

        Raises:
            UnknownEdition: There is none of this name, or somebody edited it.
        """
        if name not in self.names:
            known = ", ".join((*self.names, DRAFT))
            raise UnknownEdition(
                f"no edition is called {name!r}; there are {known}"
                f"{near(name, self.names)}"
            )
        top = _read(self._folder / f"{name}.yaml")
        edition = Edition(
            name=name,
            clauses=dict(_pairs(top.get("clauses"))),
            cases=dict(_pairs(top.get("cases"))),
            renamed=self.renamed,
        )
        if dict(_pairs(top)).get("digest") != edition.digest:
            raise UnknownEdition(
                f"the edition {name} is not as it was frozen: its digest differs"
            )
        return edition

    def write(self, edition: Edition) -> Path:
        """Write an edition, in one way only."""
        text = yaml.safe_dump(
            {
                "edition": edition.name,
                "digest": edition.digest,
                "clauses": dict(sorted(edition.clauses.items())),
                "cases": dict(sorted(edition.cases.items())),
            },
            sort_keys=False,
            width=1000,
        )
        self._folder.mkdir(exist_ok=True)
        path = self._folder / f"{edition.name}.yaml"
        path.write_text(_HEADER + text, encoding="utf-8")
        return path


def freeze(name: str, cases: Iterable[Case], catalogue: Catalogue) -> Edition:
    """Make an edition of cases and of every clause of the catalogue as they are."""
    return Edition(
        name=name,
        clauses={each.id: digest_clause(each) for each in catalogue.clauses},
        cases={case.id: digest_case(case, catalogue) for case in cases},
    )


def _read(path: Path) -> Fields:
    problems = Problems()
    top = read_nodes(path.read_text(encoding="utf-8"), path.name, problems)
    problems.check()
    if not isinstance(top, Fields):
        raise UnknownEdition(f"{path.name}: a mapping, name: value, is due")
    return top


def _pairs(node: object) -> Iterator[tuple[str, str]]:
    for key, value in node.entries if isinstance(node, Fields) else ():
        if isinstance(value, Scalar):
            yield key.text, value.text
