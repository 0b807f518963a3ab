"""The files that a provider is, by digest."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mapi_conformance.errors import UnknownSetting


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was when it was looked at."""

    #: As it was named, or below the folder that was named: ``store.dll``.
    name: str
    sha256: str


def digest_files(names: Iterable[str], base: Path) -> tuple[File, ...]:
    """Compute the digests of files, and of all files in folders, by name.

    What Python writes beside its sources is left out.

    Raises:
        UnknownSetting: One is not there, or cannot be read.
    """
    return tuple(
        File(name, _digest(path, name))
        for name, path in sorted(_files(tuple(names), base))
    )


def _files(names: Iterable[str], base: Path) -> Iterator[tuple[str, Path]]:
    for name in names:
        top = base / name
        if not top.exists():
            raise UnknownSetting(f"artifact: there is no file or folder {name!r}")
        if top.is_file():
            yield name, top
        for path in top.rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield f"{name}/{path.relative_to(top).as_posix()}", path


def _digest(path: Path, name: str) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnknownSetting(f"artifact: {name}: {error.strerror}") from None
