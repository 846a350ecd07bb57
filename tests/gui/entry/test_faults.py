"""A slot that raises: the console lives, the log has the trace, the person is told once."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from casework import events as ev
from console.app.faults import Faults
from console.board.board import Delta
from console.views.parts.faultbanner import FaultBanner
from console.views.window import ConsoleWindow
from tests.gui.entry.conftest import Bench
from tests.gui.window.opening import begin, opened
from tests.support.seat import Seat

pytestmark = [
    pytest.mark.qt_no_exception_capture,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
]


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = begin(qtbot)
    yield made
    made.session.stop()


@pytest.fixture
def faults(bench: Bench) -> Iterator[Faults]:
    made = Faults(bench.home)
    made.install()
    yield made
    made.uninstall()


@pytest.fixture
def window(at: Seat, qtbot: QtBot, faults: Faults) -> Iterator[ConsoleWindow]:
    made = opened(at, qtbot)
    faults.show_in(made, at.session)
    yield made
    made.close()


def banner(window: ConsoleWindow) -> FaultBanner:
    found = window.findChild(FaultBanner)
    assert isinstance(found, FaultBanner)
    return found


def broken(_delta: object) -> None:
    raise ValueError("the legend has <b>no</b> colour")


def test_a_slot_that_raises_is_logged_and_told_and_the_window_lives(
    qtbot: QtBot, at: Seat, window: ConsoleWindow, faults: Faults
) -> None:
    assert banner(window).text() == ""
    at.session.changed.connect(broken)
    for _ in range(25):
        at.session.changed.emit(Delta())
    qtbot.waitUntil(lambda: "25 times" in banner(window).text())
    said = banner(window).text()
    for part in ("the legend has <b>no</b> colour", str(faults.log), "commands are sent as before"):
        assert part in said
    log = faults.log.read_text("utf-8")
    assert "in broken" in log, "the trace"
    assert log.count("Traceback") == 2, "the first and the tenth of twenty-five"
    at.session.select(3)
    assert window.case.isVisible()
    banner(window).away.click()
    assert banner(window).text() == ""


def test_a_thread_that_dies_is_told_as_well(
    qtbot: QtBot, window: ConsoleWindow, faults: Faults
) -> None:
    thread = threading.Thread(target=broken, args=(None,))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: "ValueError" in banner(window).text())


def test_a_fault_at_the_heart_says_that_the_picture_may_lack_something(
    qtbot: QtBot, at: Seat, window: ConsoleWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at.session.board, "apply", broken_apply)
    at.happens(1, ev.NoteAdded("看过了"))
    qtbot.waitUntil(lambda: "may lack something" in banner(window).text())


def broken_apply(*_args: object) -> None:
    raise RuntimeError("half a frame")
