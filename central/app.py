"""The only place that wires central together: settings in, a serving process out."""

from __future__ import annotations

import logging
import os
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from casework.instant import Clock, ScaledClock, SteadyClock
from casework.ruling import CLOCK_SKEW
from central import credentials
from central.api.room import Room
from central.api.routes import build_api
from central.attachments.orphans import sweep
from central.attachments.store import AttachmentStore, FileStore
from central.city import City, load_city
from central.credentials import Credentials, Tokens
from central.desk import Desk
from central.errors import (
    EXIT_GAVE_UP,
    EXIT_PORT,
    EXIT_TOKENS,
    StartError,
)
from central.hub import Hub
from central.lockfile import FolderLock, make_folder
from central.neighbours import Neighbours
from central.office import Office
from central.people import network
from central.positions import Positions
from central.projections import replay
from central.server import Announcer, CentralServer
from central.settings import Settings
from central.store.interface import Store
from central.store.opening import move_tables, neighbours_of, nobody_serving, open_store
from central.tracks import Tracks

LOG = logging.getLogger("central.app")
TOKENS = "tokens.toml"


def serve(settings: Settings, stdin: BinaryIO, ready: Callable[[bytes], None]) -> None:
    """Serve until told to stop; `ready` gets the one line that says where.

    Raises:
        StartError: central cannot start; its message says why and what to do.
    """
    with ExitStack() as stack:
        _hold_folder(settings, stack)
        city = load_city(settings.city)
        tokens = _tokens(settings, stdin)
        _check_scopes(tokens, city)
        tls = network.checked(settings)
        listener = stack.enter_context(_listen(settings.host, settings.port))
        opened = open_store(settings.data, settings.database, migrate=settings.migrate)
        store = stack.enter_context(closing(opened))
        files = FileStore(settings.data)
        sweep(files, store)
        near = neighbours_of(store, alone=keeps_own_time(store.last_at(), settings.rate))
        stack.callback(near.stop)
        room, announcer = wire(store, city, tokens, settings, near, files)
        api = build_api(room)
        times = settings.reader_patience, settings.drain
        server = CentralServer(room, api, announcer, ready, tls, *times)
        if settings.secrets_stdin:
            _stop_at_end_of(stdin, server)
        server.run(sockets=[listener])
    if server.gave_up:
        raise StartError(EXIT_GAVE_UP, "the writer failed; the log above says why")


def rebuild(data: Path, database: str = "") -> bytes:
    """Make the query tables anew from the log, which nobody serves; the answer is one JSON line.

    Raises:
        StartError: a central serves the log, or the database cannot be read.
    """
    with ExitStack() as stack:
        if not database:
            stack.callback(FolderLock(data).release)
        store = stack.enter_context(closing(open_store(data, database)))
        stack.enter_context(nobody_serving(store))
        folded = replay.rebuild(store)
    return msgspec.json.encode({"events": folded.seq, "cases": len(folded.cases)})


def migrate(data: Path, database: str, to: str) -> tuple[str, str]:
    """Take the tables to revision `to`, up or down; the revisions before and after.

    Raises:
        StartError: the folder is in use, or the database cannot be used.
    """
    with ExitStack() as stack:
        if not database:
            stack.callback(FolderLock(data).release)
        return move_tables(data, database, to), to


def wire(
    store: Store,
    city: City,
    tokens: Tokens,
    settings: Settings,
    neighbours: Neighbours,
    files: AttachmentStore,
) -> tuple[Room, Announcer]:
    """All parts of one central on an open store."""
    rate = settings.rate
    clock = city_clock(store.last_at(), rate)
    desk = Desk(store, clock.now())
    positions = Positions()
    hub = Hub(desk.head, positions)
    announcer = Announcer(hub)
    office = Office(store, desk, city, clock, announcer.announce, rate, settings.keep_answers_h)
    room = Room(
        store,
        desk,
        office,
        city,
        clock,
        rate,
        positions,
        Tracks(),
        hub,
        Credentials(tokens.tokens),
        files,
        neighbours=neighbours,
    )
    return room, announcer


def city_clock(last_at: datetime | None, rate: float) -> Clock:
    """City time that never runs behind the log, at `rate` city seconds a second."""
    now = datetime.now(UTC)
    if rate == 1.0 and (last_at is None or last_at <= now):
        return SteadyClock()
    return ScaledClock(max(now, last_at or now), rate)


def keeps_own_time(last_at: datetime | None, rate: float) -> bool:
    """Whether city time is not the wall clock's, so that no second central could know it."""
    ahead = last_at is not None and last_at > datetime.now(UTC) + CLOCK_SKEW
    return rate != 1.0 or ahead


def _hold_folder(settings: Settings, stack: ExitStack) -> None:
    """A SQLite file has one central; processes on a PostgreSQL database may share a folder."""
    if settings.database:
        make_folder(settings.data)
    else:
        stack.callback(FolderLock(settings.data).release)


def _tokens(settings: Settings, stdin: BinaryIO) -> Tokens:
    if settings.secrets_stdin:
        return credentials.parse_line(stdin.readline())
    if settings.tokens is not None:
        return credentials.read_file(settings.tokens)
    path = settings.data / TOKENS
    if path.exists():
        return credentials.read_file(path)
    made = credentials.make_file(path)
    LOG.info("new tokens for a dispatcher, a wall and a field operator are in %s", path)
    return made


def _check_scopes(tokens: Tokens, city: City) -> None:
    """A scope that does not exist would silently see nothing, or everything."""
    for token in tokens.tokens:
        unknown = [code for code in token.areas if code not in city.areas]
        unknown += [code for code in token.departments if code not in city.departments]
        if unknown:
            message = f"the scope of {token.actor_id} names {unknown[0]!r}, which the city lacks"
            raise StartError(EXIT_TOKENS, message)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform != "win32":
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(1_024)
    except OSError as error:
        listener.close()
        message = (
            f"cannot listen on {host} port {port}: {error.strerror or error}; stop the program "
            "that uses it, or choose another with --port (0 takes any free one)"
        )
        raise StartError(EXIT_PORT, message) from error
    return listener


def _stop_at_end_of(stdin: BinaryIO, server: CentralServer) -> None:
    """Whoever started us closes our standard input by ending: then end too."""

    def wait() -> None:
        # not by the buffered reader: its lock, held here at the end, would abort the interpreter
        while os.read(stdin.fileno(), 4_096):
            pass
        server.stop()

    threading.Thread(target=wait, name="stdin", daemon=True).start()
