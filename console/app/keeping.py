"""What one seat keeps on this machine: commands on their way, what is typed, the last known city.

A seat is one operator at one central. Nobody is shown what another operator left behind: the
folder's name is made of both, and its city says inside whose it is.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from console.app.sources import Source
from console.feeds.answer import Address
from console.feeds.citycache import CityCache
from console.feeds.key import Token
from console.feeds.remembering import PictureLine, RememberingFeed
from console.outbox.jotter import FileJotter
from console.outbox.rest import RestOutbox
from console.outbox.shelf import SqliteShelf
from console.seatlock import SeatLock

FOLDER, LOCK = "seats", "seat.lock"
_SETTLE_S = 3.0
#: A window that has not painted its queue by then is not waited for.
_PAINTED_WITHIN_S = 3.0


@dataclass(frozen=True)
class Seat:
    """`central`: its address, or the data folder of an embedded one. `operator`: who sits here."""

    home: Path
    central: str
    operator: str

    @property
    def belongs(self) -> str:
        return hashlib.sha256(f"{self.central}\0{self.operator}".encode()).hexdigest()[:32]

    @property
    def folder(self) -> Path:
        return self.home / FOLDER / self.belongs


def operator(actor_id: str) -> str:
    """An operator who has signed in."""
    return f"operator:{actor_id}"


def bearer(token: str) -> str:
    """An operator known by nothing but a token."""
    return "token:" + hashlib.sha256(token.encode()).hexdigest()


def kept(source: Source, seat: Seat, url: Address, token: Token) -> Source:
    """The same source, with what the seat keeps; beside another console of it, without writing."""
    lock = SeatLock(seat.folder / LOCK)
    cache = CityCache(seat.folder, seat.belongs)
    feed = RememberingFeed(
        source.feed, cache, lock, PictureLine(url, token), patience_s=_PAINTED_WITHIN_S
    )
    remembers = feed.remembers
    outbox = RestOutbox(url, token, shelf=SqliteShelf(seat.folder, lock))
    jotter = FileJotter(seat.folder, lock)
    jotter.start()
    feed.prepare()

    def settle() -> None:
        """Everything is stopped; wait until the last of it is on the disk."""
        jotter.stop()
        for part in (outbox, feed, jotter):
            part.join(_SETTLE_S)
        lock.give_back()

    return Source(feed, outbox, source.replay, jotter, settle, remembers, feed.go_on)
