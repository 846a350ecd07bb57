"""A shift goes from one console to another through a real central."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework import commands as cm
from console.actions import Actions
from console.tokens import load_tokens
from console.views.handover import HANDOVER_KEY
from console.views.window import ConsoleWindow
from tests.gui.test_session_central import SLOW_MS, City, Desk
from tests.gui.window.draw import Memory

pytestmark = pytest.mark.e2e


class Console(Desk):
    """Somebody's session with the window over it."""

    def __init__(self, qtbot: QtBot, url: str, actor: str) -> None:
        super().__init__(qtbot, url, actor)
        actions = Actions(self.session, self.session)
        self.window = ConsoleWindow(self.session, actions, load_tokens("light"), Memory("en"))
        qtbot.addWidget(self.window)
        self.window.show()
        self.handing = self.window.handover

    def holder(self, case_id: int) -> str:
        case = self.board.case(case_id)
        return case.holder if case else ""


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = City(tmp_path)
    yield made
    made.central.stop()


@pytest.fixture
def console(qtbot: QtBot, city: City) -> Iterator[Callable[[str], Console]]:
    made: list[Console] = []

    def begin(actor: str) -> Console:
        made.append(Console(qtbot, city.url, actor))
        return made[-1]

    yield begin
    for one in made:
        one.window.close()
        one.stop()


def test_a_shift_goes_over_and_both_see_it(
    qtbot: QtBot, city: City, console: Callable[[str], Console]
) -> None:
    mei, li = console("mei"), console("li")
    first, second, lost = city.report(3)
    for case_id in (first, second, lost):
        qtbot.waitUntil(lambda c=case_id: mei.board.case(c) is not None, timeout=SLOW_MS)
        mei.session.dispatch(case_id, cm.ClaimCase())
    qtbot.waitUntil(lambda: mei.holder(lost) == "mei", timeout=SLOW_MS)

    mei.handing.begin()
    give = mei.handing.dialog.give
    qtbot.waitUntil(lambda: give.to.findData("li") >= 0, timeout=SLOW_MS)
    give.to.setCurrentIndex(give.to.findData("li"))
    give.note.setPlainText("二号井盖")
    give.submit()
    qtbot.waitUntil(lambda: li.handing.banner.text() != "", timeout=SLOW_MS)
    assert "Handover from mei to you, cases: 3" in li.handing.banner.text()
    qtbot.waitUntil(lambda: "from you to li" in mei.handing.banner.text(), timeout=SLOW_MS)

    mei.session.dispatch(lost, cm.CloseCase("duplicate"))
    qtbot.waitUntil(lambda: li.holder(lost) == "", timeout=SLOW_MS)
    li.window.activateWindow()
    qtbot.waitUntil(li.window.isActiveWindow)
    qtbot.keySequence(QApplication.focusWidget(), QKeySequence(HANDOVER_KEY))
    dialog = li.handing.dialog
    assert dialog.take.words.text() == "二号井盖"
    dialog.take.acknowledge.click()
    qtbot.waitUntil(lambda: dialog.message.text().startswith("✓"), timeout=SLOW_MS)
    assert f"Did not come along: {lost} (over already)" in dialog.message.text()
    for one in (mei, li):
        qtbot.waitUntil(lambda o=one: o.handing.banner.text() == "", timeout=SLOW_MS)
        assert [one.holder(case_id) for case_id in (first, second)] == ["li", "li"]
    late = console("mei")
    assert late.session.desk.duty == mei.session.desk.duty
