"""One pytest session that judges a provider: what it opens, and what it reports."""

import gc
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from mapi_conformance.errors import ConformanceError, FileUnwritable, ScenarioErrors
from mapi_conformance.exits import Exit
from mapi_conformance.judge.verdict import Verdict
from mapi_conformance.judge.waivers import Waiver, read_waivers
from mapi_conformance.mapi.interfaces import INTERFACES
from mapi_conformance.plugin.collect import (
    FolderOnTheWay,
    ScenarioFile,
    collect_folder,
)
from mapi_conformance.plugin.explanation import Explanation
from mapi_conformance.plugin.item import CaseItem
from mapi_conformance.plugin.protocol import FastProtocol, why_not
from mapi_conformance.plugin.repetition import choose_repetition
from mapi_conformance.plugin.reporting import Reporting, worker_of
from mapi_conformance.port.finding import (
    find_providers,
    open_reference,
    read_configured,
    read_settings,
)
from mapi_conformance.report.colour import style_of
from mapi_conformance.report.summary import describe_provider, summarize
from mapi_conformance.run.judging import Judging, Options
from mapi_conformance.run.outcome import exit_code
from mapi_conformance.run.record import CaseRecord, RunRecord, from_plain, to_plain
from mapi_conformance.scenario.corpus import (
    SUFFIXES,
    Corpus,
    looks_like_scenarios,
)


#: The phases of a test; a death of a worker comes in none of them.
_PHASES = frozenset({"setup", "call", "teardown"})
#: Where a report carries the record of its case.
ATTRIBUTE = "mapi_case"


def activate(config: pytest.Config) -> None:
    """Open the provider and take the session over.

    Raises:
        pytest.UsageError: There is no such provider, or it cannot be started.
    """
    try:
        judging = _open(config)
    except (ConformanceError, ScenarioErrors) as error:
        raise pytest.UsageError(str(error)) from None
    for interface in INTERFACES:
        config.addinivalue_line("markers", f"{interface}: about this interface.")
    _aim(config, judging.corpus)
    reporting = _start_report(config, judging)
    session = ConformanceSession(config, judging, reporting)
    config.pluginmanager.register(session, "mapi-session")
    repetition = choose_repetition(config, judging)
    if repetition:
        config.pluginmanager.register(repetition, "mapi-repetition")


def _start_report(config: pytest.Config, judging: Judging) -> Reporting | None:
    if not config.getoption("mapi_report") or not _writes(config):
        return None
    try:
        return Reporting(config, judging)
    except FileUnwritable as error:
        judging.close()
        raise pytest.UsageError(str(error)) from None


def _writes(config: pytest.Config) -> bool:
    """Whether this session leaves files; a round for another process does not."""
    return not (config.option.collectonly or config.getoption("mapi_round"))


def _open(config: pytest.Config) -> Judging:
    root = config.rootpath
    directory = find_providers(
        config.pluginmanager.get_plugins(), read_configured(root)
    )
    settings = read_settings(config.getoption("provider_set"))
    provider = directory.open(
        config.getoption("provider"),
        settings,
        root,
        isolated=config.getoption("mapi_isolate"),
    )
    corpus = Corpus()
    options = Options(
        profile=config.getoption("mapi_profile"),
        strict=config.getoption("mapi_strict"),
        edition=config.getoption("mapi_edition"),
        waivers=_waivers(config, corpus),
    )
    return Judging(provider, corpus, options, lambda: open_reference(directory))


def _waivers(config: pytest.Config, corpus: Corpus) -> tuple[Waiver, ...]:
    name = config.getoption("mapi_waivers")
    folder = config.invocation_params.dir
    return read_waivers(folder, name, corpus.catalogue) if name else ()


def _aim(config: pytest.Config, corpus: Corpus) -> None:
    """Run the shipped corpus where no path was given; find its files by their ids."""
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        config.args = [str(corpus.folder)]
        return
    start = config.invocation_params.dir
    config.args = [_find(argument, start, corpus) for argument in config.args]


def _find(argument: str, start: Path, corpus: Corpus) -> str:
    path, colons, rest = argument.partition("::")
    named = Path(path).parts[:1] == ("cases",)
    if named and not (start / path).exists():
        inside = corpus.folder.joinpath(*Path(path).parts[1:])
        return f"{inside}{colons}{rest}"
    return argument


def _is_corpus_alone(config: pytest.Config, corpus: Corpus) -> bool:
    paths = [Path(argument.partition("::")[0]) for argument in config.args]
    return all(path.is_relative_to(corpus.folder) for path in paths)


class ConformanceSession:
    """The plug-in of one session."""

    def __init__(
        self,
        config: pytest.Config,
        judging: Judging,
        reporting: Reporting | None = None,
    ) -> None:
        self._config = config
        self._reporting = reporting
        self._judging = judging
        self._corpus_alone = _is_corpus_alone(config, judging.corpus)
        self._records: list[CaseRecord] = []
        self._whole: RunRecord | None = None
        self._written = ""
        #: Why a file that was asked for is not there.
        self._unwritten = ""
        #: One phase a case is enough; known when the cases are.
        self._fast: FastProtocol | None = None
        #: Why it is not.
        self._why_not = ""
        #: Cases that were to be judged are missing among the records.
        self._lost = False

    # -- collection

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Generator[None, object, object]:
        """Keep the garbage collector from walking a heap that only grows.

        What was collected lives as long as the session, so it is not walked later
        either: not even at the end, where pytest collects garbage several times. Of
        several sessions in one process the next lets go of it.
        """
        if not gc.isenabled():
            return (yield)
        if _Heap.is_frozen:
            gc.unfreeze()
            gc.collect()
        gc.disable()
        try:
            return (yield)
        finally:
            gc.freeze()
            _Heap.is_frozen = True
            gc.enable()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Choose the protocol, now that it is known what runs."""
        self._why_not = why_not(self._config, session.items)
        if not self._why_not:
            self._fast = FastProtocol(self._config)

    def pytest_report_collectionfinish(self, config: pytest.Config) -> str | None:
        """Say with ``-v`` which protocol was chosen, and why."""
        if config.get_verbosity() < 1 or config.option.collectonly:
            return None
        if self._fast:
            return "mapi protocol: fast, one phase a case"
        return f"mapi protocol: pytest's three phases a case; {self._why_not}"

    @pytest.hookimpl(tryfirst=True)
    def pytest_ignore_collect(self, collection_path: Path) -> bool | None:
        """Find the shipped corpus in whatever folder it was installed: a .venv too."""
        folder = self._judging.corpus.folder
        return False if folder.is_relative_to(collection_path) else None

    def pytest_collect_directory(
        self, path: Path, parent: pytest.Collector
    ) -> pytest.Collector | None:
        """Collect folders of the shipped corpus by their names in ids.

        Where nothing else was asked for, the folders that lead there hold nothing
        else: what lies beside the corpus in site-packages is not even looked at.
        """
        if self._corpus_alone and self._leads_to_corpus(path):
            return FolderOnTheWay.from_parent(parent, path=path, judging=self._judging)
        return collect_folder(path, parent, self._judging)

    def _leads_to_corpus(self, path: Path) -> bool:
        return path in self._judging.corpus.folder.parents

    def pytest_collect_file(
        self, file_path: Path, parent: pytest.Collector
    ) -> pytest.Collector | None:
        """Collect scenario files; other YAML files are left alone."""
        if file_path.suffix not in SUFFIXES:
            return None
        if not parent.session.isinitpath(file_path) and not _is_meant(file_path):
            return None
        corpus = self._judging.corpus
        known = file_path.is_relative_to(corpus.folder)
        node_id = corpus.name_of(file_path) if known else None
        return ScenarioFile.from_parent(
            parent, path=file_path, nodeid=node_id, judging=self._judging
        )

    # -- reports

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> bool | None:
        """Run a case as one phase, where that is enough."""
        if self._fast is None or not isinstance(item, CaseItem):
            return None
        self._fast.run(item)
        return True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Send the record along with the one report that decides a case."""
        report = yield
        if isinstance(item, CaseItem) and item.record and _decides(report):
            setattr(report, ATTRIBUTE, item.record)
            self._explain(report, item.record)
            if item.record.verdict is Verdict.INCONCLUSIVE and report.failed:
                # What breaks in setup is an error to pytest, and no failure.
                report.when = "setup"
        return report

    @pytest.hookimpl(wrapper=True)
    def pytest_report_to_serializable(
        self, report: pytest.CollectReport | pytest.TestReport
    ) -> Generator[None, dict[str, Any] | None, dict[str, Any] | None]:
        """Spell the record out where a report leaves the process."""
        data = yield
        if data and ATTRIBUTE in data:
            data[ATTRIBUTE] = to_plain(data[ATTRIBUTE])
        return data

    @pytest.hookimpl(wrapper=True)
    def pytest_report_from_serializable(
        self, data: dict[str, Any]
    ) -> Generator[None, Any, Any]:
        """Read the record where a report arrives."""
        report = yield
        if plain := getattr(report, ATTRIBUTE, None):
            record = from_plain(CaseRecord, plain)
            setattr(report, ATTRIBUTE, record)
            self._explain(report, record)
        return report

    def _explain(self, report: pytest.TestReport, record: CaseRecord) -> None:
        """Let a failure explain itself in whichever phase or process it came about."""
        said = (Verdict.INCONCLUSIVE, Verdict.WAIVED)
        ours = record.verdict.fails or record.verdict in said
        ours = ours or bool(self._judging.waiving.complaint(record))
        if ours and report.failed:
            told = Explanation(record, self._judging, self._config, report.nodeid)
            report.longrepr = told  # type: ignore[assignment]  # what pytest asks of it, it has

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the record, in whichever process the case was judged."""
        if record := _record(report):
            self._records.append(record)
        elif report.when not in _PHASES:
            # A worker of pytest-xdist died, and a case with it.
            self._lost = True

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note that there are cases which cannot be read."""
        self._lost = self._lost or report.failed

    def pytest_report_teststatus(
        self, report: pytest.CollectReport | pytest.TestReport
    ) -> tuple[str, str, tuple[str, dict[str, bool]]] | None:
        """Show apart what does not simply conform, and yet fails nothing."""
        record = _record(report)
        if record and record.provisional and report.passed:
            return "provisional", "p", ("PROVISIONAL", {"yellow": True})
        if record and record.verdict is Verdict.ADVISORY:
            return "advisory", "a", ("ADVISORY", {"yellow": True})
        return None

    def pytest_report_header(self) -> list[str]:
        """Say who is judged, and what of the set-up will be in the way."""
        found = () if self._config.option.collectonly else self._judging.check_up()
        return [
            f"mapi conformance: {self._who()}",
            *(f"mapi conformance doctor: {sentence}" for sentence in found),
        ]

    def _who(self) -> str:
        return describe_provider(self._judging.describe(), self._judging.scoring.name)

    def _run(self) -> RunRecord:
        """Give the record of the whole, once nothing more is to come.

        No property: pytest 8 looks at every attribute of a plug-in before it runs.
        """
        if self._whole is None:
            self._whole = self._judging.record(self._records)
        return self._whole

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(
        self, session: pytest.Session, exitstatus: int | pytest.ExitCode
    ) -> None:
        """Write what was asked for, and give the exit code its finer meanings."""
        if self._config.option.collectonly or _is_worker(self._config):
            return
        if _writes(self._config):
            self._write_junit()
        if self._reporting:
            self._write_report(self._reporting, session, exitstatus)
        self._refine(session, exitstatus)

    def _refine(
        self, session: pytest.Session, exitstatus: int | pytest.ExitCode
    ) -> None:
        """Tell inconclusive, and runs that judged nothing, from success and failure."""
        if self._unwritten:
            session.exitstatus = Exit.USAGE
            return
        if exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            return
        run = self._run()
        verdict = exit_code(run.cases, run.waivers)
        if any(waiver.problem for waiver in run.waivers):
            session.exitstatus = Exit.DEVIATES
        if verdict in (Exit.INCONCLUSIVE, Exit.NOTHING_JUDGED) and _all_ours(
            session, self._records
        ):
            session.exitstatus = int(verdict)

    def pytest_terminal_summary(
        self,
        terminalreporter: "pytest.TerminalReporter",  # public since pytest 9 only
    ) -> None:
        """Say what the run came to, clause by clause."""
        if self._config.option.collectonly:
            return
        terminalreporter.section("MAPI conformance")
        notes = filter(None, [self._written, self._unwritten])
        for line in (*self._summary(), *notes):
            markup = dict.fromkeys(style_of(line).value, True)
            terminalreporter.line(line, **markup)

    def _summary(self) -> Iterator[str]:
        if not self._records:
            yield self._who()
            yield "nothing was judged: no case is left of this selection"
            return
        verbose = self._config.option.verbose > 0
        catalogue = self._judging.corpus.catalogue
        yield from summarize(self._run(), catalogue, verbose=verbose)

    def _write_junit(self) -> None:
        target = self._config.getoption("mapi_junit")
        if not target:
            return
        from mapi_conformance.report.junit import write_junit  # noqa: PLC0415  # most runs write none

        path = self._config.invocation_params.dir / target
        try:
            write_junit(self._run(), self._judging.corpus.catalogue, path)
        except FileUnwritable as error:
            self._unwritten = str(error)

    def _write_report(
        self,
        reporting: Reporting,
        session: pytest.Session,
        exitstatus: int | pytest.ExitCode,
    ) -> None:
        early = exitstatus in (
            pytest.ExitCode.INTERRUPTED,
            pytest.ExitCode.INTERNAL_ERROR,
        )
        wanted = bool(session.shouldstop or session.shouldfail)
        try:
            page = reporting.finish(
                self._records, stopped=early or wanted or self._lost
            )
        except FileUnwritable as error:
            self._unwritten = "; ".join(filter(None, [self._unwritten, str(error)]))
        else:
            self._written = f"report: {page}"

    def pytest_unconfigure(self) -> None:
        """Let go of the provider, and of the folder."""
        self._judging.close()
        if self._reporting:
            self._reporting.close()


class _Heap:
    """What the process shares over sessions."""

    #: An earlier session kept its cases from the garbage collector.
    is_frozen = False


def _is_meant(path: Path) -> bool:
    try:
        return looks_like_scenarios(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return False


def _record(report: pytest.CollectReport | pytest.TestReport) -> CaseRecord | None:
    return getattr(report, ATTRIBUTE, None)


def _decides(report: pytest.TestReport) -> bool:
    return report.when == "call" or (report.when == "setup" and not report.passed)


def _is_worker(config: pytest.Config) -> bool:
    return worker_of(config) is not None


def _all_ours(session: pytest.Session, records: Sequence[CaseRecord]) -> bool:
    """Whether nobody else's tests decide the exit code too."""
    return session.testscollected <= len(records) or not records
