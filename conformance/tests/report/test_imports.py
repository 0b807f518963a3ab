"""What a run that writes no report does not pay for."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "modules",
    [
        "mapi_conformance.plugin.session",
        "mapi_conformance.__main__",
    ],
)
def test_templates_are_imported_late(modules: str) -> None:
    """Neither front door imports Jinja2 before a report is to be made."""
    code = f"import sys, {modules}; print('jinja2' in sys.modules)"

    ended = subprocess.run(  # noqa: S603  # ours
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert ended.stdout == "False\n"
