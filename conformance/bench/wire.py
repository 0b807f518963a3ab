"""What the wire costs, as ratios of one run; the last table of ``make bench``.

``python conformance/bench/wire.py`` prints it alone.
"""

import json
import math
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from mapi_adapters.hooks import REFERENCE
from mapi_adapters.wire.child import Child
from mapi_adapters.wire.conversation import Conversation, Limits
from mapi_conformance.mapi.flags import MDB_WRITE
from mapi_conformance.mapi.refs import Ref
from mapi_conformance.port.finding import find_providers
from mapi_conformance.port.provider import Configuration
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus
from mapi_conformance.scenario.model import Subject
from mapi_host.host import CaseHost, Passage
from mapi_host.model.parts import Parts


CALLS: Final = 2_000
ROUNDS: Final = 5
HERE: Final = Path(__file__).parent

#: Reads a line, parses it, and writes it back: what any JSON line costs.
ECHO: Final = """\
import json, sys
for line in sys.stdin:
    sys.stdout.write(json.dumps(json.loads(line)) + "\\n")
    sys.stdout.flush()
"""
#: A message of the size of ours.
MESSAGE: Final = {
    "jsonrpc": "2.0",
    "id": 1234,
    "method": "IMsgStore.StoreLogoff",
    "params": {"arguments": {"flags": 1}, "object": 3, "parent": None, "thread": 0},
}


class Nesting:
    """A store, and its provider, that calls MAPI once in each StoreLogoff."""

    support: Any = None

    def query_interface(self, interface: object, found: Ref[Any]) -> int:
        """Have no other interface."""
        return 0x80004002

    def add_ref(self) -> int:
        """Count nothing."""
        return 1

    release = add_ref

    def logon(self, support: Any, *words: Any) -> int:
        """Keep the support object."""
        self.support = support
        words[-1].value = self
        return 0

    def store_logoff(self, flags: Ref[int]) -> int:
        """Call MAPI."""
        self.support.spooler_yield(0)
        return 0


def _echo() -> tuple[Callable[[], None], Callable[[], object]]:
    child = subprocess.Popen(
        [sys.executable, "-c", ECHO],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    writes, reads = child.stdin, child.stdout

    def once() -> None:
        writes.write(json.dumps(MESSAGE) + "\n")
        writes.flush()
        json.loads(reads.readline())

    return once, child.kill


def _store(address: str, entryid: bytes) -> tuple[Any, Callable[[], object]]:
    """Log on to a testee of our own; give the store, as the host would hold it."""
    argv = [sys.executable, "-m", "mapi_adapters.wire.serve", address]
    child = Child(argv, HERE, {})
    talk = Conversation(child.channel, Limits(deadline=10.0), child.died)
    talk.ask("hello", {"protocol": "1.0"})
    host = CaseHost(
        talk.ms_provider_init,
        Configuration(first_store=entryid),
        Parts(),
        Passage(keeps_time=True),
    )
    provider = host.start().results["provider"]
    words = {"entryid": entryid, "flags": MDB_WRITE}
    store = host.call(provider, "Logon", words).results["store"]  # type: ignore[arg-type]  # a pointer, or it fails
    return host._objects.find(store), child.kill  # type: ignore[arg-type]  # noqa: SLF001 - past the recorder


def _time(once: Callable[[], object], calls: int) -> float:
    began = time.perf_counter()
    for _ in range(calls):
        once()
    return (time.perf_counter() - began) / calls * 1e6


def _medians(*measured: Callable[[], float]) -> list[float]:
    """Take turns, so that what else the machine does meets all of them."""
    rounds = [[each() for each in measured] for _ in range(ROUNDS)]
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def calls() -> list[tuple[str, float, float, float]]:
    """Measure single calls against echoes, in microseconds."""
    echo, end_echo = _echo()
    address = "mapi_reference.provider.entry:ms_provider_init"
    plain, end_plain = _store(address, b"reference-store-1")
    nesting, end_nesting = _store(f"{Path(__file__).name}:Nesting", b"x")
    for once in (echo, lambda: plain.store_logoff(Ref(1))):
        _time(once, CALLS // 10)
    one, two, three = _medians(
        lambda: _time(echo, CALLS),
        lambda: _time(lambda: plain.store_logoff(Ref(1)), CALLS),
        lambda: _time(lambda: nesting.store_logoff(Ref(1)), CALLS),
    )
    for end in (end_echo, end_plain, end_nesting):
        end()
    return [
        ("StoreLogoff over stdio / a JSON line echo", two, one, 2.0),
        ("StoreLogoff with a callback / two echoes", three, 2 * one, 2.0),
    ]


def runs() -> list[tuple[str, float, float, float]]:
    """Measure the whole corpus behind the wall and in this process, in milliseconds."""
    corpus = Corpus()
    cases = [
        case
        for loaded in corpus.load_all()
        if loaded.suite.subject is Subject.PROVIDER
        for case in loaded.cases
    ]
    here, there, whole_here, whole_there = _medians(
        lambda: _run(corpus, cases, isolated=False),
        lambda: _run(corpus, cases, isolated=True),
        _command,
        lambda: _command("--mapi-isolate"),
    )
    return [
        (
            "a full run of the corpus, isolated / in process",
            whole_there,
            whole_here,
            2.5,
        ),
        (f"judging its {len(cases)} cases alone, likewise", there, here, math.inf),
    ]


def _command(*options: str) -> float:
    """Run the whole corpus as a user does."""
    module = [sys.executable, "-m", "mapi_conformance", "run", "--provider=reference"]
    began = time.perf_counter()
    subprocess.run([*module, *options], check=True, capture_output=True, cwd=HERE)
    return (time.perf_counter() - began) * 1e3


def _run(corpus: Corpus, cases: Sequence[Case], *, isolated: bool) -> float:
    began = time.perf_counter()
    provider = find_providers().open("reference", REFERENCE, HERE, isolated=isolated)
    judging = Judging(provider, corpus, Options())
    for case in cases:
        judging.judge(case)
    judging.close()
    return (time.perf_counter() - began) * 1e3


def write_wire() -> Iterator[str]:
    """Measure, and write the ratios as a table."""
    rows = [*((*row, "µs") for row in calls()), *((*row, "ms") for row in runs())]
    yield "| wire | measured | against | ratio | at most | |"
    yield "|---|---|---|---|---|---|"
    for name, one, other, limit, unit in rows:
        numbers = f"{one:.0f} {unit} | {other:.0f} {unit} | {one / other:.2f}"
        most, met = "", ""
        if math.isfinite(limit):
            most, met = f"{limit:.1f}", "met" if one / other <= limit else "missed"
        yield f"| {name} | {numbers} | {most} | {met} |"


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in write_wire())
