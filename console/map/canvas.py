"""The map as a widget: what the window places, asks and listens to."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from console import words
from console.board.board import Delta
from console.map.camera import STREET_ZOOM, Camera
from console.map.frontglass import FrontGlass
from console.map.hovertext import hit_lines
from console.map.inputs import Hands, Moves
from console.map.stage import Stage
from console.map.viewport import MAX_ZOOM, Viewport
from console.session import Session
from console.tokens import Tokens

_REST_MS = 120  # so long after the last zoom the ground is drawn anew
_LIVE_MS = 100  # what came from the board is painted at most this often
_TICK_MS = 1_000


class MapCanvas(QWidget):
    """Towns, cases and units, live. Works in device pixels inside, so it is crisp at any ratio."""

    case_picked = Signal(int)
    unit_picked = Signal(int)
    hovered = Signal(object)  # text or None
    view_changed = Signal()

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._session, self._tokens = session, tokens
        self._language = words.language()
        ratio = self.devicePixelRatioF()
        self.stage = Stage(session, tokens, self.font(), ratio, self._language)
        self._glass = FrontGlass(self.stage, tokens, self.font(), ratio)
        self._camera = Camera(self.stage.bounds, ratio, self)
        self._camera.moved.connect(self._moved)
        self._hands = Hands(
            Moves(self.pan_by, self.zoom_by, self.fit_city, self._click, self._hover)
        )
        self._rest = self._timer(_REST_MS, self.settle, single=True)
        self._live = self._timer(_LIVE_MS, self.live_due, single=True)
        self._timer(_TICK_MS, self._tick).start()
        self._name()
        self._listen()
        if session.gazetteer is not None:
            self._learn_city()

    # -- what the window may ask ---------------------------------------------------------------

    @property
    def view(self) -> Viewport:
        """What is shown, in device pixels."""
        return self._camera.view

    @property
    def visible_counts(self) -> dict[str, int]:
        """How many cases, clusters, officers, drones, vehicles and links lie in the window."""
        return self.stage.counts(self.view)

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._dress()

    def set_language(self, code: str) -> None:
        """Language of the areas' names: "zh_CN" or "en"."""
        self._language = code
        self._dress()

    def set_layer_visible(self, name: str, on: bool) -> None:
        """`name` is one of `stage.LAYERS`; raises KeyError for another."""
        self.stage.show_layer(name, on)
        self.update()

    def fit_city(self) -> None:
        """Show the whole city, or all cases where it has no outline."""
        self._camera.fit_city()

    def fit_case(self, case_id: int) -> None:
        """Bring a case to the middle, close enough to see its street."""
        case = self._session.board.case(case_id)
        if case is not None:
            self.centre_on(case.lon, case.lat, max(STREET_ZOOM, self.view.zoom))

    def centre_on(self, lon: float, lat: float, zoom: float | None = None) -> None:
        """Bring a place (WGS-84 degrees) to the middle; an impossible one is left alone."""
        self._camera.centre_on(lon, lat, zoom)

    def zoom_by(self, steps: float, at: QPointF | None = None) -> None:
        """`steps` levels closer about `at` (logical pixels), the middle by default."""
        self._camera.zoom_by(steps, at)

    def pan_by(self, dx: float, dy: float) -> None:
        """Move the picture by (dx, dy) logical pixels."""
        self._camera.pan_by(dx, dy)

    # -- the session -----------------------------------------------------------------------------

    def _listen(self) -> None:
        session = self._session
        session.changed.connect(self._take)
        session.selected.connect(self._marks_changed)
        session.unit_selected.connect(self._marks_changed)
        session.pending_changed.connect(self._marks_changed)
        session.city_known.connect(self._learn_city)
        session.linked.connect(self._linked)

    def _take(self, delta: Delta) -> None:
        self.stage.take(delta)
        self._camera.follow_city()
        if not self._live.isActive():
            self._live.start(_LIVE_MS)

    def _marks_changed(self, _: object) -> None:
        self.update()

    def live_due(self) -> None:
        """Paint what has come from the board since; the session's news end here by themselves."""
        self.stage.freshen()
        self.stage.composer.live_changed()
        self.update()

    def _learn_city(self) -> None:
        self.stage.learn_city()
        self._camera.follow_city()
        self.update()

    def _linked(self, _: object) -> None:
        self.stage.units_due = True
        self.live_due()

    def _tick(self) -> None:
        if self.isVisible() and self.stage.tick():
            self.live_due()

    # -- hands -----------------------------------------------------------------------------------

    def _click(self, at: QPointF) -> None:
        hit = self.stage.pick(self.view, *self._camera.device(at))
        if hit is None:
            return
        if hit.kind == "unit":
            unit_id = int(self._session.board.units.column("unit_id")[hit.row])
            self._session.select_unit(unit_id)
            self.unit_picked.emit(unit_id)
            return
        row = self._open_cluster(hit.row) if hit.kind == "cluster" else hit.row
        if row >= 0:
            case_id = int(self._session.board.cases.column("case_id")[row])
            self._session.select(case_id)
            self.case_picked.emit(case_id)

    def _open_cluster(self, key: int) -> int:
        """Zoom in until a cluster falls apart; where it cannot, the row of its worst case."""
        cases = self.stage.cases
        rows = cases.members(self.view, key)
        if self.view.zoom < MAX_ZOOM - 0.01:
            self._camera.approach(cases.bounds_of(rows))
            return -1
        return int(rows[np.argmax(cases.severity[rows])])

    def _hover(self, at: QPointF | None) -> None:
        place = None if at is None else self._camera.device(at)
        hit = None if place is None else self.stage.pick(self.view, *place)
        lines = [] if hit is None else hit_lines(self.stage, hit)
        changed = self._glass.point(place, lines)
        if changed:
            self.hovered.emit("\n".join(lines) if lines else None)
        self.update(self._glass.dirty(self.view, changed))

    # -- the picture -----------------------------------------------------------------------------

    def _moved(self, zoomed: bool) -> None:
        if zoomed:
            self._rest.start()
        if self._glass.point(self._glass.at, []):
            self.hovered.emit(None)
        self.update()
        self.view_changed.emit()

    def settle(self) -> None:
        """The map rests: draw the stretched ground anew. Comes by itself soon after a zoom."""
        if self.stage.composer.settle():
            self.update()

    def _dress(self) -> None:
        ratio = self.view.ratio
        self.stage.dress(self._tokens, self.font(), ratio, self._language)
        self._glass = FrontGlass(self.stage, self._tokens, self.font(), ratio)
        self._name()
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(QCoreApplication.translate("MapCanvas", "Map"))

    def _timer(self, ms: int, slot: Callable[[], None], single: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(ms)
        timer.setSingleShot(single)
        timer.timeout.connect(slot)
        return timer

    def _keep_size(self) -> None:
        ratio, before = self.devicePixelRatioF(), self.view.ratio
        self._camera.resize(self.width(), self.height(), ratio)
        if ratio != before:
            self._dress()

    # -- Qt ----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        self._keep_size()
        view, composer = self.view, self.stage.composer
        composer.show(view)
        painter = QPainter(self)
        painter.scale(1 / view.ratio, 1 / view.ratio)
        painter.drawPixmap(0, 0, composer.picture)
        self._glass.paint(painter, view, self.hasFocus())
        painter.end()
        if self.stage.base.names_missing:
            self._live.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002
        self._keep_size()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._dress()
        super().changeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._hands.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hands.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._hands.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._hands.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._hands.wheel(event)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._hands.key(event):
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: ARG002
        self._hover(None)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: ARG002
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: ARG002
        self.update()
