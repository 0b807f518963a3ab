"""A case before it runs, step by step, in words."""

from collections.abc import Iterator, Sequence

from mapi_conformance.mapi.codes import name_code
from mapi_conformance.scenario.case import (
    Across,
    Action,
    Answer,
    Case,
    Citations,
    Effects,
    Expectation,
    Group,
    ScriptedReply,
    SetFastShutdown,
    SetTransports,
    Step,
)


def tell_case(case: Case) -> Iterator[str]:
    """Say what a case does and what must come of it."""
    yield case.id
    yield f"  {case.scenario.title}"
    yield f"  {case.suite.about}"
    if case.scenario.profiles:
        yield f"  only under the profile {', '.join(case.scenario.profiles)}"
    if case.scenario.requires:
        yield f"  only where claimed: {', '.join(case.scenario.requires)}"
    if case.scenario.observe:
        yield "  recorded and not judged; crash, hang and the laws still count"
    yield f"  written in {case.scenario.place}"
    if case.setup:
        yield "  given"
        yield from _actions(case.setup)
    yield "  then"
    yield from _actions(case.steps)
    if case.laws:
        yield f"  and over all of it: {', '.join(law.name for law in case.laws)}"


def _actions(actions: Sequence[Action], indent: str = "    ") -> Iterator[str]:
    for action in actions:
        yield from _action(action, indent)


def _action(action: Action, indent: str) -> Iterator[str]:
    match action:
        case Step():
            yield from _step(action, indent)
        case Across():
            yield f"{indent}across"
            yield from _actions(action.steps, indent + "  ")
            yield from _effects(action.effects, action.cites, indent + "  ")
        case Group():
            yield f"{indent}{action.repeat} times"
            yield from _actions(action.steps, indent + "  ")
        case SetTransports():
            state = [f"{key} {value}" for key, value in action.counts + action.switches]
            yield f"{indent}the transports are set to: {', '.join(state)}"
        case SetFastShutdown():
            state = [f"{key} {value}" for key, value in action.counts + action.switches]
            yield f"{indent}fast shutdown is set to: {', '.join(state)}"
        case Answer():
            replies = ", then ".join(map(_reply, action.replies))
            yield f"{indent}MAPI answers {action.handle}.{action.method}: {replies}"


def _reply(reply: ScriptedReply | None) -> str:
    if reply is None:
        return "as documented"
    words = [f"{name}={literal.text}" for name, literal in reply.words]
    return " ".join([name_code(reply.code), *words])


def _step(step: Step, indent: str) -> Iterator[str]:
    given = ", ".join(f"{name}={value.text}" for name, value in step.arguments)
    times = f" ({step.repeat} times)" if step.repeat > 1 else ""
    bound = f"  as {step.bind}" if step.bind else ""
    yield f"{indent}{step.label}({given}){bound}{times}"
    below = indent + "  "
    if clauses := step.cites.of("returns"):
        yield f"{below}returns {step.returns.text}  [{', '.join(clauses)}]"
    for name, matcher in step.out:
        cited = ", ".join(step.cites.of(f"out.{name}", "out")) or "a prerequisite"
        yield f"{below}gives back {name} {matcher.text}  [{cited}]"
    yield from _effects(step.effects, step.cites, below)


def _effects(effects: Effects, cites: Citations, indent: str) -> Iterator[str]:
    cover = cites.only("causes")
    if effects.anything:
        yield f"{indent}may cause anything"
    elif not effects.expected and cover:
        yield f"{indent}causes nothing that is watched  [{', '.join(cover)}]"
    for expected in effects.expected:
        yield from _expectation(expected, indent)
    for handle, name in effects.allowed:
        yield f"{indent}may cause {handle}.{name}"


def _expectation(expected: Expectation, indent: str) -> Iterator[str]:
    given = ", ".join(f"{name}={matcher.text}" for name, matcher in expected.arguments)
    call = expected.label if expected.is_fact else f"{expected.label}({given})"
    clauses = ", ".join(expected.cites.clauses)
    yield f"{indent}causes {call}{f'  [{clauses}]' if clauses else ''}"
    yield from _effects(expected.effects, expected.cites, indent + "  ")
