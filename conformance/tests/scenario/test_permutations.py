"""Axes times rows: how many cases, in which order, under which ids."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mapi_conformance.scenario.case import Across, Group, SetTransports, Step
from mapi_conformance.scenario.corpus import Corpus, Loaded
from mapi_conformance.scenario.values import Bits, CodeIs, Equals, Handle, Literal


CORPUS = Corpus()


def written(body: str, steps: str = "[{store.StoreLogoff: {flags: 1}}]") -> str:
    """Write a suite with one scenario."""
    return (
        "suite: s\n"
        "about: x\n"
        "given: [open-store]\n"
        "scenarios:\n"
        "  - id: a\n"
        "    title: t\n"
        f"    {body}\n"
        f"    steps: {steps}\n"
    )


class TestIds:
    """A case id is its suite, its scenario and its parts, for ever."""

    @pytest.mark.parametrize(
        ("body", "ids"),
        [
            ("about: nothing varies", ["s/a"]),
            ("axes: {f: [LOGOFF_ABORT, 0x80]}", ["s/a[f=LOGOFF_ABORT]", "s/a[f=0x80]"]),
            ("axes: {f: [A | B, A|B|C]}", ["s/a[f=A+B]", "s/a[f=A+B+C]"]),
            ("axes: {f: ['', null]}", ["s/a[f=]", "s/a[f=null]"]),
            (
                "axes: {g: [1, 2], f: [3, 4]}",
                ["s/a[g=1,f=3]", "s/a[g=1,f=4]", "s/a[g=2,f=3]", "s/a[g=2,f=4]"],
            ),
            ("rows: [{name: one, x: 1}, {name: two, x: 2}]", ["s/a[one]", "s/a[two]"]),
            (
                "rows: [{x: 1, clause: SLT-001, y: 2}, {x: 1, clause: SLT-001, y: 3}]",
                ["s/a[x=1,y=2]", "s/a[x=1,y=3]"],
            ),
            (
                "rows: [{name: one}, {name: two}]\n    axes: {f: [1, 2]}",
                ["s/a[one,f=1]", "s/a[one,f=2]", "s/a[two,f=1]", "s/a[two,f=2]"],
            ),
            ("rows: [{name: one, x: {has: 1}, y: [1]}]", ["s/a[one]"]),
            ("rows: []", ["s/a"]),
            (
                "axes: {f: request-flags}",
                [
                    "s/a[f=LOGOFF_ABORT]",
                    "s/a[f=LOGOFF_NO_WAIT]",
                    "s/a[f=LOGOFF_ORDERLY]",
                    "s/a[f=LOGOFF_PURGE]",
                    "s/a[f=LOGOFF_QUIET]",
                ],
            ),
        ],
    )
    def test_ids(
        self, load: Callable[[str], Loaded], body: str, ids: list[str]
    ) -> None:
        """Rows come first and axes as written; a name stands for its row."""
        assert [case.id for case in load(written(body)).cases] == ids

    def test_name_is_the_id_without_the_suite(
        self, load: Callable[[str], Loaded]
    ) -> None:
        """A case is named by what follows its suite."""
        (case,) = load(written("axes: {f: [a/b]}")).cases

        assert case.id == "s/a[f=a/b]"
        assert case.name == "a[f=a/b]"
        assert case.suite.id == "s"


class TestDistinct:
    """Distinct drops the cases in which the named ones are equal."""

    def test_diagonal_is_dropped(self, load: Callable[[str], Loaded]) -> None:
        """Two axes over one list lose their diagonal."""
        body = "axes: {f: [1, 2], g: [1, 2]}\n    distinct: [f, g]"

        loaded = load(written(body))

        assert [case.name for case in loaded.cases] == ["a[f=1,g=2]", "a[f=2,g=1]"]

    def test_axis_against_column(self, load: Callable[[str], Loaded]) -> None:
        """A column may be told apart from an axis."""
        body = "axes: {f: [1, 2]}\n    rows: [{x: 2}]\n    distinct: [f, x]"

        assert [case.name for case in load(written(body)).cases] == ["a[x=2,f=1]"]

    def test_one_alone_is_distinct(self, load: Callable[[str], Loaded]) -> None:
        """One name alone drops nothing."""
        loaded = load(written("axes: {f: [1, 2]}\n    distinct: f"))

        assert len(loaded.cases) == 2

    @pytest.mark.parametrize("cell", ["[1]", "{has: 1}"])
    def test_lists_are_refused(
        self, errors_of: Callable[[str], list[str]], cell: str
    ) -> None:
        """A cell that is no word is refused, and its row is no row left out."""
        body = f"rows: [{{name: n, x: 1, y: {cell}}}]\n    distinct: [x, y]"

        assert errors_of(written(body)) == [
            "7:31: y is a list or a mapping here, and distinct compares words"
        ]

    @given(
        axes=st.lists(
            st.lists(st.integers(0, 5), min_size=1, max_size=4, unique=True),
            min_size=1,
            max_size=3,
        ),
        compared=st.integers(0, 3),
    )
    def test_number_of_cases(self, axes: list[list[int]], compared: int) -> None:
        """There are as many cases as the axes multiply to, less the equal ones."""
        names = ["f", "g", "h"][: len(axes)]
        chosen = names[:compared]
        pairs = ", ".join(f"{n}: {a}" for n, a in zip(names, axes, strict=True))
        due = 0
        for choice in _choices(axes):
            told_apart = choice[: len(chosen)]
            due += len(set(told_apart)) == len(told_apart)
        body = f"axes: {{{pairs}}}\n    distinct: [{', '.join(chosen)}]"

        if due:
            loaded = CORPUS.load_text(written(body), "x.yaml")
            assert len(loaded.cases) == due
            assert len({case.id for case in loaded.cases}) == due


def _choices(axes: list[list[int]]) -> list[list[int]]:
    """Multiply by hand what the engine multiplies with itertools."""
    choices: list[list[int]] = [[]]
    for axis in axes:
        choices = [[*choice, value] for choice in choices for value in axis]
    return choices


class TestFilling:
    """A variable may stand wherever a value, a clause or a handle may."""

    def test_values_and_matchers(self, load: Callable[[str], Loaded]) -> None:
        """Arguments, results, out words and citations are filled from a row."""
        text = written(
            "rows: [{name: r, in: LOGOFF_QUIET, code: {one of: [S_OK, E_FAIL]},"
            " out: {lacks: 1}, clause: [STORELOGOFF-083, STORELOGOFF-085]}]",
            "[{store.StoreLogoff: {flags: $in}, returns: $code, out: {flags: $out},"
            " cites: {out: $clause}}]",
        )

        (step,) = load(text).cases[0].steps

        assert isinstance(step, Step)
        assert step.arguments == (("flags", Literal(0x10, "LOGOFF_QUIET")),)
        assert step.returns == CodeIs(None, (0, 0x80004005), "S_OK or E_FAIL")
        assert step.out == (("flags", Bits("lacks", 1, "1")),)
        assert step.cites.aspects == (("out", ("STORELOGOFF-083", "STORELOGOFF-085")),)

    def test_handles_and_counts(self, load: Callable[[str], Loaded]) -> None:
        """The first segment of a handle and a number of rounds are filled."""
        text = written(
            "rows: [{name: r, whose: store, n: 3, few: 0..2}]",
            "\n      - $whose.AddRef:\n"
            "        repeat: $n\n"
            "      - $whose.logon.GetLastError:\n"
            "      - group: [{$whose.AddRef: }]\n"
            "        repeat: $n\n"
            "      - across: [{$whose.Release: }]\n"
            "        may cause: [$whose.support.StoreLogoffTransports]\n"
            "      - $whose.Release:\n"
            "        causes:\n"
            "          - $whose.support.StoreLogoffTransports:\n"
            "            times: $few\n"
            "            cites: SDSTORE-016",
        )

        own, logon, group, across, last = load(text).cases[0].steps

        assert isinstance(own, Step)
        assert (own.label, own.repeat) == ("store.AddRef", 3)
        assert isinstance(logon, Step)
        assert logon.handle == "store.logon"
        assert isinstance(group, Group)
        assert group.repeat == 3
        assert isinstance(across, Across)
        assert across.effects.allowed == (("store.support", "StoreLogoffTransports"),)
        assert isinstance(last, Step)
        (event,) = last.effects.expected
        assert (event.label, event.least, event.most) == (
            "store.support.StoreLogoffTransports",
            0,
            2,
        )

    def test_parts_of_a_variable(self, load: Callable[[str], Loaded]) -> None:
        """An axis of handles gives its companions too, also as an argument."""
        text = written(
            "axes: {whose: [store]}", "[{store.CopyTo: {destination: $whose.logon}}]"
        )

        (step,) = load(text).cases[0].steps

        assert isinstance(step, Step)
        assert step.arguments == (("destination", Handle("store.logon")),)

    def test_settings_and_scenes(self, load: Callable[[str], Loaded]) -> None:
        """Settings are filled, under given as between steps."""
        text = written("axes: {n: [2]}\n    given: [{transports: {queued: $n}}]")

        setup = load(text).cases[0].setup

        assert isinstance(setup[-1], SetTransports)
        assert setup[-1].counts == (("queued", 2),)

    def test_matcher_of_variables(self, load: Callable[[str], Loaded]) -> None:
        """Variables inside lists and mappings are filled too."""
        text = written(
            "rows: [{name: r, tag: PR_SUBJECT, text: alpha}]",
            "[{store.GetProps: {tags: [$tag, PR_ENTRYID]}, observe: [out],"
            " out: {props: {PR_SUBJECT: $text}}}]",
        )

        (step,) = load(text).cases[0].steps

        assert isinstance(step, Step)
        assert step.arguments == (
            ("tags", Literal((0x0037001F, 0x0FFF0102), "[PR_SUBJECT, PR_ENTRYID]")),
        )
        assert step.out[0][1].text == "{PR_SUBJECT: alpha}"

    def test_quoted_variable_is_text(self, load: Callable[[str], Loaded]) -> None:
        """A variable in quotes is text."""
        text = written("axes: {f: [1]}", "[{store.SetReceiveFolder: {class: '$f'}}]")

        (step,) = load(text).cases[0].steps

        assert isinstance(step, Step)
        assert step.arguments == (("class", Literal("$f", "'$f'")),)

    def test_answers(self, load: Callable[[str], Loaded]) -> None:
        """What is unnamed in a value is compared as it is."""
        text = written(
            "axes: {f: [3]}",
            "[{store.StoreLogoff: {flags: 1}, out: {flags: $f}, observe: [out]}]",
        )

        (step,) = load(text).cases[0].steps

        assert isinstance(step, Step)
        assert step.out == (("flags", Equals(Literal(3, "3"))),)

    @pytest.mark.parametrize(
        ("cell", "steps", "message"),
        [
            (
                "[1]",
                "[{store.AddRef: , repeat: $x}]",
                "7:25: one word is due here, not a list or a mapping",
            ),
            ("[1]", "[{store.OpenEntry: {entryid: $x.y}}]", "8:41: $x has no parts"),
            (
                "[store]",
                "[{$x.Release: }]",
                "8:14: $x is a list or a mapping here, not a handle",
            ),
            ("store", "[{$xx.Release: }]", "8:14: $xx is no axis and no column"),
            (
                "stroe",
                "[{$x.Release: }]",
                "8:14: nothing is called 'stroe' at this point; did you mean 'store'?",
            ),
            (
                "STORELOGOFF-005",
                "[{store.Release: , cites: {causes: $xx}}]",
                "8:47: no clause '$xx' in the catalogue",
            ),
            (
                "{a: STORELOGOFF-005}",
                "[{store.Release: , cites: {causes: $x}}]",
                "7:25: a clause is one word, not a list or a mapping",
            ),
            (
                "[[STORELOGOFF-005]]",
                "[{store.Release: , cites: {causes: $x}}]",
                "7:26: a clause is one word, not a list or a mapping",
            ),
            (
                "null",
                "[{store.Release: , cites: {causes: $x}}]",
                "7:25: no clause 'null' in the catalogue",
            ),
        ],
    )
    def test_wrong_filling(
        self,
        errors_of: Callable[[str], list[str]],
        cell: str,
        steps: str,
        message: str,
    ) -> None:
        """A cell that does not fit where it is used is refused."""
        text = written(f"rows: [{{name: r, x: {cell}}}]", steps)

        assert errors_of(text) == [message]
