"""What lies beneath the units, in one picture, while the map rests.

A tick of the units needs the ground and the thousands of dots on it, which have not changed. While
the map is moved the picture would cost more than it saves, so it is made at the second tick.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPixmap

from console.map.patch import Patch


class Rest:
    """`done`: what of `picture` is painted; empty until it is worth while."""

    def __init__(self) -> None:
        self.picture = QPixmap()
        self.done = QRect()
        self.stale: Patch | None = None  # of what is painted, this is to be painted again
        self._ticks = 0

    def forget(self) -> None:
        """The map has been moved, or the ground is another."""
        self.done, self.stale, self._ticks = QRect(), None, 0

    def spoil(self) -> None:
        """All of it is another; the map rests as before."""
        self.done, self.stale = QRect(), None

    def touch(self, patch: Patch) -> None:
        """Some of it is another."""
        if self.done.isEmpty() or not patch:
            return
        if self.stale is not None:
            patch.take(self.stale)
        self.stale = patch

    def tick(self) -> None:
        """The map rests, and something has moved on it."""
        self._ticks += 1

    @property
    def due(self) -> bool:
        """Whether the picture is worth while and not painted."""
        return self.done.isEmpty() and self._ticks > 1

    def begin(self, size: QSize, window: QRect) -> None:
        """`window` of a picture of `size` is about to be painted."""
        if self.picture.size() != size:
            self.picture = QPixmap(size)
            self.picture.fill("#808080")
        self.done, self.stale = window, None
