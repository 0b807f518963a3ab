"""What the proof found, in words: a flaw a line, then the numbers."""

from collections.abc import Iterator, Sequence

from mapi_conformance.proof.trial import Trial


def tell_trial(trial: Trial, *, full: bool) -> Iterator[str]:
    """Say which clause should name a flaw, how many cases did, and one of them.

    What is declared in vain shows only where every case was judged.
    """
    for clause in trial.flaw.breaks:
        yield f"{_word(trial, clause):8} {trial.flaw.name:34} {clause}"
        yield f"{'':8} {_witness(trial, clause)}"
    for clause in trial.beyond:
        cases = trial.named[clause]
        yield f"BEYOND   {trial.flaw.name:34} {clause}"
        yield f"{'':8} named by {cases[0]}, and neither in breaks nor in also"
    for clause in trial.idle if full else ():
        yield f"IDLE     {trial.flaw.name:34} {clause}"
        yield f"{'':8} in also, and no case names it"
    for case in trial.strange:
        yield f"STRANGE  {trial.flaw.name:34} {case}"
        yield f"{'':8} crashed or hung, where a difference was due"


def _word(trial: Trial, clause: str) -> str:
    return "MISSED" if clause in trial.missed else "killed"


def _witness(trial: Trial, clause: str) -> str:
    cases = trial.named.get(clause, ())
    if not cases:
        return f"none of {trial.cases} cases names it"
    cited = "" if clause not in trial.missed else ", none of which cites it"
    return f"by {_count(len(cases), 'case')}{cited}: {cases[0]}"


def summarize_proof(
    trials: Sequence[Trial], assertable: int, unflawed: int
) -> Iterator[str]:
    """Give the numbers that have to be equal: three about flaws, two about clauses.

    Args:
        trials: What became of each flaw.
        assertable: How many clauses fired and can be broken.
        unflawed: How many of them no flaw breaks.
    """
    killed = sum(trial.killed for trial in trials)
    rightly = sum(trial.killed and not trial.missed for trial in trials)
    yield f"flaws {len(trials)}, killed {killed}, killed by the right clause {rightly}"
    yield f"assertable clauses {assertable}, with a flaw {assertable - unflawed}"


def tell_scale(trials: Sequence[Trial], seconds: float, jobs: int) -> str:
    """Say how the time grows with flaws and with cases."""
    judged = sum(trial.cases for trial in trials)
    rate = judged / seconds if seconds else 0.0
    each = seconds / len(trials) if trials else 0.0
    return (
        f"{_count(len(trials), 'flaw')} x {judged / max(len(trials), 1):.0f} cases ="
        f" {judged} judged in {seconds:.1f} s on {_count(jobs, 'process')}:"
        f" {rate:.0f} a second, {each:.2f} s a flaw"
    )


def _count(number: int, noun: str) -> str:
    plural = "es" if noun.endswith("s") else "s"
    return f"{number} {noun}{'' if number == 1 else plural}"
