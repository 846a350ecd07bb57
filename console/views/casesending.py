"""Files being handed in to cases: chosen, dropped, on their way, called off."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QVBoxLayout, QWidget

from console import words
from console.actions import Actions
from console.feeds.port import Trouble
from console.outbox.fileport import FileProgress
from console.outbox.port import Outcome
from console.session import Session
from console.views.filetile import SendingRow

#: Files that may be handed in at once.
MOST_AT_ONCE = 20


class CaseSending(QWidget):
    """A row for each file on its way, whichever case it goes to; nothing while there is none."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._actions = session, actions
        self.rows: dict[str, SendingRow] = {}
        self.dialog: QFileDialog | None = None
        self._note = QLabel(self)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._note)
        session.file_told.connect(self._heard)
        session.outcome.connect(self._conclude)
        session.selected.connect(self._forget)

    def note(self) -> str:
        return "" if self._note.isHidden() else self._note.text()

    def _forget(self, _case: int) -> None:
        self._say("")

    def _say(self, text: str) -> None:
        self._note.setText(text)
        self._note.setVisible(bool(text))

    def choose(self, case_id: int) -> None:
        """Ask which files of this machine go to the case."""
        self.dialog = QFileDialog(self, self.tr("Attach files"))
        self.dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self.dialog.setNameFilter(
            self.tr("Pictures, videos, documents") + " (*.jpg *.jpeg *.png *.webp *.mp4 *.pdf)"
        )
        self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.dialog.filesSelected.connect(
            lambda paths: self.hand_in(case_id, [Path(path) for path in paths])
        )
        self.dialog.open()

    def hand_in(self, case_id: int, paths: list[Path]) -> None:
        """Send some files, one after the other; what cannot be sent is said."""
        judged = self._actions.availability("attach", case_id)
        # one that is on its way does not keep the next one waiting
        under_way = any(p.verb == "attach" for p in self._session.ledger.of_case(case_id))
        if not judged.ok and not under_way:
            self._say(judged.why)
            return
        if len(paths) > MOST_AT_ONCE:
            text = self.tr("At most {n} files at once: nothing was sent.")
            self._say(words.fill(text, n=MOST_AT_ONCE))
            return
        for path in paths:
            command_id = self._session.attach(case_id, path)
            self._add(command_id, path.name)

    def _add(self, command_id: str, name: str) -> SendingRow:
        row = SendingRow(command_id, name, self)
        row.cancelled.connect(self._session.cancel_file)
        self.rows[command_id] = row
        self._column.addWidget(row)
        return row

    def _heard(self, told: object) -> None:
        if not isinstance(told, FileProgress):
            return
        # one that is not known was on its way when an earlier console ended
        row = self.rows.get(told.command_id) or self._add(told.command_id, told.name)
        row.show_progress(told.sent, told.size)

    def _conclude(self, outcome: Outcome) -> None:
        """The notice above says why it was refused; what was called off needs no alarm."""
        row = self.rows.get(outcome.command_id)
        if row is None:
            return
        if not outcome.final:
            row.wait_for(words.file_problem("", outcome.trouble))
            return
        del self.rows[outcome.command_id]
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        if outcome.trouble is Trouble.PROBLEM and outcome.problem == "cancelled":
            self._session.acknowledge_refusal(outcome.case_id)

    def take_drops_of(self, widget: QWidget) -> None:
        """Files may be dropped anywhere on `widget`."""
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and _local(event):
            event.acceptProposedAction()
            return True
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop and _local(event):
            event.acceptProposedAction()
            if self._session.selected_case:
                self.hand_in(self._session.selected_case, _local(event))
            return True
        return super().eventFilter(watched, event)


def _local(event: QDropEvent) -> list[Path]:
    """The files of this machine that are being dropped."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
