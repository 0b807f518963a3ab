"""What flaws do when an object is asked for its interfaces, and counted."""

from typing import Final

from stage import Act, Rows

from mapi_conformance.mapi.identifiers import (
    Iid,
    IID_IAddrBook,
    IID_IMAPIProp,
    IID_IMsgStore,
    IID_IMSLogon,
    IID_IMSProvider,
    IID_IUnknown,
)


ORDERLY = 0x2
ITSELF, ANOTHER = "QueryInterface 0x0 itself", "QueryInterface 0x0 another"
REFUSED = "QueryInterface 0x80004002 None"


def query_store(*interfaces: Iid) -> Act:
    """Ask the store for one interface after the other."""
    return lambda s: [s.query(s.stores[0], each) for each in interfaces]


OBJECTS: Final[Rows] = {
    "pointer-once": (
        lambda s: (
            s.query(s.logons[0], IID_IMSLogon),
            s.query(s.logons[0], IID_IMSLogon),
        ),
        [ITSELF, "QueryInterface 0x0 None"],
    ),
    "refuses-in-its-own-words": (
        query_store(IID_IAddrBook),
        ["QueryInterface 0x80040102 None"],
    ),
    "leaves-the-pointer": (
        query_store(IID_IAddrBook, IID_IMsgStore),
        ["QueryInterface 0x80004002 untouched", ITSELF],
    ),
    "many-identities": (query_store(IID_IMsgStore, IID_IUnknown), [ITSELF, ANOTHER]),
    "face-denies-itself": (
        lambda s: s.query(s.query(s.provider, IID_IMSProvider), IID_IMSProvider),
        [ANOTHER, REFUSED],
    ),
    "no-way-back": (
        lambda s: s.query(
            s.query(s.query(s.stores[0], IID_IMAPIProp), IID_IMsgStore), IID_IMAPIProp
        ),
        [ANOTHER, ANOTHER, REFUSED],
    ),
    "one-step-only": (
        lambda s: [
            s.query(face, each)
            for face in [s.query(s.stores[0], IID_IMAPIProp)]
            for each in (IID_IMsgStore, IID_IUnknown)
        ],
        [ANOTHER, ANOTHER, REFUSED],
    ),
    "loses-interfaces": (
        lambda s: (s.tell(ORDERLY), query_store(IID_IMsgStore, IID_IMAPIProp)(s)),
        [ITSELF, REFUSED],
    ),
    "face-without-unknown": (
        lambda s: s.query(s.query(s.provider, IID_IMSProvider), IID_IUnknown),
        [ANOTHER, REFUSED],
    ),
    "logon-gone-at-first-release": (
        lambda s: (
            s.logons[0].add_ref(),
            s.logons[0].release(),
            s.query(s.logons[0], IID_IUnknown),
        ),
        ["QueryInterface 0x80040108 None"],
    ),
    "query-gives-four": (
        lambda s: (query_store(*[IID_IMsgStore] * 5)(s), s.release(0, 0, 0, 0, 0)),
        [ITSELF] * 5 + ["1 told 0x8", "1 gone"],
    ),
    "spooler-store-has-no-properties": (
        lambda s: (
            s.open(spooler=True),
            [s.query(each, IID_IMAPIProp) for each in s.stores],
        ),
        [ITSELF, REFUSED],
    ),
    "spooler-logon-denies-itself": (
        lambda s: (
            s.open(spooler=True),
            [s.query(each, IID_IMSLogon) for each in s.logons],
        ),
        [ITSELF, REFUSED],
    ),
    "spooler-provider-denies-itself": (
        lambda s: (
            s.open(spooler=True),
            s.query(s.provider, IID_IMSProvider),
            s.release(),
            s.query(s.provider, IID_IMSProvider),
        ),
        [ITSELF, "1 told 0x8", "1 gone", REFUSED],
    ),
    "refusal-counts": (
        lambda s: (query_store(IID_IAddrBook)(s), s.release()),
        [REFUSED],
    ),
}
