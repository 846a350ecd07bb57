"""What nobody has caught: logged with its trace, told to the person, and the console lives on."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QObject

from console.hop import Hop
from console.session import Session
from console.tokens import Tokens
from console.views.parts.faultbanner import FaultBanner
from console.views.parts.strips import Rank
from console.views.window import ConsoleWindow

LOG = "console.log"
_BYTES, _OLDER = 2 << 20, 3
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
#: Kinds of errors that are counted apart; more than these are counted as one.
_MOST_KINDS = 200
_LOGGER = logging.getLogger("console.faults")
#: Where a fault leaves the board without what one frame has brought.
_HEART = ("console/session.py", "_take")


@dataclass(frozen=True)
class Fault:
    """`place`: file and line of the innermost frame; `count`: how often it has happened.

    `heart`: the board may lack what the frame brought.
    """

    what: str
    place: str
    count: int
    heart: bool = False


class Faults(QObject):
    """Takes what Python would only print: from slots, from threads, from finalisers."""

    def __init__(self, home: Path) -> None:
        super().__init__()
        self.log = home / LOG
        self._lock = threading.Lock()
        self._counts: dict[tuple[str, str], int] = {}
        self._before: tuple[Any, Any] | None = None
        self._handlers: list[logging.Handler] = []
        self._banner: FaultBanner | None = None
        self._tokens: Callable[[], Tokens] | None = None
        self._hop = Hop(self)
        self._hop.arrived.connect(self._show)

    def install(self) -> None:
        self._begin_log()
        self._before = (sys.excepthook, threading.excepthook)
        sys.excepthook = self.take
        threading.excepthook = self._take_of_thread

    def uninstall(self) -> None:
        if self._before is not None:
            sys.excepthook, threading.excepthook = self._before
            self._before = None
        for handler in self._handlers:
            logging.getLogger("console").removeHandler(handler)
            handler.close()
        self._handlers = []

    def show_in(self, window: ConsoleWindow, session: Session) -> None:
        """From now on it is told at the head of `window`."""
        self._banner = FaultBanner(session, str(self.log), window.tokens)
        self._tokens = lambda: window.tokens
        window.strips.put(Rank.FAULT, self._banner, self._banner.text)
        self._banner.destroyed.connect(self._lose_banner)

    def take(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """From any thread; raises nothing."""
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            sys.__excepthook__(kind, error, trace)
            return
        frames = traceback.extract_tb(trace)
        place = f"{_short(frames[-1].filename)}:{frames[-1].lineno}" if frames else "?"
        count = self._count(kind.__name__, place)
        if _is_power_of_ten(count):
            _LOGGER.error("%s at %s, %d times", kind.__name__, place, count, exc_info=error)
        heart = bool(frames) and (_short(frames[0].filename), frames[0].name) == _HEART
        self._hop.post(Fault(f"{kind.__name__}: {error}", place, count, heart))

    def _take_of_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.take(args.exc_type, args.exc_value, args.exc_traceback)

    def _count(self, kind: str, place: str) -> int:
        with self._lock:
            known = (kind, place) in self._counts or len(self._counts) < _MOST_KINDS
            key = (kind, place) if known else ("", "")
            self._counts[key] = self._counts.get(key, 0) + 1
            return self._counts[key]

    def _show(self, faults: list[Fault]) -> None:
        if self._banner is not None and self._tokens is not None:
            self._banner.set_tokens(self._tokens())
            last = {fault.place: fault for fault in faults}
            for fault in last.values():
                self._banner.tell(fault.what, fault.place, fault.count, fault.heart)

    def _lose_banner(self) -> None:
        self._banner = self._tokens = None

    def _begin_log(self) -> None:
        logger = logging.getLogger("console")
        logger.setLevel(logging.INFO)
        loud = logging.StreamHandler(sys.stderr)
        loud.setLevel(logging.WARNING)
        self._handlers = [loud]
        try:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            self._handlers.append(
                RotatingFileHandler(self.log, maxBytes=_BYTES, backupCount=_OLDER, encoding="utf-8")
            )
            self.log.chmod(0o600)
        except OSError as error:
            logger.warning("the log %s cannot be written: %s", self.log, error)
        for handler in self._handlers:
            handler.setFormatter(logging.Formatter(_FORMAT))
            logger.addHandler(handler)


def _short(path: str) -> str:
    """From the product's own room on, without where it is installed."""
    parts = Path(path).parts
    at = max((i for i, p in enumerate(parts) if p == "console"), default=-2)
    return "/".join(parts[at:]) if at >= 0 else "/".join(parts[-2:])


def _is_power_of_ten(count: int) -> bool:
    while count >= 10 and count % 10 == 0:
        count //= 10
    return count == 1
