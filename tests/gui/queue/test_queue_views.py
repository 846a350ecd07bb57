"""Groups, chips, named views, and large tables that are sorted elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from casework import events as ev
from casework.dutycommands import ShareView
from casework.dutyevents import ViewShared, ViewWithdrawn
from casework.instant import from_ms
from console.models.queue import QueueModel
from console.models.sortkeys import By
from console.settings import KeptView, Settings
from console.tokens import load_tokens
from console.views.queue import QueueView
from tests.support.seat import ME, NOW_MS, TOWN, Seat, reported, seat

Key, Mod = Qt.Key, Qt.KeyboardModifier
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = seat()
    with qtbot.waitSignal(made.session.linked):
        pass
    yield made
    made.session.stop()


def hear(at: Seat, case_id: int, *events: ev.AnyEvent) -> None:
    at.session._apply([at.envelope(case_id, e) for e in events], [], False)


@pytest.fixture
def view(at: Seat, qtbot: QtBot) -> QueueView:
    for n in range(1, 21):
        hear(at, n, reported(priority=1 + n % 4, due_ms=NOW_MS + n * 60_000))
    hear(at, 7, ev.CaseClaimed(ME, from_ms(NOW_MS + 60_000)))
    made = QueueView(at.session, load_tokens("light"))
    qtbot.addWidget(made)
    made.resize(1_300, 500)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(view: QueueView) -> list[int]:
    return [c for c in map(view.model.case_at, range(view.model.rowCount())) if c]


def chips(view: QueueView) -> list[str]:
    return [chip.text().removesuffix("✕").strip() for chip in view.bar.asked.chips]


def test_a_line_becomes_chips_with_enter(view: QueueView, qtbot: QtBot) -> None:
    view.focus_filter()
    qtbot.keyClicks(view.bar.field, "prio:1,2 area:dongch")
    qtbot.keyClick(view.bar.field, Key.Key_Escape)  # the completions
    qtbot.keyClick(view.bar.field, Key.Key_Return)
    assert len(chips(view)) == 2
    assert view.bar.field.text() == ""
    assert all(case % 4 in (0, 1) for case in shown(view))
    assert view.bar.areas.currentData() == TOWN


def test_chips_go_with_delete_and_with_the_mouse(view: QueueView, qtbot: QtBot) -> None:
    view.bar.set_line('prio:1,2 state:reported "x"')
    assert shown(view) == []
    view.bar.asked.chips[2].setFocus()
    qtbot.keyClick(view.bar.asked.chips[2], Key.Key_Delete)
    assert len(chips(view)) == 2
    assert len(shown(view)) == 10
    qtbot.mouseClick(view.bar.asked.chips[0], Qt.MouseButton.LeftButton)
    assert len(shown(view)) == 20
    view.focus_filter()
    qtbot.keyClick(view.bar.field, Key.Key_Backspace)  # the last one can be typed on
    assert view.bar.field.text() == "state:reported"
    assert chips(view) == []


def test_what_is_not_understood_is_said_and_the_queue_stays(view: QueueView, qtbot: QtBot) -> None:
    view.bar.set_line("mine")
    assert shown(view) == [7]
    view.find_text("colour:red")
    assert "colour:" in view.bar.problem.text()
    assert view.bar.problem.isVisible()
    assert shown(view) == [7]
    view.find_text("")
    assert not view.bar.problem.isVisible()


def test_tab_completes_a_key_and_then_its_value(view: QueueView, qtbot: QtBot) -> None:
    view.focus_filter()
    qtbot.keyClicks(view.bar.field, "de")
    qtbot.keyClick(view.bar.field, Key.Key_Tab)
    assert view.bar.field.text() == "dept:"
    qtbot.keyClicks(view.bar.field, "hous")
    qtbot.keyClick(view.bar.field, Key.Key_Tab)
    assert view.bar.where().departments == ("D02",)


def test_groups_have_headings_that_close_with_the_keyboard(
    at: Seat, view: QueueView, qtbot: QtBot
) -> None:
    tester = QAbstractItemModelTester(view.model, FATAL)
    view.model.group(By.PRIORITY)
    heads = [p for p in range(view.model.rowCount()) if view.model.heading_at(p)]
    assert len(heads) == 4
    assert view.model.index(0, 0).data().endswith("· 5")
    view.table.setFocus()
    view.table.setCurrentIndex(view.model.index(0, 0))
    qtbot.keyClick(view.table, Key.Key_Left)
    assert view.model.rowCount() == 19
    assert "closed" in view.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    hear(at, 50, reported(priority=1))
    assert view.model.index(0, 0).data().endswith("· 6")
    assert view.table.currentIndex().row() == 0
    qtbot.keyClick(view.table, Key.Key_Space)
    assert view.model.rowCount() == 25
    view.step(1)
    assert at.session.selected_case
    view.model.fold_all(True)
    assert view.model.rowCount() == 4
    view.model.group(None)
    assert view.model.rowCount() == 21
    del tester


def test_a_group_of_the_clock_is_left_when_the_time_has_come(at: Seat, view: QueueView) -> None:
    view.model.group(By.CLOCK)
    at.session.clock.follow(NOW_MS + 125_000, 0.0, 0.0)
    view.model.tick()
    overdue = view.model.heading_at(0)
    assert overdue is not None
    assert (overdue.rank, overdue.size) == (0, 2)


def test_a_view_brings_question_order_groups_and_columns_back(
    at: Seat, view: QueueView, tmp_path: object
) -> None:
    settings = Settings(tmp_path)  # type: ignore[arg-type]
    view.views.keep_in(settings)
    view.bar.set_line("prio:1")
    view.model.order_by(By.NUMBER, True, By.STATE)
    view.table.arrange_columns([By.NUMBER, By.CLOCK])
    view.saved.save("  the   urgent ones ")
    view.bar.clear()
    view.model.order_by(By.URGENCY, False, None)
    view.table.usual_columns()
    view.saved.chips[0].click()
    assert shown(view) == [20, 16, 12, 8, 4]
    assert view.model.order.sort.group is By.STATE
    assert view.table.shown_columns() == [By.NUMBER, By.CLOCK]
    assert Settings(settings.home).views_of(ME) == [
        KeptView("the urgent ones", "prio:1", ("number", "clock"), "number-/state")
    ]


def test_the_count_of_a_view_lives(at: Seat, view: QueueView, qtbot: QtBot) -> None:
    view.bar.set_line("prio:1")
    view.saved.save("urgent")
    assert view.saved.chips[0].text() == "urgent  5"
    view.bar.clear()
    hear(at, 60, reported(priority=1))
    assert view.saved.chips[0].text() == "urgent  6"
    hear(at, 60, ev.CaseClosed("done"))
    assert view.saved.chips[0].text() == "urgent  5"
    view.saved.chips[0].setFocus()
    qtbot.keyClick(view.saved.chips[0], Key.Key_Delete)
    assert view.saved.chips == []


def test_shared_views_stand_beside_the_own_ones(at: Seat, view: QueueView) -> None:
    view.bar.set_line("overdue")
    view.saved.save("late")
    view.views.share(view.views.all()[0])
    assert at.outbox.sent[-1].command == ShareView("late", "overdue", _all_columns(), "urgency", "")
    hear(at, 0, ViewShared("v1", "late", "overdue", (), "urgency"))
    assert [chip.text() for chip in view.saved.chips] == ["late  0", "⇄ late  0"]


def test_what_the_operator_has_shared_stands_there_once(at: Seat, view: QueueView) -> None:
    view.bar.set_line("overdue")
    view.saved.save("late")
    shared = ViewShared("v1", "late", "overdue", _all_columns(), "urgency")
    at.session._apply([at.envelope(0, shared, actor=ME)], [], False)
    assert [chip.text() for chip in view.saved.chips] == ["⇄ late  0"]
    at.session._apply([at.envelope(0, ViewWithdrawn("v1"), actor=ME)], [], False)
    assert [chip.text() for chip in view.saved.chips] == ["late  0"]


def _all_columns() -> tuple[str, ...]:
    return tuple(by.name.lower() for by in By if by >= 0)


def until(model: QueueModel) -> None:
    """Turn the event loop until the back room has nothing to do."""
    loop, watch = QEventLoop(), QTimer()
    watch.timeout.connect(lambda: model.arranger._room.busy or loop.quit())
    watch.start(1)
    loop.exec()


def test_a_large_table_is_sorted_elsewhere_and_nothing_is_lost_meanwhile(at: Seat) -> None:
    for n in range(1, 60):
        hear(at, n, reported(priority=1 + n % 4, due_ms=NOW_MS + n * 60_000))
    model = QueueModel(at.session, few=0)
    assert model.rowCount() == 0
    assert model.arranger.busy
    hear(at, 500, reported(priority=1, due_ms=NOW_MS + 1))  # while it is being sorted
    hear(at, 4, ev.CaseClosed("done"))
    until(model)
    order = [model.case_at(i) for i in range(model.rowCount())]
    assert order[0] == 500
    assert 4 not in order
    assert len(order) == 59
    assert model.counts.open == 59
    model.sort(By.NUMBER, Qt.SortOrder.DescendingOrder)
    hear(at, 501, reported())
    until(model)
    assert [model.case_at(i) for i in range(3)] == [501, 500, 59]
    plain = QueueModel(at.session)
    plain.sort(By.NUMBER, Qt.SortOrder.DescendingOrder)
    assert np.array_equal(plain.order.index, model.order.index)
    assert plain.counts == model.counts


def test_of_two_wishes_the_later_one_is_shown(at: Seat) -> None:
    for n in range(1, 9):
        hear(at, n, reported())
    model = QueueModel(at.session, few=0)
    model.sort(By.NUMBER, Qt.SortOrder.DescendingOrder)
    model.sort(By.NUMBER, Qt.SortOrder.AscendingOrder)
    until(model)
    assert model.case_at(0) == 1
