"""Central and the simulator in processes of their own that begin without loading their libraries.

A start from the command line costs two seconds of a core, nearly all of it imports. Here one
process has imported everything once and forks whenever a test wants a central: its pid, its
signals, its pipes and its memory are its own, as after a start by hand. What differs is the
command line itself; the tests of that start the real thing.
"""

from __future__ import annotations

import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO

#: Where a process can be forked from one that is ready; elsewhere every start is a cold one.
CAN_FORK = "forkserver" in multiprocessing.get_all_start_methods()
LOADED = "tests.support.warm_loaded"


class Forked:
    """A child process, with the part of `subprocess.Popen` that the tests use."""

    def __init__(
        self, module: str, arguments: Sequence[str], cwd: Path, stderr: IO[bytes] | None = None
    ) -> None:
        """Run ``python -W error -m module *arguments``; its errors go to a pipe, or to a file."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([LOADED])
        begun = _Begun(module, list(arguments), str(cwd), dict(os.environ))
        into, self.stdin = _pipe_in()
        self.stdout, out = _pipe_out()
        self.stderr: IO[bytes] | None = None
        if stderr is None:
            self.stderr, errors = _pipe_out()
        else:
            errors = Connection(os.dup(stderr.fileno()), readable=False)
        # a daemon: one that a failed test forgot must not keep the tests from ending
        self._process = context.Process(target=begun, args=(into, out, errors), daemon=True)
        self._process.start()
        for theirs in (into, out, errors):
            theirs.close()
        assert self._process.pid is not None
        self.pid = self._process.pid

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(self._process.name, timeout or 0.0)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def communicate(self, timeout: float) -> tuple[bytes, bytes]:
        """Close its standard input; all it said until it ended, on both lines."""
        ends_at = time.monotonic() + timeout
        if self.stdin and not self.stdin.closed:
            self.stdin.close()
        heard: dict[str, bytes] = {}
        readers = [
            threading.Thread(target=_hear, args=(heard, name, line), daemon=True)
            for name, line in (("out", self.stdout), ("err", self.stderr))
            if line and not line.closed
        ]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join(max(0.0, ends_at - time.monotonic()))
        self.wait(max(0.0, ends_at - time.monotonic()))
        return heard.get("out", b""), heard.get("err", b"")


class _Begun:
    """What runs in the fork; it is told by pickle, so it holds plain values."""

    def __init__(
        self, module: str, arguments: list[str], cwd: str, environment: Mapping[str, str]
    ) -> None:
        self._module, self._arguments = module, arguments
        self._cwd, self._environment = cwd, environment

    def __call__(self, into: Connection, out: Connection, errors: Connection) -> None:
        for line, number in ((into, 0), (out, 1), (errors, 2)):
            os.dup2(line.fileno(), number)
            line.close()
        sys.stdin = os.fdopen(0, "r", closefd=False)
        os.environ.clear()
        os.environ.update(self._environment)
        time.tzset()
        os.chdir(self._cwd)
        sys.argv = [f"{self._module}/__main__.py", *self._arguments]
        warnings.resetwarnings()
        warnings.simplefilter("error")
        runpy.run_module(self._module, run_name="__main__", alter_sys=True)


def _pipe_in() -> tuple[Connection, IO[bytes]]:
    theirs, ours = os.pipe()
    return Connection(theirs, writable=False), os.fdopen(ours, "wb")


def _pipe_out() -> tuple[IO[bytes], Connection]:
    ours, theirs = os.pipe()
    return os.fdopen(ours, "rb"), Connection(theirs, readable=False)


def _hear(heard: dict[str, bytes], name: str, line: IO[bytes]) -> None:
    with line:
        heard[name] = line.read()
