"""What the legend says of the layers that have joined."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QColor, QPainter, QPen

from casework.device import DeviceKind, DeviceState
from console.board.alarms import Ring
from console.map.alarmlayer import AlarmLayer
from console.map.basicgrids import GridLayer
from console.map.density import DensityLayer
from console.map.devicelayer import DeviceLayer
from console.map.doubtmarks import DoubtLayer
from console.map.legend import More
from console.map.stamps import Draw
from console.map.tracks import FocusLayer

_LARGER = 1.45  # what is small on the map is drawn as large as there
_SMALLER = 0.7  # an alarm's ring has to fit into its line


def more_lines(
    alarms: AlarmLayer,
    devices: DeviceLayer,
    doubts: DoubtLayer,
    density: DensityLayer,
    grids: GridLayer,
    focus: FocusLayer,
) -> More:
    """What each draws, with its meaning, in the language and theme of now."""
    tr = QCoreApplication.translate

    def ring(ring: Ring) -> Draw:
        return partial(_sized, _SMALLER, partial(alarms.draw, ring=ring, loud=True))

    def device(kind: DeviceKind, state: DeviceState = DeviceState.WORKING) -> Draw:
        return partial(_sized, _LARGER, partial(devices.draw, kind=kind, state=state))

    def dot(tone: int) -> Draw:
        return partial(_sized, _LARGER, partial(density.draw, radius=6.0, tone=tone))

    return [
        (tr("MapCanvas", "Alerts"), None),
        (tr("MapCanvas", "emergency nobody has taken"), ring(Ring.EMERGENCY)),
        (tr("MapCanvas", "call or arrival missed"), ring(Ring.CONTACT)),
        (tr("MapCanvas", "fresh report of a sensor or drone"), ring(Ring.DEVICE)),
        (tr("MapCanvas", "Cameras and sensors"), None),
        (tr("MapCanvas", "camera"), device(DeviceKind.CAMERA)),
        (tr("MapCanvas", "sensor"), device(DeviceKind.AIR)),
        (tr("MapCanvas", "out of order"), device(DeviceKind.CAMERA, DeviceState.FAULT)),
        (tr("MapCanvas", "Density, far out"), None),
        (tr("MapCanvas", "none of them overdue"), dot(0)),
        (tr("MapCanvas", "some of them overdue"), dot(1)),
        (tr("MapCanvas", "a quarter or more overdue"), dot(2)),
        (tr("MapCanvas", "Positions and places"), None),
        (tr("MapCanvas", "last position in doubt"), partial(_sized, _LARGER, doubts.draw)),
        (tr("MapCanvas", "the last eight minutes"), partial(_trail, focus)),
        (tr("MapCanvas", "reach of a drone"), partial(_reach, focus)),
        (tr("MapCanvas", "basic grid"), partial(_sized, _LARGER, grids.draw)),
    ]


def _sized(size: float, draw: Draw, p: QPainter) -> None:
    p.scale(size, size)
    draw(p)


def _trail(focus: FocusLayer, p: QPainter) -> None:
    p.setPen(QPen(QColor(focus.look.tokens.map.link), 2.4))
    p.drawPolyline([QPointF(-16, 6), QPointF(-4, -2), QPointF(6, 4), QPointF(16, -6)])


def _reach(focus: FocusLayer, p: QPainter) -> None:
    pen = QPen(QColor(focus.look.tokens.map.drone), 2.4)
    pen.setDashPattern([3.0, 2.0])
    p.setPen(pen)
    p.drawEllipse(QPointF(0, 0), 14.0, 14.0)
