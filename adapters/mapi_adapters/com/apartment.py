"""The thread of the calls, as COM on Windows knows it: in an apartment.

MAPI puts its clients into an apartment of their own thread, which has to take messages
while it waits. A library may send one to it from another thread, and wait.
"""

import sys
from typing import Final

from mapi_adapters.wire.channel import Rest


#: What may be asked for: the first unless something else is.
KINDS: Final = ("sta", "mta")


def enter(kind: str) -> Rest | None:
    """Enter an apartment; None where waiting is nothing special.

    That is in an apartment of many threads, and where there is no COM.
    """
    return _enter(kind)


if sys.platform == "win32":  # pragma: no cover - seen under Wine
    import ctypes

    from mapi_adapters.com.layout import POINTER

    _STA: Final = 2
    _MTA: Final = 0
    _FOREVER: Final = 0xFFFFFFFF
    _ALL_INPUT: Final = 0x04FF
    _TIMEOUT: Final = 0x102
    _REMOVE: Final = 1
    _KERNEL: Final = ctypes.WinDLL("kernel32")
    _USER: Final = ctypes.WinDLL("user32")
    _KERNEL.CreateEventW.restype = POINTER
    _KERNEL.SetEvent.argtypes = [POINTER]
    _USER.MsgWaitForMultipleObjects.argtypes = [
        ctypes.c_uint32,
        POINTER,
        ctypes.c_int32,
        ctypes.c_uint32,
        ctypes.c_uint32,
    ]
    _USER.MsgWaitForMultipleObjects.restype = ctypes.c_uint32
    _USER.PeekMessageW.argtypes = [POINTER, POINTER, *[ctypes.c_uint32] * 3]
    _USER.TranslateMessage.argtypes = [POINTER]
    _USER.DispatchMessageW.argtypes = [POINTER]

    class _Pumping:
        """An apartment of one thread: messages are taken while it waits."""

        def __init__(self) -> None:
            self._bell = POINTER(_KERNEL.CreateEventW(None, 0, 0, None))
            # More than MSG has, on any width.
            self._message = ctypes.create_string_buffer(128)

        def ring(self) -> None:
            _KERNEL.SetEvent(self._bell)

        def wait(self, seconds: float | None) -> bool:
            left = _FOREVER if seconds is None else max(0, int(seconds * 1000))
            came = _USER.MsgWaitForMultipleObjects(
                1, ctypes.byref(self._bell), 0, left, _ALL_INPUT
            )
            message = ctypes.addressof(self._message)
            while _USER.PeekMessageW(message, None, 0, 0, _REMOVE):
                _USER.TranslateMessage(message)
                _USER.DispatchMessageW(message)
            return bool(came != _TIMEOUT)

    def _enter(kind: str) -> Rest | None:
        ctypes.WinDLL("ole32").CoInitializeEx(None, _STA if kind == "sta" else _MTA)
        return _Pumping() if kind == "sta" else None

else:

    def _enter(kind: str) -> Rest | None:
        return None
