"""YAML text to nodes: places, quotes, and nothing guessed."""

import pytest

from mapi_conformance.scenario.nodes import (
    Fields,
    Items,
    Node,
    Scalar,
    as_fields,
    as_items,
    as_scalar,
    as_scalars,
    read_nodes,
)
from mapi_conformance.scenario.problems import Place, Problems, Refused


def node_of(text: str) -> Node:
    """Read a text without problems."""
    problems = Problems()
    node = read_nodes(text, "x.yaml", problems)
    assert problems.errors == ()
    assert node is not None
    return node


def place(line: int, column: int) -> Place:
    """Name a place of x.yaml."""
    return Place("x.yaml", line, column)


class TestScalars:
    """A word is text with its place; its parameter decides what it is."""

    @pytest.mark.parametrize(
        "word", ["no", "yes", "0x10", "010", "1e3", "1:30", "null", "~", "2026-11-20"]
    )
    def test_no_type_is_guessed(self, word: str) -> None:
        """Every scalar stays the text that was written."""
        assert node_of(word) == Scalar(word, place(1, 1))

    @pytest.mark.parametrize(
        ("text", "is_null"),
        [
            ("key:", True),
            ("key: ~", True),
            ("key: null", True),
            ("key: ''", False),
            ('key: "null"', False),
            ("key: '~'", False),
            ("key: Null", False),
            ("key: 0", False),
        ],
    )
    def test_null_is_unquoted(self, text: str, is_null: bool) -> None:  # noqa: FBT001  # a column of the table
        """Nothing, ~ and null are null unless they are quoted."""
        fields = as_fields(node_of(text), "a file", place(1, 1))

        assert as_scalar(fields.entries[0][1], "key").is_null is is_null

    @pytest.mark.parametrize(
        ("text", "is_variable"),
        [("$flag", True), ("$store.security", True), ("'$flag'", False), ("a$", False)],
    )
    def test_variable_is_unquoted(self, text: str, is_variable: bool) -> None:  # noqa: FBT001  # a column of the table
        """A variable begins with $ and is not quoted."""
        assert as_scalar(node_of(text), "a word").is_variable is is_variable

    @pytest.mark.parametrize("text", ["'a'", '"a"', "|-\n  a", ">-\n  a"])
    def test_quotes_and_blocks_are_text(self, text: str) -> None:
        """Quoted words and blocks count as quoted."""
        assert node_of(text) == Scalar("a", place(1, 1), quoted=True)


class TestPlaces:
    """Nodes and keys know the line and the column they begin at."""

    def test_nested_places(self) -> None:
        """Places count from 1, and columns count characters."""
        top = as_fields(
            node_of("# é\né: 1\nlist:\n  - {b: é, c: d}\n"), "x", place(1, 1)
        )

        inner = as_fields(as_items(top.get("list"))[0], "x", place(1, 1))
        assert top.place == place(2, 1)
        assert [key.place for key, _ in top.entries] == [place(2, 1), place(3, 1)]
        assert inner.place == place(4, 5)
        assert [key.place for key, _ in inner.entries] == [place(4, 6), place(4, 12)]

    def test_marker_and_mark_are_no_problem(self) -> None:
        """One document may begin with --- and with a byte order mark."""
        for text in ("---\na: b\n", "\ufeffa: b\n", "a: b\n...\n"):
            assert as_fields(node_of(text), "x", place(1, 1)).names == ("a",)

    def test_windows_lines(self) -> None:
        """Lines that end as on Windows are counted once."""
        top = as_fields(node_of("a: b\r\nc: d\r\n"), "x", place(1, 1))

        assert [key.place.line for key, _ in top.entries] == [1, 2]


class TestProblems:
    """What is no part of the language is noted, and reading goes on."""

    def test_first_of_two_keys_stays(self) -> None:
        """A key that stands twice is noted each time and its first value is kept."""
        problems = Problems()

        top = read_nodes("a: 1\nb: 2\na: 3\na: 4\n", "x.yaml", problems)

        assert isinstance(top, Fields)
        assert top.names == ("a", "b")
        assert as_scalar(top.entries[0][1], "a").text == "1"
        assert [str(problem) for problem in problems.errors] == [
            "x.yaml:3:1: 'a' stands here twice",
            "x.yaml:4:1: 'a' stands here twice",
        ]

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("a: &x 1", "x.yaml:1:4"),
            ("a: *x", "x.yaml:1:4"),
            ("a: !!str 1", "x.yaml:1:4"),
            ("a: !own {b: c}", "x.yaml:1:4"),
            ("a: ! 1", "x.yaml:1:4"),
            ("&x a: 1", "x.yaml:1:1"),
            ("- &x [1]", "x.yaml:1:3"),
        ],
    )
    def test_anchors_and_tags(self, text: str, found: str) -> None:
        """Anchors, aliases and tags are refused wherever they stand."""
        problems = Problems()

        assert read_nodes(text, "x.yaml", problems) is not None
        assert [str(problem) for problem in problems.errors] == [
            f"{found}: anchors, aliases and tags are not part of the language"
        ]

    def test_second_document(self) -> None:
        """A second document is refused where it begins; the first one is kept."""
        problems = Problems()

        top = read_nodes("a: 1\n---\n- b\n", "x.yaml", problems)

        assert isinstance(top, Fields)
        assert [str(problem) for problem in problems.errors] == [
            "x.yaml:3:1: a second document; a file holds one"
        ]

    @pytest.mark.parametrize("text", ["", "\n\n", "# a comment\n"])
    def test_empty_file(self, text: str) -> None:
        """An empty file gives no node, and whoever reads it says what was due."""
        problems = Problems()

        assert read_nodes(text, "x.yaml", problems) is None
        assert problems.errors == ()

    def test_depth_has_an_end(self) -> None:
        """64 levels are read, the 65th is refused at its place."""
        problems = Problems()

        assert isinstance(read_nodes("[" * 64 + "]" * 64, "x.yaml", problems), Items)
        assert not problems.errors
        assert read_nodes("\n" + "[" * 65 + "]" * 65, "x.yaml", problems) is None
        assert [str(problem) for problem in problems.errors] == [
            "x.yaml:2:65: more than 64 levels are nested here"
        ]

    def test_brothers_are_no_depth(self) -> None:
        """Lists one after the other are not nested."""
        assert len(as_items(node_of("- []\n" * 100))) == 100


class TestTaking:
    """The readers' first question: is it a mapping, a list, a word?"""

    @pytest.mark.parametrize(
        ("text", "words"),
        [("[a, b]", ("a", "b")), ("a", ("a",)), ("null", ()), ("[]", ())],
    )
    def test_list_or_one(self, text: str, words: tuple[str, ...]) -> None:
        """A single word is a list of one, and null is none."""
        found = as_scalars(node_of(text), "a word")

        assert tuple(word.text for word in found) == words

    def test_nothing_is_no_list(self) -> None:
        """Where nothing is written there are no items."""
        assert as_items(None) == ()

    def test_mapping_is_one_item(self) -> None:
        """A mapping where a list is due is a list of one."""
        node = node_of("{a: b}")

        assert as_items(node) == (node,)

    def test_word_is_no_mapping(self) -> None:
        """What is no mapping is refused where it stands, or where it is missing."""
        with pytest.raises(Refused) as there:
            as_fields(Scalar("a", place(4, 2)), "a step", place(1, 1))
        with pytest.raises(Refused) as missing:
            as_fields(None, "a step", place(1, 1))

        text = "a step is a mapping, name: value"
        assert str(there.value.problem) == f"x.yaml:4:2: {text}"
        assert str(missing.value.problem) == f"x.yaml:1:1: {text}"

    def test_list_among_words(self) -> None:
        """A list among words is refused where it stands."""
        with pytest.raises(Refused) as refused:
            as_scalars(node_of("[a, [b]]"), "a capability")

        assert str(refused.value.problem) == (
            "x.yaml:1:5: a capability is one word, not a list or a mapping"
        )


class TestNotes:
    """Problems come by place, each once, warnings apart."""

    def test_order_and_number(self) -> None:
        """Problems are sorted by line and column as numbers, and never doubled."""
        problems = Problems()
        for line, column in [(10, 1), (9, 2), (9, 10), (9, 2)]:
            problems.add(place(line, column), "wrong")

        assert [str(problem) for problem in problems.errors] == [
            "x.yaml:9:2: wrong",
            "x.yaml:9:10: wrong",
            "x.yaml:10:1: wrong",
        ]

    def test_warnings_raise_nothing(self) -> None:
        """A warning says so, and a file with warnings alone runs."""
        problems = Problems()
        problems.warn(place(2, 1), "doubtful")

        problems.check()
        assert problems.errors == ()
        assert [str(problem) for problem in problems.warnings] == [
            "x.yaml:2:1: warning: doubtful"
        ]

    def test_other_files_are_seen_from_here(self) -> None:
        """What is found elsewhere meanwhile moves here; what was known stays."""
        problems = Problems()
        problems.add(Place("old.yaml", 1, 1), "old")
        with problems.seen_from(place(5, 5)):
            problems.add(Place("corpus.yaml", 7, 7), "strange")
            problems.add(place(8, 8), "own")

        assert [str(problem) for problem in problems.errors] == [
            "old.yaml:1:1: old",
            "x.yaml:5:5: strange (found at corpus.yaml:7:7)",
            "x.yaml:8:8: own",
        ]
