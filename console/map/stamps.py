"""A few small drawings in one picture, for layers that are not of the atlas."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

Draw = Callable[[QPainter], None]


class Stamps:
    """`pixmap` and `table` as in `Atlas`: what `Sprites` draws from.

    Each drawing reaches `half` logical pixels from (0, 0), where its place is; or each its own.
    """

    def __init__(
        self, drawings: Sequence[Draw], half: float | Sequence[float], ratio: float
    ) -> None:
        halves = [half] * len(drawings) if isinstance(half, float) else list(half)
        sides = [2 * math.ceil(each * ratio) for each in halves]
        self.side = side = max(sides, default=0)
        self.table = np.array(
            [(i * (side + 1), 0.0, own, own) for i, own in enumerate(sides)], np.float64
        ).reshape(-1, 4)
        self.pixmap = QPixmap(max(1, len(drawings) * (side + 1)), side)
        self.pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(self.pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for i, draw in enumerate(drawings):
            painter.save()
            own = sides[i]
            painter.setClipRect(QRectF(i * (side + 1), 0, own, own))
            painter.translate(i * (side + 1) + own / 2, own / 2)
            painter.scale(ratio, ratio)
            draw(painter)
            painter.restore()
        painter.end()
