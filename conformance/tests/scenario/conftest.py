"""How these tests read scenario files."""

from collections.abc import Callable

import pytest

from mapi_conformance.errors import ScenarioErrors
from mapi_conformance.scenario.corpus import Corpus, Loaded


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """Give the shipped corpus."""
    return Corpus()


@pytest.fixture
def load(corpus: Corpus) -> Callable[[str], Loaded]:
    """Give what reads a scenario file called x.yaml."""
    return lambda text: corpus.load_text(text, "x.yaml")


@pytest.fixture
def errors_of(load: Callable[[str], Loaded]) -> Callable[[str], list[str]]:
    """Give what reads a file that is wrong and returns its problems without x.yaml."""

    def read(text: str) -> list[str]:
        with pytest.raises(ScenarioErrors) as caught:
            load(text)
        return [str(each).removeprefix("x.yaml:") for each in caught.value.exceptions]

    return read
