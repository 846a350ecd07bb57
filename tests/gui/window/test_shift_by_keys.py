"""A whole shift without a mouse, on a real central; the commonest actions within three seconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casework.case import Case
from casework.vocabulary import CaseState
from tests.contract.central import small_city
from tests.support.consoles import SLOW_MS, City, Console
from tests.support.klm import K_SKILLED, Task

pytestmark = pytest.mark.e2e
LIMIT_S = 3.0
ROOT = Path(__file__).resolve().parents[3]


class Hands(Console):
    """A seat with hands on its keyboard, and a count of the keys of each task."""

    def __init__(self, qtbot: QtBot, url: str) -> None:
        super().__init__(qtbot, url, "mei")
        self.qtbot, self.tasks, self.task = qtbot, dict[str, Task](), Task()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def chord(self, keys: str) -> None:
        self.task.chord(keys)
        self.qtbot.keySequence(QApplication.focusWidget(), QKeySequence(keys))

    def type(self, text: str) -> None:
        self.task.typed(text)
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def compose(self, text: str) -> None:
        """Words that somebody has to find: no part of the command."""
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def line(self, before: str, words: str = "") -> None:
        """A line of the command bar, from wherever the keyboard is in the lists."""
        self.window.queue.table.setFocus()
        self.chord("/")
        self.type(before)
        self.compose(words)
        self.chord("Return")

    @contextmanager
    def doing(self, name: str) -> Iterator[None]:
        self.task = self.tasks[name] = Task()
        yield
        self.task = Task()

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=SLOW_MS)

    def case(self, case_id: int) -> Case:
        found = self.board.case(case_id)
        assert found is not None
        return found

    def tab_to(self, there: QWidget) -> None:
        for _ in range(12):
            if QApplication.focusWidget() is there:
                return
            self.chord("Tab")
        raise AssertionError("Tab does not lead there")

    def numbers(self) -> list[int]:
        found: list[int] = self.board.cases.column("case_id").tolist()
        return found

    def reaches(self, case_id: int, state: CaseState) -> None:
        self.until(lambda: self.case(case_id).state is state and self.quiet)


@pytest.fixture
def hands(qtbot: QtBot, city: City) -> Iterator[Hands]:
    city.register(3)
    fixes = {"unit": [1, 2, 3], "lon": [113.75] * 3, "lat": [23.04] * 3}
    at_ms = int(time.time() * 1_000)
    body = {"area": small_city.NORTH, "datum": "WGS-84", "fixes": {**fixes, "at_ms": [at_ms] * 3}}
    assert city.mei.send("/v1/positions", body).json()["accepted"] == 3
    city.report(6)
    made = Hands(qtbot, city.url)
    qtbot.waitUntil(lambda: made.board.cases.rows == 6, timeout=SLOW_MS)
    made.window.command.lexicon.pinyin.wait()
    yield made
    made.stop()


def test_a_shift_is_worked_by_keys_alone_and_each_action_takes_three_seconds(hands: Hands) -> None:
    case_id = take_and_file(hands)
    work(hands, case_id)
    finish(hands, case_id)
    many(hands)
    look_about(hands)
    hand_over(hands)
    assert {name: task.keys for name, task in hands.tasks.items()} == documented()
    slow = {name: task.seconds() for name, task in hands.tasks.items()}
    assert {n: s for n, s in slow.items() if s > LIMIT_S} == {}, f"at {K_SKILLED} s a key"


def documented() -> dict[str, int]:
    """The strokes of each action as docs/keyboard.md has them."""
    rows = (ROOT / "docs" / "keyboard.md").read_text("utf-8").splitlines()
    cells = [[c.strip() for c in row.strip("|").split("|")] for row in rows]
    return {c[0].lower(): int(c[2]) for c in cells if len(c) == 5 and c[2].isdecimal()}


def take_and_file(hands: Hands) -> int:
    with hands.doing("take next"):
        hands.chord("Ctrl+Return")
    hands.until(lambda: hands.session.selected_case > 0 and hands.quiet)
    case_id = hands.session.selected_case
    hands.until(lambda: hands.case(case_id).holder == "mei")
    hands.chord("Ctrl+1")
    hands.reaches(case_id, CaseState.ACCEPTED)
    hands.chord("Ctrl+2")
    hands.reaches(case_id, CaseState.FILED)
    hands.line("d cg")
    hands.reaches(case_id, CaseState.DISPATCHED)
    assert hands.case(case_id).department == "D01"
    return case_id


def work(hands: Hands, case_id: int) -> None:
    with hands.doing("send the best unit"):
        hands.chord("F2")
    hands.until(lambda: bool(hands.case(case_id).units) and hands.quiet)
    with hands.doing("note"):
        hands.line("n ", "two covers, both open")
    hands.until(lambda: hands.quiet)
    with hands.doing("reassign"):
        hands.line("r sw n")
    hands.until(lambda: hands.case(case_id).department == "D02" and hands.quiet)


def finish(hands: Hands, case_id: int) -> None:
    hands.chord("Ctrl+3")
    hands.reaches(case_id, CaseState.WORKING)
    with hands.doing("feedback"):
        hands.line("fb ", "covers replaced")
    hands.reaches(case_id, CaseState.FEEDBACK)
    with hands.doing("verify"):
        hands.line("v p")
    hands.reaches(case_id, CaseState.VERIFIED)
    with hands.doing("close"):
        hands.line("x s")
    hands.reaches(case_id, CaseState.CLOSED)
    assert hands.case(case_id).holder == ""


def many(hands: Hands) -> None:
    """Two rows are picked and claimed together; one more is claimed alone."""
    hands.window.queue.table.setFocus()
    with hands.doing("next row"):
        hands.chord("Ctrl+Down")
    first = hands.session.selected_case
    with hands.doing("claim"):
        hands.chord("Ctrl+L")
    hands.until(lambda: hands.case(first).holder == "mei" and hands.quiet)
    for _ in range(2):
        hands.chord("Ctrl+Down")
        hands.window.queue.table.setFocus()
        hands.chord("Space")
    picked = hands.window.queue.model.picks.cases
    assert len(picked) == 2
    with hands.doing("claim what is picked"):
        hands.line("c sel")
    hands.until(lambda: all(hands.case(n).holder == "mei" for n in picked) and hands.quiet)
    assert not hands.window.keyboard.batch.running


def look_about(hands: Hands) -> None:
    last = max(hands.numbers())
    with hands.doing("find"):
        hands.chord("Ctrl+F")
        hands.compose(str(last))
    hands.until(lambda: hands.window.queue.model.rowCount() == 1)
    with hands.doing("go to a case"):
        hands.line(f"g {last}")
    assert hands.session.selected_case == last
    hands.line("who")
    assert f"{last} · " in hands.window.command.answer.text()


def hand_over(hands: Hands) -> None:
    held = [n for n in hands.numbers() if hands.case(n).holder == "mei"]
    assert len(held) == 3
    hands.window.queue.table.setFocus()
    with hands.doing("handover"):
        hands.chord("Ctrl+Shift+G")
    give = hands.window.handover.dialog.give
    hands.until(lambda: give.to.findData("") >= 0)
    hands.until(hands.window.handover.dialog.isActiveWindow)
    hands.tab_to(give.to)
    hands.chord("End")  # the pool is the last in the list
    hands.tab_to(give.give)
    hands.chord("Space")
    hands.until(lambda: all(hands.case(n).holder == "" for n in held))
    assert hands.window.handover.dialog.message.text().startswith("✓")
    hands.chord("Escape")
