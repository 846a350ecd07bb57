"""The top of the case panel: number, priority, state, title, clock."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from casework.case import Case
from console import words
from console.session import Session
from console.tokens import Tokens
from console.views import theme
from console.views.caseclock import ClockBar
from console.views.parts.termchips import Flow
from console.views.plaintext import PlainText, flat
from console.views.signs import Tone, fill


class CaseHead(QWidget):
    """What must be seen first."""

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._case: Case | None = None
        self.number, self.state, self.priority = QLabel(self), QLabel(self), QLabel(self)
        for label in (self.number, self.state, self.priority):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.number.setContentsMargins(0, 3, 0, 3)  # on one line with the chips beside it
        self.title = PlainText(max_lines=3, parent=self)
        self.clock = ClockBar(session, tokens, self)
        line = Flow()
        line.setSpacing(8)
        for label in (self.priority, self.number, self.state):
            line.addWidget(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self.title)
        column.addWidget(self.clock)
        self._size_fonts()

    def _size_fonts(self) -> None:
        self.title.setFont(theme.font(theme.TITLE, bold=True))
        self.number.setFont(theme.font(theme.STRONG, bold=True))

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._size_fonts()
        self.clock.set_tokens(tokens)
        self._dress()

    def show_case(self, case: Case) -> None:
        self._case = case
        self.number.setText(words.fill(self.tr("No. {number}"), number=case.case_id))
        self.state.setText(words.state(case.state))
        self.priority.setText(words.priority(case.priority))
        self.title.set_text(flat(case.title))
        self.clock.show_case(case)
        self._dress()

    def _dress(self) -> None:
        """Only an open case that presses gets a coloured chip."""
        case = self._case
        pressing = case.priority if case is not None and case.is_open else 4
        tone = {1: Tone.ALARM, 2: Tone.WARN}.get(pressing, Tone.CALM)
        ground, on_it = fill(tone, self._tokens)
        line = self._tokens.surface.line
        chip = "padding: 2px 8px; border-radius: 3px; border: 1px solid {edge};"
        edge = line if tone is Tone.CALM else ground.name()
        _put_on(
            self.priority,
            f"background: {ground.name()}; color: {on_it.name()}; font-weight: bold;"
            + chip.format(edge=edge),
        )
        _put_on(
            self.state,
            f"background: {self._tokens.surface.raised}; color: {self._tokens.surface.text};"
            + chip.format(edge=line),
        )


def _put_on(label: QLabel, sheet: str) -> None:
    """A sheet is read anew even where it is the same, which costs half a millisecond."""
    if label.styleSheet() != sheet:
        label.setStyleSheet(sheet)
