"""Who listens to the feed, and what each still has to be sent. Runs on the event loop only."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Sequence

from casework.actor import Actor
from central.positions import Positions
from central.store.interface import EventRow

#: The most envelopes in one `log` message.
MAX_FRAME = 500
#: What may wait for one reader before it is told to take a new snapshot, bytes.
MAX_PENDING_BYTES = 16 * 1024 * 1024
#: What waits is shared by all readers; a reader's own copy of it is made in pieces of this size.
PIECE_BYTES = 256 * 1024

#: Why a reader is told to take a snapshot.
NEW_IN_SCOPE = "a case has come into your scope"
TOO_FAR_BEHIND = "too far behind"


def sse(name: str, data: bytes, event_id: int | None = None) -> bytes:
    """One Server-Sent Event; `data` is JSON and therefore a single line."""
    head = b"event: %b\n" % name.encode()
    if event_id is not None:
        head += b"id: %d\n" % event_id
    return head + b"data: " + data + b"\n\n"


def log_frames(rows: Sequence[EventRow]) -> bytes:
    """The rows as `log` messages of at most `MAX_FRAME` envelopes."""
    return b"".join(
        sse("log", b"[" + b",".join(row.line for row in part) + b"]", part[-1].seq)
        for part in (rows[i : i + MAX_FRAME] for i in range(0, len(rows), MAX_FRAME))
    )


class Scope:
    """Which log lines somebody may see."""

    def __init__(self, actor: Actor) -> None:
        self._actor = actor
        self.actor_id = actor.actor_id
        self.everything = not (actor.areas or actor.departments)

    def sees(self, row: EventRow) -> bool:
        """In one's areas, and in one's departments before or after the event."""
        covers = self._actor.covers
        return not row.area or covers(row.area, row.department) or covers(row.area, row.before)

    def arrives(self, row: EventRow) -> bool:
        """A case comes into scope whose earlier events were not seen: it needs a snapshot."""
        covers = self._actor.covers
        return covers(row.area, row.department) and not covers(row.area, row.before)

    def frames(self, rows: Sequence[EventRow]) -> bytes:
        """The visible rows as `log` messages; an id may be that of a row not shown."""
        if self.everything:
            return log_frames(rows)
        parts = []
        for i in range(0, len(rows), MAX_FRAME):
            part = rows[i : i + MAX_FRAME]
            seen = b",".join(row.line for row in part if self.sees(row))
            if seen:
                parts.append(sse("log", b"[" + seen + b"]", part[-1].seq))
        return b"".join(parts)


class Reader:
    """One connection to the feed, from the moment it has caught up."""

    def __init__(self, scope: Scope, max_pending: int) -> None:
        self.scope = scope
        self.frame = 0
        self.lost = ""
        self._max = max_pending
        self._pending: deque[bytes] = deque()
        self._size = 0
        self._positions = b""
        self._beat = b""
        self._wake = asyncio.Event()
        self._closed = False

    def offer(self, rows: Sequence[EventRow], shared: bytes) -> None:
        """Queue new rows, `shared` being their frames for readers who may see everything."""
        if self.lost:
            return
        if not self.scope.everything:
            if any(self.scope.arrives(row) for row in rows):
                self.lose(NEW_IN_SCOPE)
                return
            shared = self.scope.frames(rows)
        if self._size + len(shared) > self._max:
            self.lose(TOO_FAR_BEHIND)
        elif shared:
            self._size += len(shared)
            self._pending.append(shared)
            self._wake.set()

    def lose(self, why: str) -> None:
        """Give the reader up: it is told to take a snapshot, and its connection ends."""
        self.lost = why
        self._pending.clear()
        self._size = 0
        self._wake.set()

    def tick(self, positions: Positions, beat: bytes) -> None:
        """The second's beat, and the units that moved unless the last frame still waits."""
        if not self._positions:
            moved = positions.since(self.frame)
            self._positions = sse("positions", moved) if moved else b""
            self.frame = positions.frame + 1
        self._beat = beat
        self._wake.set()

    def close(self) -> None:
        self._closed = True
        self._wake.set()

    async def next(self) -> bytes:
        """What waits, some at a time, the beat last; empty when the connection is to end."""
        while not (self._pending or self._positions or self._beat):
            if self._closed or self.lost:
                return b""
            self._wake.clear()
            await self._wake.wait()
        parts, size = [], 0
        while self._pending and size < PIECE_BYTES:
            parts.append(self._pending.popleft())
            size += len(parts[-1])
        self._size -= size
        if not self._pending:
            parts += [self._positions, self._beat]
            self._positions, self._beat = b"", b""
        return b"".join(parts)


class Hub:
    """Hands every committed batch to every reader; `head` is the last line announced."""

    def __init__(
        self, head: int, positions: Positions, max_pending: int = MAX_PENDING_BYTES
    ) -> None:
        self.head = head
        self.positions = positions
        self._max_pending = max_pending
        self._readers: set[Reader] = set()
        self._closed = False
        self._progress = asyncio.Event()

    async def reached(self, seq: int) -> None:
        """Wait until line `seq` is announced."""
        while self.head < seq and not self._closed:
            self._progress.clear()
            await self._progress.wait()

    def join(self, scope: Scope) -> Reader:
        """A reader that has everything up to `head`, and gets everything after it."""
        reader = Reader(scope, self._max_pending)
        self._readers.add(reader)
        if self._closed:
            reader.close()
        return reader

    @property
    def readers(self) -> int:
        """How many are connected and have caught up."""
        return len(self._readers)

    @property
    def closed(self) -> bool:
        """Central is ending: nobody is to begin anything long."""
        return self._closed

    def listening(self) -> set[str]:
        """Who is connected and has caught up."""
        return {reader.scope.actor_id for reader in self._readers}

    def leave(self, reader: Reader) -> None:
        self._readers.discard(reader)

    def publish(self, rows: Sequence[EventRow]) -> None:
        """Announce committed rows; their frames are made once for all who see everything."""
        if not rows:
            return
        self.head = rows[-1].seq
        self._progress.set()
        if self._readers:
            shared = log_frames(rows)
            for reader in self._readers:
                reader.offer(rows, shared)

    def tick(self, beat: bytes) -> None:
        """Once a second: the positions that changed, and a sign of life."""
        message = sse("beat", beat)
        for reader in self._readers:
            reader.tick(self.positions, message)
        self.positions.close_frame()

    def close(self) -> None:
        """End every connection once it has been sent what waits for it."""
        self._closed = True
        self._progress.set()
        for reader in self._readers:
            reader.close()
