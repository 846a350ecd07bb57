"""The three questions asked most, as lists to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from casework.vocabulary import STATE_ORDER
from console import words
from console.models.query import Flag, Key, Term
from console.session import Session

_ALL = Term(None, (), Flag.ALL)
_ANY = "any"


class QueryLists(QWidget):
    """State, town and department; each stands for the terms of its key."""

    chosen = Signal(object, object)  # terms that give way, the term instead or None

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.states = QComboBox(self)
        self.areas, self.departments = QComboBox(self), QComboBox(self)
        self._terms: tuple[Term, ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        for box in (self.states, self.areas, self.departments):
            row.addWidget(box, 1)
            box.setSizeAdjustPolicy(policy)
            box.setMinimumContentsLength(3)
            box.view().setMinimumWidth(220)  # the list may be wider than the box
            box.setMaxVisibleItems(18)
        self.states.currentIndexChanged.connect(lambda _i: self._choose(Key.STATE, self.states))
        self.areas.currentIndexChanged.connect(lambda _i: self._choose(Key.AREA, self.areas))
        self.departments.currentIndexChanged.connect(
            lambda _i: self._choose(Key.DEPT, self.departments)
        )

    def _choose(self, key: Key, box: QComboBox) -> None:
        code = str(box.currentData() or "")
        gone = [t for t in self._terms if t.key is key or (key is Key.STATE and t.same(_ALL))]
        chosen = _ALL if code == _ANY else Term(key, (code,))
        self.chosen.emit(gone, chosen if code else None)

    def show_terms(self, terms: Sequence[Term]) -> None:
        """Say what is asked, as far as a list can."""
        self._terms = tuple(terms)
        said = {t.key: t.values[0] for t in terms if t.key and len(t.values) == 1}
        if any(t.same(_ALL) for t in terms):
            said[Key.STATE] = _ANY
        for box, key in (
            (self.states, Key.STATE),
            (self.areas, Key.AREA),
            (self.departments, Key.DEPT),
        ):
            box.blockSignals(True)
            box.setCurrentIndex(max(0, box.findData(said[key])) if key in said else 0)
            box.blockSignals(False)

    def retranslate(self) -> None:
        states = [(words.state(s), str(s)) for s in STATE_ORDER]
        _fill(self.states, self.tr("State"), [*states, (self.tr("Closed ones too"), _ANY)])
        towns = [a for a in self._session.areas.values() if a.level == "town"]
        names = [(words.area(self._session, a.code), a.code) for a in towns]
        _fill(self.areas, self.tr("Town"), names)
        known = self._session.departments
        names = [(words.department(self._session, code, short=True), code) for code in known]
        _fill(self.departments, self.tr("Dept."), names)
        self.states.setAccessibleName(self.tr("Filter the queue by state"))
        self.areas.setAccessibleName(self.tr("Filter the queue by town"))
        self.departments.setAccessibleName(self.tr("Filter the queue by department"))
        for box in (self.states, self.areas, self.departments):
            box.setToolTip(box.accessibleName())  # a narrow one shows the half of its choice


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
