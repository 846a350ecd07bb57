"""The alerts' list: groups with counts, age who has acknowledged, and the rate of the seat."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from console import words
from console.board.alerts.kinds import Alert
from console.board.alerts.meter import Load
from console.models.alerting import Alerting
from console.models.alertlines import Line, lines
from console.models.alertmodel import AlertModel, Column
from console.session import Session
from console.tokens import Tokens
from console.views.parts.headings import go_with_text
from console.views.plaintext import PlainText
from console.views.signs import Tone, ink
from console.words.alerts import rate, rate_source, shares

_WIDTHS = {Column.PLACE: 92, Column.COUNT: 58, Column.AGE: 94, Column.WHO: 76}


class AlertTable(QTableView):
    """Enter goes to the case, Space or a double click opens and closes a group."""

    going = Signal()
    toggling = Signal()

    def __init__(self, model: AlertModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        go_with_text(self, _WIDTHS.items())
        self.horizontalHeader().setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.going.emit()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.toggling.emit()
        else:
            super().keyPressEvent(event)


class AlertView(QWidget):
    """Shows and asks; what is done about it is the desk's."""

    acknowledge_wanted = Signal(bool)  # the whole group
    aside_wanted = Signal()
    mute_wanted = Signal()
    going = Signal()

    def __init__(
        self, session: Session, alerting: Alerting, tokens: Tokens, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._alerting, self._tokens = session, alerting, tokens
        self._opened: set[str] = set()
        self.model = AlertModel(tokens, self)
        self.meter, self.flood = PlainText(2, self), PlainText(2, self)
        self.foot = PlainText(2, self)
        self.table = AlertTable(self.model, self)
        self.note = QLineEdit(self)
        self.note.setMaxLength(200)
        self.one, self.all, self.aside, self.mute = (QPushButton(self) for _ in range(4))
        self._lay_out()
        self._wire()
        self.retranslate()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.setSpacing(4)
        for widget in (self.meter, self.flood):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self.foot)
        column.addWidget(self.note)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for button in (self.one, self.all, self.aside, self.mute):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons.addWidget(button)
        column.addLayout(buttons)

    def _wire(self) -> None:
        self._alerting.changed.connect(self.refresh)
        self._session.desk_changed.connect(self.refresh)
        self._session.city_known.connect(self.refresh)
        self.table.going.connect(self.going)
        self.table.toggling.connect(self.toggle)
        self.table.doubleClicked.connect(self._double_clicked)
        self.one.clicked.connect(lambda: self.acknowledge_wanted.emit(False))
        self.all.clicked.connect(lambda: self.acknowledge_wanted.emit(True))
        self.note.returnPressed.connect(lambda: self.acknowledge_wanted.emit(False))
        self.aside.clicked.connect(self.aside_wanted)
        self.mute.clicked.connect(self.mute_wanted)

    # -- what is chosen ------------------------------------------------------------------------

    def chosen(self) -> Line | None:
        return self.model.line(self.table.currentIndex().row())

    def choose(self, alert: Alert) -> None:
        """Open the group of an alert and stand on it."""
        key = alert.group
        for row in range(self.model.rowCount()):
            line = self.model.line(row)
            if line is not None and line.alert is None and key in line.groups:
                self._opened.add(line.name)
        self._show()
        row = self.model.row_of(alert.key)
        if row >= 0:
            self.table.selectRow(row)

    def toggle(self) -> None:
        """List the alerts of the group one stands on, or no longer."""
        line = self.chosen()
        if line is None:
            return
        name = line.name
        if line.alert is not None:
            name = next((n for n in self._opened if self._is_group(n, line)), name)
        self._opened ^= {name}
        self._show()
        self.table.selectRow(max(0, self.model.row_of(name)))

    def _is_group(self, name: str, line: Line) -> bool:
        group = self.model.line(self.model.row_of(name))
        return group is not None and line.groups[0] in group.groups

    def take_note(self) -> str:
        """What was written beside the acknowledgement; the field is empty afterwards."""
        said = self.note.text().strip()
        self.note.clear()
        return said

    # -- what is shown -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what holds now; nothing is done while nobody can see it."""
        if not self.isVisible():
            return
        self._say()
        self._show()

    def _show(self) -> None:
        chosen = self.chosen()
        self.model.show_lines(lines(self._alerting, self._session, self._opened))
        row = self.model.row_of(chosen.name) if chosen else -1
        if row >= 0 and row != self.table.currentIndex().row():
            self.table.selectRow(row)

    def _say(self) -> None:
        read = self._alerting.rate
        said = " · ".join(part for part in (rate(read), shares(read)) if part)
        self.meter.set_text(said)
        self.meter.setToolTip(rate_source())
        wrong = read.load >= Load.DEMANDING
        self.meter.set_colour(ink(Tone.WARN if wrong else Tone.CALM, self._tokens))
        self.flood.setVisible(read.rush)
        if read.rush:
            text = self.tr("▲ Flood: {n} new alerts in the last minute, shown as one for each kind")
            self.flood.set_text(words.fill(text, n=words.count(read.minute)))
        old = self._alerting.alerts.stale
        text = self.tr("Over for more than a day, in the queue only: {n}")
        self.foot.set_text(words.fill(text, n=words.count(old)))
        self.foot.setVisible(bool(old))
        self._say_mute()

    def _say_mute(self) -> None:
        left = self._alerting.muted_for_s()
        text = self.tr("♪✕ {time} left") if left else self.tr("Mute")
        self.mute.setText(words.fill(text, time=words.duration_ms(int(left * 1_000))))

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.model.set_tokens(tokens)
        soft = ink(Tone.CALM, tokens)
        self.foot.set_colour(soft)
        self.flood.set_colour(ink(Tone.ALARM, tokens))
        self.refresh()

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Alerts"))
        self.note.setPlaceholderText(self.tr("Note with the acknowledgement (may stay empty)"))
        self.note.setAccessibleName(self.note.placeholderText())
        many = self.tr("All of the group one stands on, in my name, with what was refused said")
        for button, text, tip, key in (
            (self.one, self.tr("Acknowledge"), self.tr("In my name, for everybody"), "ack"),
            (self.all, self.tr("Whole group"), many, "ack-group"),
            (self.aside, self.tr("Aside"), self.tr("No news of it for half an hour"), "aside"),
            (self.mute, "", self.tr("No sound for ten minutes; nothing is hidden"), "mute"),
        ):
            button.setText(text)
            said = words.key(f"view.alert-{key}")
            button.setToolTip(words.fill(self.tr("{what} ({key})"), what=tip, key=said))
        self._say_mute()
        self.set_tokens(self._tokens)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        self.model.show_lines([])  # what is not seen costs nothing
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _double_clicked(self, index: QModelIndex) -> None:
        line = self.model.line(index.row())
        if line is not None and line.alert is not None:
            self.going.emit()
        else:
            self.toggle()
