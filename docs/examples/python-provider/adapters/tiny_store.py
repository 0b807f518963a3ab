"""The smallest store provider that can be judged: one store, nothing in it."""

from mapi_conformance.mapi import Ref
from mapi_conformance.mapi.codes import S_OK
from mapi_conformance.mapi.flags import LOGOFF_ABORT


class Counted:
    refs = 1

    def query_interface(self, interface, found):
        self.add_ref()
        found.value = self
        return S_OK

    def add_ref(self):
        self.refs += 1
        return self.refs

    def release(self):
        self.refs -= 1
        if self.refs == 0:
            self.end()
        return self.refs

    def end(self): ...


class Logon(Counted):
    def logoff(self, flags):
        return S_OK


class Store(Counted):
    def __init__(self, support):
        support.add_ref()
        self.support, self.flag = support, LOGOFF_ABORT

    def store_logoff(self, flags):
        if flags is not None:
            self.flag, flags.value = flags.value, 0
        return S_OK

    def end(self):
        self.support.store_logoff_transports(Ref(self.flag))
        self.support.release()


class Provider(Counted):
    def logon(self, support, ui, profile, entryid, flags, iid, sec, err, logon, store):
        logon.value, store.value = Logon(), Store(support)
        return S_OK

    def shutdown(self, flags):
        return S_OK
