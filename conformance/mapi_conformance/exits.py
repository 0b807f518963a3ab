"""Exit codes, the same for pytest and for the command.

They are pytest's own where pytest has one.
"""

from enum import IntEnum


class Exit(IntEnum):
    """What a run comes to, for scripts."""

    #: Every case that was judged conforms, advises or is waived.
    CONFORMS = 0
    #: At least one case deviates, crashed, hung, is blocked or is flaky; a waiver is
    #: wrong about what was judged; or lint found problems.
    DEVIATES = 1
    #: Stopped by the user; what was judged until then is reported.
    INTERRUPTED = 2
    #: What was typed or configured cannot be done.
    USAGE = 4
    #: No case was judged: nothing selected, or nothing that applies.
    NOTHING_JUDGED = 5
    #: No case deviates, and at least one could not be judged.
    INCONCLUSIVE = 6
