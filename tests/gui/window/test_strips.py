"""Lines under the menus: two at most in full, the rest in one, and a key that leads there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from casework.vocabulary import Channel
from console.feeds.port import Link, LinkState, Trouble
from console.models.watch import Alarm
from console.views.parts.strips import IN_FULL, Rank, Strips
from console.views.window import ConsoleWindow
from tests.gui.alerts.coming import comes
from tests.support.seat import NOW_MS, Seat


class Strip(QWidget):
    """Some words and a button."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.label, self.button = QLabel(said), QPushButton(said)
        column = QVBoxLayout(self)
        column.addWidget(self.label)
        column.addWidget(self.button)


@pytest.fixture
def strips(qtbot: QtBot) -> Iterator[Strips]:
    house, made = QWidget(), Strips()
    column = QVBoxLayout(house)
    column.addWidget(made)
    column.addStretch(1)
    qtbot.addWidget(house)
    house.resize(600, 500)
    for rank in reversed(Rank):
        strip = Strip(rank.name)
        strip.hide()
        made.put(rank, strip, strip.label.text)
    with qtbot.waitExposed(house):
        house.show()
    yield made
    house.close()


def strip_of(strips: Strips, rank: Rank) -> Strip:
    return next(s for s in strips.findChildren(Strip) if s.label.text() == rank.name)


def in_full(strips: Strips) -> list[str]:
    shown = (s for s in strips.findChildren(Strip) if s.isVisible())
    return [s.label.text() for s in sorted(shown, key=lambda s: s.mapTo(strips, s.pos()).y())]


def test_two_lines_have_room_and_none_says_more(strips: Strips) -> None:
    assert not strips.fold.isVisible()
    for rank in (Rank.AREAS, Rank.BATCH):
        strip_of(strips, rank).show()
    assert in_full(strips) == ["BATCH", "AREAS"]
    assert not strips.fold.isVisible()


def test_the_most_pressing_two_stay_and_the_rest_is_one_line(strips: Strips) -> None:
    for rank in reversed(Rank):
        strip_of(strips, rank).show()
    assert in_full(strips) == ["LINK", "ALERTS"]
    assert strips.said.text() == "FAULT  |  BATCH  |  HANDOVER  |  AREAS"
    assert "+4" in strips.more.text()
    strip_of(strips, Rank.LINK).hide()
    assert in_full(strips) == ["ALERTS", "FAULT"]


def test_what_a_folded_line_says_now_is_in_the_one_line(strips: Strips, qtbot: QtBot) -> None:
    for rank in (Rank.LINK, Rank.ALERTS, Rank.BATCH):
        strip_of(strips, rank).show()
    batch = strip_of(strips, Rank.BATCH)
    batch.label.setText("12 of 40, of which some were refused")
    qtbot.waitUntil(lambda: strips.said.text() == "12 of 40, of which some were refused")
    batch.label.setText("13 of 40, of which some were refused")
    strips.look()  # as every second
    assert strips.said.text() == "13 of 40, of which some were refused"


def test_a_click_opens_all_and_folds_them_again(strips: Strips) -> None:
    for rank in Rank:
        strip_of(strips, rank).show()
    strips.more.click()
    assert len(in_full(strips)) == len(Rank)
    strips.more.click()
    assert len(in_full(strips)) == IN_FULL
    strips.more.click()
    for rank in list(Rank)[IN_FULL:]:
        strip_of(strips, rank).hide()
    strip_of(strips, Rank.AREAS).show()
    assert len(in_full(strips)) == IN_FULL  # what was opened once does not stay so for ever


def test_with_nothing_there_the_key_leads_nowhere(strips: Strips) -> None:
    assert not strips.open_up()


def test_the_key_leads_to_every_line_of_a_bad_hour_and_back(
    window: ConsoleWindow, at: Seat, qtbot: QtBot
) -> None:
    window.do("strips")
    assert "Nothing waits" in window.command.answer.text()
    window.queue.table.setFocus()
    qtbot.waitUntil(lambda: not window.alerts.alerting.alerts.behind)
    comes(at, 50, 51)
    window.alerts.alerting.tick()
    window.maps.watch._alarms.append(Alarm("river", "unit", 3, NOW_MS))
    window.maps.watch.changed.emit()
    comes(at, 60, priority=3, channel=Channel.SENSOR)
    at.session._set_link(Link(LinkState.STALE, Trouble.TIMEOUT, where="http://127.0.0.1:1"))
    assert window.banner.isVisible()
    assert window.alerts.strip.isVisible()
    assert not window.maps.strip.isVisible()
    assert "river" in window.strips.said.text()
    assert "+1" in window.strips.more.text()
    window.do("strips")
    assert window.maps.strip.isVisible()
    assert window.alerts.strip.next.hasFocus()
    for _ in range(2):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert window.strips.isAncestorOf(window.focusWidget())
    window.do("strips")
    assert window.queue.table.hasFocus()
    assert not window.maps.strip.isVisible()
