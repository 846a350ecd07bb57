"""A seat with thirty cases and nine officers, and the window over it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from casework import events as ev
from console.actions import Actions
from console.tokens import load_tokens
from console.views.window import ConsoleWindow
from tests.gui.window.draw import Memory
from tests.support.seat import NOW_MS, Seat, officers, reported, seat


def begin(qtbot: QtBot, read_only: bool = False) -> Seat:
    made = seat(read_only)
    with qtbot.waitSignal(made.session.linked):
        pass
    made.session._apply([made.envelope(0, officers(9))], [], False)
    for case_id in range(1, 31):
        events = [reported(due_ms=NOW_MS + case_id * 60_000)]
        if case_id % 2:
            events += [ev.CaseAccepted(), ev.CaseFiled(), ev.CaseDispatched("D01")]
        made.session._apply([made.envelope(case_id, e) for e in events], [], False)
    return made


def opened(at: Seat, qtbot: QtBot, memory: Memory | None = None) -> ConsoleWindow:
    window = ConsoleWindow(
        at.session, Actions(at.session, at.session), load_tokens("light"), memory or Memory("en")
    )
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window
