"""Wrong steps and what stands in them: what the loader says, and where."""

import textwrap
from collections.abc import Callable
from typing import NamedTuple

import pytest


class Wrong(NamedTuple):
    """A row: what is wrong, how it is written, what the loader says of it."""

    what: str
    text: str
    messages: tuple[str, ...]


def wrong(what: str, text: str, *messages: str) -> Wrong:
    """Make a row."""
    return Wrong(what, text, messages)


def what(row: Wrong) -> str:
    """Name a row in the id of its test."""
    return row.what


#: What stands before the first step, which is in line 8 and column 9.
HEADER = (
    "suite: bad\n"
    "about: x\n"
    "given: [open-store]\n"
    "scenarios:\n"
    "  - id: a\n"
    "    title: t\n"
    "    steps:\n"
)


def indented(steps: str) -> str:
    """Put steps where the header ends."""
    return textwrap.indent(steps, "      ") + "\n"


YAML = (
    wrong(
        "key twice in a step",
        "- store.StoreLogoff: {flags: 1}\n  returns: S_OK\n  returns: E_FAIL",
        "10:9: 'returns' stands here twice",
    ),
    wrong(
        "call twice in a step",
        "- store.AddRef:\n  store.AddRef:",
        "9:9: 'store.AddRef' stands here twice",
    ),
    wrong(
        "argument twice",
        "- store.StoreLogoff: {flags: 1, flags: 2}",
        "8:39: 'flags' stands here twice",
    ),
    wrong(
        "anchor",
        "- &x store.Release:",
        "8:9: anchors, aliases and tags are not part of the language",
    ),
    wrong(
        "alias",
        "- store.StoreLogoff: {flags: *x}",
        "8:36: anchors, aliases and tags are not part of the language",
    ),
    wrong(
        "tag",
        "- store.StoreLogoff: {flags: !!int 1}",
        "8:36: anchors, aliases and tags are not part of the language",
    ),
    wrong(
        "merge key",
        "- store.AddRef:\n  <<: {note: hello}",
        "9:9: '<<' is not a key of a step",
    ),
    wrong(
        "list as a key",
        "- store.AddRef:\n  [a, b]: c",
        "9:9: a key is a plain word",
    ),
    wrong(
        "mapping as a key",
        "- store.AddRef:\n  {a: b}: c",
        "9:9: a key is a plain word",
    ),
)

STEPS = (
    wrong(
        "a word",
        "- store.Release",
        "8:9: a step is a mapping, name: value",
    ),
    wrong(
        "empty mapping",
        "- {}",
        "8:9: a step makes one call, here are 0",
    ),
    wrong(
        "no call",
        "- note: hello",
        "8:9: a step makes one call, here are 0",
    ),
    wrong(
        "two calls",
        "- store.Release:\n  store.AddRef:",
        "8:9: a step makes one call, here are 2: store.Release, store.AddRef",
    ),
    wrong(
        "misspelt key",
        "- store.Release:\n  retruns: S_OK",
        "9:9: 'retruns' is not a key of a step; did you mean 'returns'?",
    ),
    wrong(
        "unknown word",
        "- sleep: 5",
        "8:9: 'sleep' is neither a call (handle.Method) nor a word of a step",
    ),
    wrong(
        "misspelt across",
        "- acros:\n    - store.Release:",
        "8:9: 'acros' is neither a call (handle.Method) nor a word of a step;"
        " did you mean 'across'?",
    ),
    wrong(
        "await",
        "- await:\n    - store.sink.OnNotify:",
        "8:9: 'await' is reserved: notifications are not delivered yet",
    ),
    wrong(
        "settle",
        "- settle:",
        "8:9: 'settle' is reserved: notifications are not delivered yet",
    ),
    wrong(
        "parallel",
        "- parallel: []",
        "8:9: 'parallel' is reserved: threads have no semantics yet",
    ),
    wrong(
        "misspelt method",
        "- store.StoreLogof: {flags: LOGOFF_PURGE}",
        "8:9: no interface has a method 'StoreLogof'; did you mean 'StoreLogoff'?",
    ),
    wrong(
        "method in lower case",
        "- store.release:",
        "8:9: no fact is called 'release'; did you mean the method 'Release'?",
    ),
    wrong(
        "misspelt fact",
        "- store.support.gonne:",
        "8:9: no fact is called 'gonne'; did you mean 'gone'?",
    ),
    wrong(
        "fact as a step",
        "- store.support.gone:",
        "8:9: store.support.gone is a fact: it is observed in causes, not done"
        " by a step",
    ),
    wrong(
        "method of another interface",
        "- store.SpoolerLogon: {}",
        "8:9: store is an IMsgStore, which has no method 'SpoolerLogon'; did"
        " you mean 'StoreLogoff'?",
    ),
    wrong(
        "interface in place of a handle",
        "- IMAPISupport.SetProviderUID: {}",
        "8:9: IMAPISupport.SetProviderUID names no handle: say whose it is, as"
        " in store.support.SetProviderUID",
    ),
    wrong(
        "interface without an example",
        "- IMsgStore.StoreLogoff: {flags: 1}",
        "8:9: IMsgStore.StoreLogoff names no handle: say whose it is, as in"
        " store.StoreLogoff",
    ),
    wrong(
        "unknown handle",
        "- stroe.Release:",
        "8:9: nothing is called 'stroe' at this point; did you mean 'store'?",
    ),
    wrong(
        "handle of the session",
        "- session.Logoff:",
        "8:9: nothing is called 'session' at this point",
    ),
    wrong(
        "companion alone",
        "- support.StoreLogoffTransports: {flags: 1}",
        "8:9: 'support' alone is nobody's; say whose it is: store.support",
    ),
    wrong(
        "unknown companion",
        "- store.suport.SetProviderUID: {}",
        "8:9: 'store' has no companion 'suport'; did you mean 'support'?",
    ),
    wrong(
        "companion of nothing",
        "- archive.support.SetProviderUID: {}",
        "8:9: nothing is called 'archive' at this point",
    ),
    wrong(
        "sink as a companion",
        "- store.sink.OnNotify: {}",
        "8:9: 'store' has no companion 'sink'",
    ),
    wrong(
        "companion of an object",
        "- store.QueryInterface: {interface: IID_IUnknown}\n"
        "  as: face\n"
        "- face.logon.Logoff: {}",
        "10:9: 'face' has no logon; only what a logon bound has",
    ),
    wrong(
        "call of MAPI's side",
        "- store.support.StoreLogoffTransports: {flags: 1}",
        "8:9: store.support is MAPI's side: the provider calls it; expect it in"
        " causes, or script it with answer:",
    ),
    wrong(
        "call of the transport",
        "- transport.Idle: {}",
        "8:9: the transport is called by MAPI; expect it in causes",
    ),
    wrong(
        "call of the spooler",
        "- spooler.Release:",
        "8:9: spooler is called where MAPI is judged, not a provider",
    ),
    wrong(
        "name bound twice",
        "- provider.Logon: {entryid: config.first-store}\n  as: store",
        "9:13: 'store' is bound already; only rounds of a group bind a name again",
    ),
    wrong(
        "name of the fixed kind",
        "- store.QueryInterface: {interface: IID_IUnknown}\n  as: provider",
        "9:13: 'provider' is bound already; only rounds of a group bind a name again",
    ),
    wrong(
        "empty name",
        "- store.QueryInterface: {interface: IID_IUnknown}\n  as:",
        "9:12: '' is no name; names are kebab-case, as ids",
    ),
    wrong(
        "name in each round",
        "- store.QueryInterface: {interface: IID_IMsgStore}\n  as: face\n  repeat: 3",
        "8:9: a name bound in each round would keep the last one only; put the"
        " rounds into a group",
    ),
    wrong(
        "name of a refused call",
        "- store.QueryInterface: {interface: IID_IUnknown}\n"
        "  as: face\n"
        "  returns: failure\n"
        "- face.Release:",
        "11:9: nothing is called 'face' at this point",
    ),
    wrong(
        "handle held through another interface",
        "- provider.QueryInterface: {interface: IID_IMAPIProviderShutdown}\n"
        "  as: shutdown\n"
        "- shutdown.Logon: {}",
        "10:9: shutdown is an IMAPIProviderShutdown, which has no method 'Logon'",
    ),
    wrong(
        "axis as a handle, unknown",
        "- $object.Release:",
        "8:9: $object is no axis and no column",
    ),
    wrong(
        "axis as a handle in a group, unknown",
        "- group:\n  - transports: {queued: 1}\n  - $object.Release:",
        "10:11: $object is no axis and no column",
    ),
    wrong(
        "axis as a handle in an across, unknown",
        "- across:\n  - $object.Release:",
        "9:11: $object is no axis and no column",
    ),
    wrong(
        "axis as a handle that is caused, unknown",
        "- store.Release:\n  causes:\n  - $object.support.gone:",
        "10:11: $object is no axis and no column",
    ),
    wrong(
        "axis as a handle that may be caused, unknown",
        "- store.Release:\n  may cause: [$object.support.gone]",
        "9:21: $object is no axis and no column",
    ),
    wrong(
        "times on a step",
        "- store.AddRef:\n  times: 3",
        "9:16: times counts an event; a step is made several times with repeat",
    ),
    wrong(
        "repeat 0",
        "- store.AddRef:\n  repeat: 0",
        "9:17: repeat is a number from 1, not '0'",
    ),
    wrong(
        "repeat as a range",
        "- store.AddRef:\n  repeat: 1..2",
        "9:17: repeat is a number from 1, not '1..2'",
    ),
    wrong(
        "repeat beyond reason",
        "- store.AddRef:\n  repeat: 12345678901234567890",
        "9:17: repeat is a number from 1, not '12345678901234567890'",
    ),
    wrong(
        "repeat as a list",
        "- store.AddRef:\n  repeat: [1]",
        "9:17: repeat is one word, not a list or a mapping",
    ),
    wrong(
        "observe something else",
        "- store.StoreLogoff: {flags: 1}\n  observe: [return]",
        "9:19: 'return' cannot be observed; did you mean 'returns'?",
    ),
    wrong(
        "observed and cited",
        "- store.Release:\n  observe: [causes]\n  cites: {causes: SDSTORE-016}",
        "8:9: causes is cited and only observed",
    ),
)

ARGUMENTS = (
    wrong(
        "required one missing",
        "- store.StoreLogoff: {}",
        "8:9: StoreLogoff needs 'flags'",
    ),
    wrong(
        "misspelt",
        "- store.StoreLogoff: {flag: LOGOFF_PURGE}",
        "8:9: StoreLogoff needs 'flags'",
        "8:29: StoreLogoff takes no argument 'flag'; did you mean 'flags'?",
    ),
    wrong(
        "of another interface's method",
        "- store.OpenEntry: {template: null}",
        "8:27: OpenEntry takes no argument 'template'",
    ),
    wrong(
        "of the same method elsewhere",
        "- provider.Logon: {security: null}",
        "8:26: Logon is given no 'security'",
    ),
    wrong(
        "a result",
        "- store.GetReceiveFolder: {explicit: a}",
        "8:34: GetReceiveFolder is given no 'explicit'",
    ),
    wrong(
        "beside the call",
        "- store.StoreLogoff:\n  flags: LOGOFF_PURGE",
        "8:9: StoreLogoff needs 'flags'",
        "9:9: 'flags' is an argument of StoreLogoff; arguments stand behind the"
        " colon: store.StoreLogoff: {flags: ...}",
    ),
    wrong(
        "not a mapping",
        "- store.StoreLogoff: LOGOFF_PURGE",
        "8:28: what StoreLogoff is given is a mapping, name: value",
    ),
    wrong(
        "causes one level too deep",
        "- store.Release:\n"
        "    causes:\n"
        "      - store.support.gone:\n"
        "        cites: SDSTORE-006",
        "9:11: 'causes' stands one level too deep and was read as an argument"
        " of Release; put it exactly under the first letter of 'store.Release'",
    ),
    wrong(
        "misspelt flag",
        "- store.StoreLogoff: {flags: LOGOFF_PURG}",
        "8:36: no flag is called 'LOGOFF_PURG'; did you mean 'LOGOFF_PURGE'?",
    ),
    wrong(
        "misspelt flag among others",
        "- store.StoreLogoff: {flags: LOGOFF_PURGE | LOGOFF_QUITE}",
        "8:36: no flag is called 'LOGOFF_QUITE'; did you mean 'LOGOFF_QUIET'?",
    ),
    wrong(
        "flag word of 33 bits",
        "- store.StoreLogoff: {flags: 0x100000000}",
        "8:36: '0x100000000' does not fit into 32 bits",
    ),
    wrong(
        "negative flag word",
        "- store.StoreLogoff: {flags: -1}",
        "8:36: '-1' does not fit into 32 bits",
    ),
    wrong(
        "octal flag word",
        "- store.StoreLogoff: {flags: 010}",
        "8:36: no flag is called '010'",
    ),
    wrong(
        "list of flags",
        "- store.StoreLogoff: {flags: [LOGOFF_PURGE, LOGOFF_QUIET]}",
        "8:36: flags is one word, not a list or a mapping",
    ),
    wrong(
        "misspelt interface id",
        "- store.QueryInterface: {interface: IID_IMsgStor}",
        "8:43: no interface id is called 'IID_IMsgStor'; did you mean 'IID_IMsgStore'?",
    ),
    wrong(
        "interface without IID",
        "- store.QueryInterface: {interface: IMsgStore}",
        "8:43: no interface id is called 'IMsgStore'; did you mean 'IID_IMsgStore'?",
    ),
    wrong(
        "misspelt tag",
        "- store.GetProps: {tags: [PR_ENTRYID, PR_SUBJCT]}",
        "8:45: no property is called 'PR_SUBJCT'; did you mean 'PR_SUBJECT'?",
    ),
    wrong(
        "misspelt single tag",
        "- store.OpenProperty: {tag: PR_BODDY}",
        "8:35: no property is called 'PR_BODDY'; did you mean 'PR_BODY'?",
    ),
    wrong(
        "misspelt tag of a property",
        "- store.SetProps: {props: {PR_SUBJCT: a}}",
        "8:34: no property is called 'PR_SUBJCT'; did you mean 'PR_SUBJECT'?",
    ),
    wrong(
        "property as a list",
        "- store.SetProps: {props: {PR_SUBJECT: [a]}}",
        "8:46: a property's value is one word, not a list or a mapping",
    ),
    wrong(
        "property compared with a length",
        "- store.SetProps: {props: {PR_ENTRYID: {length: 16}}}",
        "8:46: a property is a value, any, {hex: ...} or {error: CODE}",
    ),
    wrong(
        "property with an unknown flag",
        "- store.SetProps: {props: {PR_OBJECT_TYPE: MAPI_STROE | 1}}",
        "8:50: no flag is called 'MAPI_STROE'; did you mean 'MAPI_STORE'?",
    ),
    wrong(
        "property that is no boolean",
        "- store.SetProps: {props: {PR_DEFAULT_STORE: maybe}}",
        "8:52: the property is yes or no, not 'maybe'",
    ),
    wrong(
        "property of bytes, typed",
        "- store.SetProps: {props: {PR_ENTRYID: 0000abcd}}",
        "8:46: PR_ENTRYID is no text, number or boolean: say any, {hex: ...},"
        " {error: CODE} or a captured $name.result",
    ),
    wrong(
        "properties as a list",
        "- store.SetProps: {props: [PR_SUBJECT]}",
        "8:33: props is a mapping, name: value",
    ),
    wrong(
        "typed identifier",
        "- store.OpenEntry: {entryid: 0000abcd}",
        "8:36: entryid is config.first-store, a captured $name.result, {hex:"
        ' "de ad"} or null: real identifiers are never typed',
    ),
    wrong(
        "odd hex digits",
        "- store.OpenEntry: {entryid: {hex: abc}}",
        "8:42: 'abc' is not pairs of hex digits",
    ),
    wrong(
        "misspelt config name",
        "- store.OpenEntry: {entryid: config.frist-store}",
        "8:36: the configuration has no 'frist-store'; did you mean 'first-store'?",
    ),
    wrong(
        "unknown variable",
        "- store.OpenEntry: {entryid: $befor.entryid}",
        "8:36: no value is called $befor at this point",
    ),
    wrong(
        "name without a result",
        "- store.OpenEntry: {entryid: $store}",
        "8:36: the step that bound 'store' has no result ''",
    ),
    wrong(
        "misspelt result of a name",
        "- store.OpenEntry: {entryid: $store.securty}",
        "8:36: the step that bound 'store' has no result 'securty'; did you"
        " mean 'security'?",
    ),
    wrong(
        "unknown variable among properties",
        "- store.SetProps: {props: {PR_ENTRYID: $befor.entryid}}",
        "8:33: no value is called $befor at this point",
    ),
    wrong(
        "unknown object",
        "- store.CopyTo: {destination: archive}",
        "8:37: nothing is called 'archive' at this point",
    ),
    wrong(
        "new sink",
        "- store.Advise: {mask: fnevNewMail, sink: new sink}",
        "8:49: 'new sink' is reserved: notifications are not delivered yet",
    ),
    wrong(
        "restriction",
        "- store.GetReceiveFolderTable:\n"
        "  as: table\n"
        "- table.Restrict: {restriction: {PR_SUBJECT: a}}",
        "10:39: restriction holds restriction, which this edition of the"
        " language cannot write; leave it out or say null",
    ),
    wrong(
        "misspelt code as an argument",
        "- store.GetLastError: {result: MAPI_E_BUSSY}",
        "8:38: no result code is called 'MAPI_E_BUSSY'; did you mean 'MAPI_E_BUSY'?",
    ),
)

RESULTS = (
    wrong(
        "misspelt code",
        "- store.StoreLogoff: {flags: 1}\n  returns: MAPI_E_BUSSY",
        "9:18: no result code is called 'MAPI_E_BUSSY'; did you mean 'MAPI_E_BUSY'?",
    ),
    wrong(
        "misspelt group of codes",
        "- store.StoreLogoff: {flags: 1}\n  returns: succes",
        "9:18: no result code is called 'succes'; did you mean 'success'?",
    ),
    wrong(
        "list of codes",
        "- store.QueryInterface: {interface: IID_IMsgStore}\n"
        "  returns: [S_OK, MAPI_E_NO_SUPPORT]",
        "9:18: a list means all of these, in this order; alternatives are"
        " written {one of: [S_OK, MAPI_E_NO_SUPPORT]}",
    ),
    wrong(
        "another mapping of codes",
        "- store.StoreLogoff: {flags: 1}\n  returns: {not: S_OK}",
        "9:18: returns is a code, success, failure, any, or {one of: [...]}",
    ),
    wrong(
        "code of 33 bits",
        "- store.StoreLogoff: {flags: 1}\n  returns: 0x100000000",
        "9:18: '0x100000000' does not fit into 32 bits",
    ),
    wrong(
        "choice of no code",
        "- store.StoreLogoff: {flags: 1}\n  returns: {one of: []}",
        "9:27: one of nothing is met by nothing",
    ),
    wrong(
        "misspelt code in a choice",
        "- store.StoreLogoff: {flags: 1}\n"
        "  returns: {one of: [S_OK, MAPI_E_NOSUPPORT]}",
        "9:34: no result code is called 'MAPI_E_NOSUPPORT'; did you mean"
        " 'MAPI_E_NO_SUPPORT'?",
    ),
    wrong(
        "of a count",
        "- store.Release:\n  returns: S_OK",
        "8:9: Release gives back a count, which is not comparable",
    ),
    wrong(
        "out of a count",
        "- store.Release:\n  out: {}",
        "8:9: Release gives back a count, which is not comparable",
    ),
    wrong(
        "of an act of the host",
        "- mapi.MAPIAllocateBuffer: {size: 1}\n  returns: S_OK",
        "8:9: mapi.MAPIAllocateBuffer is an act of the host; its result is not"
        " judged here, a failure blocks the case",
    ),
    wrong(
        "misspelt out word",
        "- store.StoreLogoff: {flags: 1}\n  out: {flag: 0}",
        "9:15: StoreLogoff has no result 'flag'; did you mean 'flags'?",
    ),
    wrong(
        "in-argument as an out word",
        "- store.GetReceiveFolder:\n  out: {class: a}",
        "9:15: GetReceiveFolder has no result 'class'",
    ),
    wrong(
        "out as a word",
        "- store.StoreLogoff: {flags: 1}\n  out: flags",
        "9:14: out is a mapping, name: value",
    ),
    wrong(
        "unknown matcher",
        "- store.StoreLogoff: {flags: 1}\n"
        "  out: {flags: {contains: LOGOFF_COMPLETE}}\n"
        "  cites: {out: STORELOGOFF-083}",
        "8:9: out is cited but nothing is compared",
        "9:23: 'contains' is no way to compare",
    ),
    wrong(
        "misspelt matcher",
        "- store.StoreLogoff: {flags: 1}\n"
        "  out: {flags: {lack: LOGOFF_COMPLETE}}\n"
        "  cites: {out: STORELOGOFF-083}",
        "8:9: out is cited but nothing is compared",
        "9:23: 'lack' is no way to compare; did you mean 'lacks'?",
    ),
    wrong(
        "empty matcher",
        "- store.StoreLogoff: {flags: 1}\n  out: {flags: {}}",
        "9:22: nothing is compared here; say any",
    ),
    wrong(
        "choice of nothing",
        "- store.StoreLogoff: {flags: 1}\n"
        "  out: {flags: {one of: []}}\n"
        "  observe: [out]",
        "9:31: one of nothing is met by nothing",
    ),
    wrong(
        "misspelt flag in a matcher",
        "- store.StoreLogoff: {flags: 1}\n"
        "  out: {flags: {one of: [0, LOGOFF_COMPLET]}}\n"
        "  observe: [out]",
        "9:35: no flag is called 'LOGOFF_COMPLET'; did you mean 'LOGOFF_COMPLETE'?",
    ),
    wrong(
        "length that is no number",
        "- store.GetReceiveFolder:\n  out: {entryid: {length: long}}\n  observe: [out]",
        "9:33: 'long' is no number",
    ),
    wrong(
        "misspelt code of a property",
        "- store.GetProps:\n"
        "  out: {props: {PR_SUBJECT: {error: MAPI_E_NOTFOUND}}}\n"
        "  observe: [out]",
        "9:43: no result code is called 'MAPI_E_NOTFOUND'; did you mean"
        " 'MAPI_E_NOT_FOUND'?",
    ),
    wrong(
        "unknown variable in a matcher",
        "- store.GetReceiveFolder:\n"
        "  out: {entryid: {not: {one of: [$befor.entryid, null]}}}\n"
        "  observe: [out]",
        "9:24: no value is called $befor at this point",
    ),
    wrong(
        "unknown variable among demands",
        "- store.GetReceiveFolder:\n"
        "  out: {entryid: {length: 4, not: $befor.entryid}}\n"
        "  observe: [out]",
        "9:24: no value is called $befor at this point",
    ),
    wrong(
        "no boolean",
        "- store.CompareEntryIDs:\n  out: {result: maybe}\n  observe: [out]",
        "9:23: result is yes or no, not 'maybe'",
    ),
    wrong(
        "compared and uncited",
        "- store.StoreLogoff: {flags: 1}\n  out: {flags: 0}",
        "8:9: flags is compared but no clause is cited for it; cite {out.flags:"
        " ...} or leave it out",
    ),
)

EFFECTS = (
    wrong(
        "misspelt nothing",
        "- store.Release:\n  causes: nothin",
        "9:17: causes is a list of calls or 'nothing', not 'nothin'",
    ),
    wrong(
        "misspelt in any order",
        "- store.Release:\n  causes: {any order: []}",
        "9:18: 'any order' is not a key of causes; did you mean 'in any order'?",
    ),
    wrong(
        "uncited",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports: {flags: LOGOFF_ABORT}",
        "10:13: store.support.StoreLogoffTransports is expected but no clause"
        " is cited for it; cite one, or say may cause:"
        " [store.support.StoreLogoffTransports]",
    ),
    wrong(
        "unwatched in causes",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.gone:\n"
        "      cites: SDSTORE-006",
        "10:13: support.gone stands in 'causes' but is not watched; add watch:"
        " [support.gone] or the set end-of-support",
    ),
    wrong(
        "unwatched and in no set",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.PrepareSubmit: {}\n"
        "      cites: SDSTORE-006",
        "10:13: IMAPISupport.PrepareSubmit stands in 'causes' but is not"
        " watched; add watch: [IMAPISupport.PrepareSubmit] and put it into a"
        " watch set of the corpus file, which says what an unmentioned one"
        " breaks",
    ),
    wrong(
        "unwatched in may cause",
        "- store.Release:\n  may cause: [store.support.gone]",
        "9:21: support.gone stands in 'may cause' but is not watched; add"
        " watch: [support.gone] or the set end-of-support",
    ),
    wrong(
        "no event in may cause",
        "- store.Release:\n  may cause: [something]",
        "9:21: may cause names calls and facts, or 'anything', not 'something'",
    ),
    wrong(
        "list in may cause",
        "- store.Release:\n  may cause: [[store.support.gone]]",
        "9:21: may cause is one word, not a list or a mapping",
    ),
    wrong(
        "unknown method in may cause",
        "- store.Release:\n  may cause: [store.support.StoreLogof]",
        "9:21: store.support is an IMAPISupport, which has no method"
        " 'StoreLogof'; did you mean 'StoreLogoffTransports'?",
    ),
    wrong(
        "unknown method of the spooler",
        "- store.Release:\n  may cause: [spooler.Yield]",
        "9:21: spooler is an IMAPIStatus, which has no method 'Yield'",
    ),
    wrong(
        "expected and allowed",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports:\n"
        "      cites: SDSTORE-016\n"
        "  may cause: [store.support.StoreLogoffTransports]",
        "12:21: store.support.StoreLogoffTransports is expected and allowed by"
        " the same step",
    ),
    wrong(
        "expected and anything",
        "- store.Release:\n  may cause: anything\n  cites: {causes: SDSTORE-016}",
        "8:9: a step that may cause anything proves nothing about what it causes",
    ),
    wrong(
        "answered with returns",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports: {flags: LOGOFF_ABORT}\n"
        "      returns: S_OK\n"
        "      cites: SDSTORE-016",
        "10:13: store.support.StoreLogoffTransports is made by the subject and"
        " MAPI answers it: script the answer with answer:, do not expect it"
        " with returns",
    ),
    wrong(
        "answered with out",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports: {flags: LOGOFF_ABORT}\n"
        "      out: {flags: 0}\n"
        "      cites: SDSTORE-016",
        "10:13: store.support.StoreLogoffTransports is made by the subject and"
        " MAPI answers it: script the answer with answer:, do not expect it"
        " with out",
    ),
    wrong(
        "name in an event",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports:\n"
        "      as: call\n"
        "      cites: SDSTORE-016",
        "10:13: only a step binds a name",
    ),
    wrong(
        "repeat in an event",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports:\n"
        "      repeat: 2\n"
        "      cites: SDSTORE-016",
        "11:21: repeat is for steps; how often an event comes is said with times",
    ),
    wrong(
        "observe in an event",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports:\n"
        "      observe: true\n"
        "      cites: SDSTORE-016",
        "10:13: only a step is observed",
    ),
    wrong(
        "times as a word",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports:\n"
        "      times: twice\n"
        "      cites: SDSTORE-016",
        "11:20: times is n, a..b or a.., not 'twice'",
    ),
    wrong(
        "times with three dots",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports:\n"
        "      times: 1...2\n"
        "      cites: SDSTORE-016",
        "11:20: times is n, a..b or a.., not '1...2'",
    ),
    wrong(
        "times without a beginning",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports:\n"
        "      times: ..2\n"
        "      cites: SDSTORE-016",
        "11:20: times is n, a..b or a.., not '..2'",
    ),
    wrong(
        "times backwards",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports:\n"
        "      times: 3..1\n"
        "      cites: SDSTORE-016",
        "11:20: '3..1' ends before it begins",
    ),
    wrong(
        "arguments of a fact",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.gone: {flags: 0}\n"
        "      cites: SDSTORE-006",
        "10:13: support.gone stands in 'causes' but is not watched; add watch:"
        " [support.gone] or the set end-of-support",
        "10:34: gone is a fact and takes no arguments",
    ),
    wrong(
        "fact of another party",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.logon.gone:\n"
        "      cites: SDSTORE-006",
        "10:13: store.logon states no fact 'gone'",
    ),
    wrong(
        "companion alone",
        "- store.Release:\n"
        "  causes:\n"
        "    - support.StoreLogoffTransports: {flags: LOGOFF_ABORT}\n"
        "      cites: SDSTORE-016",
        "10:13: 'support' alone is nobody's; say whose it is: store.support",
    ),
    wrong(
        "misspelt key of an event",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports:\n"
        "      cite: SDSTORE-016",
        "10:13: store.support.StoreLogoffTransports is expected but no clause"
        " is cited for it; cite one, or say may cause:"
        " [store.support.StoreLogoffTransports]",
        "11:13: 'cite' is not a key of a step; did you mean 'cites'?",
    ),
    wrong(
        "misspelt argument of an event",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports: {flag: 0}\n"
        "      cites: SDSTORE-016",
        "10:51: StoreLogoffTransports takes no argument 'flag'; did you mean 'flags'?",
    ),
)

WATCHED_EFFECTS = (
    wrong(
        "in-argument as an out word of an event",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.ModifyStatusRow: {flags: 0}\n"
        "      out: {props: any}\n"
        "      cites: RELOGON-008",
        "12:19: ModifyStatusRow has no result 'props'",
    ),
    wrong(
        "fact with returns",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.gone:\n"
        "      returns: S_OK\n"
        "      cites: SDSTORE-006",
        "11:13: store.support.gone is a fact of the host, not a call: it has no"
        " 'returns'",
    ),
    wrong(
        "fact with out",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.gone:\n"
        "      out: {flags: 0}\n"
        "      cites: SDSTORE-006",
        "11:13: store.support.gone is a fact of the host, not a call: it has no 'out'",
    ),
    wrong(
        "call into the subject without returns",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.gone:\n"
        "      cites: SDSTORE-006\n"
        "      causes:\n"
        "        - store.logon.Logoff: {flags: 0}",
        "14:17: store.logon.Logoff is a call into the subject: say what it returns",
    ),
    wrong(
        "host's call cited for happening",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.gone:\n"
        "      cites: SDSTORE-006\n"
        "      causes:\n"
        "        - store.logon.Logoff: {flags: 0}\n"
        "          returns: S_OK\n"
        "          cites: {happens: MSLOGOFF-002}",
        "14:17: store.logon.Logoff is the host's own doing; that it happens"
        " proves nothing about the subject: say cites: {returns: ...} or cites:"
        " {out: ...} or cites: {causes: ...} or cites: {order: ...}",
    ),
    wrong(
        "host's count cited",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.gone:\n"
        "      cites: SDSTORE-006\n"
        "      causes:\n"
        "        - store.logon.Release:\n"
        "          cites: SDSTORE-006",
        "14:17: store.logon.Release is the host's own doing and proves nothing"
        " by itself: say cites: {causes: ...} or cites: {order: ...}",
    ),
    wrong(
        "host's fact cited",
        "- provider.AddRef:\n"
        "  causes:\n"
        "    - mapi.uids-removed:\n"
        "      cites: SDSTORE-006",
        "11:13: mapi.uids-removed is the host's own doing and proves nothing by"
        " itself: say cites: {causes: ...} or cites: {order: ...}",
    ),
)

CITATIONS = (
    wrong(
        "unknown clause",
        "- store.Release:\n  cites: {causes: STORELOGOF-016}",
        "9:25: no clause 'STORELOGOF-016' in the catalogue; did you mean"
        " 'STORELOGOFF-016'?",
    ),
    wrong(
        "clause in lower case",
        "- store.Release:\n  cites: {causes: sdstore-016}",
        "9:25: no clause 'sdstore-016' in the catalogue; did you mean 'SDSTORE-016'?",
    ),
    wrong(
        "an ambiguity",
        "- store.Release:\n  cites: {causes: AMB-01}",
        "9:25: no clause 'AMB-01' in the catalogue; did you mean 'TABLE-001'?",
    ),
    wrong(
        "the file of ambiguities",
        "- store.Release:\n  cites: {causes: AMBIGUITIES-001}",
        "9:25: no clause 'AMBIGUITIES-001' in the catalogue; did you mean 'MULTI-001'?",
    ),
    wrong(
        "a path",
        "- store.Release:\n  cites: {causes: ../clauses/sdstore-1}",
        "9:25: no clause '../clauses/sdstore-1' in the catalogue",
    ),
    wrong(
        "clause as a mapping",
        "- store.Release:\n  cites: {causes: {a: b}}",
        "9:25: a clause is one word, not a list or a mapping",
    ),
    wrong(
        "misspelt aspect",
        "- store.Release:\n  cites: {cuases: SDSTORE-016}",
        "9:17: 'cuases' is nothing one can cite for; did you mean 'causes'?",
    ),
    wrong(
        "part of a result that is no out",
        "- store.GetLastError:\n  cites: {returns.foo: SDSTORE-016}",
        "9:17: 'returns.foo' is nothing one can cite for; did you mean 'returns'?",
    ),
    wrong(
        "part of what is caused",
        "- store.Release:\n  cites: {causes.bar: SDSTORE-016}",
        "9:17: 'causes.bar' is nothing one can cite for; did you mean 'causes'?",
    ),
    wrong(
        "nothing behind the dot",
        "- store.Release:\n  cites: {order.: SDSTORE-016}",
        "9:17: 'order.' is nothing one can cite for; did you mean 'order'?",
    ),
    wrong(
        "arguments that are not compared",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports:\n"
        "      cites: {happens: SDSTORE-016, args: STORELOGOFF-016}",
        "10:13: args is cited but no argument is compared",
    ),
    wrong(
        "arguments of which the one compared is refused",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports: {flags: LOGOFF_PRUGE}\n"
        "      cites: {happens: SDSTORE-016, args: STORELOGOFF-016}",
        "10:58: no flag is called 'LOGOFF_PRUGE'; did you mean 'LOGOFF_PURGE'?",
    ),
    wrong(
        "arguments of which none is written",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports: {}\n"
        "      cites: {args: STORELOGOFF-016}",
        "10:13: args is cited but no argument is compared",
    ),
    wrong(
        "order of what comes in any order",
        "- store.Release:\n"
        "  causes: {in any order: [{store.support.StoreLogoffTransports: ,"
        " cites: SDSTORE-016}]}\n"
        "  cites: {order: SLT-004}",
        "8:9: order is cited but no order is compared",
    ),
    wrong(
        "order of what an event causes in any order",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports:\n"
        "      causes: {in any order: []}\n"
        "      cites: {happens: SDSTORE-016, order: SLT-004}",
        "10:13: order is cited but no order is compared",
    ),
    wrong(
        "order of what an across causes in any order",
        "- across:\n"
        "    - store.Release:\n"
        "  causes: {in any order: [{store.support.StoreLogoffTransports: ,"
        " cites: SDSTORE-016}]}\n"
        "  cites: {order: SLT-004}",
        "8:9: order is cited but no order is compared",
    ),
    wrong(
        "clause of MAPI",
        "- store.Release:\n  cites: {causes: SDSVC-006}",
        "9:25: SDSVC-006 binds the mapi-subsystem, and the subject here is the"
        " provider; expect this in a suite with another subject",
    ),
    wrong(
        "clause of a client",
        "- store.Release:\n  cites: {causes: SDSTORE-005}",
        "9:25: SDSTORE-005 binds the client, and the subject here is the"
        " provider; expect this in a suite with another subject",
    ),
    wrong(
        "clause of a profile",
        "- store.StoreLogoff: {flags: LOGOFF_ABORT}\n  cites: STORELOGOFF-025",
        "9:16: STORELOGOFF-025 holds only under the profile deferred, which"
        " this scenario does not name",
    ),
    wrong(
        "plain for a count",
        "- store.Release:\n  cites: SDSTORE-016",
        "8:9: Release returns nothing comparable, so it proves nothing: say"
        " cites: {causes: ...} or cites: {order: ...}",
    ),
    wrong(
        "plain for an act of the host",
        "- mapi.MAPIAllocateBuffer: {size: 1}\n  cites: STORELOGOFF-005",
        "8:9: mapi.MAPIAllocateBuffer is an act of the host; only what it"
        " causes is cited: say cites: {causes: ...} or cites: {order: ...}",
    ),
    wrong(
        "happening of our own call",
        "- store.StoreLogoff: {flags: 1}\n  cites: {happens: STORELOGOFF-005}",
        "8:9: store.StoreLogoff is our own call; that it happens proves"
        " nothing: say cites: {returns: ...} or cites: {out: ...} or cites:"
        " {causes: ...} or cites: {order: ...}",
    ),
    wrong(
        "arguments of our own call",
        "- store.StoreLogoff: {flags: 1}\n  cites: {args: STORELOGOFF-005}",
        "8:9: store.StoreLogoff is our own call; that it happens proves"
        " nothing: say cites: {returns: ...} or cites: {out: ...} or cites:"
        " {causes: ...} or cites: {order: ...}",
    ),
    wrong(
        "result of the subject's call",
        "- store.Release:\n"
        "  causes:\n"
        "    - store.support.StoreLogoffTransports:\n"
        "      cites: {happens: SDSTORE-016, returns: SDSTORE-016}",
        "10:13: store.support.StoreLogoffTransports is made by the subject, so"
        " its result proves nothing about it: say cites: {happens: ...} or"
        " cites: {args: ...} or cites: {causes: ...} or cites: {order: ...}",
    ),
    wrong(
        "out without a comparison",
        "- store.StoreLogoff: {flags: 1}\n  cites: {out: STORELOGOFF-083}",
        "8:9: out is cited but nothing is compared",
    ),
    wrong(
        "out word without a comparison",
        "- store.StoreLogoff: {flags: 1}\n  cites: {out.flags: STORELOGOFF-083}",
        "8:9: out.flags is cited but flags is not compared",
    ),
    wrong(
        "out word of another name",
        "- store.StoreLogoff: {flags: 1}\n"
        "  out: {flags: 0}\n"
        "  cites: {out.flag: STORELOGOFF-083}",
        "8:9: flags is compared but no clause is cited for it; cite {out.flags:"
        " ...} or leave it out",
        "8:9: out.flag is cited but flag is not compared",
    ),
    wrong(
        "silence of what is not watched",
        "- store.Release:\n  cites: {causes: SDSTORE-007}",
        "8:9: SDSTORE-007 is about support.gone, which is not watched here: its"
        " silence proves nothing; add watch: [support.gone]",
    ),
    wrong(
        "silence of an across",
        "- across:\n    - store.Release:\n  cites: {causes: SDSTORE-007}",
        "8:9: SDSTORE-007 is about support.gone, which is not watched here: its"
        " silence proves nothing; add watch: [support.gone]",
    ),
)

ACROSS_AND_GROUP = (
    wrong(
        "misspelt key of an across",
        "- across:\n    - store.Release:\n  cause: nothing",
        "10:9: 'cause' is not a key of across; did you mean 'causes'?",
    ),
    wrong(
        "causes inside an across",
        "- across:\n    - store.Release:\n      causes: nothing",
        "9:13: what the calls of an across cause is compared once, under the across",
    ),
    wrong(
        "may cause inside an across",
        "- across:\n    - store.Release:\n      may cause: [store.support.gone]",
        "9:13: what the calls of an across cause is compared once, under the across",
        "10:25: support.gone stands in 'may cause' but is not watched; add"
        " watch: [support.gone] or the set end-of-support",
    ),
    wrong(
        "anything inside an across",
        "- across:\n    - store.Release:\n      may cause: anything",
        "9:13: what the calls of an across cause is compared once, under the across",
    ),
    wrong(
        "empty across",
        "- across: []",
        "8:9: an across pools what several calls cause",
    ),
    wrong(
        "across of nothing",
        "- across:",
        "8:9: an across pools what several calls cause",
    ),
    wrong(
        "wrong call inside an across",
        "- across:\n    - store.AddReff:",
        "9:13: no interface has a method 'AddReff'; did you mean 'AddRef'?",
    ),
    wrong(
        "refused call inside an across that binds a name",
        "- across:\n"
        "    - stroe.OpenEntry:\n"
        "      as: first\n"
        "    - store.OpenEntry:\n"
        "      as: second\n"
        "- first.Release:\n"
        "- second.Release:",
        "9:13: nothing is called 'stroe' at this point; did you mean 'store'?",
    ),
    wrong(
        "refused call inside an across with wrong effects",
        "- across:\n    - stroe.Release:\n  cites: SDSTORE-016",
        "8:9: an across is no call; only what it causes is cited: say cites:"
        " {causes: ...} or cites: {order: ...}",
        "9:13: nothing is called 'stroe' at this point; did you mean 'store'?",
    ),
    wrong(
        "group inside an across",
        "- across:\n    - group: [{store.Release: }]",
        "9:13: across holds plain calls",
    ),
    wrong(
        "setting inside an across",
        "- across:\n    - transports: {inbound: 0}",
        "9:13: across holds plain calls",
    ),
    wrong(
        "plain citation of an across",
        "- across:\n    - store.Release:\n  cites: SDSTORE-016",
        "8:9: an across is no call; only what it causes is cited: say cites:"
        " {causes: ...} or cites: {order: ...}",
    ),
    wrong(
        "repeat of an across",
        "- across:\n    - store.Release:\n  repeat: 2",
        "10:9: 'repeat' is not a key of across",
    ),
    wrong(
        "misspelt key of a group",
        "- group:\n    - store.AddRef:\n  repaet: 2",
        "10:9: 'repaet' is not a key of group; did you mean 'repeat'?",
    ),
    wrong(
        "causes of a group",
        "- group:\n    - store.AddRef:\n  causes: nothing",
        "10:9: 'causes' is not a key of group",
    ),
    wrong(
        "repeat 0 of a group",
        "- group:\n    - store.AddRef:\n  repeat: 0",
        "10:17: repeat is a number from 1, not '0'",
    ),
    wrong(
        "empty group",
        "- group: []\n  repeat: 2",
        "8:9: a group repeats steps, here are none",
    ),
    wrong(
        "wrong step inside a group",
        "- group:\n    - store.AddReff:",
        "9:13: no interface has a method 'AddReff'; did you mean 'AddRef'?",
    ),
    wrong(
        "name bound before a group and in it",
        "- store.QueryInterface: {interface: IID_IUnknown}\n"
        "  as: face\n"
        "- group:\n"
        "    - store.QueryInterface: {interface: IID_IUnknown}\n"
        "      as: face\n"
        "  repeat: 2",
        "12:17: 'face' is bound already; only rounds of a group bind a name again",
    ),
    wrong(
        "name bound twice in a group",
        "- group:\n"
        "    - store.QueryInterface: {interface: IID_IUnknown}\n"
        "      as: face\n"
        "    - store.QueryInterface: {interface: IID_IUnknown}\n"
        "      as: face\n"
        "  repeat: 2",
        "12:17: 'face' is bound already; only rounds of a group bind a name again",
    ),
    wrong(
        "name bound in a group and after",
        "- group:\n"
        "    - store.QueryInterface: {interface: IID_IUnknown}\n"
        "      as: face\n"
        "- store.QueryInterface: {interface: IID_IUnknown}\n"
        "  as: face",
        "12:13: 'face' is bound already; only rounds of a group bind a name again",
    ),
)

SETTINGS = (
    wrong(
        "misspelt transports key",
        "- transports: {inbond: 0}",
        "8:22: 'inbond' is not a key of transports; did you mean 'inbound'?",
    ),
    wrong(
        "transports as a word",
        "- transports: idle",
        "8:21: transports is a mapping, name: value",
    ),
    wrong(
        "transports with a word",
        "- transports: {inbound: many}",
        "8:31: a number is due, not 'many'",
    ),
    wrong(
        "transports with a hexadecimal count",
        "- transports: {inbound: 0x2}",
        "8:31: a number is due, not '0x2'",
    ),
    wrong(
        "transports with a negative count",
        "- transports: {queued: -1}",
        "8:30: a number is due, not '-1'",
    ),
    wrong(
        "transports with a list",
        "- transports: {queued: [1]}",
        "8:30: queued is one word, not a list or a mapping",
    ),
    wrong(
        "switch that is none",
        "- transports: {inbox: 1}",
        "8:29: inbox is yes or no, not '1'",
    ),
    wrong(
        "key beside transports",
        "- transports: {inbound: 0}\n  note: idle",
        "9:9: 'note' is not a key of a setting (transports)",
    ),
    wrong(
        "answer of two methods",
        "- answer: {store.support.StoreLogoffTransports: {},"
        " store.support.PrepareSubmit: {}}",
        "8:9: an answer is given to one method at a time",
    ),
    wrong(
        "answer of none",
        "- answer: {}",
        "8:9: an answer is given to one method at a time",
    ),
    wrong(
        "answer of a fact",
        "- answer: {store.support.gone: {}}",
        "8:18: an answer is given to a call, not to 'store.support.gone'",
    ),
    wrong(
        "answer of a word",
        "- answer: {StoreLogoffTransports: {}}",
        "8:18: an answer is given to a call, not to 'StoreLogoffTransports'",
    ),
    wrong(
        "answer of the provider",
        "- answer: {store.logon.Logoff: {returns: E_FAIL}}",
        "8:18: store.logon.Logoff is a call into the provider, which answers"
        " for itself",
    ),
    wrong(
        "answer of an unknown method",
        "- answer: {spooler.Yield: {}}",
        "8:18: spooler is an IMAPIStatus, which has no method 'Yield'",
    ),
    wrong(
        "answer of an unknown handle",
        "- answer: {stroe.support.StoreLogoffTransports: {}}",
        "8:18: nothing is called 'stroe' at this point; did you mean 'store'?",
    ),
    wrong(
        "empty answer",
        "- answer: {store.support.StoreLogoffTransports: }",
        "8:18: store.support.StoreLogoffTransports is answered with nothing; say {}",
    ),
    wrong(
        "misspelt reply key",
        "- answer: {store.support.StoreLogoffTransports: {return: S_OK}}",
        "8:56: 'return' is not a key of an answer; did you mean 'returns'?",
    ),
    wrong(
        "reply as a word",
        "- answer: {store.support.StoreLogoffTransports: S_OK}",
        "8:55: an answer is a mapping, name: value, or the word documented",
    ),
    wrong(
        "misspelt word for MAPI's own answer",
        "- answer: {store.support.StoreLogoffTransports: [document, {}]}",
        "8:56: an answer is a mapping, name: value, or the word documented",
    ),
    wrong(
        "reply with a choice of codes",
        "- answer: {store.support.StoreLogoffTransports: {returns: {one of:"
        " [S_OK, E_FAIL]}}}",
        "8:55: an answer returns one code",
    ),
    wrong(
        "reply with a group of codes",
        "- answer: {store.support.StoreLogoffTransports: {returns: failure}}",
        "8:55: an answer returns one code",
    ),
    wrong(
        "reply with a misspelt result",
        "- answer: {store.support.StoreLogoffTransports: {out: {flag: 0}}}",
        "8:62: StoreLogoffTransports has no result 'flag'; did you mean 'flags'?",
    ),
    wrong(
        "reply with a misspelt flag",
        "- answer: {store.support.StoreLogoffTransports: {out: {flags:"
        " LOGOFF_COMPLET}}}",
        "8:69: no flag is called 'LOGOFF_COMPLET'; did you mean 'LOGOFF_COMPLETE'?",
    ),
    wrong(
        "reply with a captured result",
        "- answer: {store.support.StoreLogoffTransports: {out: {flags:"
        " $store.security}}}",
        "8:69: an answer is written out, not captured",
    ),
)


@pytest.mark.parametrize("row", YAML, ids=what)
def test_wrong_yaml(row: Wrong, errors_of: Callable[[str], list[str]]) -> None:
    """YAML beyond the language is refused inside a step too."""
    assert errors_of(HEADER + indented(row.text)) == list(row.messages)


@pytest.mark.parametrize("row", STEPS, ids=what)
def test_wrong_step(row: Wrong, errors_of: Callable[[str], list[str]]) -> None:
    """A node that is no step, or says too much, is refused at its place."""
    assert errors_of(HEADER + indented(row.text)) == list(row.messages)


@pytest.mark.parametrize("row", ARGUMENTS, ids=what)
def test_wrong_argument(row: Wrong, errors_of: Callable[[str], list[str]]) -> None:
    """An argument that the method cannot be given is refused at its place."""
    assert errors_of(HEADER + indented(row.text)) == list(row.messages)


@pytest.mark.parametrize("row", RESULTS, ids=what)
def test_wrong_result(row: Wrong, errors_of: Callable[[str], list[str]]) -> None:
    """A result that cannot come, or cannot be compared, is refused at its place."""
    assert errors_of(HEADER + indented(row.text)) == list(row.messages)


@pytest.mark.parametrize("row", EFFECTS, ids=what)
def test_wrong_effect(row: Wrong, errors_of: Callable[[str], list[str]]) -> None:
    """An effect that nobody watches, cites or could bring about is refused."""
    assert errors_of(HEADER + indented(row.text)) == list(row.messages)


@pytest.mark.parametrize("row", CITATIONS, ids=what)
def test_wrong_citation(row: Wrong, errors_of: Callable[[str], list[str]]) -> None:
    """A citation that proves nothing here is refused at its place."""
    assert errors_of(HEADER + indented(row.text)) == list(row.messages)


@pytest.mark.parametrize("row", ACROSS_AND_GROUP, ids=what)
def test_wrong_across_and_group(
    row: Wrong, errors_of: Callable[[str], list[str]]
) -> None:
    """Across holds plain calls, and group holds steps."""
    assert errors_of(HEADER + indented(row.text)) == list(row.messages)


@pytest.mark.parametrize("row", SETTINGS, ids=what)
def test_wrong_setting(row: Wrong, errors_of: Callable[[str], list[str]]) -> None:
    """A setting that the host does not have is refused at its place."""
    assert errors_of(HEADER + indented(row.text)) == list(row.messages)


@pytest.mark.parametrize("row", WATCHED_EFFECTS, ids=what)
def test_wrong_watched_effect(
    row: Wrong, errors_of: Callable[[str], list[str]]
) -> None:
    """What is watched may still not be said to return, or be cited, like this."""
    text = HEADER.replace(
        "given", "watch: [end-of-support, registration, teardown]\ngiven", 1
    )

    assert errors_of(text + indented(row.text)) == list(row.messages)
