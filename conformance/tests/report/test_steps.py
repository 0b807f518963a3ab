"""A case in words before it runs."""

from mapi_conformance.report.steps import tell_case
from mapi_conformance.scenario.corpus import Corpus


TEXT = """\
suite: told
about: What can be told of a case.
requires: [spooler-logon]
profile: deferred
given: [open-store]
watch: [end-of-support]
laws: [shutdown]
scenarios:
  - id: everything
    title: one of each
    given:
      - transports: {inbound: 1, inbox: no}
      - fast-shutdown: {behavior: 1, address-book: no}
      - answer: {mapi.MAPIAllocateBuffer: [documented, {returns: E_FAIL}]}
    steps:
      - store.AddRef:
        repeat: 2
        causes: nothing
        cites: {causes: STORELOGOFF-017}
      - group:
          - store.StoreLogoff: {flags: LOGOFF_PURGE}
            out: {flags: {only: LOGOFF_COMPLETE}}
            cites: {returns: STORELOGOFF-005, out: STORELOGOFF-083}
            may cause: anything
        repeat: 3
      - across:
          - store.Release:
        causes:
          - store.support.StoreLogoffTransports: {flags: LOGOFF_PURGE}
            cites: {args: STORELOGOFF-010}
        may cause: [store.support.gone]
"""


def test_every_kind_of_step() -> None:
    """Steps, groups, pools, settings, effects and citations are all spelled out."""
    (case,) = Corpus().load_text(TEXT, "told.yaml").cases

    assert list(tell_case(case)) == [
        "told/everything",
        "  one of each",
        "  What can be told of a case.",
        "  only under the profile deferred",
        "  only where claimed: spooler-logon",
        "  written in told.yaml:9:5",
        "  given",
        "    provider.Logon(entryid=config.first-store, flags=MDB_WRITE)  as store",
        "      gives back store not null  [a prerequisite]",
        "    the transports are set to: inbound 1, inbox False",
        "    fast shutdown is set to: behavior 1, address_book False",
        "    MAPI answers mapi.MAPIAllocateBuffer: as documented, then E_FAIL",
        "  then",
        "    store.AddRef() (2 times)",
        "      causes nothing that is watched  [STORELOGOFF-017]",
        "    3 times",
        "      store.StoreLogoff(flags=LOGOFF_PURGE)",
        "        returns S_OK  [STORELOGOFF-005]",
        "        gives back flags only LOGOFF_COMPLETE  [STORELOGOFF-083]",
        "        may cause anything",
        "    across",
        "      store.Release()",
        (
            "      causes store.support.StoreLogoffTransports(flags=LOGOFF_PURGE)"
            "  [STORELOGOFF-010]"
        ),
        "      may cause store.support.gone",
        (
            "  and over all of it: one-transport-call, support-returned,"
            " silence-after-support, logoff-succeeds"
        ),
    ]
