"""Templates, and the one way in which anything gets into them: escaped.

What is shown came from a provider, or from a file that somebody else wrote. Markup is
what this package ships, and nothing else.
"""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from mapi_conformance.judge.show import printable


_TEMPLATES: Final = Path(__file__).with_name("templates")
#: What Markdown could take for more than text; HTML is escaped beside it.
_SPECIAL: Final = re.compile(r"([\\`*_\[\]|~]|^[#+=-]|^\d+(?=[.)]\s))")


def render(template: str, **view: Any) -> str:
    """Fill a template; every text in it is escaped for what it becomes.

    Args:
        template: A file among the templates; what ends in ``.md`` is Markdown.
        view: What the template shows, by name.
    """
    made = _markdown() if template.endswith(".md") else _markup()
    return made.get_template(template).render(view)


def shipped(name: str) -> Markup:
    """Take a file of this package as it is: a style sheet, a script."""
    return Markup((_TEMPLATES / name).read_text(encoding="utf-8").strip())  # noqa: S704  # ours


def digest(text: str) -> str:
    """Spell the digest of a script or a style sheet for a content security policy."""
    hashed = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(hashed).decode('ascii')}"


@cache
def _markup() -> Environment:
    return _environment(_plain)


@cache
def _markdown() -> Environment:
    made = _environment(_in_markdown)
    made.filters["code"] = _code
    return made


def _environment(finalize: Any) -> Environment:
    return Environment(
        autoescape=True,
        finalize=finalize,
        keep_trailing_newline=True,
        loader=FileSystemLoader(_TEMPLATES),
        lstrip_blocks=True,
        trim_blocks=True,
        undefined=StrictUndefined,
    )


def _plain(value: Any) -> Any:
    """Escape what no reader takes: controls, lone surrogates, marks of direction."""
    if isinstance(value, Markup) or not isinstance(value, str) or value.isprintable():
        return value
    return printable(value)


def _in_markdown(value: Any) -> Any:
    """Escape what Markdown reads; what stays is left to the escaping of HTML."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return _SPECIAL.sub(_escaped, _plain(value))


def _escaped(special: re.Match[str]) -> str:
    text = special[0]
    # A number that would begin a list keeps its digits; the dot behind it does not.
    return f"{text}\\" if text.isdigit() else f"\\{text}"


def _code(value: object) -> Markup:
    """Make a span of code, which takes no escapes, so none are needed."""
    text = printable(str(value)).replace("|", "¦")
    ticks = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    pad = " " if text[:1] == "`" or text[-1:] == "`" or not text else ""
    return Markup(f"{ticks}{pad}{text}{pad}{ticks}")  # noqa: S704  # a span ends at its own ticks
