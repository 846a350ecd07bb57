"""From the first sign-in to the last window: the whole way round, as `main.py` goes it."""

from __future__ import annotations

import gc
import signal
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.app.arguments import Options
from console.app.seatdesk import SeatDesk
from console.app.shifts import Shifts
from console.app.starter import Starter
from console.feeds.port import LinkState
from console.profiles import Profile
from console.tokens import load_tokens
from console.views.entry import SignDialog
from console.views.window import ConsoleWindow
from tests.contract.central.people_at_the_door import PASSWORD
from tests.gui.entry.conftest import Bench

_STEP_MS = 50


@pytest.fixture(autouse=True)
def process_as_it_was() -> Iterator[None]:
    """A run of the console takes signals and garbage collection into its own hands."""
    before = [(s, signal.getsignal(s)) for s in (signal.SIGINT, signal.SIGTERM)]
    yield
    for number, handler in before:
        signal.signal(number, handler)
    gc.unfreeze()


class Script:
    """Steps that are taken one after another, each as soon as it returns True."""

    def __init__(self, *steps: Callable[[], bool]) -> None:
        self.left = list(steps)
        self._timer = QTimer()
        self._timer.timeout.connect(self._go)
        self._timer.start(_STEP_MS)

    def _go(self) -> None:
        if self.left and self.left[0]():
            del self.left[0]


def shown(kind: type) -> object | None:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return found[0] if found else None


def sign_in(qtbot: QtBot) -> bool:
    dialog = shown(SignDialog)
    if not isinstance(dialog, SignDialog):
        return False
    dialog.form.user.setText("chen")
    dialog.form.password.setText(PASSWORD)
    qtbot.mouseClick(dialog.enter, Qt.MouseButton.LeftButton)
    return True


def sign_out_when_live() -> bool:
    window = shown(ConsoleWindow)
    if not isinstance(window, ConsoleWindow) or window.session.link.state is not LinkState.LIVE:
        return False
    desk = window.findChild(SeatDesk)
    assert isinstance(desk, SeatDesk)
    desk.menu.to_sign_out.trigger()
    return True


def close_once_told() -> bool:
    dialog = shown(SignDialog)
    if not isinstance(dialog, SignDialog) or "has signed out" not in dialog.told.text():
        return False
    dialog.reject()
    return True


@pytest.mark.e2e
def test_somebody_signs_in_works_signs_out_and_is_asked_again(
    qtbot: QtBot, qapp: QApplication, bench: Bench, profile: Profile
) -> None:
    entrance = bench.entrance()
    settings = entrance.settings
    settings.language = "en"
    options = Options(server=profile.url, data=bench.home, offscreen=True)
    starter = Starter(options, settings)
    shifts = Shifts(qapp, options, settings, load_tokens("light"), starter, entrance)
    script = Script(lambda: sign_in(qtbot), sign_out_when_live, close_once_told)
    assert shifts.run() == 0
    assert script.left == []
    assert bench.ring.kept == {}
    assert settings.profiles[0].user == "chen"
