"""Units for many cases: planned beside the window, accepted line by line, sent a few at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console import words
from console.actions import Actions
from console.batch import Batch, Fate, Item
from console.models.rows import Rows
from console.models.sending import sentences
from console.models.sending.desk import SendDesk
from console.models.sending.fleet import Wanted
from console.models.sending.plan import Plan
from console.models.sending.planner import Planner
from console.models.sending.proposals import Proposals, Stage, cases_meant
from console.session import Session
from console.views.plaintext import PlainText
from console.views.sendmany.summary import summary
from console.views.sendmany.table import PlanTable

_LOOK_MS, _BURST_MS = 1_000, 100


class SendMany(QDialog):
    """`rows_meant` gives rows of the board in the order in which they matter."""

    def __init__(
        self,
        session: Session,
        actions: Actions,
        desk: SendDesk,
        rows_meant: Callable[[], Rows],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session, self._actions, self._desk = session, actions, desk
        self._rows_meant = rows_meant
        self._left_out, self._planning = 0, False
        self._errands: dict[int, dict[str, int]] = {}  # what is said of each case being sent to
        self.proposals = Proposals(session, actions, desk)
        self.planner, self.batch = Planner(self), Batch(session, actions, self)
        self.said = PlainText(4, self)
        self.table = PlanTable(session, self)
        self.other, self.other_label = QComboBox(self), QLabel(self)
        self.progress = QProgressBar(self)
        self.send, self.anew, self.leave = QPushButton(self), QPushButton(self), QPushButton(self)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._soon = QTimer(self, interval=_BURST_MS, singleShot=True)
        self._lay_out()
        self._wire()
        self.retranslate()

    def _lay_out(self) -> None:
        self.other_label.setBuddy(self.other)
        self.other.setMinimumContentsLength(40)
        line, buttons = QHBoxLayout(), QHBoxLayout()
        line.addWidget(self.other_label)
        line.addWidget(self.other, 1)
        buttons.addWidget(self.progress, 1)
        buttons.addStretch(1)
        for button in (self.leave, self.anew, self.send):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        column.addLayout(line)
        column.addLayout(buttons)
        self.progress.hide()
        self.send.setDefault(True)
        self.resize(980, 560)

    def _wire(self) -> None:
        self.planner.planned.connect(self._planned)
        self.planner.failed.connect(self._failed)
        self.batch.moved.connect(self._moved)
        self.batch.changed.connect(self._progressed)
        self.batch.finished.connect(self._show)
        self.table.toggled.connect(self._toggle)
        self.table.currentCellChanged.connect(lambda *_: self._offer_others())
        self.other.activated.connect(self._choose_other)
        self.send.clicked.connect(self.submit)
        self.anew.clicked.connect(self.plan_anew)
        self.leave.clicked.connect(self._cancel)
        self._look.timeout.connect(self._look_again)
        self._soon.timeout.connect(self._show)

    # -- planning ----------------------------------------------------------------------------

    def begin(self) -> None:
        """Open it with the cases that are meant now; what is still being sent is shown on."""
        if not self.batch.running:
            self.proposals.lines.clear()
            wanted, found = cases_meant(self._session, self._rows_meant())
            self._left_out = found - len(wanted)
            self._plan(wanted)
        self.show()
        self.raise_()
        self.activateWindow()
        self.table.setFocus()
        self._look.start()

    def plan_anew(self) -> None:
        """The lines that are not sent, with the units as they are now."""
        self._plan(self.proposals.unsent())

    def _plan(self, wanted: Sequence[Wanted]) -> None:
        self._planning = bool(wanted)
        if wanted:
            self.planner.start(self._desk.fleet(), wanted)
        self._show()

    def _planned(self, plan: Plan) -> None:
        self._planning = False
        self.proposals.take(plan)
        self._show()

    def _failed(self, why: str) -> None:
        self._planning = False
        self._show()
        text = self.tr("The plan could not be made: {why}. Try again, or send one by one.")
        self.said.set_text(words.fill(text, why=why))

    # -- changing ----------------------------------------------------------------------------

    def _toggle(self, at: int) -> None:
        line = self.proposals.lines[at]
        if line.stage is Stage.PROPOSED and line.candidate is not None:
            line.accepted = not line.accepted
            self._show()

    def _offer_others(self) -> None:
        """The best units for the line under the cursor, its own on top."""
        if self.other.view().isVisible():
            return  # somebody is choosing
        self.other.clear()
        at = self.table.currentRow()
        if not 0 <= at < len(self.proposals.lines):
            return
        line = self.proposals.lines[at]
        if line.stage is Stage.PROPOSED:
            for c in self.proposals.alternatives(at):
                why = sentences.brief(self._session, line.wanted, c)
                self.other.addItem(f"{sentences.unit_text(self._session, c)} · {why}", c.unit_id)
            own = line.candidate.unit_id if line.candidate else 0
            self.other.setCurrentIndex(self.other.findData(own))
        self.other.setEnabled(self.other.count() > 0)

    def _choose_other(self, index: int) -> None:
        at, unit = self.table.currentRow(), self.other.itemData(index)
        if unit is None or not self.proposals.choose(at, int(unit)):
            self.said.set_text(self.tr("This unit can no longer go. Choose another."))
            self._offer_others()
        else:
            self._show()

    def _look_again(self) -> None:
        if not self._planning and self.proposals.refresh():
            self._show()

    # -- sending -----------------------------------------------------------------------------

    def submit(self) -> None:
        """Send what is accepted."""
        lines = self.proposals.lines
        chosen = [i for i, line in enumerate(lines) if line.to_send]
        if not chosen or self._planning:
            return
        self.proposals.sending(chosen)
        self._errands = {lines[i].wanted.case_id: lines[i].errand for i in chosen}
        self.batch.begin_each("assign", self._errands)
        self._show()

    def _moved(self, item: Item) -> None:
        if item.fate is Fate.SENT:
            unit = self._errands[item.case_id]["unit"]
            self._desk.follow(item.command_id, unit, item.case_id, quietly=True)
        self.proposals.settle(item)
        self._soon.start()  # answers come in bursts: one picture for all of them

    def _progressed(self) -> None:
        counts, of = self.batch.counts(), len(self.batch.items)
        self.progress.setRange(0, max(1, of))
        self.progress.setValue(of - counts[Fate.WAITING] - counts[Fate.SENT])

    def _cancel(self) -> None:
        """While it sends: send no more. Otherwise: close."""
        if self.batch.running:
            self.batch.cancel()
        else:
            self.reject()

    # -- what is shown -----------------------------------------------------------------------

    def _show(self) -> None:
        lines = self.proposals.lines
        self.table.show_lines(lines)
        running, ready = self.batch.running, sum(line.to_send for line in lines)
        self.progress.setVisible(running)
        self.send.setEnabled(bool(ready) and not self._planning and not running)
        self.anew.setEnabled(bool(self.proposals.unsent()) and not self._planning and not running)
        self.send.setText(words.fill(self.tr("Send {n}"), n=ready))
        self.leave.setText(self.tr("Stop sending") if running else self.tr("Close"))
        self.said.set_text(summary(lines, self._left_out, planning=self._planning))
        self._offer_others()

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Units for many cases"))
        self.anew.setText(self.tr("Plan again"))
        self.other_label.setText(self.tr("&Other unit for this line"))
        self.other.setAccessibleName(self.tr("Other unit for the line under the cursor"))
        self.table.retranslate()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        self._look.stop()
        self.planner.drop()
        self._planning = False
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
