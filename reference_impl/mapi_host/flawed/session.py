"""Flaws in the sessions through which clients reach their stores."""

from dataclasses import replace
from typing import Any, Final

from mapi_conformance.mapi.codes import (
    MAPI_E_INVALID_OBJECT,
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_UNKNOWN_FLAGS,
    S_FALSE,
)
from mapi_conformance.mapi.flags import MAPI_LOGOFF_SHARED, MAPI_LOGOFF_UI
from mapi_conformance.port.host import Reply
from mapi_host.flawed.flaw import HostFlaw
from mapi_host.model.parts import Parts
from mapi_host.model.session import Session, Sessions
from mapi_host.world import Answers, Guest, Words


class SessionLogoffHasAnotherCode(Sessions):
    """A MAPI that ends a session and returns a code other than S_OK."""

    def log_off(self, session: Session, words: Words) -> Reply:
        """Report a success of another kind; breaks SESSIONLOGOFF-001."""
        return replace(super().log_off(session, words), code=S_FALSE)


class WindowLookedAt(Sessions):
    """A MAPI that looks at the window though no dialog was allowed."""

    def log_off(self, session: Session, words: Words) -> Reply:
        """Refuse a window that is none; breaks SESSIONLOGOFF-006."""
        flags: Any = words["flags"]
        if words["ui"] and not flags & MAPI_LOGOFF_UI:
            return Reply(code=MAPI_E_INVALID_PARAMETER)
        return super().log_off(session, words)


class SharedNotIgnored(Sessions):
    """A MAPI that refuses to warn the others where there are none."""

    def log_off(self, session: Session, words: Words) -> Reply:
        """Refuse MAPI_LOGOFF_SHARED; breaks SESSIONLOGOFF-008."""
        flags: Any = words["flags"]
        if flags & MAPI_LOGOFF_SHARED:
            return Reply(code=MAPI_E_UNKNOWN_FLAGS)
        return super().log_off(session, words)


class MemoryEndsWithSession(Sessions):
    """A MAPI that takes a client's memory back at the end of its session."""

    ended = False

    def functions(self) -> Answers:
        """Know no block after the end; breaks SESSIONLOGOFF-010."""
        free = self.subsystem.allocator.functions()["MAPIFreeBuffer"]
        gone = Reply(code=MAPI_E_INVALID_PARAMETER)
        return {
            **super().functions(),
            "MAPIFreeBuffer": lambda words: gone if self.ended else free(words),
        }

    def log_off(self, session: Session, words: Words) -> Reply:
        """Note the end."""
        reply = super().log_off(session, words)
        self.ended = True
        return reply


class SessionEndsWithStore(Sessions):
    """A MAPI whose session ends with the first store that does."""

    def open_msg_store(self, session: Session, words: Words) -> Reply:
        """Take the end of a store for the end of all; breaks SDSVC-010."""
        if any(map(_is_over, session.logons)):
            return Reply(code=MAPI_E_INVALID_OBJECT, words={"store": None})
        return super().open_msg_store(session, words)


def _is_over(logon: Guest) -> bool:
    return logon.told() or not logon.held()


SESSION: Final = (
    HostFlaw(
        name="session-logoff-has-another-code",
        summary="MAPI returns S_FALSE from IMAPISession::Logoff.",
        breaks=("SESSIONLOGOFF-001",),
        also=("SESSIONLOGOFF-006", "SESSIONLOGOFF-008"),
        parts=Parts(sessions=SessionLogoffHasAnotherCode),
    ),
    HostFlaw(
        name="window-looked-at",
        summary="MAPI refuses a window to a Logoff that may show no dialog.",
        breaks=("SESSIONLOGOFF-006",),
        parts=Parts(sessions=WindowLookedAt),
    ),
    HostFlaw(
        name="shared-not-ignored",
        summary="MAPI refuses MAPI_LOGOFF_SHARED for a session that nobody shares.",
        breaks=("SESSIONLOGOFF-008",),
        parts=Parts(sessions=SharedNotIgnored),
    ),
    HostFlaw(
        name="memory-ends-with-session",
        summary="MAPI takes a client's memory back when its session ends.",
        breaks=("SESSIONLOGOFF-010",),
        parts=Parts(sessions=MemoryEndsWithSession),
    ),
    HostFlaw(
        name="session-ends-with-store",
        summary="MAPI takes the end of one store for the end of the session.",
        breaks=("SDSVC-010",),
        parts=Parts(sessions=SessionEndsWithStore),
    ),
)
