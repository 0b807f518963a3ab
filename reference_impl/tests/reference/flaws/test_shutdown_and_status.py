"""The flaws of a fast shutdown, of a status object and of MakeInvalid, at work."""

from typing import Any, Final

import pytest

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.identifiers import IID_IMAPIProviderShutdown
from mapi_reference.flawed.catalogue import FLAWS
from mapi_reference.flawed.fast_shutdown import FAST_SHUTDOWN
from mapi_reference.flawed.status import STATUS
from mapi_reference.provider.entry import ms_provider_init, neuter


#: What each flaw answers, or hands over, where the reference does something else.
SHOWN: Final = {
    "no-shutdown-interface": ("interface", 0x80004002),
    "answers-busy": ("query", 0x8004010B),
    "question-ends-stores": ("ends after query", True),
    "notify-fails": ("notify", 0x80004005),
    "notice-ends-stores": ("ends after notify", True),
    "fast-end-fails": ("end", 0x80004005),
    "flushes-itself": ("flush", 0x0),
    "announces-flushing": ("methods", 0x8),
    "invalidates-with-flags": ("invalid", (1, 30)),
    "invalidates-unknown": ("invalid", (0, 3)),
    "invalidates-foreign": ("invalid", (0, 44)),
}


class Support:
    """A support object that agrees to everything and keeps what MakeInvalid got."""

    invalid: tuple[int, int] | None = None

    def __getattr__(self, name: str) -> Any:
        return lambda *arguments: 0

    def open_profile_section(self, uid: Any, flags: int, section: Ref[Any]) -> int:
        """Give anything that agrees, too."""
        section.value = Support()
        return 0

    def make_invalid(self, flags: int, _object: Any, _count: int, methods: int) -> int:
        """Keep two of the words."""
        self.invalid = (flags, methods)
        return 0


def look_at(entry: Any) -> dict[str, object]:
    """Put a provider through its end, and write down what it shows."""
    made, logon, store = Ref[Any](), Ref[Any](), Ref[Any]()
    status, folder, props = Ref[Any](), Ref[Any](), Ref[tuple[PropValue, ...]]()
    support, shown = Support(), dict[str, object]()
    entry(None, None, None, None, None, 0, 0x00010010, None, made)
    provider = made.value
    words = (0, None, b"reference-store-1", 0, None, None, None, logon, store)
    provider.logon(support, *words)
    shown["interface"] = provider.query_interface(IID_IMAPIProviderShutdown, Ref())
    logon.value.open_status_entry(None, 0, Ref(), status)
    shown["flush"] = status.value.flush_queues(0, None, 0x2)
    status.value.get_props((0x3E020003,), 0, props)
    shown["methods"] = props.value[0].value
    status.value.release()
    store.value.open_entry(None, None, 0, None, folder)
    shown["query"] = provider.query_fast_shutdown()
    shown["ends after query"] = store.value.ended
    shown["notify"] = provider.notify_process_shutdown()
    shown["ends after notify"] = store.value.ended
    shown["end"] = provider.do_fast_shutdown()
    logon.value.logoff(Ref(0))
    shown["invalid"] = support.invalid
    return shown


def test_each_is_shown() -> None:
    """None of them is left out."""
    assert set(SHOWN) == {flaw.name for flaw in (*FAST_SHUTDOWN, *STATUS)}


@pytest.mark.parametrize("name", SHOWN)
def test_does_what_it_is_named_for(name: str) -> None:
    """The flaw departs in what it is named for; the reference does something else."""
    what, expected = SHOWN[name]

    assert look_at(FLAWS[name].entry)[what] == expected
    assert look_at(ms_provider_init)[what] != expected
    assert look_at(neuter)[what] != expected
