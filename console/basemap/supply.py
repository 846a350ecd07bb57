"""Keeps making what the map wants: from what is here at once, with the server asked beside."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence

from console.basemap.archives import BadArchive
from console.basemap.fetch import AT_ONCE, Failing
from console.basemap.making import Made, Maker
from console.basemap.port import Delivery, Grade, Opened, Picture, Wanted
from console.basemap.source import MapSource
from console.basemap.tiles import Key, Tell, Tiles

#: One core is left to the GUI thread.
MAKERS = max(1, min(2, (os.cpu_count() or 1) - 1))
#: Makes the tiles of the source; may raise BadArchive. Called on a worker thread.
OpenTiles = Callable[[Tell], Tiles]


class TileSupply:
    """A maker or two for every source, and for a server as many askers as it may have at once."""

    def __init__(
        self, source: MapSource, open_tiles: OpenTiles, deliver: Callable[[Delivery], None]
    ) -> None:
        self._source, self._open, self._deliver = source, open_tiles, deliver
        self._cond = threading.Condition()
        self._queue: list[Wanted] = []
        self._busy: set[Wanted] = set()
        self._asked: dict[Key, set[Wanted]] = {}  # tiles to be fetched, and who waits for them
        self._asking: set[Key] = set()
        self._told: set[str] = set()
        self._stopped = False
        self._users = 0
        self._start(self._begin, "open")

    def want(self, cells: Sequence[Wanted], waiting: Sequence[Wanted] = ()) -> None:
        kept = {*cells, *waiting}
        with self._cond:
            self._asked = {k: w & kept for k, w in self._asked.items() if w & kept}
            self._queue = [c for c in cells if c not in self._busy]
            self._cond.notify_all()

    def stop(self) -> None:
        with self._cond:
            self._stopped = True
            self._queue, self._asked = [], {}
            self._cond.notify_all()

    # -- on the workers' threads -------------------------------------------------------------

    def _start(self, work: Callable[[], None], name: str) -> None:
        title = f"map-{self._source.id}-{name}"
        threading.Thread(target=work, name=title, daemon=True).start()

    def _begin(self) -> None:
        try:
            tiles = self._open(self._tell)
        except BadArchive as error:
            self._tell(error.code, error.detail)
            return
        jobs = [(self._make, "make")] * MAKERS
        jobs += [(self._ask, "ask")] * (AT_ONCE if self._source.online else 0)
        self._users = len(jobs)
        self._say(Opened(tiles.tile_size, self._source.scale))
        for work, name in jobs:
            self._start(lambda w=work: self._until_stopped(w, tiles), name)  # type: ignore[misc]

    def _until_stopped(self, work: Callable[[Tiles], bool], tiles: Tiles) -> None:
        """The last one out closes the door."""
        while work(tiles):
            pass
        with self._cond:
            self._users -= 1
            last = not self._users
        if last:
            tiles.close()

    def _make(self, tiles: Tiles) -> bool:
        with self._cond:
            self._cond.wait_for(lambda: self._stopped or self._queue)
            if self._stopped:
                return False
            wanted = self._queue.pop(0)
            self._busy.add(wanted)
        made = self._made(tiles, wanted)
        with self._cond:
            self._busy.discard(wanted)
            for key in made.lacking:
                self._asked.setdefault(key, set()).add(wanted)
            self._cond.notify_all()
        self._say(made.picture)
        return True

    def _made(self, tiles: Tiles, wanted: Wanted) -> Made:
        try:
            return Maker(tiles, self._source.info.datum).make(wanted)
        except Exception as error:  # one bad cell must not end the map
            self._tell("tile-error", f"{wanted.z}/{wanted.x}/{wanted.y}: {error!r}")
            return Made(Picture(wanted, Grade.MISSING), [])

    def _ask(self, tiles: Tiles) -> bool:
        with self._cond:
            self._cond.wait_for(lambda: self._stopped or self._next_key() is not None)
            key = None if self._stopped else self._next_key()
            if key is None:
                return False
            self._asking.add(key)
        answered = self._fetched(tiles, key)
        with self._cond:
            self._asking.discard(key)
            waiting = self._asked.pop(key, set())
            if answered:
                new = [w for w in waiting if w not in self._queue and w not in self._busy]
                self._queue[:0] = new
                self._cond.notify_all()
        return True

    def _fetched(self, tiles: Tiles, key: Key) -> bool:
        try:
            tiles.fetch(key)
        except Failing as error:
            self._tell(error.code, error.detail)
            return False
        except Exception as error:  # one bad tile must not end the map
            self._tell("tile-error", f"{key[0]}/{key[1]}/{key[2]}: {error!r}")
            return False
        return True

    def _next_key(self) -> Key | None:
        return next((key for key in self._asked if key not in self._asking), None)

    def _tell(self, code: str, detail: str) -> None:
        """Each kind of trouble is named once."""
        with self._cond:
            if code in self._told:
                return
            self._told.add(code)
        self._say(self._source.problem(code, _KEY.get(code, ""), detail))

    def _say(self, what: Delivery) -> None:
        with self._cond:  # so that nothing comes any more once `stop` has returned
            if not self._stopped:
                self._deliver(what)


#: Which key of the declaration is to be mended.
_KEY = {
    "caps-layer": "layer",
    "caps-style": "style",
    "caps-format": "format",
    "caps-matrix-set": "matrix_set",
    "caps-mercator": "matrix_set",
    "host-undeclared": "hosts",
    "host-private": "private",
    "redirects": "hosts",
    "server-refuses": "url",
    "server-down": "url",
    "tile-text": "url",
    "url-scheme": "url",
    "archive-zooms": "min_zoom",
} | dict.fromkeys(
    (
        "archive-absent", "archive-unreadable", "archive-cut", "archive-vector", "archive-format",
        "archive-empty", "archive-tables", "archive-not-pmtiles", "archive-version",
        "archive-squeezed",
    ),
    "file",
) | dict.fromkeys(
    ("caps-unreadable", "caps-xml", "caps-dtd", "caps-not-wmts", "caps-address"), "capabilities"
)  # fmt: skip
