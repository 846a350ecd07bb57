"""A central that says exactly what a test tells it to, on a real socket."""

from __future__ import annotations

import contextlib
import json
import queue
import socket
import threading
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import msgspec

from casework import events as ev
from casework.case import Case
from casework.codec import encode_envelope
from casework.vocabulary import Channel

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
LOG_ID = "log-one"
GAZETTEER = {
    "city": "441900000000",
    "name_zh": "东莞市",
    "name_en": "Dongguan",
    "zone": "Asia/Shanghai",
    "areas": [],
    "departments": [],
    "categories": [],
}
REASONS: dict[str, Any] = {
    "version": "1",
    **{name: [] for name in ("reassign", "reject", "close", "reopen", "withdraw")},
}
ME = {"actor_id": "d1", "name": "Li", "posts": ["dispatcher"], "areas": [], "departments": []}
JSON, PROBLEM = "application/json", "application/problem+json"


def case(case_id: int, **more: Any) -> Case:
    """A case with nothing special about it."""
    plain: dict[str, Any] = {
        "case_id": case_id,
        "version": 1,
        "state": "reported",
        "category": "10101",
        "title": f"case {case_id}",
        "area": "441900003000",
        "lon": 113.75,
        "lat": 23.02,
        "priority": 3,
        "channel": "hotline",
        "reported_at": NOW,
        "updated_at": NOW,
    }
    return msgspec.convert({**plain, **more}, Case)


def reported(seq: int, case_id: int, command_id: str = "someone-else") -> ev.Envelope:
    """The first event of a case."""
    event = ev.CaseReported(
        "10101", f"case {case_id}", "441900003000", 113.75, 23.02, 3, Channel.HOTLINE, NOW
    )
    return ev.Envelope(seq, f"id-{seq}", NOW, "d1", "441900003000", case_id, 1, command_id, event)


def accepted(seq: int, case_id: int, command_id: str = "someone-else") -> ev.Envelope:
    return ev.Envelope(
        seq, f"id-{seq}", NOW, "d1", "441900003000", case_id, 2, command_id, ev.CaseAccepted()
    )


def snapshot(seq: int = 0, present: tuple[Case, ...] = (), **more: Any) -> dict[str, Any]:
    """The body of a snapshot; `more` replaces or adds fields."""
    names = Case.__struct_fields__
    rows = [msgspec.to_builtins(c, builtin_types=(datetime,)) for c in present]
    for row in rows:
        for name, value in row.items():
            if isinstance(value, datetime):
                row[name] = int(value.timestamp() * 1_000)
    return {
        "log_id": LOG_ID,
        "seq": seq,
        "now": NOW.isoformat(),
        "rate": 1,
        "cases": {n: [r[n] for r in rows] for n in names},
        "units": [],
        "fixes": {"unit": [], "lon": [], "lat": [], "at_ms": []},
        **more,
    }


@dataclass
class Answer:
    """`hold`: wait for it first. `cut`: hang up instead. `short`: so many bytes are never sent."""

    status: int = 200
    body: bytes | Any = b""
    kind: str = JSON
    headers: dict[str, str] = field(default_factory=dict)
    hold: threading.Event | None = None
    cut: bool = False
    short: int = 0

    @property
    def payload(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else msgspec.json.encode(self.body)


@dataclass(frozen=True)
class Asked:
    """A request as it came in."""

    method: str
    path: str
    query: str
    headers: dict[str, str]
    body: bytes


class FakeCentral:
    """`answers[path]` is consumed one by one; its last entry goes on answering."""

    def __init__(self, port: int = 0) -> None:
        self.answers: dict[str, list[Answer]] = defaultdict(list)
        self.answers["/v1/gazetteer"] = [Answer(body=GAZETTEER)]
        self.answers["/v1/reasons"] = [Answer(body=REASONS)]
        self.answers["/v1/me"] = [Answer(body=ME)]
        self.answers["/v1/snapshot"] = [Answer(body=snapshot())]
        self.asked: list[Asked] = []
        self.streams: queue.Queue[Stream] = queue.Queue()
        self.opened: list[Stream] = []
        self.hello = {"log_id": LOG_ID, "head": 1_000, "now": NOW.isoformat(), "rate": 1}
        self._changed = threading.Condition()
        self.connections: set[socket.socket] = set()
        self._server = _Server(("127.0.0.1", port), type("Handler", (_Handler,), {"central": self}))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stream(self) -> Stream:
        """The next feed somebody opens."""
        return self.streams.get(timeout=5)

    def asked_for(self, path: str) -> list[Asked]:
        with self._changed:
            return [a for a in self.asked if a.path == path]

    def wait_for(self, path: str, count: int) -> list[Asked]:
        """Requests for `path` as soon as there are `count` of them."""
        with self._changed:
            ok = self._changed.wait_for(
                lambda: sum(a.path == path for a in self.asked) >= count, timeout=10
            )
        assert ok, f"{count} requests for {path}; there were {len(self.asked_for(path))}"
        return self.asked_for(path)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        for sock in list(self.connections):
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for stream in self.opened:
            stream.end()
        self._server.wait_for_handlers()
        self._thread.join()

    def note(self, asked: Asked) -> Answer | None:
        with self._changed:
            self.asked.append(asked)
            self._changed.notify_all()
            line = self.answers[asked.path]
            if len(line) > 1:
                return line.pop(0)
            return line[0] if line else None


class Stream:
    """The server's end of an open feed."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self._out: queue.Queue[bytes | None] = queue.Queue()

    def raw(self, piece: bytes) -> None:
        self._out.put(piece)

    def say(self, name: str, data: Any, last_id: int | None = None) -> None:
        body = data if isinstance(data, bytes) else json.dumps(data).encode()
        ident = f"id: {last_id}\n".encode() if last_id is not None else b""
        self.raw(b"event: " + name.encode() + b"\n" + ident + b"data: " + body + b"\n\n")

    def log(self, *envelopes: ev.Envelope, last_id: int | None = None) -> None:
        lines = b",".join(encode_envelope(e) for e in envelopes)
        self.say("log", b"[" + lines + b"]", last_id or envelopes[-1].seq)

    def end(self) -> None:
        self._out.put(None)

    def pieces(self) -> Iterator[bytes]:
        while (piece := self._out.get()) is not None:
            yield piece


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, *args: Any) -> None:
        self._handlers: list[threading.Thread] = []
        super().__init__(*args)

    def process_request(self, request: Any, client_address: Any) -> None:
        thread = threading.Thread(
            target=self.process_request_thread, args=(request, client_address), daemon=True
        )
        self._handlers.append(thread)
        thread.start()

    def wait_for_handlers(self) -> None:
        for thread in self._handlers:
            thread.join(1)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A console that hangs up is what many of these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    central: FakeCentral
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        self.central.connections.add(self.connection)

    def finish(self) -> None:
        self.central.connections.discard(self.connection)
        super().finish()

    def do_GET(self) -> None:
        self._serve("GET")

    def do_POST(self) -> None:
        self._serve("POST")

    def _serve(self, method: str) -> None:
        path, _, query = self.path.partition("?")
        size = int(self.headers.get("content-length", 0))
        asked = Asked(method, path, query, dict(self.headers), self.rfile.read(size))
        answer = self.central.note(asked)
        if answer is None and path == "/v1/feed":
            self._stream(asked)
        else:
            self._answer(answer or Answer(404, b"no such page", "text/plain"))

    def _answer(self, answer: Answer) -> None:
        if answer.hold is not None:
            answer.hold.wait(10)
        if answer.cut:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.payload)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.payload[: len(answer.payload) - answer.short])
        self.close_connection = self.close_connection or answer.short > 0

    def _stream(self, asked: Asked) -> None:
        self.close_connection = True
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        stream = Stream(asked)
        stream.say("hello", self.central.hello)
        self.central.opened.append(stream)
        self.central.streams.put(stream)
        for piece in stream.pieces():
            self.wfile.write(piece)
            self.wfile.flush()

    def log_message(self, *_args: Any) -> None:
        """Quiet."""
