"""The end of a shift: what I hold, what is near its limit, a note, and who gets it."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console import words
from console.feeds.port import Trouble
from console.models.shift import Held, held_by
from console.outbox.port import Colleague, ColleaguesAnswer
from console.session import Session
from console.tokens import Tokens
from console.views.handover.casetable import CaseTable
from console.views.plaintext import PlainText, flat

#: A draft goes to the disk this long after the last key.
_KEEP_AFTER_MS = 400
#: How soon after a change the list of what I hold follows it.
_LOOK_AFTER_MS = 500
_MOST_NOTE = 10_000


class KeepsNotes(Protocol):
    """Where a note that is not sent yet survives a crash."""

    def note_of(self, key: str) -> str: ...

    def keep_note(self, key: str, text: str) -> None: ...


class GivePage(QWidget):
    """Everything is ticked to begin with; the pool is one of those it can go to."""

    told = Signal(str)
    offered = Signal(str)  # command id

    def __init__(
        self, session: Session, tokens: Tokens, notes: KeepsNotes, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._notes = session, notes
        self._held: tuple[Held, ...] = ()
        self._left_out: set[int] = set()
        self._author = ""  # whose note is in the field; "" until it has been fetched
        self._colleagues: tuple[Colleague, ...] = ()
        self.summary = PlainText(2, self)
        self.table = CaseTable(session, tokens, choosing=True, parent=self)
        self._note_label, self._to_label = QLabel(self), QLabel(self)
        self.note, self.to = QPlainTextEdit(self), QComboBox(self)
        self.give = QPushButton(self)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEEP_AFTER_MS)
        self._keep.timeout.connect(self.keep_draft)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(_LOOK_AFTER_MS)
        self._again.timeout.connect(self.refresh)
        self._lay_out()
        self.note.textChanged.connect(self._keep.start)
        self.table.itemChanged.connect(self._tick)
        self.give.clicked.connect(self.submit)
        session.colleagues_ready.connect(self._take_colleagues)
        self.retranslate()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addWidget(self._to_label)
        foot.addWidget(self.to, 1)
        foot.addWidget(self.give)
        column = QVBoxLayout(self)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        column.addWidget(self._note_label)
        column.addWidget(self.note)
        column.addLayout(foot)
        self._note_label.setBuddy(self.note)
        self._to_label.setBuddy(self.to)
        self.note.setTabChangesFocus(True)
        self.note.setMaximumHeight(96)

    # -- what is held ------------------------------------------------------------------------

    def begin(self) -> None:
        """The page is opened: the draft is there again, the colleagues are asked for."""
        self.refresh()
        if self._author != self._key():
            self._author = self._key()
            self.note.setPlainText(self._notes.note_of(self._author))
        self._session.ask_colleagues()

    def refresh_soon(self) -> None:
        """Cases have changed: look again, but not at every frame."""
        if not self._again.isActive():
            self._again.start()

    def refresh(self) -> None:
        """What I hold now."""
        actor = self._session.actor
        self._held = held_by(self._session, actor.actor_id) if actor else ()
        self._left_out &= {one.case_id for one in self._held}
        self.table.show_cases([(one.case_id, one.light) for one in self._held], self._left_out)
        self.summary.set_text(self._summary())

    def _summary(self) -> str:
        if not self._held:
            return self.tr("You hold no case. A note alone can be handed over as well.")
        near = sum(one.near for one in self._held)
        over = sum(one.over for one in self._held)
        text = self.tr("Cases you hold: {n}; near their limit: {near}, overdue: {over}.")
        return words.fill(text, n=len(self._held), near=near, over=over)

    def _tick(self) -> None:
        ticked = set(self.table.chosen())
        self._left_out = {one.case_id for one in self._held} - ticked

    # -- whom ----------------------------------------------------------------------------------

    def _take_colleagues(self, answer: ColleaguesAnswer) -> None:
        if answer.trouble is not Trouble.NONE:
            text = self.tr("The colleagues cannot be asked for: {why}. The pool can be chosen.")
            self.told.emit(words.fill(text, why=words.trouble(answer.trouble)))
        self._colleagues = answer.colleagues
        self._list_colleagues()

    def _list_colleagues(self) -> None:
        chosen = self.to.currentData()
        self.to.clear()
        for one in self._colleagues:
            here = self.tr("{name} ({id}) · at a seat") if one.here else self.tr("{name} ({id})")
            self.to.addItem(words.fill(here, name=flat(one.name), id=one.actor_id), one.actor_id)
        self.to.addItem(self.tr("The pool: free for anybody at once"), "")
        self.to.setCurrentIndex(-1 if chosen is None else self.to.findData(chosen))

    # -- sending -------------------------------------------------------------------------------

    def submit(self) -> None:
        """Offer what is ticked; says what is missing."""
        to, note = self.to.currentData(), self.note.toPlainText().strip()
        cases = self.table.chosen()
        if to is None:
            self.told.emit("! " + self.tr("Choose who takes over: a colleague, or the pool."))
            self.to.setFocus()
            return
        if not cases and not note:
            self.told.emit("! " + self.tr("Tick a case or write a note: this would be empty."))
            return
        if len(note) > _MOST_NOTE:
            text = self.tr("The note is too long: {n} of at most {most} letters.")
            self.told.emit("! " + words.fill(text, n=len(note), most=_MOST_NOTE))
            return
        self.keep_draft()
        self.offered.emit(self._session.offer_handover(to, cases, note))

    def done(self) -> None:
        """It has been recorded: the draft has served."""
        self._keep.stop()
        self.note.clear()
        self.keep_draft()

    def keep_draft(self) -> None:
        """Put the note where a crash cannot reach it."""
        self._keep.stop()
        text = self.note.toPlainText()
        if self._author and text != self._notes.note_of(self._author):
            self._notes.keep_note(self._author, text)

    def _key(self) -> str:
        actor = self._session.actor
        return f"handover:{actor.actor_id}" if actor else ""

    def set_tokens(self, tokens: Tokens) -> None:
        self.table.set_tokens(tokens)
        self.refresh()

    def retranslate(self) -> None:
        self.table.retranslate()
        self.table.setAccessibleName(self.tr("Cases I hold"))
        self._note_label.setText(self.tr("&Note for whoever takes over"))
        self._to_label.setText(self.tr("&To"))
        self.note.setAccessibleName(self.tr("Note for whoever takes over"))
        self.to.setAccessibleName(self.tr("To"))
        self.to.setPlaceholderText(self.tr("Choose…"))
        self.give.setText(self.tr("&Hand over"))
        self._list_colleagues()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        self.keep_draft()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
