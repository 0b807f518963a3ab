"""Testees in other processes, and what they are judged with."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.model import Subject


# Test folders are no packages.
sys.path.insert(0, str(Path(__file__).parent))

from places import VARIETY, Listen


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


@pytest.fixture
def listen() -> Iterator[Listen]:
    """Start testees on free ports; they end with the test."""
    started: list[subprocess.Popen[str]] = []

    def start(address: str, *options: str, **environment: str) -> int:
        module = "mapi_adapters.wire.serve"
        process = subprocess.Popen(
            [sys.executable, "-m", module, "--listen", "0", *options, address],
            cwd=VARIETY,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **environment},
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            text=True,
        )
        started.append(process)
        assert process.stderr is not None
        first = process.stderr.readline()
        port = re.search(r":(\d+)$", first)
        assert port, first
        return int(port[1])

    yield start
    for process in started:
        process.kill()
        process.communicate()
