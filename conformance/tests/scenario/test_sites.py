"""Where something is asserted, by a name that stays when lines move."""

from collections.abc import Callable

from mapi_conformance.scenario.corpus import Loaded
from mapi_conformance.scenario.sites import sites_of


SUITE = """\
suite: named
about: Where things stand.
given: [open-store]
profile: deferred
watch: [end-of-support, teardown]
scenarios:
  - id: every-form
    title: steps, events, events of events, groups and steps judged together
    steps:
      - store.StoreLogoff: {flags: LOGOFF_PURGE}
        returns: S_OK
        cites: STORELOGOFF-005
      - group:
          - store.AddRef:
          - store.Release:
            causes: nothing
            cites: {causes: STORELOGOFF-017}
        repeat: 2
      - across:
          - store.AddRef:
          - store.Release:
        causes: nothing
        cites: {causes: STORELOGOFF-017}
      - store.Release:
        causes:
          - store.support.StoreLogoffTransports: {flags: LOGOFF_PURGE}
            cites: STORELOGOFF-014
          - store.support.gone:
            cites: SDSTORE-006
            causes:
              - store.logon.Logoff: {flags: 0}
                returns: S_OK
                cites: MSLOGOFF-002
"""


def names(load: Callable[[str], Loaded], text: str) -> list[str]:
    """Name every place of the first case, in the order of the file."""
    sites = sites_of(load(text).cases[0])
    return [name for _, name in sorted(sites.items())]


def test_every_form(load: Callable[[str], Loaded]) -> None:
    """Steps are numbered, what is inside them is named below them."""
    assert names(load, SUITE) == [
        "1 store.StoreLogoff",
        "2.1 store.AddRef",
        "2.2 store.Release",
        "3 across",
        "3.1 store.AddRef",
        "3.2 store.Release",
        "4 store.Release",
        "4 store.Release > store.support.StoreLogoffTransports",
        "4 store.Release > store.support.gone",
        "4 store.Release > store.support.gone > store.logon.Logoff",
    ]


def test_lines_do_not_matter(load: Callable[[str], Loaded]) -> None:
    """A comment above a scenario moves places and no names."""
    moved = SUITE.replace("scenarios:", "# A comment.\n\nscenarios:")

    assert names(load, moved) == names(load, SUITE)


def test_equal_events_are_counted(load: Callable[[str], Loaded]) -> None:
    """Two equal events below one step have two names."""
    again = """\
          - store.support.gone:
            cites: SDSTORE-006
            causes:
              - store.logon.Logoff: {flags: 0}
                returns: S_OK
                cites: MSLOGOFF-002
"""
    doubled = SUITE.replace(
        again, "          - store.support.gone:\n            cites: SDSTORE-006\n" * 2
    )

    assert names(load, doubled)[-2:] == [
        "4 store.Release > store.support.gone",
        "4 store.Release > store.support.gone #2",
    ]
