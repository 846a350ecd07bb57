"""Clients that take their time, and bodies that are too much: cut or refused, never a 500."""

from __future__ import annotations

import json
import socket
import uuid
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from central.api import patience
from tests.contract.central.inside import HandClock, Inside, serving
from tests.contract.central.serving import REPORT, Person

HEAD = "POST /v1/next HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer token-of-mei-0123456789\r\n"


@pytest.fixture
def hasty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Inside]:
    """A central that waits for a fifth of a second."""
    monkeypatch.setattr(patience, "HEAD_S", 0.2)
    monkeypatch.setattr(patience, "BODY_S", 0.2)
    with serving(tmp_path, HandClock()) as inside:
        yield inside


def line_to(inside: Inside) -> socket.socket:
    place = urlsplit(inside.url)
    return socket.create_connection((place.hostname or "", place.port or 0), timeout=10)


def rest_of(line: socket.socket) -> bytes:
    """Everything until the other end closes; the time-out of the socket ends a wait for nothing."""
    said = b""
    while some := line.recv(65_536):
        said += some
    return said


def test_who_says_nothing_is_cut(hasty: Inside) -> None:
    with closing(line_to(hasty)) as line:
        assert rest_of(line) == b""


def test_a_head_that_never_ends_is_cut(hasty: Inside) -> None:
    with closing(line_to(hasty)) as line:
        line.sendall(HEAD.encode())
        assert rest_of(line) == b""


def test_the_second_head_on_a_line_is_waited_for_no_longer(hasty: Inside) -> None:
    with closing(line_to(hasty)) as line:
        line.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /heal")
        said = rest_of(line)
    assert said.startswith(b"HTTP/1.1 200")
    assert said.count(b"HTTP/1.1") == 1


def test_a_body_that_never_ends_is_answered_and_cut(hasty: Inside) -> None:
    with closing(line_to(hasty)) as line:
        key = f"Idempotency-Key: {uuid.uuid4()}\r\nContent-Length: 1000\r\n\r\n"
        line.sendall((HEAD + key + "{").encode())
        said = rest_of(line)
    assert said.startswith(b"HTTP/1.1 408")
    assert b'"code":"too-slow"' in said


def test_a_reader_of_the_feed_may_be_silent_for_ever(hasty: Inside) -> None:
    mei = hasty.person("mei")
    with mei.feed(0) as messages:
        beats = [next(messages).name for _ in range(3)]
    assert beats == ["hello", "beat", "beat"]


@pytest.mark.parametrize("path", ["/v1/cases", "/v1/next", "/v1/units", "/v1/positions"])
def test_deep_and_huge_bodies_are_refused(mei: Person, path: str) -> None:
    deep = b"[" * 100_000 + b"]" * 100_000
    nested = b'{"x":' * 50_000 + b"1" + b"}" * 50_000
    huge = json.dumps({**REPORT, "description": "x" * (2 << 20)}).encode()
    for body, status in ((deep, 422), (nested, 422), (huge, 413)):
        headers = {"Idempotency-Key": str(uuid.uuid4())}
        answer = mei.http.post(mei.url + path, data=body, headers=headers, timeout=10)
        assert answer.status_code == status, answer.text
