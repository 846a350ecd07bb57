"""Picking rows for a batch, copying them, and rows that are new or have changed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from casework import events as ev
from console.models import picks
from console.models.picks import Picks
from console.models.sortkeys import By
from console.models.unseen import News
from console.tokens import load_tokens
from console.views.parts.queuelook import QueueLook
from console.views.queue import QueueView
from tests.support.seat import ME, NOW_MS, Seat, reported, seat

Key, Mod = Qt.Key, Qt.KeyboardModifier


class Watch:
    """A monotonic clock in the test's hand."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = seat()
    with qtbot.waitSignal(made.session.linked):
        pass
    yield made
    made.session.stop()


def hear(at: Seat, case_id: int, *events: ev.AnyEvent, actor: str = "town") -> None:
    at.session._apply([at.envelope(case_id, e, actor=actor) for e in events], [], False)


@pytest.fixture
def view(at: Seat, qtbot: QtBot) -> QueueView:
    for n in range(1, 41):
        hear(at, n, reported(due_ms=NOW_MS + n * 60_000))
    made = QueueView(at.session, load_tokens("light"))
    qtbot.addWidget(made)
    made.resize(1_200, 400)
    with qtbot.waitExposed(made):
        made.show()
    made.look._timer.stop()
    return made


def row_at(view: QueueView, position: int) -> QPoint:
    return view.table.visualRect(view.model.index(position, By.TITLE)).center()


def click(view: QueueView, qtbot: QtBot, position: int, mod: Qt.KeyboardModifier) -> None:
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(view.table.viewport(), left, mod, row_at(view, position))


def pixels(view: QueueView) -> bytes:
    shot = view.table.viewport().grab().toImage()
    grey = shot.convertToFormat(QImage.Format.Format_Grayscale8)
    lines = bytes(grey.constBits())
    stride, width = grey.bytesPerLine(), grey.width()  # what fills a line up means nothing
    return b"".join(lines[y * stride : y * stride + width] for y in range(grey.height()))


def test_space_picks_and_lets_go_and_shift_extends(at: Seat, view: QueueView, qtbot: QtBot) -> None:
    at.session.select(3)
    view.table.setFocus()
    qtbot.keyClick(view.table, Key.Key_Space)
    assert view.model.picks.cases == (3,)
    qtbot.keyClick(view.table, Key.Key_Down, Mod.ShiftModifier)
    qtbot.keyClick(view.table, Key.Key_Down, Mod.ShiftModifier)
    assert set(view.model.picks.cases) == {3, 4, 5}
    qtbot.keyClick(view.table, Key.Key_Space)
    assert set(view.model.picks.cases) == {3, 4}
    qtbot.keyClick(view.table, Key.Key_Escape)
    assert len(view.model.picks) == 0


def test_the_mouse_picks_with_control_and_shift(at: Seat, view: QueueView, qtbot: QtBot) -> None:
    click(view, qtbot, 1, Mod.NoModifier)
    click(view, qtbot, 4, Mod.ShiftModifier)
    click(view, qtbot, 3, Mod.ControlModifier)
    assert set(view.model.picks.cases) == {2, 3, 5}
    assert at.session.selected_case == 2


def test_what_was_picked_stays_picked_while_the_queue_moves(at: Seat, view: QueueView) -> None:
    view.table.pick(2, 4)
    hear(at, 90, reported(priority=1))
    view.ordered.cycle(By.NUMBER)
    view.find_text("nothing")
    view.bar.clear()
    assert set(view.model.picks.cases) == {3, 4, 5}


def test_a_pick_looks_different_without_its_colour(view: QueueView) -> None:
    before = pixels(view)
    view.table.pick(2, 2)
    picked = pixels(view)
    assert picked != before
    view.table.let_go()
    assert pixels(view) != picked


def test_more_than_can_be_picked_is_said(
    view: QueueView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picks, "MOST", 10)
    view.table.setFocus()
    qtbot.keyClick(view.table, Key.Key_A, Mod.ControlModifier)
    assert len(view.model.picks) == 10
    assert "30" in view.said.text()


def test_picks_are_bounded_and_kept_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picks, "MOST", 3)
    some = Picks()
    assert some.add([5, 1, 5, 2, 9]) == 1
    assert some.cases == (5, 1, 2)
    assert not some.toggle(7)
    some.discard([1])
    assert some.toggle(7)
    assert some.cases == (5, 2, 7)


def test_copied_rows_are_text_as_on_the_screen(at: Seat, view: QueueView, qtbot: QtBot) -> None:
    header = view.table.horizontalHeader()
    view.table.setColumnHidden(By.HOLDER, True)
    header.moveSection(header.visualIndex(By.NUMBER), 0)
    hear(at, 2, ev.NoteAdded("x"))
    view.table.pick(2, 3)
    view.table.setFocus()
    qtbot.keyClick(view.table, Key.Key_C, Mod.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["Number", "3", "4"]
    assert "Holder" not in lines[0].split("\t")
    assert len({line.count("\t") for line in lines}) == 1


def test_a_new_row_is_marked_until_it_was_visible_for_two_seconds(
    at: Seat, view: QueueView, qtbot: QtBot
) -> None:
    watch = Watch()
    look = QueueLook(view.model, view.table, watch)
    look._timer.stop()
    view.activateWindow()
    with qtbot.waitActive(view):
        pass
    calm = pixels(view)
    hear(at, 1, ev.NoteAdded("x"))
    row = at.session.board.cases.row(1)
    assert view.model.unseen.of(row) is News.CHANGED
    assert pixels(view) != calm
    look.look()
    watch.now = 1.9
    look.look()
    assert view.model.unseen.of(row) is News.CHANGED
    watch.now = 2.0
    look.look()
    assert view.model.unseen.of(row) is News.NONE
    assert view.model.unseen.count == 0
    assert pixels(view) == calm


def test_a_row_out_of_sight_stays_new_and_says_so(at: Seat, view: QueueView) -> None:
    hear(at, 77, reported(due_ms=NOW_MS + 9_000_000))
    watch = Watch()
    look = QueueLook(view.model, view.table, watch)
    for watch.now in (0.0, 5.0, 50.0):
        look.look()
    row = at.session.board.cases.row(77)
    assert view.model.unseen.of(row) is News.NEW
    index = view.model.index(view.model.position_of(77), By.NUMBER)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole).endswith(", new")
    at.session.select(77)
    assert view.model.unseen.of(row) is News.NONE


def test_what_i_did_myself_is_no_news(at: Seat, view: QueueView) -> None:
    hear(at, 5, ev.NoteAdded("mine"), actor=ME)
    assert view.model.unseen.count == 0
    hear(at, 5, ev.NoteAdded("theirs"))
    assert view.model.unseen.count == 1


def test_scrolling_shows_the_same_as_painting_everything(view: QueueView, qtbot: QtBot) -> None:
    view._second.stop()
    bar = view.table.verticalScrollBar()
    for value in (7, 60, 31, 200, 199):
        bar.setValue(value)
        qtbot.wait(1)
    window = view.table.viewport()
    moved = view.grab().toImage()
    window.repaint()
    assert view.grab().toImage() == moved
