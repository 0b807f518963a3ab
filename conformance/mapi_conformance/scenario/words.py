"""Arguments and compared words of a call, by the table, with their names checked."""

from mapi_conformance.mapi.interfaces import Method, Parameter
from mapi_conformance.scenario.literals import read_matcher, read_value
from mapi_conformance.scenario.model import CallNode
from mapi_conformance.scenario.nodes import Fields, Node, Scalar
from mapi_conformance.scenario.problems import Problems, Refused
from mapi_conformance.scenario.scope import Scope
from mapi_conformance.scenario.values import (
    AllOf,
    Among,
    Captured,
    Equals,
    Handle,
    Matcher,
    Not,
    OneOf,
    PropertyList,
    Value,
)
from mapi_conformance.wording import near


class WordReader:
    """Reads what goes into a call and how what comes out is compared."""

    def __init__(self, scope: Scope, problems: Problems) -> None:
        self._scope = scope
        self._problems = problems

    def arguments(
        self, node: CallNode, method: Method
    ) -> tuple[tuple[str, Value], ...]:
        """Read the in-arguments, noting those that are missing or wrong."""
        given = node.arguments.entries if node.arguments else ()
        names = {key.text for key, _ in given}
        for parameter in method.parameters:
            if parameter.required and parameter.name not in names and parameter.takes:
                self._problems.add(node.place, f"{node.name} needs {parameter.name!r}")
        arguments: list[tuple[str, Value]] = []
        for key, value in given:
            with self._problems.noted():
                parameter = find_parameter(method, key, takes=True)
                read = read_value(value, parameter)
                _check_given(read, value)
                self._check_value(read, value)
                arguments.append((key.text, read))
        return tuple(arguments)

    def matchers(
        self, fields: Fields | None, method: Method, *, takes: bool
    ) -> tuple[tuple[str, Matcher], ...]:
        """Read how arguments (``takes``) or results are compared."""
        matchers: list[tuple[str, Matcher]] = []
        for key, value in fields.entries if fields else ():
            with self._problems.noted():
                parameter = find_parameter(method, key, takes=takes)
                matcher = read_matcher(value, parameter)
                self._check_matcher(matcher, value)
                matchers.append((key.text, matcher))
        return tuple(matchers)

    def _check_matcher(self, matcher: Matcher, node: Node) -> None:
        match matcher:
            case Equals(value):
                self._check_value(value, node)
            case OneOf(choices):
                for choice in choices:
                    self._check_matcher(choice, node)
            case Not(inner):
                self._check_matcher(inner, node)
            case AllOf(demands):
                for demand in demands:
                    self._check_matcher(demand, node)
            case PropertyList():
                self._check_value(matcher, node)
            case Among(properties, _):
                for each in properties:
                    self._check_matcher(each.value, node)
            case _:
                pass

    def _check_value(self, value: Value, node: Node) -> None:
        match value:
            case Captured(name, result, _):
                self._scope.check_result(name, result, node.place)
            case Handle(name):
                self._scope.interface(name, node.place)
            case PropertyList(properties, _):
                for each in properties:
                    self._check_matcher(each.value, node)
            case _:
                pass


def _check_given(value: Value, node: Node) -> None:
    """Refuse a property that says how it is compared where it is to be given."""
    if isinstance(value, PropertyList):
        for each in value.properties:
            if not isinstance(each.value, Equals):
                raise Refused(node.place, f"{each.text}: a value is due, to be given")


def find_parameter(method: Method, key: Scalar, *, takes: bool) -> Parameter:
    """Find a parameter that goes in (``takes``) or comes out.

    Raises:
        Refused: The method has none of this name.
    """
    found = method.parameter(key.text)
    if found is not None and (found.takes if takes else found.gives):
        return found
    names = [p.name for p in method.parameters if (p.takes if takes else p.gives)]
    what = "is given no" if takes else "has no result"
    raise Refused(
        key.place, f"{method.name} {what} {key.text!r}{near(key.text, names)}"
    )
