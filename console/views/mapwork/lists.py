"""The lists of what is named on a map: kept views, watch areas and their alarms."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console import words
from console.board.mercator import unproject
from console.map.canvas import MapCanvas
from console.map.viewport import MAX_ZOOM, lon_lat_bounds
from console.models.places import Bookmark, WatchArea
from console.views.mapwork.bookmarks import BookmarksDialog
from console.views.mapwork.namedlist import NamedList, fault_text
from console.views.mapwork.seat import MapSeat
from console.views.mapwork.watchdialog import WatchDialog

#: Something small is brought no closer than this zoom.
CLOSEST = 17.0


class MapLists(QObject):
    """Each dialog is made when it is first asked for, and stays."""

    alarm_wanted = Signal(object)  # Alarm

    def __init__(self, canvas: MapCanvas, seat: MapSeat, window: QWidget) -> None:
        super().__init__(canvas)
        self.canvas, self.seat, self._window = canvas, seat, window
        self.bookmarks: BookmarksDialog | None = None
        self.watch: WatchDialog | None = None

    def add_bookmark(self) -> None:
        """Keep what is shown now; it is renamed in the list."""
        west, north, east, south = self.canvas.view.window()
        left, top = unproject(max(0.0, west), max(0.0, north))
        right, low = unproject(min(1.0, east), min(1.0, south))
        places = self.seat.places
        mark = Bookmark(places.free_name(self.tr("Place")), left, low, right, top)
        fault = places.add(mark)
        if fault is not None:
            self.seat.say("✕ " + fault_text(fault), "red")
            return
        _ask_name(self.open_bookmarks().names)

    def open_bookmarks(self) -> BookmarksDialog:
        if self.bookmarks is None:
            self.bookmarks = BookmarksDialog(self.seat.places, self._window)
            self.bookmarks.wanted.connect(self._to_bookmark)
        _raise(self.bookmarks)
        return self.bookmarks

    def _to_bookmark(self, mark: Bookmark) -> None:
        bounds = lon_lat_bounds(mark.west, mark.south, mark.east, mark.north)
        # The margin of a fit is for things; a view that was kept fills the window again.
        west, north, east, south = bounds
        pad_x, pad_y = (east - west) * 0.04, (south - north) * 0.04
        kept = west + pad_x, north + pad_y, east - pad_x, south - pad_y
        self.canvas.camera.fit(kept, MAX_ZOOM)

    def open_watch(self) -> WatchDialog:
        if self.watch is None:
            self.watch = WatchDialog(self.seat, self._window)
            self.watch.wanted.connect(lambda area: fit_ring(self.canvas, area.ring))
            self.watch.alarm_wanted.connect(self.alarm_wanted)
        _raise(self.watch)
        return self.watch

    def keep_area(self, ring: list[tuple[float, float]]) -> None:
        places = self.seat.places
        area = WatchArea(places.free_name(self.tr("Watch area")), ring)
        fault = places.add(area)
        if fault is not None:
            self.seat.say("✕ " + fault_text(fault), "red")
            return
        _ask_name(self.open_watch().names)
        text = self.tr("“{name}” is watched now.")
        self.seat.say("✓ " + words.fill(text, name=area.name), "green")


def fit_ring(canvas: MapCanvas, ring: list[tuple[float, float]]) -> None:
    """Show all of `ring`, WGS-84 degrees."""
    lons, lats = zip(*ring, strict=True)
    canvas.camera.fit(lon_lat_bounds(min(lons), min(lats), max(lons), max(lats)), CLOSEST)


def _ask_name(names: NamedList) -> None:
    """The newest one is chosen and its name ready to be typed over."""
    names.list.setCurrentRow(names.list.count() - 1)
    names.name.setFocus()
    names.name.selectAll()


def _raise(dialog: QWidget) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
