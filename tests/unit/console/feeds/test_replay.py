"""A replay: the same board as live, at any speed, from any moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.area import Gazetteer
from casework.events import Envelope
from casework.instant import to_ms
from casework.unit import Fixes
from console.board.board import Board
from console.feeds import player as playing
from console.feeds.player import MOST_EVENTS, Player
from console.feeds.port import (
    Beat,
    City,
    Item,
    Link,
    LinkState,
    Log,
    Picture,
    Positions,
    ReplayProgress,
)
from console.feeds.recording import Recording, Track
from console.feeds.replay import ReplayFeed
from tests.support.effort import examples
from tests.unit.console.board.logs import START_MS, UNITS, picture, random_fixes, random_log
from tests.unit.console.feeds.test_clockwork import Watch

CITY = Gazetteer("441900000000", "东莞市", "Dongguan", "Asia/Shanghai", [], [], [])


def registered_only(fixes: Fixes) -> Fixes:
    keep = [i for i, unit in enumerate(fixes.unit) if unit <= len(UNITS)]
    names = ("unit", "lon", "lat", "at_ms", "heading", "battery")
    return Fixes(**{n: [v[i] for i in keep if v] for n in names if (v := getattr(fixes, n))})


def recording(seed: int, events: int = 200, frames: int = 20) -> Recording:
    log = random_log(seed, events)
    times = [START_MS + 700 + i * events * 700 // max(1, frames) for i in range(frames)]
    track = Track((at, registered_only(random_fixes(seed + at))) for at in times)
    return Recording("a test", "log", CITY, log, track)


class Screen:
    """What a session does with the items, without Qt."""

    def __init__(self) -> None:
        self.board = Board()
        self.beats: list[Beat] = []

    def take(self, items: list[Item]) -> None:
        for item in items:
            if isinstance(item, Picture):
                self.board = item.board
            elif isinstance(item, Log):
                assert [e.seq for e in item.envelopes] == list(
                    range(self.board.head + 1, self.board.head + 1 + len(item.envelopes))
                )
                self.board.apply(item.envelopes)
            elif isinstance(item, Positions):
                self.board.apply(fixes=[item.fixes])
            elif isinstance(item, Beat):
                self.beats.append(item)


def lived(played: Recording, at_ms: int) -> Board:
    """The board of somebody who was there until `at_ms` and took every item as it came."""
    board = played.opening()
    for envelope in played.envelopes:
        if to_ms(envelope.at) <= at_ms:
            board.apply([envelope])
    count = played.track.index_at(at_ms)
    for index in range(count):
        board.apply(fixes=[found for found in [played.track.heard(index, index + 1)] if found])
    return board


@settings(max_examples=examples(25))
@given(seed=st.integers(0, 2**32), speed=st.sampled_from([1.0, 7.0, 250.0, 1_000.0]))
def test_played_to_the_end_it_is_the_board_of_whoever_was_there(seed: int, speed: float) -> None:
    played, watch, screen = recording(seed), Watch(), Screen()
    player = Player(played, watch)
    screen.take(player.open())
    screen.take(player.set_speed(speed))
    screen.take(player.play())
    while player.clockwork.playing:
        watch.now += 0.05 + 20 / speed
        screen.take(player.step())
    assert picture(screen.board) == picture(lived(played, played.end_ms))
    assert player.progress().at_ms == played.end_ms


@settings(max_examples=examples(25))
@given(seed=st.integers(0, 2**32), stops=st.lists(st.floats(0, 1), min_size=1, max_size=6))
def test_a_seek_forward_or_back_shows_what_was_there_then(seed: int, stops: list[float]) -> None:
    played, screen = recording(seed), Screen()
    player = Player(played, Watch())
    player._every = 37  # many key frames
    screen.take(player.open())
    for share in stops:
        at_ms = played.start_ms + int(share * (played.end_ms - played.start_ms))
        items = player.seek(at_ms)
        screen.take(items)
        assert isinstance(items[0], Picture)
        assert picture(screen.board) == picture(lived(played, at_ms))


def test_a_screen_that_changes_its_board_does_not_change_the_key_frames() -> None:
    played = recording(3)
    player = Player(played, Watch())
    player._every = 37
    middle = (played.start_ms + played.end_ms) // 2
    first = player.seek(middle)[0]
    assert isinstance(first, Picture)
    first.board.apply(played.envelopes[first.board.head :])
    again = player.seek(middle)[0]
    assert isinstance(again, Picture)
    assert picture(again.board) == picture(lived(played, middle))


def test_it_plays_on_from_where_a_seek_has_led() -> None:
    played, watch, screen = recording(5), Watch(), Screen()
    player = Player(played, watch)
    screen.take(player.seek((played.start_ms + played.end_ms) // 2))
    screen.take(player.play())
    watch.now += 20
    screen.take(player.step())
    assert picture(screen.board) == picture(lived(played, player.clockwork.at_ms()))


def test_the_clocks_of_the_screen_run_at_its_speed_and_stand_while_it_is_paused() -> None:
    player = Player(recording(1), Watch())
    rates = [i.rate for i in player.open() if isinstance(i, Beat)]
    rates += [i.rate for i in player.set_speed(50) if isinstance(i, Beat)]
    rates += [i.rate for i in player.play() if isinstance(i, Beat)]
    rates += [i.rate for i in player.pause() if isinstance(i, Beat)]
    assert rates == [0, 0, 50, 0]


def test_it_pauses_at_the_end_and_says_so() -> None:
    played, watch = recording(1), Watch()
    player = Player(played, watch)
    player.seek(played.end_ms - 1)
    player.play()
    watch.now += 1
    items = player.step()
    assert isinstance(items[-1], Beat)
    assert items[-1].rate == 0
    assert player.progress() == ReplayProgress(
        played.start_ms, played.end_ms, played.end_ms, 1.0, False
    )
    assert player.step() == []


def test_a_dense_hour_is_played_slower_rather_than_all_at_once() -> None:
    played, watch = recording(2, events=5_000, frames=0), Watch()
    player = Player(played, watch)
    player.open()
    player.set_speed(1_000)
    player.play()
    watch.now += 1_000
    sizes = []
    while player.clockwork.playing:
        watch.now += 0.001
        sizes += [len(i.envelopes) for i in player.step() if isinstance(i, Log)]
    assert sum(sizes) == 5_000 - played.index_at(played.start_ms)
    assert max(sizes) == MOST_EVENTS


def test_many_seeks_keep_few_key_frames() -> None:
    played = recording(2, events=9_000, frames=0)
    player = Player(played, Watch())
    for _ in range(3):
        player.seek(played.end_ms)
        player.seek(played.start_ms)
    assert 2 <= len(player._keyframes) <= playing._MOST_KEYFRAMES + 1


def test_a_receiver_whose_clock_steps_back_is_played_in_the_order_of_receipt() -> None:
    track = Track([(2_000, Fixes([1], [1.0], [1.0], [5])), (1_000, Fixes([1], [2.0], [2.0], [6]))])
    assert track.received_ms.tolist() == [2_000, 2_000]


# -- on its thread ---------------------------------------------------------------------------


class Heard:
    def __init__(self) -> None:
        self.items: list[Any] = []
        self._changed = threading.Condition()

    def __call__(self, item: Any) -> None:
        with self._changed:
            self.items.append(item)
            self._changed.notify_all()

    def until(self, wanted: Callable[[Any], bool], since: int = 0) -> Any:
        def find() -> Any:
            return next((i for i in self.items[since:] if wanted(i)), None)

        with self._changed:
            found = self._changed.wait_for(find, 10)
        assert found is not None, self.items[since:]
        return found


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def feed(heard: Heard) -> Iterator[ReplayFeed]:
    replay = ReplayFeed(recording(9))
    replay.start(heard)
    heard.until(lambda i: isinstance(i, Link))
    yield replay
    replay.stop()
    assert replay.join(5)


def test_the_feed_tells_city_picture_and_that_it_is_a_replay(
    feed: ReplayFeed, heard: Heard
) -> None:
    kinds = [type(i) for i in heard.items]
    assert kinds == [City, Picture, Beat, ReplayProgress, Link]
    assert heard.items[-1] == Link(LinkState.REPLAY, where="a test")
    assert heard.items[3].playing is False


def test_the_feed_plays_pauses_and_tells_how_far_it_is(feed: ReplayFeed, heard: Heard) -> None:
    feed.set_speed(1_000)
    feed.play()
    end = feed.recording.end_ms
    heard.until(lambda i: isinstance(i, ReplayProgress) and i.at_ms == end and not i.playing)
    assert heard.items.count(heard.items[0]) == 1
    seqs = [e.seq for i in heard.items if isinstance(i, Log) for e in i.envelopes]
    assert seqs == sorted(set(seqs))
    assert seqs[-1] == 200


def test_the_feed_seeks_back(feed: ReplayFeed, heard: Heard) -> None:
    feed.seek(feed.recording.end_ms)
    heard.until(lambda i: isinstance(i, Picture) and i.board.head == 200)
    since = len(heard.items)
    feed.seek(feed.recording.start_ms)
    found = heard.until(lambda i: isinstance(i, Picture), since)
    assert found.board.head == feed.recording.index_at(feed.recording.start_ms)


def test_history_goes_as_far_as_has_been_played(feed: ReplayFeed, heard: Heard) -> None:
    case_id = next(e.case_id for e in feed.recording.envelopes if e.case_id)
    whole = [e for e in feed.recording.envelopes if e.case_id == case_id]
    assert feed.history(case_id) == tuple(whole[:0])
    feed.seek(feed.recording.end_ms)
    heard.until(lambda i: isinstance(i, Picture) and i.board.head == 200)
    assert feed.history(case_id) == tuple(whole)
    assert feed.history(10**9) == ()


def test_a_recording_that_cannot_be_played_says_so(heard: Heard) -> None:
    log: list[Envelope] = random_log(1, 3)
    broken = Recording("broken", "log", CITY, log, Track(), cases={"case_id": [1]})
    replay = ReplayFeed(broken)
    replay.start(heard)
    assert heard.until(lambda i: isinstance(i, Link)).state is LinkState.REFUSED
    assert replay.join(5)
