"""Files put where a user asked for them."""

from pathlib import Path

from mapi_conformance.errors import FileUnwritable


def write_file(path: Path, text: str) -> None:
    """Write a text; folders on the way are made.

    Raises:
        FileUnwritable: It cannot be put there; the message says why.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise FileUnwritable(f"{path} cannot be written: {error.strerror}") from None
