"""A page in headless Chromium: what it becomes there, and how it looks."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Final


ROOT: Final = Path(__file__).parents[3]
#: Where ``make browser`` puts it.
AXE: Final = ROOT / ".venv" / "axe" / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM: Final = shutil.which("chromium") or shutil.which("chromium-browser")
MISSING: Final = "not run: Chromium is missing; make browser installs it"
MISSING_AXE: Final = "not run: axe-core is missing; make browser installs it"

_POLICY: Final = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
#: Where a probe leaves what it found.
_FOUND: Final = re.compile(r'<pre id="found">(.*?)</pre>', re.DOTALL)


#: Timers run out at once, and the document is taken when nothing is left to do.
HURRY: Final = "--virtual-time-budget=20000"


def load(path: Path, *options: str) -> str:
    """Load a file and give the document as it is when all its scripts have run."""
    return _run(path, "--dump-dom", *options)


def probe(page: str, script: str, folder: Path, *options: str) -> Any:
    """Run a script in a page; it ends with ``found(VALUE)``.

    The policy of the page would refuse the script, so it goes; what the page says of
    itself is not touched.
    """
    without = _POLICY.sub("", page)
    helper = (
        "const found = (value) => { const pre = document.createElement('pre');"
        "pre.id = 'found'; pre.textContent = JSON.stringify(value);"
        "document.body.append(pre); };"
    )
    path = folder / "probed.html"
    text = without.replace("</body>", f"<script>{helper}\n{script}</script></body>")
    path.write_text(text, encoding="utf-8")
    match = _FOUND.search(load(path, *options))
    assert match, "the script did not say what it found"
    return json.loads(match[1].replace("&lt;", "<").replace("&amp;", "&"))


def take_picture(page: Path, picture: Path, width: int, height: int) -> None:
    """Save how a page looks in a window of this size."""
    _run(page, f"--window-size={width},{height}", f"--screenshot={picture}")


def allow_nothing(page: str) -> str:
    """Forbid scripts altogether, as a reader who has switched them off."""
    changed, count = re.subn("script-src &#39;[^&]*&#39;", "script-src 'none'", page)
    assert count == 1
    return changed


def _run(path: Path, *options: str) -> str:
    assert CHROMIUM
    # As root, which continuous integration often is, there is no sandbox.
    root = ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    always = ("--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run")
    ended = subprocess.run(  # noqa: S603  # ours
        [CHROMIUM, *always, *root, *options, path.as_uri()],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=120,
    )
    return ended.stdout
