"""Where everything of a sequence diagram stands."""

from mapi_conformance.report.diagram import Bar, Diagram, Gap, Row, draw, tell_event
from mapi_conformance.run.record import ActRecord, DifferenceRecord, EventRecord


def an_event(
    number: int, kind: str, *children: EventRecord, result: str = "", fault: str = ""
) -> EventRecord:
    """Build a call or a fact."""
    return EventRecord(
        sequence=number,
        call=kind if kind.startswith("support.") else f"{kind}()",
        kind=kind,
        result=result,
        fault=fault,
        children=children,
    )


def an_act(*events: EventRecord, differences: object = ()) -> ActRecord:
    """Build a step."""
    return ActRecord(label="a step", events=events, differences=differences)  # type: ignore[arg-type]  # a tuple of them


RELEASE = an_event(
    1,
    "IMsgStore.Release",
    an_event(2, "IMAPISupport.Release", an_event(3, "support.gone"), result="S_OK"),
)
GONE_TOO_EARLY = DifferenceRecord(
    kind="unexpected", text="not yet", event=3, about="support.gone"
)
NEVER_CALLED = DifferenceRecord(
    kind="missing",
    text="it did not happen",
    expected="store.support.StoreLogoffTransports",
    event=1,
    about="IMAPISupport.StoreLogoffTransports",
)


def test_lifelines() -> None:
    """Only those who take part have one, in a fixed order."""
    drawn = draw([an_act(RELEASE)])

    assert [(line.name, line.x) for line in drawn.lifelines] == [
        ("client", 72),
        ("provider", 252),
        ("support", 432),
    ]
    assert (drawn.width, drawn.height) == (732, 148)


def test_rows() -> None:
    """An arrow goes from caller to callee; a fact stands on its line."""
    drawn = draw([an_act(RELEASE)])

    assert drawn.rows == (
        Row(
            y=59,
            step=1,
            start=72,
            end=252,
            label="IMsgStore.Release()",
            title="IMsgStore.Release()",
        ),
        Row(
            y=89,
            step=0,
            start=252,
            end=432,
            label="IMAPISupport.Release() → S_OK",
            title="IMAPISupport.Release()  →  S_OK",
        ),
        Row(
            y=119,
            step=0,
            start=432,
            end=432,
            label="support.gone",
            title="support.gone",
            is_fact=True,
        ),
    )


def test_nesting() -> None:
    """A party is at work until what it brought about is over."""
    assert draw([an_act(RELEASE)]).bars == (
        Bar(x=252, top=57, bottom=128),
        Bar(x=432, top=87, bottom=128),
    )


def test_call_within_a_call() -> None:
    """A party that is called again while it works has a second bar beside the first."""
    inner = an_event(2, "IMSLogon.Logoff")
    middle = an_event(3, "IMAPISupport.Release", inner)

    first, _, second = draw([an_act(an_event(1, "IMsgStore.Release", middle))]).bars

    assert second.x == first.x + 4


def test_wrong() -> None:
    """What a difference is about stands out, and nothing else does."""
    drawn = draw([an_act(RELEASE, differences=(GONE_TOO_EARLY,))])

    assert [row.wrong for row in drawn.rows] == [False, False, True]


def test_missing() -> None:
    """What did not come is drawn at the end of the call in which it was due."""
    drawn = draw([an_act(RELEASE, differences=(NEVER_CALLED,))])

    assert [row.missing for row in drawn.rows] == [False, False, False, True]
    last = drawn.rows[-1]
    assert (last.start, last.end, last.label, last.wrong) == (
        252,
        432,
        "store.support.StoreLogoffTransports",
        True,
    )
    assert drawn.bars[0].bottom == 158


def test_missing_from_no_call() -> None:
    """What was due in no call in particular is drawn at the end of the step."""
    missing = DifferenceRecord(
        kind="missing", text="never", expected="support.gone", about="support.gone"
    )

    drawn = draw([an_act(RELEASE, differences=(missing,))])

    assert (drawn.rows[-1].is_fact, drawn.rows[-1].missing) == (True, True)


def test_fault() -> None:
    """A call that did not come back is wrong by itself."""
    event = an_event(1, "IMsgStore.Release", result="raised", fault="it raised")

    (row,) = draw([an_act(event)]).rows

    assert (row.wrong, row.label) == (True, "IMsgStore.Release() → ✕")
    assert row.title == "IMsgStore.Release()  →  raised  it raised"


def test_long_label() -> None:
    """A label is cut, its title is not."""
    event = EventRecord(
        sequence=1, call=f"store.F({'x' * 99})", kind="IMsgStore.F", result="S_OK"
    )

    (row,) = draw([an_act(event)]).rows

    assert row.label == f"store.F({'x' * 45}…) → S_OK"
    assert row.title == f"store.F({'x' * 99})  →  S_OK"


def test_very_many() -> None:
    """Of very many rows the middle is left out, but not what is wrong in it."""
    events = [an_event(n, "IMsgStore.AddRef") for n in range(1, 1001)]
    wrong = DifferenceRecord(
        kind="returned", text="no", event=500, about="IMsgStore.AddRef"
    )

    drawn = draw([an_act(*events, differences=(wrong,))])

    assert len(drawn.rows) == 241
    assert [row.y for row in drawn.rows if row.wrong] == [44 + 30 * 121 + 15]
    assert drawn.gaps == (
        Gap(y=44 + 30 * 120 + 15, count=379),
        Gap(y=44 + 30 * 122 + 15, count=380),
    )


def test_nothing() -> None:
    """A case in which nothing happened is an empty sheet."""
    assert draw([an_act()]) == Diagram(
        width=192, height=58, lifelines=(), bars=(), rows=(), gaps=()
    )


def test_telling() -> None:
    """An event is told with all that came back."""
    event = EventRecord(
        sequence=1, call="a.B()", kind="A.B", result="S_OK", results="flags=0"
    )

    assert tell_event(event) == "a.B()  →  S_OK  flags=0"
