"""Notes where a map has been, and leads back and forward again."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from console.board.mercator import unproject
from console.map.canvas import MapCanvas
from console.map.work.visits import Spot, Visits

_REST_MS = 350  # so long unmoved, a view is one that somebody has looked at


class Trail(QObject):
    """The visits of one canvas."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.visits = Visits()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.note)
        canvas.view_changed.connect(self._rest.start)

    def note(self) -> None:
        """What is shown now counts as looked at. Comes by itself soon after a move."""
        self._rest.stop()
        view = self._canvas.view
        west, _, east, _ = view.window()
        self.visits.note(Spot(*unproject(*view.centre), view.zoom, (east - west) * 360.0))

    def back(self) -> bool:
        """Show the view before; whether there was one."""
        return self._show(-1)

    def forward(self) -> bool:
        return self._show(1)

    def _show(self, by: int) -> bool:
        if self._rest.isActive():
            self.note()
        spot = self.visits.back() if by < 0 else self.visits.forward()
        if spot is None:
            return False
        self._canvas.centre_on(spot.lon, spot.lat, spot.zoom)
        return True
