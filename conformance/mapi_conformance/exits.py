"""Exit codes, the same for pytest and for the command.

They are pytest's own where pytest has one.
"""

from enum import IntEnum


class Exit(IntEnum):
    """What a run comes to, for scripts."""

    #: Every case that was judged conforms, or advises.
    CONFORMS = 0
    #: At least one case deviates, crashed, hung or is blocked; or lint found problems.
    DEVIATES = 1
    #: Stopped by the user; what was judged until then is reported.
    INTERRUPTED = 2
    #: What was typed or configured cannot be done.
    USAGE = 4
    #: No case was judged: nothing selected, or nothing that applies.
    NOTHING_JUDGED = 5
    #: No case deviates, and at least one could not be judged.
    INCONCLUSIVE = 6
