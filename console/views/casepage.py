"""How the parts of the case panel lie on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSplitter, QVBoxLayout, QWidget

from casework.case import Case
from console import words
from console.actions import Actions
from console.session import Session
from console.tokens import Tokens
from console.views.bestunits import BestUnits
from console.views.caseactions import CaseActions
from console.views.caseclocks import CaseClocks
from console.views.casefacts import Facts
from console.views.casefiles import CaseFiles
from console.views.caseforms import CaseForm
from console.views.casehead import CaseHead
from console.views.caselinks import CaseLinks
from console.views.caseunits import CaseUnits
from console.views.history import HistoryView
from console.views.similarcases import SimilarCases


class Narrow(QWidget):
    """As wide as what holds it: what does not fit wraps, instead of lying under the edge."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())


class CasePage(QWidget):
    """Title and clock on top, then an open form, then what scrolls, then the history."""

    def __init__(
        self, session: Session, actions: Actions, tokens: Tokens, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self.head = CaseHead(session, tokens, self)
        self.links = CaseLinks(session, self)
        self.clocks = CaseClocks(session, tokens)
        self.facts, self.units = Facts(session, tokens), CaseUnits(session, tokens)
        self.best = BestUnits(session, actions, tokens)
        self.buttons = CaseActions(actions, tokens)
        self.history = HistoryView(session, tokens)
        self.files = CaseFiles(session, actions, tokens)
        self.similar = SimilarCases(session, actions)
        self._counts = [0, 0]  # files, similar cases
        self.files.shown.connect(lambda n: self._count(0, n))
        self.similar.shown.connect(lambda n: self._count(1, n))
        self._slot = QVBoxLayout()
        self._titles = [_title() for _ in range(6)]
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.head)
        column.addWidget(self.links)
        column.addLayout(self._slot)
        column.addWidget(self._split(), 1)
        self._retranslate()

    def _split(self) -> QSplitter:
        inner = Narrow()
        scrolled = QVBoxLayout(inner)
        scrolled.setContentsMargins(0, 0, 8, 0)
        scrolled.setSpacing(8)
        units, actions, history, limits, files, similar = self._titles
        # what and where, what can be done, whom to send: nobody scrolls for that on the phone
        parts: tuple[QWidget, ...] = (self.facts, actions, self.buttons, units, self.units)
        parts += (self.best, limits, self.clocks, self.facts.more)
        parts += (files, self.files, similar, self.similar)
        for part in parts:
            scrolled.addWidget(part)
        scrolled.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        below = QWidget()
        told = QVBoxLayout(below)
        told.setContentsMargins(0, 0, 0, 0)
        told.setSpacing(4)
        told.addWidget(history)
        told.addWidget(self.history, 1)
        below.setMinimumHeight(110)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(area)
        split.addWidget(below)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([620, 240])
        return split

    def show_case(self, case: Case) -> None:
        self.head.show_case(case)
        self.links.show_case(case)
        self.show_clocks(case)
        self.facts.show_case(case)

    def show_clocks(self, case: Case) -> None:
        """The clocks as they stand now, with what the history says of those that are past."""
        self.head.clock.show_case(case)
        self.clocks.show_case(case, self.history.entries.envelopes())

    def show_actions(self, case: Case) -> None:
        """What may be done, which also depends on the link and on what is under way."""
        self.buttons.show_case(case.case_id)
        judged = self._actions.availability("withdraw", case.case_id)
        self.units.show_case(case, judged.ok, judged.why)
        self.best.show_case(case)

    def set_form(self, form: CaseForm | None) -> None:
        """Put `form` below the title, in the place of the one before."""
        while (item := self._slot.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        if form is not None:
            self._slot.addWidget(form)
            form.show()
        # Laid out at once: the next key may already be on its way to the first field.
        self._column.activate()

    def _count(self, which: int, count: int) -> None:
        """How many there are stands in the title: who does not scroll sees it all the same."""
        self._counts[which] = count
        self._retranslate()

    def set_tokens(self, tokens: Tokens) -> None:
        for part in (self.head, self.clocks, self.facts, self.units, self.best, self.buttons):
            part.set_tokens(tokens)
        self.history.set_tokens(tokens)
        self.files.set_tokens(tokens)

    def _retranslate(self) -> None:
        files, similar = self._counts
        names = (
            self.tr("Units"),
            self.tr("Actions"),
            self.tr("History"),
            self.tr("Clocks"),
            words.fill(self.tr("Pictures and files ({n})"), n=files),
            words.fill(self.tr("Similar cases ({n})"), n=words.count(similar, similar >= 0)),
        )
        for label, name in zip(self._titles, names, strict=True):
            label.setText(name)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)


def _title() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setProperty("role", "title")
    return label
