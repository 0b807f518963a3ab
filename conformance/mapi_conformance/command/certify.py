"""``mapi-conformance certify``: a result that anybody can verify."""

import argparse
import hashlib
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from mapi_conformance.exits import Exit
from mapi_conformance.report.certificate.examining import examine
from mapi_conformance.report.certificate.extra import needed
from mapi_conformance.report.certificate.making import certify_run
from mapi_conformance.report.certificate.refusal import Reason, Refusal
from mapi_conformance.report.files import write_file
from mapi_conformance.report.reading import read_report
from mapi_conformance.run.record import RunRecord
from mapi_conformance.scenario.corpus import Corpus


#: Where the password of a key is looked for; never on a command line.
PASSWORD = "MAPI_CERTIFICATE_PASSWORD"  # noqa: S105  # a name, no password
_DAYS = 365


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the subcommand."""
    parser = commands.add_parser(
        "certify",
        help="sign the result of a full run",
        description="Write a certificate: an in-toto statement of a test result, signed"
        " in a DSSE envelope. Only a full run of an edition that conforms, with or"
        " without waivers, is certified; otherwise each reason is printed, and the exit"
        f" code is 1. The password of an encrypted key is read from {PASSWORD}.",
    )
    parser.add_argument("report", type=Path, metavar="report.json")
    parser.add_argument(
        "--key",
        type=Path,
        required=True,
        metavar="PEM",
        help="private key, Ed25519 or ECDSA",
    )
    parser.add_argument(
        "--output",
        type=Path,
        default=Path("certificate.json"),
        metavar="FILE",
        help="default: certificate.json",
    )
    parser.add_argument(
        "--days",
        type=int,
        default=_DAYS,
        help=f"how long it is valid, default {_DAYS}; never longer than a waiver in it",
    )
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace) -> int:
    """Examine the run as a verifier would, then sign."""
    with needed():
        from mapi_conformance.report.certificate.envelope import seal  # noqa: PLC0415  # an extra
        from mapi_conformance.report.certificate.statement import write_statement  # noqa: PLC0415  # likewise
    run = read_report(arguments.report)
    digest = hashlib.sha256(arguments.report.read_bytes()).hexdigest()
    corpus, now = Corpus(), datetime.now(UTC)
    certified = certify_run(run, corpus, digest, now, arguments.days)
    refusals = [*_stale(run), *examine(certified, corpus, now)]
    if refusals:
        for refusal in refusals:
            print(f"not certified: {refusal}", file=sys.stderr)
        return Exit.DEVIATES
    password = os.environ.get(PASSWORD)
    envelope = seal(
        write_statement(certified),
        arguments.key,
        password.encode() if password else None,
    )
    write_file(arguments.output, envelope)
    print(f"{arguments.output}: {certified.provider.name}, {certified.verdict}")
    return Exit.CONFORMS


def _stale(run: RunRecord) -> Iterator[Refusal]:
    if run.provider.debugging:
        text = f"it was judged as {run.provider.road}, which proves nothing"
        yield Refusal(Reason.DEBUGGING, text)
    for waiver in run.waivers:
        if waiver.problem:
            yield Refusal(Reason.WAIVERS, f"{waiver.place}: {waiver.problem}")
