"""``certify`` and ``verify``: what they print, and their exit codes."""

import builtins
import json
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from mapi_conformance.__main__ import main
from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.port.finding import find_providers, open_reference
from mapi_conformance.proof.matrix import Matrix
from mapi_conformance.report.certificate import making
from mapi_conformance.run.citing import with_clauses
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.record import RunRecord, WaiverRecord, to_plain
from mapi_conformance.scenario.corpus import Corpus


CERTIFY = ("certify", "report.json", "--key=key.pem")
VERIFY = ("verify", "certificate.json", "--key=key.pub")


@pytest.fixture(scope="module", name="run")
def _run(tmp_path_factory: pytest.TempPathFactory) -> RunRecord:
    """Judge the reference, which is said to be one file."""
    base = tmp_path_factory.mktemp("base")
    (base / "store.dll").write_bytes(b"a provider")
    corpus, directory = Corpus(), find_providers()
    provider = directory.open("reference", {"artifact": "store.dll"}, base)
    judging = Judging(provider, corpus, Options(), lambda: open_reference(directory))
    cases = [case for each in corpus.load_all() for case in each.cases]
    return with_clauses(judging.record(map(judging.conclude, cases)), corpus.catalogue)


@pytest.fixture(autouse=True, name="folder")
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: RunRecord) -> Path:
    """Work in a folder with a report, a pair of keys and the provider."""
    monkeypatch.chdir(tmp_path)
    key = Ed25519PrivateKey.generate()
    Path("key.pem").write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    Path("key.pub").write_bytes(
        key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    Path("store.dll").write_bytes(b"a provider")
    Path("report.json").write_text(json.dumps(to_plain(run)), "utf-8")
    return tmp_path


Told = Callable[..., tuple[int, str, str]]


@pytest.fixture(name="told")
def _told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Give the exit code, and what was printed on both streams."""

    def told(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        return (int(code), *capsys.readouterr())

    return told


def test_certify_and_verify(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """A certificate is verified without any network."""
    assert told(*CERTIFY) == (0, "certificate.json: reference, conforming\n", "")

    def no_network(*arguments: object) -> None:
        raise AssertionError("verify needs no network")

    monkeypatch.setattr(socket, "socket", no_network)
    monkeypatch.setattr(socket, "create_connection", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    code, out, err = told(*VERIFY, "--artifact=store.dll", "--profile=deferred")

    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "reference 0.1.0, in this process: conforming"
    assert lines[1] == (
        "profile deferred (declared); capabilities fast-shutdown, folders,"
        " provider-shutdown, second-store, spooler-logon, status-object,"
        " unconfigured-store, unreachable-store"
    )
    assert lines[2].startswith("edition 2026-11-20, suite ")
    assert lines[-1] == "verified"
    assert not any("not compared" in line for line in lines)


def test_what_was_not_compared(told: Told) -> None:
    """Without the provider's files at hand the answer says so."""
    told(*CERTIFY)

    _, out, _ = told(*VERIFY)

    assert "the provider's files were not compared; --artifact=FILE does that" in out


@pytest.mark.parametrize(
    ("arguments", "refusal"),
    [
        (["--artifact=other.dll"], "other artifact: other.dll was not what was judged"),
        (
            ["--artifact=store.dll", "--artifact=copy.dll"],
            "other artifact: 2 of 1 files that were judged",
        ),
        (["--profile=eager"], "profile: it certifies deferred, not eager"),
        (["--at=2999-01-01"], "expired: it was valid until 20"),
        (["--at=2001-01-01T10:00:00+01:00"], "not yet valid: it was issued at 20"),
        (
            ["--report=other.json"],
            "other report: other.json is not the report that it was made from",
        ),
        (["--key=other.pub"], "foreign key: other.pub has not signed it; signed by "),
    ],
    ids=["file", "files", "profile", "later", "before", "report", "key"],
)
def test_refused(
    arguments: list[str], refusal: str, told: Told, run: RunRecord
) -> None:
    """What is not what the user has or needs is refused, by name."""
    told(*CERTIFY)
    Path("other.dll").write_bytes(b"another provider")
    Path("copy.dll").write_bytes(b"a provider")
    other = replace(run, strict=True)
    Path("other.json").write_text(json.dumps(to_plain(other)), "utf-8")
    public = Ed25519PrivateKey.generate().public_key()
    Path("other.pub").write_bytes(
        public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )

    code, out, err = told(*VERIFY, *arguments)

    assert (code, out) == (1, "")
    assert err.startswith(f"refused: {refusal}")
    assert len(err.splitlines()) == 1


def test_right_report(told: Told) -> None:
    """The report that it was made from is recognized."""
    told(*CERTIFY)

    assert told(*VERIFY, "--report=report.json")[0] == 0


def test_changed_byte(told: Told) -> None:
    """A byte of the file that is changed is told by name."""
    told(*CERTIFY)
    path = Path("certificate.json")
    text = path.read_text("utf-8")
    middle = len(text) // 2
    other = "A" if text[middle] != "A" else "B"
    path.write_text(text[:middle] + other + text[middle + 1 :], "utf-8")

    code, _, err = told(*VERIFY)

    assert code == 1
    assert err == "refused: changed: the signature is not one of this content\n"


def test_self_declared(told: Told, run: RunRecord) -> None:
    """Where nothing could be looked at, there is nothing to compare with."""
    provider = replace(run.provider, artifact=())
    text = json.dumps(to_plain(replace(run, provider=provider)))
    Path("report.json").write_text(text, "utf-8")
    told(*CERTIFY)

    assert "self-declared: no file could be shown" in told(*VERIFY)[1]
    code, _, err = told(*VERIFY, "--artifact=store.dll")
    assert code == 1
    assert err.startswith("refused: other artifact: it is self-declared")


def test_with_waivers(
    told: Told, run: RunRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever verifies reads each waiver, and that nobody knows the flaw score."""
    number, case = next(
        (n, c)
        for n, c in enumerate(run.cases)
        if c.checks and c.checks[0].level == "must"
    )
    first, *rest = case.checks
    waived = replace(
        case,
        verdict=Verdict.WAIVED,
        checks=(replace(first, outcome=Outcome.WAIVED), *rest),
    )
    waiver = WaiverRecord(
        case=case.id,
        clause=first.clause,
        observed=("it got 1",),
        owner="anna",
        reason="old",
        issue="#1",
        expires="2999-12-31",
        used=True,
    )
    cases = (*run.cases[:number], waived, *run.cases[number + 1 :])
    text = json.dumps(to_plain(replace(run, cases=cases, waivers=(waiver,))))
    Path("report.json").write_text(text, "utf-8")
    unknown = Matrix(rows=(), flaws=0, killed=0, rightly=0)
    monkeypatch.setattr(making, "read_matrix", lambda _: unknown)

    assert told(*CERTIFY)[1].endswith("reference, conforming with waivers\n")

    lines = told(*VERIFY)[1].splitlines()
    assert f"waived: {first.clause} in {case.id}, until 2999-12-31, anna: old" in lines
    assert "how many flaws the suite finds is not known" in lines


PROBLEM = WaiverRecord(
    case="a/b", clause="A-1", place="w.yaml:1:3", problem="it is stale"
)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"waivers": (PROBLEM,)}, "waivers: w.yaml:1:3: it is stale"),
        ({"edition": "draft", "edition_digest": ""}, "unknown edition: no edition is"),
        ({"cases": ()}, "cases missing: 0 of "),
    ],
    ids=["a stale waiver", "a draft", "nothing"],
)
def test_not_certified(
    changes: dict[str, Any], refusal: str, told: Told, run: RunRecord
) -> None:
    """What a verifier would refuse is not even signed."""
    text = json.dumps(to_plain(replace(run, **changes)))
    Path("report.json").write_text(text, "utf-8")

    code, out, err = told(*CERTIFY)

    assert (code, out) == (1, "")
    assert f"not certified: {refusal}" in err
    assert not Path("certificate.json").exists()


def test_debugging_is_not_certified(told: Told, run: RunRecord) -> None:
    """What was judged in the suite's own process proves nothing of a library."""
    provider = replace(run.provider, road="here", debugging=True)
    text = json.dumps(to_plain(replace(run, provider=provider)))
    Path("report.json").write_text(text, "utf-8")

    assert told(*CERTIFY) == (
        1,
        "",
        "not certified: debugging: it was judged as here, which proves nothing\n",
    )


def test_partial_run(told: Told, run: RunRecord) -> None:
    """A run of a part is told how much of it there was."""
    text = json.dumps(to_plain(replace(run, cases=run.cases[3:])))
    Path("report.json").write_text(text, "utf-8")

    code, _, err = told(*CERTIFY)

    total = len(run.cases)
    assert code == 1
    assert err.startswith(
        f"not certified: cases missing: {total - 3} of {total} cases of the edition;"
    )


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("certify", "no.json", "--key=key.pem"), "no.json cannot be read: "),
        (
            ("certify", "key.pem", "--key=key.pem"),
            "key.pem is no report: it is not JSON",
        ),
        (
            ("certify", "new.json", "--key=key.pem"),
            "new.json has schema 9, and this version",
        ),
        (
            ("certify", "list.json", "--key=key.pem"),
            "list.json is no report: it names no schema",
        ),
        (("certify", "report.json", "--key=no.pem"), "no.pem cannot be read: "),
        (("verify", "no.json", "--key=key.pub"), "no.json cannot be read: "),
        (
            (*CERTIFY, "--output=key.pem/certificate.json"),
            "key.pem/certificate.json cannot be written: ",
        ),
    ],
)
def test_usage(arguments: tuple[str, ...], complaint: str, told: Told) -> None:
    """What cannot be done has an exit code of its own."""
    Path("new.json").write_text('{"schema": 9}', "utf-8")
    Path("list.json").write_text("[]", "utf-8")

    code, _, err = told(*arguments)

    assert code == 4
    assert err.startswith(f"mapi-conformance: {complaint}")


def test_no_moment(capsys: pytest.CaptureFixture[str]) -> None:
    """A day is written as everywhere."""
    with pytest.raises(SystemExit) as left:
        main([*VERIFY, "--at=soon"])

    assert left.value.code == 4
    assert "'soon' is no day and no moment" in capsys.readouterr().err


@pytest.mark.parametrize("command", [CERTIFY, VERIFY], ids=["certify", "verify"])
def test_extra_is_missing(
    command: tuple[str, ...], told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the packages that sign are missing, a sentence says how to get them."""
    told(*CERTIFY)
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.startswith("mapi_conformance.report.certificate.envelope"):
            raise ModuleNotFoundError(name="securesystemslib")
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)

    code, _, err = told(*command)

    assert code == 4
    assert err == (
        "mapi-conformance: certificates need securesystemslib, which is not installed:"
        " pip install 'mapi-conformance[certificate]'\n"
    )


def test_encrypted_key(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    """The password of a key comes from the environment and is shown nowhere."""
    monkeypatch.setenv("MAPI_CERTIFICATE_PASSWORD", "sesame")

    code, out, err = told(*CERTIFY)

    assert code == 4
    assert "Password was given but private key is not encrypted" in err
    assert "sesame" not in out + err
