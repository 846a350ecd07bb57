"""A feed that shows the last known city at once, marked with its age, and keeps it for next time.

Nothing of it happens on the GUI thread, and the window's board is never touched: the picture is
asked from central once more, some seconds after each one and after some hundreds of events, and
goes to the disk as it comes; between two pictures what is heard is appended.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from casework import columnar
from console.feeds.answer import Address, checked
from console.feeds.citycache import CacheError, CityCache, HeardFile, Remembered
from console.feeds.ending import ended
from console.feeds.errors import LinkError, NotCentral, translate
from console.feeds.key import Token
from console.feeds.port import Beat, CacheTrouble, City, Feed, Item, Log, Picture, Sink
from console.seatlock import SeatLock, SeatTakenError

if TYPE_CHECKING:
    from console.feeds.line import Line

#: After a picture, so that keeping it does not compete with showing it.
FIRST_AFTER_S = 5.0
#: A new picture is asked for when so many events have been appended, but not more often than this.
EVENTS, AT_MOST_EVERY_S = 2_000, 120.0
#: How exact "as known at …" is.
FLUSH_S = 5.0
_PIECE = 1 << 16
_LOGGER = logging.getLogger(__name__)


class RememberingFeed:
    """`Feed` around another one; `pictures` brings central's own packed form for the disk.

    `patience_s`: for so long central is not asked after a kept city has been handed over, unless
    somebody says `go_on`: asking competes with painting it.
    """

    def __init__(
        self,
        feed: Feed,
        cache: CityCache,
        lock: SeatLock,
        pictures: PictureLine,
        first_after_s: float = FIRST_AFTER_S,
        patience_s: float = 0.0,
    ) -> None:
        self._feed, self._cache, self._lock, self._pictures = feed, cache, lock, pictures
        self._first_after_s, self._patience = first_after_s, patience_s
        self._heard: queue.SimpleQueue[Item | None] = queue.SimpleQueue()
        self._sink: Sink = _nowhere
        self._gate = threading.Lock()
        self._wanted, self._shown = threading.Event(), threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None
        self._city: City | None = None
        self._generation = 0
        self._open: list[HeardFile] = []  # while a picture is on its way, the old and the new one
        self._due: float | None = None  # monotonic: when a picture is to be asked for
        self._last_ms = 0
        self._keeping = True
        self.kept = threading.Event()  # set once a picture of this run is on the disk

    @property
    def remembers(self) -> bool:
        """Whether there is a city of last time."""
        return self._cache.newest() > 0

    def prepare(self) -> None:
        """Begin to read what is kept, so that it is there when `start` is called."""
        self._thread = threading.Thread(target=self._run, name="city-memory", daemon=True)
        self._thread.start()

    def start(self, sink: Sink) -> None:
        self._sink = sink
        self._wanted.set()
        if self._thread is None:
            self.prepare()

    def go_on(self) -> None:
        """What was kept is on the screen: ask central."""
        self._shown.set()

    def stop(self) -> None:
        """Returns at once; what was heard is on the disk when `join` has returned."""
        with self._gate:
            self._stopping = True
            self._feed.stop()
        self._wanted.set()
        self._shown.set()
        self._pictures.hang_up()
        self._heard.put(None)

    def join(self, timeout_s: float) -> bool:
        return ended(self._thread, timeout_s)

    # -- the thread --------------------------------------------------------------------------

    def _run(self) -> None:
        mine = self._is_mine()
        self._show_last(mine)
        self._wanted.wait()
        with self._gate:
            if self._stopping:
                return
            self._feed.start(self._hear if mine else self._sink)
        if not mine:
            return
        try:
            while self._listen():
                self._refresh_when_due()
        except OSError as error:
            # Without a cache everything but the next start is as before.
            _LOGGER.warning("the city is not kept: %s", error)
            self._sink(CacheTrouble("disk", str(error)))
        finally:
            self._keeping = False
            self._close()
            self._pictures.close()

    def _is_mine(self) -> bool:
        """Whether this console writes; another one of the same seat may do so already."""
        try:
            self._lock.take()
        except (SeatTakenError, OSError):
            return False
        return True

    def _show_last(self, mine: bool) -> None:
        try:
            known = self._cache.load()
        except (CacheError, OSError) as error:
            _LOGGER.warning("the kept city cannot be used: %s", error)
            self._wanted.wait()
            self._sink(CacheTrouble("set-aside", self._put_aside() if mine else str(error)))
            known = None
        self._generation = self._cache.newest()
        if known is not None:
            self._show(known)

    def _show(self, known: Remembered) -> None:
        self._wanted.wait()
        self._sink(known.city)
        self._sink(known.beat)
        self._sink(Picture(known.board, known.known_ms))
        self._shown.wait(self._patience)

    def _put_aside(self) -> str:
        try:
            return str(self._cache.set_aside())
        except OSError as error:
            return str(error)

    def _hear(self, item: Item) -> None:
        """Called on the feed's thread."""
        if self._keeping and isinstance(item, City | Log | Picture):
            self._heard.put(item)
        if isinstance(item, Beat):
            self._last_ms = time.time_ns() // 1_000_000
        self._sink(item)

    def _listen(self) -> bool:
        """Write down what has come; False when it is over."""
        try:
            item = self._heard.get(timeout=self._patience_s())
            while True:
                if item is None:
                    return False
                self._take(item)
                item = self._heard.get_nowait()
        except queue.Empty:
            self._flush()
            return True

    def _patience_s(self) -> float:
        if self._due is None:
            return FLUSH_S
        return min(FLUSH_S, max(0.01, self._due - time.monotonic()))

    def _take(self, item: Item) -> None:
        if isinstance(item, City):
            self._city = item
        elif isinstance(item, Picture):
            # What was appended so far does not join on to this picture.
            self._close()
            self._begin_file()
            self._due = time.monotonic() + self._first_after_s
        elif isinstance(item, Log):
            now_ms = time.time_ns() // 1_000_000
            for file in self._open:
                file.add(now_ms, item.envelopes)
            if self._due is None and self._open and self._open[-1].events >= EVENTS:
                self._due = time.monotonic() + AT_MOST_EVERY_S

    def _refresh_when_due(self) -> None:
        if self._due is None or time.monotonic() < self._due or self._city is None:
            return
        self._due = None
        if self._cache.newest() == self._generation:
            self._begin_file()
        try:
            self._cache.write(self._generation, self._city, self._pictures.pieces())
        except LinkError as error:
            _LOGGER.info("the city is kept as it was: %s", error)
            self._due = time.monotonic() + AT_MOST_EVERY_S
            return
        self.kept.set()
        for older in self._open[:-1]:
            older.close()
        del self._open[:-1]

    def _begin_file(self) -> None:
        self._generation += 1
        self._open.append(HeardFile(self._cache.heard(self._generation)))

    def _flush(self) -> None:
        for file in self._open:
            if self._last_ms:
                file.add(self._last_ms)
            file.flush()
        self._last_ms = 0

    def _close(self) -> None:
        self._flush()
        for file in self._open:
            file.close()
        self._open = []


class PictureLine:
    """Packed snapshots of a central, on a line of their own."""

    def __init__(self, url: Address, token: Token) -> None:
        self._url, self._token = url, token
        self._line: Line | None = None
        self._over = False

    def pieces(self) -> Iterator[bytes]:
        """
        Raises:
            LinkError: there is no picture to be had, or only a part of it.
        """
        from console.feeds.line import Line  # brings `requests`: here, off the window's way

        with _told():
            self._line = self._line or Line(self._url, self._token)
            if self._over:
                self._line.hang_up()
            asked = {"Accept": columnar.MEDIA}
            if self._line.near:
                asked["Accept-Encoding"] = "identity"
            with self._line.ask("GET", "/v1/snapshot", headers=asked, stream=True) as response:
                checked(response, columnar.MEDIA)
                yield from response.raw.stream(_PIECE, decode_content=True)

    def hang_up(self) -> None:
        """From any thread; final."""
        self._over = True
        if self._line is not None:
            self._line.hang_up()

    def close(self) -> None:
        if self._line is not None:
            self._line.close()


@contextmanager
def _told() -> Iterator[None]:
    """Whatever goes wrong on the line, in the words of its tree."""
    try:
        yield
    except GeneratorExit:
        raise
    except Exception as error:
        raise translate(error) or NotCentral(repr(error)) from error


def _nowhere(_item: object) -> None:
    """The sink before `start`."""
