"""Pages that a command makes are what it makes today."""

from pathlib import Path
from typing import Final

import pytest

from mapi_conformance.__main__ import main


DOCS: Final = Path(__file__).parents[3] / "docs"


@pytest.mark.parametrize(
    ("page", "option"),
    [
        ("clauses.md", "--clauses"),
        ("contradictions.md", "--ambiguities"),
        ("flaws.md", "--flaws"),
    ],
)
def test_current(page: str, option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``mapi-conformance list OPTION --markdown`` prints the page."""
    assert main(["list", option, "--markdown"]) == 0

    assert (DOCS / page).read_text(encoding="utf-8") == capsys.readouterr().out
