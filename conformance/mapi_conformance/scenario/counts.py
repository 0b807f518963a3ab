"""Numbers of times."""

import re

from mapi_conformance.scenario.nodes import Scalar
from mapi_conformance.scenario.problems import Refused


#: Nine digits are more than any run could make.
_COUNT = re.compile(r"[0-9]{1,9}")
#: ``a..`` has no upper bound that a run could reach.
ENDLESS = 2**31


def read_count(word: Scalar | None) -> int:
    """Read ``repeat``; nothing written is once.

    Raises:
        Refused: It is no number from 1.
    """
    if word is None:
        return 1
    if not _COUNT.fullmatch(word.text) or int(word.text) < 1:
        raise Refused(word.place, f"repeat is a number from 1, not {word.text!r}")
    return int(word.text)


def read_times(word: Scalar | None) -> tuple[int, int]:
    """Read ``times``: the least and the most; nothing written is just once.

    Raises:
        Refused: It has another form.
    """
    if word is None:
        return 1, 1
    least, dots, most = word.text.partition("..")
    if not _COUNT.fullmatch(least) or not (_COUNT.fullmatch(most) or most == ""):
        raise Refused(word.place, f"times is n, a..b or a.., not {word.text!r}")
    if not dots:
        return int(least), int(least)
    if most and int(most) < int(least):
        raise Refused(word.place, f"{word.text!r} ends before it begins")
    return int(least), int(most) if most else ENDLESS


def read_number(word: Scalar) -> int:
    """Read a number of messages.

    Raises:
        Refused: It is no number.
    """
    if not _COUNT.fullmatch(word.text):
        raise Refused(word.place, f"a number is due, not {word.text!r}")
    return int(word.text)
