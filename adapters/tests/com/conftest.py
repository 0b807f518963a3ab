"""Libraries built for these tests, and what they are judged with."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from mapi_conformance.port.finding import Directory, find_providers
from mapi_conformance.port.provider import Provider
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.record import CaseRecord
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.model import Subject


# Test folders are no packages.
sys.path.insert(0, str(Path(__file__).parent))

from libraries import COMPILE, EXAMPLE, Build, Judge


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Build libraries, each once; workers share them."""
    root = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        root = root.parent
    compiler = shutil.which("g++")

    def make(*sources: Path, options: Sequence[str] = ()) -> Path:
        if compiler is None:
            pytest.skip("there is no g++ to build a library with")
        texts = [path.read_bytes() for path in (*sources, *EXAMPLE.glob("*.h"))]
        digest = hashlib.sha256(repr((texts, options)).encode()).hexdigest()[:16]
        library = root / f"lib{sources[-1].stem}-{digest}.so"
        if not library.exists():
            unfinished = root / f"{library.name}.{os.getpid()}"
            command = [compiler, *COMPILE, "-shared", "-fPIC", f"-I{EXAMPLE}"]
            files = [*map(str, sources), "-o", str(unfinished)]
            subprocess.run([*command, *files, *options], check=True)
            unfinished.replace(library)
        return library

    return make


@pytest.fixture(scope="session")
def store(build: Build) -> Path:
    """The example, as a provider author would start from it."""
    return build(EXAMPLE / "store.cpp", EXAMPLE / "entry.cpp")


@pytest.fixture(scope="session")
def flawed(build: Build) -> Path:
    """The example with its flaws and faults."""
    return build(EXAMPLE / "store.cpp", EXAMPLE / "flaws.cpp")


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


@pytest.fixture(scope="session")
def directory() -> Directory:
    """What can be named as a provider."""
    return find_providers()


@pytest.fixture(scope="session")
def judge(
    corpus: Corpus, directory: Directory, tmp_path_factory: pytest.TempPathFactory
) -> Judge:
    """Judge cases of a provider."""
    folder = tmp_path_factory.mktemp("run")

    def judged(
        selector: str, settings: dict[str, str], some: Sequence[Case]
    ) -> list[CaseRecord]:
        provider: Provider = directory.open(selector, settings, folder)
        judging = Judging(provider, corpus, Options())
        try:
            return [judging.judge(case) for case in some]
        finally:
            judging.close()

    return judged
