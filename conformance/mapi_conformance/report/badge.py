"""What a run comes to, as a small picture for a README."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from mapi_conformance.report.conclusion import conclude
from mapi_conformance.report.rendering import render
from mapi_conformance.run.record import RunRecord


_COLOURS: Final[Mapping[str, str]] = {
    "good": "#15713f",
    "bad": "#b3202c",
    "odd": "#6a3aa2",
}
#: How wide a letter is, in hundredths, at the size the picture is set in.
_LETTER: Final = 670
_PADDING: Final = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """Two fields side by side, and where they meet."""

    left: str
    right: str
    edge: int
    width: int
    colour: str


def make_badge(run: RunRecord) -> str:
    """Make the picture: the suite, the profile, and what the run came to."""
    profile = "+".join(run.provider.profiles)
    left = f"MAPI {profile}" if profile else "MAPI"
    conclusion = conclude(run)
    edge = _room(left)
    return render(
        "badge.svg",
        badge=Badge(
            left=left,
            right=conclusion.word,
            edge=edge,
            width=edge + _room(conclusion.word),
            colour=_COLOURS[conclusion.tone],
        ),
    )


def _room(text: str) -> int:
    return len(text) * _LETTER // 100 + _PADDING
