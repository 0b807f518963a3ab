"""IMAPITable: rows of a folder, read anew each time they are asked for."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from mapi_conformance.mapi import PropValue, Ref
from mapi_conformance.mapi.codes import MAPI_E_INVALID_PARAMETER, S_OK
from mapi_conformance.mapi.flags import TBL_ALL_COLUMNS, TBL_NOADVANCE
from mapi_conformance.mapi.identifiers import IID_IMAPITable, IID_IUnknown
from mapi_reference.provider.children import Child, Home
from mapi_reference.provider.guard import while_open
from mapi_reference.provider.properties import look_up


#: One row, as GetProps gives the properties of one object.
Row: TypeAlias = tuple[PropValue, ...]


class Table(Child):
    """A view of what a folder holds, in the order of its making.

    Args:
        store: The store whose child the table is, as its folder is.
        read: Gives the properties of each row.
        columns: What is shown until SetColumns says otherwise.
    """

    interfaces = (IID_IUnknown, IID_IMAPITable)

    def __init__(
        self,
        store: Home,
        read: Callable[[], Sequence[Mapping[int, object]]],
        columns: tuple[int, ...],
    ) -> None:
        super().__init__(store)
        self._read = read
        self._all_columns = self._columns = columns
        self._position = 0

    @while_open
    def set_columns(self, tags: tuple[int, ...] | None, flags: int) -> int:
        """Show these columns in this order; one that no row has is no mistake.

        Cites: imapitable-setcolumns, Remarks.
        """
        if not tags:
            return MAPI_E_INVALID_PARAMETER
        self._columns = tuple(tags)
        return S_OK

    @while_open
    def query_columns(self, flags: int, tags: Ref[tuple[int, ...]] | None) -> int:
        """Give the columns shown, or with TBL_ALL_COLUMNS those of the beginning.

        Cites: imapitable-querycolumns.
        """
        if tags is None:
            return MAPI_E_INVALID_PARAMETER
        tags.value = self._all_columns if flags & TBL_ALL_COLUMNS else self._columns
        return S_OK

    @while_open
    def get_row_count(self, flags: int, count: Ref[int] | None) -> int:
        """Count the rows that QueryRows can give.

        Cites: imapitable-getrowcount, Remarks.
        """
        if count is None:
            return MAPI_E_INVALID_PARAMETER
        count.value = len(self._read())
        return S_OK

    @while_open
    def query_rows(
        self, count: int, flags: int, rows: Ref[tuple[Row, ...]] | None
    ) -> int:
        """Give rows from the current one on, or for a negative count those before.

        Rows come in forward order both ways. At the end there are none, which is a
        success.

        Cites: imapitable-queryrows, Parameters and Remarks.
        """
        if rows is None or count == 0:
            return MAPI_E_INVALID_PARAMETER
        found = self._read()
        start = min(self._position, len(found))
        target = max(0, min(start + count, len(found)))
        chosen = found[min(start, target) : max(start, target)]
        rows.value = tuple(
            tuple(look_up(row, tag, 0) for tag in self._columns) for row in chosen
        )
        if not flags & TBL_NOADVANCE:
            self._position = target
        return S_OK

    advise = unadvise = get_status = Child.unsupported
    seek_row = seek_row_approx = query_position = find_row = Child.unsupported
    restrict = create_bookmark = free_bookmark = sort_table = Child.unsupported
    query_sort_order = abort = expand_row = collapse_row = Child.unsupported
    wait_for_completion = get_collapse_state = Child.unsupported
    set_collapse_state = Child.unsupported
