"""The seat's queue at a million cases, next to QSortFilterProxyModel in the same run.

``python bench/seat_queue.py [ROWS …]``: each line names its goal at 1,000,000 rows. The peer sorts,
filters and paints as many rows as Python's callbacks bear. `longest stop`: how long the GUI thread
did not turn while the work was done elsewhere.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from bench.queue_sort import NOW, PlainModel, Proxy, Silent, filled, frames, timed
from casework.vocabulary import STATE_ORDER
from console.board.board import Board, Delta
from console.models.filters import QueueFilter
from console.models.order import QueueOrder
from console.models.queue import QueueModel
from console.models.queuetext import COLUMNS
from console.models.sortkeys import By
from console.session import Session
from console.tokens import load_tokens
from console.views import theme
from console.views.queue import QueueView

PROXY_ROWS = 20_000
NONE = np.empty(0, np.int64)


def say(what: str, ms: float, goal: float, more: str = "") -> None:
    verdict = ("ok  " if ms <= goal else "OVER") if goal else "    "
    limit = f"≤ {goal:g}" if goal else ""
    print(f"  {verdict} {what:46s} {ms:9.2f} ms  {limit:7s} {more}", flush=True)


def best(work: Callable[[], object], repeats: int = 5) -> tuple[float, str]:
    """The median of some runs, in ms, and the best of them."""
    spent = sorted(timed(work, 1) for _ in range(repeats))
    return statistics.median(spent), f"best {spent[0]:.2f}"


def report(what: str, goal: float, work: Callable[[], object], repeats: int = 5) -> None:
    median, more = best(work, repeats)
    say(what, median, goal, more)


def bench_order(board: Board) -> None:
    """What the index alone costs; `plan` is what runs in the background."""
    order, cases = QueueOrder(board.cases), board.cases
    for by in (By.URGENCY, *COLUMNS):
        sort = order.sorting(by)
        sort.learn(cases)
        report(f"sort all by {by.name.lower()}", 150, lambda s=sort: plan_all(order, s), 3)
    began = time.perf_counter()
    order.search.prepare(cases, cases.rows, pause=True)
    say("text index, once, in the background", (time.perf_counter() - began) * 1e3, 0)
    some = QueueFilter(states=(3,), texts=("977",))
    report("filter by state and text", 40, lambda: order.plan(some, order.sorting(By.URGENCY), NOW))
    grouped = order.sorting(By.URGENCY, False, By.PLACE)
    report("group by town", 0, lambda: order.plan(QueueFilter(), grouped, NOW), 3)


def plan_all(order: QueueOrder, sort: object) -> None:
    order.plan(QueueFilter(open_only=False), sort, NOW)  # type: ignore[arg-type]


def bench_batches(model: QueueModel) -> None:
    """Through the model, as the session tells them: order, counts, marks, Qt's own share."""
    board, dice = model.session.board, np.random.default_rng(1)
    cases = board.cases

    def settled() -> Delta:
        rows = np.unique(dice.integers(0, cases.rows, 1_000))
        cases.column("version")[rows] += 1
        return Delta(changed=rows)

    def moved() -> Delta:
        rows = np.unique(dice.integers(0, cases.rows, 1_000))
        cases.column("deadline_ms")[rows] = NOW + dice.integers(0, 10**9, len(rows))
        return Delta(changed=rows)

    for what, goal, make in (
        ("1,000 updates where they stand", 1.0, settled),
        ("1,000 updates that move", 5.0, moved),
        ("1,000 inserts", 5.0, lambda: inserted(board, dice)),
    ):
        spent, painted = [], []
        for _ in range(7):
            delta = make()
            spent.append(timed(lambda d=delta: model._on_changed(d), 1))
            painted.append(timed(QApplication.processEvents, 1))
        more = f"best {min(spent):.2f}, painting after it {statistics.median(painted):.2f}"
        say(what, statistics.median(spent), goal, more)


def inserted(board: Board, dice: np.random.Generator) -> Delta:
    """A thousand more cases in the columns."""
    cases = board.cases
    first = cases.rows
    numbers = {
        "case_id": np.arange(first, first + 1_000) + 1,
        "priority": dice.integers(1, 5, 1_000),
        "deadline_ms": NOW + dice.integers(0, 10**9, 1_000),
    }
    cases.adopt(1_000, numbers, ["井盖 破损"] * 1_000, ["人民路"] * 1_000)
    return Delta(added=np.arange(first, first + 1_000))


class Pulse:
    """How long the event loop ever stood still."""

    def __init__(self) -> None:
        self._timer = QTimer()
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._beat)
        self.begin()

    def begin(self) -> None:
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest, self._last = max(self.longest, now - self._last), now


def bench_view(app: QApplication, board: Board) -> None:
    session = Session(Silent(), Silent())  # type: ignore[arg-type]
    view = QueueView(session, load_tokens("light"))
    view.resize(1_220, 900)
    view.show()
    app.processEvents()
    pulse = Pulse()
    began = time.perf_counter()
    session.board, session.has_picture = board, True
    view.model._on_changed(Delta(reset=True))
    until(app, lambda: view.model.rowCount() > 0)
    say("a new picture, to the first rows", (time.perf_counter() - began) * 1e3, 0)
    until(app, lambda: not view.model.arranger._room.busy)
    say("  longest stop of the GUI thread meanwhile", pulse.longest * 1e3, 100)
    for what, ask in (
        ("sort by place", lambda: view.ordered.cycle(By.PLACE)),
        ("back to urgency", view.ordered.by_urgency),
        ("type state:filed 977", lambda: view.bar.set_line("state:filed 977")),
        ("clear the filter", view.bar.clear),
    ):
        pulse.begin()
        began = time.perf_counter()
        ask()
        until(app, lambda: not view.model.arranger._room.busy)
        spent = (time.perf_counter() - began) * 1e3
        say(what + ", on the screen", spent, 0, f"longest stop {pulse.longest * 1e3:.1f}")
    bench_batches(view.model)
    median, more = frames(view.table)
    say("scroll by three rows (median)", median, 0)
    say("  p95", float(more.split()[1]), 8)
    session.stop()
    view.close()


def until(app: QApplication, done: Callable[[], bool]) -> None:
    end = time.perf_counter() + 120
    while not done() and time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.0005)


def bench_peer(app: QApplication) -> None:
    from PySide6.QtWidgets import QTableView

    board = filled(PROXY_ROWS)
    model, proxy = PlainModel(board), Proxy()
    proxy.setSourceModel(model)
    proxy.setDynamicSortFilter(False)
    say("QSortFilterProxyModel: filter and sort by clock", timed(lambda: proxy.sort(5), 1), 0)
    say("QSortFilterProxyModel: filter anew", timed(proxy.invalidate, 1), 0)
    order = QueueOrder(board.cases)
    report("the index, same rows", 0, lambda: order.rebuild(NOW))
    table = QTableView()
    table.setModel(proxy)
    table.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.resize(1_220, 860)
    table.show()
    app.processEvents()
    median, more = frames(table)
    say("scroll by three rows, through data()", median, 0, more)
    table.close()


def main(sizes: list[int]) -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, load_tokens("light"))
    load = " ".join(f"{n:.1f}" for n in os.getloadavg())
    print(f"{len(STATE_ORDER)} states, {os.cpu_count()} cores, load {load}")
    for rows in sizes:
        print(f"{rows:,} cases")
        board = filled(rows)
        bench_order(board)
        bench_view(app, board)
    print(f"the peer, {PROXY_ROWS:,} cases")
    bench_peer(app)


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [1_000_000])
