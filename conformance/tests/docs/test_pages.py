"""What the text of the guides names, wherever it stands."""

import re
from pathlib import Path
from typing import Final

import pytest

from mapi_conformance.scenario.corpus import Corpus
from mapi_host.flawed.catalogue import HOST_FLAWS
from mapi_reference.flawed.catalogue import FLAWS


ROOT: Final = Path(__file__).parents[3]
PAGES: Final = (
    ROOT / "README.md",
    ROOT / "cases" / "README.md",
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs" / "decisions").glob("*.md")),
)
CORPUS: Final = Corpus()


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

        assert set(named) <= {*FLAWS, *HOST_FLAWS}

    def test_options_exist(self, page: Path, pytestconfig: pytest.Config) -> None:
        """Each option of ours that is named is one of the plugin."""
        text = page.read_text(encoding="utf-8")
        named = re.findall(r"(?<![\w-])--((?:mapi|provider)[a-z-]*)", text)

        for name in set(named) - {"providers"}:
            pytestconfig.getoption(name.replace("-", "_"))
