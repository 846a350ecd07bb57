"""One export under way: a thread that hands the situation to the writing process and listens.

The process is our own interpreter with `console.export` as its main program: painting and JSON hold
the interpreter lock, and the window must never wait for them.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec
from PySide6.QtCore import QObject, Signal

from console.export.files import scratch
from console.export.gather import Taken, frames
from console.export.situation import write_frame
from console.hop import Hop
from console.tokens import RESOURCES

_LAST_WORDS = 300


@dataclass(frozen=True)
class Ended:
    """How it ended: `written` bytes at `path`, or a stable error `code` with the system's words.

    A cancelled export has the code "cancelled".
    """

    path: str
    written: int = 0
    code: str = ""
    detail: str = ""


class ExportJob(QObject):
    """Lives on the GUI thread. `start` once; `ended` comes once, whatever happens."""

    progressed = Signal(int, int)  # done, of
    ended = Signal(object)  # Ended

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hop = Hop(self)
        self._hop.arrived.connect(self._arrived)
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._cancelled = False
        self._thread: threading.Thread | None = None

    def start(self, taken: Taken) -> None:
        """Begin to write; returns at once."""
        self._thread = threading.Thread(target=self._work, args=(taken,), daemon=True)
        self._thread.start()

    def cancel(self) -> None:
        """Stop; nothing is left behind and an older file of that name stays as it was."""
        with self._lock:
            self._cancelled = True
            if self._process is not None:
                self._process.kill()

    def finish(self, seconds: float = 10.0) -> None:
        """For whoever closes the window: stop, and wait for the end of it."""
        self.cancel()
        if self._thread is not None:
            self._thread.join(seconds)

    # -- on the thread -----------------------------------------------------------------------

    def _work(self, taken: Taken) -> None:
        path = taken.head.path
        try:
            ended = self._run(taken)
        except OSError as error:
            ended = Ended(path, code="ended", detail=str(error))
        if self._cancelled and not ended.written:
            ended = Ended(path, code="cancelled")
        if not ended.written:
            with contextlib.suppress(OSError):
                scratch(Path(path), taken.head.token).unlink()
        self._hop.post(ended)

    def _run(self, taken: Taken) -> Ended:
        with tempfile.TemporaryFile() as log, self._begin(log) as process:
            assert process.stdin is not None  # noqa: S101 - PIPE was asked for
            assert process.stdout is not None  # noqa: S101
            with contextlib.suppress(BrokenPipeError), process.stdin as pipe:
                for frame in frames(taken, lambda: not self._cancelled):
                    if self._cancelled:
                        break
                    write_frame(pipe, frame)
            ended = self._listen(process.stdout, taken.head.path)
            process.wait()
            return ended or Ended(taken.head.path, code="ended", detail=_last_words(log))

    def _begin(self, log: IO[bytes]) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._cancelled:
                raise OSError("cancelled")
            self._process = subprocess.Popen(
                [sys.executable, "-m", "console.export"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=RESOURCES.parent,
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            )
            return self._process

    def _listen(self, pipe: IO[bytes], path: str) -> Ended | None:
        ended = None
        for line in pipe:
            said = msgspec.json.decode(line, type=dict[str, int | str])
            if "of" in said:
                self._hop.post((said["done"], said["of"]))
            elif "written" in said:
                ended = Ended(path, written=int(said["written"]))
            else:
                ended = Ended(path, code=str(said["error"]), detail=str(said.get("detail", "")))
        return ended

    # -- on the GUI thread -------------------------------------------------------------------

    def _arrived(self, items: list[object]) -> None:
        for item in items:
            if isinstance(item, Ended):
                self.ended.emit(item)
            elif isinstance(item, tuple):
                self.progressed.emit(*item)


def _last_words(log: IO[bytes]) -> str:
    log.seek(0)
    lines = log.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:_LAST_WORDS] if lines else ""
