"""LISTEN/NOTIFY: processes on one PostgreSQL wake each other and pass positions on.

A message may be lost (a connection that breaks, a process that starts later). New lines are then
found by looking at the log, which every process does when it connects and now and then; positions
are complete again after one reporting interval.
"""

from __future__ import annotations

import base64
import logging
import queue
import threading
import zlib
from collections.abc import Callable, Iterator

import msgspec
import psycopg

from casework.unit import Fixes
from central.store.core import CoreStore
from central.store.postgres import LOG_CHANNEL, PostgresStore
from central.store.postgres_place import Place, connect

LOG = logging.getLogger("central.neighbours")
FIXES_CHANNEL = "central_fixes"
#: A message holds 8,000 bytes; a fix is at most 42 before base64.
PER_MESSAGE = 120
#: Seconds of positions that may wait while the database is slow; older ones are dropped.
_WAITING = 8
_RETRY_S = 1.0
_LOOK_S = 0.5
_DECODER = msgspec.msgpack.Decoder(Fixes)
_ENCODER = msgspec.msgpack.Encoder()


class PostgresLine:
    """One thread that listens and one that sends, each on a connection of its own."""

    near = True

    def __init__(self, store: PostgresStore, place: Place) -> None:
        self._place = place
        self._url, self._origin = store.url, store.origin
        self._ended = threading.Event()
        self._outgoing: queue.Queue[Fixes] = queue.Queue(_WAITING)
        self._heard: Callable[[], None] = lambda: None
        self._moved: Callable[[Fixes], None] = lambda _fixes: None
        self._threads = [
            threading.Thread(target=self._again_and_again, args=(work,), name=name, daemon=True)
            for name, work in (("listener", self._listen), ("sender", self._send))
        ]

    def start(
        self,
        heard: Callable[[], None],
        moved: Callable[[Fixes], None],
        lost: Callable[[], None],
    ) -> None:
        self._heard, self._moved = heard, moved
        self._place.keep(lost)
        for thread in self._threads:
            thread.start()

    def send(self, fixes: Fixes) -> None:
        try:
            self._outgoing.put_nowait(fixes)
        except queue.Full:
            LOG.debug("positions of one second were not passed on")

    def stop(self) -> None:
        self._ended.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join(5)
        self._place.leave()

    def _again_and_again(self, work: Callable[[psycopg.Connection], None]) -> None:
        while not self._ended.is_set():
            try:
                with connect(self._url) as connection:
                    work(connection)
            except psycopg.Error as error:
                LOG.warning("no line to the other processes: %s", str(error).strip())
                self._ended.wait(_RETRY_S)

    def _listen(self, connection: psycopg.Connection) -> None:
        for channel in (LOG_CHANNEL, FIXES_CHANNEL):
            connection.execute(f"LISTEN {channel}")
        self._heard()
        while not self._ended.is_set():
            for message in connection.notifies(timeout=_LOOK_S):
                origin, _, rest = message.payload.partition(" ")
                if origin != self._origin:
                    self._take(message.channel, rest)

    def _take(self, channel: str, payload: str) -> None:
        if channel == LOG_CHANNEL:
            self._heard()
            return
        try:
            self._moved(unpacked(payload))
        except (ValueError, zlib.error) as error:
            LOG.warning("positions of another process cannot be read: %s", error)

    def _send(self, connection: psycopg.Connection) -> None:
        # passing positions on is worth no disk flush
        connection.execute("SET synchronous_commit = off")
        while not self._ended.is_set():
            try:
                fixes = self._outgoing.get(timeout=_LOOK_S)
            except queue.Empty:
                continue
            with connection.transaction(), connection.cursor() as cursor:
                messages = [(FIXES_CHANNEL, f"{self._origin} {m}") for m in packed(fixes)]
                cursor.executemany("SELECT pg_notify(%s, %s)", messages)


def line_of(store: CoreStore, place: Place) -> PostgresLine:
    """The line of the processes that share `store`."""
    return PostgresLine(postgres(store), place)


def place_of(store: CoreStore, *, alone: bool) -> Place:
    """A place on the database of `store`, not taken yet."""
    return Place(postgres(store).url, alone=alone)


def postgres(store: CoreStore) -> PostgresStore:
    if not isinstance(store, PostgresStore):
        raise TypeError(f"{type(store).__name__} has no line to other processes")
    return store


def packed(fixes: Fixes) -> Iterator[str]:
    """The fixes as messages that NOTIFY can carry."""
    for start in range(0, len(fixes.unit), PER_MESSAGE):
        columns = msgspec.structs.astuple(fixes)
        part = Fixes(*(column[start : start + PER_MESSAGE] for column in columns))
        yield base64.b64encode(zlib.compress(_ENCODER.encode(part), 1)).decode()


def unpacked(message: str) -> Fixes:
    """The fixes of one message.

    Raises:
        ValueError: it holds none.
    """
    return _DECODER.decode(zlib.decompress(base64.b64decode(message, validate=True)))
