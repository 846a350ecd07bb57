"""How large a window begins."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from console.app.arguments import Options
from console.app.run import begin_size


@pytest.fixture
def left_small(qtbot: QtBot) -> QMainWindow:
    """A window as Qt brings it back where it takes 800 × 800 pixels for a screen."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(839, 774)
    return window


def test_a_picture_in_memory_is_as_large_as_a_new_seat(left_small: QMainWindow) -> None:
    begin_size(left_small, Options(offscreen=True))
    assert (left_small.width(), left_small.height()) == (1_600, 900)


def test_a_size_that_was_asked_for_goes_before_all_others(left_small: QMainWindow) -> None:
    begin_size(left_small, Options(offscreen=True, size=(1_366, 768)))
    assert (left_small.width(), left_small.height()) == (1_366, 768)


def test_on_a_screen_it_stays_as_it_was_left(left_small: QMainWindow) -> None:
    begin_size(left_small, Options())
    assert (left_small.width(), left_small.height()) == (839, 774)
