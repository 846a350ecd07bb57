"""A handover that waits, across the window, until somebody has acknowledged it."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from casework.duty import Handover, HandoverState
from casework.instant import from_ms
from console import words
from console.catalogue import VIEW_ACTIONS
from console.session import Session
from console.tokens import Tokens
from console.views.handover.sentences import is_late, state, title
from console.views.plaintext import PlainText
from console.views.signs import SignMark, Tone, ToneFrame

#: Opens the handover's dialog from anywhere, unless the person has chosen another key.
HANDOVER_KEY = next(v.shortcut for v in VIEW_ACTIONS if v.id == "handover")
#: How often it is looked whether one has been waiting for long.
_LOOK_EVERY_MS = 20_000
#: For so long a handover that was declined is told to who offered it.
_TOLD_FOR = timedelta(hours=8)


class HandoverBanner(ToneFrame):
    """Hidden while no handover waits. Calm at first, amber once it has waited for long.

    First what a colleague has declined, until I have looked; then what I am asked to acknowledge,
    what waits between others (for a supervisor), and what I have offered.
    """

    wanted = Signal(str)  # handover: the person wants to see it

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._tokens = session, tokens
        self._first: Handover | None = None
        self._seen: set[str] = set()  # what was declined, and the person has looked at
        self._sign, self._text = SignMark(18, self), PlainText(max_lines=2, parent=self)
        self.look = QPushButton(self)
        self.look.clicked.connect(self._look)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 4, 12, 4)
        line.setSpacing(10)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.look)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._late = QTimer(self)
        self._late.setInterval(_LOOK_EVERY_MS)
        self._late.timeout.connect(self.refresh)
        self._late.start()
        session.desk_changed.connect(self.refresh)
        session.city_known.connect(self.refresh)
        self.hide()
        self.refresh()

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.refresh()

    def text(self) -> str:
        """What is said; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def refresh(self) -> None:
        """Say what waits now."""
        waiting = self._waiting()
        self._first = waiting[0] if waiting else None
        if self._first is None:
            self.hide()
            return
        said = title(self._first, self._session)
        if not self._first.is_open:
            said = f"{said} · {state(self._first, self._session)}"
        if len(waiting) > 1:
            more = self.tr("{said} · and {n} more")
            said = words.fill(more, said=said, n=len(waiting) - 1)
        self._text.set_text(said)
        key = words.key("view.handover")
        self.look.setText(words.fill(self.tr("Look ({key})"), key=key))
        self.look.setAccessibleName(said)
        wrong = not self._first.is_open or is_late(self._first, self._session)
        self._dress(Tone.WARN if wrong else Tone.CALM)
        self.show()

    def _waiting(self) -> tuple[Handover, ...]:
        actor, desk = self._session.actor, self._session.desk
        if actor is None:
            return ()
        open_ones = (*desk.waiting_for(actor), *desk.watched_by(actor), *desk.offered_by(actor))
        return (*self._declined(actor.actor_id), *open_ones)

    def _declined(self, me: str) -> tuple[Handover, ...]:
        """What I have offered lately and a colleague cannot take: it is mine again."""
        since = from_ms(self._session.clock.now_ms()) - _TOLD_FOR
        return tuple(
            one
            for one in self._session.desk.handovers
            if one.giver == me
            and one.state is HandoverState.DECLINED
            and one.handover not in self._seen
            and one.settled_at is not None
            and one.settled_at >= since
        )

    def seen(self) -> None:
        """The person has looked at the list."""
        actor = self._session.actor
        if actor is not None:
            self._seen.update(one.handover for one in self._declined(actor.actor_id))
            self.refresh()

    def _dress(self, tone: Tone) -> None:
        on_it = self.wear(tone, self._tokens)
        self._text.set_colour(on_it)
        self._sign.show_tone(tone, on_it)

    def _look(self) -> None:
        if self._first is not None:
            self.wanted.emit(self._first.handover)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()
        super().changeEvent(event)
