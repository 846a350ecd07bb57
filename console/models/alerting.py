"""The alerts of a seat: the engine kept in step with the session, the rate, and when to sound."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from console.board.alerts.engine import Alerts
from console.board.alerts.kinds import Alert, GroupKey, Kind, Klass
from console.board.alerts.meter import Meter, Rate
from console.board.alerts.sounding import Sounding
from console.board.board import Delta
from console.feeds.port import LinkState
from console.models import watch as watching
from console.models.alertround import AckRound
from console.pulse import Turn, every
from console.session import Session

TICK_MS = 500
#: Acknowledged by one act; each is a command of its own.
MOST_AT_ONCE = 2_000
#: City time. What came up so shortly before the seat was opened is news all the same.
JUST_BEFORE_MS = 60_000


class Alerting(QObject):
    """Owns the engine. `changed` comes at most twice a second, however many alerts there are."""

    changed = Signal()
    sound = Signal()

    def __init__(
        self,
        session: Session,
        parent: QObject | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._session, self._monotonic = session, monotonic
        self.alerts = Alerts()
        self.meter, self.sounding = Meter(), Sounding()
        self.rate: Rate = self.meter.read(monotonic())
        self.round = AckRound(session, self._is_open, self)
        self._watch: watching.Watch | None = None
        self._areas: dict[str, watching.Alarm] = {}
        self._clocked = False  # whether the city's clock was known when its picture came
        self._told = -1  # version of the alerts that was told last
        every(self, TICK_MS, self.tick, Turn.ALERTS)
        self._slice = QTimer(self)
        self._slice.setInterval(0)
        self._slice.timeout.connect(self._absorb)
        session.changed.connect(self._take)
        self.round.changed.connect(self.changed)
        self._load()

    def follow(self, watch: watching.Watch) -> None:
        """Take the alarms of watched areas in as alerts."""
        self._watch = watch
        watch.changed.connect(self._see_areas)
        self._see_areas()

    # -- what a person does --------------------------------------------------------------------

    def acknowledge(self, alerts: Sequence[Alert], note: str = "") -> int:
        """In my name, for everybody to see; returns how many, `MOST_AT_ONCE` at most. What comes
        of it is told by the round.

        An alarm of a watched area is mine alone: it is settled here. What is on its way already,
        or has been acknowledged, is left out.
        """
        some = alerts[:MOST_AT_ONCE]
        mine = sum(self._settle_area(a.key) for a in some if a.group.kind is Kind.AREA)
        ours = [a for a in some if a.group.kind is not Kind.AREA and self._is_unseen(a)]
        done = mine + self.round.add(ours, note)
        self.changed.emit()
        return done

    def _is_unseen(self, alert: Alert) -> bool:
        return self._session.desk.seen(alert.key) is None

    def _is_open(self, alert: Alert) -> bool:
        return self._is_unseen(alert) and self.alerts.is_fresh(alert)

    def of_groups(self, keys: Sequence[GroupKey]) -> list[Alert]:
        """The first alerts of some groups that nobody has acknowledged and that are not on their
        way, as many as one act takes."""
        found: list[Alert] = []
        for key in keys:
            group = self.alerts.groups.get(key)
            for code in group.fresh if group else ():
                alert = self.alerts.alert(code)
                if alert is not None and not self.round.is_asked(alert.key):
                    found.append(alert)
                if len(found) == MOST_AT_ONCE:
                    return found
        return found

    def is_asked(self, key: str) -> bool:
        """Whether my acknowledgement of it is on its way."""
        return self.round.is_asked(key)

    def shelve(self, keys: Sequence[GroupKey]) -> bool:
        """Put groups aside, or bring them back if all are; False where one is critical."""
        shelf, now = self.alerts.shelf, self._session.clock.now_ms()
        if all(shelf.has(key) for key in keys):
            for key in keys:
                shelf.take_back(key)
            done = True
        else:
            put = [shelf.put(key, now) for key in keys]
            done = all(put)
        self.changed.emit()
        return done

    def toggle_mute(self) -> None:
        """No sound for a while; what is to be seen stays."""
        if self.sounding.muted_until:
            self.sounding.unmute()
        else:
            self.sounding.mute(self._monotonic())
        self.changed.emit()

    def muted_for_s(self) -> float:
        """Seconds until a sound may be heard again; 0 while not muted."""
        until = self.sounding.muted_until
        return max(0.0, until - self._monotonic()) if until else 0.0

    def area_alarm(self, key: str) -> watching.Alarm | None:
        """The alarm of a watched area behind an alert."""
        return self._areas.get(key)

    # -- what happens --------------------------------------------------------------------------

    def tick(self) -> None:
        """Time went on; tells what has changed since the last time."""
        if not self._clocked and self._session.clock.set:
            self._open()
        if not self.alerts.behind:
            self.alerts.tick(self._session.clock.now_ms())
        now_s = self._monotonic()
        arrived = self.alerts.arrived()
        self.meter.add(arrived.counts, now_s)
        if arrived.loud:
            self.sounding.want()
        fresh = self.alerts.groups.fresh
        before, muted = self.rate, self.sounding.muted_until
        self.rate = self.meter.read(now_s)
        if self.sounding.due(now_s, bool(fresh[Klass.CRITICAL] or fresh[Klass.HIGH])):
            self.sound.emit()
        silent = muted != self.sounding.muted_until
        if self._told != self.alerts.version or before != self.rate or silent:
            self._told = self.alerts.version
            self.changed.emit()

    def _take(self, delta: Delta) -> None:
        if delta.reset or self._session.board is not self.alerts.board:
            self._load()
        else:
            self.alerts.take(delta, self._session.clock.now_ms())

    def _load(self) -> None:
        """What the picture holds was there before this seat looked, and so was the backlog that a
        city tells piece by piece after it."""
        self.alerts.load(self._session.board)
        self._open()
        if self._session.link.state is LinkState.REPLAY:
            self.meter = Meter()  # another hour of that day
        self._slice.start()

    def _open(self) -> None:
        self._clocked = self._session.clock.set
        self.alerts.opened_ms = self._session.clock.now_ms() - JUST_BEFORE_MS

    def _absorb(self) -> None:
        """A slice of a new picture at a time: the window lives meanwhile."""
        if self._session.board is self.alerts.board:
            self.alerts.absorb(self._session.clock.now_ms())
        if not self.alerts.behind:
            self._slice.stop()
            self.tick()

    def _see_areas(self) -> None:
        alarms = self._watch.alarms if self._watch is not None else ()
        now = {f"area:{a.area}:{a.kind}:{a.number}:{a.at_ms}": a for a in alarms}
        for key in self._areas.keys() - now.keys():
            self.alerts.clear_area(key)
        for key, alarm in now.items():
            if key not in self._areas:
                case_id = alarm.number if alarm.kind == "case" else 0
                self.alerts.raise_area(key, alarm.area, alarm.at_ms, case_id)
        self._areas = now

    def _settle_area(self, key: str) -> int:
        alarm = self._areas.get(key)
        if alarm is None or self._watch is None:
            return 0
        self._watch.acknowledge(alarm)
        return 1
