"""The dialog of keys: look one up, change it, take them along as a file, print them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console import words
from console.bindings import (
    DEFAULTS,
    LARGEST,
    Bindings,
    KeyFileError,
    label,
    native,
    portable,
    problems,
    read_file,
    write_file,
)
from console.views.keys.sheet import sheet_html, write_pdf
from console.views.keys.table import KeyTable
from console.views.keys.wordings import file_problem, problem
from console.views.parts.headings import name_columns
from console.views.plaintext import PlainText

_SHOWN = 3


class KeysDialog(QDialog):
    """Nothing changes before it is saved; a set with a conflict cannot be saved."""

    def __init__(self, keys: Bindings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.search, self.table = QLineEdit(self), KeyTable(self)
        self.edit, self.edit_label = QKeySequenceEdit(self), QLabel(self)
        self.message = PlainText(6, self)
        self.one, self.every = QPushButton(self), QPushButton(self)
        self.load, self.save_as, self.paper = (QPushButton(self) for _ in range(3))
        self.save, self.cancel = QPushButton(self), QPushButton(self)
        self._lay_out()
        self._wire()
        self.resize(760, 620)

    def _lay_out(self) -> None:
        self.edit.setMaximumSequenceLength(1)
        self.edit_label.setBuddy(self.edit)
        self._typed = self.edit.findChild(QLineEdit)
        self.edit_label.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        grid = QGridLayout()
        grid.addWidget(self.edit_label, 0, 0)
        grid.addWidget(self.edit, 0, 1)
        grid.addWidget(self.one, 0, 2)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addWidget(self.message)
        row = QHBoxLayout()
        for button in (self.load, self.save_as, self.paper, self.every):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        column.addLayout(row)
        self.save.setDefault(True)

    def _wire(self) -> None:
        self.search.textChanged.connect(self.table.filter)
        self.table.currentCellChanged.connect(lambda *_cells: self._picked())
        self.table.cellActivated.connect(lambda *_cell: self.edit.setFocus())
        self.edit.keySequenceChanged.connect(self._changed)
        self.one.clicked.connect(self._one_back)
        self.every.clicked.connect(lambda: self._draw(dict(DEFAULTS)))
        self.load.clicked.connect(self._ask_load)
        self.save_as.clicked.connect(self._ask_save)
        self.paper.clicked.connect(self._ask_paper)
        self.save.clicked.connect(self._save)
        self.cancel.clicked.connect(self.reject)
        self.retranslate()

    def open_it(self) -> None:
        """Show the keys as they are now."""
        self.retranslate()
        self.search.clear()
        self._draw(self._keys.all())
        self.show()
        self.raise_()
        self.activateWindow()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # -- the draft ---------------------------------------------------------------------------

    def _draw(self, keys: dict[str, str]) -> None:
        """A whole set of keys into the table."""
        self.table.draw(keys)
        self._picked()
        self._judge()

    def _picked(self) -> None:
        name = self.table.current()
        self.edit.setEnabled(bool(name))
        self.one.setEnabled(bool(name) and self.table.draft[name] != DEFAULTS[name])
        self.edit_label.setText(
            words.fill(self.tr("Key for “{action}”:"), action=label(name)) if name else ""
        )
        before = self.edit.blockSignals(True)
        self.edit.setKeySequence(QKeySequence(self.table.draft[name]) if name else QKeySequence())
        self.edit.blockSignals(before)

    def _changed(self, sequence: QKeySequence) -> None:
        self._put(portable(sequence))

    def _one_back(self) -> None:
        self._put(DEFAULTS[self.table.current()])
        self._picked()

    def _put(self, key: str) -> None:
        name = self.table.current()
        if name:
            self.table.put(name, key)
            self.one.setEnabled(key != DEFAULTS[name])
            self._judge()

    def _judge(self) -> None:
        self.every.setEnabled(self.table.draft != DEFAULTS)
        found = problems(self.table.draft)
        said = [problem(p) for p in found[:_SHOWN]]
        if len(found) > _SHOWN:
            said.append(words.fill(self.tr("… and {n} more"), n=len(found) - _SHOWN))
        self.say("✕ " + "\n".join(said) if said else "")
        self.save.setEnabled(not found)

    def _save(self) -> None:
        if not problems(self.table.draft):
            self._keys.take(self.table.draft)
            self.accept()

    # -- files -------------------------------------------------------------------------------

    def import_from(self, path: Path) -> None:
        """The keys of a file into the draft; what is wrong is said, and nothing is saved yet."""
        try:
            with path.open("rb") as file:
                keys, unknown = read_file(file.read(LARGEST + 1))
        except (OSError, KeyFileError) as error:
            text = self.tr("{file}: {why}. The keys stay as they are.")
            self.say("✕ " + words.fill(text, file=path.name, why=file_problem(error)))
            return
        self._draw(keys)
        if unknown and self.save.isEnabled():
            text = self.tr("Left out, not known here: {names}")
            self.say("▲ " + words.fill(text, names=", ".join(n[:40] for n in unknown[:5])))

    def export_to(self, path: Path) -> None:
        """The keys as they stand in the dialog, for another seat."""
        self._write(path, lambda: path.write_bytes(write_file(self.table.draft)))

    def print_to(self, path: Path) -> None:
        """The sheet: PDF where the name ends so, else HTML."""
        html = sheet_html(self.table.draft, native)
        if path.suffix.lower() == ".pdf":
            self._write(path, lambda: write_pdf(html, path))
        else:
            self._write(path, lambda: path.write_text(html, "utf-8"))

    def _write(self, path: Path, does: Callable[[], object]) -> None:
        try:
            does()
        except OSError as error:
            text = self.tr("{file} was not written: {why}. Choose another place.")
            self.say("✕ " + words.fill(text, file=path.name, why=file_problem(error)))
        else:
            self.say("✓ " + words.fill(self.tr("Written: {file}"), file=str(path)))

    def _ask_load(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.load.text(), "", "*.json")
        if path:
            self.import_from(Path(path))

    def _ask_save(self) -> None:
        path, _ = QFileDialog.getSaveFileName(self, self.save_as.text(), "keys.json", "*.json")
        if path:
            self.export_to(Path(path))

    def _ask_paper(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, self.paper.text(), "keys.pdf", "PDF (*.pdf);;HTML (*.html)"
        )
        if path:
            self.print_to(Path(path))

    # -- words -------------------------------------------------------------------------------

    def say(self, text: str) -> None:
        self.message.set_text(text)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Keys"))
        self.search.setPlaceholderText(self.tr("Look for an action or a key"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.edit.setAccessibleName(self.tr("The new key"))
        if isinstance(self._typed, QLineEdit):
            self._typed.setAccessibleName(self.edit.accessibleName())
        self.table.setAccessibleName(self.tr("Actions and their keys"))
        name_columns(self.table, (self.tr("Action"), self.tr("Key"), self.tr("As delivered")))
        self.one.setText(self.tr("This one as delivered"))
        self.every.setText(self.tr("All as delivered"))
        self.load.setText(self.tr("Import …"))
        self.save_as.setText(self.tr("Export …"))
        self.paper.setText(self.tr("Key sheet …"))
        self.save.setText(self.tr("Save"))
        self.cancel.setText(self.tr("Cancel"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            if self.isVisible():
                self._draw(self.table.draft)
        super().changeEvent(event)
