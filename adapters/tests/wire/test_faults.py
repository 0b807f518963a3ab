"""What a testee does costs the case in which it does it, and blames the right one."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.port.finding import find_providers
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.record import CaseRecord
from mapi_conformance.scenario.corpus import Corpus


HERE = Path(__file__).parent
#: The second case is the one in which the fault happens.
FLAGS = ("LOGOFF_ORDERLY", "LOGOFF_PURGE", "LOGOFF_QUIET")

CRASHED, HUNG, INCONCLUSIVE = Verdict.CRASHED, Verdict.HUNG, Verdict.INCONCLUSIVE

#: For each fault the verdict of its case, and words of the sentence that explains it.
EXPECTED = {
    "abort": (CRASHED, "did not return: the testee was ended by SIGABRT"),
    "segfault": (CRASHED, "did not return: the testee was ended by SIGSEGV"),
    "loop": (HUNG, "did not return within 0.5 s"),
    "sleep": (HUNG, "did not return within 0.5 s"),
    "exit": (CRASHED, "did not return: the testee ended with exit status 0"),
    "allocate": (CRASHED, "raised MemoryError"),
    "killed": (CRASHED, "did not return: the testee was ended by SIGKILL"),
    "garbage": (INCONCLUSIVE, "sent a line that is no JSON: 'ready to rumble'"),
    "not-utf-8": (INCONCLUSIVE, "sent a line that is no JSON"),
    "nested-too-deeply": (INCONCLUSIVE, "sent a message that is nested too deeply"),
    "half-a-line": (INCONCLUSIVE, "sent 17 bytes of a message, and no more in 0.5 s"),
    "half-a-line-and-gone": (
        CRASHED,
        "the testee ended with exit status 3; it left 17 bytes of a message",
    ),
    "long-line": (INCONCLUSIVE, "sent a line that is longer than a message may be"),
    "unknown-id": (INCONCLUSIVE, "answered the request 4711, which was never made"),
    "twice": (INCONCLUSIVE, "twice"),
    "no-reply-but-a-callback": (HUNG, "did not return within 0.5 s"),
    "after-bye": (
        INCONCLUSIVE,
        "called 'IMAPISupport.SpoolerYield' after it had said bye",
    ),
    "wrong-type": (
        INCONCLUSIVE,
        "IMsgStore.StoreLogoff: code is 'S_OK'; an unsigned number of 32 bits is due",
    ),
    "wrong-out": (
        INCONCLUSIVE,
        "IMsgStore.StoreLogoff: flags is '0'; an unsigned number",
    ),
    "strange-out": (INCONCLUSIVE, "IMsgStore.StoreLogoff gives back no 'x'"),
    "no-code": (INCONCLUSIVE, "IMsgStore.StoreLogoff: the result has no 'code'"),
    "unknown-method": (
        INCONCLUSIVE,
        "called 'IMAPISupport.Frobnicate', which is not in the table",
    ),
    "json-rpc-1": (INCONCLUSIVE, "sent JSON that is no message of JSON-RPC 2.0"),
    "unknown-handle": (INCONCLUSIVE, "the handle mapi 4711 was never given out"),
    "unknown-parent": (
        INCONCLUSIVE,
        "made a request whose parent, 4711, is not under way",
    ),
    "storm": (HUNG, "did not return"),
    "closed-pipe": (INCONCLUSIVE, "the testee hung up"),
}

Judge = Callable[..., Sequence[CaseRecord]]


@pytest.fixture(name="judge")
def _judge() -> Judge:
    """Judge the testee that has a fault in three cases."""
    corpus = Corpus()
    loaded = corpus.load(corpus.folder / "imsgstore" / "store-logoff-flag.yaml")
    cases = {case.id: case for case in loaded.cases}

    def judge(fault: str) -> Sequence[CaseRecord]:
        settings = {
            "first-store": "reference-store-1",
            "deadline": "0.5",
            "memory-limit": "1024",
        }
        command = f"cmd:{sys.executable} faulty.py {fault}"
        provider = find_providers().open(command, settings, HERE)
        judging = Judging(provider, corpus, Options())
        ids = [f"store-logoff-flag/logoff-succeeds[flag={flag}]" for flag in FLAGS]
        try:
            return [judging.judge(cases[name]) for name in ids]
        finally:
            judging.close()

    return judge


@pytest.mark.parametrize("fault", EXPECTED)
def test_costs_one_case(judge: Judge, fault: str) -> None:
    """The case before it and the case after it are judged as ever."""
    before, spoiled, after = judge(fault)

    verdict, sentence = EXPECTED[fault]
    assert (before.verdict, spoiled.verdict, after.verdict) == (
        Verdict.CONFORMS,
        verdict,
        Verdict.CONFORMS,
    )
    assert sentence in spoiled.differences[0].text
    assert spoiled.blame == ("adapter" if verdict is INCONCLUSIVE else "")


@pytest.mark.parametrize("fault", ["none", "prints"])
def test_printing_is_free(judge: Judge, fault: str) -> None:
    """What a provider prints, even to standard output, is no message."""
    assert {record.verdict for record in judge(fault)} == {Verdict.CONFORMS}


def test_last_words_go_with_the_case(judge: Judge) -> None:
    """What was printed in the case that failed is shown with it, and with no other."""
    before, spoiled, after = judge("abort-with-words")

    assert spoiled.printed.startswith("about to fall\nFatal Python error: Aborted")
    assert (before.printed, after.printed) == ("", "")


def test_the_messages_go_with_the_case(judge: Judge) -> None:
    """What crossed the wire in the case that failed stands in its record."""
    before, spoiled, _ = judge("garbage")

    assert before.wire == ()
    assert spoiled.wire[0].startswith('-> {"jsonrpc":"2.0","id":')
    assert spoiled.wire[-1] == "<- ready to rumble"


def test_a_hang_says_where_it_is(judge: Judge) -> None:
    """Before it is ended, a Python testee prints the stack of its hang."""
    _, spoiled, _ = judge("loop")

    assert "in loop" in spoiled.printed
