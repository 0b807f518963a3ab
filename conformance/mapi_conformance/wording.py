"""How an error suggests what was probably meant."""

import difflib
from collections.abc import Iterable


#: Shorter words must be closer to count as a near miss.
_SHORT = 6


def near(word: str, known: Iterable[str]) -> str:
    """Suggest what was probably meant: ``; did you mean 'x'?``, or nothing."""
    candidates = sorted(set(known) - {word})
    folded = {name.lower(): name for name in candidates}
    if word.lower() in folded:
        return f"; did you mean {folded[word.lower()]!r}?"
    cutoff = 0.75 if len(word) < _SHORT else 0.6
    match = difflib.get_close_matches(word, candidates, 1, cutoff)
    return f"; did you mean {match[0]!r}?" if match else ""
