"""Reports read back: the record of a run from a file."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from mapi_conformance.errors import UsageFault
from mapi_conformance.run.record import SCHEMA, RunRecord, from_plain


@dataclass(frozen=True, slots=True)
class Report:
    """A record, and the file that it came from."""

    run: RunRecord
    #: SHA-256 of the file.
    digest: str


def read_report(path: Path) -> Report:
    """Read ``report.json``.

    Raises:
        UsageFault: It is not there, or is no report of a version that is known.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageFault(f"{path} cannot be read: {error.strerror}") from None
    try:
        plain = json.loads(content)
        if plain["schema"] != SCHEMA:
            raise UsageFault(
                f"{path} is a report of version {plain['schema']}, and this suite reads"
                f" {SCHEMA}"
            )
        run = from_plain(RunRecord, plain)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise UsageFault(f"{path} is no report of this suite: {error}") from None
    return Report(run, hashlib.sha256(content).hexdigest())
