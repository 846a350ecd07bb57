"""What the window does for its alerts: the dock's name, keys, and going where an alert points."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QDockWidget

from console import words
from console.map.canvas import MapCanvas
from console.session import Session
from console.views.alerts import AlertDesk
from console.views.mapwork.maps import Maps


class AlertCorner(QObject):
    """Wires the alerts to their dock and to the maps. `does`: view actions by id."""

    def __init__(
        self, session: Session, desk: AlertDesk, dock: QDockWidget, canvas: MapCanvas, maps: Maps
    ) -> None:
        super().__init__(dock)
        self._session, self._desk, self._dock, self._canvas = session, desk, dock, canvas
        self._named = ""
        desk.show_case, desk.show_area = self._show_case, maps.desk.show_alarm
        desk.list_wanted.connect(self.show)
        maps.strip.list_wanted.connect(self.show)
        desk.alerting.follow(maps.watch)
        desk.alerting.changed.connect(self.name)
        canvas.extras.acknowledged.connect(desk.acknowledge_case)
        session.desk_changed.connect(self._quiet_map)
        self.does: dict[str, Callable[[], None]] = {
            "alerts": self.show,
            "alert-next": desk.step,
            "alert-ack": lambda: desk.acknowledge(False),
            "alert-ack-group": lambda: desk.acknowledge(True),
            "alert-aside": desk.put_aside,
            "alert-mute": desk.alerting.toggle_mute,
        }
        self.name()

    def name(self) -> None:
        """The dock is called what it is, with how many wait."""
        waiting = sum(self._desk.alerting.alerts.groups.fresh)
        name = self.tr("Alerts")
        said = f"{name} ({words.count(waiting)})" if waiting else name
        if said != self._named:  # a tab's title is dear
            self._named = said
            self._dock.setWindowTitle(said)

    def show(self) -> None:
        self._dock.show()
        self._dock.raise_()
        self._desk.view.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_case(self, case_id: int) -> None:
        """On the queue, in the panel and on the map."""
        self._session.select(case_id)
        self._canvas.fit_case(case_id)

    def _quiet_map(self) -> None:
        """What a colleague has acknowledged rings on my map no longer."""
        rings = self._canvas.extras
        if self._desk.alerting.alerts.behind:
            return
        for alarm in rings.alarms.open() if rings.alarms.any_open else ():
            if alarm.case_id and not self._desk.alerting.alerts.of_case(alarm.case_id):
                rings.silence(alarm.case_id)
