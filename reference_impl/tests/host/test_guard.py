"""What a provider may do instead of returning."""

import json
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest

from mapi_conformance.mapi.refs import UNTOUCHED
from mapi_conformance.port.host import Fault, FaultKind
from mapi_host.instrument.crossing import inward, is_outside, outward
from mapi_host.instrument.deadline import Deadline, Overdue, _trace
from mapi_host.instrument.guard import Guard, Returned


class Unspeakable(Exception):
    """An exception that cannot be shown."""

    def __str__(self) -> str:
        raise SystemExit(3)


class Hostile:
    """A value on which nothing can be done."""

    def __repr__(self) -> str:
        raise KeyError

    def __eq__(self, other: object) -> bool:
        raise ValueError

    def __hash__(self) -> int:
        raise ValueError

    @property  # type: ignore[misc]  # what no type checker would let pass
    def __class__(self) -> Any:
        raise LookupError

    def __getattr__(self, name: str) -> Any:
        raise OSError


class Poison(str):
    """A text that cannot be written into another one."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        raise OSError

    def __len__(self) -> int:
        raise OSError

    def startswith(self, *arguments: Any) -> bool:
        """Raise, as everything else."""
        raise OSError


class Poisoned(Exception):
    """An exception whose text cannot be written into another one."""

    def __str__(self) -> str:
        return Poison("no")


class Untraceable(Exception):
    """An exception that says not where it came from."""

    @property
    def __traceback__(self) -> Any:
        raise OSError


def _misplaced(filename: Any, lineno: Any) -> SyntaxError:
    error = SyntaxError("no")
    error.filename, error.lineno = filename, lineno
    return error


def _raise(error: BaseException) -> Callable[..., Any]:
    def method(*arguments: Any) -> Any:
        raise error

    return method


def _recurse(*arguments: Any) -> Any:
    return _recurse(*arguments)


DUE = "an HRESULT is due, an int from 0 to 0xFFFFFFFF"


@pytest.mark.parametrize(
    ("method", "start"),
    [
        pytest.param(_raise(ValueError("no")), "raised ValueError: no at ", id="error"),
        pytest.param(_raise(SystemExit(2)), "raised SystemExit: 2 at ", id="exit"),
        pytest.param(_raise(GeneratorExit()), "raised GeneratorExit at ", id="close"),
        pytest.param(_recurse, "raised RecursionError: maximum ", id="recursion"),
        pytest.param(
            _raise(Unspeakable()),
            "raised Unspeakable: (and its text cannot be shown) at ",
            id="unspeakable",
        ),
        pytest.param(
            _raise(ValueError("x" * 9999)),
            f"raised ValueError: {'x' * 119}… at ",
            id="endless",
        ),
        pytest.param(
            lambda: None,
            "raised TypeError: ",
            id="arguments",
        ),
    ],
)
def test_raising_is_a_fault(converse: Any, method: Any, start: str) -> None:
    """Whatever is raised becomes a fault that names it and where it came from."""
    talk = converse(store={"store_logoff": method})
    store = talk.logon().results["store"]

    event = talk.call(store, "StoreLogoff", flags=1)

    assert event.fault.kind is FaultKind.RAISED
    assert event.fault.text.startswith(f"IMsgStore::StoreLogoff {start}")
    assert (event.code, event.results) == (None, {})


def test_fault_says_where(converse: Any) -> None:
    """The place is the innermost line outside the host."""
    talk = converse(store={"store_logoff": _raise(ValueError("no"))})
    store = talk.logon().results["store"]

    fault = talk.call(store, "StoreLogoff", flags=1).fault

    line = _raise.__code__.co_firstlineno + 2
    assert fault.text.endswith(f"test_guard.py:{line}")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(Poisoned(), "Poisoned: no at ", id="text"),
        pytest.param(Untraceable(), "Untraceable at ", id="traceback"),
    ],
)
def test_describes_without_its_help(error: BaseException, said: str) -> None:
    """What an exception makes of its own parts does not matter."""
    fault = Guard(Deadline(10)).attempt("X::Y", _raise(error))

    assert isinstance(fault, Fault)
    assert fault.text.startswith(f"X::Y raised {said}")
    line = _raise.__code__.co_firstlineno + 2
    assert fault.text.endswith(f"test_guard.py:{line}")


@pytest.mark.parametrize(
    ("filename", "lineno", "place"),
    [
        pytest.param("a.py", 7, "a.py:7", id="sound"),
        pytest.param("a.py", None, "a.py:1", id="null"),
        pytest.param("a.py", "b", "a.py:1", id="text"),
        pytest.param("a.py", 10**5000, "a.py:1", id="endless"),
        pytest.param("a.py", Hostile(), "a.py:1", id="hostile"),
        pytest.param("", 7, "test_guard.py:{}", id="empty"),
        pytest.param(5, 7, "test_guard.py:{}", id="number"),
        pytest.param(Poison("a.py"), 7, "test_guard.py:{}", id="poison"),
        pytest.param(Hostile(), 7, "test_guard.py:{}", id="nothing"),
    ],
)
def test_place_of_a_syntax_error(filename: Any, lineno: Any, place: str) -> None:
    """A syntax error is placed where it says, if it says so in earnest."""
    fault = Guard(Deadline(10)).attempt("X::Y", _raise(_misplaced(filename, lineno)))

    assert isinstance(fault, Fault)
    line = _raise.__code__.co_firstlineno + 2
    assert fault.text.endswith(place.format(line))


def test_place_in_a_poisoned_file() -> None:
    """The name of a file may be a text with a life of its own."""
    code = _recurse.__code__.replace(co_name="f", co_filename=Poison("a.py"))

    tracer = sys.gettrace()
    sys.settrace(None)  # a debugger or a coverage tool would trip over such a name
    try:
        fault = Guard(Deadline(10)).attempt("X::Y", type(_recurse)(code, {}))
    finally:
        sys.settrace(tracer)

    assert isinstance(fault, Fault)
    assert fault.text.startswith("X::Y raised NameError: ")
    assert " at a.py:" in fault.text


def _ask_a_library(*arguments: Any) -> Any:
    return json.loads("{")


def test_place_is_not_in_a_library(converse: Any) -> None:
    """What Python's own library raises is placed where the provider called it."""
    talk = converse(store={"store_logoff": _ask_a_library})
    store = talk.logon().results["store"]

    fault = talk.call(store, "StoreLogoff", flags=1).fault

    line = _ask_a_library.__code__.co_firstlineno + 1
    assert fault.text.endswith(f"test_guard.py:{line}")


def test_interrupt_passes(converse: Any) -> None:
    """KeyboardInterrupt is the user's."""
    talk = converse(store={"store_logoff": _raise(KeyboardInterrupt())})
    store = talk.logon().results["store"]

    with pytest.raises(KeyboardInterrupt):
        talk.call(store, "StoreLogoff", flags=1)


@pytest.mark.parametrize(
    ("result", "text"),
    [
        pytest.param(None, f"None; {DUE}; is a 'return S_OK' missing?", id="none"),
        pytest.param("ok", f"'ok'; {DUE}", id="text"),
        pytest.param(-1, f"-1; {DUE}; add & 0xFFFFFFFF to a signed code", id="signed"),
        pytest.param(2**40, f"1099511627776; {DUE}", id="wide"),
        pytest.param(True, f"True; {DUE}", id="bool"),
        pytest.param(0.0, f"0.0; {DUE}", id="float"),
        pytest.param(Hostile(), f"an object of type Hostile; {DUE}", id="hostile"),
    ],
)
def test_result_is_checked(converse: Any, result: Any, text: str) -> None:
    """What is no HRESULT is malformed; the words beside it are kept."""
    talk = converse(store={"store_logoff": lambda store, flags: result})
    store = talk.logon().results["store"]

    event = talk.call(store, "StoreLogoff", flags=4)

    assert event.fault.kind is FaultKind.MALFORMED
    assert event.fault.text == f"IMsgStore::StoreLogoff returned {text}"
    assert event.code is None
    assert event.results == {"flags": 4}


def test_counts_are_ignored(converse: Any) -> None:
    """AddRef and Release may return anything at all."""
    talk = converse(store={"add_ref": lambda store: "many"})
    store = talk.logon().results["store"]

    event = talk.call(store, "AddRef")

    assert (event.fault, event.code) == (None, None)


def test_missing_method(converse: Any) -> None:
    """A method that is not there is named with its parameters."""
    talk = converse()
    store = talk.logon().results["store"]

    fault = talk.call(store, "GetPropList").fault

    assert fault.kind is FaultKind.MISSING
    assert fault.text == "the IMsgStore object has no method get_prop_list(flags, tags)"


def _set(value: object) -> Callable[..., int]:
    def method(*arguments: Any) -> int:
        arguments[-1].value = value
        return 0

    return method


@pytest.mark.parametrize(
    ("method", "name", "value", "due"),
    [
        pytest.param(
            "StoreLogoff", "flags", -1, "an int from 0 to 0xFFFFFFFF", id="word"
        ),
        pytest.param("CompareEntryIDs", "result", "yes", "a bool", id="boolean"),
        pytest.param(
            "GetPropList", "tags", 7, "an iterable of property tags or None", id="tags"
        ),
        pytest.param(
            "GetProps",
            "props",
            "ab",
            "an iterable of PropValue or None",
            id="properties",
        ),
        pytest.param(
            "GetReceiveFolderTable",
            "table",
            "table",
            "None or an object with query_interface, add_ref and release",
            id="object",
        ),
        pytest.param(
            "GetReceiveFolder", "explicit", b"IPM", "a str or None", id="text"
        ),
    ],
)
def test_words_are_checked(
    converse: Any, method: str, name: str, value: object, due: str
) -> None:
    """A word of another type is malformed, and equal to nothing in the event."""
    python = {
        "StoreLogoff": "store_logoff",
        "CompareEntryIDs": "compare_entry_ids",
        "GetPropList": "get_prop_list",
        "GetProps": "get_props",
        "GetReceiveFolderTable": "get_receive_folder_table",
        "GetReceiveFolder": "get_receive_folder",
    }
    talk = converse(store={python[method]: _set(value)})
    store = talk.logon().results["store"]

    event = talk.call(store, method)

    assert event.fault.kind is FaultKind.MALFORMED
    assert (
        event.fault.text == f"IMsgStore::{method} set {name} to {value!r}; {due} is due"
    )
    assert event.results[name] != value
    assert event.code == 0


def test_hostile_word(converse: Any) -> None:
    """A word that nothing can be done with is malformed, no more."""
    talk = converse(store={"get_receive_folder_table": _set(Hostile())})
    store = talk.logon().results["store"]

    event = talk.call(store, "GetReceiveFolderTable")

    assert event.fault.kind is FaultKind.MALFORMED


def test_untouched_is_not_null(converse: Any) -> None:
    """A word that nobody filled can be told from a null one."""
    talk = converse(store={"get_receive_folder": lambda store, *arguments: 0})
    store = talk.logon().results["store"]

    event = talk.call(store, "GetReceiveFolder")

    assert event.results == {"entryid": UNTOUCHED, "explicit": UNTOUCHED}


def test_null_word(converse: Any) -> None:
    """An in/out word given as None goes as a null pointer and comes back as None."""
    seen: list[object] = []

    def store_logoff(store: Any, flags: Any) -> int:
        seen.append(flags)
        return 0

    talk = converse(store={"store_logoff": store_logoff})
    store = talk.logon().results["store"]

    event = talk.call(store, "StoreLogoff", flags=None)

    assert seen == [None]
    assert (event.arguments, event.results) == ({"flags": None}, {"flags": None})


def _never() -> Any:
    while True:
        yield 1
        time.sleep(30)


def test_word_that_hangs(converse: Any) -> None:
    """A word that never comes to its end is given up at the deadline."""
    talk = converse(store={"get_prop_list": _set(_never())}, deadline=0.05)
    store = talk.logon().results["store"]

    event = talk.call(store, "GetPropList")

    assert event.fault.kind is FaultKind.HUNG


def test_interrupt_in_a_text_passes(converse: Any) -> None:
    """The user may interrupt while an exception is being shown."""

    class Slow(Exception):
        def __str__(self) -> str:
            raise KeyboardInterrupt

    talk = converse(store={"store_logoff": _raise(Slow())})
    store = talk.logon().results["store"]

    with pytest.raises(KeyboardInterrupt):
        talk.call(store, "StoreLogoff")


def _sleep() -> None:
    time.sleep(30)


def _spin() -> None:
    while True:
        pass


def _wait() -> None:
    threading.Event().wait(30)


def _swallow_once() -> None:
    try:
        time.sleep(30)
    except BaseException:  # noqa: BLE001 - what a careless provider does
        return


def _swallow_and_go_on() -> None:
    _swallow_once()
    time.sleep(30)


def _swallow_always() -> None:
    while True:
        _swallow_once()


def _turn_into_another() -> None:
    try:
        time.sleep(30)
    except BaseException:  # noqa: BLE001 - what a careless provider does
        raise ValueError from None


class TestDoors:
    """The stack tells on which side of the vtable the code runs."""

    def test_sides(self) -> None:
        """Behind the last door outwards is the provider's side, inwards ours."""

        def look() -> bool:
            return is_outside(sys._getframe())

        assert look() is False
        assert outward(look) is True
        assert inward(look) is False
        assert outward(inward, look) is False
        assert inward(outward, look) is True


class TestDeadline:
    """Python code that does not come back costs one call."""

    @pytest.mark.parametrize(
        "action",
        [
            _sleep,
            _spin,
            _wait,
            _swallow_once,
            _swallow_and_go_on,
            _swallow_always,
            _turn_into_another,
        ],
    )
    def test_strikes(self, action: Callable[[], None]) -> None:
        """A call is over soon after its deadline, even if it swallows the news."""
        started = time.monotonic()

        outcome = Guard(Deadline(0.05)).attempt("X::Y", action)

        assert isinstance(outcome, Fault)
        assert outcome.kind is FaultKind.HUNG
        assert outcome.text.startswith("X::Y did not return within 0.05 s")
        assert time.monotonic() - started < 5

    def test_shared_by_nested_calls(self, converse: Any) -> None:
        """A nested call has what is left of the outer one's time."""
        talk = converse(logon={"logoff": lambda logon, flags: _sleep()}, deadline=0.05)
        store = talk.logon().results["store"]

        event = talk.call(store, "Release")

        gone = event.children[1].children[0]
        assert gone.children[2].name == "Logoff"
        assert gone.children[2].fault.kind is FaultKind.HUNG
        assert len(gone.children) == 3
        assert event.fault.kind is FaultKind.HUNG

    def test_not_on_another_thread(self) -> None:
        """Elsewhere than in the main thread a call simply takes its time."""
        outcomes: list[object] = []

        def call() -> None:
            outcomes.append(Guard(Deadline(0.01)).attempt("X::Y", time.sleep, 0.05))

        thread = threading.Thread(target=call)
        thread.start()
        thread.join()

        assert isinstance(outcomes[0], Returned)

    def test_spares_our_own_code(self) -> None:
        """While MAPI works for the provider nothing strikes; afterwards it does."""
        done: list[str] = []

        def work() -> None:
            inward(time.sleep, 0.12)
            done.append("ours")
            time.sleep(30)

        outcome = Guard(Deadline(0.05)).attempt("X::Y", work)

        assert isinstance(outcome, Fault)
        assert done == ["ours"]

    def test_second_blow(self) -> None:
        """The next line raises where a function had its turn, and nothing else does."""
        frame = sys._getframe()

        assert _trace(frame, "return", None) is _trace
        with pytest.raises(Overdue):
            _trace(frame, "line", None)

    def test_leaves_a_foreign_handler(self, monkeypatch: Any) -> None:
        """A signal handler that could not be put back is left alone."""
        monkeypatch.setattr("signal.getsignal", lambda number: None)

        outcome = Guard(Deadline(0.01)).attempt("X::Y", time.sleep, 0.05)

        assert isinstance(outcome, Returned)

    def test_puts_the_timer_back(self) -> None:
        """A timer that was running before goes on, less the time that passed."""
        signal = pytest.importorskip("signal")
        struck: list[int] = []
        previous = signal.signal(signal.SIGALRM, lambda number, frame: struck.append(1))
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        try:
            Guard(Deadline(5)).attempt("X::Y", time.sleep, 0.02)
            remaining, _ = signal.getitimer(signal.ITIMER_REAL)
            time.sleep(0.2)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, previous)

        assert 0 < remaining < 0.09
        assert struck == [1]
