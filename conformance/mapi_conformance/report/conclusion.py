"""What a run comes to, in a sentence and in a word."""

from collections.abc import Sequence
from dataclasses import dataclass

from mapi_conformance.exits import Exit
from mapi_conformance.run.outcome import exit_code, scored
from mapi_conformance.run.record import CaseRecord, RunRecord, WaiverRecord


_NOT_JUDGED = "the provider was not judged"
_CONCLUSIONS = {
    Exit.CONFORMS: "conforms, as far as these cases go",
    Exit.DEVIATES: "does not conform",
    Exit.INCONCLUSIVE: "inconclusive: not everything could be judged",
    Exit.NOTHING_JUDGED: "nothing was judged",
}


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a run comes to: a sentence, a word for a badge, and how good that is."""

    text: str
    word: str
    tone: str


_STOPPED = Conclusion("stopped before its end: nothing is concluded", "stopped", "odd")
_TOLD = {
    Exit.CONFORMS: ("conforms", "good"),
    Exit.DEVIATES: ("does not conform", "bad"),
    Exit.INCONCLUSIVE: ("inconclusive", "odd"),
    Exit.NOTHING_JUDGED: ("not judged", "odd"),
}


def conclude(run: RunRecord) -> Conclusion:
    """Say what a run comes to; one that was stopped proves no conformance."""
    code = exit_code(run.cases, run.waivers)
    if run.stopped and code is not Exit.DEVIATES:
        return _STOPPED
    text = conclusion(run.cases, run.waivers)
    if text == _NOT_JUDGED:
        return Conclusion(text, *_TOLD[Exit.NOTHING_JUDGED])
    return Conclusion(text, *_TOLD[code])


def conclusion(
    cases: Sequence[CaseRecord], waivers: Sequence[WaiverRecord] = ()
) -> str:
    """Say in a few words whether a provider conforms, as far as was judged."""
    code = exit_code(cases, waivers)
    if code is Exit.CONFORMS and all(
        case.subject != "provider" for case in scored(cases)
    ):
        return _NOT_JUDGED
    if code is Exit.CONFORMS and any(waiver.used for waiver in waivers):
        return "conforms with waivers, as far as these cases go"
    if code is Exit.DEVIATES and not any(case.verdict.fails for case in scored(cases)):
        return "a waiver is wrong, and no case deviates otherwise"
    return _CONCLUSIONS[code]
