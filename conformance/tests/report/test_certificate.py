"""Certificates: whatever is changed in one, it is refused by a reason with a name."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from mapi_conformance.errors import KeyUnusable
from mapi_conformance.judge.verdict import Outcome, Verdict
from mapi_conformance.judge.waivers import parse_waivers
from mapi_conformance.port.finding import find_providers, open_reference
from mapi_conformance.report.certificate.envelope import seal, unseal
from mapi_conformance.report.certificate.examining import examine
from mapi_conformance.report.certificate.making import certify_run
from mapi_conformance.report.certificate.model import Certified, CertifiedCase
from mapi_conformance.report.certificate.refusal import Reason, Refused
from mapi_conformance.report.certificate.statement import (
    read_statement,
    write_statement,
)
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.record import FileRecord, RunRecord, WaiverRecord
from mapi_conformance.scenario.corpus import Corpus


CORPUS = Corpus()
LOADED = CORPUS.load_all()
ISSUED = datetime(2026, 11, 20, 8, tzinfo=UTC)
LATER = datetime(2026, 12, 1, tzinfo=UTC)


def judge(provider: str, **options: object) -> RunRecord:
    """Judge a provider by the whole corpus, with a file as its artifact."""
    directory = find_providers()
    settings = {"artifact": "pyproject.toml"}
    opened = directory.open(provider, settings, Path(__file__).parents[3])
    how = Options(**options)  # type: ignore[arg-type]  # options by name
    judging = Judging(opened, CORPUS, how, lambda: open_reference(directory))
    cases = [case for each in CORPUS.load_all() for case in each.cases]
    return judging.record(map(judging.conclude, cases))


@pytest.fixture(scope="module", name="run")
def _run() -> RunRecord:
    """Judge the reference."""
    return judge("reference")


@pytest.fixture(scope="module", name="certified")
def _certified(run: RunRecord) -> Certified:
    """Certify the reference."""
    return certify_run(run, CORPUS, "0" * 64, ISSUED, 365)


@pytest.fixture(scope="module", name="waived")
def _waived() -> Certified:
    """Certify a provider with a flaw and waivers for it until the end of the year."""
    deviating = judge("flaw:default-not-abort")
    text = "".join(
        f"- case: {case.id}\n  clause: {check.clause}\n  observed:\n"
        + "".join(
            f"    - {d.text}\n" for d in case.differences if check.clause in d.clauses
        )
        + "  owner: anna\n  reason: old\n  issue: '#1'\n  expires: 2026-12-31\n"
        for case in deviating.cases
        for check in case.checks
        if check.outcome is Outcome.DEVIATES
    )
    waivers = parse_waivers(text, "w.yaml", CORPUS.catalogue)
    run = judge("flaw:default-not-abort", waivers=waivers, today=ISSUED.date())
    return certify_run(run, CORPUS, "0" * 64, ISSUED, 365)


@pytest.fixture(autouse=True)
def loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read the corpus once for all of these tests."""
    monkeypatch.setattr(CORPUS, "load_all", lambda: LOADED)


# -- keys


Kind = Callable[[], ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey]
ED25519: Kind = ed25519.Ed25519PrivateKey.generate


def write_key(folder: Path, kind: Kind = ED25519, name: str = "key") -> Path:
    """Write a pair of keys and give the path of the private one."""
    key = kind()
    private = folder / f"{name}.pem"
    private.write_bytes(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    public_of(private).write_bytes(
        key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    return private


def public_of(private: Path) -> Path:
    """The path of the public key that belongs to a private one."""
    return private.with_suffix(".pub")


def refused(certified: Certified, when: datetime = LATER) -> list[Reason]:
    """The names of the reasons to refuse."""
    return [refusal.reason for refusal in examine(certified, CORPUS, when)]


# -- what is right


class TestGood:
    """What is right is accepted."""

    @pytest.mark.parametrize(
        "kind",
        [
            ED25519,
            partial(ec.generate_private_key, ec.SECP256R1()),
            partial(ec.generate_private_key, ec.SECP384R1()),
        ],
        ids=["Ed25519", "P-256", "P-384"],
    )
    def test_round_trip(self, certified: Certified, kind: Kind, tmp_path: Path) -> None:
        """What is signed is read back, whole."""
        key = write_key(tmp_path, kind)

        text = seal(write_statement(certified), key, None)

        assert read_statement(unseal(text, public_of(key))) == certified
        assert refused(certified) == []

    def test_waivers(self, waived: Certified) -> None:
        """Waivers are in it in full, and it ends with the first of them."""
        assert waived.verdict == "conforming with waivers"
        assert len(waived.waivers) > 3
        assert {w.owner for w in waived.waivers} == {"anna"}
        assert waived.valid_until == "2027-01-01T00:00:00Z"
        assert refused(waived) == []

    def test_statement(self, certified: Certified) -> None:
        """Tools that know in-toto find subject, result and tests where they look."""
        plain = json.loads(write_statement(certified))

        assert plain["_type"] == "https://in-toto.io/Statement/v1"
        assert plain["predicateType"] == (
            "https://in-toto.io/attestation/test-result/v0.1"
        )
        (subject,) = plain["subject"]
        assert subject["name"] == "pyproject.toml"
        assert len(subject["digest"]["sha256"]) == 64
        predicate = plain["predicate"]
        assert predicate["result"] == "PASSED"
        assert "store-logoff-flag/abort-when-never-told" in predicate["passedTests"]
        assert predicate["failedTests"] == []
        assert {each["name"] for each in predicate["configuration"]} == {
            "edition 2026-11-20",
            "report.json",
        }

    def test_score(self, certified: Certified) -> None:
        """The score is that of the proof beside the corpus, in whole numbers."""
        (score,) = read_statement(write_statement(certified)).score

        assert isinstance(score.flaws, int)
        assert score.flaws == score.killed_by_their_clause > 10

    def test_score_unknown(self, run: RunRecord, own_corpus: Corpus) -> None:
        """Where nobody proved the suite, that is said."""
        (own_corpus.folder / "proof.json").unlink()

        assert certify_run(run, own_corpus, "", ISSUED, 1).score == ()

    def test_self_declared(self, run: RunRecord) -> None:
        """Where no file could be looked at, the certificate says so."""
        provider = replace(run.provider, artifact=())
        certified = certify_run(
            replace(run, provider=provider), CORPUS, "0" * 64, ISSUED, 1
        )

        (subject,) = json.loads(write_statement(certified))["subject"]

        assert subject["name"] == "reference 0.1.0 (self-declared)"
        assert refused(certified, ISSUED) == []

    def test_provisional(self, run: RunRecord) -> None:
        """Cases that do not count, and somebody's own, are not in it."""
        late = replace(run.cases[0], id="a/b", provisional="was added later")
        own = replace(run.cases[0], id="c/d", digest="")
        more = replace(run, cases=(*run.cases, late, own))

        assert refused(certify_run(more, CORPUS, "0" * 64, ISSUED, 365)) == []


# -- what somebody changed and signed again


Change = Callable[[Certified], Certified]


def of_case(number: int, **changes: object) -> Change:
    """Change one case."""

    def change(certified: Certified) -> Certified:
        cases = list(certified.cases)
        cases[number] = replace(cases[number], **changes)  # type: ignore[arg-type]  # fields of a case
        return replace(certified, cases=tuple(cases))

    return change


def of_provider(**changes: object) -> Change:
    """Change who is certified."""
    return lambda it: replace(it, provider=replace(it.provider, **changes))  # type: ignore[arg-type]  # fields of a provider


def of_all(**changes: object) -> Change:
    """Change the certificate itself."""
    return lambda it: replace(it, **changes)  # type: ignore[arg-type]  # fields of a certificate


def of_waiver(**changes: object) -> Change:
    """Change the first waiver."""

    def change(certified: Certified) -> Certified:
        first, *rest = certified.waivers
        waivers = (replace(first, **changes), *rest)  # type: ignore[arg-type]  # fields of a waiver
        return replace(certified, waivers=waivers)

    return change


def leave_out(case: CertifiedCase, reason: str) -> CertifiedCase:
    """Say of a case that it does not apply."""
    checks = tuple(replace(c, outcome=Outcome.NOT_EXERCISED) for c in case.checks)
    return replace(case, verdict=Verdict.NOT_APPLICABLE, reason=reason, checks=checks)


def forget(certified: Certified) -> Certified:
    """Say of a case that it needs what nobody claims."""
    first, *rest = certified.cases
    left_out = leave_out(first, "the capability 'submit' is not claimed")
    return replace(certified, cases=(left_out, *rest))


def downgrade(certified: Certified) -> Certified:
    """Leave out what one half of the contradictions asks for."""

    def left_out(case: CertifiedCase) -> CertifiedCase:
        clauses = {CORPUS.catalogue[c.clause].profile for c in case.checks}
        if "deferred" not in clauses:
            return case
        reason = "it holds for the profile deferred; this run's profile: none"
        return leave_out(case, reason)

    return replace(certified, cases=tuple(map(left_out, certified.cases)))


def whiten(certified: Certified) -> Certified:
    """Call what is waived conforming, and drop the waivers."""
    return replace(
        certified,
        waivers=(),
        cases=tuple(
            replace(case, verdict=Verdict.CONFORMS)
            if case.verdict is Verdict.WAIVED
            else case
            for case in certified.cases
        ),
    )


def soften(certified: Certified) -> Certified:
    """Call a clause that is broken one that need not hold."""
    return replace(
        certified,
        cases=tuple(
            replace(
                case,
                verdict=Verdict.ADVISORY
                if case.verdict is Verdict.WAIVED
                else case.verdict,
                checks=tuple(
                    replace(c, level="should", outcome=Outcome.ADVISORY)
                    if c.outcome is Outcome.WAIVED
                    else c
                    for c in case.checks
                ),
            )
            for case in certified.cases
        ),
    )


STRANGER = CertifiedCase(id="my/own", digest="1" * 64, verdict=Verdict.CONFORMS)

TAMPERED = [
    (
        "a case added",
        lambda it: replace(it, cases=(*it.cases, STRANGER)),
        "CASES_ADDED",
    ),
    (
        "a case twice",
        lambda it: replace(it, cases=(*it.cases, it.cases[0])),
        "CASES_ADDED",
    ),
    ("a case that asks for less", of_case(0, digest="1" * 64), "CASE_CHANGED"),
    ("a case left out as not applicable", forget, "PROFILE"),
    ("a case without its clauses", of_case(0, checks=()), "PROFILE"),
    ("a case that failed", of_case(0, verdict=Verdict.CRASHED), "NOT_CONFORMING"),
    ("a verdict that does not follow", of_case(0, verdict=Verdict.ADVISORY), "VERDICT"),
    ("an unknown edition", of_all(edition="2031-01-01"), "UNKNOWN_EDITION"),
    ("a draft", of_all(edition="draft", edition_digest=""), "UNKNOWN_EDITION"),
    ("another edition of the name", of_all(edition_digest="1" * 64), "OTHER_EDITION"),
    ("a downgraded profile", downgrade, "PROFILE"),
    ("no profile", of_provider(profiles=()), "PROFILE"),
    ("the other profile", of_provider(profiles=("eager",)), "PROFILE"),
    ("a capability less", of_provider(capabilities=("spooler-logon",)), "PROFILE"),
    ("another coverage", of_all(coverage=()), "COUNTS"),
    ("a better name", of_all(verdict="conforming with waivers"), "COUNTS"),
    ("no file", of_provider(artifact=()), "COUNTS"),
    ("another form", of_all(schema=2), "UNREADABLE"),
    ("issued tomorrow", of_all(issued="2027-01-01T00:00:00Z"), "NOT_YET"),
    ("valid until yesterday", of_all(valid_until="2026-11-30T00:00:00Z"), "EXPIRED"),
]

TAMPERED_WAIVERS = [
    ("no waiver", of_all(waivers=()), "WAIVERS"),
    ("a waiver of another clause", of_waiver(clause="STORELOGOFF-001"), "WAIVERS"),
    ("a waiver of another case", of_waiver(case="a/b"), "WAIVERS"),
    ("a waiver that nobody answers for", of_waiver(owner=""), "WAIVERS"),
    ("a waiver without a reason", of_waiver(reason=""), "WAIVERS"),
    ("a waiver of nothing seen", of_waiver(observed=()), "WAIVERS"),
    ("a waiver that is wrong", of_waiver(problem="it is stale"), "WAIVERS"),
    ("a waiver that ends before", of_waiver(expires="2026-12-30"), "WAIVERS"),
    ("a waiver without an end", of_waiver(expires="never"), "WAIVERS"),
    ("waived called conforming", whiten, "VERDICT"),
    ("a must called should", soften, "VERDICT"),
]


class TestTampered:
    """Whoever has the key cannot make a certificate say what does not follow."""

    @pytest.mark.parametrize(
        ("change", "reason"),
        [pytest.param(each, reason, id=name) for name, each, reason in TAMPERED],
    )
    def test_certificate(
        self, certified: Certified, change: Change, reason: str
    ) -> None:
        """Each change is refused, by a reason that names it."""
        assert Reason[reason] in refused(change(certified))

    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            pytest.param(each, reason, id=name)
            for name, each, reason in TAMPERED_WAIVERS
        ],
    )
    def test_waiver(self, waived: Certified, change: Change, reason: str) -> None:
        """Each change of a waiver that can be seen is refused."""
        assert Reason[reason] in refused(change(waived))

    def test_cases_removed(self, certified: Certified) -> None:
        """A certificate for some of the cases says for how many."""
        total = len(certified.cases)
        less = replace(certified, cases=certified.cases[3:])

        (missing, *_) = examine(less, CORPUS, LATER)

        names = "; ".join(sorted(case.id for case in certified.cases[:3]))
        assert str(missing) == (
            f"cases missing: {total - 3} of {total} cases of the edition;"
            f" missing: {names}"
        )

    def test_nothing_judged(self, certified: Certified) -> None:
        """A certificate of nothing is none."""
        assert Reason.NOT_CONFORMING in refused(replace(certified, cases=()))

    def test_exact_moment(self, certified: Certified) -> None:
        """It holds from its issue until just before its end."""
        until = datetime.fromisoformat(certified.valid_until)

        assert refused(certified, ISSUED) == []
        assert refused(certified, until) == [Reason.EXPIRED]

    def test_case_that_is_no_longer_here(
        self, run: RunRecord, own_corpus: Corpus
    ) -> None:
        """An old certificate holds where a case has changed in a newer suite."""
        path = own_corpus.folder / "imsgstore" / "store-logoff-flag.yaml"
        text = path.read_text("utf-8")
        path.write_text(text.replace("[STORELOGOFF-016, ", "["), "utf-8")

        certified = certify_run(run, CORPUS, "0" * 64, ISSUED, 365)

        assert examine(certified, Corpus(own_corpus.folder), LATER) == ()


# -- what somebody changed without a key


@pytest.fixture(scope="module", name="key")
def _key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a pair of keys."""
    return write_key(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module", name="text")
def _text(certified: Certified, key: Path) -> str:
    """Sign the certificate of the reference."""
    return seal(write_statement(certified), key, None)


def reason_of(text: str, key: Path) -> Reason:
    """The name of the reason to refuse a file."""
    with pytest.raises(Refused) as caught:
        read_statement(unseal(text, public_of(key)))
    return caught.value.refusal.reason


STATEMENT = (
    b'{"_type": "https://in-toto.io/Statement/v1", "predicateType": "x",'
    b' "subject": [{"name": "a", "digest": {"sha256": "1"}}], "predicate": %b}'
)


class TestEnvelope:
    """Whoever has no key can change nothing at all."""

    def test_every_byte(self, text: str, key: Path) -> None:
        """A byte that is changed anywhere is found."""
        places = [*range(0, len(text), len(text) // 150), *range(-160, 0)]

        reasons = {reason_of(_bent(text, place), key) for place in places}

        assert reasons <= {Reason.CHANGED, Reason.UNREADABLE, Reason.FOREIGN_KEY}
        assert Reason.CHANGED in reasons

    def test_waiver_edited(self, waived: Certified, key: Path) -> None:
        """A waiver that was edited does not fit the signature."""
        signed = json.loads(seal(write_statement(waived), key, None))
        edited = of_waiver(reason="it is fine")(waived)
        other = json.loads(seal(write_statement(edited), key, None))
        signed["payload"] = other["payload"]
        text = json.dumps(signed, indent=1, sort_keys=True) + "\n"

        assert reason_of(text, key) is Reason.CHANGED

    def test_foreign_key(self, text: str, tmp_path: Path) -> None:
        """What another key has signed says who it was."""
        assert reason_of(text, write_key(tmp_path)) is Reason.FOREIGN_KEY

    def test_claims_another_key(
        self, certified: Certified, text: str, key: Path, tmp_path: Path
    ) -> None:
        """A foreign signature under the right name does not fit."""
        forged = json.loads(seal(write_statement(certified), write_key(tmp_path), None))
        named = json.loads(text)["signatures"][0]["keyid"]
        forged["signatures"][0]["keyid"] = named
        file = json.dumps(forged, indent=1, sort_keys=True) + "\n"

        assert reason_of(file, key) is Reason.CHANGED

    @pytest.mark.parametrize(
        "text", ["", "[]", "{}", '{"payload": 1}', "\ufffd", "null"]
    )
    def test_no_envelope(self, text: str, key: Path) -> None:
        """Something else is no certificate."""
        assert reason_of(text, key) is Reason.UNREADABLE

    @pytest.mark.parametrize(
        "payload",
        [
            b"{}",
            b'{"_type": "https://in-toto.io/Statement/v1"}',
            b"no json",
            STATEMENT % b'{"result": "PASSED"}',
            STATEMENT % b'{"mapiConformance": {"cases": 5}}',
        ],
        ids=["empty", "no subject", "no JSON", "another's", "of another form"],
    )
    def test_no_statement(self, payload: bytes, key: Path) -> None:
        """A signed something is no certificate either."""
        assert reason_of(seal(payload, key, None), key) is Reason.UNREADABLE

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            (b'"result":"PASSED"', b'"result":"WARNED"'),
            (b'"failedTests":[]', b'"failedTests":["a/b"]'),
            (b'"name":"pyproject.toml"', b'"name":"another.toml"'),
            (b'"_type":', b' "_type":'),
        ],
        ids=["result", "lists", "subject", "layout"],
    )
    def test_at_odds(
        self, certified: Certified, key: Path, old: bytes, new: bytes
    ) -> None:
        """What in-toto tools read has to follow from what is certified."""
        payload = write_statement(certified)
        assert old in payload

        text = seal(payload.replace(old, new, 1), key, None)

        assert reason_of(text, key) is Reason.COUNTS


def _bent(text: str, place: int) -> str:
    other = "A" if text[place] != "A" else "B"
    return text[:place] + other + text[place % len(text) + 1 :]


class TestKeys:
    """Keys that are of no use."""

    @pytest.mark.parametrize("use", [partial(seal, b"x", password=None), unseal])
    def test_missing(self, use: Callable[..., object], tmp_path: Path) -> None:
        """A key that is not there."""
        with pytest.raises(KeyUnusable, match="cannot be read"):
            use(key=tmp_path / "no.pem", **({"text": ""} if use is unseal else {}))

    def test_rsa(self, tmp_path: Path) -> None:
        """A key of another kind."""
        private = write_key(
            tmp_path,
            partial(rsa.generate_private_key, 65537, 2048),  # type: ignore[arg-type]  # the wrong kind, on purpose
        )

        with pytest.raises(KeyUnusable, match="is no Ed25519 and no ECDSA key"):
            seal(b"x", private, None)
        with pytest.raises(KeyUnusable, match="is no Ed25519 and no ECDSA key"):
            unseal("{}", public_of(private))

    def test_wrong_half(self, key: Path) -> None:
        """The private key does not verify, and the public one does not sign."""
        with pytest.raises(KeyUnusable, match="is no public key in PEM"):
            unseal("{}", key)
        with pytest.raises(KeyUnusable, match="is no private key to sign with"):
            seal(b"x", public_of(key), None)

    def test_password(self, tmp_path: Path) -> None:
        """An encrypted key takes its password."""
        key = ed25519.Ed25519PrivateKey.generate()
        path = tmp_path / "locked.pem"
        path.write_bytes(
            key.private_bytes(
                Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret")
            )
        )

        assert seal(b"x", path, b"secret")
        with pytest.raises(KeyUnusable, match="is no private key to sign with"):
            seal(b"x", path, None)
        with pytest.raises(KeyUnusable, match="is no private key to sign with"):
            seal(b"x", path, b"other")


def test_file_record_is_subject(run: RunRecord) -> None:
    """Each file of a provider is a subject of its own."""
    files = (FileRecord(name="a", sha256="1"), FileRecord(name="b", sha256="2"))
    provider = replace(run.provider, artifact=files)
    certified = certify_run(replace(run, provider=provider), CORPUS, "", ISSUED, 1)

    subjects = json.loads(write_statement(certified))["subject"]

    assert [each["name"] for each in subjects] == ["a", "b"]


def test_waiver_that_is_not_used(run: RunRecord) -> None:
    """A waiver of something else is not part of the certificate."""
    other = WaiverRecord(case="a/b", clause="STORELOGOFF-016", expires="2026-11-21")

    certified = certify_run(replace(run, waivers=(other,)), CORPUS, "", ISSUED, 365)

    assert certified.waivers == ()
    assert certified.valid_until == "2027-11-20T08:00:00Z"
