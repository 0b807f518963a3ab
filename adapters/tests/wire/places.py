"""Where the providers of these tests are."""

from collections.abc import Callable
from pathlib import Path


ROOT = Path(__file__).parents[3]
#: Providers that are built in different ways.
VARIETY = ROOT / "conformance" / "tests" / "cases"
REFERENCE = "mapi_reference.provider.entry:ms_provider_init"

#: Starts a testee that listens; gives its port.
Listen = Callable[..., int]
