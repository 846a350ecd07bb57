"""What changes its words does not move what lies around it, unless it has to."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.views.parts.pane import Pane
from console.views.plaintext import PlainText


class Layouts(QObject):
    """Counts how often a widget is asked to lay out what is in it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.LayoutRequest
        return super().eventFilter(watched, event)


def column(qtbot: QtBot, width: int = 300) -> tuple[QWidget, PlainText, QLabel]:
    """A text over a label, shown."""
    box = QWidget()
    qtbot.addWidget(box)
    text, below = PlainText(parent=box), QLabel("below", box)
    text.set_text("12 min left of 4 h")
    rows = QVBoxLayout(box)
    rows.addWidget(text)
    rows.addWidget(below)
    rows.addStretch(1)
    box.resize(width, 400)
    with qtbot.waitExposed(box):
        box.show()
    qtbot.wait(1)
    return box, text, below


def test_figures_that_need_no_more_room_lay_out_nothing(qtbot: QtBot) -> None:
    box, text, _ = column(qtbot)
    asked = Layouts(box)
    text.set_text("11 min left of 4 h")
    qtbot.wait(1)
    assert asked.count == 0
    assert text.text() == "11 min left of 4 h"


def test_a_text_that_needs_more_lines_moves_what_is_below(qtbot: QtBot) -> None:
    _, text, below = column(qtbot)
    before = below.y()
    text.set_text("11 min left of 4 h, and much more is to be said of it than before " * 3)
    qtbot.waitUntil(lambda: below.y() > before)
    assert text.height() >= text.heightForWidth(text.width())


def test_after_another_width_nothing_is_cut_that_was_never_laid_out(qtbot: QtBot) -> None:
    box, text, below = column(qtbot, width=500)
    box.resize(120, 400)  # the layout has asked for this width once
    box.resize(500, 400)
    text.set_text("a much longer line, 12 min of 4 h")
    box.resize(120, 400)
    qtbot.waitUntil(lambda: text.height() >= text.heightForWidth(text.width()))
    assert below.y() >= text.geometry().bottom()


def docked(qtbot: QtBot) -> tuple[QMainWindow, Pane, QLabel]:
    """A pane with one label as the whole of a window."""
    window, inner = QMainWindow(), QWidget()
    label = QLabel("1", inner)
    QVBoxLayout(inner).addWidget(label)
    pane = Pane(inner)
    window.setCentralWidget(pane)
    qtbot.addWidget(window)
    window.resize(300, 200)
    with qtbot.waitExposed(window):
        window.show()
    qtbot.wait(1)
    return window, pane, label


def test_a_view_that_fits_its_pane_lays_out_no_window(qtbot: QtBot) -> None:
    window, pane, label = docked(qtbot)
    asked = Layouts(window)
    label.setText("1,000")
    qtbot.wait(1)
    assert asked.count == 0
    assert label.parentWidget().size() == pane.size()


def test_a_view_that_outgrows_its_pane_gets_what_it_needs(qtbot: QtBot) -> None:
    window, pane, label = docked(qtbot)
    label.setMinimumSize(600, 300)
    qtbot.waitUntil(lambda: pane.width() >= 600)
    assert window.height() >= 300


def test_a_view_that_needs_less_lets_the_window_be_made_smaller(qtbot: QtBot) -> None:
    window, pane, label = docked(qtbot)
    label.setMinimumSize(600, 300)
    qtbot.waitUntil(lambda: window.minimumSizeHint().width() >= 600)
    label.setMinimumSize(10, 10)
    qtbot.waitUntil(pane._later.isActive)
    pane._later.timeout.emit()
    qtbot.waitUntil(lambda: window.minimumSizeHint().width() < 600)
