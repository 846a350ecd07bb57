"""The words of the queue's cells, for painting, for tooltips and for screen readers alike."""

from __future__ import annotations

import html
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from casework.vocabulary import CHANNEL_ORDER, LEVEL_ORDER, STATE_ORDER, CaseState
from console import words
from console.board.cases import CaseTable
from console.board.deadlines import Deadline
from console.models.marks import mark_reason
from console.models.rows import cell_text
from console.models.sortkeys import By
from console.session import Session

COLUMNS: tuple[By, ...] = tuple(b for b in By if b >= 0)


class QueueText:
    """Texts by row and column. Names of coded columns are kept until the language changes."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names: dict[tuple[str, str], str] = {}

    @property
    def table(self) -> CaseTable:
        return self._session.board.cases

    def forget(self) -> None:
        """Another language, another city."""
        self._names.clear()

    def name(self, column: str, code: str) -> str:
        """What a person reads for `code` of a coded column of the case table."""
        found = self._names.get((column, code))
        if found is None:
            found = self._names[column, code] = cell_text(self._name(column, code))
        return found

    def _name(self, column: str, code: str) -> str:
        if not code:
            return ""
        if column in ("area", "village"):
            return words.area(self._session, code)
        if column == "category":
            return words.category(self._session, code)
        if column == "department":
            return self._without_city(words.department(self._session, code, short=True))
        return words.actor(code, self._session)

    def _without_city(self, name: str) -> str:
        """ "Dongguan Water Bureau" is the Water Bureau in Dongguan: the row has little room."""
        city = self._session.gazetteer
        for prefix in (city.name_zh, f"{city.name_en} ") if city else ():
            if len(name) > len(prefix):
                name = name.removeprefix(prefix)
        return name

    def cell(self, row: int, by: By) -> str:
        """Plain text of one cell."""
        maker = _MAKERS.get(by)
        if maker is not None:
            return maker(self, row)
        column = _CODED[by]
        return self.name(column, self.table.words.word(int(self.table.column(column)[row])))

    def _priority(self, row: int) -> str:
        return words.priority(int(self.table.column("priority")[row]))

    def _number(self, row: int) -> str:
        return str(int(self.table.column("case_id")[row]))

    def _place(self, row: int) -> str:
        table = self.table
        town = self.name("area", table.words.word(int(table.column("area")[row])))
        address = cell_text(table.address[row])
        return f"{town} {address}" if address else town

    def _state(self, row: int) -> str:
        return words.state(self.state(row))

    def state(self, row: int) -> CaseState:
        return STATE_ORDER[int(self.table.column("state")[row])]

    def decided_by(self, row: int) -> str:
        """Who alone may decide and how often it was sent on; empty where there is nothing odd."""
        level = LEVEL_ORDER[int(self.table.column("level")[row])]
        return words.decided_by(level, int(self.table.column("bounces")[row]))

    def _clock(self, row: int) -> str:
        table = self.table
        closed = int(table.column("closed_ms")[row])
        if closed:
            return words.instant_ms(closed, words.zone(self._session), seconds=False)
        due = int(table.column("deadline_ms")[row])
        if self.state(row) is CaseState.SUSPENDED:
            return words.paused(due - int(table.column("paused_ms")[row]) if due else None)
        left = words.time_left(due, self._session.clock.now_ms())
        usual = int(table.column("deadline")[row]) <= Deadline.DISPOSAL
        return left if usual else f"{left} ({self.deadline(row)})"

    def deadline(self, row: int) -> str:
        """What runs out, in words."""
        return words.deadline(Deadline(int(self.table.column("deadline")[row])), self.state(row))

    def _source(self, row: int) -> str:
        return words.channel(CHANNEL_ORDER[int(self.table.column("channel")[row])])

    def _title(self, row: int) -> str:
        return cell_text(self.table.title[row])

    def tooltip(self, row: int, by: By) -> str:
        """Escaped, since Qt takes anything that looks like HTML for HTML."""
        case_id = int(self.table.column("case_id")[row])
        lines = [mark_reason(self._session, case_id), self.spoken(row, by)]
        return "<br>".join(html.escape(line) for line in lines if line)

    def spoken(self, row: int, by: By) -> str:
        """A cell in full: what its sign and its place in the row only hint at is said as well."""
        cell = self.cell(row, by)
        if by is By.STATE:
            more = self.decided_by(row)
        elif by is By.CLOCK:
            more = self._limit(row)
        else:
            more = ""
        return f"{cell} ({more})" if more else cell

    def _limit(self, row: int) -> str:
        """Which deadline the clock runs to, and when that is."""
        table, zone = self.table, words.zone(self._session)
        due = int(table.column("deadline_ms")[row])
        if self.state(row) is CaseState.SUSPENDED:
            since = words.instant_ms(int(table.column("paused_ms")[row]), zone, with_date=True)
            text = QCoreApplication.translate("Queue", "the clock stands still since {time}")
            return words.fill(text, time=since) if since else ""
        if not due or int(table.column("closed_ms")[row]):
            return ""
        text = QCoreApplication.translate("Queue", "{what} due {time}")
        when = words.instant_ms(due, zone, with_date=True)
        return words.fill(text, what=self.deadline(row), time=when)


def as_lines(text: QueueText, rows: Sequence[int], columns: Sequence[By]) -> str:
    """Rows as lines with tabs between the cells, headings first; for the clipboard."""
    lines = ["\t".join(heading(by) for by in columns)]
    lines += ["\t".join(text.cell(row, by) for by in columns) for row in rows]
    return "\n".join(lines) + "\n"


_MAKERS = {
    By.PRIORITY: QueueText._priority,
    By.NUMBER: QueueText._number,
    By.PLACE: QueueText._place,
    By.STATE: QueueText._state,
    By.CLOCK: QueueText._clock,
    By.SOURCE: QueueText._source,
    By.TITLE: QueueText._title,
}
_CODED = {By.TYPE: "category", By.DEPARTMENT: "department", By.HOLDER: "holder"}


def heading(by: By) -> str:
    """The title of a column."""
    return QCoreApplication.translate("Queue", _HEADINGS[by])


def _translatable(context: str, text: str) -> str:  # noqa: ARG001 - lupdate reads the call
    return text


QT_TRANSLATE_NOOP = _translatable
_HEADINGS = {
    By.PRIORITY: QT_TRANSLATE_NOOP("Queue", "Pri."),
    By.NUMBER: QT_TRANSLATE_NOOP("Queue", "Number"),
    By.PLACE: QT_TRANSLATE_NOOP("Queue", "Place"),
    By.TYPE: QT_TRANSLATE_NOOP("Queue", "Type"),
    By.STATE: QT_TRANSLATE_NOOP("Queue", "State"),
    By.CLOCK: QT_TRANSLATE_NOOP("Queue", "Time limit"),
    By.DEPARTMENT: QT_TRANSLATE_NOOP("Queue", "Department"),
    By.HOLDER: QT_TRANSLATE_NOOP("Queue", "Holder"),
    By.SOURCE: QT_TRANSLATE_NOOP("Queue", "Source"),
    By.TITLE: QT_TRANSLATE_NOOP("Queue", "Title"),
}
