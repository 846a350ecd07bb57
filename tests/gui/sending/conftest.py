"""English, and a seat with two cases and six units about them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.actions import Actions
from console.tokens import load_tokens
from console.views.bestunits import BestUnits
from console.views.parts import languages
from tests.gui.sending.stand import open_cases, settle
from tests.support.seat import Seat, seat


@pytest.fixture(autouse=True)
def english() -> None:
    languages.install("en")


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = seat()
    with qtbot.waitSignal(made.session.linked):
        pass
    settle(made)
    open_cases(made, 7, 8, 9)
    yield made
    made.session.stop()


@pytest.fixture
def best(at: Seat, qtbot: QtBot) -> Iterator[BestUnits]:
    frame, field = QWidget(), QLineEdit()
    made = BestUnits(at.session, Actions(at.session), load_tokens("light"))
    column = QVBoxLayout(frame)
    column.addWidget(field)
    column.addWidget(made)
    qtbot.addWidget(frame)
    frame.resize(420, 360)
    case = at.session.board.case(7)
    assert case is not None
    made.show_case(case)
    field.setFocus()  # a window by itself would give it to the first button
    with qtbot.waitExposed(frame):
        frame.show()
    made.refresh()
    yield made
    frame.close()
