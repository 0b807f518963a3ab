"""The page of flaws: what is wrong on purpose, and what each breaks."""

from collections.abc import Iterator, Sequence

from mapi_conformance.port.flaw import Flaw


_HEAD = """\
# Flaws

A flaw is the reference with one departure, on purpose, or the MAPI that the suite plays
with one. It shows that the suite finds it, and what a run looks like that does:
`pytest --provider=flaw:NAME`.

`breaks` are the clauses that the departure is about: cases that cite them name each of
them. `also` are clauses that cannot hold either once the first are broken. A run names
no clause beside these two. `mapi-conformance prove` shows all of that.

This page is made by `mapi-conformance list --flaws --markdown`; a test compares them.
"""


def write_flaws(flaws: Sequence[Flaw]) -> str:
    """Write the page, in Markdown."""
    providers = [flaw for flaw in flaws if flaw.subject == "provider"]
    hosts = [flaw for flaw in flaws if flaw.subject == "mapi"]
    return "\n".join(
        [
            _HEAD,
            "## Wrong providers\n",
            *_table("this provider", providers),
            "\n## Wrong hosts\n",
            "A departure of MAPI is never the provider's: cases about MAPI are then",
            "inconclusive, and cases about a provider are as they were.\n",
            *_table("here", hosts),
        ]
    )


def _table(title: str, flaws: Sequence[Flaw]) -> Iterator[str]:
    yield f"| flaw | {title} | breaks | also |"
    yield "|---|---|---|---|"
    for flaw in flaws:
        also = ", ".join(flaw.also) or "none"
        yield f"| `{flaw.name}` | {flaw.summary} | {', '.join(flaw.breaks)} | {also} |"
