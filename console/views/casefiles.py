"""The files of the selected case: small pictures, videos and documents."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QImage,
    QResizeEvent,
)
from PySide6.QtWidgets import QFileDialog, QGridLayout, QVBoxLayout, QWidget

from console import words
from console.actions import Actions
from console.board.board import Delta
from console.outbox.fileport import FileSaved, PictureAnswer
from console.outbox.port import HistoryAnswer
from console.session import Session
from console.tokens import Tokens
from console.views.casesending import CaseSending
from console.views.fileline import FileLine, files_of
from console.views.filetile import TILE, FileTile
from console.views.pictureviewer import PictureViewer, image_of
from console.views.plaintext import PlainText

#: The newest so many are shown; the viewer goes through all the pictures.
MOST = 12
_KEPT = 400


class CaseFiles(QWidget):
    """Follows the selection; what the history tells of files is what there is."""

    shown = Signal(int)  # how many files the case has

    def __init__(
        self, session: Session, actions: Actions, tokens: Tokens, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._tokens = session, tokens
        self._files: dict[str, FileLine] = {}
        self._images: dict[str, QImage] = {}
        self._wrong: dict[str, str] = {}
        self._asked: set[str] = set()
        self._folder = QTemporaryDir()  # what was opened with another program; gone with the window
        self.tiles: list[FileTile] = []
        self.sending = CaseSending(session, actions, self)
        self.dialog: QFileDialog | None = None
        self.viewer: PictureViewer | None = None
        self._note = PlainText(4, self)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._grid)
        column.addWidget(self.sending)
        column.addWidget(self._note)
        self.set_tokens(tokens)
        self._listen()
        self._select(session.selected_case)

    def _listen(self) -> None:
        self._session.selected.connect(self._select)
        self._session.changed.connect(self._on_changed)
        self._session.history_ready.connect(self._on_history)
        self._session.file_told.connect(self._heard)

    # -- what there is -----------------------------------------------------------------------

    def files(self) -> list[FileLine]:
        """The files of the case, newest first."""
        return sorted(self._files.values(), key=lambda f: (-f.at_ms, f.attachment))

    def note(self) -> str:
        return "" if self._note.isHidden() else self._note.text()

    def _select(self, _case_id: int) -> None:
        self._files.clear()
        self._asked.clear()
        self._say("")
        self._rebuild()

    def _on_history(self, answer: HistoryAnswer) -> None:
        if answer.case_id == self._session.selected_case:
            self._add(files_of(answer.envelopes))

    def _on_changed(self, delta: Delta) -> None:
        mine = [e for e in delta.envelopes if e.case_id == self._session.selected_case]
        self._add(files_of(mine))

    def _add(self, files: Iterable[FileLine]) -> None:
        fresh = {f.attachment: f for f in files if f.attachment not in self._files}
        if fresh:
            self._files |= fresh
            self._rebuild()

    def _rebuild(self) -> None:
        files = self.files()
        while len(self.tiles) < min(MOST, len(files)):
            tile = FileTile(self._tokens, self)
            tile.opened.connect(self.open)
            tile.saved.connect(self.save)
            self.tiles.append(tile)
        for tile, file in zip(self.tiles, files, strict=False):
            tile.show_file(file, self._session)
            self._dress(tile)
        for at, tile in enumerate(self.tiles):
            tile.setVisible(at < len(files))
        self._place()
        for file in files[:MOST]:
            name = file.attachment
            known = name in self._images or name in self._wrong or name in self._asked
            if file.picture and not known:
                self._asked.add(name)
                self._session.ask_picture(file.attachment, file.sha256)
        if len(files) > MOST:
            more = self.tr("and {n} more; the viewer goes through all the pictures")
            self._say(words.fill(more, n=len(files) - MOST))
        self.shown.emit(len(files))

    def _dress(self, tile: FileTile) -> None:
        if tile.file is not None:
            name = tile.file.attachment
            tile.show_image(self._images.get(name), self._wrong.get(name, ""))

    def _place(self) -> None:
        columns = max(1, (self.width() + 6) // (TILE.width() + 6))
        for at, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, at // columns, at % columns)
        for column in range(columns + 1):
            self._grid.setColumnStretch(column, 1 if column == columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    # -- looking and keeping -----------------------------------------------------------------

    def open(self, file: FileLine) -> None:
        """A picture in the viewer; anything else is fetched and given to the system's program."""
        if not file.picture:
            path = Path(self._folder.path()) / f"{file.attachment}.{file.suffix}"
            self._say(words.fill(self.tr("Fetching {name} …"), name=file.shown_name))
            self._session.save_file(file.attachment, file.sha256, path, view=True)
            return
        pictures = [f for f in self.files() if f.picture]
        at = pictures.index(file)
        self.viewer = PictureViewer(
            self._session, self._tokens, pictures, at, self.save, self.window()
        )
        self.viewer.show()

    def save(self, file: FileLine) -> None:
        """Ask where to; written by the outbox."""
        stem = Path(file.shown_name.replace("/", "_").replace("\\", "_")).stem[:120]
        self.dialog = QFileDialog(self, self.tr("Save file"), f"{stem}.{file.suffix}")
        self.dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.fileSelected.connect(
            lambda path: self._session.save_file(file.attachment, file.sha256, Path(path))
        )
        self.dialog.open()

    def _heard(self, answer: object) -> None:
        if isinstance(answer, FileSaved):
            self._saved(answer)
        elif isinstance(answer, PictureAnswer) and not answer.asked.edge:
            self._show_small(answer)

    def _show_small(self, answer: PictureAnswer) -> None:
        name, image = answer.asked.attachment, image_of(answer)
        if len(self._images) >= _KEPT:
            self._images.pop(next(iter(self._images)))
        if image.isNull():
            if answer.problem:  # a trouble of the line may be over at the next look
                self._wrong[name] = words.file_problem(answer.problem, answer.trouble)
        else:
            self._images[name] = image
        why = words.file_problem(answer.problem, answer.trouble)
        for tile in self.tiles:
            if tile.file is not None and tile.file.attachment == name:
                tile.show_image(self._images.get(name), why)

    def _saved(self, answer: FileSaved) -> None:
        why = words.file_problem(answer.problem, answer.trouble)
        if why:
            self._say(words.fill(self.tr("The file was not saved: {why}."), why=why))
        elif not answer.asked.view:
            self._say(words.fill(self.tr("Saved to {path}"), path=answer.asked.path))
        elif QDesktopServices.openUrl(QUrl.fromLocalFile(answer.asked.path)):
            self._say("")
        else:
            self._say(self.tr("No program of this machine opens it. Save it instead."))

    # -- looks -------------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        self._note.set_text(text)
        self._note.setVisible(bool(text))

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._note.set_colour(QColor(tokens.surface.text_soft))
        for tile in self.tiles:
            tile.set_tokens(tokens)

    def minimumSizeHint(self) -> QSize:
        """One tile wide: the columns of now must not keep the panel from narrowing."""
        return QSize(TILE.width(), super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(3 * TILE.width(), super().sizeHint().height())
