"""What a certificate says ⇄ an in-toto statement of a test result."""

import hashlib
import json
from typing import Any

from google.protobuf import json_format
from in_toto_attestation.v1.resource_descriptor import ResourceDescriptor
from in_toto_attestation.v1.statement import Statement
from in_toto_attestation.v1.statement_pb2 import Statement as Message

from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.report.certificate.model import SCHEMA, Certified
from mapi_conformance.report.certificate.refusal import Reason, Refused
from mapi_conformance.run.record import from_plain, to_plain


PREDICATE = "https://in-toto.io/attestation/test-result/v0.1"
PAYLOAD = "application/vnd.in-toto+json"
#: The extension field that holds everything; the others follow from it.
EXTENSION = "mapiConformance"

_LISTS = {
    "passedTests": (Verdict.CONFORMS,),
    "warnedTests": (Verdict.ADVISORY, Verdict.WAIVED),
    "failedTests": tuple(verdict for verdict in Verdict if verdict.fails),
}


def write_statement(certified: Certified) -> bytes:
    """Make the statement, always in the same way."""
    subjects, predicate = _subjects(certified), _predicate(certified)
    statement = Statement(subjects, PREDICATE, predicate)
    statement.validate()
    # The message makes every number a float, so the predicate does not come from it.
    plain = {**json_format.MessageToDict(statement.pb), "predicate": predicate}
    return json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()


def read_statement(payload: bytes) -> Certified:
    """Read a statement, and see that all of it follows from what it certifies.

    Raises:
        Refused: It is another kind of statement, or parts of it are at odds.
    """
    try:
        message = json_format.Parse(payload, Message())
        Statement.copy_from_pb(message).validate()
        certified = from_plain(Certified, json.loads(payload)["predicate"][EXTENSION])
        again = write_statement(certified)
    except (json_format.ParseError, ValueError) as error:
        raise Refused(Reason.UNREADABLE, f"no in-toto statement: {error}") from None
    except (AttributeError, KeyError, TypeError) as error:
        text = f"no certificate of this suite, version {SCHEMA}: {error}"
        raise Refused(Reason.UNREADABLE, text) from None
    if again != payload:
        text = "subject, result or lists of tests are not those of its own cases"
        raise Refused(Reason.COUNTS, text)
    return certified


def _subjects(certified: Certified) -> list[Any]:
    provider = certified.provider
    if certified.self_declared:
        identity = f"{provider.name} {provider.version}"
        digest = hashlib.sha256(identity.encode()).hexdigest()
        return [_described(f"{identity} (self-declared)", digest)]
    return [_described(each.name, each.sha256) for each in provider.artifact]


def _predicate(certified: Certified) -> dict[str, Any]:
    lists = {
        name: [case.id for case in certified.cases if case.verdict in verdicts]
        for name, verdicts in _LISTS.items()
    }
    result = "WARNED" if lists["warnedTests"] else "PASSED"
    return {
        "result": "FAILED" if lists["failedTests"] else result,
        "configuration": [
            _plain(f"edition {certified.edition}", certified.edition_digest),
            _plain("report.json", certified.report),
        ],
        **lists,
        EXTENSION: to_plain(certified),
    }


def _plain(name: str, digest: str) -> dict[str, Any]:
    return dict(json_format.MessageToDict(_described(name, digest)))


def _described(name: str, digest: str) -> Any:
    return ResourceDescriptor(name=name, digest={"sha256": digest}).pb
