"""What selecting a case costs the GUI thread: panel, similar cases, layout and painting, in ms.

``python -m bench.seat_select``: 60 cases of all states with units, walked through three times, once
in the panel alone and once in the whole window with queue, map and fleet. What a key would wait for
is a turn of the event loop: the selection itself, the layout and painting after it, and the worst
turn of the quarter of a second that follows, when similar cases and files come. Beside it, in the
same run, the bare fields in a QTextBrowser as HTML: the least that a case panel would do. Goal: one
frame, 16 ms, as the median of the selection with its painting and as the 95th percentile of every
turn. Times are of the thread, so that what else the machine does is left out.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from msgspec.structs import replace
from PySide6.QtWidgets import QApplication, QTextBrowser

from bench import kept_city
from bench.map_city import NOW_MS, fill_units, gazetteer
from bench.queue_sort import NOW, Silent
from casework.actor import Actor
from casework.area import Category, Department, Limit, LimitUnit
from casework.case import Case
from casework.instant import from_ms
from casework.unit import Fixes, Unit
from casework.vocabulary import STATE_ORDER, Channel, Post, Step, UnitKind
from console.actions import Actions
from console.board.board import Delta
from console.feeds.port import Beat, City, Link, LinkState, Picture, Trouble
from console.keeper import LeaseKeeper
from console.session import Session
from console.settings import load_settings
from console.tokens import load_tokens
from console.views import theme
from console.views.casepanel import CasePanel
from console.views.window import ConsoleWindow

CASES, ROUNDS, GOAL_MS = 60, 3, 16.0
#: Cases of the city around them, and how long is waited for what comes a little later.
CITY, WAIT_MS = 20_000, 250
#: The title of each begins so.
COMMON = "莞城社区"


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
                n, 4, STATE_ORDER[n % 7], kind.code, f"{COMMON}：暴露垃圾 {n % 5} 处，影响市容",
                "4419", 113.78 + n * 4e-6, 23.04, 1 + n % 4, Channel.HOTLINE, at, at,
                address="莞城人民路12号门前", description="群众反映，请尽快处理。" * (1 + n % 4),
                department="D01", limit_from=at, due_at=from_ms(NOW + n * 60_000), units=units,
            )
        )  # fmt: skip
    return session


class Turns(NamedTuple):
    """Of one selection, ms: the slots, the turn of layout and painting, the worst that follows."""

    slots: float
    painted: float
    worst: float


def spent(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1e3


def turn(app: QApplication) -> float:
    """One turn of the event loop: all that is due now, before the next key is looked at."""
    return spent(app.processEvents)


def shown(app: QApplication) -> float:
    """The turns up to the one that paints, which is the longest of them."""
    return max(turn(app), turn(app))


def rest(app: QApplication, ms: int) -> float:
    """The worst turn of so many milliseconds."""
    worst, end = 0.0, time.perf_counter() + ms / 1e3
    while time.perf_counter() < end:
        worst = max(worst, turn(app))
        time.sleep(0.001)
    return worst


def walk(app: QApplication, choose: Callable[[int], object], wait_ms: int = 5) -> list[Turns]:
    """Every selection with the layout and the painting that follow from it."""
    turns = []
    for _ in range(ROUNDS):
        for n in range(1, CASES + 1):
            slots = spent(lambda n=n: choose(n))
            turns.append(Turns(slots, shown(app), rest(app, wait_ms)))
    return turns[CASES:]  # the first round warms up


def say(what: str, turns: list[Turns]) -> tuple[float, float]:
    """(median of the selection with its painting, 95th percentile of the worst turn), told."""
    whole = sorted(t.slots + t.painted for t in turns)
    worst = sorted(max(t) for t in turns)
    p95 = int(len(turns) * 0.95)
    print(
        f"  {what:30s} median {statistics.median(whole):6.1f}   p95 {whole[p95]:6.1f}"
        f"   slots {statistics.median(t.slots for t in turns):5.1f}"
        f"   later {statistics.median(t.worst for t in turns):5.1f}"
        f"   worst turn p95 {worst[p95]:6.1f} ms"
    )
    return statistics.median(whole), worst[p95]


def in_a_city() -> Session:
    """The same cases in the middle of a city with its whole fleet, on a seat that may do much."""
    session, town = filled(), gazetteer()
    board = session.board
    for case in kept_city.cases(town, CITY):
        board.cases.put(replace(case, case_id=case.case_id + CASES))
    fill_units(board, town)
    now = [Beat(NOW_MS, 1.0, time.monotonic(), 1), Link(LinkState.LIVE, Trouble.NONE)]
    actor = Actor("seat-1", "陈派遣", frozenset({Post.DISPATCHER, Post.SHIFT_SUPERVISOR}))
    session._take([City(town, None, actor), Picture(board), *now])
    return session


def in_a_window(app: QApplication, folder: Path) -> tuple[list[Turns], list[Turns]]:
    """In the dispatcher's window: stepping down in the queue, and by jumps all over it."""
    session, tokens = in_a_city(), load_tokens("light")
    window = ConsoleWindow(session, Actions(session, session), tokens, load_settings(folder))
    LeaseKeeper(session, window)
    window.resize(1_920, 1_080)
    window.show()
    rest(app, 3_000)
    jumps = walk(app, session.select, WAIT_MS)
    window.queue.find_text(COMMON)
    rest(app, 500)
    steps = walk(app, lambda n: window.queue.step(1 if n > 1 else -CASES), WAIT_MS)
    window.close()
    session.stop()
    return steps, jumps


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
    rest(app, 200)
    ours = walk(app, session.select)
    panel.close()
    panel.deleteLater()
    with tempfile.TemporaryDirectory() as folder:
        steps, jumps = in_a_window(app, Path(folder))
    browser = QTextBrowser()
    browser.resize(430, 940)
    browser.show()

    def as_html(number: int) -> None:
        case = session.board.case(number)
        rows = (f"<tr><td>{k}<td>{getattr(case, k)}" for k in Case.__struct_fields__)
        browser.setHtml(f"<h3>{number}</h3><table>{''.join(rows)}</table>")

    theirs = walk(app, as_html)
    median, _ = say("the case panel", ours)
    worst = max(say(f"the whole window, {w}", t)[1] for w, t in (("step", steps), ("jump", jumps)))
    say("QTextBrowser, the bare fields", theirs)
    ratio = max(median, worst) / GOAL_MS
    print(f"  worse of ours / goal of {GOAL_MS:.0f} ms: {ratio:.2f}")
    session.stop()
    return 0 if ratio <= 1.0 else 1


if __name__ == "__main__":
    sys.exit(main())
