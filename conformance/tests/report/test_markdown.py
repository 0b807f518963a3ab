"""A run as Markdown."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.report.markdown import make_summary
from mapi_conformance.report.rendering import _code, _in_markdown
from mapi_conformance.run.record import CaseRecord, RunRecord


SUMMARY = """\

## ❌ mine 2: does not conform

Profile none (the hard core only) (declared), edition 2026-01-01, by hand, suite 0.1.

| cases | |
|---|--:|
| deviates | 1 |

| clauses | must | should | may |
|---|--:|--:|--:|
| deviates | 1 | 0 | 0 |
| no case | {must} | {should} | {may} |

### What was found

❌ **STORELOGOFF-014**, 1 case

> When StoreLogoff is called again before the count reaches zero, the newer flag \
replaces the older one.<br>
> <sub>STORELOGOFF-014, must: imsgstore-storelogoff</sub>

`suite/one`

- it got another flag<br>expected `LOGOFF_PURGE`, seen `LOGOFF_ABORT`
"""


def test_whole(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord]
) -> None:
    """The conclusion, counts, and each departure with its clause and one case."""
    run = a_run(a_case())
    levels = [c.severity for c in run.clauses if c.subject == "provider"]

    assert make_summary(run).strip() == SUMMARY.strip().format(
        must=levels.count("must") - 1,
        should=levels.count("should"),
        may=levels.count("may"),
    )


def test_many(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord]
) -> None:
    """A summary stays short, and says what it leaves out."""
    verdicts = [Verdict.CRASHED, Verdict.INCONCLUSIVE, Verdict.HUNG]
    cases = [a_case(f"s/{v.value}", verdict=v, checks=()) for v in verdicts]
    (check,) = a_case().checks
    for clause in a_run(a_case()).clauses[:22]:
        broken = replace(check, clause=clause.id)
        cases.append(a_case(f"s/{clause.id}", checks=(broken,)))

    text = make_summary(a_run(*cases))

    assert text.rstrip().endswith("… and 5 more, in report.html")


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a | b", r"a \| b"),
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("# head", r"\# head"),
        ("- item", r"\- item"),
        ("1. item", "1\\. item"),
        ("2.5 and a-b", "2.5 and a-b"),
        ("[a](b) ![c](d)", r"\[a\](b) !\[c\](d)"),
        ("a\nb", r"a\\nb"),
    ],
)
def test_text_is_text(text: str, escaped: str) -> None:
    """What Markdown reads is escaped, and the rest is not touched."""
    assert _in_markdown(text) == escaped


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("a_b", "`a_b`"),
        ("a`b", "``a`b``"),
        ("`a", "`` `a ``"),
        ("a|b", "`a¦b`"),
        ("", "`  `"),
        ("a\nb", r"`a\nb`"),
    ],
)
def test_code(text: str, span: str) -> None:
    """A span of code cannot be left from within."""
    assert _code(text) == span


def test_html_is_text(
    a_run: Callable[..., RunRecord], a_case: Callable[..., CaseRecord]
) -> None:
    """What Markdown would pass on as HTML is escaped for it."""
    text = make_summary(a_run(a_case(reason="<img src=x>")))

    assert "<img" not in text
    assert "&lt;img src=x&gt;" in text
