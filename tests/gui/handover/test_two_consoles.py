"""A shift goes from one console to another through a real central."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework import commands as cm
from console.views.handover import HANDOVER_KEY
from tests.support.consoles import SLOW_MS, City, Console

pytestmark = pytest.mark.e2e


def holder(at: Console, case_id: int) -> str:
    case = at.board.case(case_id)
    return case.holder if case else ""


def test_a_shift_goes_over_and_both_see_it(
    qtbot: QtBot, city: City, console: Callable[[str], Console]
) -> None:
    mei, li = console("mei"), console("li")
    first, second, lost = city.report(3)
    for case_id in (first, second, lost):
        qtbot.waitUntil(lambda c=case_id: mei.board.case(c) is not None, timeout=SLOW_MS)
        mei.session.dispatch(case_id, cm.ClaimCase())
    qtbot.waitUntil(lambda: holder(mei, lost) == "mei", timeout=SLOW_MS)

    mei.window.handover.begin()
    give = mei.window.handover.dialog.give
    qtbot.waitUntil(lambda: give.to.findData("li") >= 0, timeout=SLOW_MS)
    give.to.setCurrentIndex(give.to.findData("li"))
    give.note.setPlainText("二号井盖")
    give.submit()
    qtbot.waitUntil(lambda: li.window.handover.banner.text() != "", timeout=SLOW_MS)
    assert "Handover from mei to you, cases: 3" in li.window.handover.banner.text()
    qtbot.waitUntil(lambda: "from you to li" in mei.window.handover.banner.text(), timeout=SLOW_MS)

    mei.session.dispatch(lost, cm.CloseCase("duplicate"))
    qtbot.waitUntil(lambda: holder(li, lost) == "", timeout=SLOW_MS)
    li.window.activateWindow()
    qtbot.waitUntil(li.window.isActiveWindow)
    qtbot.keySequence(QApplication.focusWidget(), QKeySequence(HANDOVER_KEY))
    dialog = li.window.handover.dialog
    assert dialog.take.words.text() == "二号井盖"
    dialog.take.acknowledge.click()
    qtbot.waitUntil(lambda: dialog.message.text().startswith("✓"), timeout=SLOW_MS)
    assert f"Did not come along: {lost} (over already)" in dialog.message.text()
    for one in (mei, li):
        qtbot.waitUntil(lambda o=one: o.window.handover.banner.text() == "", timeout=SLOW_MS)
        assert [holder(one, case_id) for case_id in (first, second)] == ["li", "li"]
    late = console("mei")
    assert late.session.desk.duty == mei.session.desk.duty
