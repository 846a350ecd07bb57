"""Which parts of the map's window are to be painted soon."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import QWidget

from console.map.patch import scaled
from console.map.viewport import Viewport


class Repaints(QObject):
    """Asks for as little as has changed. `moving`: where what follows cases and units is drawn.

    Places are device pixels of the window; nothing named means all of it.
    """

    def __init__(
        self,
        widget: QWidget,
        view: Callable[[], Viewport],
        moving: Callable[[], QRegion],
    ) -> None:
        super().__init__(widget)
        self._widget, self._view, self._moving = widget, view, moving
        self._marked = QRegion()  # where it was drawn last

    def soon(self, places: QRegion | None) -> None:
        """Have these painted."""
        if places is None:
            self._widget.update()
        elif not places.isEmpty():
            self._widget.update(scaled(places, 1 / self._view().ratio))

    def marks(self, _: object = None) -> None:
        """What is marked, and what follows cases and units, may be another or elsewhere."""
        before, self._marked = self._marked, self._moving()
        self.soon(before.united(self._marked))

    def asked(self, region: QRegion) -> QRegion:
        """What Qt asks to have painted, logical pixels, in device pixels."""
        return scaled(region, self._view().ratio).intersected(self._whole)

    def painted(self, places: QRegion, changed: QRegion | None) -> None:
        """These were painted; the picture has become another in `changed`, maybe beyond them."""
        if changed is None:
            self._marked = self._moving()
        self.soon((self._whole if changed is None else changed).subtracted(places))

    @property
    def _whole(self) -> QRegion:
        view = self._view()
        return QRegion(0, 0, view.width, view.height)
