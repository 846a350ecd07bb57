"""Cases that may be the same matter as the selected one, why, and what to do about each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from casework.case import Case
from casework.vocabulary import STATE_ORDER, PlaceDoubt
from console import words
from console.actions import Actions
from console.board.board import Delta
from console.models.rowindex import by_place
from console.models.rows import cell_text
from console.models.similar import NEAR_M, NEAR_MS, Similar, similar
from console.session import Session
from console.turns import in_turn
from console.views.plaintext import PlainText

#: More than this are counted, not listed.
MOST = 5
#: Somebody who walks through the queue does not wait for what he passes, in ms.
_SETTLED_MS = 80
#: New reports are looked at this long after they came, at most once in that time, in ms.
_NEWS_MS = 1_000
_HOUR_MS = 3_600_000


class _Row(QWidget):
    """One other case: what it is, why it is alike, three buttons."""

    def __init__(self, parent: SimilarCases) -> None:
        super().__init__(parent)
        self.number = 0
        self.what, self.why = PlainText(2, self), PlainText(3, self)
        self.open, self.merge, self.part = (QPushButton(self) for _ in range(3))
        self.open.clicked.connect(lambda: parent.opened.emit(self.number))
        self.merge.clicked.connect(lambda: parent.wanted.emit("merge", self.number))
        self.part.clicked.connect(lambda: parent.wanted.emit("distinct", self.number))
        line = self._line = QHBoxLayout()
        line.setSpacing(6)
        for button in (self.open, self.merge, self.part):
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            line.addWidget(button)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(2)
        for part in (self.what, self.why):
            column.addWidget(part)
        column.addLayout(line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def wait(self) -> None:
        """Another case is asked about: nothing is said and nothing can be clicked meanwhile.

        The row keeps its room, or the page would be laid out twice for every case.
        """
        self.setEnabled(False)
        self.what.veil()
        self.why.veil()

    def fit(self) -> None:
        """Side by side where there is room, else one below the other: no word is cut."""
        buttons = (self.open, self.merge, self.part)
        needed = sum(b.sizeHint().width() + self._line.spacing() for b in buttons)
        way = QBoxLayout.Direction
        self._line.setDirection(way.LeftToRight if needed <= self.width() else way.TopToBottom)


class SimilarCases(QWidget):
    """Follows the selection a moment later; asks the board again when cases have come."""

    opened = Signal(object)  # case id: go there
    wanted = Signal(str, object)  # action id, the other case's id
    shown = Signal(int)  # how many there are; -1 not asked yet, or the place says nothing

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._actions = session, actions
        self._found: list[Similar] = []
        self._rows: list[_Row] = []
        self._note = QLabel(self)
        self._note.setTextFormat(Qt.TextFormat.PlainText)
        self._note.setWordWrap(True)
        self._note.setProperty("role", "soft")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._note)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(in_turn(self, self.refresh))
        session.selected.connect(self._select)
        session.changed.connect(self._on_changed)
        session.pending_changed.connect(self._judge)
        self._select(session.selected_case)

    def refresh(self) -> None:
        """Ask the board and show what it says; some tenths of a millisecond at a million cases."""
        selected = self._session.selected_case
        case = self._session.board.case(selected) if selected else None
        if case is None:
            self._show(None, [])
            return
        kind = self._session.categories.get(case.category)
        kin = frozenset(
            c.code
            for c in self._session.categories.values()
            if kind is not None and c.class_zh == kind.class_zh
        )
        self._show(case, similar(self._session.board.cases, case, kin))

    def found(self) -> list[Similar]:
        return list(self._found)

    def texts(self) -> list[tuple[str, str]]:
        """What each row says, and why."""
        return [(r.what.text(), r.why.text()) for r in self._rows if not r.isHidden()]

    def note(self) -> str:
        return self._note.text()

    def row(self, at: int) -> _Row:
        return self._rows[at]

    def _select(self, _case_id: int) -> None:
        by_place(self._session.board.cases).warm(self._session.board.cases)
        self._found = []
        for row in self._rows:
            if not row.isHidden():
                row.wait()
        self._note.setText("")
        self.shown.emit(-1)
        self._later.start(_SETTLED_MS)

    def _on_changed(self, delta: Delta) -> None:
        if delta.touches_cases and not self._later.isActive():
            mine = any(e.case_id == self._session.selected_case for e in delta.envelopes)
            self._later.start(0 if mine else _NEWS_MS)

    def _show(self, case: Case | None, found: list[Similar]) -> None:
        self._found = found
        listed = found[:MOST]
        while len(self._rows) < len(listed):
            self._rows.append(_Row(self))
            self._column.insertWidget(len(self._rows) - 1, self._rows[-1])
        for row, other in zip(self._rows, listed, strict=False):
            row.number = other.case_id
            row.setEnabled(True)
            row.what.set_text(self._what(other))
            row.why.set_text(self._why(other))
        for at, row in enumerate(self._rows):
            row.setVisible(at < len(listed))
        said = self._said(case, len(found) - len(listed))
        self._note.setVisible(bool(said))
        self._note.setText(said)
        self._retranslate()
        self._judge()
        unknown = case is None or case.doubt is PlaceDoubt.NULL_ISLAND
        self.shown.emit(-1 if unknown else len(found))

    def _judge(self, _cases: object = None) -> None:
        case_id = self._session.selected_case
        if not self._found or not case_id:
            return
        merge = self._actions.availability("merge", case_id)
        part = self._actions.availability("distinct", case_id)
        for row in self._rows:
            for button, judged in ((row.merge, merge), (row.part, part)):
                button.setEnabled(judged.ok)
                button.setToolTip(judged.why)

    def _said(self, case: Case | None, more: int) -> str:
        lines = []
        if case is not None and case.doubt is PlaceDoubt.NULL_ISLAND:
            lines.append(self.tr("The place is not known, so nothing can be said of what is near."))
        elif case is not None and not self._found:
            none = self.tr("None within {metres} m and {hours} h.")
            hours = NEAR_MS // _HOUR_MS
            lines.append(words.fill(none, metres=f"{NEAR_M:.0f}", hours=hours))
        if more > 0:
            lines.append(words.fill(self.tr("and {n} more"), n=more))
        if case is not None and case.distinct:
            listed = self.tr(", ").join(str(number) for number in case.distinct)
            lines.append(words.fill(self.tr("Told apart from this one: {numbers}"), numbers=listed))
        return "\n".join(lines)

    def _what(self, other: Similar) -> str:
        cases = self._session.board.cases
        state = words.state(STATE_ORDER[int(cases.column("state")[other.row])])
        head = words.fill(self.tr("No. {number}"), number=other.case_id)
        return " · ".join((head, state, cell_text(cases.title[other.row])[:80]))

    def _why(self, other: Similar) -> str:
        """ "87 of 100: 12 m away · 2 h 05 min earlier · same type · titles 91 % alike"."""
        parts = [words.fill(self.tr("{n} m away"), n=round(other.metres))]
        time = words.duration_ms(other.later_ms)
        when = self.tr("reported {time} later")
        if other.later_ms < 0:
            when = self.tr("reported {time} earlier")
        parts.append(words.fill(when, time=time))
        if other.same_component:
            parts.append(self.tr("same component"))
        parts.append(self._kinship(other))
        parts.append(words.fill(self.tr("titles {n} % alike"), n=other.title))
        why = self.tr("; ").join(parts)
        return words.fill(self.tr("{score} of 100: {why}"), score=other.score, why=why)

    def _kinship(self, other: Similar) -> str:
        if other.same_type:
            return self.tr("same type")
        return self.tr("same class of types") if other.same_class else self.tr("another type")

    def _retranslate(self) -> None:
        names = self.tr("Open"), self.tr("Merge …"), self.tr("Not a duplicate …")
        for row in self._rows[: len(self._found)]:
            for button, name in zip((row.open, row.merge, row.part), names, strict=True):
                button.setText(name)
                said = words.fill(self.tr("{what}: case {number}"), what=name, number=row.number)
                button.setAccessibleName(said)
            row.fit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self.refresh)
        super().changeEvent(event)
