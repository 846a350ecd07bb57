"""How the feed says that it hears nothing, or nonsense, and how it ends."""

from __future__ import annotations

import socket
import threading
import time
from typing import Any

import pytest

from console.feeds.live import LiveFeed
from console.feeds.port import (
    Link,
    LinkState,
    Log,
    Trouble,
)
from tests.contract.console.ear import Heard
from tests.contract.console.fake_central import (
    Answer,
    FakeCentral,
    reported,
    snapshot,
)

FRAME = {"unit": [1], "lon": [113.7], "lat": [23.0], "at_ms": [5]}


def is_live(item: Any) -> bool:
    return isinstance(item, Link) and item.state is LinkState.LIVE


def in_trouble(item: Any) -> bool:
    return isinstance(item, Link) and item.trouble is not Trouble.NONE


def test_a_central_that_falls_silent_makes_the_picture_stale_within_five_seconds(
    central: FakeCentral, feed: LiveFeed, heard: Heard
) -> None:
    feed.start(heard)
    heard.until(is_live)
    began = time.monotonic()
    stale = heard.until(in_trouble)
    assert (stale.state, stale.trouble) == (LinkState.STALE, Trouble.TIMEOUT)
    assert time.monotonic() - began < 5


def test_nobody_there_is_unreachable_and_is_tried_again(heard: Heard) -> None:
    probe = FakeCentral()
    port = probe.port
    probe.close()
    feed = LiveFeed(f"http://127.0.0.1:{port}", "secret")
    feed.start(heard)
    try:
        link = heard.until(in_trouble)
        assert (link.state, link.trouble) == (LinkState.CONNECTING, Trouble.UNREACHABLE)
        late = FakeCentral(port)
        try:
            heard.until(is_live)
        finally:
            late.close()
    finally:
        feed.stop()
        assert feed.join(5)


@pytest.mark.parametrize(
    ("answer", "state", "trouble"),
    [
        (Answer(401, b"{}", "application/problem+json"), "refused", "unauthorised"),
        (Answer(403, b"{}", "application/problem+json"), "refused", "unauthorised"),
        (Answer(200, b"<html>router</html>", "text/html"), "refused", "not-central"),
        (Answer(200, b"<html>router</html>"), "refused", "not-central"),
        (Answer(200, b'{"hello": "world"}'), "refused", "not-central"),
        (Answer(200, b"[]"), "refused", "not-central"),
        (Answer(200, b""), "refused", "not-central"),
        (Answer(200, snapshot(cases={"case_id": [1]})), "refused", "not-central"),
        (Answer(404, b"<html>", "text/html"), "refused", "not-central"),
        (Answer(204, b""), "refused", "not-central"),
        (Answer(302, b"", headers={"Location": "/login"}), "refused", "not-central"),
        (Answer(500, b"oops", "text/plain"), "connecting", "server-error"),
        (Answer(503, b"<html>", "text/html"), "connecting", "server-error"),
        (Answer(cut=True), "connecting", "cut"),
    ],
    ids=lambda v: f"{v.status} {v.kind} {v.body!r:.30}" if isinstance(v, Answer) else str(v),
)
def test_an_odd_answer_is_named_and_recovered_from(
    answer: Answer,
    state: str,
    trouble: str,
    central: FakeCentral,
    feed: LiveFeed,
    heard: Heard,
) -> None:
    central.answers["/v1/snapshot"] = [answer, Answer(body=snapshot())]
    feed.start(heard)
    link = heard.until(in_trouble)
    assert (link.state, link.trouble) == (state, trouble)
    assert link.detail
    heard.until(is_live)


@pytest.mark.parametrize(
    "garbage",
    [
        b"event: log\ndata: [{]\n\n",
        b'event: log\ndata: [{"seq": 1}]\n\n',
        b"event: beat\ndata: soon\n\n",
        b'event: positions\ndata: {"unit": [1], "lon": [], "lat": [], "at_ms": []}\n\n',
        b'event: positions\ndata: {"unit": [99999999999999999999], "lon": [1], "lat": [1], '
        b'"at_ms": [1]}\n\n',
        b"event: log\ndata: \xff\xfe\n\n",
    ],
)
def test_garbage_on_the_stream_is_named_and_recovered_from(
    garbage: bytes, central: FakeCentral, feed: LiveFeed, heard: Heard
) -> None:
    feed.start(heard)
    central.stream().raw(garbage)
    link = heard.until(in_trouble)
    assert (link.state, link.trouble) == (LinkState.REFUSED, Trouble.NOT_CENTRAL)
    heard.until(is_live, since=heard.items.index(link))


def test_an_unknown_sse_event_is_passed_over(
    central: FakeCentral, feed: LiveFeed, heard: Heard
) -> None:
    feed.start(heard)
    stream = central.stream()
    stream.say("fireworks", b"boom")
    stream.log(reported(1, 1))
    heard.first(Log)
    assert not [i for i in heard.items if in_trouble(i)]


@pytest.mark.parametrize(
    "url",
    ["", "central", "central:8080", "ftp://central", "http://", "http://host:99999", "http://h:x"],
)
def test_a_nonsense_address_is_refused_and_not_tried_again(url: str, heard: Heard) -> None:
    feed = LiveFeed(url, "secret")
    feed.start(heard)
    link = heard.until(in_trouble)
    assert (link.state, link.trouble) == (LinkState.REFUSED, Trouble.BAD_ADDRESS)
    assert feed.join(5)


@pytest.mark.parametrize("token", ["a\r\nX-Evil: 1", "令牌"])
def test_a_token_that_cannot_be_one_is_unauthorised(
    token: str, central: FakeCentral, heard: Heard
) -> None:
    feed = LiveFeed(central.url, token)
    feed.start(heard)
    try:
        assert heard.until(in_trouble).trouble is Trouble.UNAUTHORISED
        assert central.asked == []
    finally:
        feed.stop()
        assert feed.join(5)


def test_https_to_a_plain_server_is_not_central(central: FakeCentral, heard: Heard) -> None:
    feed = LiveFeed(central.url.replace("http:", "https:"), "secret")
    feed.start(heard)
    try:
        assert heard.until(in_trouble).trouble is Trouble.NOT_CENTRAL
    finally:
        feed.stop()
        assert feed.join(5)


def stopped_within_a_second(feed: LiveFeed) -> bool:
    began = time.monotonic()
    feed.stop()
    return feed.join(5) and time.monotonic() - began < 1


def test_stop_ends_the_thread_while_the_stream_is_silent(
    central: FakeCentral, feed: LiveFeed, heard: Heard
) -> None:
    feed.start(heard)
    heard.until(is_live)
    assert stopped_within_a_second(feed)


def test_stop_ends_the_thread_while_an_answer_is_awaited(
    central: FakeCentral, feed: LiveFeed, heard: Heard
) -> None:
    hold = threading.Event()
    central.answers["/v1/snapshot"] = [Answer(body=snapshot(), hold=hold)]
    feed.start(heard)
    central.wait_for("/v1/snapshot", 1)
    assert stopped_within_a_second(feed)
    hold.set()


def test_stop_says_nothing_more(central: FakeCentral, feed: LiveFeed, heard: Heard) -> None:
    feed.start(heard)
    heard.until(is_live)
    feed.stop()
    assert feed.join(5)
    assert not [i for i in heard.items if in_trouble(i)]


def test_a_server_that_is_not_http_at_all_is_named(heard: Heard) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)

        def greet() -> None:
            conn, _ = server.accept()
            with conn:
                conn.recv(1_000)
                conn.sendall(b"SSH-2.0-OpenSSH_9.6\r\n")

        greeter = threading.Thread(target=greet)
        greeter.start()
        feed = LiveFeed(f"http://127.0.0.1:{server.getsockname()[1]}", "secret")
        feed.start(heard)
        try:
            assert heard.until(in_trouble).trouble in (Trouble.NOT_CENTRAL, Trouble.CUT)
        finally:
            feed.stop()
            assert feed.join(5)
            greeter.join()
