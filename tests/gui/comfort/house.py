"""Every window of the product at once, over one seat: built once for all the checks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from shiboken6 import isValid

from casework import events as ev
from casework.instant import from_ms
from console.actions import Actions
from console.app.entrance import Entrance
from console.app.leaving import ask_to_leave, waiting_text
from console.app.seatdesk import SeatDesk
from console.profiles import Profile
from console.settings import load_settings
from console.signing.port import Fault, SignError
from console.tokens import load_tokens
from console.views import theme
from console.views.lock.screen import Holder, LockScreen
from console.views.wall import PAGES, WallWindow
from console.views.window import ConsoleWindow
from tests.gui.replaybar.test_replay_bar import Control
from tests.gui.window.draw import Memory
from tests.support.seat import ME, NOW_MS, Seat, officers, reported, seat

SIZES = ((1_280, 800), (1_600, 900))
#: The smallest laptop.
SMALL = 1_366, 768


def let_live(ms: int = 0) -> None:
    """Let posted events, timers and layouts have their turn."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
    QApplication.processEvents()


@dataclass
class House:
    """The windows by name; dialogs belong to the seat."""

    at: Seat
    seat: ConsoleWindow
    replay: ConsoleWindow
    walls: dict[str, WallWindow]
    desk: SeatDesk
    entrance: Entrance
    dialogs: dict[str, QWidget]

    def all(self) -> dict[str, QWidget]:
        return {"seat": self.seat, "replay": self.replay, **self.walls, **self.dialogs}

    def wear(self, name: str) -> None:
        tokens = load_tokens(name)
        for window in (self.seat, self.replay):
            window.apply_theme(name)
        for wall in self.walls.values():
            wall.set_tokens(tokens)
        let_live()

    def resize(self, wide: int, high: int) -> None:
        for window in (self.seat, self.replay):
            window.resize(wide, high)
            window.places.share_out()
        let_live(20)
        for window in (self.seat, self.replay):
            window.places.share_out()
        let_live(20)

    def close(self) -> None:
        for dialog in filter(isValid, self.dialogs.values()):
            if isinstance(dialog, LockScreen):
                dialog.release()  # nothing else closes it
            dialog.close()
        for window in (*self.walls.values(), self.replay, self.seat):
            window.close()
        self.at.session.stop()


def story(at: Seat) -> None:
    """Thirty cases: an emergency, late ones, a held one with a unit, one sent on three times."""
    let_live()
    at.session._apply([at.envelope(0, officers(9))], [], False)
    for case_id in range(1, 31):
        due = NOW_MS + (case_id - 4) * 600_000
        events: list[ev.AnyEvent] = [reported(due_ms=due, priority=1 if case_id == 1 else 3)]
        if case_id % 2:
            events += [ev.CaseAccepted(), ev.CaseFiled(), ev.CaseDispatched("D01")]
        if case_id == 3:
            events += [ev.CaseClaimed(ME, from_ms(NOW_MS + 900_000)), ev.UnitAssigned(2)]
        at.session._apply([at.envelope(case_id, e) for e in events], [], False)
    at.session.select(3)


def build(app: QApplication, home: Path) -> House:
    theme.apply(app, load_tokens("light"))
    at = seat()
    tokens = load_tokens("light")
    window = ConsoleWindow(at.session, Actions(at.session, at.session), tokens, Memory("en"))
    replay = ConsoleWindow(
        at.session, Actions(at.session, at.session), tokens, Memory("en"), Control()
    )
    walls = {f"wall {name}": WallWindow(at.session, tokens, name) for name in PAGES}
    for wall in walls.values():
        wall.resize(1_920, 1_080)
    for each in (window, replay, *walls.values()):
        each.show()
    story(at)
    entrance = Entrance(load_settings(home))
    desk = SeatDesk(window, entrance, None, None)
    return House(at, window, replay, walls, desk, entrance, dialogs_of(window, entrance))


def dialogs_of(window: ConsoleWindow, entrance: Entrance) -> dict[str, QWidget]:
    """Every dialog the seat has, open; none of them keeps the others from being used."""
    before = {w for w in QApplication.topLevelWidgets() if w.isVisible()}
    for view in ("export", "handover", "batch", "keys", "send-many"):
        window.do(view)
    window.picks.begin()
    for door in doors(window, entrance):
        door.setWindowModality(Qt.WindowModality.NonModal)
        door.show()
    window.maps.desk.lists.open_watch()
    window.maps.desk.lists.open_bookmarks()
    window.maps.open_second()
    let_live(30)
    after = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w not in before]
    return {w.windowTitle() or type(w).__name__: w for w in after}


def doors(window: ConsoleWindow, entrance: Entrance) -> tuple[QDialog, ...]:
    """What stands before the work: the sign-in, the lock, and the question before leaving."""
    sign = entrance.dialog(window.tokens, lambda _signed: None, window)
    sign.form.suggest(Profile("town", "https://central.example:8420", "", ME))
    sign.refuse(SignError(Fault.WRONG))
    lock = LockScreen(window.session, window.tokens, Holder(ME, True, True), window)
    leave = ask_to_leave(waiting_text(window.session.outgoing, ME), window)
    return sign, lock, leave
