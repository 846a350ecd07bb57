"""News from the session: the map follows it and never shows what is no longer true."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QTranslator
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casework.unit import Fixes
from console.feeds.port import Beat, City, Link, LinkState, Picture, Positions
from console.map.symbols import Age
from console.tokens import load_tokens
from tests.gui.map.stand import (
    NOW,
    Spot,
    Stand,
    board_of,
    city,
    fleet,
    spread,
    stand,
    towns,
)
from tests.support.seat import operator, reasons


def test_a_new_picture_replaces_everything(full: Stand) -> None:
    old = full.finish()
    full.session.select(250)
    full.hear(Picture(board_of([Spot()])))
    assert full.canvas.visible_counts["cases"] == 1
    assert full.canvas.visible_counts["officers"] == 0
    assert full.finish() != old
    full.hear(Picture(board_of([])))
    assert full.finish() != old
    assert full.canvas.visible_counts["cases"] == 0


def test_before_the_city_is_known_the_map_says_so(qtbot: QtBot) -> None:
    made = stand(qtbot, know_city=False)
    waiting = made.canvas.grab().toImage()
    assert colours(waiting) > 8, "the words are painted"
    made.hear(City(city(towns()), reasons(), operator()))
    assert made.canvas.view.zoom > 8
    assert made.canvas.grab().toImage() != waiting


def test_positions_that_arrive_move_the_units(full: Stand) -> None:
    before = full.finish()
    units, fixes = fleet(200)
    a_minute_on = [NOW + 60_000] * 200  # time enough to have gone the three hundred metres
    lon = [at + 0.003 for at in fixes.lon]
    full.hear(Positions(Fixes(fixes.unit, lon, fixes.lat, a_minute_on)))
    assert full.finish() != before
    assert len(units) == 200


def test_when_the_link_goes_stale_no_unit_looks_fresh(full: Stand) -> None:
    full.canvas.centre_on(113.75, 23.05, 14.5)
    full.finish()
    assert (full.canvas.stage.units.ages_seen() == Age.FRESH).all()
    with full.qtbot.waitSignal(full.session.linked):
        full.feed.post(Link(LinkState.STALE))
    assert (full.canvas.stage.units.ages_seen() >= Age.AGEING).all()


def test_a_stale_unit_has_no_pixel_of_a_fresh_one(qtbot: QtBot) -> None:
    """Only units on the map: the colour of a fresh officer is there when fresh, gone when stale."""
    officer = QColor(load_tokens("dark").map.officer).rgb()
    for age_ms, shown in ((5_000, True), (900_000, False)):
        units, fixes = fleet(120, age_ms=age_ms)
        made = stand(qtbot, board_of([], units, fixes), size=(900, 700))
        for name in ("areas", "drones"):
            made.canvas.set_layer_visible(name, False)
        made.canvas.centre_on(113.75, 23.05, 14.0)
        assert has(made.finish(), officer) is shown
        made.session.stop()


def test_ages_grow_with_city_time_alone(qtbot: QtBot) -> None:
    units, fixes = fleet(10)
    made = stand(qtbot, board_of([], units, fixes))
    made.hear(Beat(NOW + 100_000, 0.0, made.session.last_heard, 0))
    assert made.canvas.stage.tick()
    assert (made.canvas.stage.units.ages_seen() == Age.AGEING).all()
    made.hear(Beat(NOW + 1_000_000, 0.0, made.session.last_heard, 0))
    assert made.canvas.stage.tick()
    assert (made.canvas.stage.units.ages_seen() == Age.STALE).all()
    assert not made.canvas.stage.tick()


def test_a_case_turns_red_when_its_time_is_up_without_any_event(qtbot: QtBot) -> None:
    made = stand(qtbot, board_of([Spot(due=10_000, begin=-100_000_000)]))
    before = made.finish()
    made.hear(Beat(NOW + 10_001, 0.0, made.session.last_heard, 0))
    assert made.canvas.stage.tick()
    assert made.finish() != before


def test_units_never_heard_of_and_impossible_places_are_not_drawn(qtbot: QtBot) -> None:
    units, fixes = fleet(4)
    bad = Fixes(fixes.unit[:3], [np.nan, 500.0, 113.7], [23.0, 23.0, np.inf], fixes.at_ms[:3])
    spots = [Spot(lon=float("nan")), Spot(lat=float("inf")), Spot()]
    made = stand(qtbot, board_of(spots, units, bad))
    counts = made.canvas.visible_counts
    assert counts["officers"] + counts["drones"] + counts["vehicles"] == 0
    assert counts["cases"] == 1
    made.session.select(1)
    made.canvas.grab()


class Shouting(QTranslator):
    """Every word of the map in capitals."""

    def translate(self, context: str, source: str, *_: object) -> str:
        return source.upper() if context == "MapCanvas" else ""

    def isEmpty(self) -> bool:
        return False


def test_another_language_is_painted_at_once(full: Stand) -> None:
    full.canvas.legend.show()
    before = full.canvas.grab().toImage()
    shouting = Shouting()
    QApplication.installTranslator(shouting)
    try:
        QApplication.sendEvent(full.canvas, QEvent(QEvent.Type.LanguageChange))
        QApplication.sendEvent(full.canvas.legend, QEvent(QEvent.Type.LanguageChange))
        assert full.canvas.accessibleName() == "MAP"
        assert full.canvas.grab().toImage() != before
    finally:
        QApplication.removeTranslator(shouting)


def test_many_cases_at_once_are_shown(full: Stand) -> None:
    full.hear(Picture(board_of(spread(5_000))))
    assert full.canvas.visible_counts["cases"] == 5_000


def colours(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())})


def has(image: QImage, colour: int) -> bool:
    return any(
        image.pixel(x, y) == colour for x in range(image.width()) for y in range(image.height())
    )
