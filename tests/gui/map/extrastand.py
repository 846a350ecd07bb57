"""What tests of the joined layers have in common."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
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
    """From now on; nothing that a clock of the map's own asks for comes in between."""
    for clock in stand.canvas.findChildren(QTimer):
        clock.stop()
    QApplication.processEvents()
    return Watch(stand.canvas)


def grey_pictures(layer: object) -> list[QImage]:
    """The different ones among the sprites of a joined layer, in grey."""
    sheet = layer._sprites.atlas  # type: ignore[attr-defined]
    flat = sheet.pixmap.toImage().convertToFormat(QImage.Format.Format_RGB32)
    flat = flat.convertToFormat(QImage.Format.Format_Grayscale8)
    found: list[QImage] = []
    for box in sheet.table.astype(int).tolist():
        picture = flat.copy(*box)
        if picture not in found:
            found.append(picture)
    return found


def key(stand: Stand, name: Qt.Key) -> None:
    stand.canvas.setFocus()
    stand.qtbot.keyClick(stand.canvas, name)
