"""References to an object of MAPI whose end means nothing."""

from mapi_host.instrument.recorder import Frame


class Count:
    """A reference count that nothing follows from; Release stops at zero."""

    def __init__(self, references: int = 1) -> None:
        self.references = references

    def begin(self, method: str, *, visit: bool) -> None:
        """Take no notice."""

    def finish(self, frame: Frame, *, visit: bool) -> None:
        """Take no notice."""

    def add(self, *, visit: bool) -> int:
        """Count a reference."""
        self.references += 1
        return self.references

    def drop(self, *, visit: bool) -> int:
        """Take a reference back."""
        self.references = max(0, self.references - 1)
        return self.references
