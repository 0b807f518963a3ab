"""What a user has run before every case, such as to empty the store."""

import os
import shlex
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from mapi_conformance.port.host import Unreachable


#: Seconds that it may take.
PATIENCE: Final = 60.0
_SHOWN: Final = 200


def fixture(command: str, folder: Path) -> Callable[[], None]:
    """Say what to do before a case.

    Args:
        command: Program and arguments, as a shell would split them; none is run.
        folder: Where it runs.
    """
    argv = shlex.split(command) if os.name == "posix" else command
    return partial(_run, argv, folder) if argv else _nothing


def _nothing() -> None:
    """Do nothing."""


def _run(argv: list[str] | str, folder: Path) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - the user's own command, and no shell
            argv,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, ValueError) as error:
        raise Unreachable(f"the reset-command cannot be run: {error}") from None
    except subprocess.TimeoutExpired:
        raise Unreachable(f"the reset-command was not done in {PATIENCE:g} s") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()[-_SHOWN:]
        raise Unreachable(
            f"the reset-command ended with exit status {done.returncode}"
            + (f"; it printed: {said}" if said else "")
        )
