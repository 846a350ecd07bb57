"""One child process: JSON lines on its standard output, its log on standard error, ends with us."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections import deque
from pathlib import Path
from typing import IO, Any

from console.tokens import RESOURCES

_ROOT = RESOURCES.parent
_STOP_WITHIN_S = 5.0
_LINES_KEPT = 50
#: A log that has grown to this many bytes begins anew at the next start.
_LOG_LIMIT = 8 << 20


class Child:
    """Runs ``python -m …`` and hands it one JSON line, which only it can read.

    Its log goes to the file `log` and the last lines are kept in memory: a full disk must not hide
    why a child ended.
    """

    def __init__(self, arguments: list[str], greeting: dict[str, Any], log: Path) -> None:
        self._lines: deque[str] = deque(maxlen=_LINES_KEPT)
        self.process = subprocess.Popen(
            [sys.executable, "-m", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=_ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        self._stdin, self._stdout = _open(self.process.stdin), _open(self.process.stdout)
        self._listener = threading.Thread(
            target=self._listen, args=(_open(self.process.stderr), log), daemon=True
        )
        self._listener.start()
        with contextlib.suppress(OSError):  # it died at once; its exit code tells why
            self._stdin.write(json.dumps(greeting).encode() + b"\n")
            self._stdin.flush()

    @property
    def last_words(self) -> str:
        """The last line of its log, "" where it said nothing."""
        return self._lines[-1] if self._lines else ""

    def first_line(self) -> dict[str, Any] | None:
        """Wait for the child's first JSON line; None when it ended without one."""
        try:
            answer: dict[str, Any] = json.loads(self._stdout.readline())
        except ValueError:
            return None
        return answer

    def drain(self) -> int:
        """Read on until the child ends; returns its exit code."""
        while self._stdout.read(65_536):
            pass
        code = self.process.wait()
        self._listener.join(_STOP_WITHIN_S)
        self._stdout.close()
        self._hang_up()
        return code

    def stop(self, within_s: float = _STOP_WITHIN_S) -> None:
        """Ask it to end, wait, and end it after `within_s` seconds."""
        self._hang_up()
        try:
            self.process.wait(within_s)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _hang_up(self) -> None:
        with contextlib.suppress(OSError):
            self._stdin.close()

    def _listen(self, stderr: IO[bytes], log: Path) -> None:
        with contextlib.ExitStack() as stack:
            stack.enter_context(stderr)
            file: IO[bytes] | None = None
            with contextlib.suppress(OSError):
                fresh = not log.exists() or log.stat().st_size > _LOG_LIMIT
                file = stack.enter_context(log.open("wb" if fresh else "ab", buffering=0))
            for line in stderr:
                self._lines.append(line.decode("utf-8", "replace").strip()[:400])
                if file is not None:
                    with contextlib.suppress(OSError):
                        file.write(line)


def _open(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None  # noqa: S101 - PIPE was asked for
    return pipe
