"""What a library does to its process costs the case in which it does it."""

from pathlib import Path

import pytest
from libraries import SETTINGS, WHICH, Judge

from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.scenario.case import Case


#: The second case is the one in which the fault happens.
FLAGS = ("LOGOFF_ORDERLY", "LOGOFF_PURGE", "LOGOFF_QUIET")

CRASHED, HUNG, DEVIATES = Verdict.CRASHED, Verdict.HUNG, Verdict.DEVIATES

#: For each fault the verdict of its case, and words of the sentence that explains it.
EXPECTED = {
    "segfault": (CRASHED, "did not return: the testee was ended by SIGSEGV"),
    "throw": (CRASHED, "did not return: the testee was ended by SIGABRT"),
    "abort": (CRASHED, "did not return: the testee was ended by SIGABRT"),
    "exit": (CRASHED, "did not return: the testee ended with exit status 3"),
    "hang": (HUNG, "did not return within 1 s"),
    "stack-overflow": (CRASHED, "did not return: the testee was ended by SIGSEGV"),
    "leaked-reference": (DEVIATES, "support"),
    "leaked-buffer": (Verdict.ADVISORY, "block"),
    "overrun": (
        CRASHED,
        "IMsgStore::StoreLogoff: a block of 64 bytes was written past its end",
    ),
    "double-free": (DEVIATES, "freed"),
    "use-after-free": (
        CRASHED,
        (
            "IMsgStore::StoreLogoff: a block of 64 bytes was written into after it was"
            " freed"
        ),
    ),
    "own-thread": (DEVIATES, "StoreLogoffTransports"),
}


#: The case that looks at memory's books; what is wrong in them shows there.
BOOKS = "provider-shutdown/after-the-stores"


def _chosen(cases: tuple[Case, ...], fault: str = "") -> list[Case]:
    known = {case.id: case for case in cases}
    before, spoiled, after = (
        f"store-logoff-flag/logoff-succeeds[flag={flag}]" for flag in FLAGS
    )
    if fault in ("leaked-buffer", "double-free"):
        spoiled = BOOKS
    return [known[before], known[spoiled], known[after]]


@pytest.mark.parametrize("fault", EXPECTED)
def test_costs_one_case(
    judge: Judge, flawed: Path, cases: tuple[Case, ...], fault: str
) -> None:
    """The case before it and the case after it are judged as ever."""
    settings = {**SETTINGS, WHICH: fault, "deadline": "1"}
    chosen = _chosen(cases, fault)

    before, spoiled, after = judge(f"com:{flawed}", settings, chosen)

    verdict, sentence = EXPECTED[fault]
    assert (before.verdict, spoiled.verdict, after.verdict) == (
        Verdict.CONFORMS,
        verdict,
        Verdict.CONFORMS,
    )
    assert sentence in " ".join(each.text for each in spoiled.differences)


@pytest.mark.parametrize("fault", ["overrun", "use-after-free"])
def test_falls_at_the_fence(
    judge: Judge, flawed: Path, cases: tuple[Case, ...], fault: str
) -> None:
    """With a fence the provider falls where it does it, in a function of its own."""
    settings = {**SETTINGS, WHICH: fault, "fence": "yes"}

    before, spoiled, after = judge(f"com:{flawed}", settings, _chosen(cases))

    assert before.verdict is after.verdict is Verdict.CONFORMS
    assert spoiled.verdict is CRASHED
    assert "was ended by SIGSEGV" in spoiled.differences[0].text
    assert "Fatal Python error: Segmentation fault" in spoiled.printed


def test_a_crash_says_in_which_call(
    judge: Judge, flawed: Path, cases: tuple[Case, ...]
) -> None:
    """What the process said at its end is shown with the case."""
    settings = {**SETTINGS, WHICH: "throw"}

    _, spoiled, _ = judge(f"com:{flawed}", settings, _chosen(cases))

    assert "left the provider" in spoiled.printed
    assert "IMsgStore::StoreLogoff did not return" in spoiled.differences[0].text
