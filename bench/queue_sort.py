"""The queue's index and its painting, next to QSortFilterProxyModel in the same run.

``python bench/queue_sort.py [ROWS …]``: sort, filter, batches and scroll frames, in milliseconds.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QApplication, QTableView

from console.board.board import Board
from console.board.deadlines import Deadline
from console.models.filters import QueueFilter
from console.models.order import QueueOrder
from console.models.sortkeys import By
from console.session import Session
from console.tokens import load_tokens
from console.views import theme
from console.views.queue import QueueView

NOW = 1_700_000_000_000
PROXY_ROWS = 20_000  # as many as Python's callbacks bear in a run
FRAMES = 60


class Silent:
    """A feed and an outbox that do nothing."""

    read_only = False

    def start(self, _sink: Any) -> None: ...

    def stop(self) -> None: ...

    def send(self, _order: Any) -> None: ...

    def take_next(self, _command_id: str) -> None: ...

    def ask_history(self, _case_id: int) -> None: ...


def filled(rows: int) -> Board:
    """A board of made-up cases, written straight into the columns."""
    board = Board("bench", capacity=rows)
    cases, dice = board.cases, np.random.default_rng(7)
    cases.extend(rows)
    cases.column("case_id")[:] = np.arange(rows) + 1
    cases.column("priority")[:] = dice.integers(1, 5, rows)
    cases.column("state")[:] = dice.integers(0, 7, rows)
    cases.column("from_ms")[:] = NOW - 3_600_000
    cases.column("due_ms")[:] = NOW + dice.integers(-(10**8), 10**9, rows)
    cases.column("deadline_ms")[:] = cases.column("due_ms")
    cases.column("deadline")[:] = Deadline.DISPOSAL
    towns = [cases.words.index(f"4419000{n:02d}000") for n in range(33)]
    cases.column("area")[:] = dice.choice(towns, rows)
    cases.title = [f"暴露垃圾 {n % 977} 号" for n in range(rows)]
    cases.address = [f"人民路 {n % 1_213} 号" for n in range(rows)]
    cases.grid = cases.description = cases.reporter = [""] * rows
    for n in range(rows):
        cases._lookup.set(n + 1, n)
    return board


def timed(work: Callable[[], object], repeats: int = 5) -> float:
    """The median of some runs, in ms."""
    spent = []
    for _ in range(repeats):
        began = time.perf_counter()
        work()
        spent.append((time.perf_counter() - began) * 1e3)
    return statistics.median(spent)


def say(what: str, ms: float, more: str = "") -> None:
    print(f"  {what:44s} {ms:9.2f} ms  {more}")


def bench_index(board: Board) -> None:
    order = QueueOrder(board.cases)
    due = board.cases.column("due_ms").copy()
    bare = timed(lambda: np.argsort(due, kind="stable"))
    say("bare numpy argsort of the due times", bare)
    for by in (By.CLOCK, By.URGENCY, By.PLACE, By.TITLE):
        order.sort_by(by)
        ms = timed(lambda: order.rebuild(NOW), 3)
        say(f"filter open, sort by {by.name.lower()}", ms, f"× {ms / bare:.1f} of bare")
    order.sort_by(By.URGENCY)
    order.where = QueueFilter(states=(3,), texts=("77",))
    say("first text search (builds the index)", timed(lambda: order.rebuild(NOW), 1))
    say("filter by state and text", timed(lambda: order.rebuild(NOW)), f"{len(order.index):,} rows")
    order.where = QueueFilter()
    order.rebuild(NOW)
    dice = np.random.default_rng(1)
    touched = np.unique(dice.integers(0, board.cases.rows, 1_000))
    say("take in 1,000 changed cases", timed(lambda: order.apply(touched, NOW)))


def bench_view(app: QApplication, board: Board) -> None:
    session = Session(Silent(), Silent())
    session.board = board
    view = QueueView(session, load_tokens("light"))
    view.resize(1_220, 900)
    view.show()
    app.processEvents()
    say("scroll by three rows, from the arrays", *frames(view.table))
    say("the same, painting every row anew", *frames(view.table, whole=True))
    session.stop()
    view.close()


def frames(table: QTableView, whole: bool = False) -> tuple[float, str]:
    """Median and 95th percentile of scrolling by three rows; `whole`: painting every row anew."""
    bar, spent = table.verticalScrollBar(), []
    for step in range(FRAMES):
        began = time.perf_counter()
        bar.setValue(step * 3 * theme.ROW_HEIGHT)
        if whole:
            table.viewport().repaint()
        else:
            QApplication.sendPostedEvents()
            QApplication.processEvents()
        spent.append((time.perf_counter() - began) * 1e3)
    spent = sorted(spent[5:])
    return statistics.median(spent), f"p95 {spent[int(len(spent) * 0.95)]:.1f}"


class PlainModel(QAbstractTableModel):
    """The peer: data() for each cell."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self._cases = board.cases

    def rowCount(self, _parent: object = None) -> int:  # noqa: N802
        return self._cases.rows

    def columnCount(self, _parent: object = None) -> int:  # noqa: N802
        return 10

    def data(self, index: QModelIndex, role: int = 0) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = index.row()
        if index.column() == 5:
            return int(self._cases.column("due_ms")[row])
        return self._cases.title[row]


class Proxy(QSortFilterProxyModel):
    def filterAcceptsRow(self, row: int, _parent: object) -> bool:  # noqa: N802
        return self.sourceModel().index(row, 5).data() > 0

    def lessThan(self, left: QModelIndex, right: QModelIndex) -> bool:  # noqa: N802
        return bool(left.data() < right.data())


def bench_proxy(app: QApplication) -> None:
    board = filled(PROXY_ROWS)
    model, proxy = PlainModel(board), Proxy()
    proxy.setSourceModel(model)
    proxy.setDynamicSortFilter(False)
    say("QSortFilterProxyModel: filter, sort by clock", timed(lambda: proxy.sort(5), 1))
    order = QueueOrder(board.cases)
    order.sort_by(By.CLOCK)
    say("the index, same rows", timed(lambda: order.rebuild(NOW)))
    table = QTableView()
    table.setModel(proxy)
    table.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT)
    table.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    table.resize(1_220, 860)
    table.show()
    app.processEvents()
    say("scroll by three rows, through data()", *frames(table))
    say("the same, painting every row anew", *frames(table, whole=True))
    table.close()


def main(sizes: list[int]) -> None:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, load_tokens("light"))
    for rows in sizes:
        print(f"{rows:,} cases")
        board = filled(rows)
        bench_index(board)
        bench_view(app, board)
    print(f"the peer, {PROXY_ROWS:,} cases")
    bench_proxy(app)


if __name__ == "__main__":
    main([int(a) for a in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
