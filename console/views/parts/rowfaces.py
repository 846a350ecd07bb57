"""Rows of a table as they were painted last: a row that looks the same is put there again."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap

#: So many rows are kept: some screens full.
_MOST = 160


class RowFaces:
    """One picture for each row of the underlying table, whatever position it stands at."""

    def __init__(self) -> None:
        self._held: dict[int, tuple[Hashable, QPixmap | None]] = {}

    def forget(self) -> None:
        """Everything may look different."""
        self._held.clear()

    def draw(
        self,
        painter: QPainter,
        line: QRect,
        row: int,
        look: Hashable,
        paint: Callable[[QPainter], None],
    ) -> bool:
        """Put the picture of `row` at `line`; False where it has to be painted this time.

        `look`: all that its picture depends on. `paint` makes it, with the corner of the row at
        (0, 0), when a row looks as it did the time before: of those that scroll by none is made.
        """
        ratio = painter.device().devicePixelRatioF()
        key = (look, line.width(), line.height(), ratio)
        held = self._held.pop(row, None)
        if held is None or held[0] != key:
            if len(self._held) >= _MOST:
                del self._held[next(iter(self._held))]  # the one that was not drawn for longest
            self._held[row] = (key, None)
            return False
        face = held[1] or _painted(line, ratio, paint)
        self._held[row] = (key, face)
        painter.drawPixmap(line.topLeft(), face)
        return True


def _painted(line: QRect, ratio: float, paint: Callable[[QPainter], None]) -> QPixmap:
    made = QPixmap(line.size() * ratio)
    made.setDevicePixelRatio(ratio)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    paint(painter)
    painter.end()
    return made
