"""The command that runs one case again."""

from collections.abc import Sequence


def run_again(asked: Sequence[str], path: str, case: str) -> str:
    """Spell a command for every shell, cmd.exe too.

    Args:
        asked: The words of the run, without what it selected.
        path: The scenario file, as ids have it.
        case: The id of the case.
    """
    if not asked:
        return ""
    name = case.partition("/")[2]
    target = f"{path}::{name}" if asked[0] == "pytest" else case
    words = [*map(_quoted, asked), f'"{target}"']
    return " ".join(words)


def _quoted(word: str) -> str:
    """Quote only where it is due."""
    return f'"{word}"' if set(word) & set(" '()[]&|;<>*?$") else word
