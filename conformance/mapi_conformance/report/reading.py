"""Reports that were written earlier, read back."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from mapi_conformance.errors import FileUnreadable
from mapi_conformance.report.folder import EVENTS, worker_events
from mapi_conformance.run.citing import keep_cited
from mapi_conformance.run.record import SCHEMA, RunRecord, from_plain


#: How a stream of events is told from a report.
STREAM = ".ndjson"


def read_report(path: Path) -> RunRecord:
    """Read a run from ``report.json``, or what a stream of events has of one.

    Raises:
        FileUnreadable: It is not there, is no report, or is of another version.
    """
    is_stream = path.suffix == STREAM
    try:
        texts = [each.read_text(encoding="utf-8") for each in _files(path)]
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(f"{path} cannot be read: {_why(error)}") from None
    try:
        plain = _from_lines(texts) if is_stream else json.loads(texts[0])
    except (ValueError, RecursionError):
        raise FileUnreadable(f"{path} is no report: it is not JSON") from None
    except (AttributeError, KeyError, TypeError):
        raise FileUnreadable(f"{path} is no stream of a run") from None
    return _revived(plain, path)


def _files(path: Path) -> list[Path]:
    """Give a file, and beside the stream of a killed run those of its workers."""
    workers = path.parent.glob(worker_events("*")) if path.name == EVENTS else ()
    return [path, *sorted(workers)]


def _why(error: OSError | UnicodeDecodeError) -> str:
    return (error.strerror or "") if isinstance(error, OSError) else "it is not UTF-8"


def _revived(plain: Any, path: Path) -> RunRecord:
    if not isinstance(plain, Mapping) or "schema" not in plain:
        raise FileUnreadable(f"{path} is no report: it names no schema")
    if plain["schema"] != SCHEMA:
        raise FileUnreadable(
            f"{path} has schema {plain['schema']!r}, and this version reads {SCHEMA};"
            " make it again, or read it with the version that wrote it"
        )
    try:
        run = keep_cited(from_plain(RunRecord, plain))
        _check_clauses(run)
        return run  # noqa: TRY300  # the check belongs to what is tried
    except (TypeError, AttributeError, ValueError, RecursionError) as error:
        text = f"{path} is no report of schema {SCHEMA}: {error}"
        raise FileUnreadable(text) from None


def _check_clauses(run: RunRecord) -> None:
    cited = {check.clause for case in run.cases for check in case.checks}
    cited.update(c for case in run.cases for d in case.differences for c in d.clauses)
    if missing := sorted(cited - run.book.clauses.keys()):
        raise TypeError(f"it cites {missing[0]!r} and does not say what that is")


def _from_lines(texts: Sequence[str]) -> Any:
    """Put together what streams say; a line that was cut off ends each."""
    run: dict[str, Any] = {}
    cases = []
    stopped = True
    for line in chain.from_iterable(map(_whole, texts)):
        match line.get("what"):
            case "run":
                run = line["run"]
            case "judged":
                cases.append(line["record"])
            case "ended":
                stopped = bool(line["stopped"])
    return {**run, "cases": cases, "stopped": stopped} if run else None


def _whole(text: str) -> Iterator[dict[str, Any]]:
    *lines, _rest = text.split("\n")
    for line in lines:
        yield json.loads(line)
