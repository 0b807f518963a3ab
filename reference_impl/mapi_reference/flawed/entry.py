"""Flaws in the entry point: in versions, in what it gives, and in IMalloc."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeAlias
from weakref import WeakSet

from mapi_conformance.mapi.codes import MAPI_E_CALL_FAILED, MAPI_E_VERSION, failed
from mapi_conformance.mapi.flags import CURRENT_SPI_VERSION, PDK2_SPI_VERSION
from mapi_conformance.mapi.identifiers import IID_IUnknown
from mapi_reference.flawed.flaw import Flaw
from mapi_reference.provider.entry import entry_point, ms_provider_init
from mapi_reference.provider.pointers import fill
from mapi_reference.provider.provider import Provider
from mapi_reference.provider.subsystem import Counted
from mapi_reference.provider.unknown import Unknown


#: An entry point that is given its first seven arguments in one piece.
Entry: TypeAlias = Callable[[tuple[Any, ...], Any, Any], int]


#: With as many arguments as there are.
_INIT: Final[Callable[..., int]] = ms_provider_init


def accepts_older(given: tuple[Any, ...], own: Any, provider: Any) -> int:
    """Take a MAPI that is older than the version told; breaks MSINIT-006."""
    return _INIT(*given[:-1], CURRENT_SPI_VERSION, own, provider)


def refuses_with_failure(given: tuple[Any, ...], own: Any, provider: Any) -> int:
    """Refuse an old MAPI without saying why; breaks MSINIT-006."""
    code = _INIT(*given, own, provider)
    return MAPI_E_CALL_FAILED if code == MAPI_E_VERSION else code


def refuses_its_own(given: tuple[Any, ...], own: Any, provider: Any) -> int:
    """Take its own version for a newer one than MAPI's; breaks MSINIT-007."""
    code = _INIT(*given[:-1], _later(given[-1]), own, provider)
    fill(own, PDK2_SPI_VERSION)
    return code


def _later(version: int) -> int:
    return CURRENT_SPI_VERSION if version > PDK2_SPI_VERSION else 0


def wants_its_own(given: tuple[Any, ...], own: Any, provider: Any) -> int:
    """Compare versions for equality; breaks MSINIT-008."""
    if given[-1] == CURRENT_SPI_VERSION:
        return _INIT(*given, own, provider)
    return _INIT(*given[:-1], 0, own, provider)


def tells_version_zero(given: tuple[Any, ...], own: Any, provider: Any) -> int:
    """Tell no version that there is; breaks MSINIT-005."""
    code = _INIT(*given, None, provider)
    fill(own, 0)
    return code


def gives_one_with_refusal(given: tuple[Any, ...], own: Any, provider: Any) -> int:
    """Give a provider object with MAPI_E_VERSION; breaks MSINIT-009."""
    code = _INIT(*given, own, provider)
    if failed(code):
        fill(provider, Provider())
    return code


def _entry_with(entry: Entry) -> Callable[..., int]:
    return partial(_init, entry)


def _init(entry: Entry, *arguments: Any) -> int:
    *given, own, provider = arguments
    return entry(tuple(given), own, provider)


class DeniesTheSecond(Provider):
    """A provider object that is no IMSProvider while there is another one."""

    _live: Final[WeakSet["DeniesTheSecond"]] = WeakSet()

    def __init__(self, malloc: Counted | None = None, **options: Any) -> None:
        super().__init__(malloc, **options)
        if self._live:
            self._unknown = Unknown((IID_IUnknown,))
        self._live.add(self)

    def release(self) -> int:
        """Make room for another one; until then it breaks MSINIT-004."""
        left = super().release()
        if left == 0:
            self._live.discard(self)
        return left


class KeepsMalloc(Provider):
    """A provider object that takes IMalloc with it."""

    def __init__(self, malloc: Counted | None = None, **options: Any) -> None:
        super().__init__(malloc, **options)
        if malloc is not None:
            malloc.add_ref()


class OneForAll:
    """Makes one provider object and gives it to everybody while it lives."""

    def __init__(self) -> None:
        self._made: Provider | None = None

    def __call__(self, malloc: Counted | None, **options: Any) -> Provider:
        """Give what was given before; breaks MSINIT-010."""
        if self._made is None:
            self._made = _Shared(malloc, self._forget, **options)
        else:
            self._made.add_ref()
        return self._made

    def _forget(self) -> None:
        self._made = None


class _Shared(Provider):
    def __init__(
        self, malloc: Counted | None, forget: Callable[[], None], **options: Any
    ) -> None:
        super().__init__(malloc, **options)
        self._forget_shared = forget

    def release(self) -> int:
        left = super().release()
        if left == 0:
            self._forget_shared()
        return left


ENTRY: Final = (
    Flaw(
        name="second-provider-denies-itself",
        summary="gives a second provider object that has no IMSProvider when asked.",
        breaks=("MSINIT-004",),
        also=("UNKNOWN-018",),
        entry=entry_point(make=DeniesTheSecond),
    ),
    Flaw(
        name="tells-version-zero",
        summary="does not say for which version of MAPI it was built.",
        breaks=("MSINIT-005",),
        # It does not take the version that it says is its own.
        also=("MSINIT-007",),
        entry=_entry_with(tells_version_zero),
    ),
    Flaw(
        name="accepts-an-older-mapi",
        summary="accepts a MAPI that is older than what it was built for.",
        breaks=("MSINIT-006",),
        entry=_entry_with(accepts_older),
    ),
    Flaw(
        name="older-mapi-is-a-failure",
        summary="refuses an older MAPI with MAPI_E_CALL_FAILED.",
        breaks=("MSINIT-006",),
        entry=_entry_with(refuses_with_failure),
    ),
    Flaw(
        name="refuses-its-own-version",
        summary="refuses a MAPI of the very version that it was built for.",
        breaks=("MSINIT-007",),
        entry=_entry_with(refuses_its_own),
    ),
    Flaw(
        name="version-must-be-equal",
        summary="refuses a MAPI that is newer than itself.",
        breaks=("MSINIT-008",),
        entry=_entry_with(wants_its_own),
    ),
    Flaw(
        name="refused-init-gives-a-provider",
        summary="gives a provider object to a MAPI that it refuses.",
        breaks=("MSINIT-009",),
        also=("ALLOC-011",),
        entry=_entry_with(gives_one_with_refusal),
    ),
    Flaw(
        name="one-provider-object",
        summary="gives everybody the same provider object.",
        breaks=("MSINIT-010",),
        entry=entry_point(make=OneForAll()),
    ),
    Flaw(
        name="keeps-malloc",
        summary="never gives back a reference on IMalloc.",
        breaks=("MSINIT-013",),
        entry=entry_point(make=KeepsMalloc),
    ),
)
