"""Asks what of the situation goes into which file, and tells how the writing goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from casework.instant import from_ms
from console import words
from console.export import terms
from console.export.files import is_there
from console.export.gather import Taken, take
from console.export.job import Ended, ExportJob
from console.export.layers import BaseLayers
from console.map.canvas import MapCanvas
from console.models.queue import QueueModel
from console.session import Session
from console.views.exportform import ExportForm
from console.views.plaintext import PlainText


class ExportDialog(QDialog):
    """Stays beside the work: the console goes on while the file is written."""

    def __init__(
        self, session: Session, canvas: MapCanvas, queue: QueueModel, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._canvas, self._queue = session, canvas, queue
        self.job: ExportJob | None = None
        self.base: Callable[[], BaseLayers] = BaseLayers  # what lies under the map now
        self.form = ExportForm(self)
        self.privacy, self.message = PlainText(4, self), PlainText(6, self)
        self.progress = QProgressBar(self)
        self.write, self.cancel = QPushButton(self), QPushButton(self)
        self._lay_out()
        self.write.clicked.connect(self.submit)
        self.cancel.clicked.connect(self._cancel)
        self.retranslate()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.progress, 1)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.write)
        column = QVBoxLayout(self)
        column.addWidget(self.form)
        column.addWidget(self.privacy)
        column.addWidget(self.message)
        column.addLayout(buttons)
        self.progress.hide()
        self.message.hide()
        self.write.setDefault(True)
        self.setMinimumWidth(600)

    # -- what the window asks ----------------------------------------------------------------

    def begin(self) -> None:
        """Show the dialog, with a name for the file that says when."""
        if self.job is None:
            self._tell("")
            now = from_ms(self._session.clock.now_ms())
            self.form.propose(now.astimezone(words.zone(self._session)))
        self.form.format_chosen()
        self.show()
        self.raise_()
        self.activateWindow()

    def stop(self) -> None:
        """The window closes: nothing half-written is left behind."""
        if self.job is not None:
            self.job.finish()

    def submit(self) -> None:
        """Write what is chosen; a file that is there already is replaced when asked twice."""
        if self.job is not None:
            return
        wish = self.form.wish()
        if wish is None:
            self._tell(self.tr("Give the whole path of the file, with its folder."))
            return
        if is_there(Path(wish.path)) and self.form.agreed != wish.path:
            self.form.agreed = wish.path
            said = self.tr("There is a file of this name. Export again to replace it. — {path}")
            self._tell(words.fill(said, path=wish.path))
            return
        rows = self._queue.index_rows
        taken = take(wish, self._session, self._canvas, rows, self.base())
        if taken.empty:
            self._tell(self.tr("There is no case in this choice that could be exported."))
            return
        self._begin(taken)

    # -- under way ---------------------------------------------------------------------------

    def _begin(self, taken: Taken) -> None:
        self.job = ExportJob(self)
        self.job.progressed.connect(self._progressed)
        self.job.ended.connect(self._ended)
        self.progress.setRange(0, 0)  # nothing is known of how far it is yet
        self.progress.setVisible(True)
        self._tell(self.tr("Writing …"))
        self._retitle()
        self.job.start(taken)

    def _progressed(self, done: int, of: int) -> None:
        self.progress.setRange(0, of)
        self.progress.setValue(done)

    def _ended(self, ended: Ended) -> None:
        if self.job is not None:
            self.job.deleteLater()
        self.job, self.form.agreed = None, ""
        self.progress.hide()
        self._retitle()
        if ended.code == "cancelled":
            self._tell(self.tr("Cancelled; nothing was written."))
        elif ended.code:
            self._tell("✕ " + terms.failure(ended.code, ended.detail, ended.path))
        else:
            said = self.tr("✓ Written, {size} MB. — {path}")
            size = f"{ended.written / 1e6:.1f}"
            self._tell(words.fill(said, size=size, path=ended.path))

    def _cancel(self) -> None:
        if self.job is not None:
            self.job.cancel()
        else:
            self.hide()

    def reject(self) -> None:
        """Esc hides the dialog; what is being written goes on."""
        self.hide()

    def _tell(self, text: str) -> None:
        self.message.set_text(text)
        self.message.setVisible(bool(text))
        self.adjustSize()

    # -- words -------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Export the situation"))
        self.privacy.set_text(
            self.tr(
                "Reporters, descriptions, who holds a case and the names of staff are never in an "
                "export; mobile and identity numbers in titles and addresses are masked."
            )
        )
        self._retitle()

    def _retitle(self) -> None:
        self.write.setText(self.tr("Export"))
        self.write.setEnabled(self.job is None)
        self.cancel.setText(self.tr("Close") if self.job is None else self.tr("Cancel"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
