"""What comes from the city is painted where it is; the picture equals one that is drawn anew."""

from __future__ import annotations

import random

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QImage, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.unit import Fixes
from casework.vocabulary import STATE_ORDER, CaseState
from console.board.board import Delta
from console.map.patch import rects_of
from tests.gui.map.stand import NOW, SOUTH, STEP, WEST, Spot, Stand, board_of, fleet, spread, stand
from tests.unit.console.map.mapcases import case


def resting(made: Stand) -> Stand:
    """Until what rests has a picture of its own."""
    made.finish()
    for second in range(1, 4):
        move(made, [1], second)
    return made


def move(made: Stand, units: list[int], second: int) -> None:
    """These units are somewhere else."""
    dice = np.random.default_rng(second)
    lon, lat = dice.random((2, len(units))) * 3 * STEP
    fixes = Fixes(
        units, (WEST + lon).tolist(), (SOUTH + lat).tolist(), [NOW + second * 1_000] * len(units)
    )
    made.session.changed.emit(made.session.board.apply((), [fixes]))
    painted(made)


def add(made: Stand, count: int, seed: int) -> None:
    cases = made.session.board.cases
    first = cases.rows
    for number, spot in enumerate(spread(count, seed), first + 1):
        cases.put(case(number, spot))
    made.session.changed.emit(Delta(added=np.arange(first, cases.rows)))
    painted(made)


def change(made: Stand, rows: list[int], state: CaseState) -> None:
    made.session.board.cases.column("state")[rows] = STATE_ORDER.index(state)
    made.session.changed.emit(Delta(changed=np.array(rows)))
    painted(made)


def painted(made: Stand) -> None:
    """The map paints what it has asked for, and no more."""
    made.canvas.live_due()
    requested()


def requested() -> None:
    """What was asked for is painted; where other work had the turn, in the next one."""
    QApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)
    QApplication.processEvents()


def on_screen(made: Stand) -> QImage:
    """What the window shows, whatever was painted when."""
    return made.canvas.screen().grabWindow(made.canvas.winId()).toImage()


def assert_as_drawn_anew(made: Stand) -> None:
    seen, patched = on_screen(made), made.canvas.stage.composer.picture
    made.canvas.stage.composer.ground_changed()
    redrawn = made.finish()
    requested()
    assert patched == redrawn
    made.canvas.repaint()
    assert seen == on_screen(made)


@pytest.mark.parametrize("zoom", [10.0, 12.6, 14.6])
def test_what_was_painted_bit_by_bit_equals_a_redraw(full: Stand, zoom: float) -> None:
    full.canvas.centre_on(113.72, 23.03, zoom)
    full.session.select(3)
    full.session.select_unit(5)
    resting(full)
    dice = random.Random(int(zoom * 10))
    for step in range(12):
        match dice.randrange(4):
            case 0:
                add(full, dice.choice([1, 5]), step)
            case 1:
                move(full, dice.sample(range(1, 200), dice.choice([1, 3])), 10 + step)
            case 2:
                change(full, dice.sample(range(200), 3), dice.choice(list(CaseState)))
            case _:
                full.canvas.pan_by(dice.randint(-60, 60), dice.randint(-60, 60))
                requested()
    assert_as_drawn_anew(full)


def test_very_much_at_once_equals_a_redraw(full: Stand) -> None:
    resting(full)
    add(full, 200, 4)
    move(full, list(range(1, 201)), 20)
    change(full, list(range(0, 300, 2)), CaseState.CLOSED)
    assert_as_drawn_anew(full)


def test_news_that_come_while_the_map_is_moved_are_painted_with_the_next_frame(full: Stand) -> None:
    resting(full)
    cases = full.session.board.cases
    cases.put(case(cases.rows + 1, Spot(113.73, 23.04)))
    full.session.changed.emit(Delta(added=np.array([cases.rows - 1])))
    full.canvas.pan_by(30, -20)  # not yet asked to be painted, but painted
    requested()
    assert_as_drawn_anew(full)


def test_one_case_costs_the_place_where_it_is(full: Stand) -> None:
    full.canvas.centre_on(113.72, 23.03, 12.6)
    resting(full)
    seen = Watcher(full)
    cases = full.session.board.cases
    cases.put(case(cases.rows + 1, Spot(113.73, 23.04)))
    full.session.changed.emit(Delta(added=np.array([cases.rows - 1])))
    painted(full)
    assert 0 < seen.area < 640 * 480 / 8


def test_nothing_new_is_not_painted(full: Stand) -> None:
    resting(full)
    seen = Watcher(full)
    painted(full)
    full.canvas._tick()
    requested()
    assert seen.regions == []


def test_a_mark_costs_the_place_of_its_case(full: Stand) -> None:
    full.canvas.fit_case(5)
    full.session.select(5)
    full.finish()
    seen = Watcher(full)
    full.session.pending_changed.emit(frozenset({5}))
    requested()
    assert 0 < seen.area <= 60 * 60
    full.session.select(9)
    requested()
    shown = on_screen(full)
    full.canvas.repaint()
    assert shown == on_screen(full)


def test_a_name_that_is_ready_costs_the_place_of_the_name(qtbot: QtBot) -> None:
    units, fixes = fleet(20)
    made = stand(qtbot, board_of(spread(10), units, fixes))
    made.canvas.centre_on(113.72, 23.03, 13.0)
    made.canvas.repaint()
    made.canvas.settle()
    made.canvas.repaint()
    asked: list[QRect] = []
    composer = made.canvas.stage.composer
    live = composer._paint_part
    composer._paint_part = lambda *a: (asked.extend(a[1]), live(*a))[1]  # type: ignore[method-assign]
    assert made.canvas.stage.base.names_missing
    while made.canvas.stage.base.names_missing:
        made.canvas.naming.step()
    requested()
    assert 0 < sum(r.width() * r.height() for r in asked) < 640 * 480 / 2
    assert_as_drawn_anew(made)
    made.session.stop()


class Watcher(QObject):
    """Notes the regions that a map is asked to paint."""

    def __init__(self, made: Stand) -> None:
        super().__init__(made.canvas)
        self.regions: list[QRegion] = []
        made.canvas.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.regions.append(QRegion(event.region()))
        return False

    @property
    def area(self) -> int:
        return sum(r.width() * r.height() for region in self.regions for r in rects_of(region))
