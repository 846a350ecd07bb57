"""What the tests of the window share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.tokens import load_tokens
from console.views import theme
from console.views.parts import languages
from console.views.window import ConsoleWindow
from tests.gui.window.opening import begin, opened
from tests.support.seat import Seat


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, load_tokens("light"))
    yield
    languages.install("en")


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = begin(qtbot)
    yield made
    made.session.stop()


@pytest.fixture
def window(at: Seat, qtbot: QtBot) -> Iterator[ConsoleWindow]:
    made = opened(at, qtbot)
    yield made
    made.close()
