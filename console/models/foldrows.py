"""Rows that may stand under headings: the order below, the headings laid over it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject

from console.models.folds import Folds, Heading
from console.models.order import Change, QueueOrder
from console.models.rows import Index, RowsModel


class FoldRows(RowsModel):
    """Shows `order`, in groups where its sorting has any. `index_rows` are all its rows."""

    def __init__(self, columns: int, order: QueueOrder, parent: QObject | None = None) -> None:
        super().__init__(columns, parent)
        self.order = order
        self.folds: Folds | None = None
        self._closed: set[str] = set()

    def fold(self, position: int, closed: bool | None = None) -> None:
        """Close or open the group that `position` lies in; None: the other way round."""
        rank = self.folds.group_at(position) if self.folds else -1
        if rank < 0:
            return
        code = self.order.sort.code(rank)
        close = code not in self._closed if closed is None else closed
        (self._closed.add if close else self._closed.discard)(code)
        self.refold()

    def fold_all(self, closed: bool) -> None:
        if self.folds is not None:
            ranks = self.folds.ranks.tolist() if closed else ()
            self._closed = {self.order.sort.code(rank) for rank in ranks}
            self.refold()

    def open_all(self) -> None:
        """The next grouping begins with every group open."""
        self._closed.clear()

    def arrange(self) -> None:
        """The order is another one as a whole."""
        if self.order.sort.group is None and self.folds is None:
            self.replace(self.order.index)
        else:
            self.refold()

    def shift(self, change: Change) -> None:
        """The order has changed in some places."""
        if change and self.folds is None:
            self.splice(change.out, change.into, self.order.index)
        elif change:
            self.refold()

    def refold(self) -> None:
        """Headings and rows anew: a matter of the groups, however many rows they have."""
        self.replacing.emit()
        self.beginResetModel()
        self.index_rows = self.order.index
        sort = self.order.sort
        ranks = [sort.rank(code) for code in self._closed] if sort.group is not None else []
        self.folds = Folds(self.order.groups, ranks) if sort.group is not None else None
        self.endResetModel()
        self.replaced.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        if self.folds is None:
            return super().rowCount(parent)
        return 0 if parent.isValid() else self.folds.total

    def row_at(self, position: int) -> int:
        """The row shown at `position`, -1 for a heading and outside."""
        return super().row_at(self.folds.flat(position) if self.folds else position)

    def heading_at(self, position: int) -> Heading | None:
        """The heading of a group at `position`."""
        return self.folds.heading(position) if self.folds else None

    def position_of_row(self, row: int) -> int:
        """Where a row is shown, -1 when it is not."""
        flat = self.order.position(row) if row >= 0 else -1
        return self.folds.position(flat) if self.folds else flat
