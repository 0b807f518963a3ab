"""Secrets: they come from the environment, and leave no trace in what is written."""

import base64
import os
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeVar

from mapi_conformance.errors import UnknownSetting


#: A value that starts so names a variable of the environment.
ENVIRONMENT: Final = "env:"
#: What stands in place of a secret.
REDACTED: Final = "[redacted]"

T = TypeVar("T")


def resolve(settings: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Put in what the environment holds; give the settings, and the secrets.

    Raises:
        UnknownSetting: A variable is not set, or empty.
    """
    resolved: dict[str, str] = {}
    secrets: list[str] = []
    for name, text in settings.items():
        resolved[name] = text
        if text.startswith(ENVIRONMENT):
            variable = text.removeprefix(ENVIRONMENT)
            resolved[name] = os.environ.get(variable, "")
            if not resolved[name]:
                raise UnknownSetting(
                    f"{name}={text!r}: the environment variable {variable} is not set"
                )
            secrets.append(resolved[name])
    return resolved, tuple(secrets)


def redact_text(text: str, secrets: Iterable[str]) -> str:
    """Take every secret out of a text, in the forms in which it may stand there."""
    for secret in secrets:
        for form in _forms(secret):
            text = text.replace(form, REDACTED)
    return text


def redact(value: T, secrets: tuple[str, ...]) -> T:
    """Take every secret out of a record, whatever it is made of."""
    if not secrets:
        return value
    changed: Any = _redact(value, secrets)
    return changed  # type: ignore[no-any-return]  # of the type that went in


def _redact(value: Any, secrets: tuple[str, ...]) -> Any:
    if isinstance(value, str):
        return redact_text(value, secrets) if type(value) is str else value
    if isinstance(value, tuple):
        return tuple(_redact(each, secrets) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {
            f.name: _redact(getattr(value, f.name), secrets) for f in fields(value)
        }
        return replace(value, **changes)
    return value


def _forms(secret: str) -> Iterable[str]:
    """Spell a secret as traces do: as text, and as bytes in either width."""
    yield secret
    for data in (secret.encode(), secret.encode("utf-16-le")):
        yield data.hex(" ")
        yield data.hex()
        yield base64.b64encode(data).decode("ascii")
