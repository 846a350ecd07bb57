"""A position heard before its unit was known: nobody took it, so no replay shows it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from casework import events as ev
from casework.instant import from_ms
from casework.unit import Fixes
from console.feeds.player import Player
from console.feeds.recording import Recording, Track
from tests.unit.console.board.logs import START_MS, UNITS, picture
from tests.unit.console.feeds.test_clockwork import Watch
from tests.unit.console.feeds.test_replay import CITY, Screen, lived

STEPS = 40


def registered(seq: int, step: int, first: int) -> ev.Envelope:
    """Two units become known."""
    at, units = from_ms(START_MS + step * 1_000), UNITS[first : first + 2]
    return ev.Envelope(seq, f"id-{seq}", at, "d1", "", 0, 0, f"c{seq}", ev.UnitsRegistered(units))


def recording(steps: list[int], heard: list[tuple[int, int]]) -> Recording:
    """Units are registered two by two at `steps`; a frame holds one fix: (at which step, unit)."""
    log = [registered(n + 1, step, 2 * n) for n, step in enumerate(sorted(steps))]
    frames = [
        (START_MS + at * 1_000, Fixes([unit], [113.7 + at / 1e3], [23.0], [START_MS + at * 1_000]))
        for at, unit in sorted(heard)
    ]
    return Recording("a test", "log", CITY, log, Track(frames), start_ms=START_MS)


def second_by_second(played: Recording) -> Screen:
    """Played so slowly that every event and every fix comes in a step of its own."""
    watch, screen = Watch(), Screen()
    player = Player(played, watch)
    screen.take(player.open())
    screen.take(player.play())
    while player.clockwork.playing:
        watch.now += 0.5
        screen.take(player.step())
    return screen


def test_a_fix_before_the_registration_is_not_there_after_a_seek_past_both() -> None:
    played = recording([20], [(10, 1), (30, 2)])
    player, screen = Player(played, Watch()), Screen()
    screen.take(player.seek(START_MS + 35_000))
    units = screen.board.units
    assert [int(units.column("fix_ms")[units.row(unit)]) for unit in (1, 2)] == [
        0,
        START_MS + 30_000,
    ]
    assert picture(screen.board) == picture(second_by_second(played).board)


def test_a_unit_of_the_opening_picture_is_known_from_the_first_moment() -> None:
    track = Track([(START_MS + 1_000, Fixes([1], [113.7], [23.0], [START_MS + 1_000]))])
    assert len(Recording("a test", "log", CITY, [], track, units=UNITS).track) == 1
    assert len(Recording("a test", "log", CITY, [], track).track) == 0


step = st.integers(0, STEPS)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(step, min_size=1, max_size=4, unique=True),
    st.lists(st.tuples(step, st.integers(1, 9)), max_size=30),
    st.lists(st.floats(0, 1), min_size=1, max_size=3),
)
def test_played_and_sought_are_what_was_lived(
    steps: list[int], heard: list[tuple[int, int]], stops: list[float]
) -> None:
    played = recording(steps, heard)
    assert picture(second_by_second(played).board) == picture(lived(played, played.end_ms))
    player, screen = Player(played, Watch()), Screen()
    for share in stops:
        at_ms = played.start_ms + int(share * (played.end_ms - played.start_ms))
        screen.take(player.seek(at_ms))
        assert picture(screen.board) == picture(lived(played, at_ms))
