"""The queue's model under Qt's own tester, while the city does what it wants."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from casework import events as ev
from casework.instant import from_ms
from console.board.board import Board
from console.feeds.port import Picture
from console.models.filters import QueueFilter
from console.models.queue import QueueModel
from console.models.rows import RowsModel
from console.models.sortkeys import By
from tests.support.effort import examples
from tests.support.seat import ME, NOW_MS, Seat, reported, seat

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = seat()
    with qtbot.waitSignal(made.session.linked):
        pass
    yield made
    made.session.stop()


def hear(at: Seat, case_id: int, *events: ev.AnyEvent) -> None:
    """Tell the board at once, as the session does at the end of a frame."""
    at.session._apply([at.envelope(case_id, e) for e in events], [], False)


@given(st.lists(st.lists(st.integers(0, 30), unique=True, max_size=25), max_size=8), st.booleans())
@settings(max_examples=examples(60))
def test_any_order_may_follow_any_other(orders: list[list[int]], hinted: bool) -> None:
    model = RowsModel(2)
    tester = QAbstractItemModelTester(model, FATAL)
    for order in orders:
        new = np.array(order, np.int64)
        old = model.index_rows
        kept = [QPersistentModelIndex(model.index(i, 0)) for i in range(len(old))]
        touched = np.setxor1d(old, new) if hinted else None
        model.replace(new, touched)
        assert model.index_rows.tolist() == order
        assert model.rowCount() == len(order)
        if touched is None and sorted(old.tolist()) == sorted(order):
            # the same rows in another order: whoever holds one still holds it
            assert [order[k.row()] for k in kept] == old.tolist()
    del tester


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(1, 4), st.integers(-9, 9)), max_size=30),
    st.sampled_from(By),
    st.booleans(),
)
@settings(max_examples=examples(40))
def test_the_model_stays_sound_while_cases_come_and_change(
    happenings: list[tuple[int, int, int]], by: By, down: bool
) -> None:
    at = seat()
    model = QueueModel(at.session)
    tester = QAbstractItemModelTester(model, FATAL)
    order = Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder
    model.sort(by, order)
    for case_id, priority, hours in happenings:
        if at.session.board.cases.row(case_id) < 0:
            hear(at, case_id, reported(priority=priority, due_ms=NOW_MS + hours * 3_600_000))
        else:
            hear(at, case_id, *[ev.CaseClosed("done"), ev.CaseReopened("came-back")][hours % 2 :])
        shown = [model.case_at(i) for i in range(model.rowCount())]
        model.order.rebuild(at.session.clock.now_ms())
        cases = at.session.board.cases.column("case_id")
        assert shown == cases[model.order.index].tolist()
    at.session.stop()
    del tester


def test_the_most_urgent_case_stands_first(at: Seat, qtbot: QtBot) -> None:
    model = QueueModel(at.session)
    hear(at, 1, reported(priority=3, due_ms=NOW_MS - 5))
    hear(at, 2, reported(priority=1, due_ms=NOW_MS + 900))
    hear(at, 3, reported(priority=1, due_ms=NOW_MS + 100))
    assert [model.case_at(i) for i in range(3)] == [3, 2, 1]


def test_a_new_picture_replaces_everything(at: Seat, qtbot: QtBot) -> None:
    model = QueueModel(at.session)
    tester = QAbstractItemModelTester(model, FATAL)
    for n in range(1, 9):
        hear(at, n, reported())
    board = Board("log-2")
    board.apply([at.envelope(77, reported())])
    with qtbot.waitSignal(at.session.changed):
        at.feed.post(Picture(board))
    assert [model.case_at(i) for i in range(model.rowCount())] == [77]
    del tester


def test_counts_follow_the_board_whatever_the_filter(at: Seat) -> None:
    model = QueueModel(at.session)
    model.set_filter(QueueFilter(texts=("nothing has this",)))
    hear(at, 1, reported(priority=1, due_ms=NOW_MS - 1))
    hear(at, 2, reported(), ev.CaseClaimed(ME, from_ms(NOW_MS + 60_000)))
    counts = model.counts
    assert model.rowCount() == 0
    assert (counts.open, counts.overdue, counts.unclaimed, counts.mine) == (2, 1, 1, 1)


def test_texts_for_tooltips_are_escaped_and_cells_are_literal(at: Seat) -> None:
    model = QueueModel(at.session)
    hear(at, 1, reported(title="<b>x</b>\n{{7*7}}"))
    index = model.index(0, By.TITLE)
    assert index.data(Qt.ItemDataRole.DisplayRole) == "<b>x</b> {{7*7}}"
    assert "&lt;b&gt;" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_every_cell_says_its_column_to_a_screen_reader(at: Seat) -> None:
    model = QueueModel(at.session)
    hear(at, 1, reported())
    for column in range(model.columnCount()):
        spoken = model.index(0, column).data(Qt.ItemDataRole.AccessibleTextRole)
        heading = model.headerData(column, Qt.Orientation.Horizontal)
        assert spoken.startswith(f"{heading}: ")
