"""A whole window over a city with a few cases and units at known places."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.tokens import load_tokens
from console.views import theme
from console.views.parts import languages
from tests.gui.mapwork.desk import Desk, desk


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, load_tokens("light"))
    yield
    languages.install("en")


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Desk]:
    made = desk(qtbot)
    yield made
    made.close()
