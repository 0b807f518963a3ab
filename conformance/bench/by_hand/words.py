"""The words that all four runs say: every pair of two different request flags."""

from itertools import permutations

from mapi_conformance.mapi.flags import (
    LOGOFF_ABORT,
    LOGOFF_NO_WAIT,
    LOGOFF_ORDERLY,
    LOGOFF_PURGE,
    LOGOFF_QUIET,
)


FLAGS = {
    "LOGOFF_ABORT": LOGOFF_ABORT,
    "LOGOFF_NO_WAIT": LOGOFF_NO_WAIT,
    "LOGOFF_ORDERLY": LOGOFF_ORDERLY,
    "LOGOFF_PURGE": LOGOFF_PURGE,
    "LOGOFF_QUIET": LOGOFF_QUIET,
}
PAIRS = tuple(permutations(FLAGS.values(), 2))
NAMES = tuple(permutations(FLAGS, 2))
