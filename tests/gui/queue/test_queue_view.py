"""The queue as a person uses it: nothing jumps, marks are seen, urgent cases are not lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework import events as ev
from casework.instant import from_ms
from casework.refusal import Refusal, RefusalCode
from console.feeds.port import Trouble
from console.models.marks import Mark
from console.models.sortkeys import By
from console.outbox.port import Outcome
from console.tokens import load_tokens
from console.views import theme
from console.views.queue import QueueView
from tests.support.seat import ME, NOW_MS, Seat, reported, seat

GREY = QImage.Format.Format_Grayscale8


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = seat()
    with qtbot.waitSignal(made.session.linked):
        pass
    yield made
    made.session.stop()


@pytest.fixture
def view(at: Seat, qtbot: QtBot) -> QueueView:
    for n in range(1, 101):
        hear(at, n, reported(due_ms=NOW_MS + n * 60_000))
    made = QueueView(at.session, load_tokens("light"))
    qtbot.addWidget(made)
    made.resize(1_200, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def hear(at: Seat, case_id: int, *events: ev.AnyEvent) -> None:
    at.session._apply([at.envelope(case_id, e) for e in events], [], False)


def top(view: QueueView) -> int:
    return view.model.case_at(view.table.verticalScrollBar().value() // theme.ROW_HEIGHT)


def test_clicking_a_row_selects_the_case_for_everybody(
    at: Seat, view: QueueView, qtbot: QtBot
) -> None:
    where = view.table.visualRect(view.model.index(3, By.TITLE)).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert at.session.selected_case == 4


def test_arrows_move_the_selection(at: Seat, view: QueueView, qtbot: QtBot) -> None:
    at.session.select(1)
    qtbot.keyClick(view.table, Qt.Key.Key_Down)
    qtbot.keyClick(view.table, Qt.Key.Key_Down)
    assert at.session.selected_case == 3


def test_a_selection_made_elsewhere_is_shown_and_scrolled_to(at: Seat, view: QueueView) -> None:
    at.session.select(90)
    first, last = view.table.visible_span()
    assert view.table.currentIndex().row() == 89
    assert first <= 89 < last


def test_selection_and_scroll_position_survive_updates_and_resorting(
    at: Seat, view: QueueView
) -> None:
    at.session.select(60)
    view.table.verticalScrollBar().setValue(50 * theme.ROW_HEIGHT + 7)
    assert top(view) == 51
    hear(at, 200, reported(priority=1))  # comes in above
    hear(at, 3, ev.CaseClosed("done"))  # leaves above
    hear(at, 4, ev.CaseClosed("done"))
    assert top(view) == 51
    assert view.table.verticalScrollBar().value() % theme.ROW_HEIGHT == 7
    assert at.session.selected_case == 60
    assert view.model.case_at(view.table.currentIndex().row()) == 60
    view.ordered.cycle(By.NUMBER)
    assert view.model.case_at(view.table.currentIndex().row()) == 60
    assert top(view) == 51


def test_the_selected_case_may_move_without_losing_the_selection(at: Seat, view: QueueView) -> None:
    at.session.select(60)
    hear(at, 60, ev.CaseClaimed(ME, from_ms(NOW_MS + 60_000)), ev.NoteAdded("x"))
    assert at.session.selected_case == 60
    assert view.model.case_at(view.table.currentIndex().row()) == 60


def test_at_the_top_one_sees_what_comes_in_as_most_urgent(at: Seat, view: QueueView) -> None:
    hear(at, 200, reported(priority=1))
    assert top(view) == 200


def test_a_selected_case_that_leaves_the_filter_stays_selected(at: Seat, view: QueueView) -> None:
    at.session.select(5)
    view.find_text("no such title")
    assert view.model.rowCount() == 0
    assert view.empty.isVisible()
    assert at.session.selected_case == 5
    view.bar.clear()
    assert view.model.case_at(view.table.currentIndex().row()) == 5


def test_a_third_click_on_a_heading_goes_back_to_urgency(view: QueueView) -> None:
    view.ordered.cycle(By.NUMBER)
    assert view.model.case_at(0) == 1
    assert view.ordered.isVisible()
    view.ordered.cycle(By.NUMBER)
    assert view.model.case_at(0) == 100
    view.ordered.cycle(By.NUMBER)
    assert view.model.order.by is By.URGENCY
    assert not view.ordered.isVisible()


def test_chips_and_lists_narrow_the_queue(at: Seat, view: QueueView) -> None:
    hear(at, 7, ev.CaseClaimed(ME, from_ms(NOW_MS + 60_000)))
    view.bar.chips.toggle("mine")
    assert [view.model.case_at(i) for i in range(view.model.rowCount())] == [7]
    view.bar.chips.toggle("all")
    assert view.model.rowCount() == 100
    view.bar.areas.setCurrentIndex(2)
    assert view.model.rowCount() == 0
    view.bar.areas.setCurrentIndex(1)
    assert view.model.rowCount() == 100
    view.bar.states.setCurrentIndex(view.bar.states.count() - 1)
    hear(at, 8, ev.CaseClosed("done"))
    assert view.model.rowCount() == 100


def test_a_sent_command_is_marked_until_it_comes_back(at: Seat, view: QueueView) -> None:
    command = at.session.dispatch(9, cm.ClaimCase())
    assert view.model.marks[9] is Mark.SENDING
    at.session._tell(Outcome(command, 9, "claim", trouble=Trouble.TIMEOUT, final=False))
    assert view.model.marks[9] is Mark.WAITING
    lease = from_ms(NOW_MS + 60_000)
    at.session._apply([at.envelope(9, ev.CaseClaimed(ME, lease), command)], [], False)
    assert 9 not in view.model.marks


def test_a_refused_row_says_why_in_its_tooltip(at: Seat, view: QueueView) -> None:
    command = at.session.dispatch(9, cm.ClaimCase())
    no = Refusal(RefusalCode.HELD, "held by seat-2", verb="claim", holder="seat-2")
    at.session._tell(Outcome(command, 9, "claim", refusal=no))
    assert view.model.marks[9] is Mark.REFUSED
    tip = view.model.index(8, By.STATE).data(Qt.ItemDataRole.ToolTipRole)
    assert "seat-2" in tip


def test_marks_look_different_without_their_colour(at: Seat, view: QueueView) -> None:
    def picture() -> bytes:
        shot = view.table.viewport().grab().toImage().convertToFormat(GREY)
        return bytes(shot.constBits())

    calm = picture()
    command = at.session.dispatch(2, cm.ClaimCase())
    sending = picture()
    no = Refusal(RefusalCode.HELD, "held by seat-2", verb="claim", holder="seat-2")
    at.session._tell(Outcome(command, 2, "claim", refusal=no))
    assert len({calm, sending, picture()}) == 3


def test_an_emergency_out_of_sight_is_counted_at_the_edge(at: Seat, view: QueueView) -> None:
    view.table.verticalScrollBar().setValue(40 * theme.ROW_HEIGHT)
    assert not view.edge.isVisible()
    hear(at, 300, reported(priority=1))
    hear(at, 301, reported(priority=1, due_ms=NOW_MS + 1))
    assert view.edge.isVisible()
    view.edge.click()
    assert at.session.selected_case == 301
    assert view.table.visible_span()[0] == 0
    assert not view.edge.isVisible()


def test_an_emergency_that_the_filter_hides_is_counted_and_can_be_shown(
    at: Seat, view: QueueView
) -> None:
    view.bar.chips.toggle("mine")
    hear(at, 300, reported(priority=1))
    assert view.edge.isVisible()
    view.edge.click()
    assert at.session.selected_case == 300
    assert view.model.position_of(300) == 0


def test_typing_in_the_filter_narrows_without_a_key_more(view: QueueView, qtbot: QtBot) -> None:
    view.focus_filter()
    with qtbot.waitSignal(view.bar.changed):
        qtbot.keyClicks(view.bar.field, "42")
    assert [view.model.case_at(i) for i in range(view.model.rowCount())] == [42]


def test_painting_asks_the_model_for_nothing(
    view: QueueView, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(type(view.model), "data", lambda *a: asked.append(a))
    view.table.viewport().repaint()
    assert asked == []


def test_typing_letters_in_the_table_does_not_walk_through_the_model(
    view: QueueView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(type(view.model), "data", lambda *a: asked.append(a))
    qtbot.keyClicks(view.table, "zz")
    assert asked == []
    assert isinstance(view.table, QTableView)
