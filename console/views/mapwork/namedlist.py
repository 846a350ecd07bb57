"""A list of things with names: go there, rename, delete. The base of two dialogs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal, SignalInstance
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console import words
from console.models.places import LONGEST_NAME, MOST, NameFault


def fault_text(fault: NameFault) -> str:
    """Why a name was not taken, and what to do."""
    translate = QCoreApplication.translate
    return {
        NameFault.EMPTY: translate("NamedList", "A name is needed: type one."),
        NameFault.LONG: words.fill(
            translate("NamedList", "The name is too long: at most {n} characters."), n=LONGEST_NAME
        ),
        NameFault.TAKEN: translate("NamedList", "Another one has this name: choose a new one."),
        NameFault.MANY: words.fill(
            translate("NamedList", "There are {n} already: delete one first."), n=MOST
        ),
    }[fault]


class NamedList(QWidget):
    """Names are shown literally. Enter on a name goes there; Enter in the field renames."""

    wanted = Signal(int)  # position: go there
    renamed = Signal(int, str)
    removed = Signal(int)
    moved = Signal(int)  # the position that is current now, -1 none

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list, self.name, self.said = QListWidget(self), QLineEdit(self), QLabel(self)
        self.go, self.rename, self.delete = (QPushButton(self) for _ in range(3))
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.name.setMaxLength(200)
        buttons = QHBoxLayout()
        for button in (self.go, self.rename, self.delete):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.name)
        column.addLayout(buttons)
        column.addWidget(self.said)
        self.list.currentRowChanged.connect(self._on_row)
        self.list.itemActivated.connect(lambda _item: self.wanted.emit(self.current))
        self.go.clicked.connect(lambda: self._tell(self.wanted))
        self.delete.clicked.connect(lambda: self._tell(self.removed))
        self.rename.clicked.connect(self._rename)
        self.name.returnPressed.connect(self._rename)
        self.retranslate()
        self._on_row(-1)

    @property
    def current(self) -> int:
        """The position of the chosen one, -1 none."""
        return self.list.currentRow()

    def show_names(self, names: Sequence[str]) -> None:
        """Other names; the choice stays where it was."""
        held = self.current
        self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems(list(names))
        self.list.setCurrentRow(min(max(held, 0), len(names) - 1))
        self.list.blockSignals(False)
        self._on_row(self.current)

    def say(self, text: str) -> None:
        self.said.setText(text)
        self.said.setVisible(bool(text))

    def _tell(self, signal: SignalInstance) -> None:
        if self.current >= 0:
            signal.emit(self.current)

    def _rename(self) -> None:
        if self.current >= 0:
            self.renamed.emit(self.current, self.name.text())

    def _on_row(self, row: int) -> None:
        item = self.list.item(row)
        self.name.setText(item.text() if item is not None else "")
        for part in (self.name, self.go, self.rename, self.delete):
            part.setEnabled(row >= 0)
        self.say("")
        self.moved.emit(row)

    def retranslate(self) -> None:
        self.go.setText(self.tr("Show on the map"))
        self.rename.setText(self.tr("Rename"))
        self.delete.setText(self.tr("Delete"))
        self.name.setAccessibleName(self.tr("Name"))
        self.list.setAccessibleName(self.tr("Names"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
