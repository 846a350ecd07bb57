"""Tables that go with the size of text: headings, the height of rows, the width of columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QTableView, QTableWidget

from console.views import theme


def name_columns(table: QTableWidget, names: Sequence[str]) -> None:
    """Head the columns from left to right; the whole of each stands in its tool tip."""
    table.setHorizontalHeaderLabels(list(names))
    for column, name in enumerate(names):
        item = table.horizontalHeaderItem(column)
        if item is not None:
            item.setToolTip(name)


def go_with_text(table: QTableView, widths: Iterable[tuple[int, int]] = ()) -> None:
    """Keep the rows as high as the text wants, and these columns as wide: (column, pixels at
    100 %).

    Columns that somebody has drawn stay so until another size of text is chosen.
    """
    _Tailor(table, widths)


class _Tailor(QObject):
    def __init__(self, table: QTableView, widths: Iterable[tuple[int, int]]) -> None:
        super().__init__(table)
        self._table, self._widths, self._size = table, dict(widths), 0
        table.installEventFilter(self)
        self._fit()

    def _fit(self) -> None:
        if self._size == theme.text_size():
            return
        self._size = theme.text_size()
        self._table.verticalHeader().setDefaultSectionSize(theme.row_height())
        for column, width in self._widths.items():
            self._table.setColumnWidth(column, theme.px(width))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()
        return super().eventFilter(watched, event)
