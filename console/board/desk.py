"""What the people of the room have told each other, as the console knows it. Pure, immutable."""

from __future__ import annotations

from datetime import datetime

import msgspec

from casework.actor import Actor
from casework.duty import NOTHING, Duty, Handover, SeenAlert, SharedView, fold_duty
from casework.events import Envelope
from casework.vocabulary import Post


class Desk(msgspec.Struct, frozen=True):
    """Handovers, alerts that somebody has seen, and shared views, of my scope."""

    duty: Duty = NOTHING

    def after(self, envelope: Envelope) -> Desk:
        """The desk after one event; the same object where nothing of it changed."""
        duty = fold_duty(self.duty, envelope)
        return self if duty is self.duty else Desk(duty)

    def handover(self, handover: str) -> Handover | None:
        return self.duty.handovers.get(handover)

    @property
    def handovers(self) -> tuple[Handover, ...]:
        """All of the last days, the oldest first."""
        return tuple(self.duty.handovers.values())

    @property
    def open_handovers(self) -> tuple[Handover, ...]:
        """Those that nobody has acknowledged yet, the oldest first."""
        return tuple(one for one in self.duty.handovers.values() if one.is_open)

    def waiting_for(self, actor: Actor) -> tuple[Handover, ...]:
        """Open handovers that `actor` is asked to acknowledge: by name or as the pool."""
        me = actor.actor_id
        return tuple(h for h in self.open_handovers if h.giver != me and h.to in ("", me))

    def offered_by(self, actor: Actor) -> tuple[Handover, ...]:
        """Open handovers of `actor`'s own."""
        return tuple(h for h in self.open_handovers if h.giver == actor.actor_id)

    def watched_by(self, actor: Actor) -> tuple[Handover, ...]:
        """Open handovers between others that stay on a supervisor's screen; others see none."""
        if not actor.posts & {Post.SHIFT_SUPERVISOR, Post.SUPERVISOR, Post.WALL}:
            return ()
        asked = {h.handover for h in self.waiting_for(actor)}
        own = actor.actor_id
        return tuple(h for h in self.open_handovers if h.giver != own and h.handover not in asked)

    def seen(self, alert: str) -> SeenAlert | None:
        """Who has acknowledged an alert, and when; None for nobody."""
        return self.duty.alerts.get(alert)

    @property
    def views(self) -> tuple[SharedView, ...]:
        """The shared views, by name."""
        return tuple(sorted(self.duty.views.values(), key=lambda view: (view.name, view.view)))

    def oldest_open(self) -> datetime | None:
        """Since when the oldest open handover has been waiting."""
        return min((one.at for one in self.open_handovers), default=None)
