"""Playing, pausing, speed, scrubbing and the rows that could not be used."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework.events import Envelope
from console.feeds.port import ReplayProgress
from console.tokens import load_tokens
from console.views.replaybar import JUMP_MS, SPEEDS, ReplayBar
from tests.support.seat import NOW_MS, Seat, seat

END = NOW_MS + 3_600_000


@dataclass
class Control:
    """A replay that only remembers what it was told."""

    told: list[tuple[str, float]] = field(default_factory=list)

    def play(self) -> None:
        self.told.append(("play", 0))

    def pause(self) -> None:
        self.told.append(("pause", 0))

    def set_speed(self, speed: float) -> None:
        self.told.append(("speed", speed))

    def seek(self, at_ms: int) -> None:
        self.told.append(("seek", at_ms))

    def history(self, case_id: int) -> tuple[Envelope, ...]:
        return ()


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = seat()
    with qtbot.waitSignal(made.session.linked):
        pass
    yield made
    made.session.stop()


@pytest.fixture
def control() -> Control:
    return Control()


@pytest.fixture
def bar(qtbot: QtBot, at: Seat, control: Control) -> ReplayBar:
    made = ReplayBar(at.session, control, load_tokens("light"))
    qtbot.addWidget(made)
    made.resize(1_200, 40)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    progress(qtbot, at)
    return made


def progress(
    qtbot: QtBot, at: Seat, at_ms: int = NOW_MS, speed: float = 1.0, playing: bool = False
) -> None:
    with qtbot.waitSignal(at.session.replay_progress):
        at.feed.post(ReplayProgress(NOW_MS, END, at_ms, speed, playing))


def test_space_plays_and_pauses(qtbot: QtBot, at: Seat, bar: ReplayBar, control: Control) -> None:
    qtbot.keyClick(bar, Qt.Key.Key_Space)
    progress(qtbot, at, playing=True)
    qtbot.keyClick(bar, Qt.Key.Key_Space)
    assert control.told == [("play", 0), ("pause", 0)]


def test_playing_at_the_end_begins_again(
    qtbot: QtBot, at: Seat, bar: ReplayBar, control: Control
) -> None:
    progress(qtbot, at, at_ms=END)
    bar.toggle()
    assert control.told == [("seek", NOW_MS), ("play", 0)]


def test_brackets_walk_through_the_speeds_and_stop_at_both_ends(
    qtbot: QtBot, at: Seat, bar: ReplayBar, control: Control
) -> None:
    qtbot.keyClick(bar, Qt.Key.Key_BracketLeft)
    qtbot.keyClick(bar, Qt.Key.Key_BracketRight)
    progress(qtbot, at, speed=1_000.0)
    qtbot.keyClick(bar, Qt.Key.Key_BracketRight)
    assert control.told == [("speed", 1.0), ("speed", 2.0), ("speed", 1_000.0)]
    assert not bar.faster.isEnabled()


def test_speeds_are_even_steps_of_a_logarithm() -> None:
    assert (SPEEDS[0], SPEEDS[-1]) == (1.0, 1_000.0)
    assert all(2.0 <= b / a <= 2.5 for a, b in pairwise(SPEEDS))


def test_the_scrubber_shows_where_and_seeks_when_let_go(
    qtbot: QtBot, at: Seat, bar: ReplayBar, control: Control
) -> None:
    progress(qtbot, at, at_ms=NOW_MS + 1_800_000)
    assert bar.scrubber.value() == bar.scrubber.maximum() // 2
    assert bar.now.text() == "2023-11-15 06:43:20"
    bar.scrubber.setValue(bar.scrubber.maximum())
    bar.scrubber.sliderReleased.emit()
    assert control.told == [("seek", END)]


def test_while_the_hand_is_on_it_the_scrubber_stays(qtbot: QtBot, at: Seat, bar: ReplayBar) -> None:
    bar.scrubber.setSliderDown(True)
    bar.scrubber.setValue(5_000)
    progress(qtbot, at, at_ms=END)
    assert bar.scrubber.value() == 5_000


def test_a_jump_stays_inside_the_recording(
    qtbot: QtBot, at: Seat, bar: ReplayBar, control: Control
) -> None:
    bar.jump(-JUMP_MS)
    bar.jump(JUMP_MS)
    progress(qtbot, at, at_ms=END)
    bar.jump(JUMP_MS)
    assert control.told == [("seek", NOW_MS), ("seek", NOW_MS + JUMP_MS), ("seek", END)]


def test_rows_that_could_not_be_used_are_counted_and_listed(qtbot: QtBot, bar: ReplayBar) -> None:
    assert bar.problems.isHidden()
    bar.set_problems([(17, "<b>no position</b>"), (99_000, "time has no zone")])
    assert "2" in bar.problems.text()
    bar.show_problems()
    rows = bar.problem_list
    assert rows is not None
    model = rows.list.model()
    assert model.rowCount() == 2
    assert model.index(0, 0).data() == "line 17: <b>no position</b>"
    rows.close()


def test_a_recording_without_length_does_not_divide_by_it(
    qtbot: QtBot, at: Seat, bar: ReplayBar
) -> None:
    with qtbot.waitSignal(at.session.replay_progress):
        at.feed.post(ReplayProgress(NOW_MS, NOW_MS, NOW_MS, 1.0, False))
    assert bar.scrubber.value() == 0
