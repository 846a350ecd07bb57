"""The HTTP server and its second hand: start, ready line, beat, announcements, graceful end."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import socket
import sys
from collections.abc import Callable, Sequence
from functools import partial
from types import FrameType

import msgspec
import uvicorn
from litestar import Litestar

from casework.datum import Datum
from casework.instant import to_ms
from casework.unit import Fixes
from central.api.ending import LastOrders
from central.api.patience import READER_S, Patience, PatientProtocol
from central.api.room import Room
from central.api.routes import shapes
from central.api.shortway import ShortWay
from central.api.watch import Watch
from central.hub import Hub
from central.office import Settled
from central.people.network import Tls
from central.store.interface import EventRow

LOG = logging.getLogger("central.server")
TICK_S = 1.0
#: How long a thread that makes a snapshot may keep the interpreter from the event loop. A request
#: takes it several times, so Python's own 5 ms would add up to what a person feels.
SWITCH_S = 0.001
#: Open connections get this long to end, seconds.
GRACE_S = 3.0
#: Of those, what is left to send the last answers.
LAST_WORDS_S = 0.5


class Announcer:
    """Carries what the writer thread has committed over to the event loop."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._loop: asyncio.AbstractEventLoop | None = None

    def bind(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def announce(self, settled: Settled, rows: Sequence[EventRow]) -> None:
        """Called on the writer thread, after the commit."""
        if self._loop is None:
            return
        # the loop is closed only after the last connection: there is nobody left to tell
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._deliver, settled, rows)

    def _deliver(self, settled: Settled, rows: Sequence[EventRow]) -> None:
        self._hub.publish(rows)
        for job, outcome in settled:
            job.done(outcome)


class CentralServer(uvicorn.Server):
    """uvicorn with central's start and end."""

    def __init__(
        self,
        room: Room,
        api: Litestar,
        announcer: Announcer,
        ready: Callable[[bytes], None],
        tls: Tls | None = None,
        reader_s: float = READER_S,
        drain_s: float = 0.0,
    ) -> None:
        super().__init__(
            uvicorn.Config(
                Watch(
                    LastOrders(Patience(ShortWay(api, room)), room.ending), room.metrics, shapes()
                ),
                http=partial(PatientProtocol, reader_s=reader_s),  # type: ignore[arg-type]
                log_config=None,
                access_log=False,
                proxy_headers=False,
                lifespan="off",
                server_header=False,
                timeout_graceful_shutdown=GRACE_S,  # type: ignore[arg-type]
                ssl_certfile=tls.cert if tls else None,
                ssl_keyfile=tls.key if tls else None,
            )
        )
        self._room, self._announcer, self._ready = room, announcer, ready
        self._drain_s, self._signalled = drain_s, False
        self.gave_up = False

    async def serve(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until `stop`, a signal, or the end of standard input."""
        sys.setswitchinterval(SWITCH_S)
        self._loop = asyncio.get_running_loop()
        self._announcer.bind(self._loop)
        self._room.office.start(self._give_up)
        self._room.neighbours.start(self._room.office.wake, self._pass_in, self._give_up)
        second_hand = asyncio.create_task(self._tick())
        try:
            await super().serve(sockets)
        finally:
            second_hand.cancel()
            await asyncio.to_thread(self._room.neighbours.stop)
            await asyncio.to_thread(self._room.office.stop)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and sockets:
            host, port = sockets[0].getsockname()[:2]
            scheme = "https" if self.config.is_ssl else "http"
            place = f"[{host}]" if ":" in host else host
            url = f"{scheme}://{place}:{port}"
            line = {"ready": True, "url": url, "log_id": self._room.store.log_id}
            LOG.info("serving at %s", url)
            self._ready(msgspec.json.encode(line))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say no to what is new, finish what is under way, end the feeds, then the connections."""
        ending = self._room.ending
        ending.begin()
        if self._signalled:
            # whoever asks /readyz has time to see it and to send nobody here any more
            await asyncio.sleep(self._drain_s)
        self._room.hub.close()
        self._loop.call_later(max(0.0, GRACE_S - LAST_WORDS_S), ending.give_up)
        await super().shutdown(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """A second signal must not throw away requests that are still being written."""
        self._signalled = self.should_exit = True

    def stop(self) -> None:
        """End gracefully; may be called from any thread."""
        self.should_exit = True

    def _pass_in(self, fixes: Fixes) -> None:
        """Positions that another process has taken, on a thread of the neighbours'."""
        room = self._room

        def take() -> None:
            known = room.desk.units.__contains__
            room.positions.take(fixes, Datum.WGS84, room.clock.now(), known, own=False)

        # the loop is closed only at the end: there is nobody left to show them to
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(take)

    def _give_up(self) -> None:
        self.gave_up = True
        # nobody will answer those who wait
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._room.ending.give_up)
        self.stop()

    async def _tick(self) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        while True:
            due = max(due + TICK_S, loop.time())
            await asyncio.sleep(due - loop.time())
            tick(self._room)


def tick(room: Room) -> None:
    """Once a second: keep the positions that moved for the export, and tell every reader."""
    beat = room.beat()
    moved = room.positions.since(room.positions.frame)
    if moved:
        room.tracks.add(beat.head, to_ms(beat.now), moved)
        if room.neighbours.near:
            mine = room.positions.fixes(room.positions.frame, own=True)
            if mine.unit:
                room.neighbours.send(mine)
    room.hub.tick(msgspec.json.encode(beat))
