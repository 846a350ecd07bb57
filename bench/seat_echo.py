"""From a key to what it does on the screen, while a thousand events a second arrive.

``python bench/seat_echo.py [ROWS] [SECONDS]``: the queue of a million cases, events folded by the
board as in the product; every 40 ms a key goes to the table (the selection moves) or to the filter
(a letter appears). Echo: from the key to the end of the painting that shows it.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from bench.queue_sort import NOW, Silent, filled
from bench.seat_queue import until
from casework import events as ev
from casework.instant import from_ms
from console.board.board import Board
from console.feeds.port import Log, Picture
from console.session import Session
from console.tokens import load_tokens
from console.views import theme
from console.views.queue import QueueView

EVENTS_A_SECOND, POSTS_A_SECOND, GOAL_MS = 1_000, 50, 100.0


class City:
    """Notes and claims on cases all over the board, one envelope after the other."""

    def __init__(self, board: Board) -> None:
        self._cases, self._dice = board.cases, np.random.default_rng(3)
        self._seq, self._versions = board.head, dict[int, int]()

    def happen(self, count: int) -> Log:
        rows = self._dice.integers(0, self._cases.rows, count).tolist()
        return Log(tuple(self._envelope(int(self._cases.column("case_id")[r])) for r in rows))

    def _envelope(self, case_id: int) -> ev.Envelope:
        self._seq += 1
        version = self._versions[case_id] = self._versions.get(case_id, 0) + 1
        event: ev.AnyEvent = ev.NoteAdded("x")
        if self._seq % 3 == 0:
            event = ev.CaseClaimed("seat-9", from_ms(NOW + self._seq))
        at = from_ms(NOW + self._seq)
        return ev.Envelope(self._seq, f"e{self._seq}", at, "town", "", case_id, version, "c", event)


def press(app: QApplication, target: QWidget, key: Qt.Key, text: str = "") -> float:
    """One key; ms until it has been painted."""
    began = time.perf_counter()
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        app.postEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
    app.processEvents()
    return (time.perf_counter() - began) * 1e3


def run(app: QApplication, view: QueueView, session: Session, seconds: float) -> list[float]:
    city, echoes = City(session.board), []
    began = last_post = last_key = time.perf_counter()
    due = 0.0
    while time.perf_counter() - began < seconds:
        now = time.perf_counter()
        if now - last_post >= 1 / POSTS_A_SECOND:
            due += (now - last_post) * EVENTS_A_SECOND
            count, due, last_post = int(due), due - int(due), now
            session._hop.post(city.happen(count))
        if now - last_key >= 0.04:
            # A key that waits behind a frame waits from when it was due, as a person does.
            late = (now - last_key - 0.04) * 1e3
            last_key = now
            if len(echoes) % 4:
                echoes.append(late + press(app, view.table, Qt.Key.Key_Down))
            else:
                echoes.append(late + press(app, view.bar.field, Qt.Key.Key_7, "7"))
        app.processEvents()
        time.sleep(0.001)
    return sorted(echoes)


def main(rows: int, seconds: float) -> int:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, load_tokens("light"))
    session = Session(Silent(), Silent())  # type: ignore[arg-type]
    view = QueueView(session, load_tokens("light"))
    view.resize(1_220, 900)
    view.show()
    session.clock.follow(NOW, 1.0, time.monotonic())
    session._hop.post(Picture(filled(rows)))
    until(app, lambda: view.model.rowCount() > 0 and not view.model.arranger._room.busy)
    view.table.setFocus()
    echoes = run(app, view, session, seconds)
    p = [echoes[min(len(echoes) - 1, int(len(echoes) * q))] for q in (0.5, 0.95, 0.99)]
    load = os.getloadavg()[0]
    print(f"{rows:,} cases, {EVENTS_A_SECOND} events/s, {len(echoes)} keys, load {load:.1f}")
    print(f"  key to echo: median {p[0]:.1f}  p95 {p[1]:.1f}  p99 {p[2]:.1f} ms (≤ {GOAL_MS:g})")
    session.stop()
    view.close()
    return 0


if __name__ == "__main__":
    given = [float(a) for a in sys.argv[1:]]
    sys.exit(main(int(given[0]) if given else 1_000_000, given[1] if len(given) > 1 else 15.0))
