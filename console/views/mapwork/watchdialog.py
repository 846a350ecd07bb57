"""The watch areas of an operator: what each looks for, and the alarms nobody has acknowledged."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from casework.vocabulary import UNIT_KIND_ORDER
from console import words
from console.models.places import WatchArea
from console.models.watch import Alarm
from console.views.mapwork.alarmwords import alarm_line
from console.views.mapwork.namedlist import NamedList, fault_text
from console.views.mapwork.seat import MapSeat

_LONGEST_DWELL_S = 3_600


class WatchDialog(QDialog):
    """Not modal: the map stays in use beside it. Every change counts at once."""

    wanted = Signal(object)  # WatchArea
    alarm_wanted = Signal(object)  # Alarm

    def __init__(self, seat: MapSeat, parent: QWidget) -> None:
        super().__init__(parent)
        self._seat = seat
        self._alarms: tuple[Alarm, ...] = ()
        self.names = NamedList(self)
        self.kinds = {str(kind): QCheckBox(self) for kind in UNIT_KIND_ORDER}
        self.cases, self.dwell = QCheckBox(self), QSpinBox(self)
        self.dwell.setRange(0, _LONGEST_DWELL_S)
        self._of_units, self._of_dwell, self._of_alarms = (QLabel(self) for _ in range(3))
        self.alarms, self.one, self.all = QListWidget(self), QPushButton(self), QPushButton(self)
        self._lay_out()
        self._wire()
        self.resize(720, 420)
        self.retranslate()

    def _lay_out(self) -> None:
        what = QVBoxLayout()
        what.addWidget(self._of_units)
        for box in self.kinds.values():
            what.addWidget(box)
        what.addWidget(self.cases)
        dwell = QHBoxLayout()
        dwell.addWidget(self._of_dwell)
        dwell.addWidget(self.dwell)
        what.addLayout(dwell)
        left = QVBoxLayout()
        left.addWidget(self.names, 1)
        left.addLayout(what)
        right = QVBoxLayout()
        right.addWidget(self._of_alarms)
        right.addWidget(self.alarms, 1)
        buttons = QHBoxLayout()
        for button in (self.one, self.all):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        right.addLayout(buttons)
        row = QHBoxLayout(self)
        row.addLayout(left, 3)
        row.addLayout(right, 4)

    def _wire(self) -> None:
        places, watch = self._seat.places, self._seat.watch
        self.names.wanted.connect(lambda at: self.wanted.emit(places.areas[at]))
        self.names.renamed.connect(self._rename)
        self.names.removed.connect(lambda at: places.remove(places.areas[at]))
        self.names.moved.connect(self._show)
        for box in (*self.kinds.values(), self.cases):
            box.clicked.connect(self._change)
        self.dwell.editingFinished.connect(self._change)
        self.one.clicked.connect(self._acknowledge)
        self.all.clicked.connect(watch.acknowledge_all)
        self.alarms.itemActivated.connect(
            lambda _i: self.alarm_wanted.emit(self._alarms[self.alarms.currentRow()])
        )
        places.changed.connect(self.refresh)
        watch.changed.connect(self._show_alarms)

    def refresh(self) -> None:
        """The areas anew."""
        areas = self._seat.places.areas
        self.names.show_names([a.name for a in areas])
        if not areas:
            self.names.say(self.tr("No area is watched yet: draw one on the map."))

    def _show(self, at: int) -> None:
        area = self._seat.places.areas[at] if at >= 0 else None
        for kind, box in self.kinds.items():
            box.setEnabled(area is not None)
            box.setChecked(area is not None and kind in area.kinds)
        self.cases.setEnabled(area is not None)
        self.cases.setChecked(area is not None and area.cases)
        self.dwell.setEnabled(area is not None)
        self.dwell.setValue(area.dwell_s if area else 0)

    def _change(self) -> None:
        at = self.names.current
        if at < 0:
            return
        area: WatchArea = self._seat.places.areas[at]
        kinds = [kind for kind, box in self.kinds.items() if box.isChecked()]
        new = msgspec.structs.replace(
            area, kinds=kinds, cases=self.cases.isChecked(), dwell_s=self.dwell.value()
        )
        if new != area:
            self._seat.places.replace(area, new)

    def _rename(self, at: int, name: str) -> None:
        fault = self._seat.places.rename(self._seat.places.areas[at], name)
        if fault is not None:
            self.names.say(fault_text(fault))

    def _show_alarms(self) -> None:
        self._alarms = self._seat.watch.alarms[::-1]
        held = self.alarms.currentRow()
        self.alarms.clear()
        self.alarms.addItems([alarm_line(self._seat.session, a) for a in self._alarms])
        self.alarms.setCurrentRow(min(max(held, 0), len(self._alarms) - 1))
        text = self.tr("Alerts nobody has acknowledged: {n}")
        if self._seat.watch.forgotten:
            text = self.tr("Alerts nobody has acknowledged: {n}, and {more} older ones")
        self._of_alarms.setText(
            words.fill(text, n=len(self._alarms), more=self._seat.watch.forgotten)
        )
        for button in (self.one, self.all):
            button.setEnabled(bool(self._alarms))

    def _acknowledge(self) -> None:
        at = self.alarms.currentRow()
        if 0 <= at < len(self._alarms):
            self._seat.watch.acknowledge(self._alarms[at])

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Watch areas"))
        self._of_units.setText(self.tr("Alert when one of these comes in:"))
        for kind in UNIT_KIND_ORDER:
            self.kinds[str(kind)].setText(words.unit_kind(kind))
        self.cases.setText(self.tr("New case"))
        self._of_dwell.setText(self.tr("Units only after so long inside:"))
        self.dwell.setSuffix(" " + self.tr("s"))
        self.dwell.setAccessibleName(self.tr("Seconds inside before a unit is an alert"))
        self.alarms.setAccessibleName(self.tr("Alerts of the watch areas"))
        self.one.setText(self.tr("Acknowledge"))
        self.all.setText(self.tr("Acknowledge all"))
        self.refresh()
        self._show_alarms()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
