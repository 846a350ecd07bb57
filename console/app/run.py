"""One window: opened from options and a source, shown until it is closed."""

from __future__ import annotations

import math
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from console import words
from console.actions import Actions
from console.app.arguments import Options
from console.app.broom import Broom
from console.app.exits import Exit, StartError
from console.app.opening import Opening
from console.app.sources import Source
from console.app.troubles import show
from console.feeds.replay import ReplayFeed
from console.session import Session
from console.settings import Settings
from console.tokens import Tokens, load_tokens
from console.turns import frames, turns
from console.views import theme
from console.views.parts import languages
from console.views.parts.screens import fit_on_screen
from console.views.window import ConsoleWindow

if TYPE_CHECKING:
    from console.app.maps import Stoppable
    from console.keeper import LeaseKeeper

#: After so long a thread that waits for the interpreter is let in. A command goes through several
#: threads, and the screen's own waits just as long for them: the usual 5 ms add up.
_TURN_S = 0.001
#: A wall in a window, for whoever has no second screen; a seat that is drawn in memory.
_NEW = 1_600, 900


def complain(error: StartError, options: Options, settings: Settings) -> int:
    """Tell why there is no window; returns the exit code."""
    dress(options, settings)
    return show(error, quiet=options.offscreen)


def dress(options: Options, settings: Settings) -> tuple[QApplication, Tokens]:
    """The application in the person's language and theme; the same one when called again."""
    qInstallMessageHandler(pass_on)
    sys.setswitchinterval(_TURN_S)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)  # noqa: S101 - nobody else makes one
    tokens = load_tokens(options.theme or settings.theme or "light")
    theme.set_text_size(100 if options.wall else settings.text_size)  # a wall goes by its height
    font = theme.apply(application, tokens)
    if font.missing:
        print(f"No Chinese font is installed; the package {font.missing} has one.", file=sys.stderr)  # noqa: T201
    languages.install(languages.choose(options.language or settings.language))
    return application, tokens


def pass_on(kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
    """Qt's own messages go to standard error, but for one that every offscreen window repeats."""
    if kind is not QtMsgType.QtDebugMsg and "propagateSizeHints" not in text:
        print(f"Qt: {text}", file=sys.stderr)  # noqa: T201


class Room:
    """A window with its session, and what has to be let go when it closes.

    A seat that remembers a city is not furnished yet: see `furnish`.
    """

    def __init__(self, session: Session, window: QMainWindow, source: Source) -> None:
        self.session, self.window, self.source = session, window, source
        self.keeper: LeaseKeeper | None = None
        self.maps: list[Stoppable] = []
        self.dressed = False
        self.when_whole: list[Callable[[], None]] = []  # called once the window has all its panes

    def whole(self) -> None:
        for each in self.when_whole:
            each()

    def dress(self, options: Options, settings: Settings) -> None:
        """The window has all its panes: its base maps, and the keeper of leases."""
        if self.dressed or not isinstance(self.window, ConsoleWindow):
            return
        # They come with the map, which the first painted queue does not wait for.
        from console.app.maps import offer_maps
        from console.keeper import LeaseKeeper

        self.dressed = True
        self.maps.extend(offer_maps(options, settings, self.window))
        if self.source.replay is None:
            self.keeper = LeaseKeeper(self.session, self.window)


def open_window(options: Options, settings: Settings, tokens: Tokens, source: Source) -> Room:
    """The seat, the wall or the replay over `source`, listening but not yet shown.

    Where a city of last time is shown first, the seat has but its queue until `Opening` is through.
    """
    session = Session(source.feed, source.outbox, notebook=source.jotter)
    if options.wall:
        from console.app.maps import wall_maps
        from console.views.wall import WallWindow  # brings the charts, which a seat never needs

        maps = wall_maps(options, settings)
        room = Room(session, WallWindow(session, tokens, options.page, maps), source)
        room.maps.append(maps)
        return room
    if options.language:
        settings.language = options.language
    actions = Actions(session, session)
    at_once = not source.remembers
    window = ConsoleWindow(session, actions, tokens, settings, source.replay, at_once)
    room = Room(session, window, source)
    room.when_whole.append(lambda: room.dress(options, settings))
    if at_once:
        room.dress(options, settings)
    if source.replay is not None:
        begin_replay(window, source.replay, options.speed)
    return room


def begin_replay(window: ConsoleWindow, replay: ReplayFeed, speed: float) -> None:
    """Say what of the file could not be used, and play."""
    found = replay.recording.problems
    bar = window.replay_bar
    assert bar is not None  # noqa: S101 - the window makes one for every replay
    bar.set_problems([(p.line, words.part_trouble(p.code, p.reason)) for p in found])
    for cut in (p for p in found if p.code == "cut"):
        line = QCoreApplication.translate("App", "Line {line}: {why}")
        why = words.part_trouble(cut.code, "")
        window.command.say("▲ " + words.fill(line, line=cut.line, why=why), "amber", fade=False)
    replay.set_speed(speed)
    replay.play()


def work(application: QApplication, room: Room, options: Options) -> int:
    """Show the window until it is closed or its time is over."""
    if isinstance(room.window, ConsoleWindow):
        Opening(room.window, room.source.go_on, room.whole)
    room.session.start()
    take_turns(room.window)
    begin_size(room.window, options)
    if options.wall and not options.offscreen:
        room.window.showFullScreen()
    else:
        room.window.show()
    if options.seconds:
        QTimer.singleShot(int(options.seconds * 1_000), room.window, lambda: end(room, options))
    listen_for_signals(room.window)
    Broom(room.window, lambda: room.keeper.idle_s if room.keeper else math.inf)
    code = application.exec()
    turns().end()
    room.session.stop()
    for maps in room.maps:
        maps.stop()
    room.source.settle()
    return code


def take_turns(window: QMainWindow) -> None:
    """What the loop has to do for `window` is done one after the other, keys in between."""
    turns().begin()
    frames().follow(window)


def begin_size(window: QMainWindow, options: Options) -> None:
    """As was asked for; else a seat stands as it was left, and a new one has room on its screen.

    Without a screen it is as large as a new one: Qt would make one that was left fit into the 800 ×
    800 pixels that it takes for a screen then.
    """
    if options.size is not None:
        window.resize(*options.size)
    elif options.wall or options.offscreen:
        window.resize(*_NEW)
    elif isinstance(window, ConsoleWindow) and not window.restored:
        fit_on_screen(window)


def end(room: Room, options: Options) -> None:
    """The time is over: a last picture, then close."""
    failed = False
    if options.screenshot is not None:
        failed = not room.window.grab().save(str(options.screenshot))
        if failed:
            print(f"the picture could not be saved: {options.screenshot}", file=sys.stderr)  # noqa: T201
    room.window.close()
    QApplication.exit(int(Exit.DATA_FOLDER) if failed else 0)


def listen_for_signals(window: QWidget) -> None:
    """Ctrl+C and a friendly kill close the window, so that every child ends too."""

    def close(_number: int, _frame: object) -> None:
        window.close()
        QApplication.exit(0)

    signal.signal(signal.SIGINT, close)
    signal.signal(signal.SIGTERM, close)
    # Python handles signals between its own instructions; Qt's loop runs none without a timer.
    heartbeat = QTimer(window)
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start(200)
