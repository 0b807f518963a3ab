"""Notifications: sinks by key, and what is still to be delivered to them."""

import itertools
from dataclasses import dataclass
from functools import partial
from typing import Any

from mapi_conformance.mapi.codes import (
    MAPI_E_INVALID_PARAMETER,
    MAPI_E_NOT_FOUND,
    S_OK,
)
from mapi_conformance.mapi.flags import (
    CALLBACK_DISCONTINUE,
    NOTIFY_CANCELED,
    NOTIFY_SYNC,
)
from mapi_conformance.port.host import Pointer, Reply
from mapi_host.world import Words, World


_REFUSED = Reply(code=MAPI_E_INVALID_PARAMETER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """One registration; MAPI keeps a reference on the sink."""

    key: object
    sink: Pointer
    #: Delivered inside Notify, not after it.
    sync: bool


class Notices:
    """The table of subscriptions, which all support objects share.

    What a notification says is never looked into, so that the mask of events is not
    compared: whoever subscribed to the key is told.

    Cites: imapisupport-subscribe, imapisupport-notify, imapisupport-unsubscribe,
    Remarks.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._connections = itertools.count(1)
        self._subscriptions: dict[int, Subscription] = {}
        #: Something was registered in this case; notices may come at any time.
        self.used = False

    def subscribe(self, words: Words) -> Reply:
        """Keep a sink under a key."""
        sink, flags = words["sink"], words["flags"]
        if not isinstance(sink, Pointer) or words["key"] is None:
            return _REFUSED
        self.used = True
        connection = next(self._connections)
        self._world.call(sink, "AddRef")
        self._subscriptions[connection] = Subscription(
            key=words["key"],
            sink=sink,
            sync=isinstance(flags, int) and bool(flags & NOTIFY_SYNC),
        )
        return Reply(code=S_OK, words={"connection": connection})

    def unsubscribe(self, words: Words) -> Reply:
        """Give a sink back; what was still to be delivered to it is not."""
        connection: Any = words["connection"]
        subscription = self._subscriptions.pop(connection, None)
        if subscription is None:
            return Reply(code=MAPI_E_NOT_FOUND)
        self._world.call(subscription.sink, "Release")
        return Reply(code=S_OK)

    def notify(self, words: Words) -> Reply:
        """Tell those who subscribed to a key: at once, or when the call is over."""
        canceled = 0
        for connection, subscription in tuple(self._subscriptions.items()):
            if subscription.key != words["key"]:
                continue
            if not subscription.sync:
                self._world.later(partial(self._deliver, connection, words))
            elif self._deliver(connection, words) == CALLBACK_DISCONTINUE:
                canceled = NOTIFY_CANCELED
        return Reply(code=S_OK, words={"flags": canceled})

    def _deliver(self, connection: int, words: Words) -> int | None:
        subscription = self._subscriptions.get(connection)
        if subscription is None:
            return None
        told = {"notifications": words["notifications"]}
        return self._world.call(subscription.sink, "OnNotify", told)
