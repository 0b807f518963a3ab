"""Over TCP: who is let in, what a stranger learns, and what it may cost."""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from places import REFERENCE, Listen

from mapi_adapters.wire.listening import Listening, admits, listen
from mapi_adapters.wire.tcp import is_loopback, read_address
from mapi_conformance.errors import ProviderUnusable, UsageFault
from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.port.finding import find_providers
from mapi_conformance.port.provider import Provider
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.scenario.case import Case
from mapi_conformance.scenario.corpus import Corpus


HELLO = {"protocol": "1.0"}


def _ask(port: int, *messages: object, seconds: float = 3.0) -> list[dict[str, object]]:
    """Send messages one by one; give the answers until the other side hangs up."""
    answers = []
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as stranger:
        file = stranger.makefile("rwb", buffering=0)
        for number, message in enumerate(messages, 1):
            whole = {"jsonrpc": "2.0", "id": number, **message}  # type: ignore[dict-item]  # a dict of JSON
            try:
                file.write(json.dumps(whole).encode() + b"\n")
                line = file.readline()
            except ConnectionError:
                break
            if not line:
                break
            answers.append(json.loads(line))
    return answers


def _hello(**more: object) -> dict[str, object]:
    return {"method": "hello", "params": {**HELLO, **more}}


@pytest.fixture(name="judge_one")
def _judge_one(
    corpus: Corpus, cases: tuple[Case, ...]
) -> Callable[[Provider], Verdict]:
    """Judge one case, whatever it is."""

    def judge(provider: Provider) -> Verdict:
        judging = Judging(provider, corpus, Options(profile="deferred"))
        case = next(c for c in cases if c.id.endswith("abort-when-never-told"))
        try:
            return judging.judge(case).verdict
        finally:
            judging.close()

    return judge


class TestToken:
    """A testee that wants to hear a secret."""

    @pytest.fixture(name="port")
    def _port(self, listen: Listen) -> int:
        return listen(REFERENCE, "--token-env", "SECRET", SECRET="open sesame")

    @pytest.mark.parametrize(
        "message",
        [
            _hello(),
            _hello(token="open"),
            _hello(token=7),
            {"method": "census", "params": {"token": "open sesame"}},
            {"method": "MSProvider.MSProviderInit", "params": {"object": 0}},
            {"method": "hello", "params": []},
        ],
        ids=["none", "wrong", "no-text", "no-hello", "a-call", "no-params"],
    )
    def test_without_it_nothing_is_learnt(self, port: int, message: object) -> None:
        """The connection ends without a word."""
        assert _ask(port, message) == []

    def test_a_stranger_keeps_nobody_out(
        self, port: int, judge_one: Callable[[Provider], Verdict]
    ) -> None:
        """Whoever has it is served after one who had not."""
        _ask(port, _hello(token="wrong"))
        settings = {"token": "open sesame", "first-store": "reference-store-1"}

        provider = find_providers().open(f"tcp:127.0.0.1:{port}", settings, Path.cwd())

        assert judge_one(provider) is Verdict.CONFORMS
        assert provider.remote
        assert provider.digest.startswith("sha256:")

    def test_the_suite_with_a_wrong_one(self, port: int) -> None:
        """The sentence does not show it."""
        settings = {"token": "hush", "start": "1"}

        with pytest.raises(ProviderUnusable) as raised:
            find_providers().open(f"tcp:127.0.0.1:{port}", settings, Path.cwd())

        assert "hung up" in str(raised.value)
        assert "hush" not in str(raised.value)

    @pytest.mark.parametrize(
        ("given", "lets_in"),
        [("secret", True), ("secre", False), (None, False), (b"secret", False)],
    )
    def test_check(self, given: object, *, lets_in: bool) -> None:
        """Only the very text is it."""
        assert admits("secret")(given) is lets_in


class TestLimits:
    """What a peer may cost."""

    def test_one_that_says_nothing(
        self, listen: Listen, judge_one: Callable[[Provider], Verdict]
    ) -> None:
        """It is let go, and the next one is served."""
        port = listen(REFERENCE, "--greeting", "0.3")
        settings = {"first-store": "reference-store-1"}

        with socket.create_connection(("127.0.0.1", port)):
            provider = find_providers().open(
                f"tcp:127.0.0.1:{port}", settings, Path.cwd()
            )
            verdict = judge_one(provider)

        assert verdict is Verdict.CONFORMS

    def test_one_that_falls_silent(self, listen: Listen) -> None:
        """It is let go after a while."""
        port = listen(REFERENCE, "--idle", "0.3")
        with socket.create_connection(("127.0.0.1", port), timeout=3) as peer:
            file = peer.makefile("rwb", buffering=0)
            hello = {"jsonrpc": "2.0", "id": 1, **_hello()}
            file.write(json.dumps(hello).encode() + b"\n")

            answered, later = file.readline(), file.readline()

        assert b'"protocol":"1.0"' in answered
        assert later == b""

    def test_one_with_a_long_message(self, listen: Listen) -> None:
        """It is cut off."""
        port = listen(REFERENCE, "--message-limit", "1")

        answers = _ask(port, _hello(), {"method": "x" * (3 << 20), "params": {}})

        assert len(answers) == 1

    def test_one_with_another_protocol(self, listen: Listen) -> None:
        """It hears which one is spoken."""
        (answer,) = _ask(listen(REFERENCE), _hello(protocol="2.0"))

        assert answer["error"] == {
            "code": -32002,
            "message": "this testee speaks protocol 1.0, the suite '2.0'",
        }


class TestWhere:
    """Loopback, unless somebody says otherwise."""

    def test_elsewhere_needs_a_token(self) -> None:
        """A testee that others can reach does not start without one."""
        with pytest.raises(UsageFault, match=r"give a token \(--token-env NAME\)"):
            listen(Listening(host="0.0.0.0", port=0), lambda channel: None)  # noqa: S104 - refused

    def test_is_bound_to_loopback(self, listen: Listen) -> None:
        """Only this machine finds the testee."""
        port = listen(REFERENCE)
        others = {
            info[4][0]
            for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)
        }
        for address in {str(each) for each in others} - {"127.0.0.1", "127.0.1.1"}:
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection((address, port), timeout=1)

    @pytest.mark.parametrize(
        ("host", "loopback"),
        [("127.0.0.1", True), ("::1", True), ("localhost", True), ("10.0.0.1", False)],
    )
    def test_loopback(self, host: str, *, loopback: bool) -> None:
        """By address, and by the one name that says so."""
        assert is_loopback(host) is loopback

    def test_address(self) -> None:
        """IPv6 stands in brackets."""
        assert read_address("[::1]:9000") == ("::1", 9000)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a certificate for 127.0.0.1, with its key."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("openssl is not installed, so there is no certificate")
    folder = tmp_path_factory.mktemp("tls")
    subprocess.run(
        [
            *(openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=testee", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", "key.pem", "-out", "cert.pem"),
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return folder


class TestTls:
    """With a given certificate."""

    @pytest.fixture(name="port")
    def _port(self, listen: Listen, certificate: Path) -> int:
        cert, key = certificate / "cert.pem", certificate / "key.pem"
        options = ("--tls-cert", os.fspath(cert), "--tls-key", os.fspath(key))
        return listen(REFERENCE, *options)

    def test_judges(
        self,
        port: int,
        certificate: Path,
        judge_one: Callable[[Provider], Verdict],
    ) -> None:
        """A case is judged as over any road."""
        settings = {
            "tls-ca": os.fspath(certificate / "cert.pem"),
            "first-store": "reference-store-1",
        }

        provider = find_providers().open(f"tcp:127.0.0.1:{port}", settings, Path.cwd())

        assert judge_one(provider) is Verdict.CONFORMS

    def test_another_certificate_is_not_trusted(self, port: int) -> None:
        """Without the one that was given the suite says nothing to it."""
        roots = shutil.which("openssl") and "/etc/ssl/certs/ca-certificates.crt"
        if not roots or not Path(roots).exists():
            pytest.skip("no other certificates are installed")
        settings = {"tls-ca": roots}

        with pytest.raises(ProviderUnusable, match="cannot be trusted"):
            find_providers().open(f"tcp:127.0.0.1:{port}", settings, Path.cwd())

    def test_in_the_open_is_not_answered(self, port: int) -> None:
        """Who does not speak TLS learns nothing."""
        assert _ask(port, _hello(), seconds=1) == []
