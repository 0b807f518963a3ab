"""Wrong files, suites and scenarios: what the loader says, and where."""

import re
import textwrap
from collections.abc import Callable
from typing import NamedTuple

import pytest

from mapi_conformance.errors import ScenarioError, ScenarioErrors
from mapi_conformance.scenario.corpus import Loaded


class Wrong(NamedTuple):
    """A row: what is wrong, how it is written, what the loader says of it."""

    what: str
    text: str
    messages: tuple[str, ...]


def wrong(what: str, text: str, *messages: str) -> Wrong:
    """Make a row."""
    return Wrong(what, text, messages)


def what(row: Wrong) -> str:
    """Name a row in the id of its test."""
    return row.what


FILES = (
    wrong(
        "empty file",
        "",
        "1:1: the file is empty; a suite is due",
    ),
    wrong(
        "comments alone",
        "# nothing here",
        "1:1: the file is empty; a suite is due",
    ),
    wrong(
        "unclosed list",
        "suite: [a, b",
        "2:1: not YAML: while parsing a flow sequence, did not find expected"
        " ',' or ']'",
    ),
    wrong(
        "tab as indentation",
        "suite: a\n\tabout: x",
        "2:1: not YAML: while scanning a plain scalar, found a tab character"
        " that violates indentation",
    ),
    wrong(
        "wrong indentation",
        "suite: a\n  about: x",
        "2:8: not YAML: mapping values are not allowed in this context",
    ),
    wrong(
        "control character",
        "suite: a\nabout: \x07",
        "1:1: not YAML: unacceptable character #x0007: control characters are"
        " not allowed",
    ),
    wrong(
        "half a surrogate pair",
        "suite: \ud800",
        "1:1: not YAML: 'utf-8' codec can't encode character '\\ud800' in"
        " position 7: surrogates not allowed",
    ),
    wrong(
        "a list as the file",
        "- suite: a",
        "1:1: a suite is a mapping, name: value",
    ),
    wrong(
        "a word as the file",
        "suite",
        "1:1: a suite is a mapping, name: value",
    ),
    wrong(
        "nested beyond sense",
        "[" * 65 + "]" * 65,
        "1:65: more than 64 levels are nested here",
    ),
    wrong(
        "second document",
        "suite: a\n"
        "about: x\n"
        "scenarios: [{id: a, title: t, steps: [{provider.AddRef: }]}]\n"
        "---\n"
        "suite: b",
        "5:1: a second document; a file holds one",
    ),
    wrong(
        "key twice in the suite",
        "suite: a\n"
        "about: x\n"
        "about: y\n"
        "scenarios: [{id: a, title: t, steps: [{provider.AddRef: }]}]",
        "3:1: 'about' stands here twice",
    ),
    wrong(
        "no suite id",
        "about: x\nscenarios: []",
        "1:1: a suite needs 'suite'",
    ),
    wrong(
        "no about",
        "suite: a\nscenarios: []",
        "1:1: a suite needs 'about'",
    ),
    wrong(
        "no scenarios",
        "suite: a\nabout: x",
        "1:1: a suite needs 'scenarios'",
    ),
    wrong(
        "empty scenarios",
        "suite: a\nabout: x\nscenarios: []",
        "1:1: a suite needs 'scenarios'",
    ),
    wrong(
        "scenarios as a word",
        "suite: a\nabout: x\nscenarios: later",
        "3:12: a scenario is a mapping, name: value",
    ),
    wrong(
        "suite id not kebab-case",
        "suite: Store_Logoff\n"
        "about: x\n"
        "scenarios: [{id: a, title: t, steps: [{provider.AddRef: }]}]",
        "1:8: 'Store_Logoff' is no id; ids are kebab-case, as in last-flag-wins",
    ),
    wrong(
        "suite id as a list",
        "suite: [a]\nabout: x\nscenarios: []",
        "1:8: suite is one word, not a list or a mapping",
    ),
    wrong(
        "no id",
        "suite: a\n"
        "about: x\n"
        "scenarios:\n"
        "  - title: t\n"
        "    steps: [{provider.AddRef: }]",
        "4:5: a scenario needs 'id'",
    ),
    wrong(
        "no title",
        "suite: a\nabout: x\nscenarios:\n  - id: a\n    steps: [{provider.AddRef: }]",
        "4:5: a scenario needs 'title'",
    ),
    wrong(
        "no steps",
        "suite: a\nabout: x\nscenarios:\n  - id: a\n    title: t",
        "4:5: a scenario needs 'steps'",
    ),
    wrong(
        "empty steps",
        "suite: a\nabout: x\nscenarios:\n  - id: a\n    title: t\n    steps: []",
        "4:5: a scenario needs 'steps'",
    ),
    wrong(
        "id not kebab-case",
        "suite: a\n"
        "about: x\n"
        "scenarios:\n"
        "  - id: Last flag\n"
        "    title: t\n"
        "    steps: [{provider.AddRef: }]",
        "4:9: 'Last flag' is no id; ids are kebab-case, as in last-flag-wins",
    ),
    wrong(
        "id twice",
        "suite: a\n"
        "about: x\n"
        "scenarios:\n"
        "  - {id: a, title: t, steps: [{provider.AddRef: }]}\n"
        "  - {id: a, title: u, steps: [{provider.AddRef: }]}",
        "5:6: two scenarios are called 'a'",
    ),
)

SUITES = (
    wrong(
        "misspelt key",
        "wacth: [end-of-support]",
        "3:1: 'wacth' is not a key of a suite; did you mean 'watch'?",
    ),
    wrong(
        "unknown subject",
        "subject: providr",
        "3:10: the subject is 'provider' or 'mapi', not 'providr'",
    ),
    wrong(
        "subject as a list",
        "subject: [provider, mapi]",
        "3:10: subject is one word, not a list or a mapping",
    ),
    wrong(
        "unknown profile",
        "profile: defered",
        "3:10: no profile is called 'defered'; did you mean 'deferred'?",
    ),
    wrong(
        "both halves of a pair",
        "profile: [deferred, eager]",
        "3:11: deferred and eager exclude each other",
        "3:21: eager and deferred exclude each other",
    ),
    wrong(
        "unknown capability",
        "requires: [second-stroe]",
        "3:12: no capability is called 'second-stroe'; did you mean 'second-store'?",
    ),
    wrong(
        "capability required and excluded",
        "requires: [submit]\nwithout: [submit]",
        "3:12: 'submit' is both required and excluded",
        "4:11: 'submit' is both required and excluded",
    ),
    wrong(
        "unknown watch set",
        "watch: [end-of-suport]",
        "3:9: no watch set is called 'end-of-suport'; did you mean 'end-of-support'?",
    ),
    wrong(
        "watched kind in no set",
        "watch: [IMAPISupport.PrepareSubmit]",
        "3:9: no watch set knows 'IMAPISupport.PrepareSubmit', so nobody could"
        " say what an unmentioned one breaks; add it to a set of the corpus"
        " file; did you mean 'IMAPISupport.OpenProfileSection'?",
    ),
    wrong(
        "misspelt watched kind",
        "watch: [IMAPISupport.SetProviderUIDs]",
        "3:9: no watch set knows 'IMAPISupport.SetProviderUIDs', so nobody"
        " could say what an unmentioned one breaks; add it to a set of the"
        " corpus file; did you mean 'IMAPISupport.SetProviderUID'?",
    ),
    wrong(
        "unknown set of laws",
        "laws: [shutdwon]",
        "3:8: no law is called 'shutdwon'; did you mean 'shutdown'?",
    ),
    wrong(
        "unknown law",
        "laws: [one-transport-cal]",
        "3:8: no law is called 'one-transport-cal'; did you mean 'one-transport-call'?",
    ),
    wrong(
        "law bound to another reading",
        "laws: [one-request-flag]\nsubject: mapi",
        "5:14: SLT-001 binds the provider, and the subject here is the"
        " mapi-subsystem; expect this in a suite with another subject",
    ),
    wrong(
        "unknown scene",
        "given: [open-stroe]",
        "3:9: no scene is called 'open-stroe'; did you mean 'open-store'?",
    ),
    wrong(
        "scene that comes twice",
        "given: [open-store, open-store]",
        "4:14: 'store' is bound already; only rounds of a group bind a name"
        " again (found at cases/shared/corpus.yaml:LINE:COLUMN)",
    ),
    wrong(
        "scene that needs another",
        "given: [spooler-process]",
        "4:14: no value is called $store at this point (found at"
        " cases/shared/corpus.yaml:LINE:COLUMN)",
    ),
    wrong(
        "call among given",
        "given: [{provider.AddRef: }]",
        "3:10: given holds scenes and settings alone",
    ),
    wrong(
        "mapping among watch",
        "watch: [{end-of-support: yes}]",
        "3:9: watch is one word, not a list or a mapping",
    ),
)

SCENARIOS = (
    wrong(
        "key twice in a scenario",
        "title: again",
        "7:5: 'title' stands here twice",
    ),
    wrong(
        "misspelt key",
        "titel: t",
        "7:5: 'titel' is not a key of a scenario; did you mean 'title'?",
    ),
    wrong(
        "unknown word for observe",
        "observe: yes",
        "7:14: observe is true or false, not 'yes'",
    ),
    wrong(
        "profile against the suite's pair",
        "profile: [abort-stop, abort-refuse]",
        "7:15: abort-stop and abort-refuse exclude each other",
        "7:27: abort-refuse and abort-stop exclude each other",
    ),
    wrong(
        "capability excluded and required",
        "without: [status-object]\nrequires: [status-object]",
        "7:15: 'status-object' is both required and excluded",
        "8:16: 'status-object' is both required and excluded",
    ),
    wrong(
        "unknown profile",
        "profile: lazy",
        "7:14: no profile is called 'lazy'",
    ),
    wrong(
        "about as a list",
        "about: [a, b]",
        "7:12: about is one word, not a list or a mapping",
    ),
    wrong(
        "unknown list",
        "axes: {flag: request-flag}",
        "7:18: the corpus has no list 'request-flag'; did you mean 'request-flags'?",
    ),
    wrong(
        "list named as a variable",
        "axes: {flag: $request-flags}",
        "7:18: $ is for variables; a list of the corpus is named plainly: flag:"
        " request-flags",
    ),
    wrong(
        "axes as a list",
        "axes: [request-flags]",
        "7:11: axes is a mapping, name: value",
    ),
    wrong(
        "axis that is a column too",
        "axes: {flag: request-flags}\nrows: [{flag: 1}]",
        "7:12: 'flag' is an axis and a column",
    ),
    wrong(
        "axis without values",
        "axes: {flag: []}",
        "5:5: 'a' has no case: its axes or distinct leave none",
    ),
    wrong(
        "distinct leaves no case",
        "axes: {first: [1], last: [1]}\ndistinct: [first, last]",
        "5:5: 'a' has no case: its axes or distinct leave none",
    ),
    wrong(
        "distinct names no axis",
        "axes: {flag: request-flags}\ndistinct: [flag, flga]",
        "8:22: 'flga' is neither an axis nor a column; did you mean 'flag'?",
    ),
    wrong(
        "list in an id",
        "axes: {flag: [[1, 2], 3]}",
        "7:19: flag is a list or a mapping and would stand in the id of a case;"
        " use rows with a column 'name'",
    ),
    wrong(
        "mapping in an id",
        "rows: [{flag: {one of: [1, 2]}}]",
        "7:19: flag is a list or a mapping and would stand in the id of a case;"
        " use rows with a column 'name'",
    ),
    wrong(
        "list as a row's name",
        "rows: [{name: [a]}]",
        "7:19: name is a list or a mapping and would stand in the id of a case;"
        " use rows with a column 'name'",
    ),
    wrong(
        "rows with different columns",
        "rows:\n  - {name: a, flag: 1}\n  - {name: b, flga: 1}",
        "9:9: the rows of a table have the same columns; here differ: flag, flga",
    ),
    wrong(
        "row that is no mapping",
        "rows: [a]",
        "7:12: a row is a mapping, name: value",
    ),
    wrong(
        "rows of one name",
        "rows:\n  - {name: same, flag: 1}\n  - {name: same, flag: 2}",
        "9:9: two cases are called bad/a[same]; give the rows names",
    ),
    wrong(
        "axis with a value twice",
        "axes: {flag: [1, 1]}",
        "5:5: two cases are called bad/a[flag=1]; give the rows names",
    ),
)


@pytest.mark.parametrize("row", FILES, ids=what)
def test_wrong_file(row: Wrong, errors_of: Callable[[str], list[str]]) -> None:
    """A file that is no suite is refused at its place, in these words."""
    assert errors_of(row.text) == list(row.messages)


@pytest.mark.parametrize("row", SUITES, ids=what)
def test_wrong_suite(row: Wrong, errors_of: Callable[[str], list[str]]) -> None:
    """What is wrong in a suite's header is refused at its place, in these words."""
    text = (
        "suite: bad\n"
        "about: x\n"
        f"{row.text}\n"
        "scenarios: [{id: a, title: t, steps: [{provider.AddRef: }]}]\n"
    )

    # The corpus file grows, so its lines are not pinned.
    found = [
        re.sub(r"corpus\.yaml:\d+:\d+", "corpus.yaml:LINE:COLUMN", error)
        for error in errors_of(text)
    ]
    assert found == list(row.messages)


@pytest.mark.parametrize("row", SCENARIOS, ids=what)
def test_wrong_scenario(row: Wrong, errors_of: Callable[[str], list[str]]) -> None:
    """What is wrong around a scenario's steps is refused at its place."""
    text = (
        "suite: bad\n"
        "about: x\n"
        "given: [open-store]\n"
        "scenarios:\n"
        "  - id: a\n"
        "    title: t\n"
        f"{textwrap.indent(row.text, '    ')}\n"
        "    steps: [{store.AddRef: }]\n"
    )

    assert errors_of(text) == list(row.messages)


def _is_in_line_3(problem: BaseException) -> bool:
    return isinstance(problem, ScenarioError) and ":3:" in str(problem)


class TestTogether:
    """Problems of one file: all of them, by place, each once."""

    def test_all_come_in_order(self, errors_of: Callable[[str], list[str]]) -> None:
        """Problems of a suite's header, of scenarios and of steps come by place."""
        text = (
            "suite: Bad\n"
            "about: x\n"
            "profile: lazy\n"
            "given: [open-store]\n"
            "extra: 1\n"
            "scenarios:\n"
            "  - id: a\n"
            "    title: t\n"
            "    steps:\n"
            "      - store.StoreLogof: {flags: 1}\n"
            "      - store.StoreLogoff: {flags: LOGOFF_PURG}\n"
            "        retruns: S_OK\n"
            "      - stroe.Release:\n"
            "  - id: b\n"
            "    steps: [{store.Release: }]\n"
            "  - id: c\n"
            "    title: t\n"
            "    colour: red\n"
            "    steps: [{store.Release: }]\n"
        )

        assert errors_of(text) == [
            "1:8: 'Bad' is no id; ids are kebab-case, as in last-flag-wins",
            "3:10: no profile is called 'lazy'",
            "5:1: 'extra' is not a key of a suite",
            "10:9: no interface has a method 'StoreLogof'; did you mean 'StoreLogoff'?",
            "11:36: no flag is called 'LOGOFF_PURG'; did you mean 'LOGOFF_PURGE'?",
            "12:9: 'retruns' is not a key of a step; did you mean 'returns'?",
            "13:9: nothing is called 'stroe' at this point; did you mean 'store'?",
            "14:5: a scenario needs 'title'",
            "18:5: 'colour' is not a key of a scenario",
        ]

    def test_place_of_permutations_once(
        self, errors_of: Callable[[str], list[str]]
    ) -> None:
        """A place that all 25 permutations hit is named once."""
        text = (
            "suite: bad\n"
            "about: x\n"
            "given: [open-store]\n"
            "scenarios:\n"
            "  - id: a\n"
            "    title: t\n"
            "    axes: {first: request-flags, last: request-flags}\n"
            "    steps:\n"
            "      - store.StoreLogoff: {flags: $first}\n"
            "        cites: X-1\n"
            "      - store.StoreLogoff: {flags: $final}\n"
        )

        assert errors_of(text) == [
            "10:16: no clause 'X-1' in the catalogue",
            "11:36: no value is called $final at this point",
        ]

    def test_value_of_the_corpus_is_placed_here(
        self, errors_of: Callable[[str], list[str]]
    ) -> None:
        """A value of the corpus file that does not fit is told of the scenario."""
        text = (
            "suite: bad\n"
            "about: x\n"
            "given: [open-store]\n"
            "scenarios:\n"
            "  - id: a\n"
            "    title: t\n"
            "    axes: {tag: request-flags}\n"
            "    steps:\n"
            "      - store.OpenProperty: {tag: $tag}\n"
        )

        found = errors_of(text)

        assert len(found) == 5
        assert found[0] == (
            "5:5: no property is called 'LOGOFF_ABORT'"
            " (found at cases/shared/corpus.yaml:5:19)"
        )

    def test_step_without_its_name_makes_no_noise(
        self, errors_of: Callable[[str], list[str]]
    ) -> None:
        """What follows a wrong step that was to bind a name is not blamed for it."""
        text = (
            "suite: bad\n"
            "about: x\n"
            "scenarios:\n"
            "  - id: a\n"
            "    title: t\n"
            "    steps:\n"
            "      - provider.Logn: {}\n"
            "        as: lost\n"
            "      - provider.Release:\n"
            "        returns: S_OK\n"
            "      - provider.Logon: {}\n"
            "        as: kept\n"
            "        times: 1\n"
            "      - kept.StoreLogoff: {flags: 1}\n"
            "      - kept.logon.Logoff: {}\n"
            "      - kept.OpenEntry: {entryid: $kept.anything}\n"
        )

        assert errors_of(text) == [
            "7:9: no interface has a method 'Logn'; did you mean 'Logon'?",
            "9:9: Release gives back a count, which is not comparable",
            "13:16: times counts an event; a step is made several times with repeat",
        ]

    def test_errors_are_one_group(self, load: Callable[[str], Loaded]) -> None:
        """The group prints one problem a line and keeps its type when it is split."""
        with pytest.raises(ScenarioErrors) as caught:
            load("suite: Bad\nabout: x\ncolour: red\nscenarios: [a]\n")

        lines = (
            "x.yaml:1:8: 'Bad' is no id; ids are kebab-case, as in last-flag-wins\n"
            "x.yaml:3:1: 'colour' is not a key of a suite\n"
            "x.yaml:4:13: a scenario is a mapping, name: value"
        )
        assert str(caught.value) == lines
        split = caught.value.split(_is_in_line_3)[0]
        assert isinstance(split, ScenarioErrors)
        assert str(split) == "x.yaml:3:1: 'colour' is not a key of a suite"
