"""The queue's table: how a case looks in one row."""

from __future__ import annotations

from collections.abc import Hashable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QWidget

from casework.vocabulary import LEVEL_ORDER, CaseState, Level, TrafficLight
from console import words
from console.board.deadlines import Deadline
from console.models.groupwords import heading_text
from console.models.marks import Mark, mark_text
from console.models.queue import QueueModel
from console.models.sortkeys import By
from console.models.unseen import News
from console.tokens import Tokens
from console.views import theme
from console.views.parts import glyphs
from console.views.parts.queuekeys import PickTable

Rows = NDArray[np.int64]
#: Widths for 1,220 px of queue; the title takes what is left.
WIDTHS = {
    By.PRIORITY: 46,
    By.NUMBER: 84,
    By.PLACE: 178,
    By.TYPE: 118,
    By.STATE: 132,
    By.CLOCK: 206,
    By.DEPARTMENT: 110,
    By.HOLDER: 84,
    By.SOURCE: 90,
    By.TITLE: 100,
}
#: Where the clock of a deadline began; those of an emergency began with the report.
_BEGINS = {Deadline.DISPOSAL: "from_ms", Deadline.STAGE: "stage_from_ms"}


class QueueTable(PickTable):
    live = frozenset({By.CLOCK})
    steady = True

    def __init__(self, model: QueueModel, tokens: Tokens, parent: QWidget | None = None) -> None:
        self._now = 0
        self._me = -1
        super().__init__(model, tokens, parent)
        self.usual_columns()
        self.horizontalHeader().setStretchLastSection(True)
        model.rows_touched.connect(self._repaint_touched)
        model.session.changed.connect(lambda d: self.paint_anew() if d.reset else None)

    def usual_columns(self) -> None:
        """All of them, in their first order and widths."""
        header = self.horizontalHeader()
        for place, (by, width) in enumerate(WIDTHS.items()):
            self.setColumnHidden(by, False)
            header.moveSection(header.visualIndex(by), place)
            self.setColumnWidth(by, theme.px(width))

    def arrange_columns(self, columns: list[By]) -> None:
        """Only these, from left to right."""
        header = self.horizontalHeader()
        for by in WIDTHS:
            self.setColumnHidden(by, by not in columns)
        for place, by in enumerate(columns):
            header.moveSection(header.visualIndex(by), place)

    def dataChanged(self, *_where: object) -> None:
        """What changes is told by row, see `rows_touched`: a range would repaint for nothing."""

    def _repaint_touched(self, rows: Rows) -> None:
        """Those of them that are on the screen."""
        shown = range(*self.visible_span())
        if len(rows) and shown:
            touched = np.isin([self.queue.row_at(position) for position in shown], rows)
            self.repaint_positions(shown.start + int(at) for at in np.flatnonzero(touched))

    def visible_rows(self) -> list[int]:
        """The case rows on the screen; headings are left out."""
        shown = map(self.queue.row_at, range(*self.visible_span()))
        return [row for row in shown if row >= 0]

    def repaint_clocks(self) -> None:
        """Once a second: only the column that runs, only the rows that show."""
        x, width = self.columnViewportPosition(By.CLOCK), self.columnWidth(By.CLOCK)
        self.viewport().update(x, 0, width, self.viewport().height())

    def begin_paint(self) -> None:
        session = self.queue.session
        self._now = session.clock.now_ms()
        me = session.actor.actor_id if session.actor else ""
        self._me = session.board.cases.words.find(me) if me else -1

    def look_of(self, row: int) -> Hashable | None:
        cases, queue = self.queue.session.board.cases, self.queue
        case_id, version = int(cases.column("case_id")[row]), int(cases.column("version")[row])
        mark = queue.marks.get(case_id, Mark.NONE)
        picked = bool(len(queue.picks)) and case_id in queue.picks
        return case_id, version, mark, queue.unseen.of(row), picked, self._me

    def paint_heading(self, painter: QPainter, box: QRect, position: int, ink: QColor) -> None:
        head = self.queue.heading_at(position)
        if head is None:
            return
        if not self.in_selection:
            painter.fillRect(box, QColor(self.tokens.surface.raised))
        glyphs.draw_fold(painter, box.adjusted(8, 0, 0, 0), head.closed, ink)
        text = heading_text(self.queue.text, self.queue.order.sort, head)
        self.pen.write(painter, box.adjusted(24, 0, -8, 0), text, ink, True)

    def paint_row(self, painter: QPainter, box: QRect, row: int) -> None:
        """At the left edge: a whole bar for a new case, half a one for one that has changed."""
        if len(self.queue.picks) and not self.in_selection and self._is_picked(row):
            painter.fillRect(box, QColor(self.tokens.surface.raised))
        news = self.queue.unseen.of(row)
        if news:
            half = box.height() // 2 if news is News.CHANGED else 0
            blue = QColor(self.tokens.signal.blue_ink)
            painter.fillRect(box.x(), box.y() + half, 4, box.height() - half, blue)

    def _is_picked(self, row: int) -> bool:
        return int(self.queue.session.board.cases.column("case_id")[row]) in self.queue.picks

    def paint_cell(self, painter: QPainter, box: QRect, row: int, column: int, ink: QColor) -> None:
        if column == By.PRIORITY:
            self._paint_priority(painter, box, row, ink)
        elif column == By.CLOCK:
            self._paint_clock(painter, box, row, ink)
        elif column == By.STATE:
            self._paint_state(painter, box, row, ink)
        elif column == By.NUMBER:
            bold = self.queue.unseen.of(row) is not News.NONE
            self.pen.write(painter, box, self.queue.text.cell(row, By.NUMBER), ink, bold)
        elif column == By.HOLDER:
            mine = int(self.queue.session.board.cases.column("holder")[row]) == self._me > 0
            self.pen.write(painter, box, self.queue.text.cell(row, By.HOLDER), ink, mine)
        else:
            self.pen.write(painter, box, self.queue.text.cell(row, By(column)), ink)

    def _paint_priority(self, painter: QPainter, box: QRect, row: int, ink: QColor) -> None:
        """The number alone: the words are in the tooltip, in the case and on the chip."""
        priority = int(self.queue.session.board.cases.column("priority")[row])
        badge = QRect(box.x() - 1, box.y() + 3, 24, box.height() - 6)
        inked = glyphs.draw_badge(painter, badge, priority, ink, self.tokens)
        self.pen.write(painter, badge.adjusted(8, 0, 8, 0), str(priority), inked, priority <= 2)
        if len(self.queue.picks) and self._is_picked(row):
            glyphs.draw_tick(painter, box.adjusted(26, 0, 0, 0), ink)

    def _paint_clock(self, painter: QPainter, box: QRect, row: int, ink: QColor) -> None:
        cases = self.queue.session.board.cases
        due, begin = int(cases.column("deadline_ms")[row]), self._begin(row)
        closed = int(cases.column("closed_ms")[row])
        still = self.queue.text.state(row) is CaseState.SUSPENDED
        light = glyphs.light_of(self._now, begin, 0 if closed or still else due)
        colour = ink if closed else glyphs.light_ink(light, self.tokens)
        if still:
            glyphs.draw_pause(painter, box, colour)
        else:
            glyphs.draw_light(painter, box, light, colour)
        beside = box.adjusted(glyphs.GLYPH + 5, 0, 0, -2)
        text = self.queue.text.cell(row, By.CLOCK)
        said = ink if self.in_selection else colour
        self.pen.write(painter, beside, text, said, light is TrafficLight.RED)
        if light in (TrafficLight.GREEN, TrafficLight.YELLOW) and due > begin > 0:
            used = (self._now - begin) / (due - begin)
            bar = box.adjusted(glyphs.GLYPH + 5, 0, -4, 0)
            glyphs.draw_bar(painter, bar, used, colour, QColor(self.tokens.surface.line))

    def _begin(self, row: int) -> int:
        """Where the clock that is shown began."""
        cases = self.queue.session.board.cases
        column = _BEGINS.get(Deadline(int(cases.column("deadline")[row])), "reported_ms")
        return int(cases.column(column)[row])

    def _paint_state(self, painter: QPainter, box: QRect, row: int, ink: QColor) -> None:
        case_id = int(self.queue.session.board.cases.column("case_id")[row])
        mark = self.queue.marks.get(case_id, Mark.NONE)
        if mark is Mark.NONE:
            box = self._paint_decider(painter, box, row, ink)
            self.pen.write(painter, box, self.queue.text.cell(row, By.STATE), ink)
            return
        if mark is Mark.REFUSED:
            colour = QColor(self.tokens.signal.red_ink)
            glyphs.draw_cross(painter, box, colour)
        else:
            colour = QColor(self.tokens.signal.blue_ink)
            glyphs.draw_dots(painter, box, colour)
        beside = box.adjusted(glyphs.GLYPH + 4, 0, 0, 0)
        said = (
            ink if self.in_selection else colour
        )  # the sign keeps its colour, the text its contrast
        self.pen.write(painter, beside, mark_text(mark), said, mark is Mark.REFUSED)

    def _paint_decider(self, painter: QPainter, box: QRect, row: int, ink: QColor) -> QRect:
        """At the right edge who alone decides and how often it was sent on; returns the rest."""
        cases = self.queue.session.board.cases
        level = LEVEL_ORDER[int(cases.column("level")[row])]
        bounces = int(cases.column("bounces")[row])
        if level is Level.TOWN and not bounces:
            return box
        said = f"×{bounces}" if bounces else ""
        raised = level is not Level.TOWN
        if raised:
            said = f"{words.level(level)} {said}".rstrip()
        colour = QColor(self.tokens.signal.amber_ink) if raised and not self.in_selection else ink
        width = self.pen.width(said, raised) + 2
        left = box.right() - width
        self.pen.write(painter, QRect(left, box.y(), width, box.height()), said, colour, raised)
        if raised:
            left -= glyphs.GLYPH
            glyphs.draw_raised(painter, QRect(left, box.y(), glyphs.GLYPH, box.height()), colour)
        return QRect(box.x(), box.y(), max(0, left - 4 - box.x()), box.height())
