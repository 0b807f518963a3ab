"""The names known at a point of a case, and what they are held through."""

from collections.abc import Mapping

from mapi_conformance.mapi.facts import FACTS, find_fact
from mapi_conformance.mapi.interfaces import INTERFACES, Side
from mapi_conformance.mapi.parties import PARTIES
from mapi_conformance.scenario.grammar import is_id
from mapi_conformance.scenario.model import Subject
from mapi_conformance.scenario.nodes import Scalar
from mapi_conformance.scenario.problems import Place, Refused
from mapi_conformance.wording import near


#: Companions of whatever a logon bound.
COMPANIONS = {
    "support": "IMAPISupport",
    "logon": "IMSLogon",
}
LOGONS = frozenset({"Logon", "SpoolerLogon", "OpenMsgStore"})
#: Names that mean something without being bound, and what they are held through.
FIXED: Mapping[str, str | None] = {
    "dll": "MSProvider",
    "provider": "IMSProvider",
    "mapi": "MAPI",
    **PARTIES,
}
#: MAPI's objects that a client calls; in a suite about a provider, acts of the host.
HOST_ACTS = frozenset({"IMAPIClientShutdown", "IMAPISession", "MAPI"})
#: Those of the parties that MAPI alone calls; of the others it is called itself.
CALLED_BY_MAPI = frozenset(
    name
    for name, interface in PARTIES.items()
    if interface not in ("IMAPIStatus", "IMAPISupport")
)


class Scope:
    """Names bound so far; made anew for each case."""

    def __init__(self) -> None:
        self._interfaces: dict[str, str | None] = dict(FIXED)
        self._companions: set[str] = set()
        #: Bound names, with the results known of each; None where nothing is known.
        self._results: dict[str, frozenset[str] | None] = {}
        #: Names whose support object was expected to be gone.
        self.ended: set[str] = set()
        #: Handles of objects that MAPI was made to answer for.
        self.invalid: set[str] = set()

    def bind(
        self,
        name: Scalar,
        interface: str | None,
        results: frozenset[str] | None,
    ) -> None:
        """Bind what a step gives back.

        Raises:
            Refused: It is no name, or it is taken.
        """
        if not is_id(name.text):
            raise Refused(
                name.place, f"{name.text!r} is no name; names are kebab-case, as ids"
            )
        if name.text in self._interfaces:
            raise Refused(
                name.place,
                f"{name.text!r} is bound already; only rounds of a group bind a name"
                " again",
            )
        self._interfaces[name.text] = interface
        self._results[name.text] = results
        self.ended.discard(name.text)

    def assume(self, name: str) -> None:
        """Take a name for anything: the step that binds it has its own problem."""
        self._interfaces.setdefault(name, None)
        self._results[name] = None
        self._companions.add(name)

    def unbind(self, name: str) -> None:
        """Keep the results of a step that is expected to give no object."""
        self._interfaces.pop(name, None)

    def add_companions(self, name: str) -> None:
        """Give a name its ``.support`` and ``.logon``."""
        self._companions.add(name)

    def interface(self, handle: str, place: Place) -> str | None:
        """The interface a handle is held through; None where only the run can tell.

        Raises:
            Refused: Nothing has this name here.
        """
        if handle in FIXED:
            return FIXED[handle]
        name, _, rest = handle.partition(".")
        if name in COMPANIONS:
            raise Refused(
                place, f"{handle!r} alone is nobody's; say whose it is: store.{handle}"
            )
        if rest:
            return self._companion(name, rest, place)
        if name not in self._interfaces:
            raise Refused(
                place,
                f"nothing is called {name!r} at this point"
                f"{near(name, self._interfaces)}",
            )
        return self._interfaces[name]

    def _companion(self, name: str, rest: str, place: Place) -> str:
        if rest not in COMPANIONS:
            raise Refused(
                place, f"{name!r} has no companion {rest!r}{near(rest, COMPANIONS)}"
            )
        if name not in self._results:
            raise Refused(
                place,
                f"nothing is called {name!r} at this point{near(name, self._results)}",
            )
        if name not in self._companions:
            raise Refused(place, f"{name!r} has no {rest}; only what a logon bound has")
        return COMPANIONS[rest]

    def check_result(self, name: str, result: str, place: Place) -> None:
        """Check that ``$name.result`` can mean something.

        Raises:
            Refused: No axis, no column and no step gave this.
        """
        if name not in self._results:
            raise Refused(
                place,
                f"no value is called ${name} at this point{near(name, self._results)}",
            )
        known = self._results[name]
        if known is not None and result not in known:
            raise Refused(
                place,
                f"the step that bound {name!r} has no result {result!r}"
                f"{near(result, known)}",
            )

    def kind(self, handle: str, name: str, place: Place) -> tuple[str, str]:
        """What an event is in an alphabet: interface and method, or party and fact.

        Raises:
            Refused: The handle has no such method or states no such fact.
        """
        interface = self.interface(handle, place)
        if name[:1].islower():
            return self._fact(handle, name, place)
        if interface is None:
            holders = [i for i, t in INTERFACES.items() if name in t.methods]
            if not holders:
                raise Refused(place, f"no interface has a method {name!r}")
            interface = holders[0]
        methods = INTERFACES[interface].methods
        if name not in methods:
            hint = near(name, methods) or _face_hint(interface)
            raise Refused(
                place,
                f"{handle} is an {interface}, which has no method {name!r}{hint}",
            )
        return interface, name

    def _fact(self, handle: str, name: str, place: Place) -> tuple[str, str]:
        party = handle.rpartition(".")[2]
        if find_fact(party, name) is None:
            known = [fact.name for fact in FACTS if fact.party == party]
            raise Refused(place, f"{handle} states no fact {name!r}{near(name, known)}")
        return party, name


def _face_hint(interface: str) -> str:
    if interface != "IUnknown":
        return ""
    return "; ask for the interface in the step that binds it, as in IID_IMAPIFolder"


def doer(kind: tuple[str, str]) -> Side:
    """Who makes an event happen: who calls an interface, or brings a fact about."""
    fact = find_fact(*kind)
    if fact is not None:
        return fact.doer
    if kind[0] == "IMAPISession":
        return Side.MAPI
    return Side.PROVIDER if INTERFACES[kind[0]].side is Side.MAPI else Side.MAPI


def is_doing_of(kind: tuple[str, str], subject: Subject) -> bool:
    """Whether an event is the subject's own doing."""
    side = Side.PROVIDER if subject is Subject.PROVIDER else Side.MAPI
    return doer(kind) is side
