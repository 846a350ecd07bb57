"""What is known of a case, as names and values."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from casework.case import Case
from casework.grid import CellGrid
from casework.instant import to_ms
from casework.vocabulary import PlaceDoubt
from console import words
from console.session import Session
from console.tokens import Tokens
from console.views.plaintext import PlainText

#: From this many hand-overs on, a case is being kicked around and somebody above has to decide.
MANY_BOUNCES = 3
_LONG_TITLE = 120
#: Name, value, and whether something about it is wrong.
Fact = tuple[str, str, bool]


class Rows(QWidget):
    """Rows of name and value; a row without a value is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[QLabel, PlainText]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: list[Fact], hot_ink: QColor) -> None:
        """Show `facts` in their order, the hot ones in `hot_ink`."""
        for row, (name, value, hot) in enumerate(facts):
            label, text = self._row(row)
            label.setText(name)
            text.set_text(value)
            text.set_colour(hot_ink if hot else None)
            label.setVisible(True)
            text.setVisible(True)
        for label, text in self._rows[len(facts) :]:
            label.setVisible(False)
            text.setVisible(False)

    def shown(self) -> dict[str, str]:
        """What is shown, by name."""
        return {n.text(): v.text() for n, v in self._rows if not v.isHidden()}

    def _row(self, row: int) -> tuple[QLabel, PlainText]:
        while row >= len(self._rows):
            label, text = QLabel(self), PlainText(parent=self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setProperty("role", "soft")
            at = len(self._rows)
            self._grid.addWidget(
                label, at, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
            )
            self._grid.addWidget(text, at, 1)
            self._rows.append((label, text))
        return self._rows[row]


class Facts(Rows):
    """What somebody says on the phone: what is out of the ordinary, what, where, whose.

    `more` holds the rest, to be put further down.
    """

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._tokens = session, tokens
        self.more = Rows()
        #: The 100 m cells of the city, where somebody knows them: the map.
        self.cells: Callable[[], CellGrid | None] = lambda: None

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def show_case(self, case: Case) -> None:
        """Show `case`; cheap when little has changed, so it may be called every second."""
        ink = QColor(self._tokens.signal.red_ink)
        self.show_facts([fact for fact in self._facts(case) if fact[1]], ink)
        self.more.show_facts([fact for fact in self._details(case) if fact[1]], ink)

    def texts(self) -> dict[str, str]:
        """What is shown, here and in `more`, by name."""
        return self.shown() | self.more.shown()

    def _facts(self, case: Case) -> Iterator[Fact]:
        session = self._session
        # What is out of the ordinary stands on top.
        yield self.tr("Doubtful place"), words.doubt(case.doubt), True
        yield self.tr("Decision"), words.decided_by(case.level, 0), True
        if case.bounces:
            yield self.tr("Sent on"), self._bounces(case), case.bounces >= MANY_BOUNCES
        kind = words.category_class(session, case.category)
        yield self.tr("Type"), _joined(words.category(session, case.category), kind), False
        yield self.tr("Place"), words.area_path(session, case), False
        yield self.tr("Address"), case.address, False
        yield self.tr("Component"), words.component(session, case.component), False
        yield self.tr("Description"), case.description, False
        if len(case.title) > _LONG_TITLE:
            yield self.tr("Full title"), case.title, False
        yield self.tr("Department"), words.department(session, case.department), False
        yield self.tr("Holder"), self._holder(case), False

    def _details(self, case: Case) -> Iterator[Fact]:
        session, zone = self._session, words.zone(self._session)
        yield self.tr("Owner"), words.component_owner(session, case.component), False
        yield self.tr("Standard"), words.component_standard(session, case.component), False
        reported = words.instant_ms(to_ms(case.reported_at), zone, with_date=True, seconds=False)
        yield self.tr("Reported"), reported, False
        yield self.tr("Source"), _joined(words.channel(case.channel), case.reporter), False
        yield self.tr("Limit"), self._limit(case), False
        if case.reworks:
            yield self.tr("Reworked"), self._times(case.reworks), False
        yield self.tr("Grid"), _joined(case.grid, self._cell(case)), False
        yield self.tr("Position"), f"{case.lon:.6f}, {case.lat:.6f} (WGS-84)", False

    def _cell(self, case: Case) -> str:
        """The 100 m cell of the place, as the map and `go` name it; none for a place not known."""
        cells = self.cells()
        if cells is None or case.doubt is not PlaceDoubt.NONE:
            return ""
        return words.fill(self.tr("cell {code}"), code=cells.code(case.lon, case.lat))

    def _holder(self, case: Case) -> str:
        if not case.holder:
            return self.tr("nobody")
        who = words.actor(case.holder, self._session)
        left = to_ms(case.lease_until) - self._session.clock.now_ms() if case.lease_until else 0
        if left <= 0:
            return words.fill(self.tr("{who} (hold has run out)"), who=who)
        time = words.duration_ms(left)
        return words.fill(self.tr("{who}, for another {time}"), who=who, time=time)

    def _limit(self, case: Case) -> str:
        # A type may name a limit that this case never had: an imported log knows no deadlines.
        found = self._session.categories.get(case.category) if case.due_at else None
        return words.limit_unit(found.limit.value, found.limit.unit) if found else ""

    def _bounces(self, case: Case) -> str:
        said = self._times(case.bounces)
        if case.bounces < MANY_BOUNCES:
            return said
        return words.fill(self.tr("{times}: a higher level has to decide"), times=said)

    def _times(self, count: int) -> str:
        return words.fill(self.tr("{n} ×"), n=count)


def _joined(first: str, second: str) -> str:
    return " · ".join(part for part in (first, second) if part)
