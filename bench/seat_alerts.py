"""What alerts cost the GUI thread: a new picture, a tick, a batch of changes, a flood, in ms.

``python bench/seat_alerts.py [CASES]``, 1,000,000 by default. The peer is what the engine avoids:
looking at every case whenever time goes on, done by the same rules in the same run.
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from PySide6.QtWidgets import QApplication

from bench.queue_sort import NOW, Silent, filled
from casework.case import Case
from casework.instant import from_ms
from casework.vocabulary import CaseState, Channel
from console.board.alerts import rules
from console.board.alerts.engine import Alerts
from console.board.board import Board, Delta
from console.models.alerting import Alerting
from console.session import Session
from console.tokens import load_tokens
from console.views import theme
from console.views.alerts import AlertStrip, AlertView

FLOOD, FRAMES = 1_000, 60  # a minute of it, told once a second


def spent(work: Callable[[], object]) -> float:
    """How long the thread works, ms; another process on the machine does not count."""
    began = time.thread_time()
    work()
    return 1_000 * (time.thread_time() - began)


def say(what: str, times: list[float], goal: float | None = None) -> None:
    worst, middle = max(times), statistics.median(times)
    verdict = "" if goal is None else ("  met" if worst <= goal else "  MISSED")
    wanted = "" if goal is None else f"  goal ≤ {goal:g}"
    print(f"{what:58} median {middle:8.2f}  worst {worst:8.2f}{wanted}{verdict}")


def loading(board: Board) -> Alerts:
    alerts, times = Alerts(), []
    alerts.load(board)
    while alerts.behind:
        times.append(spent(lambda: alerts.absorb(NOW)))
    say(f"a slice of a new picture ({len(times)} slices)", times)
    fresh = alerts.groups.fresh
    print(f"{'':58} {len(alerts.groups):,} alerts {fresh}, {alerts.stale:,} stale")
    return alerts


def ticking(alerts: Alerts) -> None:
    table, every = alerts.board.cases, np.arange(alerts.board.cases.rows)
    ticks = [spent(lambda s=s: alerts.tick(NOW + 500 * s)) for s in range(1, 61)]
    say("a tick of half a second", ticks, 5.0)
    sweeps = [spent(lambda: rules.look(table, every, NOW)) for _ in range(3)]
    say("peer: every case looked at anew", sweeps)


def changing(alerts: Alerts) -> None:
    dice, size = np.random.default_rng(5), alerts.board.cases.rows
    picks = [np.unique(dice.integers(0, size, 1_000)) for _ in range(10)]
    now = NOW + 31_000
    times = [spent(lambda r=r: alerts.take(Delta(changed=r), now)) for r in picks]
    say("1,000 changed cases", times)


def flood(session: Session) -> None:
    """1,000 alarms in a minute beside everything else, with list and strip to be seen."""
    alerting = Alerting(session)
    while alerting.alerts.behind:
        QApplication.processEvents()
    tokens = load_tokens("light")
    view, strip = (kind(session, alerting, tokens) for kind in (AlertView, AlertStrip))
    view.resize(640, 420)
    view.show()
    takes, shows = [], []
    number, each = session.board.cases.rows + 1, FLOOD // FRAMES + 1
    for _frame in range(FRAMES):
        rows = []
        for _ in range(each):
            rows.append(session.board.cases.put(alarm(number))[0])
            number += 1
        delta = Delta(added=np.array(rows, np.int64))
        takes.append(spent(lambda d=delta: session.changed.emit(d)))
        shows.append(spent(lambda: (alerting.tick(), view.table.viewport().repaint())))
    say(f"flood: {each} alarms a second taken in", takes, 5.0)
    say("flood: list and strip shown anew", shows, 16.0)
    rate = alerting.rate
    print(f"{'':58} {view.model.rowCount()} lines, flood: {rate.rush}, {rate.minute:,} a minute")
    view.close()
    strip.close()


def alarm(number: int) -> Case:
    at = from_ms(NOW)
    return Case(
        number, 1, CaseState.REPORTED, "20101", "积水", f"4419000{number % 33:02d}000",
        113.7, 23.0, 3, Channel.SENSOR, at, at,
    )  # fmt: skip


def main() -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, load_tokens("light"))
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    session = Session(Silent(), Silent())
    session.board = filled(size)
    gc.freeze()  # as the console does
    gc.disable()
    session.clock.follow(NOW, 0.0, time.monotonic())
    print(f"{size:,} cases; ms of the thread")
    alerts = loading(session.board)
    ticking(alerts)
    changing(alerts)
    flood(session)


if __name__ == "__main__":
    main()
