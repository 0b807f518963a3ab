"""The parties that the host plays, as steps and events name them."""

from collections.abc import Callable, Iterable

import pytest

from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.mapi.parties import PARTIES
from mapi_conformance.scenario.case import Case, SetFastShutdown, SetTransports, Step
from mapi_conformance.scenario.corpus import Corpus


SUITE = """\
suite: parties
about: Who is called.
subject: {subject}
watch: [IXPLogon.FlushQueues]
scenarios:
  - id: one
    title: t
    steps:
"""


def text_of(steps: Iterable[str], subject: str = "mapi") -> str:
    """Write a suite with these steps."""
    return SUITE.format(subject=subject) + "".join(f"      {line}\n" for line in steps)


def load(*steps: str) -> Case:
    """Load the one case."""
    (case,) = Corpus().load_text(text_of(steps), "parties.yaml").cases
    return case


def test_each_has_an_interface() -> None:
    """Every party is held through an interface of the table."""
    assert set(PARTIES.values()) <= set(INTERFACES)


@pytest.mark.parametrize(
    "step",
    [
        "- spooler.FlushQueues: {flags: FLUSH_UPLOAD}",
        "- transport.status.FlushQueues: {flags: FLUSH_UPLOAD}",
        "- second-transport.support.SpoolerNotify: {flags: NOTIFY_NEWMAIL}",
    ],
)
def test_called_where_mapi_is_judged(step: str) -> None:
    """Status and support objects are MAPI's side, so what they answer is judged."""
    (made,) = load(step, "  returns: success", "  cites: {returns: FLUSHST-003}").steps

    assert isinstance(made, Step)
    assert made.judged


@pytest.mark.parametrize(
    ("handle", "method"),
    [
        ("transport", "Idle"),
        ("second-transport", "Idle"),
        ("transport-provider", "Shutdown"),
        ("transport.shutdown", "DoFastShutdown"),
        ("address-book", "DoFastShutdown"),
    ],
)
def test_called_by_mapi(
    errors_of: Callable[[str], list[str]], handle: str, method: str
) -> None:
    """MAPI calls the others; no step can."""
    assert errors_of(text_of([f"- {handle}.{method}:"])) == [
        f"9:9: the {handle} is called by MAPI; expect it in causes"
    ]


def test_not_where_a_provider_is_judged(
    errors_of: Callable[[str], list[str]],
) -> None:
    """A suite about a provider calls none of them."""
    steps = ["- transport.support.SpoolerNotify: {flags: NOTIFY_NEWMAIL}"]

    assert errors_of(text_of(steps, "provider")) == [
        "9:9: transport.support is called where MAPI is judged, not a provider"
    ]


def test_settings() -> None:
    """What they do is set by numbers and by yes or no."""
    transports, fast = load(
        "- transports: {active: 2, ends-after: 1, flushing: yes}",
        "- fast-shutdown: {behavior: 2, address-book: no}",
    ).steps

    assert isinstance(transports, SetTransports)
    assert transports.counts == (("active", 2), ("ends_after", 1))
    assert transports.switches == (("flushing", True),)
    assert isinstance(fast, SetFastShutdown)
    assert fast.counts == (("behavior", 2),)
    assert fast.switches == (("address_book", False),)


def test_unknown_setting(errors_of: Callable[[str], list[str]]) -> None:
    """A word that is none is refused, with the one that was meant."""
    assert errors_of(text_of(["- fast-shutdown: {behaviour: 2}"])) == [
        "9:25: 'behaviour' is not a key of fast-shutdown; did you mean 'behavior'?"
    ]


def test_answer_of_a_transport() -> None:
    """A transport is ours, so what it answers is ours to say."""
    (answer,) = load(
        "- answer: {transport.SubmitMessage: {returns: MAPI_E_NETWORK_ERROR}}"
    ).steps

    assert getattr(answer, "handle", None) == "transport"


def test_invalid_object_is_answered_for() -> None:
    """From MakeInvalid on the answer of an object is MAPI's, and judged."""
    *_, before, _made, after = load(
        "- provider.Logon: {entryid: config.first-store}",
        "  as: store",
        "- store.GetProps: {tags: [PR_ENTRYID]}",
        "- store.support.MakeInvalid: {object: store, references: 1, methods: 27}",
        "- store.GetProps: {tags: [PR_ENTRYID]}",
        "  returns: MAPI_E_INVALID_OBJECT",
        "  cites: {returns: MAKEINV-003}",
    ).steps

    assert isinstance(before, Step)
    assert isinstance(after, Step)
    assert not before.judged
    assert after.judged
