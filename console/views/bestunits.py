"""Who to send to the case: the best units with their reasons, and a button for each."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QEnterEvent
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from casework.case import Case
from console import words
from console.actions import Actions
from console.board.board import Delta
from console.models.sending import sentences
from console.models.sending.desk import SendDesk
from console.models.sending.score import Candidate, Ranking
from console.models.sending.weights import Fit
from console.session import Session
from console.tokens import Tokens
from console.turns import in_turn, turns
from console.views.parts.minutebars import MinuteBar
from console.views.plaintext import PlainText

SHOWN = 4
# Moving units are put in order anew at most this often; a change of duty sooner.
_MOVED_MS, _DUTY_MS = 1_000, 150
# A new case is painted first: who steps through the queue does not wait for all units to be judged.
_SELECTED_MS = 30


class BestRow(QWidget):
    """One unit: who, how far, why; its button sends it."""

    chosen = Signal(int)  # unit id

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self.unit = 0
        self.who, self.why = PlainText(1, self), PlainText(2, self)
        self.bar, self.button = MinuteBar(tokens, self), QPushButton(self)
        # A click leaves the keyboard where it was, and the list free to change its order.
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(lambda: self.chosen.emit(self.unit))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(1)
        grid.addWidget(self.who, 0, 0)
        grid.addWidget(self.bar, 1, 0)
        grid.addWidget(self.why, 2, 0)
        grid.addWidget(self.button, 0, 1, 3, 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        self.set_tokens(tokens)

    def set_tokens(self, tokens: Tokens) -> None:
        self.bar.set_tokens(tokens)
        self.why.set_colour(QColor(tokens.surface.text_soft))

    def tell(self, who: str, why: str, whole: str) -> None:
        """`whole` is all there is to say, in lines: for the tooltip and for who cannot see."""
        self.who.set_text(who)
        self.why.set_text(why)
        self.setToolTip("<br>".join(html.escape(line) for line in whole.split("\n")))
        self.setAccessibleName(who)
        self.setAccessibleDescription(whole)
        self.button.setAccessibleDescription(whole)


class BestUnits(QWidget):
    """Kept up to date as units move; while the mouse or the keyboard is in it, nothing changes
    places: the lines stay with their units until it is left.
    """

    def __init__(
        self, session: Session, actions: Actions, tokens: Tokens, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._actions = session, actions
        self.desk = SendDesk(session, actions, self)
        self._case_id, self._held = 0, False
        self._told = 0  # for which case the rows are
        self.title, self.key = QLabel(self), QLabel(self)
        self.said = PlainText(4, self)
        self.rows = [BestRow(tokens, self) for _ in range(SHOWN)]
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(in_turn(self, self.refresh))
        self._lay_out()
        self.set_tokens(tokens)
        session.changed.connect(self._on_changed)
        self.desk.changed.connect(lambda: self._soon(0))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _lay_out(self) -> None:
        self.title.setProperty("role", "title")
        self.key.setProperty("role", "small")
        self.key.setWordWrap(True)  # beside the title it would widen the whole panel
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.key)
        for row in self.rows:
            row.chosen.connect(self._choose)
            column.addWidget(row)
        column.addWidget(self.said)

    def set_tokens(self, tokens: Tokens) -> None:
        self.said.set_colour(QColor(tokens.surface.text_soft))
        for row in self.rows:
            row.set_tokens(tokens)

    def show_case(self, case: Case) -> None:
        """Recommend for `case`; hidden where nobody can be sent to it at all."""
        another = case.case_id != self._case_id
        if another:
            self._case_id, self._held = case.case_id, False
        shown = case.is_open and "assign" in self._actions.within_posts()
        if another and shown and self.isVisible():
            self._soon(_SELECTED_MS)  # the case itself is painted first
        elif another or shown == self.isHidden():
            self.setVisible(shown)
            turns().do(self, self.refresh)
        else:
            self._soon(_DUTY_MS)  # of the same case there is news several times a second

    # -- who is shown ------------------------------------------------------------------------

    def refresh(self) -> None:
        """Score all units now and show the best, or those that are held."""
        self._later.stop()
        if self.isHidden() or not self._case_id:
            return
        ranking = self.desk.ranking(self._case_id)
        if ranking is None:
            return
        self.title.setText(self.tr("Who to send"))
        self.key.setText(words.fill(self.tr("{key} sends the first"), key=words.key("case.send")))
        listed = self._kept(ranking) if self._held else self._best(ranking)
        self._told = self._case_id
        self.desk.list(self._case_id, [c.unit_id for c in listed])
        judged = self._actions.availability("assign", self._case_id)
        longest = max((c.total for c in listed), default=0.0)
        for at, row in enumerate(self.rows):
            row.setVisible(at < len(listed))
            if at < len(listed):
                self._fill(row, ranking, listed[at], longest)
                row.button.setEnabled(judged.ok and listed[at].fit in (Fit.FREE, Fit.BUSY))
        self._say(ranking)

    def _best(self, ranking: Ranking) -> list[Candidate]:
        return ranking.best(SHOWN) or ranking.best(SHOWN, Fit.BUSY)

    def _kept(self, ranking: Ranking) -> list[Candidate]:
        """Those that are shown, as they are now; a unit that is gone leaves its place."""
        rows = [self._session.board.units.row(row.unit) for row in self.rows if not row.isHidden()]
        return [ranking.candidate(row) for row in rows if row >= 0] or self._best(ranking)

    def _fill(self, row: BestRow, ranking: Ranking, c: Candidate, longest: float) -> None:
        row.unit = c.unit_id
        session, wanted = self._session, ranking.wanted
        why = sentences.brief(session, wanted, c)
        if c.fit not in (Fit.FREE, Fit.BUSY):
            why = sentences.fit_text(c.fit)
        who = sentences.unit_text(session, c)
        row.tell(who, why, sentences.explained(session, wanted, c))
        row.bar.set_minutes(c.minutes, longest)
        busy = c.fit is Fit.BUSY
        row.button.setText(self.tr("Take …") if busy else self.tr("Send"))
        name = self.tr("Take {unit} from its case") if busy else self.tr("Send {unit}")
        row.button.setAccessibleName(words.fill(name, unit=words.unit_name(session, c.unit_id)))

    def _say(self, ranking: Ranking) -> None:
        counts = ranking.counts()
        free = counts[Fit.FREE]
        if not free:
            text = sentences.nobody(counts)
        else:
            line = self.tr("{free} of {all} units could go")
            text = words.fill(line, free=words.count(free), all=words.count(ranking.fleet.size))
        if self._held:
            text += " · " + self.tr("the order is held while you are here")
        self.said.set_text(text)

    def _choose(self, unit: int) -> None:
        if self._told == self._case_id:  # what is listed was judged for this case
            self.desk.pick(self._case_id, unit)

    # -- when --------------------------------------------------------------------------------

    def _on_changed(self, delta: Delta) -> None:
        if delta.reset or len(delta.units):
            self._soon(_DUTY_MS)
        elif len(delta.moved):
            self._soon(_MOVED_MS)

    def _soon(self, ms: int) -> None:
        if self.isVisible() and (not self._later.isActive() or self._later.remainingTime() > ms):
            self._later.start(ms)

    def _hold(self, held: bool) -> None:
        if held != self._held:
            self._held = held
            self._soon(0)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hold(True)
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hold(self._has_focus(QApplication.focusWidget()))
        super().leaveEvent(event)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._hold(self._has_focus(new) or self.underMouse())

    def _has_focus(self, widget: QWidget | None) -> bool:
        return widget is not None and self.isAncestorOf(widget)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._soon(0)
        super().changeEvent(event)
