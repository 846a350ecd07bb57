"""Central's feed, live: the city, a whole picture, then every event as it is written.

One thread. It fetches, decodes and builds off the GUI thread, and resumes by sequence number after
every break: the picture is taken again only where resuming would leave a hole.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

from casework import columnar
from casework.events import Envelope
from casework.instant import to_ms
from console.board.board import Board
from console.feeds import wire
from console.feeds.answer import JSON, Address, checked, content_type, place_of
from console.feeds.ending import ended
from console.feeds.errors import BadAddress, Cut, LinkError, NotCentral, translate
from console.feeds.key import Token
from console.feeds.port import (
    Beat,
    City,
    Link,
    LinkState,
    Log,
    Picture,
    Positions,
    Sink,
)
from console.feeds.sse import SseEvent, SseParser

if TYPE_CHECKING:
    from console.feeds.line import Line

#: Central beats every second; three missed beats are a dead line (docs/protocol.md).
SILENCE_S = 3.0
FIRST_WAIT_S, LONGEST_WAIT_S = 0.25, 2.0
#: While events pour in central sends no beats; the screen's clock is told this often all the same.
_BEAT_EVERY_S = 0.5
_PIECE = 1 << 16
#: Central sends up to 500 events in one message; a window takes them in portions.
_AT_ONCE = 50
_LOGGER = logging.getLogger(__name__)


class _NeedPictureError(Exception):
    """Resuming would leave a hole: another log, a gap, or too far behind."""


class LiveFeed:
    """`Feed` from a central. Everything it hears goes to the sink, on its own thread."""

    def __init__(
        self, url: Address, token: Token, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        """
        Args:
            url: central's address, ``http(s)://host[:port]``; nonsense shows as a refused link.
            token: the operator's bearer token.
        """
        self._url, self._token = url, token
        self._where = url if isinstance(url, str) else ""
        self._monotonic = monotonic
        self._stopping = threading.Event()
        self._line: Line | None = None
        self._thread: threading.Thread | None = None
        self._sink: Sink = _nowhere
        self._log_id = ""
        self._sees_all = True
        self._seq = -1  # of the newest envelope posted; -1: no picture yet
        self._beat: Beat | None = None
        self._wait_s = FIRST_WAIT_S

    def start(self, sink: Sink) -> None:
        self._sink = sink
        self._thread = threading.Thread(target=self._run, name="live-feed", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Returns at once; the thread ends as soon as its read is cut."""
        self._stopping.set()
        if self._line is not None:
            self._line.hang_up()

    def join(self, timeout_s: float) -> bool:
        """Wait for the thread's end; False when it has not come within `timeout_s` seconds."""
        return ended(self._thread, timeout_s)

    # -- the thread --------------------------------------------------------------------------

    def _run(self) -> None:
        from console.feeds.line import Line  # brings `requests`: here, off the window's way

        self._post_link(LinkState.CONNECTING)
        self._where = place_of(self._url)
        if self._stopping.is_set():
            return
        try:
            self._line = Line(self._where, self._token)
        except BadAddress as error:
            self._tell(error)
            return
        if self._stopping.is_set():
            self._line.hang_up()
        try:
            while not self._stopping.is_set():
                self._round()
                self._stopping.wait(self._wait_s)
                self._wait_s = min(self._wait_s * 2, LONGEST_WAIT_S)
        finally:
            self._line.close()

    def _round(self) -> None:
        """From connecting to the next break."""
        try:
            if self._seq < 0:
                self._take_picture()
            self._listen()
        except _NeedPictureError:
            self._seq = -1
        except Exception as error:
            known = translate(error)
            if known is None:
                # A fault of our own must not leave a picture that silently stands still.
                _LOGGER.exception("the feed stumbled")
                known = NotCentral(repr(error))
            if not self._stopping.is_set():
                self._tell(known)

    def _take_picture(self) -> None:
        line = self._open_line()
        board, heard = _picture_of(line)
        if board.log_id != self._log_id:
            # Another log may be another city; the same log keeps the city it had.
            gazetteer = wire.gazetteer(line.get("/v1/gazetteer"))
            reasons = wire.reasons(line.get("/v1/reasons"))
            actor = wire.actor(line.get("/v1/me"))
            # Whoever is restricted to areas or departments gets the log with lines left out.
            self._sees_all = not (actor.areas or actor.departments)
            self._sink(City(gazetteer, reasons, actor))
        self._log_id, self._seq = board.log_id, board.head
        self._follow(heard)
        self._sink(Picture(board))

    def _listen(self) -> None:
        path = f"/v1/feed?log={quote(self._log_id, safe='')}&after={self._seq}"
        asked = {"Accept": "text/event-stream", "Accept-Encoding": "identity"}
        line = self._open_line()
        response = line.ask("GET", path, headers=asked, read_s=SILENCE_S, stream=True)
        with checked(response, "text/event-stream"):
            parser = SseParser()
            while not self._stopping.is_set():
                piece = response.raw.read1(_PIECE)
                if not piece:
                    raise Cut("the stream ended")
                for event in parser.feed(piece):
                    self._hear(event)

    def _hear(self, event: SseEvent) -> None:
        if event.name == "log":
            self._hear_log(wire.log(event.data), event.last_id)
        elif event.name == "positions":
            self._sink(Positions(wire.fixes(event.data)))
            self._keep_beating()
        elif event.name == "beat":
            self._follow(wire.heard(event.data))
            self._wait_s = FIRST_WAIT_S
            # Again and again: a window that was busy may have taken its own silence for ours.
            self._post_link(LinkState.LIVE)
        elif event.name == "hello":
            self._greet(wire.heard(event.data))
        elif event.name == "resync":
            raise _NeedPictureError(wire.resync(event.data).why)

    def _greet(self, hello: wire.Heard) -> None:
        if hello.log_id != self._log_id or hello.head < self._seq:
            raise _NeedPictureError("another log")
        self._follow(hello)
        self._post_link(LinkState.LIVE)

    def _hear_log(self, envelopes: tuple[Envelope, ...], last_id: str) -> None:
        """Post what is new; `last_id` may be that of a line beyond this person's scope."""
        fresh = tuple(e for e in envelopes if e.seq > self._seq)
        if self._sees_all and any(e.seq != s for s, e in enumerate(fresh, self._seq + 1)):
            raise _NeedPictureError("a gap")
        self._wait_s = FIRST_WAIT_S
        if fresh:
            self._seq = fresh[-1].seq
            for begin in range(0, len(fresh), _AT_ONCE):
                self._sink(Log(fresh[begin : begin + _AT_ONCE]))
            self._keep_beating()
        if last_id.isdecimal():
            self._seq = max(self._seq, int(last_id))

    def _follow(self, heard: wire.Heard) -> None:
        self._beat = Beat(to_ms(heard.now), heard.rate, self._monotonic(), heard.head)
        self._sink(self._beat)

    def _keep_beating(self) -> None:
        """Any event is a sign of life: carry the clock on from the last beat that was sent."""
        last, heard = self._beat, self._monotonic()
        if last is None or heard - last.heard < _BEAT_EVERY_S:
            return
        now_ms = last.now_ms + round((heard - last.heard) * 1_000 * last.rate)
        self._beat = Beat(now_ms, last.rate, heard, max(last.head, self._seq))
        self._sink(self._beat)

    # -- saying how it goes ------------------------------------------------------------------

    def _tell(self, error: LinkError) -> None:
        if error.refused:
            state = LinkState.REFUSED
        else:
            state = LinkState.STALE if self._log_id else LinkState.CONNECTING
        self._sink(Link(state, error.trouble, error.detail, self._where))

    def _post_link(self, state: LinkState) -> None:
        self._sink(Link(state, where=self._where))

    def _open_line(self) -> Line:
        if self._line is None:
            raise Cut("no line")
        return self._line


def _picture_of(line: Line) -> tuple[Board, wire.Heard]:
    """The whole picture, packed where central can; an older one answers with JSON."""
    asked = {"Accept": f"{columnar.MEDIA}, {JSON};q=0.5"}
    if line.near:
        # On one machine packing costs more than the bytes it saves.
        asked["Accept-Encoding"] = "identity"
    with line.ask("GET", "/v1/snapshot", headers=asked, stream=True) as response:
        checked(response, columnar.MEDIA, JSON)
        if content_type(response) == columnar.MEDIA:
            return wire.packed(response.raw.stream(_PIECE, decode_content=True))
        return wire.snapshot(response.content)


def _nowhere(_item: object) -> None:
    """The sink before `start`."""
