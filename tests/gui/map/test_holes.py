"""Towns with holes and several parts: land is where an odd number of rings is, at any zoom."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from casework.area import Area
from console.board.mercator import project_one
from console.map.base import BasePainter
from console.map.ground import Ground
from console.map.viewport import WORLD_PX, Viewport
from console.tokens import load_tokens
from tests.support.effort import examples

SIDE = 240
TOKENS = load_tokens("light")
LAND, OUTSIDE = QColor(TOKENS.map.land).rgb(), QColor(TOKENS.map.outside).rgb()


def box(west: float, south: float, east: float, north: float) -> list[tuple[float, float]]:
    return [(west, south), (east, south), (east, north), (west, north)]


#: A town with a hole, an island in the hole, and a part of its own in the east.
RINGS = [
    box(113.0, 23.0, 113.9, 23.9),
    box(113.3, 23.3, 113.6, 23.6),
    box(113.4, 23.4, 113.5, 23.5),
    box(114.1, 23.0, 114.3, 23.2),
]
TOWN = Area("1", "town", "镇", "Town", "", 113.1, 23.1, RINGS)


def painter_of(*areas: Area) -> BasePainter:
    return BasePainter(Ground(areas), TOKENS, "en", QFont(), 1.0)


def picture(base: BasePainter, view: Viewport, *rects: QRect) -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for rect in rects or (QRect(0, 0, SIDE, SIDE),):
        painter.setClipRect(rect)
        base.outside(painter, rect)
        base.land(painter, view, rect)
        base.borders(painter, view, rect)
    painter.end()
    return image


def view_of(lon: float, lat: float, zoom: float) -> Viewport:
    x, y = project_one(lon, lat)
    scale = WORLD_PX * 2.0**zoom
    return Viewport(SIDE, SIDE, zoom, round(x * scale) - SIDE // 2, round(y * scale) - SIDE // 2)


@pytest.mark.parametrize("zoom", [8.0, 11.0, 15.0])
@pytest.mark.parametrize(
    ("place", "colour"),
    [
        ((113.1, 23.1), LAND),
        ((113.35, 23.45), OUTSIDE),
        ((113.45, 23.45), LAND),
        ((114.2, 23.1), LAND),
        ((114.0, 23.1), OUTSIDE),
    ],
)
def test_what_lies_in_a_hole_is_no_land(
    qtbot: QtBot, place: tuple[float, float], colour: int, zoom: float
) -> None:
    image = picture(painter_of(TOWN), view_of(*place, zoom))
    assert image.pixel(SIDE // 2, SIDE // 2) == colour


def test_a_hole_that_is_another_town_is_land(qtbot: QtBot) -> None:
    other = msgspec.structs.replace(TOWN, code="2", rings=[RINGS[1]])
    image = picture(painter_of(TOWN, other), view_of(113.35, 23.45, 11.0))
    assert image.pixel(SIDE // 2, SIDE // 2) == LAND


@settings(max_examples=examples(25))
@given(
    st.tuples(st.floats(112.9, 114.4), st.floats(22.9, 24.0)),
    st.sampled_from([8.0, 9.7, 11.3, 14.0]),
    st.integers(1, SIDE - 2),
)
def test_strips_with_holes_equal_the_whole(
    qapp: object, place: tuple[float, float], zoom: float, cut: int
) -> None:
    """A strip that a pan lays bare is drawn alone; it has to fit to the pixel."""
    base, view = painter_of(TOWN), view_of(*place, zoom)
    halves = QRect(0, 0, cut, SIDE), QRect(cut, 0, SIDE - cut, SIDE)
    assert picture(base, view, *halves) == picture(base, view)
