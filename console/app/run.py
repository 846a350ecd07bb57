"""From options to a running window, and to an exit code when it has closed."""

from __future__ import annotations

import os
import signal
import sys

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QMainWindow

from console.actions import Actions
from console.app.arguments import Options
from console.app.sources import Source, Starter
from console.app.troubles import Exit, StartError, show
from console.keeper import LeaseKeeper
from console.session import Session
from console.settings import Settings, load_settings
from console.tokens import Tokens, load_tokens
from console.views import theme
from console.views.parts import languages
from console.views.replaybar import ReplayBar
from console.views.wall import PAGES, WallWindow
from console.views.window import ConsoleWindow

NO_SCREEN = (
    "没有可用的屏幕。请在桌面会话中启动，或在内存中绘制：\n"
    "There is no screen here. Start it from a desktop session, or draw it in memory:\n"
    "  uv run main.py --offscreen --screenshot console.png --for 10"
)


def run(options: Options) -> int:
    """Open what was asked for and stay until it is closed; returns the exit code."""
    if not options.offscreen and not has_screen():
        print(NO_SCREEN, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return int(Exit.USAGE)
    if options.offscreen:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    if options.wall and options.page not in PAGES:
        known = ", ".join(PAGES)
        print(f"--page {options.page}: the wall has the pages {known}", file=sys.stderr)  # noqa: T201
        return int(Exit.USAGE)
    settings = load_settings(options.data)
    starter = Starter(options, settings)
    try:
        starter.begin()
        application, tokens = dress(options, settings)
        return work(application, open_window(options, settings, tokens, starter.finish()), options)
    except StartError as error:
        dress(options, settings)
        return show(error, quiet=options.offscreen)
    finally:
        starter.stop()


def has_screen() -> bool:
    """Whether Qt can open a window: always on Windows and macOS, elsewhere by the display."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def dress(options: Options, settings: Settings) -> tuple[QApplication, Tokens]:
    """The application in the person's language and theme; the same one when called again."""
    qInstallMessageHandler(pass_on)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)  # noqa: S101 - nobody else makes one
    tokens = load_tokens(options.theme or settings.theme or "light")
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
    """A window with its session, and what has to be let go when it closes."""

    def __init__(self, session: Session, window: QMainWindow) -> None:
        self.session, self.window = session, window
        self.keeper: LeaseKeeper | None = None


def open_window(options: Options, settings: Settings, tokens: Tokens, source: Source) -> Room:
    """The seat, the wall or the replay over `source`, listening but not yet shown."""
    session = Session(source.feed, source.outbox)
    if options.wall:
        return Room(session, WallWindow(session, tokens, options.page))
    if options.language:
        settings.language = options.language
    window = ConsoleWindow(session, Actions(session, session), tokens, settings, source.replay)
    room = Room(session, window)
    if source.replay is None:
        room.keeper = LeaseKeeper(session, window)
    else:
        bar = window.findChild(ReplayBar)
        assert isinstance(bar, ReplayBar)  # noqa: S101 - the window makes one for every replay
        bar.set_problems(source.problems)
        source.replay.play()
    return room


def work(application: QApplication, room: Room, options: Options) -> int:
    """Show the window until it is closed or its time is over."""
    if room.keeper is not None:
        application.installEventFilter(room.keeper)
    room.window.resize(*options.size)
    if options.wall and not options.offscreen:
        room.window.showFullScreen()
    else:
        room.window.show()
    room.session.start()
    if options.seconds:
        QTimer.singleShot(int(options.seconds * 1_000), room.window, lambda: end(room, options))
    listen_for_signals(room.window)
    code = application.exec()
    room.session.stop()
    return code


def end(room: Room, options: Options) -> None:
    """The time is over: a last picture, then close."""
    failed = False
    if options.screenshot is not None:
        failed = not room.window.grab().save(str(options.screenshot))
        if failed:
            print(f"the picture could not be saved: {options.screenshot}", file=sys.stderr)  # noqa: T201
    room.window.close()
    QApplication.exit(int(Exit.DATA_FOLDER) if failed else 0)


def listen_for_signals(window: QMainWindow) -> None:
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
