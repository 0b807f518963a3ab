"""What the tests of the shipped corpus share."""

import sys
from pathlib import Path

import pytest

from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.model import Subject


# Test folders are no packages, and two modules of providers stand in this one.
sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    """The shipped corpus."""
    return Corpus()


@pytest.fixture(scope="session")
def cases(corpus: Corpus) -> tuple[Case, ...]:
    """Every case of it that judges a provider."""
    return tuple(
        case
        for loaded in corpus.load_all()
        if loaded.suite.subject is Subject.PROVIDER
        for case in loaded.cases
    )
