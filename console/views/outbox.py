"""The outbox: every command on its way, in order, and what somebody has to decide about it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from console import words
from console.models.outgoing import Column, OutgoingModel
from console.outbox.letter import Letter, Stage
from console.outbox.tray import LIMIT
from console.session import Session
from console.tokens import Tokens
from console.views import theme
from console.views.plaintext import PlainText
from console.views.signs import Tone, ink

_WIDTHS = {
    Column.NUMBER: 40,
    Column.CASE: 60,
    Column.WHAT: 160,
    Column.STAGE: 112,
    Column.GIVEN: 74,
}


#: Where there is less room, when it was given goes first, then its number; why stays. Pixels.
_ROOM_FOR = {Column.GIVEN: 500, Column.NUMBER: 400}
_LEAST_WHAT, _SHARE_OF_WHAT = 72, 0.4


class OutgoingTable(QTableView):
    """Enter shows the case, Delete calls the command off."""

    def __init__(self, view: OutboxView, model: OutgoingModel) -> None:
        super().__init__(view)
        self._view = view
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.row_height())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setStretchLastSection(True)
        self.share_out()

    def share_out(self) -> None:
        """Nothing is scrolled away: what was sent and why it waits share what the others leave."""
        room = self.viewport().width()
        for column, least in _ROOM_FOR.items():
            self.setColumnHidden(column, room < theme.px(least))
        for column, width in _WIDTHS.items():
            self.setColumnWidth(column, theme.px(width))
        fixed = (c for c in _WIDTHS if c is not Column.WHAT and not self.isColumnHidden(c))
        left = room - sum(self.columnWidth(c) for c in fixed)
        least, most = theme.px(_LEAST_WHAT), theme.px(_WIDTHS[Column.WHAT])
        what = min(max(least, int(left * _SHARE_OF_WHAT)), max(most, left // 3))
        self.setColumnWidth(Column.WHAT, what)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.share_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._view.show_case()
        elif event.key() == Qt.Key.Key_Delete:
            self._view.cancel()
        else:
            super().keyPressEvent(event)


class OutboxView(QWidget):
    """Table, what is wrong with the keeping, and the three things one can do."""

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._tokens = session, tokens
        self._chosen = ""
        self.model = OutgoingModel(session, self)
        self.notice, self.foot = PlainText(5, self), PlainText(4, self)
        self.table = OutgoingTable(self, self.model)
        self.cancel_button, self.send_button = QPushButton(self), QPushButton(self)
        self.clear_button = QPushButton(self)
        self._lay_out()
        self._wire()
        self.set_tokens(tokens)
        self.retranslate()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for button in (self.cancel_button, self.send_button, self.clear_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 4)
        column.setSpacing(4)
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        column.addWidget(self.foot)
        column.addLayout(buttons)

    def _wire(self) -> None:
        self.model.modelReset.connect(self._choose_again)
        self.model.dataChanged.connect(lambda *_: self._say())
        self._session.outgoing_changed.connect(self._say)
        self.table.selectionModel().currentRowChanged.connect(self._picked)
        self.table.doubleClicked.connect(lambda _index: self.show_case())
        self.cancel_button.clicked.connect(self.cancel)
        self.send_button.clicked.connect(self.send_anyway)
        self.clear_button.clicked.connect(self._session.forget_finished)

    def chosen(self) -> Letter | None:
        """The command of the selected row."""
        return self.model.letter(self.table.currentIndex().row())

    def cancel(self) -> None:
        """Call the selected command off; what became of it shows in its row."""
        letter = self.chosen()
        if letter is not None and not letter.over:
            self._session.cancel(letter.command_id)

    def send_anyway(self) -> None:
        letter = self.chosen()
        if letter is not None and letter.stage is Stage.HELD:
            self._session.send_anyway(letter.command_id)

    def show_case(self) -> None:
        letter = self.chosen()
        if letter is not None and letter.case_id:
            self._session.select(letter.case_id)

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.table.verticalHeader().setDefaultSectionSize(theme.row_height())
        self.table.share_out()
        self.notice.set_colour(ink(Tone.ALARM, tokens))

    def title(self) -> str:
        """The pane's name, with how many wait."""
        many = len(self._session.outgoing.waiting)
        return f"{self.tr('Outbox')} ({many})" if many else self.tr("Outbox")

    def _picked(self, current: QModelIndex, _before: QModelIndex) -> None:
        letter = self.model.letter(current.row())
        self._chosen = letter.command_id if letter is not None else ""
        self._say()

    def _choose_again(self) -> None:
        """The same command stays selected wherever it stands now."""
        row = self.model.row_of(self._chosen)
        if row >= 0:
            self.table.selectRow(row)
        self._say()

    def _say(self) -> None:
        said = words.keeping_notice(self._session.outgoing)
        self.notice.set_text(said)
        self.notice.setVisible(bool(said))
        letter = self.chosen()
        self.cancel_button.setEnabled(letter is not None and not letter.over)
        self.send_button.setEnabled(
            letter is not None and letter.stage is Stage.HELD and self._may_send(letter)
        )
        self.clear_button.setEnabled(any(x.over for x in self._session.outgoing.letters))
        self.foot.set_text(self._line(letter))

    @staticmethod
    def _may_send(letter: Letter) -> bool:
        return letter.trouble.value != "other-log"

    def _line(self, letter: Letter | None) -> str:
        """What the selected one waits for, or how many there are."""
        if letter is not None:
            why = words.stage_reason(letter, self._session, self._session.outgoing.away)
            if letter.stage is Stage.HELD and self._may_send(letter):
                hint = self.tr(
                    "Sent again it is judged anew: on a case that has changed it is refused."
                )
                if letter.case_id == 0:
                    hint = self.tr("Sent again it may be done a second time: look first.")
                return words.fill(self.tr("{why}. {hint}"), why=why, hint=hint)
            if why:
                return why
        text = self.tr("{n} of at most {limit} wait. They are sent in this order.")
        return words.fill(text, n=len(self._session.outgoing.waiting), limit=LIMIT)

    def retranslate(self) -> None:
        self.table.setAccessibleName(self.tr("Commands on their way"))
        for button, text, hint in (
            (self.cancel_button, self.tr("Do not send  Del"), self.tr("Call the command off")),
            (self.send_button, self.tr("Send all the same"), self.tr("However old it is")),
            (self.clear_button, self.tr("Clear what is over"), self.tr("Take it off this list")),
        ):
            button.setText(text)
            button.setToolTip(hint)
            button.setAccessibleName(text)
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.model.refresh()
            self.retranslate()
        super().changeEvent(event)
