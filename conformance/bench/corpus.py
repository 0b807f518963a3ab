"""The conversation as scenario files: twenty scenarios a file, a case each."""

from pathlib import Path

from by_hand.words import NAMES


A_FILE = 20
_HEAD = """\
suite: bench-{number}
about: What a store remembers of two words.
profile: deferred
given: [open-store]
watch: [end-of-support]

scenarios:
"""
_SCENARIO = """\
  - id: last-flag-wins-{number}
    title: the second word is the one that arrives
    steps:
      - store.StoreLogoff: {{flags: {first}}}
      - store.StoreLogoff: {{flags: {last}}}
      - store.Release:
        causes:
          - store.support.StoreLogoffTransports: {{flags: {last}}}
            cites: STORELOGOFF-014
          - store.support.gone:
            cites: SDSTORE-006

"""


def write_corpus(folder: Path, cases: int) -> None:
    """Write so many cases into a folder of their own."""
    folder.mkdir()
    for start in range(0, cases, A_FILE):
        number = f"{start // A_FILE:04}"
        scenarios = [_scenario(each) for each in range(start, start + A_FILE)]
        text = _HEAD.format(number=number) + "".join(scenarios)
        (folder / f"bench_{number}.yaml").write_text(text, encoding="utf-8")


def _scenario(number: int) -> str:
    first, last = NAMES[number % len(NAMES)]
    return _SCENARIO.format(number=f"{number:05}", first=first, last=last)
