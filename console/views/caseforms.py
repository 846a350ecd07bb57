"""One form for every action that needs to be told more; what it asks comes from the catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from casework.case import Case
from casework.events import Envelope
from casework.instant import to_ms
from console import words
from console.actions import Actions
from console.catalogue import ACTIONS, Need
from console.session import Session
from console.tokens import Tokens
from console.views.casefields import LONGEST_TEXT
from console.views.casefieldset import Draft, FieldSet
from console.views.plaintext import PlainText
from console.views.signs import Tone, ToneFrame, ink

__all__ = ["CaseForm", "Draft"]
#: The newest so many changes by others are said; the history has them all.
_CHANGES = 4


class CaseForm(ToneFrame):
    """Enter goes on to what is missing and then sends; Esc leaves and keeps the draft."""

    sent = Signal(object, int)  # Draft, the version of the case it was decided on
    left = Signal(object)  # Draft: closed without sending

    def __init__(
        self, session: Session, actions: Actions, tokens: Tokens, case: Case, draft: Draft
    ) -> None:
        super().__init__()
        self._session, self._actions, self._tokens = session, actions, tokens
        self._case = case
        self._version = case.version
        self._changes: list[Envelope] = []
        self._unseen = False  # somebody has changed the case, and nothing was said to that
        self.action = ACTIONS[draft.action_id]
        self.fields = FieldSet(session, case, draft, self)
        self._title, self._news, self._hint = QLabel(self), PlainText(8, self), PlainText(4, self)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._send, self._leave = QPushButton(self), QPushButton(self)
        self._send.clicked.connect(self.submit)
        self._leave.clicked.connect(self.leave)
        self.fields.entered.connect(self.submit)
        self.fields.chosen.connect(self._hint.hide)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._lay_out()
        self._retranslate()
        self.set_tokens(tokens)

    def _lay_out(self) -> None:
        self._title.setProperty("role", "title")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._send)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        for part in (self._title, self._news, self.fields, self._hint):
            column.addWidget(part)
        column.addLayout(buttons)
        self._news.hide()
        self._hint.hide()

    def draft(self) -> Draft:
        """What has been said so far."""
        return self.fields.draft()

    def begin(self) -> None:
        """Put the cursor where the first answer is missing."""
        self.fields.go_to(self.fields.missing())

    def case_changed(self, case: Case, happened: Sequence[Envelope] = ()) -> None:
        """The case has changed under the form: say what and by whom, keep what was typed.

        What somebody else has done has to be looked at: Enter asks once more before it sends. What
        I did myself (a hold that is renewed, a note) I know; it only moves the version on.
        """
        if case.version == self._case.version:
            return
        me = self._session.actor.actor_id if self._session.actor else ""
        others = [e for e in happened if not me or e.actor != me]
        self._case = case
        self._version = case.version
        if happened and not others:
            return
        self._changes = [*self._changes, *others][-_CHANGES:]
        self._unseen = True
        why = self._actions.availability(self.action.id, case.case_id).why
        text = self.tr("The case has changed: “{state}” now. What you typed is kept; look again.")
        if why:
            text = self.tr("The case has changed: “{state}” now. {why} What you typed is kept.")
        said = words.fill(text, state=words.state(case.state), why=why)
        self._news.set_text("\n".join((said, *map(self._told, self._changes))))
        self._news.show()
        self._retranslate()

    def _told(self, change: Envelope) -> str:
        """ "14:05:09  li: sent on from A to B"."""
        when = words.instant_ms(to_ms(change.at), words.zone(self._session))
        return f"{when}  {words.event(change, self._session)}"

    def unit_gone(self) -> bool:
        """Whether the unit to be sent has vanished from the board; says so."""
        unit = self.draft().unit
        gone = bool(unit) and self._session.board.units.row(unit) < 0
        if gone and self.action.id == "assign":
            self.object_to(self.tr("This unit is no longer known. Choose another one."))
        return gone and self.action.id == "assign"

    def object_to(self, why: str) -> None:
        """Say why it was not sent."""
        self._hint.set_text(why)
        self._hint.show()

    def news(self) -> str:
        """What the form says about changes and about what is missing."""
        return " ".join(t.text() for t in (self._news, self._hint) if not t.isHidden())

    def submit(self) -> None:
        """Send, or go to what is still missing."""
        missing = self.fields.missing()
        over = len(self.fields.text()) - LONGEST_TEXT
        if missing is not None:
            self.fields.go_to(missing)
            self.object_to(self._ask(missing))
        elif over > 0:
            self.object_to(words.fill(self.tr("The text is {n} characters too long."), n=over))
        elif self.unit_gone():
            return
        elif self._unseen:
            self._unseen = False
            self.object_to(self.tr("Press Enter again to send it on the case as it is now."))
        else:
            self.sent.emit(self.draft(), self._version)

    def leave(self) -> None:
        self.left.emit(self.draft())

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.wear(Tone.CALM, tokens)
        self._news.set_colour(ink(Tone.WARN, tokens))
        self._hint.set_colour(ink(Tone.ALARM, tokens))

    def _ask(self, need: Need) -> str:
        return {
            Need.DEPARTMENT: self.tr("Choose a department."),
            Need.REASON: self.tr("Choose a reason."),
            Need.UNIT: self.tr("Choose a unit."),
            Need.PASSED: self.tr("Say whether the check was passed."),
            Need.TEXT: self.tr("Write something."),
            Need.INTO: self.tr("Choose an open case near by, or type its number."),
        }[need]

    def _retranslate(self) -> None:
        self._title.setText(self._actions.label(self.action.id))
        anew = bool(self._changes) or self._unseen
        self._send.setText(
            self.tr("Send on the new version  Enter") if anew else self.tr("Send  Enter")
        )
        self._leave.setText(self.tr("Cancel  Esc"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
