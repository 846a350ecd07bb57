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
        self._held: dict[int, tuple[Hashable, QPixmap]] = {}

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
    ) -> None:
        """Put the picture of `row` at `line`.

        `look`: all that its picture depends on; where that is another than last time `paint` makes
        it anew, with the corner of the row at (0, 0).
        """
        ratio = painter.device().devicePixelRatioF()
        held = self._held.pop(row, None)
        if held is None or held[0] != (look, (line.width(), line.height()), ratio):
            if len(self._held) >= _MOST:
                del self._held[next(iter(self._held))]  # the one that was not drawn for longest
            held = ((look, (line.width(), line.height()), ratio), _painted(line, ratio, paint))
        self._held[row] = held
        painter.drawPixmap(line.topLeft(), held[1])


def _painted(line: QRect, ratio: float, paint: Callable[[QPainter], None]) -> QPixmap:
    made = QPixmap(line.size() * ratio)
    made.setDevicePixelRatio(ratio)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    paint(painter)
    painter.end()
    return made
