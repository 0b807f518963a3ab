"""``pytest --provider=NAME``: what runs, what it is called, what is printed."""

from collections.abc import Callable

import pytest


class TestSelection:
    """What is collected."""

    def test_shipped_corpus_and_nothing_else(
        self, pytester: pytest.Pytester, total: int
    ) -> None:
        """Without a path the shipped corpus runs, whatever else lies in the folder."""
        pytester.makepyfile("def test_not_ours(): assert False")

        result = pytester.runpytest("--provider=reference")

        counts = result.parseoutcomes()
        assert counts.keys() <= {"passed", "skipped"}
        assert sum(counts.values()) == total

    def test_named_scenario_file(self, pytester: pytest.Pytester) -> None:
        """With a path that scenario file runs, and nothing else."""
        pytester.makefile(".yaml", mine=MINE)

        result = pytester.runpytest("--provider=reference", "mine.yaml", "-v")

        result.assert_outcomes(passed=1)
        result.stdout.fnmatch_lines(["mine.yaml::purge-after-quiet PASSED*"])

    def test_other_yaml_is_left_alone(self, pytester: pytest.Pytester) -> None:
        """In a named folder, YAML that is not meant for us is no error."""
        pytester.makefile(".yaml", mine=MINE, compose="services: {db: {}}")

        result = pytester.runpytest("--provider=reference", ".")

        result.assert_outcomes(passed=1)

    def test_ids_name_the_corpus_not_the_machine(
        self, pytester: pytest.Pytester
    ) -> None:
        """Ids of the shipped corpus begin with ``cases/``, in any folder."""
        result = pytester.runpytest(
            "--provider=reference",
            "--collect-only",
            "-q",
            "-k",
            "abort-when-never-told",
        )

        result.stdout.fnmatch_lines(
            ["cases/imsgstore/store-logoff-flag.yaml::abort-when-never-told"]
        )

    def test_an_id_selects_its_case(self, pytester: pytest.Pytester) -> None:
        """An id that was printed can be given back, though no such file is here."""
        result = pytester.runpytest(
            "--provider=reference",
            "cases/imsgstore/store-logoff-flag.yaml::flag-arrives-unchanged[purge]",
        )

        result.assert_outcomes(passed=1)

    def test_an_id_without_its_parts_selects_the_scenario(
        self, pytester: pytest.Pytester
    ) -> None:
        """A scenario's id selects all of its cases."""
        result = pytester.runpytest(
            "--provider=reference",
            "cases/imsgstore/store-logoff-flag.yaml::flag-arrives-unchanged",
        )

        result.assert_outcomes(passed=5)

    def test_collects_nothing_without_a_provider(
        self, pytester: pytest.Pytester
    ) -> None:
        """Without ``--provider`` scenario files are none of our business."""
        pytester.makefile(".yaml", mine=MINE)

        result = pytester.runpytest("mine.yaml")

        assert result.ret == pytest.ExitCode.USAGE_ERROR
        result.assert_outcomes()
        result.stderr.fnmatch_lines(["ERROR: not found: *mine.yaml"])

    @pytest.mark.parametrize(
        ("arguments", "passed"),
        [
            pytest.param(
                ["-k", "abort-when-never-told and STORELOGOFF-016"], 1, id="clause"
            ),
            pytest.param(["-m", "may and must"], 0, id="level"),
            pytest.param(
                ["-k", "abort-when-never-told", "-m", "IMsgStore"], 1, id="interface"
            ),
            pytest.param(
                ["-k", "abort-when-never-told", "-m", "IMSProvider"], 0, id="another"
            ),
        ],
    )
    def test_keywords_and_markers(
        self, pytester: pytest.Pytester, total: int, arguments: list[str], passed: int
    ) -> None:
        """Clauses are keywords; levels and interfaces are markers."""
        result = pytester.runpytest(
            "--provider=reference", "--strict-markers", *arguments
        )

        result.assert_outcomes(passed=passed, deselected=total - passed)

    @pytest.mark.parametrize(
        "arguments",
        [["-k", "mine"], ["-m", "deferred"]],
        ids=["suite", "profile"],
    )
    def test_suites_and_profiles(
        self, pytester: pytest.Pytester, arguments: list[str]
    ) -> None:
        """Suites are keywords, and profiles are markers."""
        other = MINE.replace("mine", "other").replace("profile: deferred\n", "")
        pytester.makefile(".yaml", one=MINE, two=other.replace("-014", "-011"))

        result = pytester.runpytest("--provider=reference", ".", *arguments)

        result.assert_outcomes(passed=1, deselected=1)


class TestOutput:
    """What a user sees."""

    def test_header_says_who_is_judged(self, pytester: pytest.Pytester) -> None:
        """Provider, version, road, profile, edition stand in the header."""
        result = pytester.runpytest(
            "--provider=reference", "-k", "abort-when-never-told"
        )

        result.stdout.fnmatch_lines(
            ["mapi conformance: reference 0.1.0, in this process; profile deferred*"]
        )

    def test_summary_counts_cases_and_clauses(self, pytester: pytest.Pytester) -> None:
        """Verdicts of cases, clauses by level, and a conclusion end a run."""
        result = pytester.runpytest("--provider=reference")

        result.stdout.fnmatch_lines(
            [
                "=* MAPI conformance =*",
                "reference 0.1.0, *",
                "cases: * conforms*",
                "must clauses: * holds*",
                "should clauses: * holds*",
                "may clauses: * observed*",
                "conforms, as far as these cases go",
            ]
        )

    def test_failure_explains_itself(self, pytester: pytest.Pytester) -> None:
        """Clause, sentence, page, expected and seen, trace, and how to run it again."""
        result = pytester.runpytest(
            "--provider=flaw:default-not-abort", "-k", "abort-when-never-told"
        )

        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(
            [
                "STORELOGOFF-016, *: a client that only releases the store",
                "    gets LOGOFF_ABORT",
                "  verdict: deviates; fault: the provider",
                "  STORELOGOFF-016 (must)",
                "    If the count reaches zero and StoreLogoff was never called,",
                "    [[]imsgstore-storelogoff, *",
                "      expected  LOGOFF_ABORT (0x8)",
                "      seen      LOGOFF_NO_WAIT (0x1)",
                "  what happened:",
                "  > 3. store.Release()",
                "       store.support.StoreLogoffTransports(flags=LOGOFF_NO_WAIT *",
                "  pytest --provider=flaw:default-not-abort *::abort-when-never-told*",
                "does not conform",
            ]
        )

    def test_advisories_stand_apart(
        self, pytester: pytest.Pytester, a_provider: Callable[[str], str]
    ) -> None:
        """A should-level departure passes, and is counted and listed by itself."""
        leaves_the_word_alone = a_provider("return 0")

        result = pytester.runpytest(
            f"--provider={leaves_the_word_alone}", "-k", "STORELOGOFF-085"
        )

        assert result.ret == pytest.ExitCode.OK
        result.stdout.fnmatch_lines(
            ["*.yaml aaaaa *", "advisory:", "  STORELOGOFF-085 (should, 5 cases) *"]
        )
        result.stdout.fnmatch_lines(["*, 5 advisory in *"])

    def test_strict_makes_advisories_fail(
        self, pytester: pytest.Pytester, total: int, a_provider: Callable[[str], str]
    ) -> None:
        """``--mapi-strict`` counts a should like a must."""
        leaves_the_word_alone = a_provider("return 0")

        result = pytester.runpytest(
            f"--provider={leaves_the_word_alone}",
            "-k",
            "STORELOGOFF-085",
            "--mapi-strict",
        )

        result.assert_outcomes(failed=5, deselected=total - 5)

    def test_not_applicable_is_skipped_with_its_reason(
        self, pytester: pytest.Pytester
    ) -> None:
        """Another profile's cases are skipped and say so."""
        result = pytester.runpytest(
            "--provider=reference",
            "--mapi-profile=none",
            "-k",
            "last-of-many",
            "-rs",
        )

        result.stdout.fnmatch_lines(
            ["*it holds for the profile deferred; this run's profile: none*"]
        )

    def test_junit_carries_clause_and_verdict(self, pytester: pytest.Pytester) -> None:
        """Pytest's own JUnit file has level, profile, clauses and verdict."""
        pytester.runpytest(
            "--provider=reference",
            "-k",
            "abort-when-never-told",
            "--junitxml=junit.xml",
        )

        text = (pytester.path / "junit.xml").read_text(encoding="utf-8")
        assert '<property name="verdict" value="conforms"' in text
        assert '<property name="clause" value="STORELOGOFF-016"' in text
        assert '<property name="level" value="must"' in text
        assert '<property name="profile" value="any"' in text


class TestOrder:
    """Order, processes and repetition change no verdict."""

    def test_two_processes(self, pytester: pytest.Pytester, total: int) -> None:
        """With ``-n 2`` the records come together in one summary."""
        result = pytester.runpytest("--provider=reference", "-n", "2")

        counts = result.parseoutcomes()
        assert sum(counts.values()) == total
        result.stdout.fnmatch_lines(["cases: * conforms*", "conforms, as far as *"])

    @pytest.mark.parametrize("flaw", ["first-flag-wins", "support-first"])
    def test_any_order_gives_one_table(
        self, pytester: pytest.Pytester, total: int, flaw: str
    ) -> None:
        """Shuffled, in two processes or in order: the same verdict for each case."""
        tables = [
            _verdicts(pytester, f"--provider=flaw:{flaw}", *arguments)
            for arguments in ([], ["-o", "addopts="], ["-n", "2"])
        ]

        assert len(tables[0]) == total
        assert tables[0] == tables[1] == tables[2]

    def test_a_case_alone_is_judged_as_among_all(
        self, pytester: pytest.Pytester
    ) -> None:
        """A case does not lean on those before it."""
        whole = _verdicts(pytester, "--provider=flaw:flags-merged")
        name = "last-flag-wins[first=LOGOFF_QUIET,last=LOGOFF_PURGE]"

        alone = _verdicts(
            pytester,
            "--provider=flaw:flags-merged",
            f"cases/imsgstore/store-logoff-deferred.yaml::{name}",
        )

        assert len(alone) == 1
        assert alone == {key: value for key, value in whole.items() if name in key}

    def test_last_failed_runs_what_failed(
        self, pytester: pytest.Pytester, total: int
    ) -> None:
        """``--lf`` finds the cases again, in a corpus outside the folder."""
        first = pytester.runpytest("--provider=flaw:default-not-abort")
        failed = first.parseoutcomes()["failed"]

        result = pytester.runpytest("--provider=flaw:default-not-abort", "--lf")

        result.assert_outcomes(failed=failed, deselected=total - failed)

    def test_stops_at_the_first_failure(self, pytester: pytest.Pytester) -> None:
        """``-x`` stops, and what was judged is summed up."""
        suite = "cases/imsgstore/release.yaml"
        result = pytester.runpytest("--provider=flaw:support-first", "-x", suite)

        result.assert_outcomes(failed=1)
        result.stdout.fnmatch_lines(["cases: 1 deviates", "does not conform"])


def _verdicts(pytester: pytest.Pytester, *arguments: str) -> dict[str, str]:
    """The verdict of every case, by its id."""
    result = pytester.runpytest("-v", "-p", "no:cacheprovider", *arguments)
    words = ("PASSED", "FAILED", "SKIPPED", "ADVISORY", "ERROR")
    table = {}
    for line in result.outlines:
        parts = line.split()
        for word in set(parts) & set(words):
            ids = [part for part in parts if part.startswith("cases/")]
            if ids:
                table[ids[0]] = word
    return table


MINE = """\
suite: mine
about: A scenario of our own.
profile: deferred
given: [open-store]
watch: [end-of-support]

scenarios:
  - id: purge-after-quiet
    title: our client changes its mind
    steps:
      - store.StoreLogoff: {flags: LOGOFF_QUIET}
      - store.StoreLogoff: {flags: LOGOFF_PURGE}
      - store.Release:
        causes:
          - store.support.StoreLogoffTransports: {flags: LOGOFF_PURGE}
            cites: {args: STORELOGOFF-014}
          - store.support.gone:
            cites: SDSTORE-006
"""
