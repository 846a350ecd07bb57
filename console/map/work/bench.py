"""The workbench of one map: which tool is in the hand, and what comes of what it finishes."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent

from console.board.mercator import distance_m, project_one, unproject
from console.board.units import UnitTable
from console.map.canvas import MapCanvas
from console.map.layers import Place
from console.map.units import NEAR_ZOOM
from console.map.work import hints
from console.map.work.inside import cases_inside
from console.map.work.sketch import STAYING, Act, Kind, Point, Sketch, step
from console.map.work.spotted import Spotted, by_keyboard, pixel_of, spotted
from console.map.work.toolhand import ToolHand
from console.map.work.worklayer import Ghost, Work, WorkLayer

#: Metres about a place that count as near until somebody says otherwise, and what may be said.
NEAR_M, LEAST_M, MOST_M = 500.0, 50.0, 20_000.0


class MapWork(QObject):
    """Tools, the carrying of units and the menu's key, for one canvas. Decides nothing itself."""

    chosen = Signal(object)  # case numbers inside a box or lasso, shape (n,), in no order
    outlined = Signal(object)  # list of (lon, lat): the corners of an area to be watched
    near_wanted = Signal(float, float, float)  # lon, lat, metres
    dropped = Signal(object, object)  # unit id, case id
    menu_wanted = Signal(object, object)  # Spotted, QPoint on the screen
    tool_changed = Signal(object)  # Kind or None

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._sketch: Sketch | None = None
        self._lifted: Spotted | None = None
        self._over: Spotted | None = None
        self._cursor: Point = (0.0, 0.0)
        self.radius = NEAR_M
        self.near: tuple[float, float, float] | None = None
        self.ring: tuple[Point, ...] = ()
        self.hand = ToolHand(canvas.hands, self)
        canvas.hands = self.hand
        canvas.stage.join(Place.GLASS, WorkLayer(self._to_paint))
        canvas.installEventFilter(self)

    # -- tools ---------------------------------------------------------------------------------

    @property
    def tool(self) -> Kind | None:
        return self._sketch.kind if self._sketch else None

    @property
    def sketch(self) -> Sketch | None:
        return self._sketch

    def take(self, kind: Kind, start: tuple[float, float] | None = None) -> None:
        """Take a tool in the hand; `start`: a place (WGS-84 degrees) that is its first point."""
        self._sketch = Sketch(kind)
        self._canvas.setCursor(Qt.CursorShape.CrossCursor)
        self._canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.tool_changed.emit(kind)
        if start is not None:
            self._advance(Act.POINT, project_one(*start))
        self._canvas.update()

    def leave(self) -> bool:
        """Put the tool away, or what it left on the map; whether there was anything."""
        held = self._sketch is not None or self._lifted is not None
        self._lifted = self._over = None
        self._put_away()
        if not held and self.near is not None:
            self.near, held = None, True
        self._canvas.update()
        return held

    def act(self, act: Act, at: QPointF | None) -> None:
        """One act of the hand; `at`: logical pixels, None for the middle of the map."""
        self._advance(act, self._where(at))

    def widen(self, factor: float) -> None:
        """Another radius for who is near."""
        self.radius = float(min(MOST_M, max(LEAST_M, round(self.radius * factor, -1))))
        if self.near is not None:
            self.show_near(self.near[0], self.near[1], self.radius)

    def show_near(self, lon: float, lat: float, metres: float) -> None:
        """Draw a circle about a place and ask who is inside."""
        self.radius = min(MOST_M, max(LEAST_M, metres))
        self.near = (lon, lat, self.radius)
        self.near_wanted.emit(*self.near)
        self._canvas.update()

    def forget_near(self) -> None:
        self.near = None
        self._canvas.update()

    def forget_ring(self) -> None:
        """The selection is no longer one."""
        self.ring = ()
        self._canvas.update()

    def _advance(self, act: Act, where: Point) -> None:
        if self._sketch is None:
            return
        was_done = self._sketch.done
        self._sketch = step(self._sketch, act, where)
        if self._sketch.done and not (was_done and act not in (Act.POINT, Act.PRESS)):
            self._conclude(self._sketch)
        self._canvas.update()

    def _conclude(self, sketch: Sketch) -> None:
        if sketch.kind not in STAYING:
            self._put_away()
        if sketch.kind in (Kind.BOX, Kind.LASSO):
            self.select(sketch.ring)
        elif sketch.kind is Kind.WATCH:
            self.outlined.emit([unproject(*point) for point in sketch.ring])
        elif sketch.kind is Kind.NEAR:
            lon, lat = unproject(*sketch.points[0])
            far = float(distance_m(*unproject(*sketch.points[-1]), lon, lat))
            self.show_near(lon, lat, far if len(sketch.points) > 1 else self.radius)

    def select(self, ring: tuple[Point, ...]) -> None:
        """Choose the cases on the map inside `ring` (unit square)."""
        self.ring = ring
        cases = self._canvas.stage.cases
        drawn = self._canvas.stage.shown["cases"]
        rows = cases_inside(cases, ring) if drawn else np.empty(0, np.int64)
        self.chosen.emit(cases.table.column("case_id")[rows].copy())

    def _put_away(self) -> None:
        if self._sketch is not None:
            self._sketch = None
            self.tool_changed.emit(None)
        self._canvas.unsetCursor()

    # -- carrying a unit -----------------------------------------------------------------------

    @property
    def carrying(self) -> bool:
        return self._lifted is not None

    def lift(self, at: QPointF) -> bool:
        """Begin to carry the unit there; only where units are drawn large enough to be meant."""
        if self._canvas.view.zoom < NEAR_ZOOM:
            return False
        found = self._spotted(at)
        if found.kind != "unit":
            return False
        self._lifted = found
        self._canvas.setCursor(Qt.CursorShape.DragMoveCursor)
        self.carry(at)
        return True

    def carry(self, at: QPointF) -> None:
        under = self._spotted(at)
        self._over = under if under.kind == "case" else None
        self._cursor = self._where(at)
        self._canvas.update()

    def drop(self, at: QPointF) -> None:
        """Let go: over a case the unit is offered to it, elsewhere nothing happens."""
        self.carry(at)
        unit, case = self._lifted, self._over
        self.leave()
        if unit is not None and case is not None:
            self.dropped.emit(unit.number, case.number)

    # -- the menu ------------------------------------------------------------------------------

    def key_menu(self) -> None:
        """The menu for what is selected, or for the middle of the map."""
        found = by_keyboard(self._canvas.stage, self._canvas.view)
        px, py = pixel_of(self._canvas.view, found.lon, found.lat)
        ratio = self._canvas.view.ratio
        at = QPoint(round(px / ratio), round(py / ratio))
        self.menu_wanted.emit(found, self._canvas.mapToGlobal(at))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent) and watched is self._canvas:
            # The keyboard's own way is a key of the hand: some systems send this as well, some not.
            if event.reason() is not QContextMenuEvent.Reason.Keyboard:
                self.menu_wanted.emit(self._spotted(QPointF(event.pos())), event.globalPos())
            return True
        return False

    # -- the picture ---------------------------------------------------------------------------

    def _spotted(self, at: QPointF) -> Spotted:
        view = self._canvas.view
        return spotted(self._canvas.stage, view, at.x() * view.ratio, at.y() * view.ratio)

    def _where(self, at: QPointF | None) -> Point:
        view = self._canvas.view
        return view.centre if at is None else view.to_unit(at.x() * view.ratio, at.y() * view.ratio)

    def _to_paint(self) -> Work:
        sketch = self._sketch
        figures = hints.measured(sketch) if sketch and sketch.kind is Kind.MEASURE else []
        near = self.near
        if sketch and sketch.kind is Kind.NEAR and sketch.drawing and sketch.at:
            lon, lat = unproject(*sketch.points[0])
            near = (lon, lat, max(1.0, float(distance_m(*unproject(*sketch.at), lon, lat))))
        return Work(
            sketch if sketch and sketch.kind is not Kind.NEAR else None,
            _ghost(self._lifted, self._over, self._cursor),
            near,
            self.ring,
            self._hint(),
            tuple(figures),
            sketch is not None and self._canvas.hasFocus(),
        )

    def _hint(self) -> tuple[str, ...]:
        if self._lifted is not None:
            return (_offer(self._canvas.stage.session.board.units, self._lifted, self._over),)
        return hints.hint(self._sketch.kind) if self._sketch else ()


def _ghost(lifted: Spotted | None, over: Spotted | None, cursor: Point) -> Ghost | None:
    if lifted is None:
        return None
    target = project_one(over.lon, over.lat) if over else None
    return Ghost(project_one(lifted.lon, lifted.lat), cursor, target, target is not None)


def _offer(units: UnitTable, lifted: Spotted, over: Spotted | None) -> str:
    """What letting go here would do."""
    row, case_id = units.row(lifted.number), over.number if over else 0
    busy = int(units.column("case_id")[row]) if row >= 0 else 0
    sign = units.call_sign[row] if row >= 0 else str(lifted.number)
    return hints.carrying(sign, case_id, busy if busy != case_id else 0)
