"""What a call into the subject gave back, against what it had to give."""

from mapi_conformance.judge.differences import Difference, Findings, Kind
from mapi_conformance.judge.match import Comparison, chosen, code_meets, meets
from mapi_conformance.judge.show import show, show_wanted
from mapi_conformance.judge.stage import Stage, parameter_of
from mapi_conformance.mapi.codes import show_code
from mapi_conformance.mapi.refs import UNTOUCHED
from mapi_conformance.port.host import Event
from mapi_conformance.scenario.case import COUNTING, Expectation, Step
from mapi_conformance.scenario.values import CodeIs, Matcher


def judge_results(
    node: Step | Expectation, returns: CodeIs, event: Event, stage: Stage
) -> Findings:
    """Compare code and out words of one call.

    Out words mean something only for the result that came: where the code deviates
    they are not compared and their clauses are not put at stake.
    """
    findings = Findings()
    if event.name not in COUNTING:
        _judge_code(node, returns, event, findings)
    if not findings.differences:
        for name, matcher in node.out:
            _judge_word(node, name, matcher, event, stage, findings)
    else:
        for name, _ in node.out:
            findings.pass_over(node.cites.of(f"out.{name}", "out"))
    return findings


def _judge_code(
    node: Step | Expectation, returns: CodeIs, event: Event, findings: Findings
) -> None:
    clauses = node.cites.of("returns")
    findings.exercise(clauses, "returns", node.place)
    if code_meets(returns, event.code):
        if len(returns.codes) > 1 and event.code is not None:
            findings.observations.append(f"{node.label} chose {show_code(event.code)}")
        return
    seen = show_code(event.code) if event.code is not None else "nothing"
    findings.differences.append(
        Difference(
            kind=Kind.RETURNED if clauses else Kind.BLOCKED,
            text=f"{node.label} returned {seen}, not {returns.text}",
            expected=returns.text,
            seen=seen,
            clauses=clauses,
            place=node.place,
            event=event.sequence,
            about=event.kind,
        )
    )


def _judge_word(
    node: Step | Expectation,
    name: str,
    matcher: Matcher,
    event: Event,
    stage: Stage,
    findings: Findings,
) -> None:
    parameter = parameter_of(event, name)
    if parameter is None:
        return
    clauses = node.cites.of(f"out.{name}", "out")
    findings.exercise(clauses, f"out.{name}", node.place)
    actual = event.results.get(name, UNTOUCHED)
    against = Comparison(
        actual=actual,
        parameter=parameter,
        names=stage.names,
        sent=event.arguments.get(name),
        masked=True,
    )
    if meets(matcher, against):
        if option := chosen(matcher, against):
            findings.observations.append(f"{node.label} chose {name} {option}")
        return
    seen = show(actual, parameter, stage.names)
    findings.differences.append(
        Difference(
            kind=Kind.OUT if clauses else Kind.BLOCKED,
            text=f"{node.label} gave back {name} {seen}, not {matcher.text}",
            expected=show_wanted(matcher, parameter),
            seen=seen,
            clauses=clauses,
            place=node.place,
            event=event.sequence,
            about=event.kind,
        )
    )
