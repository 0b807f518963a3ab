"""Sessions: how a client reaches MAPI, and through MAPI its stores."""

from functools import partial
from typing import Any

from mapi_conformance.mapi.codes import (
    MAPI_E_INTERFACE_NOT_SUPPORTED,
    MAPI_E_INVALID_OBJECT,
    MAPI_E_NOT_FOUND,
    S_OK,
    succeeded,
)
from mapi_conformance.mapi.flags import MAPI_NO_MAIL, MDB_NO_MAIL
from mapi_conformance.mapi.identifiers import IID_IMAPIClientShutdown
from mapi_conformance.port.host import Reply
from mapi_host.model.subsystem import Subsystem
from mapi_host.world import Answers, Guest, Handler, House, Words


class Sessions:
    """All sessions of one case; they share the providers, which end with the last.

    Cites: mapilogonex.
    """

    def __init__(self, subsystem: Subsystem, house: House) -> None:
        self.subsystem = subsystem
        self.house = house
        self.live: list[Session] = []

    def functions(self) -> Answers:
        """Answer as MAPILogonEx."""
        return {"MAPILogonEx": self._log_on}

    def _log_on(self, words: Words) -> Reply:
        """Open a session of whatever profile is named: there is one."""
        flags: Any = words["flags"]
        session = Session(self, mail=not flags & MAPI_NO_MAIL)
        self.live.append(session)
        opened = self.subsystem.world.open("IMAPISession", session.answers())
        return Reply(code=S_OK, words={"session": opened})

    def open_msg_store(self, session: "Session", words: Words) -> Reply:
        """Log on to the provider; the reply says what came of the logon, too."""
        asked = {
            "ui": words["ui"],
            "profile": self.subsystem.profile.name,
            "entryid": words["entryid"],
            "flags": words["flags"],
            "interface": words["interface"],
        }
        reply, logon = self.house.log_on(asked)
        if succeeded(reply.code) and logon is not None:
            session.logons.append(logon)
            # It is open now, and was not before.
            flags: Any = words["flags"]
            mail = session.mail and not flags & MDB_NO_MAIL
            self.subsystem.spooler.hear_of_store(mail=mail)
        return reply

    def log_off(self, session: "Session", words: Words) -> Reply:
        """End what a session began, and with the last session everything.

        Without leave for dialogs the window says nothing, and nobody is warned of
        the end of a session that is not shared.
        """
        self.live.remove(session)
        last = not self.live
        self.subsystem.ending.end_session(
            self.house.logons() if last else session.logons,
            self.house.providers() if last else (),
        )
        if last:
            self.subsystem.departure.depart()
        return Reply(code=S_OK)


class Session:
    """The behaviour behind one session object, as far as stores need it.

    Cites: imapisession-openmsgstore, imapisession-logoff, Remarks.
    """

    def __init__(self, sessions: Sessions, *, mail: bool) -> None:
        self._sessions = sessions
        #: Whether it was opened for mail.
        self.mail = mail
        #: What it began.
        self.logons: list[Guest] = []

    def answers(self) -> Answers:
        """Answer a client that wants its store; the rest is not supported."""
        return {
            "QueryInterface": self._query_interface,
            "OpenMsgStore": self._while_live(
                partial(self._sessions.open_msg_store, self)
            ),
            "OpenProfileSection": self._while_live(self._open_profile_section),
            "Logoff": self._while_live(partial(self._sessions.log_off, self)),
        }

    def _while_live(self, handler: Handler) -> Handler:
        """Fail after Logoff: only Release may be called then."""

        def answer(words: Words) -> Reply:
            live = self in self._sessions.live
            return handler(words) if live else Reply(code=MAPI_E_INVALID_OBJECT)

        return answer

    def _query_interface(self, words: Words) -> Reply:
        """Give the client's part in a fast shutdown; a session is nothing else.

        Cites: best-practices-for-fast-shutdown.
        """
        subsystem = self._sessions.subsystem
        if words["interface"] != IID_IMAPIClientShutdown:
            code = MAPI_E_INTERFACE_NOT_SUPPORTED
            return Reply(code=code, words={"object": None})
        answers = subsystem.fast_shutdown.answers(self._sessions.house)
        opened = subsystem.world.open("IMAPIClientShutdown", answers)
        return Reply(code=S_OK, words={"object": opened})

    def _open_profile_section(self, words: Words) -> Reply:
        uid: Any = words["uid"]
        flags: Any = words["flags"]
        subsystem = self._sessions.subsystem
        answers = subsystem.profile.open(uid, flags) if uid else None
        if answers is None:
            return Reply(code=MAPI_E_NOT_FOUND, words={"section": None})
        section = subsystem.world.open("IProfSect", answers)
        return Reply(code=S_OK, words={"section": section})
