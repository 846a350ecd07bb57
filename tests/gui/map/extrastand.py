"""What tests of the joined layers have in common."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QApplication

from tests.gui.map.stand import SOUTH, WEST, Stand

LON, LAT = WEST + 0.15, SOUTH + 0.15


def seen(stand: Stand) -> QImage:
    """All that is on the window, glass included."""
    return stand.canvas.grab().toImage()


def without(stand: Stand, layer: str) -> bool:
    """Whether the window looks otherwise with the layer switched off."""
    on = seen(stand)
    stand.canvas.set_layer_visible(layer, False)
    off = seen(stand)
    stand.canvas.set_layer_visible(layer, True)
    return on != off


class Watch(QObject):
    """How many pixels each painting of a widget was asked for."""

    def __init__(self, over: QObject) -> None:
        super().__init__(over)
        self.pixels: list[int] = []
        over.installEventFilter(self)

    def eventFilter(self, over: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.pixels.append(sum(r.width() * r.height() for r in event.region()))
        return super().eventFilter(over, event)


def painted_pixels(stand: Stand) -> Watch:
    QApplication.processEvents()
    return Watch(stand.canvas)


def key(stand: Stand, name: Qt.Key) -> None:
    stand.canvas.setFocus()
    stand.qtbot.keyClick(stand.canvas, name)
