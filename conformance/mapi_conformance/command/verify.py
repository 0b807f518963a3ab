"""``mapi-conformance verify``: a certificate, offline, by a public key."""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from mapi_conformance.errors import UsageFault
from mapi_conformance.exits import Exit
from mapi_conformance.port.artifact import digest_files
from mapi_conformance.report.certificate.examining import examine
from mapi_conformance.report.certificate.extra import needed
from mapi_conformance.report.certificate.model import Certified
from mapi_conformance.report.certificate.refusal import Reason, Refusal, Refused
from mapi_conformance.scenario.corpus import Corpus


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the subcommand."""
    parser = commands.add_parser(
        "verify",
        help="verify a certificate",
        description="Verify a certificate without any network: its signature, and all"
        " that can be counted again from its cases and the editions known here. Each"
        " reason to refuse it is printed with its name, and the exit code is 1.",
    )
    parser.add_argument("certificate", type=Path, metavar="certificate.json")
    parser.add_argument(
        "--key",
        type=Path,
        required=True,
        metavar="PEM",
        help="public key of who should have signed it",
    )
    parser.add_argument(
        "--artifact",
        action="append",
        default=[],
        metavar="FILE",
        help="the provider that you have: a file or a folder; repeatable",
    )
    parser.add_argument(
        "--report", type=Path, help="the report.json that it was made from"
    )
    parser.add_argument(
        "--profile", metavar="NAME", help="the profile that you need: deferred or eager"
    )
    parser.add_argument(
        "--at",
        type=_moment,
        metavar="DATE",
        help="verify for this day or moment instead of now, as in 2026-11-20",
    )
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace) -> int:
    """Say what is certified, or why it is refused."""
    try:
        certified = _open(arguments.certificate, arguments.key)
    except Refused as refused:
        return _refuse([refused.refusal])
    when = arguments.at or datetime.now(UTC)
    refusals = [
        *examine(certified, Corpus(), when),
        *_compare(certified, arguments),
    ]
    if refusals:
        return _refuse(refusals)
    for line in _told(certified, arguments):
        print(line)
    return Exit.CONFORMS


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(
            f"{text!r} is no day and no moment; write it as 2026-11-20"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _open(path: Path, key: Path) -> Certified:
    with needed():
        from mapi_conformance.report.certificate.envelope import unseal  # noqa: PLC0415  # an extra
        from mapi_conformance.report.certificate.statement import read_statement  # noqa: PLC0415  # likewise
    try:
        text = path.read_bytes().decode(errors="replace")
    except OSError as error:
        raise UsageFault(f"{path} cannot be read: {error.strerror}") from None
    return read_statement(unseal(text, key))


def _refuse(refusals: list[Refusal]) -> int:
    for refusal in refusals:
        print(f"refused: {refusal}", file=sys.stderr)
    return Exit.DEVIATES


def _digest(report: Path) -> str:
    try:
        return hashlib.sha256(report.read_bytes()).hexdigest()
    except OSError as error:
        raise UsageFault(f"{report} cannot be read: {error.strerror}") from None


def _compare(certified: Certified, arguments: argparse.Namespace) -> Iterator[Refusal]:
    """Compare with what the user has and needs."""
    if arguments.artifact:
        yield from _artifact(certified, arguments.artifact)
    if arguments.report and _digest(arguments.report) != certified.report:
        text = f"{arguments.report} is not the report that it was made from"
        yield Refusal(Reason.REPORT, text)
    profiles = certified.provider.profiles
    if arguments.profile and arguments.profile not in profiles:
        text = f"it certifies {', '.join(profiles)}, not {arguments.profile}"
        yield Refusal(Reason.PROFILE, text)


def _artifact(certified: Certified, names: list[str]) -> Iterator[Refusal]:
    if certified.self_declared:
        text = "it is self-declared, and names no file to compare with"
        yield Refusal(Reason.ARTIFACT, text)
        return
    wanted = Counter(each.sha256 for each in certified.provider.artifact)
    have = {each.name: each.sha256 for each in digest_files(names, Path.cwd())}
    others = [name for name, digest in have.items() if digest not in wanted]
    if others:
        yield Refusal(Reason.ARTIFACT, f"{', '.join(others)} was not what was judged")
    elif Counter(have.values()) != wanted:
        text = f"{len(have)} of {sum(wanted.values())} files that were judged"
        yield Refusal(Reason.ARTIFACT, text)


def _told(certified: Certified, arguments: argparse.Namespace) -> Iterator[str]:
    provider = certified.provider
    yield f"{provider.name} {provider.version}, {provider.road}: {certified.verdict}"
    profile = ", ".join(provider.profiles)
    claimed = ", ".join(provider.capabilities) or "none"
    yield f"profile {profile} ({provider.profile_source}); capabilities {claimed}"
    yield f"edition {certified.edition}, suite {certified.suite_version}"
    verdicts = Counter(case.verdict for case in certified.cases)
    counts = [f"{count} {each.value}" for each, count in verdicts.most_common()]
    yield f"{len(certified.cases)} cases: {', '.join(counts)}"
    for waiver in certified.waivers:
        name = f"{waiver.clause} in {waiver.case}"
        yield f"waived: {name}, until {waiver.expires}, {waiver.owner}: {waiver.reason}"
    yield from _score(certified)
    yield f"issued {certified.issued}, valid until {certified.valid_until}"
    if certified.self_declared:
        yield "self-declared: no file could be shown to be the provider"
    elif not arguments.artifact:
        yield "the provider's files were not compared; --artifact=FILE does that"
    yield "verified"


def _score(certified: Certified) -> Iterator[str]:
    if not certified.score:
        yield "how many flaws the suite finds is not known"
    for score in certified.score:
        right = score.killed_by_their_clause
        found = f"{score.killed} of {score.flaws} flaws"
        yield f"the suite finds {found}, {right} by the clause that they break"
