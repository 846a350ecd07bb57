"""What selecting a case costs the GUI thread: panel, similar cases, layout and painting, in ms.

``python -m bench.seat_select``: 60 cases of all states with units, walked through three times.
Beside it, in the same run, the bare fields in a QTextBrowser as HTML: the least that a case panel
would do. Goal: a median of at most one frame, 16 ms. Times are of the thread, so that what else the
machine does is left out.
"""

from __future__ import annotations

import os
import statistics
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QTextBrowser

from bench.queue_sort import NOW, Silent
from casework.area import Category, Department, Limit, LimitUnit
from casework.case import Case
from casework.instant import from_ms
from casework.unit import Fixes, Unit
from casework.vocabulary import STATE_ORDER, Channel, Step, UnitKind
from console.actions import Actions
from console.board.board import Delta
from console.session import Session
from console.tokens import load_tokens
from console.views import theme
from console.views.casepanel import CasePanel

CASES, ROUNDS, GOAL_MS = 60, 3, 16.0


def filled() -> Session:
    """Cases about one place, so that most of them have some that are like them."""
    session = Session(Silent(), Silent())
    limit = Limit(4, LimitUnit.WORK_HOUR)
    kind = Category("20101", "event", "市容", "Looks", "暴露垃圾", "Litter", "D01", 3, limit)
    session.categories = {kind.code: kind}
    session.departments = {"D01": Department("D01", "市城管局", "Urban Management", "城管")}
    board = session.board
    board.units.register(Unit(n, UnitKind.OFFICER, f"WG-{n:05d}", "4419") for n in range(1, 301))
    ids = list(range(1, 301))
    board.apply(fixes=[Fixes(ids, [113.78 + n / 9e3 for n in ids], [23.04] * 300, [NOW] * 300)])
    for n in range(1, CASES + 1):
        at = from_ms(NOW - n * 600_000)
        units = {n: Step.EN_ROUTE} if n % 2 else {}
        board.cases.put(
            Case(
                n, 4, STATE_ORDER[n % 7], kind.code, f"莞城社区：暴露垃圾 {n % 5} 处，影响市容",
                "4419", 113.78 + n * 4e-6, 23.04, 1 + n % 4, Channel.HOTLINE, at, at,
                address="莞城人民路12号门前", description="群众反映，请尽快处理。" * (1 + n % 4),
                department="D01", limit_from=at, due_at=from_ms(NOW + n * 60_000), units=units,
            )
        )  # fmt: skip
    return session


def rest(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def walk(app: QApplication, choose: object) -> list[float]:
    """Every selection with the layout and the painting that follow from it."""
    spent = []
    for _ in range(ROUNDS):
        for n in range(1, CASES + 1):
            began = time.thread_time()
            choose(n)  # type: ignore[operator]
            app.sendPostedEvents()
            app.processEvents()
            spent.append((time.thread_time() - began) * 1e3)
            rest(5)
    return sorted(spent[CASES:])  # the first round warms up


def main() -> int:
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    theme.apply(app, load_tokens("light"))
    session = filled()
    session.clock.follow(NOW, 1.0, time.monotonic())
    panel = CasePanel(session, Actions(session), load_tokens("light"))
    panel.resize(430, 940)
    panel.show()
    session.changed.emit(Delta(reset=True))
    rest(200)
    ours = walk(app, session.select)
    panel.hide()
    browser = QTextBrowser()
    browser.resize(430, 940)
    browser.show()

    def as_html(number: int) -> None:
        case = session.board.case(number)
        rows = (f"<tr><td>{k}<td>{getattr(case, k)}" for k in Case.__struct_fields__)
        browser.setHtml(f"<h3>{number}</h3><table>{''.join(rows)}</table>")

    theirs = walk(app, as_html)
    for what, each in (("the case panel", ours), ("QTextBrowser, the bare fields", theirs)):
        p95 = each[int(len(each) * 0.95)]
        print(f"  {what:32s} median {statistics.median(each):6.1f}   p95 {p95:6.1f} ms")
    ratio = statistics.median(ours) / GOAL_MS
    print(f"  median of ours / goal of {GOAL_MS:.0f} ms: {ratio:.2f}")
    session.stop()
    return 0 if ratio <= 1.0 else 1


if __name__ == "__main__":
    sys.exit(main())
