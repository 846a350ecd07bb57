"""The camera: the one place that decides what part of the world is shown."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from console.board.mercator import project_one
from console.map.symbols import on_globe_one
from console.map.viewport import MAX_ZOOM, Bounds, Viewport, centred, fitted

#: How high at the top; how wide and high at the lower right.
Words = tuple[float, tuple[float, float]]
#: Close enough to see the street a case lies in.
STREET_ZOOM = 15.5


class Camera(QObject):
    """Moves a viewport. Distances and places on the window are logical pixels.

    Until somebody moves the map it keeps the whole city in the window, whatever its size.
    """

    moved = Signal(bool)  # whether the zoom is another

    def __init__(
        self,
        city: Callable[[], Bounds | None],
        ratio: float,
        parent: QWidget,
        words: Callable[[QFont], Words],
    ) -> None:
        """`words`: what of the window has words on it, logical pixels: the city keeps clear."""
        super().__init__(parent)
        self._city, self._over, self._words = city, parent, words
        self.view: Viewport = centred(0.5, 0.5, 2.0, 640, 480, ratio)
        self._follows_city = True
        self.locked = False  # hands and habits do not move it; another window size still does

    def device(self, at: QPointF) -> tuple[float, float]:
        """Logical → device pixels."""
        return at.x() * self.view.ratio, at.y() * self.view.ratio

    def resize(self, width: float, height: float, ratio: float) -> bool:
        """The window is now width × height logical pixels; returns whether that is news."""
        # a widget of an odd size ends within a pixel of the screen, and has to fill that as well
        size = (math.ceil(width * ratio - 1e-6), math.ceil(height * ratio - 1e-6), ratio)
        if size == (self.view.width, self.view.height, self.view.ratio):
            return False
        self._show(self.view.resized(*size))
        self.follow_city()
        return True

    def fit(self, bounds: Bounds, closest: float) -> None:
        """Show all of `bounds` (unit square), no closer than the zoom `closest`."""
        view = self.view
        self._chosen(fitted(bounds, view.width, view.height, view.ratio, closest))

    def fit_city(self) -> None:
        if not self.locked:
            self._follows_city = True
            self.follow_city()

    def follow_city(self) -> None:
        """Fit again, unless the person has chosen another view."""
        bounds = self._city() if self._follows_city and not self.locked else None
        if bounds is not None:
            view = self.view
            head, foot = self._words(self._over.font())
            size, ratio = (view.width, view.height), view.ratio
            foot = foot[0] * ratio, foot[1] * ratio
            self._show(fitted(bounds, *size, ratio, head=head * ratio, foot=foot))

    def centre_on(self, lon: float, lat: float, zoom: float | None) -> None:
        """WGS-84 degrees; an impossible place is left alone."""
        if not on_globe_one(lon, lat):
            return
        view, (x, y) = self.view, project_one(lon, lat)
        zoom = view.zoom if zoom is None else zoom
        self._chosen(centred(x, y, zoom, view.width, view.height, view.ratio))

    def zoom_by(self, steps: float, at: QPointF | None) -> None:
        view = self.view
        px, py = (view.width / 2, view.height / 2) if at is None else self.device(at)
        self._chosen(view.zoomed(steps, px, py))

    def approach(self, bounds: Bounds) -> None:
        """Fit `bounds`, at least one level and at most three closer than now."""
        view = self.view
        fit = fitted(bounds, view.width, view.height, view.ratio, closest=MAX_ZOOM)
        x, y = fit.centre
        zoom = min(max(fit.zoom, view.zoom + 1.0), view.zoom + 3.0)
        self._chosen(centred(x, y, zoom, view.width, view.height, view.ratio))

    def pan_by(self, dx: float, dy: float) -> None:
        ratio = self.view.ratio
        self._chosen(self.view.panned(round(dx * ratio), round(dy * ratio)))

    def _chosen(self, view: Viewport) -> None:
        if self.locked:
            return
        self._follows_city = False
        self._show(view)

    def _show(self, view: Viewport) -> None:
        if view != self.view:
            zoomed = view.scale != self.view.scale
            self.view = view
            self.moved.emit(zoomed)
