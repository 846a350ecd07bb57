"""The same for all picked cases: what is to be done, and what has to be said for it, once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.actions import Actions
from console.batch import Batch, Fate
from console.catalogue import ACTIONS, Need
from console.models.queue import QueueModel
from console.session import Session
from console.views.casefieldset import Draft, FieldSet

#: What is about one case in particular cannot be done to many.
_SINGLE = {Need.INTO, Need.UNIT}
#: So many of the cases are looked at for what can be done to them.
_JUDGED = 50


class PicksDialog(QDialog):
    """Not modal: the queue goes on. What was done is let go of, what was refused stays picked."""

    wanted = Signal(str, object, object)  # action id, cases, what was said

    def __init__(
        self,
        session: Session,
        actions: Actions,
        model: QueueModel,
        batch: Batch,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._actions = session, actions
        self._model, self._batch = model, batch
        self.action = QComboBox(self)
        self.fields: FieldSet | None = None
        self._room = QVBoxLayout()
        self.what, self.hint = QLabel(self), QLabel(self)
        self.send, self.leave = QPushButton(self), QPushButton(self)
        self._lay_out()
        self.action.currentIndexChanged.connect(lambda _i: self._ask())
        self.send.clicked.connect(self.submit)
        self.leave.clicked.connect(self.close)
        batch.finished.connect(self._let_go)
        model.picks_changed.connect(lambda: self._label() if self.isVisible() else None)
        self._retranslate()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.leave, self.send):
            buttons.addWidget(button)
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        for part in (self.what, self.action):
            column.addWidget(part)
        column.addLayout(self._room)
        column.addWidget(self.hint)
        column.addStretch(1)
        column.addLayout(buttons)
        for label in (self.what, self.hint):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.what.setProperty("role", "title")
        self.resize(480, 320)

    def begin(self) -> None:
        """For the cases picked, or the selected one."""
        self._fill_actions()
        self._ask()
        self.show()
        self.raise_()
        self.action.setFocus()

    def cases(self) -> tuple[int, ...]:
        selected = self._session.selected_case
        return self._model.picks.cases or ((selected,) if selected else ())

    def _fill_actions(self) -> None:
        """What can be done to at least one of the first of them now; the rest is not offered."""
        held = self.action.currentData()
        some = self.cases()[:_JUDGED]
        self.action.blockSignals(True)
        self.action.clear()
        for name, action in ACTIONS.items():
            single = not action.verb or _SINGLE & set(action.needs)
            if not single and any(self._actions.availability(name, c).ok for c in some):
                self.action.addItem(self._actions.label(name), name)
        self.action.setCurrentIndex(max(0, self.action.findData(held)))
        self.action.blockSignals(False)

    def _ask(self) -> None:
        """The questions of the chosen action."""
        if self.fields is not None:
            self._room.removeWidget(self.fields)
            self.fields.hide()
            self.fields.deleteLater()
            self.fields = None
        name = str(self.action.currentData() or "")
        fit = [c for c in self.cases()[:_JUDGED] if name and self._actions.availability(name, c).ok]
        case = self._session.board.case(fit[0]) if fit else None
        asks = bool(name) and bool(ACTIONS[name].needs + ACTIONS[name].optional)
        if case is not None and asks:
            self.fields = FieldSet(self._session, case, Draft(name, case.case_id), self)
            self.fields.entered.connect(self.submit)
            self._room.addWidget(self.fields)
        self._label()

    def submit(self) -> None:
        """Send, or go to what is still missing."""
        name, cases = str(self.action.currentData() or ""), self.cases()
        if not name or not cases:
            return
        missing = self.fields.missing() if self.fields is not None else None
        if missing is not None and self.fields is not None:
            self.fields.go_to(missing)
            self.hint.setText(self.tr("Something is still missing."))
            return
        draft = self.fields.draft() if self.fields is not None else Draft(name, 0)
        said = {
            "department": draft.department,
            "reason": draft.reason,
            "text": draft.text,
            "passed": draft.passed is not False,
        }
        self.wanted.emit(name, cases, said)
        self.close()

    def _let_go(self) -> None:
        """What is done needs no picking any more; what was refused stays picked."""
        self._model.picks.discard(i.case_id for i in self._batch.items if i.fate is Fate.DONE)
        self._model.picks_changed.emit()

    def _label(self) -> None:
        number = len(self.cases())
        self.what.setText(self.tr("The same for %n case(s)", "", number))
        self.send.setText(self.tr("Send to %n case(s)", "", number))
        self.send.setEnabled(bool(number) and self.action.count() > 0)
        none = self.tr("Nothing can be done to these cases now.")
        self.hint.setText("" if self.action.count() else none)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Many cases at once"))
        self.action.setAccessibleName(self.tr("What to do"))
        self.leave.setText(self.tr("Close"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            if self.isVisible():  # else all of it is said anew when it is opened
                self._fill_actions()
                self._label()
        super().changeEvent(event)
