"""A second map in a window of its own, for another screen; what it showed is found again."""

from __future__ import annotations

import base64
import binascii
from contextlib import suppress

import msgspec
from PySide6.QtCore import QByteArray, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow

from console.board.mercator import unproject
from console.map.canvas import MapCanvas
from console.models.places import Memory
from console.tokens import Tokens
from console.views.mapwork.mapdesk import MapDesk
from console.views.mapwork.seat import MapSeat

KEY = "second-map"
_SIZE = 900, 700


class Kept(msgspec.Struct):
    """`frame`: Qt's own geometry, base64. The middle in WGS-84 degrees. `open`: when all closed."""

    frame: str = ""
    lon: float = 0.0
    lat: float = 0.0
    zoom: float = 0.0
    locked: bool = False
    open: bool = False


def recalled(memory: Memory) -> Kept:
    """What is kept of the second map; an empty record where there is nothing or it is damaged."""
    try:
        return msgspec.json.decode(memory.recall(KEY) or b"{}", type=Kept)
    except msgspec.MsgspecError:
        return Kept()


class MapWindow(QMainWindow):
    """Shares the session and everything named on the map. Goes for good when it is closed."""

    gone = Signal()

    def __init__(self, seat: MapSeat, tokens: Tokens, memory: Memory, language: str) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self._memory = memory
        self.map = MapCanvas(seat.session, tokens, self)
        self.map.set_language(language)
        self.setCentralWidget(self.map)
        self.desk = MapDesk(self.map, seat, self, but=("second-map",))
        self.menuBar().addMenu(self.desk.menu.menu)
        self.resize(*_SIZE)
        self._restore(recalled(memory))
        self.retranslate()

    def _restore(self, kept: Kept) -> None:
        with suppress(ValueError, binascii.Error):  # the place it has by itself is a good one
            self.restoreGeometry(QByteArray(base64.b64decode(kept.frame, validate=True)))
        if kept.zoom:
            self.map.centre_on(kept.lon, kept.lat, kept.zoom)
            self.desk.set_locked(kept.locked)

    def remember(self, still_open: bool) -> None:
        """Keep where it stands and what it shows."""
        view = self.map.view
        frame = base64.b64encode(bytes(self.saveGeometry().data())).decode("ascii")
        lon, lat = unproject(*view.centre)
        kept = Kept(frame, lon, lat, view.zoom, self.map.camera.locked, still_open)
        self._memory.remember(KEY, msgspec.json.encode(kept))

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Second map"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.gone.emit()
        super().closeEvent(event)
