"""The ordered log and its nesting."""

import threading
from collections.abc import Callable

from mapi_conformance.port.host import Event
from mapi_host.instrument.recorder import Recorder


def shape(event: Event) -> tuple[int, str, list[object]]:
    """Reduce an event to its place, its name and its children."""
    return event.sequence, event.name, [shape(child) for child in event.children]


def on_a_thread(action: Callable[[], object]) -> None:
    """Run something on another thread and wait for it."""
    thread = threading.Thread(target=action)
    thread.start()
    thread.join()


class TestRecorder:
    """One root at a time, and everything else below it."""

    def test_nests_by_time(self) -> None:
        """A call made during a call is its child; numbers follow the beginnings."""
        recorder = Recorder()
        root = recorder.open(None, "A", "Outer", {}, root=True)
        with recorder.frame(None, "A", "First"):
            recorder.state("mapi", "fact")
        recorder.state("mapi", "second")

        event = recorder.close(root)

        assert shape(event) == (
            1,
            "Outer",
            [(2, "First", [(3, "fact", [])]), (4, "second", [])],
        )

    def test_closes_what_was_left_open(self) -> None:
        """An inner call that an exception left open ends with the outer one."""
        recorder = Recorder()
        root = recorder.open(None, "A", "Outer", {}, root=True)
        recorder.open(None, "A", "Inner", {})

        event = recorder.close(root)

        assert shape(event) == (1, "Outer", [(2, "Inner", [])])

    def test_puts_other_threads_below_the_root(self) -> None:
        """A call on another thread is a child of the root, however deep we are."""
        recorder = Recorder()
        root = recorder.open(None, "A", "Outer", {}, root=True)
        with recorder.frame(None, "A", "Inner"):
            on_a_thread(lambda: recorder.state("A", "Foreign"))

        event = recorder.close(root)

        assert shape(event) == (1, "Outer", [(2, "Inner", []), (3, "Foreign", [])])
        assert event.children[0].thread == event.thread
        assert event.children[1].thread != event.thread

    def test_keeps_what_came_outside(self) -> None:
        """A call with no root open waits to be taken, once."""
        recorder = Recorder()
        on_a_thread(lambda: recorder.state("A", "Foreign"))

        taken = recorder.take()

        assert [shape(event) for event in taken] == [(1, "Foreign", [])]
        assert recorder.take() == ()

    def test_next_root_brings_what_waited(self) -> None:
        """What nobody took is a child of the next root, with its earlier number."""
        recorder = Recorder()
        on_a_thread(lambda: recorder.state("A", "Foreign"))

        event = recorder.close(recorder.open(None, "A", "Root", {}, root=True))

        assert shape(event) == (2, "Root", [(1, "Foreign", [])])
        assert recorder.take() == ()

    def test_keeps_a_call_that_outlived_its_root(self) -> None:
        """A foreign call that ends after the root is not lost."""
        recorder = Recorder()
        began, may_end = threading.Event(), threading.Event()

        def foreign() -> None:
            with recorder.frame(None, "A", "Foreign"):
                began.set()
                may_end.wait()

        root = recorder.open(None, "A", "Root", {}, root=True)
        thread = threading.Thread(target=foreign)
        thread.start()
        began.wait()
        event = recorder.close(root)
        may_end.set()
        thread.join()

        assert shape(event) == (1, "Root", [])
        assert [shape(event) for event in recorder.take()] == [(2, "Foreign", [])]
