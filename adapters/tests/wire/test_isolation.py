"""A Python provider behind the wall, as a user puts it there."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from places import REFERENCE, ROOT

import mapi_adapters.wire.attaching
from mapi_conformance.errors import ProviderUnusable
from mapi_conformance.exits import Exit
from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.port.finding import find_providers
from mapi_conformance.port.host import Unreachable
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus


CASE = "cases/imsgstore/store-logoff-flag.yaml"
#: A provider whose StoreLogoff ends the process at one flag.
FALLS = """\
import os
from mapi_reference.flawed.flaw import entry_with
from mapi_reference.provider.store import Store

class Falls(Store):
    def remember(self, request):
        if request == 4:
            os.abort()
        super().remember(request)

entry = entry_with(Falls)
"""


def _pytest(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    return subprocess.run(
        [*command, "-p", "no:randomly", *options],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


class TestPytest:
    """``pytest --mapi-isolate``."""

    def test_a_crash_costs_one_case(self, tmp_path: Path) -> None:
        """The session goes on, and the command to repeat the case isolates too."""
        (tmp_path / "falls.py").write_text(FALLS, encoding="utf-8")
        first = "first-store=reference-store-1"

        done = _pytest(
            tmp_path,
            *("--provider=py:falls:entry", "--mapi-isolate", "--provider-set", first),
            *("--mapi-profile=deferred", f"{CASE}", "-k", "logoff-succeeds"),
        )

        assert done.returncode == Exit.DEVIATES
        assert "1 failed, 4 passed" in done.stdout
        assert "the testee was ended by SIGABRT" in " ".join(done.stdout.split())
        assert "what it printed:" in done.stdout
        assert "--mapi-isolate" in done.stdout.partition("run only this case:")[2]

    def test_stops_at_the_first_death(self, tmp_path: Path) -> None:
        """What comes after is not run."""
        (tmp_path / "falls.py").write_text(FALLS, encoding="utf-8")
        first = "first-store=reference-store-1"

        done = _pytest(
            tmp_path,
            *("--provider=py:falls:entry", "--mapi-isolate", "--provider-set", first),
            *("--mapi-profile=deferred", "--mapi-keep-going=no", CASE),
            *("-k", "logoff-succeeds"),
        )

        assert done.returncode == Exit.DEVIATES
        assert "1 failed, 3 passed" in done.stdout

    def test_a_factory_of_a_conftest(self, tmp_path: Path) -> None:
        """It is found by its file and its name."""
        (tmp_path / "conftest.py").write_text(
            "from mapi_conformance.port import NamedProvider, hookimpl\n"
            "from mapi_reference.provider.provider import Provider\n"
            "def make():\n"
            "    return Provider(None)\n"
            "@hookimpl\n"
            "def mapi_providers():\n"
            "    settings = {'first-store': 'reference-store-1'}\n"
            "    mine = NamedProvider(name='mine', selector=make, settings=settings)\n"
            "    return [mine]\n",
            encoding="utf-8",
        )

        done = _pytest(
            tmp_path, "--provider=mine", "--mapi-isolate", CASE, "-k", "never-told"
        )

        assert done.returncode == Exit.CONFORMS, done.stdout


def test_a_factory_without_a_name(tmp_path: Path) -> None:
    """Nothing names it from outside, which is said."""
    with pytest.raises(
        ProviderUnusable, match="nothing names its factory from outside"
    ):
        _open_callable(tmp_path)


def _open_callable(folder: Path) -> None:
    from mapi_adapters.wire.road import open_isolated  # noqa: PLC0415 - one test's
    from mapi_conformance.port import Target  # noqa: PLC0415 - likewise

    target = Target(name="mine", address=lambda: None, base=folder, isolated=True)
    open_isolated(target)


def test_what_cannot_start_again(
    corpus: Corpus, cases: tuple[Case, ...], tmp_path: Path
) -> None:
    """A provider that was there and is not any more leaves its cases unjudged."""
    module = tmp_path / "gone.py"
    module.write_text(FALLS, encoding="utf-8")
    settings = {"first-store": "reference-store-1"}
    provider = find_providers().open("py:gone:entry", settings, tmp_path, isolated=True)
    judging = Judging(provider, corpus, Options(profile="deferred"))
    wanted = {c.id: c for c in cases if "logoff-succeeds[" in c.id}
    module.unlink()
    for cached in tmp_path.rglob("*.pyc"):
        cached.unlink()

    fell = judging.judge(wanted["store-logoff-flag/logoff-succeeds[flag=LOGOFF_PURGE]"])
    later = judging.judge(
        wanted["store-logoff-flag/logoff-succeeds[flag=LOGOFF_QUIET]"]
    )
    judging.close()

    assert fell.verdict is Verdict.CRASHED
    assert (later.verdict, later.blame) == (Verdict.INCONCLUSIVE, "environment")
    assert "no module is called 'gone'" in later.reason
    with pytest.raises(Unreachable):
        provider.open()


def test_stands_on_the_standard_library() -> None:
    """A testee in Python runs where no package is installed."""
    rooms = ("conformance", "adapters", "reference_impl")
    hello = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "hello",
        "params": {"protocol": "1.0"},
    }

    done = subprocess.run(
        [sys.executable, "-S", "-m", "mapi_adapters.wire.serve", REFERENCE],
        env={"PYTHONPATH": os.pathsep.join(str(ROOT / room) for room in rooms)},
        input=json.dumps(hello) + "\n",
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["result"]["protocol"] == "1.0"


class TestAttach:
    """``--provider-set wait=attach``."""

    def test_waits_until_it_is_told(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """The process id is said first, and no deadline runs."""
        said: list[str] = []
        asked: list[float] = []

        def told() -> bool:
            asked.append(time.monotonic())
            return len(asked) > 2

        monkeypatch.setattr(mapi_adapters.wire.attaching, "_say", said.append)
        monkeypatch.setattr(mapi_adapters.wire.attaching, "_is_told", told)
        settings = {"wait": "attach", "deadline": "0.001", "start": "0.001"}

        provider = find_providers().open("reference", settings, tmp_path, isolated=True)
        event = provider.open().start()
        provider.close()

        assert event.fault is None
        assert len(asked) == 3
        (sentence,) = said
        assert sentence.startswith("the provider is process ")
        assert "gdb -p " in sentence

    def test_a_process_that_ends_is_waited_for_no_more(self) -> None:
        """There is nothing to attach to."""
        process = subprocess.Popen([sys.executable, "-S", "-c", ""])
        process.wait()

        mapi_adapters.wire.attaching.wait_for_debugger(process)  # type: ignore[arg-type]  # text or bytes, nobody reads

        assert process.returncode == 0
