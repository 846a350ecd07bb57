"""A batch on its way: a line across the window, and the list of what was refused and why."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console import words
from console.actions import Actions
from console.batch import Batch, Fate, Item

#: A batch without a refusal is told for so long.
_TOLD_MS = 10_000


def progress(batch: Batch, actions: Actions) -> str:
    """ "Claim: 12 of 40 · refused 3 · in the outbox 1"; empty before the first batch."""
    if not batch.items:
        return ""
    counts, total = batch.counts(), len(batch.items)
    over = total - counts[Fate.WAITING] - counts[Fate.SENT]
    whole = QCoreApplication.translate("Batch", "{action}: {n} of {total}")
    said = [words.fill(whole, action=actions.label(batch.action_id), n=over, total=total)]
    for fate, text in (
        (Fate.REFUSED, QCoreApplication.translate("Batch", "refused {n}")),
        (Fate.QUEUED, QCoreApplication.translate("Batch", "in the outbox {n}")),
        (Fate.STOPPED, QCoreApplication.translate("Batch", "not sent {n}")),
    ):
        if counts[fate]:
            said.append(words.fill(text, n=counts[fate]))
    return " · ".join(said)


class BatchStrip(QFrame):
    """Hidden while there is nothing to tell."""

    list_wanted = Signal()

    def __init__(self, batch: Batch, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._batch, self._actions = batch, actions
        self.bar, self.text = QProgressBar(self), QLabel(self)
        self.stop, self.more = QPushButton(self), QPushButton(self)
        self.away = QPushButton("✕", self)
        self._lay_out()
        self._told = QTimer(self)
        self._told.setSingleShot(True)
        self._told.setInterval(_TOLD_MS)
        self._told.timeout.connect(self.hide)
        self.stop.clicked.connect(batch.cancel)
        self.more.clicked.connect(self.list_wanted)
        self.away.clicked.connect(self.hide)
        batch.changed.connect(self.refresh)
        actions.keys.changed.connect(self.retranslate)
        self.retranslate()
        self.hide()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 10, 4)
        row.setSpacing(10)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.bar.setFixedWidth(160)
        self.bar.setTextVisible(False)  # the words beside it say it
        row.addWidget(self.bar)
        row.addWidget(self.text, 1)
        for button in (self.stop, self.more, self.away):
            row.addWidget(button)

    def refresh(self) -> None:
        """Say how far it is."""
        batch = self._batch
        counts = batch.counts()
        bad = counts[Fate.REFUSED] + counts[Fate.STOPPED]
        sign = "…" if batch.running else ("✕" if bad else "✓")
        self.text.setText(f"{sign} {progress(batch, self._actions)}")
        self.bar.setMaximum(max(1, len(batch.items)))
        self.bar.setValue(len(batch.items) - counts[Fate.WAITING] - counts[Fate.SENT])
        self.bar.setVisible(batch.running)
        self.stop.setVisible(batch.running or bool(counts[Fate.QUEUED]))
        self.more.setVisible(bool(bad))
        self.away.setVisible(not batch.running)
        if batch.running or bad or counts[Fate.QUEUED]:
            self._told.stop()
        elif not self._told.isActive():
            self._told.start()
        self.setVisible(bool(batch.items))

    def retranslate(self) -> None:
        self.stop.setText(self.tr("Stop"))
        key = words.key("view.batch")
        self.more.setText(words.fill(self.tr("What was refused ({key})"), key=key))
        self.away.setAccessibleName(self.tr("Hide"))
        self.bar.setAccessibleName(self.tr("Progress"))
        if self._batch.items and not self.isHidden():
            self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class BatchDialog(QDialog):
    """The cases that did not go through, each with its reason; Return shows the case."""

    case_wanted = Signal(object)  # case id

    def __init__(self, batch: Batch, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._batch, self._actions = batch, actions
        self.head, self.list = QLabel(self), QListWidget(self)
        self.again, self.stop, self.closing = (
            QPushButton(self),
            QPushButton(self),
            QPushButton(self),
        )
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.list.setWordWrap(True)
        column = QVBoxLayout(self)
        column.addWidget(self.head)
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        column.addLayout(row)
        row.addWidget(self.again)
        row.addWidget(self.stop)
        row.addStretch(1)
        row.addWidget(self.closing)
        self.list.itemActivated.connect(self._picked)
        self.again.clicked.connect(batch.retry)
        self.stop.clicked.connect(batch.cancel)
        self.closing.clicked.connect(self.close)
        batch.changed.connect(self._refresh)
        self.resize(640, 420)
        self.retranslate()

    def open_it(self) -> None:
        """Show it, with the list under the keyboard."""
        self.retranslate()
        self.show()
        self.raise_()
        self._refresh()
        self.activateWindow()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.list.count():
            self.list.setCurrentRow(0)

    def _refresh(self) -> None:
        if not self.isVisible():
            return
        nothing = self.tr("No batch has been sent yet. Type for example: claim 1020-1026")
        self.head.setText(progress(self._batch, self._actions) or nothing)
        bad = [i for i in self._batch.items if i.fate in (Fate.REFUSED, Fate.STOPPED)]
        shown = [self._line(i) for i in bad]
        before = [self.list.item(n).text() for n in range(self.list.count())]
        if shown != before:
            self._fill(bad, shown)
        self.again.setEnabled(bool(bad) and not self._batch.running)
        self.stop.setEnabled(self._batch.running or bool(self._batch.counts()[Fate.QUEUED]))

    def _fill(self, bad: list[Item], shown: list[str]) -> None:
        at = self.list.currentRow()
        self.list.clear()
        for item, text in zip(bad, shown, strict=True):
            line = QListWidgetItem(text, self.list)
            line.setData(Qt.ItemDataRole.UserRole, item.case_id)
        self.list.setCurrentRow(min(at, self.list.count() - 1))

    def _line(self, item: Item) -> str:
        why = item.why if item.fate is Fate.REFUSED else self.tr("Stopped before it was sent.")
        return f"{item.case_id}    {' '.join(why.split())}"

    def _picked(self, line: QListWidgetItem) -> None:
        self.case_wanted.emit(line.data(Qt.ItemDataRole.UserRole))

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Batch"))
        self.again.setText(self.tr("Once more for these"))
        self.stop.setText(self.tr("Stop"))
        self.closing.setText(self.tr("Close"))
        self.list.setAccessibleName(self.tr("Cases that were refused"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._refresh()
        super().changeEvent(event)
