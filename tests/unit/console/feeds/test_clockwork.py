"""The clock of a replay, on a watch that the test winds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.feeds.clockwork import Clockwork


class Watch:
    """Local monotonic seconds."""

    def __init__(self) -> None:
        self.now = 50.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def clock(watch: Watch) -> Clockwork:
    return Clockwork(10_000, 70_000, watch)


def test_it_begins_paused_at_the_start(clock: Clockwork, watch: Watch) -> None:
    watch.now += 5
    assert (clock.at_ms(), clock.rate, clock.playing) == (10_000, 0.0, False)


def test_it_runs_at_its_speed_and_not_past_the_end(clock: Clockwork, watch: Watch) -> None:
    clock.set_speed(4)
    clock.play()
    watch.now += 2
    assert (clock.at_ms(), clock.rate) == (18_000, 4.0)
    watch.now += 1_000
    assert clock.at_ms() == 70_000


def test_a_change_of_speed_does_not_jump(clock: Clockwork, watch: Watch) -> None:
    clock.play()
    watch.now += 3
    clock.set_speed(1_000)
    assert clock.at_ms() == 13_000
    watch.now += 1 / 64
    assert clock.at_ms() == 28_625


def test_a_pause_holds_the_time(clock: Clockwork, watch: Watch) -> None:
    clock.play()
    watch.now += 1
    clock.pause()
    watch.now += 9
    assert (clock.at_ms(), clock.rate) == (11_000, 0.0)


def test_playing_on_from_the_end_begins_again(clock: Clockwork) -> None:
    clock.seek(70_000)
    clock.play()
    assert clock.at_ms() == 10_000


@pytest.mark.parametrize(("asked", "given"), [(0, 1), (-5, 1), (1e9, 1_000), (float("nan"), 1)])
def test_the_speed_stays_between_one_and_a_thousand(
    asked: float, given: float, clock: Clockwork
) -> None:
    clock.set_speed(asked)
    assert clock.speed == given


def test_an_end_before_the_start_is_refused(watch: Watch) -> None:
    with pytest.raises(ValueError, match="before"):
        Clockwork(2, 1, watch)


@given(at=st.integers(-(10**9), 10**9))
def test_a_seek_stays_inside(at: int) -> None:
    clock = Clockwork(10_000, 70_000, Watch())
    clock.seek(at)
    assert clock.at_ms() == min(70_000, max(10_000, at))
