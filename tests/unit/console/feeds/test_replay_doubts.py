"""Doubtful positions and trails of a replay: the same however it got there."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.unit import Fixes
from console.board.board import Board
from console.board.heard import AHEAD_MS
from console.feeds import player as playing
from console.feeds.player import Player
from console.feeds.port import Positions
from console.feeds.recording import Recording, Track
from tests.unit.console.board.logs import START_MS, UNITS, random_log
from tests.unit.console.feeds.test_clockwork import Watch
from tests.unit.console.feeds.test_replay import CITY, Screen


def wild_fixes(seed: int, now_ms: int, size: int = 8) -> Fixes:
    """Good fixes, jumps, runs of jumps that bear each other out, late ones, some of the future."""
    dice = random.Random(seed)
    far = dice.choice([0.0, 0.0, 3.0])
    return Fixes(
        unit=[dice.randint(1, len(UNITS)) for _ in range(size)],
        lon=[113 + far + 0.003 * dice.random() for _ in range(size)],
        lat=[dice.choice([22.0, 22.0, 24.0, 999.0]) for _ in range(size)],
        at_ms=[now_ms + dice.choice([-90_000, -500, -100, 0, 900_000]) for _ in range(size)],
    )


def wild(seed: int, frames: int = 60) -> Recording:
    times = [START_MS + 700 + i * 2_300 for i in range(frames)]
    track = Track((at, wild_fixes(seed + at, at)) for at in times)
    return Recording("a test", "log", CITY, random_log(seed, 200), track, units=UNITS)


def held_against(board: Board) -> dict[str, list[object]]:
    """Where units are, what is held against their last fixes, and the way they came."""
    units = board.units
    names = ("lon", "lat", "fix_ms", "heading", "battery", "doubt", "odd_run", "odd_ms", "odd_lat")
    found = {name: units.column(name).tolist() for name in names}
    latest = START_MS + 100_000_000
    found["trails"] = [units.trails.of(row, latest).tolist() for row in range(units.rows)]
    return found | {"counted": units.doubted.tolist()}


def frame_by_frame(played: Recording, at_ms: int) -> Board:
    """Whoever was there: every frame by itself, judged at its own time."""
    board, track = played.opening(), played.track
    received = track.received_ms[: track.index_at(at_ms)]
    for at in np.unique(received).tolist():
        heard = track.heard(track.index_at(at - 1), track.index_at(at))
        assert heard is not None
        names = ("unit", "lon", "lat", "at_ms", "heading", "battery")
        board.units.move(Fixes(**{n: getattr(heard, n).tolist() for n in names}), at + AHEAD_MS)
    return board


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), stops=st.lists(st.floats(0, 1), min_size=1, max_size=4))
def test_what_is_doubtful_after_a_seek_was_doubtful_to_who_was_there(
    seed: int, stops: list[float]
) -> None:
    played, screen = wild(seed), Screen()
    player = Player(played, Watch())
    player._every = 37
    for share in stops:
        at_ms = played.start_ms + int(share * (played.end_ms - played.start_ms))
        screen.take(player.seek(at_ms))
        assert held_against(screen.board) == held_against(frame_by_frame(played, at_ms))


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), speed=st.sampled_from([1.0, 7.0, 250.0, 1_000.0]))
def test_what_is_doubtful_does_not_hang_on_the_speed_of_the_replay(seed: int, speed: float) -> None:
    played, watch, screen = wild(seed), Watch(), Screen()
    player = Player(played, watch)
    screen.take(player.open())
    screen.take(player.set_speed(speed))
    screen.take(player.play())
    while player.clockwork.playing:
        watch.now += 0.05 + 20 / speed
        screen.take(player.step())
    assert held_against(screen.board) == held_against(frame_by_frame(played, played.end_ms))


def test_the_made_up_fixes_hold_every_kind_of_doubt() -> None:
    counted = sum(frame_by_frame(wild(seed), 1 << 60).units.doubted for seed in range(5))
    assert (counted[1:] > 0).all()


def test_a_dense_hour_of_positions_is_played_slower_rather_than_all_at_once() -> None:
    played, watch, screen = wild(4, frames=200), Watch(), Screen()
    player = Player(played, watch)
    screen.take(player.open())
    player.set_speed(1_000)
    player.play()
    watch.now += 10_000
    sizes = []
    most = playing.MOST_FIXES
    playing.MOST_FIXES = 40
    try:
        while player.clockwork.playing:
            watch.now += 0.001
            items = player.step()
            sizes += [len(i.fixes.unit) for i in items if isinstance(i, Positions)]
            screen.take(items)
    finally:
        playing.MOST_FIXES = most
    assert max(sizes) == 40
    assert sum(sizes) == len(played.track) - played.track.index_at(played.start_ms)
    assert held_against(screen.board) == held_against(frame_by_frame(played, played.end_ms))
