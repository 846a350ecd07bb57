"""How large a window begins."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from console.actions import Actions
from console.app.arguments import Options
from console.app.run import begin_size
from console.settings import load_settings
from console.tokens import load_tokens
from console.views.window import ConsoleWindow
from tests.support.seat import seat


def opened(qtbot: QtBot, folder: Path, options: Options) -> ConsoleWindow:
    at = seat()
    made = Actions(at.session, at.session)
    window = ConsoleWindow(at.session, made, load_tokens("light"), load_settings(folder))
    qtbot.addWidget(window)
    begin_size(window, options)
    window.show()
    return window


def test_a_picture_in_memory_is_as_large_the_second_time_as_the_first(
    qtbot: QtBot, tmp_path: Path
) -> None:
    first = opened(qtbot, tmp_path, Options(offscreen=True))
    size = first.size()
    first.close()  # which keeps how it was left
    assert opened(qtbot, tmp_path, Options(offscreen=True)).size() == size
    assert (size.width(), size.height()) == (1_600, 900)


def test_a_size_that_was_asked_for_goes_before_all_others(qtbot: QtBot, tmp_path: Path) -> None:
    opened(qtbot, tmp_path, Options(offscreen=True)).close()
    again = opened(qtbot, tmp_path, Options(offscreen=True, size=(1_366, 768)))
    assert (again.width(), again.height()) == (1_366, 768)
