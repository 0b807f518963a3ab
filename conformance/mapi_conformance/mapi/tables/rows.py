"""How a row is written: its parameters one by one, as the header declares them."""

from types import MappingProxyType
from typing import Final

from mapi_conformance.mapi.identifiers import Iid
from mapi_conformance.mapi.shape import (
    Direction,
    Interface,
    Method,
    Parameter,
    Side,
    Type,
    snake,
)


WHOLE: Final = 0xFFFFFFFF


def into(
    name: str,
    kind: Type,
    *c: str,
    family: str = "NONE",
    interface: str | None = None,
    required: bool = False,
) -> Parameter:
    """Make a parameter that goes into the method."""
    return Parameter(
        name=name,
        type=kind,
        direction=Direction.IN,
        c=c,
        family=family,
        interface=interface,
        required=required,
    )


def out(
    name: str,
    kind: Type,
    *c: str,
    family: str = "NONE",
    interface: str | None = None,
) -> Parameter:
    """Make a parameter that comes out of the method."""
    return Parameter(
        name=name,
        type=kind,
        direction=Direction.OUT,
        c=c,
        family=family,
        interface=interface,
    )


def both(
    name: str,
    kind: Type,
    *c: str,
    family: str = "NONE",
    interface: str | None = None,
    required: bool = False,
    mask: int = WHOLE,
) -> Parameter:
    """Make a parameter that goes in and comes out."""
    return Parameter(
        name=name,
        type=kind,
        direction=Direction.INOUT,
        c=c,
        family=family,
        interface=interface,
        required=required,
        mask=mask,
    )


def flags(
    family: str = "NONE", *, name: str = "flags", c: str = "ULONG ulFlags"
) -> Parameter:
    """Make a flag word that goes in."""
    return into(name, Type.FLAGS, c, family=family)


def word(
    family: str = "NONE", *, required: bool = False, mask: int = WHOLE
) -> Parameter:
    """Make the flag word that goes in and comes out."""
    c = "ULONG* lpulFlags"
    return both("flags", Type.FLAGS, c, family=family, required=required, mask=mask)


def entryid(*, required: bool = False) -> Parameter:
    """Make the entry id that a method is about."""
    c = ("ULONG cbEntryID", "LPENTRYID lpEntryID")
    return into("entryid", Type.BINARY, *c, required=required)


def iid(name: str = "interface", c: str = "LPCIID lpInterface") -> Parameter:
    """Make the interface id under which an object is wanted, or is given."""
    return into(name, Type.IID, c)


def ui() -> Parameter:
    """Make the window above which a dialog may be shown."""
    return into("ui", Type.SIZED, "ULONG_PTR ulUIParam")


def progress() -> Parameter:
    """Make the object that shows how far a method has come."""
    c = "LPMAPIPROGRESS lpProgress"
    return into("progress", Type.OBJECT, c, interface="IMAPIProgress")


def method(
    slot: int, name: str, *parameters: Parameter, result: str = "HRESULT"
) -> Method:
    """Make a row."""
    return Method(
        name=name,
        slot=slot,
        parameters=parameters,
        result=result,
        python=snake(name),
    )


def interface(
    name: str,
    side: Side,
    *own: Method,
    base: Interface | None = None,
    iid: Iid | None = None,
) -> Interface:
    """Make an interface of the rows of its base and its own."""
    inherited = base.methods if base else {}
    methods = {**inherited, **{row.name: row for row in own}}
    return Interface(
        name=name,
        side=side,
        base=base.name if base else None,
        iid=iid,
        methods=MappingProxyType(methods),
    )


def get_last_error(slot: int) -> Method:
    """Make the row of GetLastError."""
    return method(
        slot,
        "GetLastError",
        into("result", Type.CODE, "HRESULT hResult"),
        flags("UNICODE"),
        out("error", Type.OPAQUE, "LPMAPIERROR* lppMAPIError"),
    )


def compare_ids(slot: int, name: str) -> Method:
    """Make the row of a method that compares two entry ids."""
    return method(
        slot,
        name,
        into("first", Type.BINARY, "ULONG cbEntryID1", "LPENTRYID lpEntryID1"),
        into("second", Type.BINARY, "ULONG cbEntryID2", "LPENTRYID lpEntryID2"),
        flags(),
        out("result", Type.BOOLEAN, "ULONG* lpulResult"),
    )


def open_entry(slot: int, *, c: str = "ULONG ulFlags") -> Method:
    """Make the row of OpenEntry."""
    return method(
        slot,
        "OpenEntry",
        entryid(),
        iid(),
        flags("OPEN", c=c),
        out("type", Type.NUMBER, "ULONG* lpulObjType", family="OBJECT_TYPE"),
        out("object", Type.OBJECT, "LPUNKNOWN* lppUnk"),
    )


def advise(slot: int, *about: Parameter) -> Method:
    """Make the row of Advise, which names an object unless it is that of a table."""
    return method(
        slot,
        "Advise",
        *about,
        event_mask(),
        advise_sink(),
        out("connection", Type.SIZED, "ULONG_PTR* lpulConnection"),
    )


def event_mask() -> Parameter:
    """Make the mask of the events that a sink wants."""
    c = "ULONG ulEventMask"
    return into("mask", Type.FLAGS, c, family="FNEV", required=True)


def advise_sink() -> Parameter:
    """Make the sink that wants to be told."""
    c = "LPMAPIADVISESINK lpAdviseSink"
    return into("sink", Type.OBJECT, c, interface="IMAPIAdviseSink")


def end_advice(slot: int, name: str) -> Method:
    """Make the row of Unadvise, or of Unsubscribe."""
    c = "ULONG_PTR ulConnection"
    return method(slot, name, into("connection", Type.SIZED, c, required=True))


def open_table(slot: int, name: str, family: str = "NONE") -> Method:
    """Make the row of a method that opens a table."""
    return method(slot, name, flags(family), table())


def table() -> Parameter:
    """Make the table that comes out."""
    c = "LPMAPITABLE* lppTable"
    return out("table", Type.OBJECT, c, interface="IMAPITable")


def problems() -> Parameter:
    """Make what comes out about properties that could not be written."""
    return out("problems", Type.PROBLEMS, "LPSPropProblemArray* lppProblems")


def flush_queues(slot: int) -> Method:
    """Make the row of FlushQueues."""
    c = ("ULONG cbTargetTransport", "LPENTRYID lpTargetTransport")
    return method(
        slot,
        "FlushQueues",
        ui(),
        into("target", Type.BINARY, *c),
        flags("FLUSH"),
    )


def validate_state(slot: int) -> Method:
    """Make the row of ValidateState."""
    return method(slot, "ValidateState", ui(), flags("VALIDATE"))
