"""What the console hears from a central."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import parse_qs

import pytest

from casework.instant import to_ms
from console.feeds.live import LiveFeed
from console.feeds.port import (
    Beat,
    City,
    Link,
    LinkState,
    Log,
    Picture,
    Positions,
    Trouble,
)
from tests.contract.console.ear import Heard
from tests.contract.console.fake_central import (
    LOG_ID,
    ME,
    NOW,
    Answer,
    FakeCentral,
    accepted,
    case,
    reported,
    snapshot,
)

FRAME = {"unit": [1], "lon": [113.7], "lat": [23.0], "at_ms": [5]}


def is_live(item: Any) -> bool:
    return isinstance(item, Link) and item.state is LinkState.LIVE


def in_trouble(item: Any) -> bool:
    return isinstance(item, Link) and item.trouble is not Trouble.NONE


def test_the_city_comes_before_the_first_picture_and_the_link_is_live_after_it(
    feed: LiveFeed, heard: Heard
) -> None:
    feed.start(heard)
    heard.until(is_live)
    kinds = [type(i) for i in heard.items]
    assert kinds.index(City) < kinds.index(Picture) < len(kinds) - 1
    assert heard.first(City).gazetteer.name_en == "Dongguan"
    assert heard.first(City).actor.actor_id == "d1"
    assert heard.items[0] == Link(LinkState.CONNECTING, where=heard.items[0].where)


def test_the_picture_holds_the_cases_of_the_snapshot(
    central: FakeCentral, feed: LiveFeed, heard: Heard
) -> None:
    there = case(7, units={3: "en_route"}, department="D1")
    central.answers["/v1/snapshot"] = [Answer(body=snapshot(41, (there,)))]
    feed.start(heard)
    board = heard.first(Picture).board
    assert (board.head, board.log_id, board.case(7)) == (41, LOG_ID, there)
    assert parse_qs(central.stream().asked.query) == {"log": [LOG_ID], "after": ["41"]}


def test_the_token_goes_out_with_every_request(
    central: FakeCentral, feed: LiveFeed, heard: Heard
) -> None:
    feed.start(heard)
    heard.until(is_live)
    assert {a.headers["Authorization"] for a in central.asked} == {"Bearer secret"}


def test_each_sse_log_event_is_one_log_item(
    central: FakeCentral, feed: LiveFeed, heard: Heard
) -> None:
    feed.start(heard)
    stream = central.stream()
    stream.log(reported(1, 1), accepted(2, 1))
    stream.log(reported(3, 2))
    heard.until(lambda i: isinstance(i, Log) and i.envelopes[-1].seq == 3)
    assert [[e.seq for e in log.envelopes] for log in heard.all(Log)] == [[1, 2], [3]]


def test_positions_and_beats_arrive_as_they_are(
    central: FakeCentral, feed: LiveFeed, heard: Heard
) -> None:
    feed.start(heard)
    stream = central.stream()
    stream.say("positions", FRAME)
    stream.say("beat", {"head": 1_005, "now": NOW.isoformat(), "rate": 60})
    beat = heard.until(lambda i: isinstance(i, Beat) and i.rate == 60)
    assert (beat.now_ms, beat.head) == (to_ms(NOW), 1_005)
    assert abs(beat.heard - time.monotonic()) < 5
    assert heard.first(Positions).fixes.unit == [1]


def test_events_keep_the_clock_beating_where_central_sends_no_beats(
    central: FakeCentral, heard: Heard
) -> None:
    ticks = iter(range(10_000))
    feed = LiveFeed(central.url, "secret", monotonic=lambda: float(next(ticks)))
    try:
        feed.start(heard)
        stream = central.stream()
        heard.until(is_live)
        stream.say("positions", FRAME)
        stream.say("positions", FRAME)
        heard.until(lambda i: isinstance(i, Beat) and i.now_ms >= to_ms(NOW) + 2_000)
    finally:
        feed.stop()
        assert feed.join(5)


def test_duplicates_after_resuming_are_left_out(
    central: FakeCentral, feed: LiveFeed, heard: Heard
) -> None:
    feed.start(heard)
    stream = central.stream()
    stream.log(reported(1, 1))
    stream.log(reported(1, 1))
    stream.log(reported(1, 1), accepted(2, 1))
    heard.until(lambda i: isinstance(i, Log) and i.envelopes[-1].seq == 2)
    assert [[e.seq for e in log.envelopes] for log in heard.all(Log)] == [[1], [2]]


def test_a_cut_stream_resumes_by_number_without_another_picture(
    central: FakeCentral, feed: LiveFeed, heard: Heard
) -> None:
    feed.start(heard)
    stream = central.stream()
    stream.log(reported(1, 1))
    heard.first(Log)
    stream.end()
    stale = heard.until(in_trouble)
    assert (stale.state, stale.trouble) == (LinkState.STALE, Trouble.CUT)
    again = central.stream()
    assert parse_qs(again.asked.query)["after"] == ["1"]
    again.log(accepted(2, 1))
    heard.until(lambda i: isinstance(i, Log) and i.envelopes[0].seq == 2)
    assert len(heard.all(Picture)) == 1
    assert len(central.asked_for("/v1/snapshot")) == 1


@pytest.mark.parametrize(
    "say",
    [
        pytest.param(lambda s: s.log(reported(5, 5)), id="a gap"),
        pytest.param(lambda s: s.log(reported(1, 1), reported(3, 3)), id="a gap inside"),
        pytest.param(lambda s: s.say("resync", {"why": "too far behind"}), id="resync"),
    ],
)
def test_what_cannot_be_resumed_brings_a_new_picture(
    say: Any, central: FakeCentral, feed: LiveFeed, heard: Heard
) -> None:
    central.answers["/v1/snapshot"] = [Answer(body=snapshot()), Answer(body=snapshot(9))]
    feed.start(heard)
    say(central.stream())
    heard.until(lambda i: isinstance(i, Picture) and i.board.head == 9)
    assert parse_qs(central.stream().asked.query)["after"] == ["9"]
    assert heard.all(Log) == []
    assert len(heard.all(City)) == 1


def test_another_log_brings_another_city_and_picture(
    central: FakeCentral, feed: LiveFeed, heard: Heard
) -> None:
    feed.start(heard)
    stream = central.stream()
    central.hello = {**central.hello, "log_id": "log-two"}
    central.answers["/v1/snapshot"] = [Answer(body=snapshot(4, log_id="log-two"))]
    stream.end()
    heard.until(lambda i: isinstance(i, Picture) and i.board.log_id == "log-two")
    assert len(heard.all(City)) == 2


def test_a_restricted_operator_hears_a_log_with_holes_and_resumes_by_event_id(
    central: FakeCentral, feed: LiveFeed, heard: Heard
) -> None:
    central.answers["/v1/me"] = [Answer(body={**ME, "areas": ["441900003000"]})]
    feed.start(heard)
    stream = central.stream()
    stream.log(reported(3, 1), accepted(8, 1), last_id=11)
    heard.first(Log)
    stream.end()
    assert parse_qs(central.stream().asked.query)["after"] == ["11"]
    assert len(heard.all(Picture)) == 1
