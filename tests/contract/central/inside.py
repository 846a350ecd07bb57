"""A central served from a thread of the test, so that its clock and its limits are in our hands."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from casework.instant import Clock
from central.api.room import Room
from central.api.routes import build_api
from central.attachments.store import FileStore
from central.city import build_city
from central.credentials import Credentials, Tokens
from central.desk import Desk
from central.hub import Hub
from central.office import Office
from central.positions import Positions
from central.server import Announcer, CentralServer
from central.store.core import CoreStore
from central.store.opening import neighbours_of, open_store
from central.tracks import Tracks
from tests.contract.central import small_city
from tests.contract.central.serving import PEOPLE, Person

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


@dataclass
class HandClock:
    """A clock that stands still until somebody moves it."""

    at: datetime = NOON

    def now(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class Inside:
    room: Room
    store: CoreStore
    url: str
    stop: Callable[[], None]

    def person(self, actor_id: str) -> Person:
        return Person(self.url, actor_id)


def listening() -> socket.socket:
    """On a free port, with small buffers: a reader who does not read is felt soon."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 32_768)
    return listener


def wired(store: CoreStore, folder: Path, clock: Clock, max_pending: int) -> tuple[Room, Announcer]:
    """The parts of one central, as `central.app` wires them, with these limits."""
    city = build_city(small_city.gazetteer(), small_city.reasons())
    desk, positions = Desk(store, clock.now()), Positions()
    hub = Hub(desk.head, positions, max_pending)
    announcer = Announcer(hub)
    office = Office(store, desk, city, clock, announcer.announce)
    tokens = Credentials(msgspec.convert({"tokens": PEOPLE}, Tokens).tokens)
    files, near = FileStore(folder), neighbours_of(store)
    room = Room(
        store, desk, office, city, clock, 1.0, positions, Tracks(), hub, tokens, files,
        neighbours=near,
    )  # fmt: skip
    return room, announcer


@contextmanager
def serving(
    folder: Path,
    clock: Clock,
    max_pending: int = 1 << 24,
    database: str = "",
    reader_s: float = 30.0,
) -> Iterator[Inside]:
    """Serve `folder`, or the database at an address, from a thread until the block ends."""
    store = open_store(folder, database)
    room, announcer = wired(store, folder, clock, max_pending)
    listener = listening()
    up = threading.Event()
    api = build_api(room)
    server = CentralServer(room, api, announcer, lambda _: up.set(), reader_s=reader_s)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listener])))
    thread.start()
    try:
        assert up.wait(10)
        port = listener.getsockname()[1]
        yield Inside(room, store, f"http://127.0.0.1:{port}", server.stop)
    finally:
        server.stop()
        thread.join(15)
        listener.close()
        store.close()
    assert not thread.is_alive()
