"""What to do where the packages that sign are not installed."""

from collections.abc import Iterator
from contextlib import contextmanager

from mapi_conformance.errors import ExtraMissing


@contextmanager
def needed() -> Iterator[None]:
    """Turn a package that is missing into a sentence that says how to get it.

    Raises:
        ExtraMissing: One of them cannot be imported.
    """
    try:
        yield
    except ModuleNotFoundError as missing:
        raise ExtraMissing(
            f"certificates need {missing.name}, which is not installed:"
            " pip install 'mapi-conformance[certificate]'"
        ) from None
