"""Asking a real server on this machine, which behaves in every way but well."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from console.basemap.fetch import AT_ONCE, MOST_BYTES, Absent, Failing, Fetcher, Hosts, Limits
from console.basemap.gate import Gate, Refused
from tests.support.tiles import Answering, TileServer, give_tile, picture, serving

QUICK = Limits(connect=1.0, silence=0.3, head=0.4, whole=0.6)


@pytest.fixture
def server() -> Iterator[TileServer]:
    with serving() as made:
        yield made


def fetcher(server: TileServer, *hosts: str, now: object = time.monotonic) -> Fetcher:
    declared = frozenset({f"127.0.0.1:{server.port}", *hosts})
    return Fetcher(Gate(declared, private=True), Hosts(now), QUICK)  # type: ignore[arg-type]


def test_a_tile_comes_with_what_its_server_says_about_it(server: TileServer) -> None:
    asks = fetcher(server)
    answer = asks.get(f"{server.url}/3/1/2.png")
    assert answer.body == picture((3, 1, 2))
    assert answer.etag == '"one"'
    path, headers = server.seen[0]
    assert path == "/3/1/2.png"
    assert headers["user-agent"].startswith("zhiwang-console/")
    assert headers["accept-encoding"] == "identity"
    assert "cookie" not in headers
    asks.close()


def test_a_tile_that_is_as_it_was_is_not_sent_again(server: TileServer) -> None:
    def unchanged(asked: Answering) -> None:
        assert asked.headers["If-None-Match"] == '"one"'
        asked.send_response(304)
        asked.send_header("Cache-Control", "max-age=60")
        asked.end_headers()

    server.behaviour = unchanged
    answer = fetcher(server).get(f"{server.url}/3/1/2.png", etag='"one"')
    assert (answer.body, answer.age_s) == (None, 60.0)


def test_the_connection_goes_to_the_address_that_was_checked(server: TileServer) -> None:
    """The name resolves nowhere but in the check, and to something else when asked again."""
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    host = f"rebinding.invalid:{server.port}"
    gate = Gate(frozenset({host}), private=True, look_up=lambda *_: next(answers))
    asks = Fetcher(gate, Hosts(), QUICK)
    assert asks.get(f"http://{host}/1/0/0.png").body == picture((1, 0, 0))
    assert server.seen[0][1]["host"] == host
    with pytest.raises(Refused, match="host-private"):
        asks.get(f"http://{host}/1/0/1.png")
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://169.254.169.254/latest/meta-data", "host-private"),
        ("http://10.9.8.7/1/0/0.png", "host-undeclared"),
        ("http://127.0.0.1:1/1/0/0.png", "host-undeclared"),
        ("file:///etc/passwd", "url-scheme"),
        ("", "redirects"),
    ],
)
def test_a_redirect_is_checked_like_a_first_address(
    server: TileServer, location: str, code: str
) -> None:
    server.behaviour = lambda asked: asked.give(b"", 302, Location=location)
    with pytest.raises(Refused) as caught:
        fetcher(server, "169.254.169.254").get(f"{server.url}/1/0/0.png")
    assert caught.value.code == code
    assert len(server.seen) == 1


def test_a_redirect_to_a_name_of_a_private_machine_is_refused(server: TileServer) -> None:
    known = {"127.0.0.1": ["127.0.0.1"], "inside.invalid": ["169.254.1.1"]}
    declared = frozenset({f"127.0.0.1:{server.port}", "inside.invalid"})
    gate = Gate(declared, private=True, look_up=lambda host, _: known[host])
    server.behaviour = lambda asked: asked.give(b"", 301, Location="http://inside.invalid/x")
    with pytest.raises(Refused, match=r"host-private: inside\.invalid"):
        Fetcher(gate, Hosts(), QUICK).get(f"{server.url}/1/0/0.png")


def test_a_redirect_within_what_is_declared_is_followed_but_not_for_ever(
    server: TileServer,
) -> None:
    def onward(asked: Answering) -> None:
        if asked.path.startswith("/old"):
            asked.give(b"", 301, Location="/" + asked.path.removeprefix("/old/"))
        else:
            give_tile(asked)

    server.behaviour = onward
    assert fetcher(server).get(f"{server.url}/old/1/0/0.png").body == picture((1, 0, 0))
    server.behaviour = lambda asked: asked.give(b"", 302, Location=asked.path)
    with pytest.raises(Refused, match="redirects"):
        fetcher(server).get(f"{server.url}/1/0/0.png")


@pytest.mark.parametrize("status", [404, 410, 204])
def test_no_tile_is_no_trouble(server: TileServer, status: int) -> None:
    server.behaviour = lambda asked: asked.give(b"", status)
    with pytest.raises(Absent):
        fetcher(server).get(f"{server.url}/1/0/0.png")


def test_a_refusal_is_told_as_one(server: TileServer) -> None:
    server.behaviour = lambda asked: asked.give(b"no", 403)
    with pytest.raises(Refused, match=r"server-refuses: .* 403"):
        fetcher(server).get(f"{server.url}/1/0/0.png")


def test_a_failing_server_is_left_alone_longer_each_time(server: TileServer) -> None:
    clock = [0.0]
    asks = fetcher(server, now=lambda: clock[0])
    server.behaviour = lambda asked: asked.give(b"", 500)
    rests = []
    for _ in range(4):
        with pytest.raises(Failing) as caught:
            asks.get(f"{server.url}/1/0/0.png")
        rests.append(caught.value.rest_s)
        assert not caught.value.resting
        with pytest.raises(Failing, match="server-error") as caught:
            asks.get(f"{server.url}/1/0/0.png")
        assert caught.value.resting
        clock[0] += rests[-1]
    assert rests == [2.0, 4.0, 8.0, 16.0]
    assert len(server.seen) == 4
    server.behaviour = give_tile
    assert asks.get(f"{server.url}/1/0/0.png").body
    server.behaviour = lambda asked: asked.give(b"", 503, Retry_After="77")
    with pytest.raises(Failing) as caught:
        asks.get(f"{server.url}/1/0/0.png")
    assert caught.value.rest_s == 77.0


def test_a_server_that_says_nothing_is_given_up(server: TileServer) -> None:
    server.behaviour = lambda _: time.sleep(0.8)
    with pytest.raises(Failing, match="server-down"):
        fetcher(server).get(f"{server.url}/1/0/0.png")


def test_a_server_that_drips_its_head_is_cut_off(server: TileServer) -> None:
    def drip(asked: Answering) -> None:
        for _ in range(30):
            asked.wfile.write(b"H")
            asked.wfile.flush()
            time.sleep(0.1)

    server.behaviour = drip
    began = time.monotonic()
    with pytest.raises(Failing, match="server-down"):
        fetcher(server).get(f"{server.url}/1/0/0.png")
    assert time.monotonic() - began < 2.0


def test_a_server_that_drips_its_tile_is_given_up(server: TileServer) -> None:
    def drip(asked: Answering) -> None:
        asked.send_response(200)
        asked.send_header("Content-Length", "1000")
        asked.end_headers()
        for _ in range(30):
            asked.wfile.write(b"x")
            time.sleep(0.1)

    server.behaviour = drip
    with pytest.raises(Failing, match="server-slow"):
        fetcher(server).get(f"{server.url}/1/0/0.png")


def test_an_answer_that_breaks_off_is_no_tile(server: TileServer) -> None:
    def cut(asked: Answering) -> None:
        asked.send_response(200)
        asked.send_header("Content-Length", "1000")
        asked.end_headers()
        asked.wfile.write(b"x" * 400)
        asked.close_connection = True

    server.behaviour = cut
    with pytest.raises(Failing, match=r"tile-cut|server-down"):
        fetcher(server).get(f"{server.url}/1/0/0.png")


def test_an_answer_that_is_too_long_is_not_read(server: TileServer) -> None:
    def promising(asked: Answering) -> None:
        asked.send_response(200)
        asked.send_header("Content-Length", str(MOST_BYTES + 1))
        asked.end_headers()

    server.behaviour = promising
    with pytest.raises(Refused, match=f"tile-bytes: .*{MOST_BYTES + 1}"):
        fetcher(server).get(f"{server.url}/1/0/0.png")

    def endless(asked: Answering) -> None:
        asked.send_response(200)
        asked.send_header("Connection", "close")
        asked.end_headers()
        for _ in range(40):
            asked.wfile.write(b"x" * 262_144)
        asked.close_connection = True

    server.behaviour = endless
    with pytest.raises(Refused, match=r"tile-bytes: .* >"):
        fetcher(server).get(f"{server.url}/1/0/0.png")


def test_a_squeezed_answer_nobody_asked_for_is_not_unpacked(server: TileServer) -> None:
    server.behaviour = lambda asked: asked.give(b"x", Content_Encoding="gzip")
    with pytest.raises(Refused, match="tile-encoded"):
        fetcher(server).get(f"{server.url}/1/0/0.png")


def test_a_host_is_asked_by_a_few_at_a_time(server: TileServer) -> None:
    def slowly(asked: Answering) -> None:
        time.sleep(0.03)
        give_tile(asked)

    server.behaviour = slowly
    hosts = Hosts()
    gate = Gate(frozenset({f"127.0.0.1:{server.port}"}), private=True)
    both = [Fetcher(gate, hosts, QUICK) for _ in range(2)]
    with ThreadPoolExecutor(12) as pool:
        jobs = [pool.submit(both[i % 2].get, f"{server.url}/5/{i}/0.png") for i in range(24)]
        assert all(job.result().body for job in jobs)
    assert 2 <= server.most <= AT_ONCE


def test_a_server_that_is_not_there_is_named(server: TileServer) -> None:
    gate = Gate(frozenset({"127.0.0.1:9"}), private=True)
    with pytest.raises(Failing, match=r"server-down: 127\.0\.0\.1:9"):
        Fetcher(gate, Hosts(), QUICK).get("http://127.0.0.1:9/1/0/0.png")
