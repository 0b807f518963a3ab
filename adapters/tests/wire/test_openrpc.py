"""The document of the protocol: current, and true of what is really said."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from places import ROOT

import mapi_adapters.wire.peer
from mapi_adapters.hooks import REFERENCE
from mapi_adapters.wire.openrpc import document, text
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.port.finding import find_providers
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus


def test_is_current() -> None:
    """The file in docs/ is what the table makes of it today."""
    written = (ROOT / "docs" / "wire.openrpc.json").read_text(encoding="utf-8")

    assert written == text()


def test_has_every_method() -> None:
    """Each method of each interface is there once, beside those of the protocol."""
    names = [method["name"] for method in document()["methods"]]

    of_table = [f"{i.name}.{m}" for i in INTERFACES.values() for m in i.methods]
    assert names == ["hello", "reset", "census", "bye", *of_table]


class Ear:
    """Hears every message of a conversation, and checks it against the document."""

    def __init__(self) -> None:
        whole = document()
        self.methods = {method["name"]: method for method in whole["methods"]}
        self.components = {"components": whole["components"]}
        self.asked: dict[tuple[str, Any], str] = {}
        self.heard: set[str] = set()
        self.faults: list[str] = []

    def hear(self, message: dict[str, Any], direction: str) -> None:
        """Check one message."""
        if "method" in message:
            method = self.methods[message["method"]]
            self.heard.add(message["method"])
            self.asked[direction, message.get("id")] = message["method"]
            for param in method["params"]:
                if param["name"] in message["params"]:
                    value = message["params"][param["name"]]
                    self.check(value, param["schema"], message)
                elif param["required"]:
                    self.faults.append(f"{param['name']} is missing in {message}")
        elif "result" in message:
            other = {"to": "from", "from": "to"}[direction]
            name = self.asked[other, message["id"]]
            self.check(
                message["result"], self.methods[name]["result"]["schema"], message
            )

    def check(self, value: Any, schema: dict[str, Any], message: Any) -> None:
        """Note what is not as the document has it."""
        validator = jsonschema.Draft202012Validator({**schema, **self.components})
        self.faults += [
            f"{e.message} in {message}" for e in validator.iter_errors(value)
        ]


@pytest.fixture(name="ear")
def _ear(monkeypatch: pytest.MonkeyPatch) -> Iterator[Ear]:
    """Listen at our end of every conversation."""
    ear = Ear()
    peer = mapi_adapters.wire.peer
    parse, encode = peer._parse, peer._encode

    def parsed(line: bytes) -> Any:
        message = parse(line)
        ear.hear(message, "from")
        return message

    def encoded(message: Any) -> str:
        ear.hear(json.loads(encode(message)), "to")
        return encode(message)

    monkeypatch.setattr(peer, "_parse", parsed)
    monkeypatch.setattr(peer, "_encode", encoded)
    return ear


def test_is_what_is_spoken(ear: Ear, corpus: Corpus, cases: tuple[Case, ...]) -> None:
    """Every message of a run, in both directions, is as the document has it."""
    provider = find_providers().open("reference", REFERENCE, Path.cwd(), isolated=True)
    judging = Judging(provider, corpus, Options())

    for case in cases[::3]:
        judging.judge(case)
    judging.close()

    assert ear.faults == []
    assert ear.heard >= {
        "hello",
        "reset",
        "bye",
        "MSProvider.MSProviderInit",
        "IMSProvider.Logon",
        "IMsgStore.StoreLogoff",
        "IMAPISupport.StoreLogoffTransports",
        "IMAPISupport.Release",
    }
