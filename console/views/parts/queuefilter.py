"""What narrows the queue: a field, chips, and two lists."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from casework.vocabulary import STATE_ORDER, CaseState
from console import words
from console.models.filters import Counts, QueueFilter
from console.session import Session
from console.views.parts.chips import Chips
from console.views.parts.field import SeatField

_CHIPS = ("all", "mine", "unclaimed", "overdue", "urgent")
_TYPING_MS = 120
_ANY = "any"


class QueueFilterBar(QWidget):
    """Gives a `QueueFilter` whenever the person has said something new."""

    changed = Signal(object)  # QueueFilter

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._counts = Counts()
        self.field = SeatField(self)
        self.field.setClearButtonEnabled(True)
        self.field.setMaxLength(200)
        self.chips = Chips(_CHIPS, self)
        self.states = QComboBox(self)
        self.areas, self.departments = QComboBox(self), QComboBox(self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
        self.field.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self._tell)
        self.chips.changed.connect(self._tell)
        for box in self._lists():
            box.currentIndexChanged.connect(lambda _i: self._tell())
        session.city_known.connect(self.retranslate)
        self.retranslate()

    def _lists(self) -> tuple[QComboBox, ...]:
        return self.states, self.areas, self.departments

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.chips)
        row.addWidget(self.field, 3)
        for box in self._lists():
            row.addWidget(box, 1)
        for box in self._lists():
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(4)
            box.view().setMinimumWidth(220)  # the list may be wider than the box
            box.setMaxVisibleItems(18)
        self.field.setMinimumWidth(100)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)

    def where(self) -> QueueFilter:
        me = self._session.actor.actor_id if self._session.actor else ""
        state = str(self.states.currentData() or "")
        return QueueFilter(
            open_only=not state,
            state=STATE_ORDER.index(CaseState(state)) if state and state != _ANY else -1,
            area=str(self.areas.currentData() or ""),
            department=str(self.departments.currentData() or ""),
            priority=1 if self.chips.on("urgent") else 0,
            holder=me if self.chips.on("mine") else "",
            unclaimed=self.chips.on("unclaimed"),
            overdue=self.chips.on("overdue"),
            text=" ".join(self.field.text().split()),
        )

    def clear(self) -> None:
        """Show everything that is open."""
        self.field.clear()
        for box in self._lists():
            box.setCurrentIndex(0)
        self.chips.clear()

    def set_counts(self, counts: Counts) -> None:
        self._counts = counts
        self._label_chips()

    def _tell(self) -> None:
        self._typing.stop()
        self.changed.emit(self.where())

    def retranslate(self) -> None:
        find = QKeySequence(QKeySequence.StandardKey.Find)
        key = find.toString(QKeySequence.SequenceFormat.NativeText)
        self.field.setPlaceholderText(
            words.fill(self.tr("Number, title or address ({key})"), key=key)
        )
        self.field.setAccessibleName(self.tr("Filter the queue by text"))
        self._label_chips()
        self._fill_lists()

    def _label_chips(self) -> None:
        c, known = self._counts, self._session.has_picture
        for name, text, tip in (
            ("all", self.tr("All open {n}"), self.tr("Every open case")),
            ("mine", self.tr("Mine {n}"), self.tr("Cases that I hold")),
            ("unclaimed", self.tr("Unclaimed {n}"), self.tr("Open cases that nobody holds")),
            ("overdue", self.tr("Overdue {n}"), self.tr("Open cases past their limit")),
            ("urgent", self.tr("Emergency {n}"), self.tr("Open cases of priority 1")),
        ):
            number = {"all": c.open, "mine": c.mine, "unclaimed": c.unclaimed}.get(name)
            number = {"overdue": c.overdue, "urgent": c.urgent}.get(name, number)
            self.chips.set_text(name, words.fill(text, n=words.count(number or 0, known)), tip)

    def _fill_lists(self) -> None:
        states = [(words.state(s), str(s)) for s in STATE_ORDER]
        _fill(self.states, self.tr("State"), [*states, (self.tr("Closed ones too"), _ANY)])
        self.states.setAccessibleName(self.tr("Filter the queue by state"))
        towns = [a for a in self._session.areas.values() if a.level == "town"]
        _fill(
            self.areas,
            self.tr("Town"),
            [(words.area(self._session, a.code), a.code) for a in towns],
        )
        _fill(
            self.departments,
            self.tr("Dept."),
            [
                (words.department(self._session, code, short=True), code)
                for code in self._session.departments
            ],
        )
        self.areas.setAccessibleName(self.tr("Filter the queue by town"))
        self.departments.setAccessibleName(self.tr("Filter the queue by department"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


def _fill(box: QComboBox, first: str, entries: list[tuple[str, str]]) -> None:
    """New names, the same choice."""
    held = box.currentData()
    box.blockSignals(True)
    box.clear()
    box.addItem(first, "")
    for name, code in entries:
        box.addItem(name, code)
    found = box.findData(held) if held else 0
    box.setCurrentIndex(max(0, found))
    box.blockSignals(False)
