"""Whatever a file holds, it loads or says at which places it is wrong."""

import random
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from mapi_conformance.errors import ScenarioErrors
from mapi_conformance.scenario.corpus import Corpus


CORPUS = Corpus()
SHIPPED = tuple(path.read_text("utf-8") for path in CORPUS.files())
PLACE = re.compile(r"x\.yaml:[1-9]\d*:[1-9]\d*: \S.*")
TOKEN = re.compile(r"\s+|[\w$.-]+|\S")

#: Words that mean something somewhere, to stand where they mean something else.
STRANGE = (
    *("", "''", "null", "~", "0", "-1", "010", "0x", "9" * 5000, "$", "$flag", "$a.b"),
    *("[]", "{}", "[[a]]", "{a: b}", "{one of: []}", "&x", "*x", "!!int", "---", "\t"),
    *("await", "settle", "parallel", "across", "group", "transports", "answer"),
    *("causes", "may cause", "cites", "out", "returns", "as", "by", "times", "repeat"),
    *("observe", "note", "anything", "nothing", "in any order", "one of", "not", "has"),
    *("spooler.Yield", "store.sink.OnNotify", "store.support", "new sink", "config."),
    *("AMBIGUITIES-001", "../clauses/sdstore-1", "x" * 300 + "-1", "SDSVC-006"),
    *("mapi", "provider", "deferred", "eager", "rows", "axes", "distinct", "name"),
    *("spooler-store", "archive-store", "PR_SUBJECT", "IID_IUnknown", "E_FAIL"),
)  # fmt: skip

#: Of these all YAML is made.
SIGNS = (*"a:[]{}'#|&*!,?~$ \n", "  ", "- ", "---\n", "suite", "scenarios", "id")


def check(text: str) -> None:
    """Load a text; where it is wrong, look at every message."""
    try:
        CORPUS.load_text(text, "x.yaml")
    except ScenarioErrors as wrong:
        messages = [str(problem) for problem in wrong.exceptions]
        assert [m for m in messages if not PLACE.fullmatch(m)] == []
        assert len(set(messages)) == len(messages)


def mutated(text: str, chance: random.Random) -> str:
    """Delete, double or replace a line or a token, up to four times."""
    for _ in range(chance.randint(1, 4)):
        whole_line = chance.random() < 0.4
        parts = text.splitlines(keepends=True) if whole_line else TOKEN.findall(text)
        if not parts:
            return text
        at = chance.randrange(len(parts))
        other = (
            chance.choice(parts) if chance.random() < 0.5 else chance.choice(STRANGE)
        )
        parts[at] = chance.choice(["", parts[at] * 2, other, "  " + parts[at]])
        text = "".join(parts)
    return text


@given(st.text())
@example("\ud800")
@example("\0")
@example("\ufeff")
@example("suite: a\n\x07")
@example("[" * 2000 + "]" * 2000)
@example("{" * 2000)
@example("? - ? - ? a")
def test_any_text(text: str) -> None:
    """Any text loads, or every message begins with file, line and column."""
    check(text)


@given(st.lists(st.sampled_from(SIGNS)))
def test_any_yaml(parts: list[str]) -> None:
    """Any heap of YAML's signs loads, or says where it is wrong."""
    check("".join(parts))


@settings(max_examples=300, deadline=None)
@given(text=st.sampled_from(SHIPPED), seed=st.integers(0, 2**32))
def test_shipped_with_slips(text: str, seed: int) -> None:
    """A shipped file with some slips loads, or says where it is wrong."""
    check(mutated(text, random.Random(seed)))  # noqa: S311  # no secret


@settings(max_examples=200, deadline=None)
@given(
    text=st.sampled_from(SHIPPED),
    at=st.integers(0, 400),
    word=st.sampled_from(STRANGE),
)
def test_shipped_with_a_strange_word(text: str, at: int, word: str) -> None:
    """A shipped file with one word exchanged loads, or says where it is wrong."""
    words = TOKEN.findall(text)

    words[at % len(words)] = word

    check("".join(words))
