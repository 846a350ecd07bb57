"""The lines under the menus: the two most pressing in full, the others in one line together.

Each line shows and hides itself; here it only gets its place, or lies folded until somebody looks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from console import words
from console.pulse import Turn, every
from console.views.plaintext import PlainText, flat

#: So many lines have room of their own.
IN_FULL = 2
_SHOWN = (QEvent.Type.ShowToParent, QEvent.Type.HideToParent)


class Rank(IntEnum):
    """The most pressing first."""

    LINK = 0
    ALERTS = 1
    FAULT = 2
    BATCH = 3
    HANDOVER = 4
    AREAS = 5


@dataclass(frozen=True)
class _Line:
    rank: Rank
    strip: QWidget
    place: QWidget  # where it stands: it is hidden without the strip knowing
    text: Callable[[], str]


class Strips(QWidget):
    """Lines by rank. `open_up` is what a key does: it leads there, and back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[_Line] = []
        self._open = False
        self._before: QWidget | None = None  # who had the keyboard
        self.fold, self.said = QFrame(self), PlainText(1, self)
        self.more = QPushButton(self)
        self.more.clicked.connect(self._toggle)
        row = QHBoxLayout(self.fold)
        row.setContentsMargins(12, 2, 12, 2)
        row.setSpacing(10)
        row.addWidget(self.said, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.more)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(1)  # two lines of one colour stay two
        self._column.addWidget(self.fold)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.fold.hide()
        # A line that lies folded lays nothing out, and tells of its first change only.
        every(self, 1_000, self.look, Turn.LOOK)
        self.retranslate()

    def put(self, rank: Rank, strip: QWidget, text: Callable[[], str]) -> None:
        """`strip` stands here from now on. `text`: what it says, in one line."""
        place = QWidget(self)
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(strip)
        line = _Line(rank, strip, place, text)
        at = sum(other.rank <= rank for other in self._lines)
        self._lines.insert(at, line)
        self._column.insertWidget(at, place)
        strip.installEventFilter(self)
        self._chain()
        self.arrange()

    def _chain(self) -> None:
        """Tab goes through them as they stand, and then to what is folded."""
        buttons = [b for line in self._lines for b in line.place.findChildren(QPushButton)]
        for one, other in pairwise((*buttons, self.more)):
            QWidget.setTabOrder(one, other)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SHOWN:
            self.arrange()
        elif event.type() == QEvent.Type.LayoutRequest:
            self.look()  # one of them says something else
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Say what the folded ones say now."""
        if not self.fold.isHidden():
            self._say()

    def waiting(self) -> list[_Line]:
        """Those that have something to say, the most pressing first."""
        return [line for line in self._lines if not line.strip.isHidden()]

    def arrange(self) -> None:
        """Give each its place."""
        waiting = self.waiting()
        many = len(waiting) > IN_FULL
        self._open = self._open and many
        room = waiting if self._open else waiting[:IN_FULL]
        for line in self._lines:
            line.place.setVisible(line in room)
        self.fold.setVisible(many)
        if many:
            self._say()

    def _say(self) -> None:
        rest = self.waiting()[IN_FULL:]
        folded = [] if self._open else rest
        self.said.set_text("  |  ".join(flat(line.text()) for line in folded))
        text = self.tr("Fold ({key})") if self._open else self.tr("{n} more ({key})")
        key = words.key("view.strips")
        self.more.setText(words.fill(text, n=f"+{len(rest)}", key=key))

    # -- by key and by mouse ---------------------------------------------------------------------

    def _toggle(self) -> None:
        self._open = not self._open
        self.arrange()

    def open_up(self) -> bool:
        """The keyboard goes to the first button of the lines, all of them in full; from there it
        goes back to where it was, and they fold. False where there is none to go to."""
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self._open = False
            self.arrange()
            if self._before is not None and isValid(self._before):
                self._before.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
        self._open = True
        self.arrange()
        buttons = (b for line in self.waiting() for b in line.place.findChildren(QPushButton))
        first = next((b for b in buttons if b.isVisible() and b.isEnabled()), None)
        if first is None:
            return False
        self._before = focus
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def retranslate(self) -> None:
        self.fold.setAccessibleName(self.tr("What else wants to be seen"))
        self.look()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
