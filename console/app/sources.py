"""Where this console's city comes from: an embedded central, a real one, or a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from console.app.arguments import Options
from console.app.embedded import DISPATCHER, WALL, Embedded, running_wall
from console.app.troubles import Exit, StartError
from console.feeds.errors import LinkError
from console.feeds.line import check_address
from console.feeds.live import LiveFeed
from console.feeds.opening import BadLog, open_recording
from console.feeds.port import Feed
from console.feeds.recorder import Recorder, RecordingFeed
from console.feeds.replay import ReplayFeed
from console.outbox.port import Outbox
from console.outbox.refusing import RefusingOutbox
from console.outbox.rest import RestOutbox
from console.settings import Settings


@dataclass
class Source:
    """The two ends of a session, and what has to be stopped after it.

    `replay` and `problems` (line number, reason) are there when a file is played.
    """

    feed: Feed
    outbox: Outbox
    replay: ReplayFeed | None = None
    problems: list[tuple[int, str]] = field(default_factory=list)


class Starter:
    """Begins early, so that central starts while Qt is being imported, and finishes late."""

    def __init__(self, options: Options, settings: Settings) -> None:
        self._options, self._settings = options, settings
        self.embedded: Embedded | None = None

    def begin(self) -> None:
        """Start what takes time.

        Raises:
            StartError: the address is none, or the data folder cannot be used.
        """
        options = self._options
        if options.server:
            try:
                check_address(options.server)
            except LinkError as error:
                raise StartError(Exit.SERVER, options.server, error.detail) from error
        elif options.replay is None and not self._running():
            folder = self._settings.central_folder
            self.embedded = Embedded(folder, options.rate, options.seed, options.demo)
            self.embedded.start()

    def finish(self) -> Source:
        """Wait for what was begun.

        Raises:
            StartError: it could not be had, with the place, the reason and the way out.
        """
        options = self._options
        if options.replay is not None:
            return open_replay(options.replay, options.mapping)
        if options.server:
            token = read_token(options.token_file)
            return self._recorded(live(options.server, token, options.wall))
        if self.embedded is None:
            running = self._running()
            if running is None:
                raise StartError(Exit.CENTRAL_FAILED, str(self._settings.central_folder))
            return live(*running, wall=True)
        url = self.embedded.wait()
        token = self.embedded.tokens[WALL if options.wall else DISPATCHER]
        source = live(url, token, options.wall)
        return self._recorded(source)

    def _recorded(self, source: Source) -> Source:
        """With --record everything that is heard goes to a file as well."""
        if self._options.record is not None:
            source.feed = RecordingFeed(source.feed, Recorder(self._options.record))
        return source

    def stop(self) -> None:
        if self.embedded is not None:
            self.embedded.stop()

    def _running(self) -> tuple[str, str] | None:
        """A wall joins the console that runs on the same folder, if there is one."""
        return running_wall(self._settings.central_folder) if self._options.wall else None


def live(url: str, token: str, wall: bool) -> Source:
    """A central at `url`."""
    return Source(LiveFeed(url, token), RestOutbox(url, token, read_only=wall))


def read_token(path: Path | None) -> str:
    """The first line of the token file; empty without one, and central will refuse it."""
    if path is None:
        return ""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StartError(Exit.SERVER, str(path), str(error)) from error
    return lines[0].strip() if lines else ""


def open_replay(path: Path, mapping: Path | None) -> Source:
    """A file to be played: the product's own log, or a CSV through its mapping.

    Raises:
        StartError: the file or the mapping cannot be used.
    """
    try:
        recording = open_recording(path, mapping)
    except BadLog as error:
        raise StartError(Exit.REPLAY, error.where, f"{error.reason}\n{error.way_out}") from error
    feed = ReplayFeed(recording)
    problems = [(p.line, p.reason) for p in recording.problems]
    return Source(feed, RefusingOutbox(feed.history), replay=feed, problems=problems)
