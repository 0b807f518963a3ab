"""What tests of several rooms share."""

import shutil
from pathlib import Path

import pytest

from mapi_conformance.scenario.corpus import Corpus, corpus_folder


@pytest.fixture(name="own_corpus")
def _own_corpus(tmp_path: Path) -> Corpus:
    """Give a copy of the shipped corpus that a test may change."""
    return Corpus(shutil.copytree(corpus_folder(), tmp_path / "cases"))
