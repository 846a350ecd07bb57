"""What a person does about alerts: step through them, go there, acknowledge, put aside, mute."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console import words
from console.actions import Actions
from console.board.alerts.kinds import Alert, Kind
from console.models.alerting import MOST_AT_ONCE, Alerting
from console.models.alertlines import Line, place_of, what_of
from console.models.alertround import Ended
from console.models.watch import Alarm
from console.session import Session
from console.tokens import Tokens
from console.views.alerts.ringing import Ringer
from console.views.alerts.strip import AlertStrip
from console.views.alerts.view import AlertView
from console.words.alerts import alert_kind


class AlertDesk(QObject):
    """Owns the list and the strip; `say` tells the person, `show_case` and `show_area` go there."""

    list_wanted = Signal()

    def __init__(
        self,
        session: Session,
        actions: Actions,
        tokens: Tokens,
        say: Callable[[str, str], None],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._actions, self._say = session, actions, say
        self.alerting = Alerting(session, self)
        self.view = AlertView(session, self.alerting, tokens, window)
        self.strip = AlertStrip(session, self.alerting, tokens, window)
        self.ringer = Ringer(self)
        self.show_case: Callable[[int], None] = session.select
        self.show_area: Callable[[Alarm], None] | None = None
        self._here = -1  # code of the alert stood on last
        self._stood: Alert | None = None
        actions.keys.changed.connect(self.view.retranslate)
        actions.keys.changed.connect(self.strip.retranslate)
        self.alerting.sound.connect(self.ringer.ring)
        self.alerting.round.ended.connect(self._tell)
        self._about = ""  # what was acknowledged last, in words
        self.strip.next_wanted.connect(self.step)
        self.strip.list_wanted.connect(self.list_wanted)
        self.view.acknowledge_wanted.connect(self.acknowledge)
        self.view.aside_wanted.connect(self.put_aside)
        self.view.mute_wanted.connect(self.alerting.toggle_mute)
        self.view.going.connect(self.go)

    def set_tokens(self, tokens: Tokens) -> None:
        self.view.set_tokens(tokens)
        self.strip.set_tokens(tokens)

    def step(self) -> None:
        """To the next alert that nobody has acknowledged, the most pressing group first."""
        alert = self.alerting.alerts.next_after(self._here)
        if alert is None:
            self._say(self.tr("No alert waits to be acknowledged."), "soft")
            return
        self._here = self.alerting.alerts.code_of(alert)
        self._stood = alert
        self._visit(alert)
        self.view.choose(alert)
        text = self.tr("{kind}: {what}")
        said = words.fill(
            text, kind=alert_kind(alert.group.kind), what=what_of(self._session, alert)
        )
        self._say(said, "amber")

    def go(self) -> None:
        """To the case of the line one stands on; of a group, to its first."""
        alert = self._chosen()
        if alert is not None:
            self._visit(alert)

    def acknowledge(self, whole: bool) -> None:
        """In my name, what I stand on or all of its group, with the note that was written."""
        if not self.view.isVisible() and self._stood is not None:
            found = self._of(self._stood, whole)
        else:
            found = self._under(self.view.chosen(), whole)
        if not found:
            self._say(self.tr("Choose an alert that nobody has acknowledged yet."), "amber")
            return
        why = self._actions.cannot_send()
        if why and any(alert.group.kind is not Kind.AREA for alert in found):
            self._say(why, "amber")
            return
        self._about = self._named(found)
        done = self.alerting.acknowledge(found, self.view.take_note())
        if done == 0:
            self._say(self.tr("The acknowledgement is on its way already."), "soft")
        if done == MOST_AT_ONCE:
            text = self.tr("At most {n} by one act; again for the next.")
            self._say(words.fill(text, n=words.count(done)), "soft")

    def _named(self, found: list[Alert]) -> str:
        """What they are, in few words: one by its own name, a group by kind and place."""
        first = found[0].group
        if len(found) == 1:
            return what_of(self._session, found[0])
        if len({alert.group for alert in found}) > 1:
            return alert_kind(first.kind)
        text = self.tr("{kind}, {place}")
        return words.fill(text, kind=alert_kind(first.kind), place=place_of(self._session, first))

    def _tell(self, ended: Ended) -> None:
        """What came of it: how many, and what was refused and why."""
        n, of = words.count(ended.done), words.count(ended.of)
        if ended.refused:
            text = self.tr("✕ {n} of {all} acknowledged ({what}); refused: {why}")
            why = " · ".join(f"{words.count(m)} × {w}" for w, m in ended.refused.items())
            self._say(words.fill(text, n=n, all=of, what=self._about, why=why), "amber")
        elif ended.kept:
            text = self.tr(
                "… {n} of {all} acknowledged ({what}). Central is away: {kept} wait in the outbox, "
                "{left} are still to be acknowledged."
            )
            said = words.fill(text, n=n, all=of, what=self._about, kept=ended.kept, left=ended.left)
            self._say(said, "amber")
        else:
            text = self.tr("✓ Acknowledged in your name, {n}: {what}")
            self._say(words.fill(text, n=n, what=self._about), "soft")

    def acknowledge_case(self, case_id: int) -> None:
        """What rings of a case was acknowledged elsewhere in the window."""
        if not self._actions.cannot_send():
            self.alerting.acknowledge(self.alerting.alerts.of_case(case_id))

    def put_aside(self) -> None:
        """No news of the group one stands on for a while; once more: again."""
        line = self.view.chosen()
        if line is None:
            self._say(self.tr("Choose a group of alerts first."), "amber")
        elif not self.alerting.shelve(line.groups):
            self._say(self.tr("What is critical cannot be put aside."), "amber")

    def stop(self) -> None:
        self.ringer.stop()

    def _visit(self, alert: Alert) -> None:
        area = self.alerting.area_alarm(alert.key)
        if area is not None and self.show_area is not None:
            self.show_area(area)
        elif alert.case_id:
            self.show_case(alert.case_id)

    def _chosen(self) -> Alert | None:
        line = self.view.chosen()
        if line is None:
            return None
        first = self.alerting.of_groups(line.groups) if line.alert is None else [line.alert]
        return first[0] if first else None

    def _under(self, line: Line | None, whole: bool) -> list[Alert]:
        if line is None:
            return []
        if whole or line.alert is None:
            return self.alerting.of_groups(line.groups)
        return [line.alert] if line.fresh else []

    def _of(self, alert: Alert, whole: bool) -> list[Alert]:
        if whole:
            return self.alerting.of_groups((alert.group,))
        return [alert] if self.alerting.alerts.is_fresh(alert) else []
