"""One map at work: its tools, its keys, its lists, and what becomes of what they find."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QWidget

from casework.area import Area
from casework.grid import CellGrid
from console.board.mercator import project
from console.commandline import Parsed
from console.map.canvas import MapCanvas
from console.map.layers import Place
from console.map.symbols import on_globe
from console.map.work.bench import MapWork
from console.map.work.sketch import Kind
from console.map.work.spotted import Spotted
from console.map.work.trail import Trail
from console.map.work.watchlayer import WatchLayer
from console.models.filters import Chosen
from console.models.watch import Alarm
from console.views.mapwork.contextmenu import context_menu
from console.views.mapwork.gotobox import GoToBox
from console.views.mapwork.lists import CLOSEST, MapLists, fit_ring
from console.views.mapwork.mapmenu import MapMenu
from console.views.mapwork.nearpanel import NearPanel
from console.views.mapwork.seat import MapSeat
from console.views.parts.travel import travel


class MapDesk(QObject):
    """`window` has the keys; `but`: actions that this window does not offer."""

    def __init__(
        self, canvas: MapCanvas, seat: MapSeat, window: QWidget, but: tuple[str, ...] = ()
    ) -> None:
        super().__init__(canvas)
        self.canvas, self.seat, self._window = canvas, seat, window
        self.work, self.trail, self.watched = MapWork(canvas), Trail(canvas), WatchLayer()
        self.near_panel = NearPanel(seat.session, canvas)
        self.goto_box = GoToBox(seat.lexicon, canvas)
        self.menu = MapMenu(window, self.do, but, seat.actions.keys)
        self.lists = MapLists(canvas, seat, window)
        self.chosen: np.ndarray = np.empty(0, np.int64)
        canvas.stage.join(Place.GLASS, self.watched)
        self._wire()
        self._show_areas()

    def _wire(self) -> None:
        work, seat = self.work, self.seat
        self.canvas.case_picked.connect(seat.session.select)
        self.canvas.unit_picked.connect(seat.session.select_unit)
        work.chosen.connect(self._choose)
        work.outlined.connect(self.lists.keep_area)
        self.lists.alarm_wanted.connect(self.show_alarm)
        work.near_wanted.connect(self.near_panel.show_at)
        work.dropped.connect(seat.assign)
        work.menu_wanted.connect(self.open_menu)
        self.near_panel.radius_changed.connect(self._another_radius)
        self.near_panel.closed.connect(work.forget_near)
        self.goto_box.go.connect(self.travel)
        seat.places.changed.connect(self._show_areas)
        seat.watch.changed.connect(self._show_alarms)

    # -- what is asked of it -------------------------------------------------------------------

    def do(self, action_id: str) -> None:
        """A map action by its id; raises KeyError for another."""
        {
            "select-box": lambda: self.work.take(Kind.BOX),
            "select-lasso": lambda: self.work.take(Kind.LASSO),
            "select-clear": self._clear,
            "measure": lambda: self.work.take(Kind.MEASURE),
            "near": lambda: self.work.take(Kind.NEAR),
            "watch-draw": lambda: self.work.take(Kind.WATCH),
            "watch-list": self.lists.open_watch,
            "goto": self.goto_box.begin,
            "bookmark-add": self.lists.add_bookmark,
            "bookmarks": self.lists.open_bookmarks,
            "view-back": self._back,
            "view-forward": self._forward,
            "fit-selection": self.fit_selection,
            "fit-area": self.fit_area,
            "second-map": self.seat.second,
            "lock-map": self.toggle_lock,
        }[action_id]()

    @property
    def grid(self) -> CellGrid | None:
        return self.canvas.stage.ground.grid

    def travel(self, said: Parsed) -> None:
        """Where `go` leads; why not is said."""
        why_not = travel(said, self.seat.session, self.canvas, self.seat.lexicon)
        if why_not:
            self.seat.say("✕ " + why_not, "amber")

    def centre(self, lon: float, lat: float) -> None:
        self.canvas.centre_on(lon, lat)

    def near(self, lon: float, lat: float) -> None:
        self.work.show_near(lon, lat, self.work.radius)

    def take(self, kind: Kind, lon: float, lat: float) -> None:
        """A tool with its first point set."""
        self.work.take(kind, (lon, lat))

    def members(self, cell: int) -> None:
        """The cases of a cluster into the queue."""
        rows = self.canvas.stage.cases.members(self.canvas.view, cell)
        self.work.forget_ring()
        self._choose(self.seat.session.board.cases.column("case_id")[rows].copy())

    def open_menu(self, found: Spotted, at: QPoint) -> None:
        menu = context_menu(self, found, self.canvas)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    # -- selection -----------------------------------------------------------------------------

    def _choose(self, numbers: np.ndarray) -> None:
        self.chosen = numbers
        if len(numbers):
            self.seat.choose(numbers)
            return
        self.work.forget_ring()
        self.seat.say("! " + self.tr("No case on the map lies inside."), "amber")

    def _clear(self) -> None:
        self.chosen = self.chosen[:0]
        self.work.forget_ring()
        self.seat.unchoose()

    def unchosen(self) -> None:
        """The queue shows other cases again."""
        self.chosen = self.chosen[:0]
        self.work.forget_ring()

    def fit_selection(self) -> None:
        """All cases that were chosen on the map, or the selected one."""
        cases = self.seat.session.board.cases
        numbers = self.chosen
        if not len(numbers):
            numbers = np.array([n for n in (self.seat.session.selected_case,) if n], np.int64)
        rows = np.flatnonzero(Chosen(numbers).holds(cases.column("case_id")))
        rows = rows[on_globe(cases.column("lon")[rows], cases.column("lat")[rows])]
        if not len(rows):
            self.seat.say("! " + self.tr("Select a case first."), "amber")
            return
        x, y = project(cases.column("lon")[rows], cases.column("lat")[rows])
        bounds = float(x.min()), float(y.min()), float(x.max()), float(y.max())
        self.canvas.camera.fit(bounds, CLOSEST)

    def fit_area(self) -> None:
        """The finest area with an outline that the selected case lies in."""
        area = self._area_of_case()
        if area is None:
            text = self.tr("Select a case whose area has an outline on the map.")
            self.seat.say("! " + text, "amber")
            return
        fit_ring(self.canvas, [place for ring in area.rings for place in ring])

    def _area_of_case(self) -> Area | None:
        session = self.seat.session
        case = session.board.case(session.selected_case) if session.selected_case else None
        code = (case.village or case.area) if case else ""
        while code in session.areas:
            area = session.areas[code]
            if area.rings:
                return area
            code = area.parent
        return None

    # -- views ---------------------------------------------------------------------------------

    def _back(self) -> None:
        if not self.trail.back():
            self.seat.say("! " + self.tr("The map has been nowhere before."), "soft")

    def _forward(self) -> None:
        if not self.trail.forward():
            self.seat.say("! " + self.tr("The map has been nowhere after this."), "soft")

    def toggle_lock(self) -> None:
        self.set_locked(not self.canvas.camera.locked)

    def set_locked(self, on: bool) -> None:
        """Whether hands and habits leave this map where it is."""
        self.canvas.camera.locked = on
        if "lock-map" in self.menu.of:
            self.menu.of["lock-map"].setChecked(on)

    # -- watch areas ---------------------------------------------------------------------------

    def show_alarm(self, alarm: Alarm) -> None:
        """Bring what alarmed to the middle and select it."""
        session = self.seat.session
        if alarm.kind == "case":
            session.select(alarm.number)
            self.canvas.fit_case(alarm.number)
            return
        said = Parsed("go", unit=_sign(self.seat, alarm.number))
        if said.unit:
            self.travel(said)
        else:
            self.seat.say("! " + self.tr("This unit is no longer known."), "amber")

    def _show_areas(self) -> None:
        self.watched.show([(a.name, a.ring) for a in self.seat.places.areas])
        self._show_alarms()

    def _show_alarms(self) -> None:
        self.watched.alarmed = self.seat.watch.alarmed_areas
        found = ((alarm, self._place_of(alarm)) for alarm in self.seat.watch.alarms)
        self.canvas.extras.watch_alarms(
            {_key(alarm): (alarm.at_ms, *place) for alarm, place in found if place is not None}
        )

    def _place_of(self, alarm: Alarm) -> tuple[float, float] | None:
        """Where it happened, unit square; None when the board does not know it any more."""
        board = self.seat.session.board
        table = board.cases if alarm.kind == "case" else board.units
        row = table.row(alarm.number)
        of = table.column
        return (float(of("x")[row]), float(of("y")[row])) if row >= 0 else None

    def _another_radius(self, metres: int) -> None:
        if self.work.near is not None:
            self.work.show_near(*self.work.near[:2], float(metres))


def _key(alarm: Alarm) -> str:
    return f"watch:{alarm.kind}:{alarm.number}:{alarm.area}"


def _sign(seat: MapSeat, unit: int) -> str:
    units = seat.session.board.units
    row = units.row(unit)
    return units.call_sign[row] if row >= 0 else ""
