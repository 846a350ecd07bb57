"""Cameras and sensors of the city's register: small and quiet, close in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from casework.device import Device, DeviceKind, DeviceState
from console import words
from console.board.mercator import project
from console.map.glyphs import mixed
from console.map.hovertext import one_line
from console.map.layers import Look
from console.map.live import F64, Sprites
from console.map.picking import nearest
from console.map.scenes import REACH
from console.map.stage import widened
from console.map.stamps import Stamps
from console.map.symbols import on_globe
from console.map.viewport import Viewport

#: Further out they would hide the streets.
DEVICES_FROM = 13.5
_KINDS, _STATES = tuple(DeviceKind), tuple(DeviceState)


class DeviceLayer:
    """Draws the devices of a gazetteer; a broken one is crossed out, one switched off is pale."""

    name, covers = "devices", False

    def __init__(self) -> None:
        self.learn(())

    def learn(self, devices: Sequence[Device]) -> None:
        """Another city. A place that is not on the globe is left out."""
        lon, lat = (np.array([getattr(d, n) for d in devices], np.float64) for n in ("lon", "lat"))
        kept: NDArray[np.int64] = np.flatnonzero(on_globe(lon, lat))
        x, y = project(lon[kept], lat[kept])
        down = np.argsort(y, kind="stable")
        self._devices = [devices[i] for i in kept[down].tolist()]
        self._x: F64 = x[down]
        self._y: F64 = y[down]
        self._codes = np.array(
            [_code(device.kind, device.state) for device in self._devices], np.int64
        )

    def dress(self, look: Look) -> None:
        self._look = look
        draws = [partial(self.draw, kind=kind, state=state) for kind in _KINDS for state in _STATES]
        self._sprites = Sprites(Stamps(draws, 8.0, look.ratio))

    def settle(self, view: Viewport) -> None:
        """Nothing to prepare."""

    def paint(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool) -> None:
        if view.zoom < DEVICES_FROM or rough:
            return
        inside = self._inside(widened(view, rect, round(10 * view.ratio)))
        px, py = view.to_pixels(self._x[inside], self._y[inside])
        self._sprites.draw(painter, px, py, self._codes[inside])

    def count(self, view: Viewport) -> int | None:
        return len(self._inside(view.window())) if view.zoom >= DEVICES_FROM else 0

    def lines_at(self, view: Viewport, px: float, py: float) -> list[str]:
        """What to say of the device at a device pixel; empty where there is none."""
        if view.zoom < DEVICES_FROM:
            return []
        x, y = view.to_unit(px, py)
        i = nearest(self._x, self._y, x, y, REACH * view.ratio / view.scale)
        return device_lines(self._devices[i]) if i >= 0 else []

    def _inside(self, window: tuple[float, float, float, float]) -> NDArray[np.int64]:
        west, north, east, south = window
        x, y = self._x, self._y
        return np.flatnonzero((x >= west) & (x <= east) & (y >= north) & (y <= south))

    def draw(self, p: QPainter, kind: DeviceKind, state: DeviceState) -> None:
        """Also for the legend."""
        colours = self._look.tokens.map
        part = 0.35 if state is DeviceState.OFF else 0.75
        ink = QColor(mixed(colours.label, colours.land, part))
        for colour, width in ((QColor(colours.case_edge), 3.2), (ink, 1.3)):
            p.setPen(QPen(colour, width, j=Qt.PenJoinStyle.MiterJoin))
            p.setBrush(QColor(colours.land) if colour is ink else Qt.BrushStyle.NoBrush)
            (_camera if kind is DeviceKind.CAMERA else _sensor)(p)
        if kind is not DeviceKind.CAMERA:
            _inner(p, kind, ink)
        if state is DeviceState.FAULT:
            for colour, width in (
                (QColor(colours.case_edge), 4.0),
                (QColor(colours.case_amber), 2),
            ):
                p.setPen(QPen(colour, width))
                p.drawLine(QPointF(-6, 6), QPointF(6, -6))


def _code(kind: DeviceKind, state: DeviceState) -> int:
    return _KINDS.index(kind) * len(_STATES) + _STATES.index(state)


def _camera(p: QPainter) -> None:
    p.drawRect(QRectF(-5.5, -3.5, 8, 7))
    p.drawPolygon(QPolygonF([QPointF(2.5, 0), QPointF(6, -3), QPointF(6, 3)]))


def _sensor(p: QPainter) -> None:
    p.drawEllipse(QPointF(0, 0), 5.5, 5.5)


#: What a sensor watches: water, a cover, a flame, air, sound; a dot for anything else.
_INNER: dict[DeviceKind, tuple[tuple[tuple[float, float], ...], ...]] = {
    DeviceKind.WATER_LEVEL: (
        ((-3, -1), (-1, -2.5), (1, -1), (3, -2.5)),
        ((-3, 2), (-1, 0.5), (1, 2), (3, 0.5)),
    ),
    DeviceKind.MANHOLE: (((-3, 0), (3, 0)), ((0, -3), (0, 3))),
    DeviceKind.GAS: (((0, -3), (2.5, 2), (-2.5, 2), (0, -3)),),
    DeviceKind.AIR: (((-2.5, -2), (2.5, -2)), ((-2.5, 0), (2.5, 0)), ((-2.5, 2), (2.5, 2))),
    DeviceKind.NOISE: (((-2, -1), (-2, 1)), ((0, -3), (0, 3)), ((2, -1.8), (2, 1.8))),
}


def _inner(p: QPainter, kind: DeviceKind, ink: QColor) -> None:
    p.setPen(QPen(ink, 1.3))
    for line in _INNER.get(kind, (((-0.5, 0), (0.5, 0)),)):
        p.drawPolyline([QPointF(x, y) for x, y in line])


def device_lines(device: Device) -> list[str]:
    """Kind and name, number and state; plain text."""
    chinese = words.language().startswith("zh")
    name = (device.name_zh or device.name_en) if chinese else (device.name_en or device.name_zh)
    state = words.device_state(device.state)
    return [
        one_line(name),
        f"{words.device_kind(device.kind)} · {one_line(device.device_id)}",
        state,
    ]
