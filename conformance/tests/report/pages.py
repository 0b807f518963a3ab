"""What tests of pages share: a reader, hostile texts, and a very large run."""

from dataclasses import fields, is_dataclass, replace
from html.parser import HTMLParser
from typing import Any

from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.run.record import RunRecord


class Reader(HTMLParser):
    """Reads a page as a browser would, and keeps what a test asks for."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.inside: list[str] = []
        self.raw: dict[str, str] = {}
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag; what stands in two elements is not one word."""
        self.words.append(" ")
        self.tags.append((tag, dict(attrs)))
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave a tag."""
        self.inside.append("")

    def handle_data(self, data: str) -> None:
        """Keep text; of scripts and style sheets apart."""
        if self.inside and self.inside[-1] in ("script", "style"):
            self.raw[self.inside[-1]] = data
        else:
            self.words.append(data)

    @property
    def text(self) -> str:
        """What a reader sees, a blank for each run of space."""
        return " ".join("".join(self.words).split())

    def values(self, name: str) -> list[str]:
        """The values of an attribute, in order."""
        return [value for _, each in self.tags if (value := each.get(name))]


HOSTILE = (
    "</title></style></script><script>document.title='owned'</script>"
    "<img src=x onerror=\"document.title='owned'\">"
    "' onmouseover='x' \" onclick=\"x\" javascript:x {{ 7*7 }} {% x %}"
    "\x00\x1b[31m\r\n\u2028\u202e\ud800\ufffe]]>-->&lt;"
)


def poisoned(value: Any) -> Any:
    """Put hostile text wherever a record has text that is not one of our words."""
    if is_dataclass(value) and not isinstance(value, type):
        changes = {f.name: poisoned(getattr(value, f.name)) for f in fields(value)}
        return replace(value, **changes)
    if isinstance(value, tuple):
        return tuple(map(poisoned, value))
    return HOSTILE if isinstance(value, str) else value


def enlarged(run: RunRecord) -> RunRecord:
    """Make a run of 10,000 cases, of which 100 fail, from the cases of another."""
    red = [case for case in run.cases if case.verdict.fails]
    green = [case for case in run.cases if case.verdict is Verdict.CONFORMS]
    cases = [
        *(replace(red[n % len(red)], id=f"suite-{n % 40}/b-{n}") for n in range(100)),
        *(
            replace(green[n % len(green)], id=f"suite-{n % 40}/a-scenario-{n}")
            for n in range(9900)
        ),
    ]
    return replace(run, cases=tuple(cases))
