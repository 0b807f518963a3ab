"""What was typed wrong, configured wrong or built wrong gets a clear answer."""

from collections.abc import Callable

import pytest


USAGE = pytest.ExitCode.USAGE_ERROR


def _complaint(pytester: pytest.Pytester, *arguments: str) -> str:
    """Run, expect a usage error, and give its one line."""
    result = pytester.runpytest(*arguments)

    assert result.ret == USAGE
    (line,) = [line for line in result.errlines if line.startswith("ERROR: ")]
    return line.removeprefix("ERROR: ")


class TestProviderOption:
    """``--provider`` and its companions."""

    def test_misspelt_name(self, pytester: pytest.Pytester) -> None:
        """A near miss is suggested, and everything there is is listed."""
        assert _complaint(pytester, "--provider=refrence") == (
            "no provider is called 'refrence'; declared are reference,"
            " reference-eager, reference-eager-neuter, reference-neuter; others are"
            " reached by cmd:./testee, com:./mystore.dll, flaw:NAME,"
            " py:package.module:name, tcp:127.0.0.1:9000; did you mean 'reference'?"
        )

    def test_unknown_road(self, pytester: pytest.Pytester) -> None:
        """An unknown scheme lists the roads."""
        assert _complaint(pytester, "--provider=dll:mystore.dll") == (
            "no road is called 'dll'; there are cmd:./testee, com:./mystore.dll,"
            " flaw:NAME, py:package.module:name, tcp:127.0.0.1:9000"
        )

    def test_unknown_flaw(self, pytester: pytest.Pytester) -> None:
        """A flaw's near miss is suggested."""
        line = _complaint(pytester, "--provider=flaw:first-flag-win")

        assert line.startswith(
            "no flaw is called 'first-flag-win'; there are first-flag-wins,"
        )
        assert line.endswith("; did you mean 'first-flag-wins'?")

    def test_unknown_setting(self, pytester: pytest.Pytester) -> None:
        """A setting's near miss is suggested."""
        line = _complaint(
            pytester, "--provider=reference", "--provider-set", "first_store=x"
        )

        assert line.startswith(
            "no setting of py:package.module:name is called 'first_store'; there are"
            " version, profile, capabilities, first-store, second-store, "
        )
        assert line.endswith("; did you mean 'first-store'?")

    def test_setting_without_a_value(self, pytester: pytest.Pytester) -> None:
        """``--provider-set`` says what form it takes."""
        line = _complaint(
            pytester, "--provider=reference", "--provider-set", "deadline"
        )

        assert line == "--provider-set 'deadline': KEY=VALUE is due"

    @pytest.mark.parametrize(
        ("setting", "complaint"),
        [
            ("deadline=soon", "deadline='soon': a number of seconds above 0 is due"),
            ("deadline=-1", "deadline='-1': a number of seconds above 0 is due"),
            ("spi-version=new", "spi-version='new': a number is due, as in 0x00010010"),
            (
                "first-store=hex:0",
                (
                    "first-store='hex:0': after hex: only pairs of hex digits, as in"
                    " hex:00FF"
                ),
            ),
        ],
    )
    def test_setting_with_a_wrong_value(
        self, pytester: pytest.Pytester, setting: str, complaint: str
    ) -> None:
        """A value that its setting does not take is named with what would be right."""
        line = _complaint(pytester, "--provider=reference", "--provider-set", setting)

        assert line == complaint

    def test_unknown_profile(self, pytester: pytest.Pytester) -> None:
        """``--mapi-profile`` lists the readings."""
        line = _complaint(pytester, "--provider=reference", "--mapi-profile=defered")

        assert line == (
            "no profile of a provider is called 'defered'; there are deferred, eager,"
            " auto, none; did you mean 'deferred'?"
        )

    @pytest.mark.parametrize(
        "option", ["--mapi-profile=eager", "--mapi-strict", "--provider-set=a=b"]
    )
    def test_option_without_a_provider(
        self, pytester: pytest.Pytester, option: str
    ) -> None:
        """Options of ours mean nothing without a provider, and say so."""
        line = _complaint(pytester, option)

        assert line == f"{option.partition('=')[0]} needs --provider=NAME"


class TestConfiguration:
    """``pyproject.toml`` and ``conftest.py``."""

    def test_entry_without_a_selector(self, pytester: pytest.Pytester) -> None:
        """An entry says which provider it means."""
        pytester.makepyprojecttoml(
            "[tool.mapi_conformance.providers.mine]\nprofile='x'"
        )

        line = _complaint(pytester, "--provider=mine")

        assert line.endswith(
            "pyproject.toml: [tool.mapi_conformance.providers.mine] needs selector ="
            " 'py:package.module:make'"
        )

    def test_hook_that_gives_something_else(self, pytester: pytest.Pytester) -> None:
        """A hook that gives what it may not is named."""
        pytester.makeconftest("def mapi_providers(): return ['reference']")

        line = _complaint(pytester, "--provider=reference")

        assert line == "mapi_providers gave str, where a list of NamedProvider is due"

    def test_hook_with_a_misspelt_name(self, pytester: pytest.Pytester) -> None:
        """A marked hook that we do not have is named with those we have."""
        pytester.makeconftest(
            "from mapi_conformance.port import hookimpl\n"
            "@hookimpl\n"
            "def mapi_provider(): return []\n"
        )

        line = _complaint(pytester, "--provider=reference")

        assert "mapi_provider" in line
        assert line.endswith(
            "; the hooks are mapi_flaws, mapi_providers and mapi_roads"
        )


class TestScenarioFiles:
    """Files that mean nothing."""

    def test_every_problem_with_its_place(self, pytester: pytest.Pytester) -> None:
        """All problems of a file come at once, each with file, line and column."""
        pytester.makefile(".yaml", wrong=WRONG)

        result = pytester.runpytest("--provider=reference", "wrong.yaml")

        assert result.ret == pytest.ExitCode.INTERRUPTED
        result.stdout.fnmatch_lines(
            [
                "wrong.yaml:3:9: no scene is called 'open-stor'; did you mean*",
                "wrong.yaml:12:9: 'retruns' is not a key of a step; did you mean*",
            ]
        )

    @pytest.mark.parametrize("more", [(), ("-n", "2")], ids=["alone", "two workers"])
    def test_suite_twice(
        self, pytester: pytest.Pytester, more: tuple[str, ...]
    ) -> None:
        """Suites of one id in two files could not be told apart in any report."""
        same = WRONG.replace("open-stor", "open-store").replace("retruns: S_OK", "")
        pytester.makefile(".yaml", a=same, b=same)

        result = pytester.runpytest_subprocess("--provider=reference", ".", *more)

        assert result.ret != pytest.ExitCode.OK
        result.stdout.fnmatch_lines(["b.yaml:1:1: 'wrong' is a suite in a.yaml too"])

    def test_not_yaml(self, pytester: pytest.Pytester) -> None:
        """A named file that is not YAML is an error with its place."""
        pytester.makefile(".yaml", broken="suite: [")

        result = pytester.runpytest("--provider=reference", "broken.yaml")

        result.stdout.fnmatch_lines(["broken.yaml:2:1: not YAML: *"])

    def test_duplicate_key(self, pytester: pytest.Pytester) -> None:
        """A key that stands twice is an error at its second place."""
        pytester.makefile(".yaml", twice="suite: a\nsuite: b\nabout: x\nscenarios: []")

        result = pytester.runpytest("--provider=reference", "twice.yaml")

        result.stdout.fnmatch_lines(["twice.yaml:2:1: 'suite' stands here twice"])


class TestEmptySelections:
    """Nothing that was not judged is ever success."""

    def test_nothing_selected(self, pytester: pytest.Pytester) -> None:
        """A keyword that fits nothing ends with pytest's code for it."""
        result = pytester.runpytest("--provider=reference", "-k", "no-such-case")

        assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED
        result.stdout.fnmatch_lines(
            ["nothing was judged: no case is left of this selection"]
        )

    def test_nothing_applicable(self, pytester: pytest.Pytester, total: int) -> None:
        """A run in which every case is skipped is no success."""
        result = pytester.runpytest(
            "--provider=reference", "--mapi-profile=none", "-k", "last-flag-wins"
        )

        result.assert_outcomes(skipped=25, deselected=total - 25)
        assert result.ret == pytest.ExitCode.NO_TESTS_COLLECTED
        result.stdout.fnmatch_lines(["nothing was judged"])


class TestHostileProviders:
    """Whatever a provider does costs it the case, and no other."""

    @pytest.mark.parametrize(
        ("body", "complaint"),
        [
            pytest.param("raise ValueError('no')", "raised ValueError: no", id="raise"),
            pytest.param("raise SystemExit(3)", "raised SystemExit: 3", id="exit"),
            pytest.param("return None", "returned None", id="none"),
            pytest.param("return 'S_OK'", "returned 'S_OK'", id="text"),
            pytest.param("return -1", "returned -1", id="negative"),
            pytest.param("return 1 << 40", "returned 1099511627776", id="64-bit"),
            pytest.param("while True: pass", "did not return within 0.2", id="loop"),
        ],
    )
    def test_store_logoff(
        self,
        pytester: pytest.Pytester,
        total: int,
        a_provider: Callable[[str], str],
        body: str,
        complaint: str,
    ) -> None:
        """StoreLogoff that raises, loops or answers nonsense fails its cases alone."""
        selector = a_provider(body)

        result = pytester.runpytest(
            f"--provider={selector}",
            "--provider-set",
            "deadline=0.2",
            "--mapi-profile=deferred",
            "-k",
            "abort-when-never-told or (flag-arrives-unchanged and purge)",
        )

        result.assert_outcomes(passed=1, failed=1, deselected=total - 2)
        # A sentence may be broken wherever there is a space.
        assert complaint in " ".join(result.stdout.str().split())


WRONG = """\
suite: wrong
about: Two problems.
given: [open-stor]
scenarios:
  - id: one
    title: t
    given: []
    steps:
      - provider.QueryInterface: {interface: IID_IUnknown}
        as: face
      - face.Release:
        retruns: S_OK
"""
