"""How each symbol is drawn, once, into the atlas. All lengths are logical pixels about (0, 0)."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from casework.vocabulary import UnitKind
from console.map.symbols import Age, Severity, Shape
from console.tokens import MapColours, Tokens, ink_on

#: Radius of a case symbol; attention is size as much as colour.
CASE_RADIUS = {
    Severity.HIDDEN: 0.0,
    Severity.DONE: 3.0,
    Severity.CALM: 4.2,
    Severity.HELD: 4.8,
    Severity.AMBER: 6.0,
    Severity.RED: 7.0,
    Severity.URGENT: 8.0,
}
CLUSTER_RADII = (11.0, 13.0, 15.5, 18.5)
#: So much larger is each disc when its count is written twice as large.
_WITH_TEXT = 12.0
SHARES = 9  # steps in which a cluster shows how much of it is overdue: none, an eighth … all


def mixed(one: str, other: str, part: float) -> str:
    """`part` of `one` over `other`, both ``#rrggbb``."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02x}" for a, b in pairs)


def severity_colour(severity: Severity, colours: MapColours) -> str:
    return {
        Severity.DONE: colours.case_done,
        Severity.HELD: colours.case_held,
        Severity.AMBER: colours.case_amber,
        Severity.RED: colours.case_red,
        Severity.URGENT: colours.case_red,
    }.get(severity, colours.case_open)


def outline(shape: Shape, radius: float) -> QPainterPath:
    """The outline of a case symbol; equal radius looks equally large."""
    path = QPainterPath()
    if shape is Shape.DIAMOND:
        r = radius * 1.22
        path.addPolygon(QPolygonF([QPointF(0, -r), QPointF(r, 0), QPointF(0, r), QPointF(-r, 0)]))
        path.closeSubpath()
    elif shape is Shape.SQUARE:
        r = radius * 0.9
        path.addRoundedRect(QRectF(-r, -r, 2 * r, 2 * r), 1.0, 1.0)
    else:
        path.addEllipse(QPointF(0, 0), radius, radius)
    return path


def draw_case(
    p: QPainter, shape: Shape, severity: Severity, emergency: bool, tokens: Tokens
) -> None:
    """Calm is hollow, held has a dot, amber is half full, overdue is full."""
    radius = CASE_RADIUS[severity] + (1.0 if emergency else 0.0)
    colour = severity_colour(severity, tokens.map)
    if shape is Shape.CROSS:
        _cross(p, radius, colour)
        return
    body = outline(shape, radius)
    edge = QPen(QColor(tokens.map.case_edge), 3.2 if severity >= Severity.AMBER else 2.6)
    p.strokePath(body, edge)
    full = severity >= Severity.RED
    p.fillPath(body, QColor(colour if full else tokens.map.land))
    if severity is Severity.AMBER:
        p.save()
        p.setClipRect(QRectF(-20, 0, 40, 20))
        p.fillPath(body, QColor(colour))
        p.restore()
    if severity is Severity.HELD:
        p.fillPath(outline(Shape.CIRCLE, radius * 0.42), QColor(colour))
    rim = tokens.map.label if severity is Severity.AMBER and tokens.name == "light" else colour
    p.strokePath(body, QPen(QColor(rim), 1.7 if severity >= Severity.HELD else 1.4))
    if emergency:
        _emergency(p, radius, colour, ink_on(colour, tokens) if full else rim)


def _cross(p: QPainter, radius: float, colour: str) -> None:
    p.setPen(QPen(QColor(colour), 1.3))
    p.drawLine(QPointF(-radius, -radius), QPointF(radius, radius))
    p.drawLine(QPointF(-radius, radius), QPointF(radius, -radius))


def _emergency(p: QPainter, radius: float, ring: str, ink: str) -> None:
    """A ring around it and an exclamation mark in it."""
    p.setPen(QPen(QColor(ring), 1.5))
    p.drawEllipse(QPointF(0, 0), radius + 4.0, radius + 4.0)
    p.setPen(QPen(QColor(ink), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    p.drawLine(QPointF(0, -radius * 0.62), QPointF(0, radius * 0.12))
    p.drawLine(QPointF(0, radius * 0.34), QPointF(0, radius * 0.62))


def cluster_radii(growth: float) -> tuple[float, ...]:
    """Radii of the discs whose counts are written `growth` times the usual size."""
    return tuple(radius + _WITH_TEXT * (growth - 1.0) for radius in CLUSTER_RADII)


def draw_cluster(p: QPainter, radius: float, worst: Severity, share: int, tokens: Tokens) -> None:
    """A disc for many cases: calm is pale; a ring says how bad the worst is, and how much of it."""
    colours = tokens.map
    colour = severity_colour(worst, colours)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(colours.case_edge))
    p.drawEllipse(QPointF(0, 0), radius + 1.0, radius + 1.0)
    p.setBrush(QColor(cluster_fill(worst, tokens)))
    p.drawEllipse(QPointF(0, 0), radius, radius)
    p.setBrush(Qt.BrushStyle.NoBrush)
    width = 1.0 if worst <= Severity.CALM else 2.0
    track = mixed(colour, colours.land, 0.45) if worst <= Severity.AMBER else colours.case_open
    p.setPen(QPen(QColor(track), width))
    ring = QRectF(-radius + 1.5, -radius + 1.5, 2 * radius - 3, 2 * radius - 3)
    p.drawEllipse(ring)
    if worst >= Severity.RED and share:
        pen = QPen(QColor(colour), 3.2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
        p.setPen(pen)
        p.drawArc(ring, 90 * 16, -round(360 * 16 * share / (SHARES - 1)))


def cluster_fill(worst: Severity, tokens: Tokens) -> str:
    """What lies behind the count."""
    colours = tokens.map
    if worst is Severity.URGENT:
        return colours.case_red
    part = {Severity.AMBER: 0.16, Severity.RED: 0.22}.get(worst, 0.10)
    return mixed(severity_colour(worst, colours), colours.land, part)


def draw_unit(
    p: QPainter, kind: UnitKind, age: Age, busy: bool, near: bool, colours: MapColours
) -> None:
    """Fresh is full, ageing is hollow, stale is small and grey."""
    own = colours.drone if kind is UnitKind.DRONE else colours.officer
    colour = colours.officer_stale if age is Age.STALE else colours.officer_busy if busy else own
    if not (near or busy or kind is UnitKind.DRONE or age is Age.STALE):
        colour = mixed(colour, colours.land, 0.55)  # nine thousand dots must not shout
    if near:
        p.scale(*((0.72, 0.72) if age is Age.STALE else (1.0, 1.0)))
        _near_unit(p, kind, age, QColor(colour), QColor(colours.case_edge))
    else:
        _far_unit(p, kind, age, busy, QColor(colour))


def _near_unit(p: QPainter, kind: UnitKind, age: Age, colour: QColor, edge: QColor) -> None:
    body = {UnitKind.OFFICER: _person, UnitKind.DRONE: _rotors, UnitKind.VEHICLE: _car}[kind]()
    p.strokePath(body, QPen(edge, 3.0))
    p.fillPath(body, colour if age is Age.FRESH else edge)
    p.strokePath(body, QPen(colour, 1.3))


def _far_size(age: Age, busy: bool) -> float:
    return 1.2 if age is Age.STALE else 2.3 if busy else 1.7


def far_reach(kind: UnitKind, age: Age, busy: bool) -> float:
    """How far a unit seen from afar reaches from its place: of nine thousand each pixel counts."""
    pen = 0.5 if age is Age.AGEING else 0.0
    wide = {UnitKind.DRONE: 1.6, UnitKind.OFFICER: 1.0, UnitKind.VEHICLE: 1.0}[kind]
    more = {UnitKind.DRONE: 1.1, UnitKind.OFFICER: 0.0, UnitKind.VEHICLE: 1.0}[kind]
    return _far_size(age, busy) * wide + more + pen


def _far_unit(p: QPainter, kind: UnitKind, age: Age, busy: bool, colour: QColor) -> None:
    r = _far_size(age, busy)
    if kind is UnitKind.DRONE:
        p.setPen(QPen(colour, 1.5 if age is Age.FRESH else 1.0))
        p.drawLine(QPointF(-r * 1.6, -r * 1.6), QPointF(r * 1.6, r * 1.6))
        p.drawLine(QPointF(-r * 1.6, r * 1.6), QPointF(r * 1.6, -r * 1.6))
        return
    box = QRectF(-r, -r, 2 * r, 2 * r)
    if kind is UnitKind.VEHICLE:
        box = box.adjusted(-1, 0.6, 1, -0.6)
    p.setPen(QPen(colour, 0.9) if age is Age.AGEING else QPen(Qt.PenStyle.NoPen))
    p.setBrush(Qt.BrushStyle.NoBrush if age is Age.AGEING else colour)
    (p.drawRect if kind is UnitKind.VEHICLE else p.drawEllipse)(box)


def _person() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(0, -3.6), 2.7, 2.7)
    path.moveTo(-5, 6)
    path.arcTo(QRectF(-5, 0, 10, 12), 180, -180)
    path.closeSubpath()
    return path


def _rotors() -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for quarter in range(4):
        angle = math.pi / 4 + quarter * math.pi / 2
        path.addEllipse(QPointF(5 * math.cos(angle), 5 * math.sin(angle)), 2.6, 2.6)
    path.addRect(QRectF(-2.4, -2.4, 4.8, 4.8))
    return path


def _car() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(-6, -3.5, 12, 7), 2, 2)
    return path


def draw_heading(p: QPainter, degrees: float, colour: str) -> None:
    """A tick outside the symbol, pointing where the unit is going (clockwise from north)."""
    p.rotate(degrees)
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(colour))
    p.drawPolygon(QPolygonF([QPointF(0, -13.5), QPointF(-3, -9.5), QPointF(3, -9.5)]))


def draw_battery(p: QPainter, quarters: int, colours: MapColours) -> None:
    """A small cell, 0 to 4 quarters full; nearly empty is red and says so with a bar missing."""
    colour = colours.case_red if quarters <= 1 else colours.drone
    p.setPen(QPen(QColor(colour), 1.0))
    p.setBrush(QColor(colours.case_edge))
    p.drawRect(QRectF(-6.5, -2.5, 12, 5))
    p.setPen(Qt.PenStyle.NoPen)
    p.setBrush(QColor(colour))
    p.drawRect(QRectF(5.5, -1.2, 1.6, 2.4))
    p.drawRect(QRectF(-5.5, -1.5, 2.5 * quarters, 3))
