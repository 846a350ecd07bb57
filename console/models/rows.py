"""A table model whose rows are an index array into a columnar table: the thin skin's spine."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Signal

Rows = NDArray[np.int64]
Run = tuple[int, int]
Index = QModelIndex | QPersistentModelIndex
_NONE: Rows = np.empty(0, np.int64)
#: Up to this many separate runs are told to Qt one by one; beyond that a reset is cheaper.
_RUNS = 12
#: Every run costs a copy of the whole index: of a long one only a single run is told.
_LONG = 50_000


class RowsModel(QAbstractTableModel):
    """`index_rows[position]` is the row of the underlying table shown at `position`.

    `replacing` and `replaced` bracket every change of the order, so that a view can hold its
    selection and its scroll position by what is shown, not by where it stood.
    """

    replacing = Signal()
    replaced = Signal()

    def __init__(self, columns: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self.index_rows: NDArray[Any] = _NONE

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.index_rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = 0) -> Any:  # noqa: ARG002 - Qt's signature
        """Nothing to read here; Qt dies on a model without this method."""
        return None

    def row_at(self, position: int) -> int:
        """The table's row shown at `position`, or -1."""
        return int(self.index_rows[position]) if 0 <= position < len(self.index_rows) else -1

    def position_of_row(self, row: int) -> int:
        """Where the table's row is shown, -1 when it is not."""
        found = (self.index_rows == row).nonzero()[0] if row >= 0 else _NONE
        return int(found[0]) if len(found) else -1

    def replace(self, new: Rows, touched: Rows | None = None) -> bool:
        """Show `new`; returns whether anything stands elsewhere than before.

        `touched`: the only rows that can have come, gone or moved; None where all may have.
        """
        old = self.index_rows
        if np.array_equal(old, new):
            self.index_rows = new
            return False
        self.replacing.emit()
        steps = _steps(old, new, touched) if touched is not None else None
        if steps is not None and len(steps[0]) <= _RUNS and len(steps[1]) <= _RUNS:
            self._patch(*steps, new)
        elif len(old) == len(new) and _same_rows(old, new):
            self._permute(new)
        else:
            self.beginResetModel()
            self.index_rows = new
            self.endResetModel()
        self.replaced.emit()
        return True

    def splice(self, out: Rows, into: Rows, new: Rows) -> None:
        """Show `new`, which is without the old positions `out` and new at its positions `into`."""
        most = 1 if len(new) > _LONG else _RUNS
        self.replacing.emit()
        gone, come = _runs_of(out, most), _runs_of(into, most)
        if gone is None or come is None:
            self.beginResetModel()
            self.index_rows = new
            self.endResetModel()
        else:
            self._patch(gone, come, new)
        self.replaced.emit()

    def touch(self, positions: Rows) -> None:
        """The rows at `positions` show something new."""
        if len(positions):
            first, last = int(positions.min()), int(positions.max())
            self.dataChanged.emit(self.index(first, 0), self.index(last, self._columns - 1))

    def touch_all(self) -> None:
        if len(self.index_rows):
            self.touch(np.array([0, len(self.index_rows) - 1]))

    def _patch(self, out: list[Run], into: list[Run], new: Rows) -> None:
        here = QModelIndex()
        for first, last in reversed(out):
            self.beginRemoveRows(here, first, last)
            self.index_rows = np.delete(self.index_rows, slice(first, last + 1))
            self.endRemoveRows()
        for first, last in into:
            self.beginInsertRows(here, first, last)
            self.index_rows = np.insert(self.index_rows, first, new[first : last + 1])
            self.endInsertRows()
        self.index_rows = new

    def _permute(self, new: Rows) -> None:
        self.layoutAboutToBeChanged.emit()
        old, self.index_rows = self.index_rows, new
        before = self.persistentIndexList()
        where = np.empty(int(new.max()) + 1, np.int64)
        where[new] = np.arange(len(new))
        after = [self.index(int(where[old[i.row()]]), i.column()) for i in before]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()


def _same_rows(old: Rows, new: Rows) -> bool:
    size = int(max(old.max(), new.max())) + 1 if len(old) else 0
    return bool((np.bincount(old, minlength=size) == np.bincount(new, minlength=size)).all())


def _steps(old: Rows, new: Rows, touched: Rows) -> tuple[list[Run], list[Run]] | None:
    """Runs of positions to take out of `old`, then runs of positions to put into it.

    A touched row that is in both may have moved: it is taken out and put in again. None when the
    other rows do not stand in the same order in both.
    """
    size = 1 + max(int(max(a.max(initial=-1) for a in (old, new, touched))), 0)
    in_old, in_new = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    in_old[old], in_new[new] = True, True
    in_old[touched] = False
    keep_old, keep_new = in_new[old] & in_old[old], in_old[new]
    if not np.array_equal(old[keep_old], new[keep_new]):
        return None
    return _runs(~keep_old), _runs(~keep_new)


def _runs(flags: NDArray[np.bool_]) -> list[Run]:
    """(first, last) of each run of true flags, cut short once there are too many to be told."""
    edges = np.flatnonzero(np.diff(flags.astype(np.int8), prepend=0, append=0))
    pairs = edges.reshape(-1, 2)[: _RUNS + 1].tolist()
    return [(first, end - 1) for first, end in pairs]


def _runs_of(positions: Rows, most: int) -> list[Run] | None:
    """(first, last) of each run of rising `positions`, None where there are more than `most`."""
    if not len(positions):
        return []
    breaks = np.flatnonzero(np.diff(positions) != 1)
    if len(breaks) >= most:
        return None
    firsts = positions[np.concatenate([[0], breaks + 1])].tolist()
    lasts = positions[np.concatenate([breaks, [len(positions) - 1]])].tolist()
    return list(zip(firsts, lasts, strict=True))


def cell_text(value: Any) -> str:
    """Plain text for a cell, without line ends that would tear a row apart."""
    return " ".join(str(value).split())
