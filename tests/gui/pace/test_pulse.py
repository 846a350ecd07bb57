"""What comes every second comes one after the other."""

from __future__ import annotations

import itertools
from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Qt
from pytestqt.qtbot import QtBot

from console.hop import PORTION, Hop, portion
from console.pulse import Turn, every


def test_turns_of_one_second_lie_an_eighth_apart_and_stay_there(qtbot: QtBot) -> None:
    owner = QObject()
    timers = [every(owner, 1_000, lambda: None, turn) for turn in Turn]
    firsts = sorted(timer.interval() for timer in timers)
    assert all(b - a >= 125 for a, b in itertools.pairwise(firsts))
    for timer in timers:
        assert timer.timerType() is Qt.TimerType.PreciseTimer
        timer.timeout.emit()
    assert {timer.interval() for timer in timers} == {1_000}


def test_what_comes_twice_a_second_keeps_clear_of_what_comes_once() -> None:
    owner = QObject()
    twice = (Turn.STATUS, Turn.ALERTS, Turn.LOOK)
    taken = {every(owner, 500, lambda: None, t).interval() % 500 for t in twice}
    once = {every(owner, 1_000, lambda: None, t).interval() % 500 for t in Turn if t not in twice}
    assert not taken & once


def test_a_quiet_door_opens_at_once_and_a_busy_one_once_a_frame(qtbot: QtBot) -> None:
    hop = Hop()
    qtbot.waitUntil(lambda: hop._drained.elapsed() > 20)
    hop._begin()
    assert hop._frame.interval() <= 4
    hop._drain()
    hop._begin()
    assert hop._frame.interval() > 4


@given(st.lists(st.integers(0, 200), max_size=30))
def test_a_flood_comes_in_portions_in_order_and_whole(sizes: list[int]) -> None:
    items = [SimpleNamespace(envelopes=(0,) * size, at=at) for at, size in enumerate(sizes)]
    heard: list[list[SimpleNamespace]] = []
    left = items
    while left:
        upto = portion(left)
        heard.append(left[:upto])
        left = left[upto:]
    assert [item for part in heard for item in part] == items
    for part in heard:
        assert len(part) == 1 or sum(len(item.envelopes) for item in part) <= PORTION


def test_after_a_break_the_door_opens_until_everything_is_in(qtbot: QtBot) -> None:
    hop = Hop()
    heard: list[list[SimpleNamespace]] = []
    hop.arrived.connect(heard.append)
    items = [SimpleNamespace(envelopes=(0,) * 50) for _ in range(5)]
    for item in items:
        hop.post(item)
    qtbot.waitUntil(lambda: len(heard) == 5)
    assert [item for part in heard for item in part] == items
    hop.post("more")
    qtbot.waitUntil(lambda: len(heard) == 6)


def test_what_comes_within_a_frame_is_taken_in_one_go(qtbot: QtBot) -> None:
    hop = Hop()
    heard: list[list[int]] = []
    hop.arrived.connect(heard.append)
    for item in (1, 2, 3):
        hop.post(item)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [[1, 2, 3]]
