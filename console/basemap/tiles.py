"""The tiles of one source, decoded: from memory, a file, the disk or a server."""

from __future__ import annotations

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple, Protocol

from PIL import Image

from console.basemap.archives import Archive, BadArchive, Reach, open_archive
from console.basemap.fetch import Absent, Answer, Fetcher
from console.basemap.gate import Refused
from console.basemap.keeping import Kept, TileKeeper
from console.basemap.pixels import BadTile, decode
from console.basemap.source import MapSource

#: What decoded tiles may take in memory.
SHELF_BYTES = 96 << 20
_ABSENT_S, _BAD_S, _BLOCKED_S = 86_400.0, 600.0, 60.0
Key = tuple[int, int, int]
#: (code, detail) of something that went wrong.
Tell = Callable[[str, str], None]


class State(Enum):
    FRESH = "fresh"
    STALE = "stale"  # to be asked for again; to be shown until there is better
    UNKNOWN = "unknown"  # the server has not been asked
    ABSENT = "absent"
    BROKEN = "broken"


class Look(NamedTuple):
    """What is known of a tile on this machine."""

    state: State
    image: Image.Image | None = None


class Tiles(Protocol):
    """Used by many threads. `reach`: where there are tiles at all, None: everywhere."""

    min_zoom: int
    max_zoom: int
    tile_size: int
    reach: Reach | None

    def look(self, key: Key) -> Look:
        """What is here of tile (z, x, y); never waits for a network."""

    def fetch(self, key: Key) -> None:
        """Ask the server, so that the next `look` knows. Raises Failing."""

    def close(self) -> None: ...


class Shelf:
    """Decoded tiles, the most recently used ones, up to `cap` bytes."""

    def __init__(self, cap: int = SHELF_BYTES) -> None:
        self._cap, self._size = cap, 0
        self._lock = threading.Lock()
        self._of: OrderedDict[Key, tuple[Image.Image, float]] = OrderedDict()

    def get(self, key: Key) -> tuple[Image.Image, float] | None:
        """The picture and until when it is fresh."""
        with self._lock:
            found = self._of.get(key)
            if found is not None:
                self._of.move_to_end(key)
            return found

    def put(self, key: Key, image: Image.Image, until: float) -> None:
        with self._lock:
            old = self._of.pop(key, None)
            self._size += _bytes(image) - (_bytes(old[0]) if old else 0)
            self._of[key] = (image, until)
            while self._size > self._cap and len(self._of) > 1:
                self._size -= _bytes(self._of.popitem(last=False)[1][0])


class FileTiles:
    """Tiles of an archive.

    Raises:
        BadArchive: it cannot be used.
    """

    def __init__(self, source: MapSource, tell: Tell) -> None:
        assert source.file is not None  # noqa: S101 - a file kind has one
        self._archive: Archive = open_archive(source.kind, source.file, source.tms)
        self._tell, self._shelf = tell, Shelf()
        low, high = self._archive.min_zoom, self._archive.max_zoom
        self.min_zoom = low if source.min_zoom is None else max(low, source.min_zoom)
        self.max_zoom = high if source.max_zoom is None else min(high, source.max_zoom)
        if self.min_zoom > self.max_zoom:
            self._archive.close()
            raise BadArchive("archive-zooms", f"{low}–{high}")
        self.tile_size = source.tile_size or self._size_found()
        self.reach = self._archive.reach

    def look(self, key: Key) -> Look:
        found = self._shelf.get(key)
        if found is not None:
            return Look(State.FRESH, found[0])
        try:
            data = self._archive.get(*key)
            if data is None:
                return Look(State.ABSENT)
            image = decode(data)
        except (BadTile, BadArchive) as error:
            self._tell(error.code, f"{_named(key)}: {error.detail}")
            return Look(State.BROKEN)
        self._shelf.put(key, image, float("inf"))
        return Look(State.FRESH, image)

    def fetch(self, key: Key) -> None:
        """There is nobody to ask."""

    def _size_found(self) -> int:
        try:
            sample = self._archive.sample()
            return 512 if sample and decode(sample).width > 256 else 256
        except (BadTile, BadArchive):
            return 256  # the tile is told of when it is to be drawn

    def close(self) -> None:
        self._archive.close()


class OnlineTiles:
    """Tiles of a server. `now`: wall time in seconds."""

    reach: Reach | None = None

    def __init__(
        self,
        source: MapSource,
        fetcher: Fetcher,
        keeper: TileKeeper,
        tell: Tell,
        now: Callable[[], float] = time.time,
    ) -> None:
        assert source.template is not None  # noqa: S101 - an online kind has one
        self._source, self._template = source, source.template
        self._fetcher, self._keeper, self._tell, self._now = fetcher, keeper, tell, now
        self._shelf = Shelf()
        self._bad: dict[Key, tuple[State, float]] = {}
        self._blocked = 0.0
        self.min_zoom, self.max_zoom = source.min_zoom or 0, source.max_zoom or 0
        self.tile_size = source.tile_size or 256
        named = f"{source.id} {source.template.url} {sorted(source.template.fixed.items())}"
        named += f" {source.template.matrix} {source.tms} {source.scale}"
        self._name = hashlib.sha256(named.encode()).hexdigest()[:16]

    def look(self, key: Key) -> Look:
        found = self._shelf.get(key) or self._kept(key)
        if found is not None:
            fresh = self._now() < found[1]
            return Look(State.FRESH if fresh else State.STALE, found[0])
        state, until = self._bad.get(key, (State.UNKNOWN, 0.0))
        return Look(state if self._now() < until else State.UNKNOWN)

    def fetch(self, key: Key) -> None:
        if self._now() < self._blocked:
            return
        kept = self._keeper.get(self._name, *key)
        try:
            self._take(key, self._fetcher.get(self._address(key), *_tags(kept)), kept)
        except Absent:
            self._mark(key, State.ABSENT, _ABSENT_S)
            self._keeper.put(self._name, *key, Kept(b"", "", "", self._now() + _ABSENT_S))
        except BadTile as error:
            self._tell(error.code, f"{_named(key)}: {error.detail}")
            self._mark(key, State.BROKEN, _BAD_S)
        except Refused as error:
            self._tell(error.code, error.detail)
            self._mark(key, State.BROKEN, _BAD_S)
            if not error.code.startswith("tile-"):
                self._blocked = self._now() + _BLOCKED_S

    def close(self) -> None:
        self._fetcher.close()

    def _take(self, key: Key, answer: Answer, kept: Kept | None) -> None:
        until = self._now() + (answer.age_s or 0.0)
        if answer.body is None:
            if kept is not None and kept.body:
                self._keeper.extend(self._name, *key, until)
                self._shelf.put(key, decode(kept.body), until)
            return
        image = decode(answer.body)
        self._shelf.put(key, image, until)
        self._bad.pop(key, None)
        if answer.age_s is not None:
            fresh = Kept(answer.body, answer.etag, answer.modified, until)
            self._keeper.put(self._name, *key, fresh)

    def _kept(self, key: Key) -> tuple[Image.Image, float] | None:
        kept = self._keeper.get(self._name, *key)
        if kept is None:
            return None
        if not kept.body:
            self._mark(key, State.ABSENT, kept.until - self._now())
            return None
        try:
            image = decode(kept.body)
        except BadTile:  # the disk has changed it: the server has a better one
            return None
        self._shelf.put(key, image, kept.until)
        return image, kept.until

    def _mark(self, key: Key, state: State, seconds: float) -> None:
        if len(self._bad) > 20_000:
            self._bad.clear()
        self._bad[key] = (state, self._now() + seconds)

    def _address(self, key: Key) -> str:
        z, x, y = key
        return self._template.address(z, x, (1 << z) - 1 - y if self._source.tms else y)


def _tags(kept: Kept | None) -> tuple[str, str]:
    return (kept.etag, kept.modified) if kept is not None and kept.body else ("", "")


def _named(key: Key) -> str:
    return "{}/{}/{}".format(*key)


def _bytes(image: Image.Image) -> int:
    return image.width * image.height * 4
