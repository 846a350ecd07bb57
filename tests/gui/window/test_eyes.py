"""States are told apart without colour and by eyes that see fewer colours: by their shapes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from casework.vocabulary import UNIT_KIND_ORDER, TrafficLight, UnitKind
from console.feeds.port import LinkState
from console.map.atlas import UNIT_BASE, Atlas
from console.map.symbols import Age, Severity, Shape, case_code, unit_codes
from console.tokens import THEMES, Tokens, load_tokens
from console.views.parts import glyphs
from console.views.parts.statusline import SIGNS
from console.views.signs import Tone, ink, paint_sign
from tests.support.eyes import EYES, lab

Picture = NDArray[np.float64]
SIDE = 40
#: Lab lightness and colour summed over the pixels; 100 is one pixel that goes from black to white.
SEEN = 600.0


@pytest.fixture(params=THEMES, scope="module")
def tokens(request: pytest.FixtureRequest, qapp: QApplication) -> Tokens:
    return load_tokens(request.param)


def painted(ground: str, paint: Callable[[QPainter], None]) -> Picture:
    """sRGB from 0 to 1, shape (40, 40, 3)."""
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGBA8888)
    image.fill(ground)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    rows = np.array(image.constBits(), np.uint8).reshape(SIDE, image.bytesPerLine() // 4, 4)
    return rows[:, :SIDE, :3] / 255.0


def alike(looks: dict[str, Picture], eye: str) -> dict[tuple[str, str], int]:
    """The pairs that `eye` cannot tell apart, with how far apart they are."""
    seen = {name: lab(picture, eye) for name, picture in looks.items()}
    far = {
        (a, b): float(np.linalg.norm(seen[a] - seen[b], axis=-1).sum())
        for a, b in combinations(seen, 2)
    }
    return {pair: round(d) for pair, d in far.items() if d < SEEN}


def sprites(tokens: Tokens, codes: dict[str, int]) -> dict[str, Picture]:
    atlas = Atlas(tokens, 1.0, QFont())

    def sprite(painter: QPainter, code: int) -> None:
        left, top, wide, high = atlas.table[code].astype(int).tolist()
        x, y = SIDE // 2 - wide // 2, SIDE // 2 - high // 2
        painter.drawPixmap(x, y, atlas.pixmap, left, top, wide, high)

    land = tokens.map.land
    return {n: painted(land, lambda p, c=code: sprite(p, c)) for n, code in codes.items()}


def test_the_marks_of_cases_are_told_apart_by_every_eye(tokens: Tokens) -> None:
    shown = [s for s in Severity if s not in (Severity.HIDDEN, Severity.DONE)]
    codes = {s.name: case_code(Shape.CIRCLE, s, emergency=s is Severity.URGENT) for s in shown}
    looks = sprites(tokens, codes)
    assert {eye: alike(looks, eye) for eye in EYES} == {eye: {} for eye in EYES}


def test_ages_of_units_are_told_apart_by_every_eye(tokens: Tokens) -> None:
    for kind in UnitKind:
        row = np.array([UNIT_KIND_ORDER.index(kind)])
        codes = {
            age.name: UNIT_BASE + int(unit_codes(row, np.array([age]), np.array([False]), True)[0])
            for age in (Age.FRESH, Age.AGEING, Age.STALE)
        }
        looks = sprites(tokens, codes)
        assert {eye: alike(looks, eye) for eye in EYES} == {eye: {} for eye in EYES}, kind


def test_clocks_in_the_queue_are_told_apart_by_every_eye(tokens: Tokens) -> None:
    box = QRect(14, 8, 12, 24)
    looks = {
        light.name: painted(
            tokens.surface.panel,
            lambda p, one=light: glyphs.draw_light(p, box, one, glyphs.light_ink(one, tokens)),
        )
        for light in TrafficLight
    }
    calm = QColor(tokens.signal.calm_ink)
    looks["paused"] = painted(tokens.surface.panel, lambda p: glyphs.draw_pause(p, box, calm))
    assert {eye: alike(looks, eye) for eye in EYES} == {eye: {} for eye in EYES}


def test_the_signs_of_every_tone_are_told_apart_by_every_eye(tokens: Tokens) -> None:
    looks = {
        tone.name: painted(
            tokens.surface.panel,
            lambda p, one=tone: paint_sign(p, QRectF(11, 11, 18, 18), one, ink(one, tokens)),
        )
        for tone in Tone
    }
    assert {eye: alike(looks, eye) for eye in EYES} == {eye: {} for eye in EYES}


def test_every_state_of_the_link_has_a_sign_of_its_own() -> None:
    assert set(SIGNS) == set(LinkState)
    assert len({sign for sign, _role in SIGNS.values()}) == len(LinkState)
