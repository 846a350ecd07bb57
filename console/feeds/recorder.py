"""Writing down what a live console hears, as an incident log file that a replay can play.

It listens on the feed's thread and writes on its own; a full disk ends the recording, not the
watch.
"""

from __future__ import annotations

import logging
import queue
import re
import threading
import time
from pathlib import Path
from typing import IO

import msgspec

from casework.area import Gazetteer
from casework.codec import encode_envelope
from casework.instant import from_ms
from casework.unit import Fixes
from console.board.board import Board
from console.board.cityclock import CityClock
from console.board.picture import case_columns, newest_fixes, unit_list
from console.feeds.ending import ended
from console.feeds.logfile import FORMAT, VERSION
from console.feeds.port import Beat, City, Feed, Item, Log, Picture, Positions, Sink

FLUSH_S = 1.0
_LOGGER = logging.getLogger(__name__)


class RecordingFeed:
    """`Feed` that lets `recorder` hear everything before the console does."""

    def __init__(self, feed: Feed, recorder: Recorder) -> None:
        self._feed, self._recorder = feed, recorder

    def start(self, sink: Sink) -> None:
        self._recorder.start()

        def hear(item: Item) -> None:
            self._recorder.take(item)
            sink(item)

        self._feed.start(hear)

    def stop(self) -> None:
        self._feed.stop()
        self._recorder.stop()


class Recorder:
    """Writes one `.zwlog` per picture into `folder`; a new picture begins a new file.

    `files` are the files begun so far, `trouble` says why writing ended early, "" while it goes on.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[Path] = []
        self.trouble = ""
        self._clock = CityClock()
        self._gazetteer: Gazetteer | None = None
        self._work: queue.SimpleQueue[tuple[int, Item] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._file: IO[bytes] | None = None
        self._events = 0
        self._head = 0

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="recorder", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Returns at once; the closing line is written by the thread."""
        self._work.put(None)

    def join(self, timeout_s: float) -> bool:
        """Wait for the file to be closed; False when it is not within `timeout_s` seconds."""
        return ended(self._thread, timeout_s)

    def take(self, item: Item) -> None:
        """Note an item; called on the feed's thread, before the item is handed on."""
        if self.trouble:
            return
        if isinstance(item, Beat):
            self._clock.follow(item.now_ms, item.rate, item.heard)
        elif isinstance(item, Picture):
            # The board is about to belong to the window, which changes it.
            self._work.put((self._clock.now_ms(), Picture(item.board.copy())))
        elif isinstance(item, City | Log | Positions):
            self._work.put((self._clock.now_ms(), item))

    # -- the thread --------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._write_all()
        except OSError as error:
            self.trouble = str(error)
            _LOGGER.warning("recording ended: %s", error)
        finally:
            if self._file is not None:
                self._file.close()

    def _write_all(self) -> None:
        flushed = time.monotonic()
        while True:
            try:
                noted = self._work.get(timeout=FLUSH_S)
                if noted is None:
                    self._finish()
                    return
                self._write(*noted)
            except queue.Empty:
                flushed = 0.0
            if self._file is not None and time.monotonic() - flushed >= FLUSH_S:
                self._file.flush()
                flushed = time.monotonic()

    def _write(self, now_ms: int, item: Item) -> None:
        if isinstance(item, City):
            self._gazetteer = item.gazetteer
        elif isinstance(item, Picture):
            self._finish()
            self._begin(now_ms, item.board)
        elif isinstance(item, Log):
            for envelope in item.envelopes:
                self._line(b'{"e":' + encode_envelope(envelope) + b"}")
            self._events += len(item.envelopes)
            self._head = item.envelopes[-1].seq
        elif isinstance(item, Positions) and isinstance(item.fixes, Fixes):
            self._line(b'{"p":' + msgspec.json.encode(item.fixes) + b',"at_ms":%d}' % now_ms)

    def _begin(self, now_ms: int, board: Board) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self._free_path(now_ms, board.log_id)
        self._file = path.open("xb")
        self.files.append(path)
        self._events, self._head = 0, board.head
        head = {
            "format": FORMAT,
            "version": VERSION,
            "log_id": board.log_id,
            "gazetteer": self._gazetteer,
            "units": unit_list(board.units),
            "from_seq": board.head + 1,
            "started_at": from_ms(now_ms),
            "cases": case_columns(board.cases),
            "duty": board.desk.duty,
        }
        self._line(msgspec.json.encode(head))
        fixes = newest_fixes(board.units)
        if fixes.unit:
            self._write(now_ms, Positions(fixes))

    def _free_path(self, now_ms: int, log_id: str) -> Path:
        stem = f"{from_ms(now_ms):%Y%m%dT%H%M%SZ}-{re.sub(r'[^0-9A-Za-z]', '', log_id)[:8]}"
        path, number = self.folder / f"{stem}.zwlog", 1
        while path.exists():
            number += 1
            path = self.folder / f"{stem}-{number}.zwlog"
        return path

    def _finish(self) -> None:
        if self._file is None:
            return
        self._line(b'{"end":true,"events":%d,"head":%d}' % (self._events, self._head))
        self._file.close()
        self._file = None

    def _line(self, line: bytes) -> None:
        if self._file is not None:
            self._file.write(line + b"\n")
