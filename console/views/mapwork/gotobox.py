"""The box that asks where to: the same words as `go` in the command bar."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from console.commandline import Parsed, Problem, parse
from console.models.lexicon import BoardLexicon
from console.views.parts import commandwords
from console.views.parts.field import SeatField

_WIDE, _TOP = 460, 44
_VERB = "go "


class GoToBox(QFrame):
    """Shown over its parent, a map. Enter goes, Escape leaves."""

    go = Signal(object)  # Parsed

    def __init__(self, lexicon: BoardLexicon, parent: QWidget) -> None:
        super().__init__(parent)
        self._lexicon, self._under = lexicon, parent
        self.field, self.answer = SeatField(self), QLabel(self)
        self.field.setMaxLength(200)
        self.answer.setTextFormat(Qt.TextFormat.PlainText)
        self.answer.setWordWrap(True)
        self.answer.setProperty("role", "small")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.field)
        column.addWidget(self.answer)
        self.field.textEdited.connect(lambda _text: self._say(wrong=False))
        self.field.returnPressed.connect(self._enter)
        self.retranslate()
        self.hide()

    def begin(self) -> None:
        """Take the keyboard, with what was typed last ready to be typed over."""
        parent = self._under
        wide = min(_WIDE, parent.width() - 20)
        self.setFixedWidth(max(200, wide))
        self.adjustSize()
        self.move((parent.width() - self.width()) // 2, _TOP)
        self.show()
        self.raise_()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._say(wrong=False)

    def leave(self) -> None:
        self.hide()
        self._under.setFocus(Qt.FocusReason.OtherFocusReason)

    def _parsed(self) -> Parsed | Problem:
        return parse(_VERB + self.field.text(), self._lexicon)

    def _enter(self) -> None:
        said = self._parsed()
        if isinstance(said, Parsed):
            self.leave()
            self.go.emit(said)
        else:
            self._say(wrong=True)

    def _say(self, wrong: bool) -> None:
        """While typing what is possible; after Enter why it was not understood."""
        said = self._parsed()
        text = self.tr(
            "Coordinates (lon, lat or 23°1'N 113°45'E; gcj: or bd: before them), "
            "grid code, place, case number or call sign"
        )
        if isinstance(said, Parsed):
            text = "⏎ " + commandwords.effect(said, self._lexicon.session, "")
        elif wrong:
            # counted from what is typed here, not from the verb before it
            here = replace(said, at=max(0, said.at - len(_VERB)))
            text = "✕ " + commandwords.problem(here)
        self.answer.setText(text)
        self.answer.setMinimumHeight(self.answer.heightForWidth(self.width() - 20))
        self.adjustSize()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        self.field.setPlaceholderText(self.tr("Go to …"))
        self.field.setAccessibleName(self.tr("Go to a place on the map"))
        self.answer.setAccessibleName(self.tr("Where it leads"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
