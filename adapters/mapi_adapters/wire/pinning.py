"""Both ends of a ping-pong on one processor: neither has to wake another one up.

It halves what a message costs. The child is told apart by the caller: only one that
we brought along may be pinned, never a user's program.
"""

import contextlib
import os
from collections.abc import Callable


def pin(child: int) -> Callable[[], None]:
    """Put this thread and a child on one processor, where the system can.

    Returns:
        What lets this thread go again.
    """
    if not hasattr(os, "sched_setaffinity"):
        return _nothing
    before = os.sched_getaffinity(0)
    # Workers of one run have neighbouring numbers, and get neighbouring processors.
    chosen = sorted(before)[os.getpid() % len(before)]
    with contextlib.suppress(OSError):
        os.sched_setaffinity(child, {chosen})
        os.sched_setaffinity(0, {chosen})

    def release() -> None:
        with contextlib.suppress(OSError):
            os.sched_setaffinity(0, before)

    return release


def _nothing() -> None:
    """Have nothing to let go."""
