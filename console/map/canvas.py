"""The map as a widget: what the window places, asks and listens to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from console import words
from console.board.board import Delta
from console.map.camera import STREET_ZOOM, Camera
from console.map.extras import Extras
from console.map.frontglass import FrontGlass, words_of
from console.map.inputs import Hands, HandWidget, Moves
from console.map.legend import Legend
from console.map.pointing import Pointing
from console.map.repaints import Repaints
from console.map.stage import Stage
from console.map.viewport import Viewport
from console.pulse import Turn, every
from console.session import Session
from console.tokens import Tokens
from console.turns import Patient, in_turn

_REST_MS = 120  # so long after the last zoom the ground is drawn anew
_LIVE_MS = 100  # what came from the board is painted at most this often
_TICK_MS = 1_000
_LEGEND_AT = 10


class MapCanvas(HandWidget):
    """Towns, cases and units, live. Works in device pixels inside, so it is crisp at any ratio."""

    case_picked = Signal(int)
    unit_picked = Signal(int)
    hovered = Signal(object)  # text or None
    view_changed = Signal()
    rested = Signal()  # no zoom for a moment: the ground is being drawn anew

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._patient = Patient(self)
        self._session, self._tokens = session, tokens
        self._language = words.language()
        ratio = self.devicePixelRatioF()
        self.stage = Stage(session, tokens, self.font(), ratio, self._language)
        self.legend = Legend(self.stage.atlas, self)
        self.legend.hide()
        self.legend.move(_LEGEND_AT, _LEGEND_AT)
        self.camera = self._camera = Camera(self.stage.bounds, ratio, self, words_of)
        self._camera.moved.connect(self._moved)
        self._pointing = Pointing(self.stage, self._camera, self)
        self._pointing.case_picked.connect(self.case_picked)
        self._pointing.unit_picked.connect(self.unit_picked)
        self._pointing.told.connect(self.hovered)
        self._glass = FrontGlass(self.stage, self._pointing, tokens, self.font(), ratio)
        self._repaints = Repaints(self, lambda: self.view, lambda: self._glass.moving(self.view))
        self.hands = Hands(self._moves())
        self._rest = _timer(self, _REST_MS, self.settle, single=True)
        self._live = _timer(self, _LIVE_MS, self.live_due, single=True)
        self.naming = Naming(self)
        every(self, _TICK_MS, self._tick, Turn.MAP)
        _name(self)
        self._listen()
        if session.gazetteer is not None:
            self._learn_city()
        self.extras = Extras(self, self.stage, self._camera, self._pointing, self.legend)

    # -- what the window may ask ---------------------------------------------------------------

    @property
    def view(self) -> Viewport:
        """What is shown, in device pixels."""
        return self._camera.view

    @property
    def visible_counts(self) -> dict[str, int]:
        """Of cases, clusters, officers, drones, vehicles and links."""
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

    def set_legend_visible(self, on: bool) -> None:
        """Also the key L."""
        self.legend.setVisible(on)

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

    def _moves(self) -> Moves:
        return Moves(
            pan=self.pan_by,
            zoom=self.zoom_by,
            fit=self.fit_city,
            click=self._pointing.click,
            hover=self._hover,
            legend=self.legend.turn,
        )

    def _listen(self) -> None:
        session = self._session
        session.changed.connect(self._take)
        said = (session.changed, session.selected, session.unit_selected, session.pending_changed)
        for marks in said:
            marks.connect(self._repaints.marks)
        session.city_known.connect(self._learn_city)
        session.linked.connect(self._linked)
        self.stage.follower.loaded.connect(self._cases_loaded)

    def _take(self, delta: Delta) -> None:
        self.stage.take(delta)
        self._camera.follow_city()
        if (self.stage.cases_due or self.stage.units_due) and not self._live.isActive():
            self._live.start(_LIVE_MS)

    def _cases_loaded(self) -> None:
        self._camera.follow_city()
        self.live_due()

    def live_due(self) -> None:
        """Paint what has come from the board since; the session's news end here by themselves."""
        self._repaints.soon(self.stage.freshen(self.view))
        self._repaints.marks()

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

    def _hover(self, at: QPointF | None) -> None:
        said = bool(self._pointing.lines)
        changed = self._pointing.hover(at)
        self.extras.pointed()
        if changed or said:
            self.update()
        else:
            self.update(self._glass.corner_rect(self.view))

    def _moved(self, zoomed: bool) -> None:
        if zoomed:
            self._rest.start()
        self._pointing.forget()
        self.update()
        self.view_changed.emit()

    def settle(self) -> None:
        """The map rests: draw the stretched ground anew. Comes by itself soon after a zoom."""
        if self.stage.composer.settle():
            self.update()
        self.rested.emit()

    def _dress(self) -> None:
        ratio = self.view.ratio
        self.stage.dress(self._tokens, self.font(), ratio, self._language)
        self._glass = FrontGlass(self.stage, self._pointing, self._tokens, self.font(), ratio)
        self.legend.dress(self.stage.atlas)
        _name(self)
        self.update()

    def _keep_size(self) -> None:
        ratio, before = self.devicePixelRatioF(), self.view.ratio
        self._camera.resize(self.width(), self.height(), ratio)
        if ratio != before:
            self._dress()

    # -- Qt ----------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        self._keep_size()
        view, composer = self.view, self.stage.composer
        changed = composer.show(view)
        places = self._repaints.asked(event.region())
        painter = QPainter(self)
        painter.scale(1 / view.ratio, 1 / view.ratio)
        composer.paint(painter, places)
        self._glass.paint(painter, view, self.hasFocus(), places)
        painter.end()
        self._repaints.painted(places, changed)
        self.naming.go_on()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: ARG002
        self._keep_size()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._dress()
        super().changeEvent(event)


class Naming:
    """Makes the pictures of names between frames, a few at a time, until all are made."""

    def __init__(self, canvas: MapCanvas) -> None:
        self._canvas = canvas
        self._timer = _timer(canvas, 0, self.step, single=True)

    def go_on(self) -> None:
        if self._canvas.stage.base.names_missing:
            self._timer.start()

    def step(self) -> None:
        canvas = self._canvas
        made = canvas.stage.base.prepare_names(canvas.view)
        if len(made):
            canvas.stage.composer.touch(made)
            canvas.live_due()
        else:
            self.go_on()


def _timer(owner: QObject, ms: int, slot: Callable[[], None], single: bool = False) -> QTimer:
    timer = QTimer(owner)
    timer.setInterval(ms)
    timer.setSingleShot(single)
    timer.timeout.connect(in_turn(owner, slot))
    return timer


def _name(canvas: QWidget) -> None:
    canvas.setAccessibleName(QCoreApplication.translate("MapCanvas", "Map"))
