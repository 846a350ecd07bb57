"""Where this console's city comes from: an embedded central, a real one, or a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from console.app.exits import Exit, StartError
from console.feeds.answer import Address, check_address
from console.feeds.errors import LinkError
from console.feeds.key import Token
from console.feeds.live import LiveFeed
from console.feeds.port import Feed
from console.outbox.jotter import Jotter
from console.outbox.port import Outbox
from console.outbox.rest import RestOutbox

if TYPE_CHECKING:
    from console.feeds.opening import BadLog
    from console.feeds.replay import ReplayFeed

_BEARER = re.compile(r"[A-Za-z0-9\-._~+/]+=*")


@dataclass
class Source:
    """The two ends of a session; `replay` is there when a file is played.

    `jotter`: where what is being typed is kept. `settle`: after everything has been stopped, wait
    until the last of it is on the disk. `remembers`: a city of last time is shown first, and
    `go_on` is to be called as soon as it is on the screen.
    """

    feed: Feed
    outbox: Outbox
    replay: ReplayFeed | None = None
    jotter: Jotter | None = None
    settle: Callable[[], None] = lambda: None
    remembers: bool = False
    go_on: Callable[[], None] = lambda: None


def live(url: Address, token: Token, wall: bool) -> Source:
    """A central at `url`."""
    return Source(LiveFeed(url, token), RestOutbox(url, token, read_only=wall))


def read_token(path: Path | None) -> str:
    """The first line of the token file; empty without one, and central will refuse it.

    A byte order mark, as Windows' editors write it, is no part of the token.

    Raises:
        StartError: it cannot be read, or its first line is no bearer token (RFC 6750, 2.1).
    """
    if path is None:
        return ""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StartError(Exit.TOKEN_FILE, str(path), str(error), "unreadable") from error
    token = lines[0].strip() if lines else ""
    if not _BEARER.fullmatch(token):
        raise StartError(Exit.TOKEN_FILE, str(path))
    return token


def open_replay(path: Path, mapping: Path | None) -> Source:
    """A file to be played: the product's own log, or a CSV through its mapping.

    Raises:
        StartError: the file or the mapping cannot be used.
    """
    from console.feeds.opening import BadLog, open_recording
    from console.feeds.replay import ReplayFeed
    from console.outbox.refusing import RefusingOutbox

    try:
        recording = open_recording(path, mapping)
    except BadLog as error:
        raise StartError(Exit.REPLAY, error.where, found_in(error), kind=error.code) from error
    feed = ReplayFeed(recording)
    return Source(feed, RefusingOutbox(feed.history), replay=feed)


def found_in(error: BadLog) -> str:
    """What was found in the file, as it stands there; never a sentence in another language."""
    if error.first is None:
        return error.found
    from PySide6.QtCore import QCoreApplication

    from console import words

    line = QCoreApplication.translate("App", "Line {line}: {why}")
    why = words.part_trouble(error.first.code, "")
    return words.fill(line, line=error.first.line, why=why)


def at_address(url: str, token: Token, wall: bool) -> Source:
    """A central somewhere else.

    Raises:
        StartError: the address is none.
    """
    check(url)
    return live(url, token, wall)


def check(url: str) -> None:
    """Raises StartError: this is no address."""
    try:
        check_address(url)
    except LinkError as error:
        raise StartError(Exit.SERVER, url, error.detail) from error


def recorded(source: Source, folder: Path | None) -> Source:
    """The same, with everything that is heard going to a file in `folder` as well."""
    if folder is not None:
        from console.feeds.recorder import Recorder, RecordingFeed

        source.feed = RecordingFeed(source.feed, Recorder(folder))
    return source
