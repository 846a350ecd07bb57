"""The units that were sent to the selected case."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from casework import events as ev
from casework.unit import Fixes
from tests.gui.casepanel.panel import Desk
from tests.support.seat import NOW_MS


def test_a_moving_unit_is_followed(here: Desk) -> None:
    here.hear(7, ev.UnitAssigned(2))
    here.see(Fixes([2], [113.78], [23.04], [NOW_MS + 5]))
    assert "0 m" in here.panel.page.units.texts()[0]


def test_the_button_beside_a_unit_asks_why_it_is_withdrawn(qtbot: QtBot, here: Desk) -> None:
    here.hear(7, ev.UnitAssigned(2))
    here.panel.page.units.withdraw.emit(2)
    assert here.form.action.id == "withdraw"
    assert here.form.draft().unit == 2


def test_a_click_that_was_begun_on_another_unit_withdraws_nobody(qtbot: QtBot, here: Desk) -> None:
    here.hear(7, ev.UnitAssigned(2))
    here.hear(8, ev.UnitAssigned(3))
    units = here.panel.page.units
    button = units.findChild(QPushButton)
    assert isinstance(button, QPushButton)
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    here.select(8)
    with qtbot.assertNotEmitted(units.withdraw):
        qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(units.withdraw, check_params_cb=lambda unit: unit == 3):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
