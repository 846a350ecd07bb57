"""What is painted bit by bit is what would be painted whole."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from casework import events as ev
from casework.instant import from_ms
from console.models.sortkeys import By
from console.tokens import load_tokens
from console.views.queue import QueueView
from tests.support.seat import NOW_MS, Seat, reported, seat


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = seat()
    with qtbot.waitSignal(made.session.linked):
        pass
    yield made
    made.session.stop()


def hear(at: Seat, case_id: int, event: ev.AnyEvent) -> None:
    at.session._apply([at.envelope(case_id, event, actor="town")], [], False)


@pytest.fixture
def view(at: Seat, qtbot: QtBot) -> QueueView:
    for n in range(1, 41):
        hear(at, n, reported(due_ms=NOW_MS + n * 600_000))
    made = QueueView(at.session, load_tokens("light"))
    qtbot.addWidget(made)
    made.resize(1_200, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.look._timer.stop()
    made._second.stop()
    return made


def on_the_screen(view: QueueView) -> QImage:
    """What has been painted so far, nothing anew."""
    port = view.table.viewport()
    corner = port.mapTo(view, port.rect().topLeft())
    shot = view.screen().grabWindow(
        view.winId(), corner.x(), corner.y(), port.width(), port.height()
    )
    return shot.toImage().convertToFormat(QImage.Format.Format_RGB32)


def whole(view: QueueView) -> QImage:
    """What is there, painted from nothing."""
    view.table.faces.forget()
    return view.table.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_news_selection_and_scrolling_leave_the_picture_that_a_whole_repaint_makes(
    view: QueueView, at: Seat, qtbot: QtBot
) -> None:
    dice = random.Random(4)
    bar = view.table.verticalScrollBar()
    until = from_ms(NOW_MS + 900_000)
    for turn in range(24):
        shown = view.table.visible_rows()
        number = int(at.session.board.cases.column("case_id")[dice.choice(shown)])
        for _ in range(dice.randint(1, 3)):
            event = ev.CaseClaimed(f"seat-{turn}", until) if turn % 2 else ev.NoteAdded("x")
            hear(at, dice.randint(1, 40), event)
        if turn % 3 == 0:
            at.session.select(number)
        if turn % 4 == 0:
            bar.setValue(dice.randint(0, bar.maximum()))
        if turn % 5 == 0:
            view.table.repaint_clocks()
        qtbot.wait(1)
        at.session.clock.follow(NOW_MS, 0.0, 0.0)
    view.table.repaint_clocks()
    qtbot.wait(1)
    assert on_the_screen(view) == whole(view)


def rows_painted(view: QueueView, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The rows that are painted from now on."""
    painted: list[int] = []
    paint = view.table.paint_row
    monkeypatch.setattr(
        view.table, "paint_row", lambda p, box, row: (painted.append(row), paint(p, box, row))[1]
    )
    return painted


def test_a_touched_row_is_painted_alone(
    view: QueueView, at: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted = rows_painted(view, monkeypatch)
    row = view.table.visible_rows()[3]
    hear(at, int(at.session.board.cases.column("case_id")[row]), ev.NoteAdded("x"))
    qtbot.waitUntil(lambda: bool(painted))
    assert set(painted) == {row}


@pytest.mark.parametrize("group", [None, By.STATE], ids=["one list", "in groups"])
def test_rows_that_come_go_and_move_leave_the_picture_that_a_whole_repaint_makes(
    view: QueueView, at: Seat, qtbot: QtBot, group: By | None
) -> None:
    view.model.group(group)
    dice = random.Random(7)
    bar = view.table.verticalScrollBar()
    for turn in range(16):
        due = NOW_MS + dice.randint(1, 40) * 600_000
        hear(at, 41 + turn, reported(due_ms=due, priority=dice.randint(1, 4)))
        if turn % 2:
            hear(at, dice.randint(1, 40), ev.CaseAccepted())  # another state, another place
        if turn % 3 == 0:
            hear(at, 42 + turn // 2, ev.CaseRejected("not-a-case"))
        if turn % 4 == 1:
            at.session.select(int(view.model.case_at(dice.randrange(view.model.rowCount()))))
        if turn % 5 == 2:
            bar.setValue(dice.choice((0, bar.maximum(), dice.randint(0, bar.maximum()))))
        qtbot.wait(1)
        at.session.clock.follow(NOW_MS, 0.0, 0.0)
    view.table.repaint_clocks()
    qtbot.wait(1)
    assert on_the_screen(view) == whole(view)


def test_what_comes_out_of_sight_paints_no_row(
    view: QueueView, at: Seat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted = rows_painted(view, monkeypatch)
    bar = view.table.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    qtbot.waitUntil(lambda: bool(painted))
    painted.clear()
    shown = view.table.visible_rows()
    hear(at, 41, reported(due_ms=NOW_MS + 1))  # above
    hear(at, 42, reported(due_ms=NOW_MS + 99 * 600_000))  # below
    first = view.model.row_at(0)
    assert first == at.session.board.cases.row(41)
    assert view.table.visible_rows() == shown
    bar.setValue(0)
    qtbot.waitUntil(lambda: first in painted)
    assert 41 not in [row + 1 for row in painted[: painted.index(first)]]
    assert painted[0] == first
