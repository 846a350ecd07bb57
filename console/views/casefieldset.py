"""The questions of one action in their order, and what has been answered so far."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QWidget

from casework.case import Case
from console import words
from console.catalogue import ACTIONS, Need
from console.session import Session
from console.views import casechoices, twincases
from console.views.casefields import EnterText, PassedField, PickField

_ORDER = (Need.INTO, Need.DEPARTMENT, Need.UNIT, Need.PASSED, Need.REASON, Need.TEXT)


@dataclass(frozen=True)
class Draft:
    """What somebody has said so far about one action on one case."""

    action_id: str
    case_id: int
    department: str = ""
    reason: str = ""
    text: str = ""
    unit: int = 0
    passed: bool | None = None
    even_if_busy: bool = False
    into: int = 0

    @property
    def empty(self) -> bool:
        """A chosen unit alone is no work worth keeping."""
        return self == Draft(self.action_id, self.case_id, unit=self.unit)


class FieldSet(QWidget):
    """The fields an action needs or offers, one below the other."""

    entered = Signal()  # Enter in one of them
    chosen = Signal()

    def __init__(self, session: Session, case: Case, draft: Draft, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._case, self._draft = session, case, draft
        self.action = ACTIONS[draft.action_id]
        needs = self.action.needs + self.action.optional
        self._names: dict[Need, QLabel] = {}
        self._fields = {need: self._field(need) for need in _ORDER if need in needs}
        self.busy = QCheckBox(self)
        self._lay_out()
        self.restore(draft)
        self.retranslate()

    def draft(self) -> Draft:
        unit, into = self._pick(Need.UNIT), self._pick(Need.INTO)
        passed = self._fields.get(Need.PASSED)
        return replace(
            self._draft,
            department=self._pick(Need.DEPARTMENT),
            reason=self._pick(Need.REASON),
            text=self.text(),
            unit=int(unit) if unit else 0,
            passed=passed.passed() if isinstance(passed, PassedField) else None,
            even_if_busy=not self.busy.isHidden() and self.busy.isChecked(),
            into=int(into) if into else 0,
        )

    def restore(self, draft: Draft) -> None:
        """Fill in what was said before."""
        said = {
            Need.DEPARTMENT: draft.department,
            Need.REASON: draft.reason,
            Need.UNIT: str(draft.unit) if draft.unit else "",
            Need.INTO: str(draft.into) if draft.into else "",
        }
        for need, field in self._fields.items():
            if isinstance(field, PickField) and said[need]:
                field.choose(said[need])
            elif isinstance(field, EnterText):
                field.setPlainText(draft.text)
            elif isinstance(field, PassedField):
                field.say(draft.passed)
        self._judge()

    def missing(self) -> Need | None:
        """The first question that has to be answered and is not."""
        for need in self._fields:
            if need in self.action.needs and not self._answered(need):
                return need
        return None

    def go_to(self, need: Need | None) -> None:
        """Put the cursor there; None is the first question."""
        field = self._fields[need or next(iter(self._fields))]
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        field = self._fields.get(Need.TEXT)
        return field.toPlainText() if isinstance(field, EnterText) else ""

    def field(self, need: Need) -> QWidget:
        """One field, for tests and for focus."""
        return self._fields[need]

    def _answered(self, need: Need) -> bool:
        if need is Need.PASSED:
            return self.draft().passed is not None
        return bool(self.text().strip() if need is Need.TEXT else self._pick(need))

    def _field(self, need: Need) -> PickField | EnterText | PassedField:
        field = self._make(need)
        field.entered.connect(self.entered)
        if isinstance(field, PickField | PassedField):
            field.chosen.connect(self._judge)
        return field

    def _make(self, need: Need) -> PickField | EnterText | PassedField:
        session, case = self._session, self._case
        if need is Need.DEPARTMENT:
            return PickField(casechoices.departments(session, but=case.department), parent=self)
        if need is Need.REASON:
            return PickField(casechoices.reasons(session, self.action, case), parent=self)
        if need is Need.INTO:
            return self._other(case)
        if need is Need.UNIT and self.action.id == "withdraw":
            return PickField(casechoices.units_at(session, case), parent=self)
        if need is Need.UNIT:
            near = casechoices.units_near(session, case, self._draft.unit)
            return PickField(near, casechoices.unit_search(session, case), parent=self)
        return PassedField(self) if need is Need.PASSED else EnterText(self)

    def _other(self, case: Case) -> PickField:
        if self.action.id == "undistinct":
            return PickField(twincases.told_apart(self._session, case), parent=self)
        return twincases.TwinField(self._session, case, self._draft.into, self)

    def _lay_out(self) -> None:
        rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for need, field in self._fields.items():
            self._names[need] = QLabel(self)
            self._names[need].setBuddy(field)
            rows.addRow(self._names[need], field)
        rows.addRow(self.busy)

    def _judge(self) -> None:
        """What depends on what was chosen: a busy unit has to be meant."""
        unit = self._pick(Need.UNIT)
        other = 0
        if unit and self.action.id == "assign":
            other = casechoices.busy_with(self._session, int(unit), self._draft.case_id)
        self.busy.setVisible(bool(other))
        if other:
            text = self.tr("Send it all the same: it is busy with case {number}")
            self.busy.setText(words.fill(text, number=other))
        self.chosen.emit()

    def _pick(self, need: Need) -> str:
        field = self._fields.get(need)
        return field.code() if isinstance(field, PickField) else ""

    def retranslate(self) -> None:
        merges = self.action.id == "merge"
        names = {
            Need.DEPARTMENT: self.tr("Department"),
            Need.REASON: self.tr("Reason"),
            Need.UNIT: self.tr("Unit"),
            Need.PASSED: self.tr("Check"),
            Need.TEXT: self.tr("Text"),
            Need.INTO: self.tr("Into case") if merges else self.tr("Other case"),
        }
        for need, label in self._names.items():
            label.setText(names[need])
            self._fields[need].setAccessibleName(names[need])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
