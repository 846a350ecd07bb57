"""The live layers that join a map besides cases, units and areas, kept in step with the session."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from console.board.alarms import Alarm, Alarms
from console.board.board import Delta
from console.board.mercator import unproject
from console.map.alarmlayer import HALF_MS, AlarmLayer
from console.map.basicgrids import GridLayer
from console.map.camera import STREET_ZOOM, Camera
from console.map.density import DensityLayer
from console.map.devicelayer import DeviceLayer
from console.map.doubtmarks import DoubtLayer
from console.map.gridcell import CellLayer
from console.map.layerlist import LayerPanel
from console.map.layers import Place
from console.map.legend import Legend
from console.map.legendmore import more_lines
from console.map.pointing import Pointing
from console.map.stage import Stage
from console.map.strokes import F64
from console.map.tracks import FocusLayer, TrailLayer

_TICK_MS = 1_000


class Extras(QObject):
    """Trails, reach, doubts, grids, the cell under the cursor, alarms."""

    alarms_changed = Signal()
    acknowledged = Signal(object)  # case id: the operator has seen its alarm

    def __init__(
        self, canvas: QWidget, stage: Stage, camera: Camera, pointing: Pointing, legend: Legend
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._stage, self._camera, self._pointing = canvas, stage, camera, pointing
        self._session = stage.session
        self.alarms = Alarms()
        self._raised: set[str] = set()  # keys of the alarms of watched areas
        self._gone_to = ""  # the key of the alarm that was shown last, unless it is a case's
        self.alarm_layer = AlarmLayer(self.alarms)
        self.cell = CellLayer(lambda: stage.ground.grid, lambda: pointing.at)
        self.grids = GridLayer(self._names)
        self.devices = DeviceLayer()
        pointing.others.append(self._device_lines)
        self._outlined = QRect()
        self._join(stage, legend)
        self._breath = QTimer(self)
        self._breath.setInterval(HALF_MS)
        self._breath.timeout.connect(self._breathe)
        self.panel = LayerPanel(stage, lambda: camera.view, canvas)
        self.panel.list.stilled.connect(self.set_still)
        clock = QTimer(self)
        clock.setInterval(_TICK_MS)
        clock.timeout.connect(self.tick)
        clock.start()
        for key, does in (
            ("Y", self.panel.toggle),
            ("N", self.go_to_next),
            ("A", self.acknowledge),
        ):
            short = QShortcut(QKeySequence(key), canvas)
            short.setContext(Qt.ShortcutContext.WidgetShortcut)
            short.activated.connect(does)
        self._session.changed.connect(self._take)
        self._session.city_known.connect(self.learn_city)
        self.reload()
        self.learn_city()

    def _join(self, stage: Stage, legend: Legend) -> None:
        """From below upwards within each place."""
        density, doubts = DensityLayer(stage), DoubtLayer(stage)
        focus = FocusLayer(stage, self._hovered_unit)
        stage.thinned, stage.dotted = density.drawn, density.dots
        stage.join(Place.OVER, self.grids)
        stage.join(Place.OVER, self.devices)
        stage.join(Place.STEADY, density)
        stage.join(Place.BENEATH_UNITS, TrailLayer(stage), shown=False)
        stage.join(Place.BENEATH_CASES, doubts)
        stage.join(Place.GLASS, self.cell)
        stage.join(Place.GLASS, focus)
        stage.join(Place.GLASS, self.alarm_layer)
        told = (self.alarm_layer, self.devices, doubts, density, self.grids, focus)
        legend.add(partial(more_lines, *told))

    def only_watch(self) -> None:
        """Nobody sits before this map: it has no button and no keys, and speaks of none."""
        self._canvas.setEnabled(False)
        self._canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.panel.button.hide()
        self.alarm_layer.operated = False

    def learn_city(self) -> None:
        """Areas are known, or others than before."""
        gazetteer = self._session.gazetteer
        self.grids.learn(gazetteer.areas if gazetteer else ())
        self.devices.learn(gazetteer.devices if gazetteer else ())
        self._stage.layer_changed("grids")

    def reload(self) -> None:
        """Another board."""
        self.alarms.load(self._session.board.cases, self._session.clock.now_ms())
        self._rung()

    def tick(self) -> None:
        """City time went on."""
        if self.alarms.tick(self._session.clock.now_ms()):
            self._rung()

    def set_still(self, still: bool) -> None:
        """Whether rings stand still, for those whom motion disturbs."""
        self.alarm_layer.still = still
        self._rung()

    def pointed(self) -> None:
        """The cursor is elsewhere: paint the cell it has left and the one it has entered."""
        if not self._stage.shown["cell"]:
            return
        now = self.cell.dirty(self._camera.view)
        if now != self._outlined:
            self._canvas.update(self._outlined)
            self._canvas.update(now)
            self._outlined = now

    def acknowledge(self) -> bool:
        """The operator has seen the alarm of the selected case; returns whether it was ringing."""
        done = self.silence(self._session.selected_case)
        if done:
            self.acknowledged.emit(self._session.selected_case)
        return done

    def silence(self, case_id: int) -> bool:
        """The alarm of a case was seen, here or elsewhere; returns whether it was ringing."""
        done = self.alarms.acknowledge(f"case:{case_id}")
        if done:
            self._rung()
        return done

    def go_to_next(self) -> Alarm | None:
        """Bring the next open alarm to the middle and select its case, if it is one's."""
        here = self._gone_to or f"case:{self._session.selected_case}"
        alarm = self.alarm_layer.next_after(here)
        if alarm is not None:
            self._gone_to = "" if alarm.case_id else alarm.key
            if alarm.case_id:
                self._session.select(alarm.case_id)
            zoom = max(STREET_ZOOM, self._camera.view.zoom)
            self._camera.centre_on(*unproject(alarm.x, alarm.y), zoom)
        return alarm

    def watch_alarms(self, raised: Mapping[str, tuple[int, float, float]]) -> None:
        """All alarms of watched areas, by key: city time in ms, x and y on the unit square."""
        for key in self._raised - raised.keys():
            self.alarms.clear(key)
        for key, (since_ms, x, y) in raised.items():
            self.alarms.raise_at(key, since_ms, x, y)
        self._raised = set(raised)
        self._rung()

    def _device_lines(self, px: float, py: float) -> list[str]:
        shown = self._stage.shown["devices"]
        return self.devices.lines_at(self._camera.view, px, py) if shown else []

    def _names(self) -> F64:
        return self._stage.base.name_boxes()

    def _hovered_unit(self) -> int:
        hit = self._pointing.hit
        return hit.row if hit is not None and hit.kind == "unit" else -1

    def _take(self, delta: Delta) -> None:
        if delta.reset or self._session.board.cases is not self.alarms.table:
            self.reload()
        elif delta.touches_cases:
            before = self.alarms.version
            rows = np.concatenate([delta.added, delta.changed])
            self.alarms.update(rows, self._session.clock.now_ms())
            if self.alarms.version != before:
                self._rung()

    def _rung(self) -> None:
        """Something rings, or rings no longer."""
        ringing = self.alarms.any_open and not self.alarm_layer.still
        if ringing and not self._breath.isActive():
            self._breath.start()
        elif not ringing:
            self._breath.stop()
            self.alarm_layer.loud = True
        if self._stage.shown["alarms"]:
            self._canvas.update(self.alarm_layer.changed(self._camera.view))
        self.alarms_changed.emit()

    def _breathe(self) -> None:
        if not (self._canvas.isVisible() and self._stage.shown["alarms"]):
            return
        self.alarm_layer.loud = not self.alarm_layer.loud
        self._canvas.update(self.alarm_layer.region(self._camera.view))
