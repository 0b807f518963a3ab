"""Messages of the loader that a decision quotes, against the loader."""

import re
from pathlib import Path
from typing import Final

import pytest

from mapi_conformance.errors import ScenarioErrors
from mapi_conformance.scenario.corpus import Corpus


ROOT: Final = Path(__file__).parents[3]
PAGE: Final = ROOT / "docs" / "decisions" / "0010-what-the-language-leaves-out.md"
CORPUS: Final = Corpus()

_ROW = re.compile(r"^\| ([^|]+) \| `(.+?)` \| .+ \|$", re.MULTILINE)

#: What the table speaks of, tried in a scenario.
TRIED: Final = {
    "`await`": "- await:",
    "`settle`": "- settle:",
    "`new sink`": "- store.Advise: {mask: 4, sink: new sink}",
    "`parallel`": "- parallel:",
    "rows as values": """\
- store.GetOutgoingQueue:
  as: table
- table.QueryRows: {count: 1}
  out: {rows: [{PR_SUBJECT: alpha}]}""",
    "a sort order": """\
- store.GetOutgoingQueue:
  as: table
- table.SortTable: {sort: [PR_SUBJECT]}""",
    "a restriction": """\
- store.GetOutgoingQueue:
  as: table
- table.Restrict: {restriction: {PR_SUBJECT: alpha}}""",
    "a null pointer in place of a result": """\
- store.QueryInterface: {interface: IID_IUnknown, object: null}""",
    "a call from inside an event": """\
- store.Release:
  causes:
    - store.support.gone:
      cites: SDSTORE-006
      steps:
        - store.AddRef:""",
    "`dll.Unload`": "- dll.Unload:",
    "`dll.Load`": "- dll.Load:",
    "dialogs": "- dialog: yes",
}

AROUND: Final = """\
suite: tried
about: Around steps that are refused.
given: [open-store]
watch: [end-of-support]
scenarios:
  - id: tried
    title: a thing that the language leaves out
    steps:
      {steps}
"""


def _quoted() -> dict[str, str]:
    return dict(_ROW.findall(PAGE.read_text(encoding="utf-8")))


def test_everything_that_is_left_out_is_tried() -> None:
    """The table has a row for each thing that is tried here, and no other."""
    assert list(_quoted()) == list(TRIED)


@pytest.mark.parametrize("thing", TRIED)
def test_message(thing: str) -> None:
    """The loader refuses it with the message that the decision quotes."""
    text = AROUND.format(steps=TRIED[thing].replace("\n", "\n      "))

    with pytest.raises(ScenarioErrors) as caught:
        CORPUS.load_text(text, "tried.yaml")

    assert f": {_quoted()[thing]}" in str(caught.value).splitlines()[-1]
