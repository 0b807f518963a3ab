"""A process with all that it starts, ended together: a job object, on Windows.

Elsewhere a process group does that, which a process is born with.
"""

import sys
from typing import Protocol


class Enclosure(Protocol):
    """What holds a process and its descendants."""

    def end(self) -> None:
        """End all of them."""
        ...


def enclose(pid: int) -> Enclosure | None:
    """Put a process that was just started into a job; None where there are none.

    What it started before it was put in is not held.
    """
    return _enclose(pid)


if sys.platform == "win32":
    import ctypes
    from typing import Final

    _KERNEL: Final = ctypes.WinDLL("kernel32", use_last_error=True)
    for _name in ("CreateJobObjectW", "OpenProcess"):
        getattr(_KERNEL, _name).restype = ctypes.c_void_p
    #: Both limits in one structure, as the system lays them out.
    _EXTENDED: Final = 9
    _KILL_ON_CLOSE: Final = 0x2000
    _SET_QUOTA_AND_TERMINATE: Final = 0x0101

    class _Limits(ctypes.Structure):
        _fields_ = (
            ("per_process_time", ctypes.c_int64),
            ("per_job_time", ctypes.c_int64),
            ("flags", ctypes.c_uint32),
            ("least", ctypes.c_size_t),
            ("most", ctypes.c_size_t),
            ("processes", ctypes.c_uint32),
            ("affinity", ctypes.c_size_t),
            ("priority", ctypes.c_uint32),
            ("scheduling", ctypes.c_uint32),
            ("io", ctypes.c_uint64 * 6),
            ("memory", ctypes.c_size_t * 4),
        )

    class _Job:
        """A job; whatever is in it ends with us, however we end."""

        def __init__(self, pid: int) -> None:
            self._job = ctypes.c_void_p(_KERNEL.CreateJobObjectW(None, None))
            limits = _Limits(flags=_KILL_ON_CLOSE)
            size = ctypes.sizeof(limits)
            _KERNEL.SetInformationJobObject(
                self._job, _EXTENDED, ctypes.byref(limits), size
            )
            handle = ctypes.c_void_p(
                _KERNEL.OpenProcess(_SET_QUOTA_AND_TERMINATE, 0, pid)
            )
            _KERNEL.AssignProcessToJobObject(self._job, handle)
            _KERNEL.CloseHandle(handle)

        def end(self) -> None:
            _KERNEL.TerminateJobObject(self._job, 1)

    def _enclose(pid: int) -> Enclosure | None:
        return _Job(pid)

else:

    def _enclose(pid: int) -> Enclosure | None:
        return None
