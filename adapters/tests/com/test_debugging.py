"""A library in the suite's own process: judged as behind the wall, and marked."""

from pathlib import Path

import pytest
from libraries import SETTINGS, Judge

from mapi_conformance.errors import ProviderUnusable, UnknownSetting
from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.port.finding import Directory
from mapi_conformance.scenario.case import Case


HERE = {**SETTINGS, "in-process": "yes"}


def test_is_marked(directory: Directory, store: Path) -> None:
    """Whoever reads of the provider reads how it was judged."""
    here = directory.open(f"com:{store}", HERE, Path.cwd())
    apart = directory.open(f"com:{store}", SETTINGS, Path.cwd())
    apart.close()

    assert (here.debugging, apart.debugging) == (True, False)
    assert here.road == "a library, in this process for debugging"


def test_verdicts_do_not_differ(
    judge: Judge, store: Path, cases: tuple[Case, ...]
) -> None:
    """What is found is what is found behind the wall."""
    some = [case for case in cases if case.suite.id == "store-logoff-flag"]

    here = judge(f"com:{store}", HERE, some)
    apart = judge(f"com:{store}", SETTINGS, some)

    assert [(r.id, r.verdict) for r in here] == [(r.id, r.verdict) for r in apart]
    assert Verdict.CONFORMS in {record.verdict for record in here}


def test_what_cannot_be_loaded(directory: Directory, tmp_path: Path) -> None:
    """It is refused with the same sentences."""
    (tmp_path / "no.so").write_bytes(b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00")

    with pytest.raises(ProviderUnusable):
        directory.open("com:no.so", HERE, tmp_path)


def test_yes_or_no(directory: Directory, store: Path) -> None:
    """Another word is refused."""
    with pytest.raises(UnknownSetting, match="in-process='maybe': yes or no is due"):
        directory.open(f"com:{store}", {**SETTINGS, "in-process": "maybe"}, Path.cwd())
