"""Answers of MAPI that a scenario dictates."""

from mapi_conformance.port.host import Pointer, Reply


class Script:
    """Replies by object and method, used in order; the last one stays."""

    def __init__(self) -> None:
        self._replies: dict[tuple[int, str], tuple[Reply | None, ...]] = {}

    def write(
        self, pointer: Pointer, method: str, replies: tuple[Reply | None, ...]
    ) -> None:
        """Dictate what a method answers from now on; no replies end the dictation."""
        self._replies[pointer.object, method] = replies

    def next(self, pointer: Pointer, method: str) -> Reply | None:
        """Take the reply that is due; None where the model is to answer by itself."""
        replies = self._replies.get((pointer.object, method), ())
        if not replies:
            return None
        self._replies[pointer.object, method] = replies[1:] or replies
        return replies[0]
