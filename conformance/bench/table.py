"""Times → the tables of docs/performance.md."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


Times = Mapping[tuple[str, int], float]

LOOP = "(a) a bare loop"
HAND = "(b) parametrised pytest by hand"
THREE = "(c) this suite, pytest's protocol"
FAST = "(d) this suite, fast protocol"
FAIL_THREE = "(c) where every case fails"
FAIL_FAST = "(d) where every case fails"
IDLE, IDLE_OURS = "pytest alone", "pytest with the suite, no provider"
ONE_TEST, ONE_CASE = "one test by hand", "one case"
SIZES = (100, 1_000, 10_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a figure may be at most."""

    text: str
    most: float
    measured: float
    unit: str = ""

    @property
    def row(self) -> str:
        """The target as a row of the table."""
        met = "met" if self.measured <= self.most else "missed"
        shown = f"{self.measured:.0f}" if self.unit else f"{self.measured:.2f}"
        return (
            f"| {self.text} | {self.most:g}{self.unit} | {shown}{self.unit} | {met} |"
        )


def write_tables(times: Times) -> Iterator[str]:
    """Write what was measured, then the targets."""
    yield f"| run of N cases | {' | '.join(f'N = {size:,}' for size in SIZES)} |"
    yield f"|---|{'---|' * len(SIZES)}"
    for name in (LOOP, HAND, THREE, FAST):
        cells = (_cell(times, name, size) for size in SIZES)
        yield f"| {name} | {' | '.join(cells)} |"
    yield ""
    yield "| target | at most | measured | |"
    yield "|---|---|---|---|"
    yield from (target.row for target in _targets(times))


def _cell(times: Times, name: str, size: int) -> str:
    seconds = times[name, size]
    return f"{seconds / times[HAND, size]:.2f} ({seconds:.2f} s)"


def _targets(times: Times) -> Iterator[Target]:
    limits = {(THREE, 1_000): 0.8, (THREE, 10_000): 0.8}
    limits |= {(FAST, 1_000): 0.6, (FAST, 10_000): 0.45}
    for (name, size), most in limits.items():
        ratio = times[name, size] / times[HAND, size]
        text = f"{name[:3]} / (b) at {size:,}"
        yield Target(text=text, most=most, measured=ratio)
    for name in (THREE, FAST):
        text = f"{name[:3]}: a further case at 10,000, against one at 1,000"
        yield Target(text=text, most=1.15, measured=_growth(times, name))
    for name, failing in ((THREE, FAIL_THREE), (FAST, FAIL_FAST)):
        ratio = times[failing, 1_000] / times[name, 1_000]
        text = f"{name[:3]}: all fail, against all pass, at 1,000"
        yield Target(text=text, most=2, measured=ratio)
    for text, most, ours, alone in (
        ("without a provider, over pytest alone", 15, IDLE_OURS, IDLE),
        ("one case, over one test by hand", 60, ONE_CASE, ONE_TEST),
        ("one case, over pytest alone", 60, ONE_CASE, IDLE),
    ):
        over = 1000 * (times[ours, 1] - times[alone, 1])
        yield Target(text=text, most=most, measured=over, unit=" ms")


def _growth(times: Times, name: str) -> float:
    few, some, many = (times[name, size] for size in SIZES)
    further = (many - some) / (SIZES[2] - SIZES[1])
    return further / ((some - few) / (SIZES[1] - SIZES[0]))
