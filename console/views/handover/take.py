"""Handovers that wait and those of the last days: what is in one, and settling it."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from casework.duty import Handover
from casework.vocabulary import Post
from console.models.shift import by_deadline, light_of
from console.session import Session
from console.tokens import Tokens
from console.views.handover.casetable import CaseTable
from console.views.handover.sentences import state, stayed, title
from console.views.plaintext import PlainText

_ID = Qt.ItemDataRole.UserRole
#: Settled ones that are still listed, the newest first.
_MOST_SETTLED = 20


class TakePage(QWidget):
    """The open ones first: mine to acknowledge, then those I watch, then my own."""

    told = Signal(str)
    sent = Signal(str)  # command id
    named = Signal(object)  # case id

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self.list, self._shown = QListWidget(self), ""
        self._why_not = ""  # why nothing can be sent from here at all
        self.words = PlainText(8, self)
        self.table = CaseTable(session, tokens, choosing=False, parent=self)
        self._why_label, self.why = QLabel(self), QLineEdit(self)
        self.acknowledge, self.decline = QPushButton(self), QPushButton(self)
        self.withdraw = QPushButton(self)
        self._lay_out()
        self.list.currentItemChanged.connect(lambda *_: self._show_current())
        self.table.named.connect(self.named)
        self.acknowledge.clicked.connect(self._acknowledge)
        self.decline.clicked.connect(self._decline)
        self.withdraw.clicked.connect(self._withdraw)
        session.desk_changed.connect(self.refresh)
        self.retranslate()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self.withdraw)
        foot.addStretch(1)
        foot.addWidget(self._why_label)
        foot.addWidget(self.why, 2)
        foot.addWidget(self.decline)
        foot.addWidget(self.acknowledge)
        column = QVBoxLayout(self)
        column.addWidget(self.list, 2)
        column.addWidget(self.words)
        column.addWidget(self.table, 3)
        column.addLayout(foot)
        self._why_label.setBuddy(self.why)
        self.why.setMaxLength(2_000)
        self.list.setWordWrap(False)

    def show_one(self, handover: str) -> None:
        """Bring one to the front."""
        self._shown = handover or self._shown
        self.refresh()

    def lock(self, why: str) -> None:
        """Nothing can be sent from here, because of `why`; "": it can."""
        self._why_not = why
        for button in (self.acknowledge, self.decline, self.withdraw):
            button.setToolTip(html.escape(why))
        self._enable(self.current())

    def refresh(self) -> None:
        """List what there is now; the one that is looked at stays."""
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._listed():
            item = QListWidgetItem(f"{title(one, self._session)} · {state(one, self._session)}")
            item.setData(_ID, one.handover)
            self.list.addItem(item)
            if one.handover == self._shown:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._show_current()

    def current(self) -> Handover | None:
        """The one that is looked at."""
        item = self.list.currentItem()
        return self._session.desk.handover(str(item.data(_ID))) if item is not None else None

    def _listed(self) -> list[Handover]:
        actor, desk = self._session.actor, self._session.desk
        if actor is None:
            return []
        settled = [one for one in reversed(desk.handovers) if not one.is_open]
        open_ones = (*desk.waiting_for(actor), *desk.watched_by(actor), *desk.offered_by(actor))
        rest = [one for one in desk.open_handovers if one not in open_ones]
        return [*open_ones, *rest, *settled[:_MOST_SETTLED]]

    def _show_current(self) -> None:
        one = self.current()
        self._shown = one.handover if one else ""
        none = self.tr("No handover waits, and there was none in the last days.")
        self.words.set_text(self._said(one) if one else none)
        cases = by_deadline(self._session, one.cases) if one else []
        self.table.show_cases([(n, light_of(self._session, n)) for n in cases], set())
        self._enable(one)

    def _said(self, one: Handover) -> str:
        note = one.note or self.tr("No note.")
        return "\n".join(part for part in (note, stayed(one.left)) if part)

    def _enable(self, one: Handover | None) -> None:
        actor = self._session.actor
        can = one is not None and one.is_open and actor is not None and not self._why_not
        me = actor.actor_id if actor else ""
        leads = actor is not None and Post.SHIFT_SUPERVISOR in actor.posts
        mine = can and one is not None and one.giver == me
        meant = can and one is not None and not mine and one.to in ("", me)
        self.acknowledge.setEnabled(meant or (can and leads and not mine))
        for part in (self._why_label, self.why, self.decline):
            part.setVisible(meant and one is not None and one.to == me)
        self.withdraw.setVisible(mine or (can and leads))

    def _acknowledge(self) -> None:
        one = self.current()
        if one is not None:
            self.sent.emit(self._session.acknowledge_handover(one.handover))

    def _decline(self) -> None:
        one, why = self.current(), self.why.text().strip()
        if not why:
            self.told.emit("! " + self.tr("Say why: whoever handed it over has to know."))
            self.why.setFocus()
        elif one is not None:
            self.sent.emit(self._session.decline_handover(one.handover, why))
            self.why.clear()

    def _withdraw(self) -> None:
        one = self.current()
        if one is not None:
            self.sent.emit(self._session.withdraw_handover(one.handover))

    def set_tokens(self, tokens: Tokens) -> None:
        self.table.set_tokens(tokens)

    def retranslate(self) -> None:
        self.table.retranslate()
        self.list.setAccessibleName(self.tr("Handovers"))
        self.table.setAccessibleName(self.tr("Cases of this handover"))
        self._why_label.setText(self.tr("Wh&y not"))
        self.why.setAccessibleName(self.tr("Why not"))
        self.acknowledge.setText(self.tr("&Acknowledge"))
        self.decline.setText(self.tr("&Decline"))
        self.withdraw.setText(self.tr("Take &back"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
