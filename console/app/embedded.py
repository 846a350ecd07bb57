"""The embedded central and the demo city: own processes that never outlive the console.

Secrets are made fresh at each start and handed over through standard input, which only the
child can read; they never stand on a command line or in the environment. Closing that pipe, also
by dying, ends the child. A central that dies by itself is started again on the same port with the
same secrets, so that every console resumes its feed.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
from collections.abc import Callable
from pathlib import Path

from console.app.child import Child
from console.app.exits import Exit, StartError
from console.tokens import RESOURCES

READY_WITHIN_S = 30.0
_STOP_WITHIN_S, _STARTING_WITHIN_S = 5.0, 1.0
_RESTARTS = 5

#: Exit codes that central and the console use for the same thing.
_SHARED_CODES = {3, 4, 5, 6, 7}

DISPATCHER = "dispatcher"
WALL = "wall"
FIELD = "demo-city"
LEAD = "demo-lead"
_POSTS = {
    DISPATCHER: ["dispatcher", "shift_supervisor", "verifier", "intake"],
    WALL: ["wall"],
    FIELD: ["collector", "intake", "shift_supervisor", "dispatcher", "department", "verifier"],
    LEAD: ["shift_supervisor"],
}
_NAMES = {DISPATCHER: "值班派遣员", WALL: "指挥大屏", FIELD: "演示城市", LEAD: "演示值班长"}


class Embedded:
    """Central, and the demo city's people once central is ready."""

    def __init__(self, data: Path, rate: float, seed: int | None, demo: bool) -> None:
        self.data, self._rate, self._seed, self._demo = data, rate, seed, demo
        self.tokens = {name: secrets.token_urlsafe(32) for name in _POSTS}
        self.url = ""
        self._central: Child | None = None
        self._city: Child | None = None
        self._threads: list[threading.Thread] = []
        self._stopping = threading.Event()
        self._ready = threading.Event()
        self._failed: StartError | None = None
        self._no_start = False
        self.on_failure: Callable[[StartError], None] | None = None
        self.on_no_start: Callable[[], None] | None = None  # it ended before it was ready
        self.on_ready: Callable[[], None] | None = None  # also after a restart; on its thread

    def start(self) -> None:
        """Begin to start; returns at once. `wait` tells when there is an address.

        Raises:
            StartError: the data folder cannot be made.
        """
        try:
            self.data.mkdir(parents=True, exist_ok=True)
            probe = self.data / "probe"
            probe.write_bytes(b"room for a note\n" * 64)
            probe.unlink()
        except OSError as error:
            raise StartError(Exit.DATA_FOLDER, str(self.data), error.strerror or "") from error
        self._follow(self._supervise)

    def wait(self) -> str:
        """The address of central, once it serves.

        Raises:
            StartError: it ended instead, or said nothing for too long.
        """
        if not self._ready.wait(READY_WITHIN_S):
            raise StartError(Exit.CENTRAL_FAILED, str(self.data), self._last_words())
        if self._failed:
            raise self._failed
        return self.url

    def address(self) -> str:
        """As `wait`, for whoever asks on a thread of his own; "" where there will be none."""
        self._ready.wait(READY_WITHIN_S)
        return self.url

    def give_up(self) -> None:
        """Nobody waits for the address any more."""
        self._ready.set()

    @property
    def failed(self) -> StartError | None:
        """Why there never was a central, as soon as that is known."""
        return self._failed if self._no_start else None

    def _follow(self, work: Callable[[], object]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        self._threads.append(thread)
        thread.start()

    def stop(self) -> None:
        """End both children and wait for them."""
        self._stopping.set()
        for child in (self._city, self._central):
            if child is not None:
                # one that is still starting does not hear yet, and has nothing to write down
                child.stop(_STOP_WITHIN_S if self.url else _STARTING_WITHIN_S)
        for thread in self._threads:
            thread.join(_STOP_WITHIN_S)
        if self.url:  # the note is ours only where we have written it
            (self.data / "running.json").unlink(missing_ok=True)

    def _supervise(self) -> None:
        port = 0
        for _ in range(_RESTARTS):
            child = self._start_central(port)
            answer = child.first_line()
            if answer is None or not answer.get("ready"):
                self._fail(child.drain())
                return
            self.url = str(answer["url"])
            port = int(self.url.rsplit(":", 1)[1])
            self._announce()
            if self._demo and self._city is None:
                self._start_city()
            child.drain()
            if self._stopping.is_set():
                return
        self._fail(int(Exit.CENTRAL_FAILED))

    def _start_central(self, port: int) -> Child:
        tokens = [
            {"token": token, "actor_id": name, "name": _NAMES[name], "posts": _POSTS[name]}
            for name, token in self.tokens.items()
        ]
        arguments = ["central", "serve", "--data", str(self.data), "--host", "127.0.0.1"]
        arguments += ["--port", str(port), "--city", str(RESOURCES / "demo_city")]
        arguments += ["--rate", f"{self._rate:g}", "--secrets-stdin"]
        self._central = Child(arguments, {"tokens": tokens}, self.data / "central.log")
        return self._central

    def _start_city(self) -> None:
        arguments = ["simulator", "--city", str(RESOURCES / "demo_city"), "--connect-stdin"]
        if self._seed is not None:
            arguments += ["--seed", str(self._seed)]
        greeting = {"url": self.url, "token": self.tokens[FIELD], "decider": self.tokens[LEAD]}
        self._city = Child(arguments, greeting, self.data / "city.log")
        self._follow(self._city.drain)

    def _announce(self) -> None:
        """Leave the address and the wall's read-only token for a wall started by the same user."""
        path = self.data / "running.json"
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({"url": self.url, "token": self.tokens[WALL]}, file)
        self._ready.set()
        if self.on_ready is not None:
            self.on_ready()

    def _last_words(self) -> str:
        return self._central.last_words if self._central is not None else ""

    def _fail(self, code: int) -> None:
        if self._stopping.is_set():
            return
        kind = Exit(code) if code in _SHARED_CODES else Exit.CENTRAL_FAILED
        detail = "" if kind is Exit.SECOND_INSTANCE else self._last_words()
        self._failed = StartError(kind, str(self.data), detail)
        first = self._no_start = not self._ready.is_set()
        self._ready.set()
        if first and self.on_no_start is not None:
            self.on_no_start()
        if not first and self.on_failure is not None:
            self.on_failure(self._failed)


def running_wall(data: Path) -> tuple[str, str] | None:
    """(url, read-only token) of the embedded central that runs on `data`, if there is one."""
    try:
        noted = json.loads((data / "running.json").read_text("utf-8"))
        return str(noted["url"]), str(noted["token"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
