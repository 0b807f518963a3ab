"""What the tests of the plugin share."""

from pathlib import Path

import pytest
import yaml

import mapi_adapters.inprocess
import mapi_conformance.plugin.session
import mapi_host.host
from mapi_conformance.port.finding import find_providers
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.record import CaseRecord
from mapi_conformance.scenario.corpus import Corpus
from mapi_reference.flawed.catalogue import FLAWS


#: pytester forgets what an inner run imported. Modules that were here before stay, and
#: so does the identity of the classes that PyYAML's C parser hands out.
STAY = (
    mapi_adapters.inprocess,
    mapi_conformance.plugin.session,
    mapi_host.host,
    yaml,
)


@pytest.fixture(autouse=True)
def in_file_order(pytester: pytest.Pytester) -> None:
    """Run inner sessions in the order of the files, with no seed in the header."""
    pytester.makeini("[pytest]\naddopts = -p no:randomly")


@pytest.fixture(scope="session")
def records() -> dict[str, tuple[CaseRecord, ...]]:
    """Judge every flaw once, without pytest."""
    corpus = Corpus()
    cases = [case for loaded in corpus.load_all() for case in loaded.cases]
    directory = find_providers()
    found = {}
    for name in FLAWS:
        provider = directory.open(f"flaw:{name}", {}, Path.cwd())
        judging = Judging(provider, corpus, Options())
        found[name] = tuple(judging.judge(case) for case in cases)
    return found
