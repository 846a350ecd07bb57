"""The wall: every page by name, figures that are right, and a picture that outlives central."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework import events as ev
from casework.instant import from_ms
from casework.vocabulary import Post
from console.board.board import Board
from console.feeds.port import Beat, Link, LinkState, Log, Picture
from console.models.citycounts import TownLoad
from console.tokens import load_tokens
from console.views import theme
from console.views.wall import PAGES, WallWindow
from tests.support.seat import ME, NOW_MS, TOWN, Seat, officers, operator, reported, seat

LATE = NOW_MS - 20 * 60_000


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = seat(read_only=True, actor=operator(Post.WALL))
    with qtbot.waitSignal(made.session.linked):
        pass
    with qtbot.waitSignal(made.session.changed):
        made.happens(0, officers(3))
        made.happens(1, reported("井盖", priority=1))
        made.happens(2, reported("late", due_ms=LATE))
        made.happens(3, reported("held"), ev.CaseClaimed(ME, from_ms(NOW_MS + 9_000_000)))
        made.happens(4, reported("done"), ev.CaseClosed("done"))
    yield made
    made.session.stop()


def wall(qtbot: QtBot, at: Seat, page: str = "front") -> WallWindow:
    made = WallWindow(at.session, load_tokens("dark"), page)
    qtbot.addWidget(made)
    made.resize(1920, 1080)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_renders_in_both_themes(qtbot: QtBot, at: Seat, page: str, theme: str) -> None:
    made = wall(qtbot, at, page)
    made.set_tokens(load_tokens(theme))
    picture = made.grab().toImage()
    assert (picture.width(), picture.height()) == (1920, 1080)
    colours = {picture.pixel(x, y) for x in range(0, 1920, 40) for y in range(0, 1080, 8)}
    assert len(colours) > 5


def test_an_unknown_page_is_answered_with_the_names_of_all(at: Seat) -> None:
    with pytest.raises(ValueError, match="front, map, towns, alarms"):
        WallWindow(at.session, load_tokens("light"), "weather")


def test_the_front_page_tells_the_citys_counts(qtbot: QtBot, at: Seat) -> None:
    made = wall(qtbot, at)
    tiles = made.page.tiles
    assert tiles is not None
    assert tiles.texts() == [
        "Overdue 1",
        "Near the limit 0",
        "Open 3",
        "Held by nobody 2",
        "Reported today 4",
        "Closed today 1",
        "Officers online 0 of 3",
        "Drones online 0 of 0",
    ]


def test_overdue_towns_have_their_numbers_beside_them(qtbot: QtBot, at: Seat) -> None:
    made = wall(qtbot, at, "towns")
    assert made.page.towns is not None
    assert made.page.towns.texts() == ["Dongcheng: 1 overdue, 0 near the limit"]


def test_the_towns_page_has_room_for_all_thirty_three(qtbot: QtBot, at: Seat) -> None:
    made = wall(qtbot, at, "towns")
    bars = made.page.towns
    assert bars is not None
    bars.show_towns([TownLoad(f"T{n}", 2, 1, 0) for n in range(33)])
    made.grab()
    assert bars.painted == 33


def test_alarms_name_kind_place_and_case_the_newest_first(qtbot: QtBot, at: Seat) -> None:
    made = wall(qtbot, at, "alarms")
    assert made.page.alarms is not None
    urgent, late = made.page.alarms.texts()
    assert urgent == "Litter · 1 Emergency · Dongcheng · No. 1"
    assert late == "Litter · overdue 20 min · Dongcheng · No. 2"


def test_a_new_breach_is_on_the_wall_within_two_seconds(qtbot: QtBot, at: Seat) -> None:
    made = wall(qtbot, at)
    at.happens(9, reported("late too", due_ms=LATE))
    qtbot.waitUntil(lambda: made.counts.overdue == 2, timeout=2_000)


def test_the_wall_shows_that_it_is_stale_and_goes_on_when_central_is_back(
    qtbot: QtBot, at: Seat
) -> None:
    made = wall(qtbot, at)
    with qtbot.waitSignal(at.session.linked, timeout=5_000):
        pass
    assert "No word from central" in made.strip.link_text()
    assert made.counts.open == 3
    with qtbot.waitSignal(at.session.linked):
        at.feed.post(Beat(NOW_MS, 1.0, at.session.last_heard + 9, 0), Link(LinkState.LIVE))
    at.happens(10, reported("after the restart"))
    qtbot.waitUntil(lambda: made.counts.open == 4, timeout=2_000)
    assert made.strip.link_text() == "Live"


def test_a_whole_new_picture_replaces_the_one_before(qtbot: QtBot, at: Seat) -> None:
    made = wall(qtbot, at, "alarms")
    board = Board("log-2")
    with qtbot.waitSignal(at.session.changed):
        at.feed.post(Picture(board))
    qtbot.waitUntil(lambda: made.counts.open == 0, timeout=2_000)
    made.grab()
    at.feed.post(Log((at.envelope(77, reported(priority=1)),)))
    qtbot.waitUntil(lambda: made.counts.open == 1, timeout=2_000)


def test_the_digits_walk_through_the_pages(qtbot: QtBot, at: Seat) -> None:
    made = wall(qtbot, at)
    for digit in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_1):
        qtbot.keyClick(made, digit)
        made.grab()
    assert made.page.hours is not None
    assert made.windowTitle() == "Wall: City at a glance"


def test_the_walls_map_has_no_button_and_speaks_of_no_key(qtbot: QtBot, at: Seat) -> None:
    made = wall(qtbot, at, "map")
    assert made.page.map is not None
    extras = made.page.map.extras
    extras.alarms.load(at.session.board.cases, NOW_MS)
    assert extras.alarms.open(), "an emergency rings"
    assert not extras.panel.button.isVisible()
    assert not extras.panel.list.isVisible()
    assert extras.alarm_layer.line(1) == "▲ Alerts: 1, 1 in view"
    selected = at.session.selected_case
    for key in (Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_A):
        qtbot.keyClick(made.page.map, key)
    assert not extras.panel.list.isVisible()
    assert at.session.selected_case == selected
    assert extras.alarms.open()


@pytest.mark.parametrize("lines", [720, 1080, 2160])
def test_the_walls_map_is_written_for_its_height(qtbot: QtBot, at: Seat, lines: int) -> None:
    made = wall(qtbot, at, "map")
    assert made.page.map is not None
    made.resize(lines * 16 // 9, lines)
    QApplication.processEvents()
    assert made.page.map.font().pixelSize() == round(24 * lines / 1080)
    theme.apply(QApplication.instance(), load_tokens("light"))  # type: ignore[arg-type]
    made.set_tokens(load_tokens("light"))
    assert made.page.map.font().pixelSize() == round(24 * lines / 1080)


def test_a_wall_sends_nothing(qtbot: QtBot, at: Seat) -> None:
    made = wall(qtbot, at)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_C):
        qtbot.keyClick(made, key)
    assert at.outbox.sent == []
    assert at.outbox.nexts == []


def test_hostile_places_and_titles_are_shown_as_letters(qtbot: QtBot, at: Seat) -> None:
    made = wall(qtbot, at, "alarms")
    with qtbot.waitSignal(at.session.changed):
        at.happens(20, reported("<b>x</b> {{7*7}} \u202e" + "長" * 10_000, priority=1))
    made.refresh()
    assert made.page.alarms is not None
    before = made.width()
    made.grab()
    QApplication.processEvents()
    assert made.width() == before
    assert TOWN not in made.page.alarms.texts()[0]
