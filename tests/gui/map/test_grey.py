"""Without colour: prints, greyscale screens and eyes that see none still tell what is worse."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QFont, QImage, QPainter
from pytestqt.qtbot import QtBot

from casework.vocabulary import UNIT_KIND_ORDER, UnitKind
from console.map.atlas import UNIT_BASE, Atlas
from console.map.symbols import Age, Severity, Shape, case_code, unit_codes
from console.tokens import load_tokens

#: Sum of the differences in grey, in pixels that go from black to white, that an eye finds.
SEEN = 6.0
SHOWN = [s for s in Severity if s is not Severity.HIDDEN and s is not Severity.DONE]


@pytest.fixture(params=["dark", "light"])
def atlas(request: pytest.FixtureRequest, qtbot: QtBot) -> Atlas:
    return Atlas(load_tokens(request.param), 1.0, QFont())


def grey(atlas: Atlas, code: int) -> NDArray[np.float64]:
    """A sprite on the land of its theme, in grey from 0 to 1, shape (40, 40)."""
    ground = QImage(40, 40, QImage.Format.Format_RGB32)
    ground.fill(atlas.tokens.map.land)
    left, top, wide, high = atlas.table[code].astype(int).tolist()
    painter = QPainter(ground)
    painter.drawPixmap(20 - wide // 2, 20 - high // 2, atlas.pixmap, left, top, wide, high)
    painter.end()
    flat = ground.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = np.array(flat.constBits(), np.uint8).reshape(40, flat.bytesPerLine())
    return rows[:, :40] / 255.0


def apart(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    return float(np.abs(one - other).sum())


@pytest.mark.parametrize("shape", [Shape.CIRCLE, Shape.DIAMOND, Shape.SQUARE])
def test_how_severe_a_case_is_can_be_told_in_grey(atlas: Atlas, shape: Shape) -> None:
    looks = {
        severity: grey(atlas, case_code(shape, severity, severity is Severity.URGENT))
        for severity in SHOWN
    }
    for one, other in combinations(SHOWN, 2):
        assert apart(looks[one], looks[other]) > SEEN, (one.name, other.name)


def test_where_a_case_stands_can_be_told_in_grey(atlas: Atlas) -> None:
    looks = {shape: grey(atlas, case_code(shape, Severity.RED, False)) for shape in Shape}
    for one, other in combinations(Shape, 2):
        assert apart(looks[one], looks[other]) > SEEN, (one.name, other.name)


def test_a_worse_case_covers_more_of_the_ground(atlas: Atlas) -> None:
    bare = grey(atlas, case_code(Shape.CIRCLE, Severity.HIDDEN, False))
    weight = [apart(grey(atlas, case_code(Shape.CIRCLE, s, False)), bare) for s in SHOWN]
    assert weight[-1] > weight[0]
    assert weight[SHOWN.index(Severity.RED)] > weight[SHOWN.index(Severity.AMBER)]


def test_kinds_and_ages_of_units_can_be_told_in_grey(atlas: Atlas) -> None:
    looks = []
    for kind in (UnitKind.OFFICER, UnitKind.DRONE, UnitKind.VEHICLE):
        for age in (Age.FRESH, Age.AGEING, Age.STALE):
            row = np.array([UNIT_KIND_ORDER.index(kind)])
            code = unit_codes(row, np.array([age]), np.array([False]), near=True)
            looks.append((kind, age, grey(atlas, UNIT_BASE + int(code[0]))))
    for one, other in combinations(looks, 2):
        assert apart(one[2], other[2]) > SEEN, (one[:2], other[:2])
