"""The other ends of a merge, as buttons that lead there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from casework.case import Case
from console import words
from console.session import Session

#: More merged cases than this are counted, not listed.
MOST = 4


class CaseLinks(QWidget):
    """Hidden unless the case was merged, or others were merged into it."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._case: Case | None = None
        self._said, self._more = QLabel(self), QLabel(self)
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        for label in (self._said, self._more):
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._row.addWidget(label)
        self._row.addStretch(1)
        self.hide()

    def show_case(self, case: Case) -> None:
        self._case = case
        into = bool(case.merged_into)
        linked = (case.merged_into,) if into else case.merged
        self.setVisible(bool(linked))
        if not linked:
            return
        self._said.setText(self.tr("Goes on in") if into else self.tr("Merged into this one:"))
        self._rebuild(linked[:MOST])
        more = len(linked) - MOST
        self._more.setVisible(more > 0)
        self._more.setText(words.fill(self.tr("and {n} more"), n=more))

    def _rebuild(self, numbers: tuple[int, ...]) -> None:
        for old in self.buttons:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons = [self._button(number) for number in numbers]
        for at, button in enumerate(self.buttons, 1):
            self._row.insertWidget(at, button)

    def _button(self, number: int) -> QPushButton:
        button = QPushButton(words.fill(self.tr("Case {number}"), number=number), self)
        known = self._session.board.cases.row(number) >= 0
        button.setEnabled(known)
        button.setToolTip("" if known else self.tr("This case is not on the board of this seat."))
        button.clicked.connect(lambda _on=False, n=number: self._session.select(n))
        return button

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange and self._case is not None:
            self.show_case(self._case)
        super().changeEvent(event)
