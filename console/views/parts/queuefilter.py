"""What narrows the queue: a field, chips, and lists; together they are one question."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from console import words
from console.models.filters import Counts, QueueFilter
from console.models.query import Flag, Key, Query, Term, Trouble, parse, to_filter, write
from console.models.querywords import QueryNames, problem_text
from console.session import Session
from console.views.parts.chips import Chips
from console.views.parts.queryfield import QueryField
from console.views.parts.querylists import QueryLists
from console.views.parts.termchips import TermChips

#: The chips that are always there, and what each asks.
_QUICK = {
    "mine": Term(None, (), Flag.MINE),
    "unclaimed": Term(None, (), Flag.UNCLAIMED),
    "overdue": Term(None, (), Flag.OVERDUE),
    "urgent": Term(Key.PRIO, ("1",)),
}


class QueueFilterBar(QWidget):
    """Gives a `QueueFilter` whenever the person has said something new that can be understood."""

    changed = Signal(object)  # QueueFilter
    left = Signal()  # the keyboard is to go on to the table

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._counts = Counts()
        self.names = QueryNames(session)
        self.terms: tuple[Term, ...] = ()
        self.field = QueryField(self.names, self)
        self.chips = Chips(("all", *_QUICK), self)
        self.asked = TermChips(self.names, self)
        self.problem = QLabel(self)
        self.lists = QueryLists(session, self)
        self.states, self.areas = self.lists.states, self.lists.areas
        self.departments = self.lists.departments
        self.head = QHBoxLayout()
        self._lay_out()
        self._wire()
        self.retranslate()

    def _wire(self) -> None:
        self.field.rested.connect(self.ask)
        self.field.entered.connect(self._take_line)
        self.field.took_back.connect(self._take_back)
        self.field.left.connect(self.left)
        self.chips.changed.connect(self._quick)
        self.asked.removed.connect(lambda term: self._without([term]))
        self.asked.left.connect(self.field.setFocus)
        self.lists.chosen.connect(self._choose)
        self._session.city_known.connect(self.retranslate)

    def _lay_out(self) -> None:
        row = self.head
        row.setSpacing(6)
        row.addWidget(self.chips)
        row.addWidget(self.field, 3)
        row.addWidget(self.lists, 2)
        self.field.setMinimumWidth(84)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setWordWrap(True)
        self.problem.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addWidget(self.asked)

    # -- the question ------------------------------------------------------------------------

    def query(self) -> Query:
        """What is being typed, as far as it is understood."""
        return parse(self.field.text(), self.names)

    def line(self) -> str:
        """The whole question as one line."""
        return write((*self.terms, *self.query().terms))

    def where(self) -> QueueFilter:
        me = self._session.actor.actor_id if self._session.actor else ""
        return to_filter((*self.terms, *self.query().terms), me)

    def set_line(self, line: str) -> None:
        """Ask `line` instead of everything asked so far; what cannot be understood stays typed."""
        query = parse(line, self.names)
        self.field.setText(line if query.problems else "")
        self.set_terms(() if query.problems else query.terms)

    def set_terms(self, terms: Iterable[Term]) -> None:
        self.terms = tuple(terms)
        self._show_terms()
        self.ask()

    def clear(self) -> None:
        """Show everything that is open."""
        self.field.clear()
        self.set_terms(())

    def _with(self, terms: Iterable[Term]) -> None:
        fresh = [t for t in terms if not any(t.same(held) for held in self.terms)]
        self.set_terms((*self.terms, *fresh))

    def _without(self, terms: Iterable[Term]) -> None:
        gone = tuple(terms)
        self.set_terms(t for t in self.terms if not any(t.same(g) for g in gone))

    def _take_line(self) -> None:
        """Enter: the line becomes chips; on an empty line the keyboard goes on to the table."""
        query = self.query()
        if query.problems:
            self.ask()
        elif query.terms:
            self.field.clear()
            self._with(query.terms)
        else:
            self.left.emit()

    def _take_back(self) -> None:
        """Backspace on an empty line: the last chip can be typed on."""
        if self.terms:
            last = self.terms[-1]
            self.field.setText(last.write())
            self._without([last])

    def _quick(self) -> None:
        on = [term for name, term in _QUICK.items() if self.chips.on(name)]
        kept = [t for t in self.terms if not any(t.same(q) for q in _QUICK.values())]
        if not on and self.chips.on("all"):
            kept = [t for t in kept if t.key is not None]
        self.set_terms((*kept, *on))

    def _choose(self, gone: list[Term], chosen: Term | None) -> None:
        kept = [t for t in self.terms if not any(t.same(g) for g in gone)]
        self.set_terms((*kept, chosen) if chosen else kept)

    def _show_terms(self) -> None:
        """Chips and lists say what is asked."""
        quick = {name for name, q in _QUICK.items() if any(q.same(t) for t in self.terms)}
        self.chips.put(quick)
        self.asked.show_terms(
            [t for t in self.terms if not any(t.same(q) for q in _QUICK.values())]
        )
        self.lists.show_terms(self.terms)

    def ask(self) -> None:
        """What is not understood is said, and the queue stays as it is until it is."""
        self.field.settle()
        problems = self.query().problems
        self.problem.setVisible(bool(problems))
        if problems:
            role = "soft" if problems[0].trouble is Trouble.NO_VALUE else "amber"
            self.problem.setText("△ " + problem_text(problems[0]))
            if self.problem.property("role") != role:
                self.problem.setProperty("role", role)
                self.problem.style().unpolish(self.problem)
                self.problem.style().polish(self.problem)
        else:
            self.changed.emit(self.where())

    # -- words -------------------------------------------------------------------------------

    def set_counts(self, counts: Counts) -> None:
        self._counts = counts
        self._label_chips()

    def retranslate(self) -> None:
        self.names.forget()
        find = QKeySequence(QKeySequence.StandardKey.Find)
        key = find.toString(QKeySequence.SequenceFormat.NativeText)
        self.field.setPlaceholderText(
            words.fill(self.tr("Text, number, or area: dept: state: … ({key})"), key=key)
        )
        self.field.setAccessibleName(self.tr("Filter the queue"))
        self.field.setToolTip(
            self.tr("area: dept: state: prio: type: holder: source: · mine unclaimed overdue all")
        )
        self._label_chips()
        self.lists.retranslate()
        self._show_terms()

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

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
