"""All symbols of one theme and one pixel ratio in one picture, found by number.

Every sprite has an even number of device pixels on a side and is set on a whole pixel: an odd one
would fall between pixels, and a scrolled strip would differ from a redrawn one.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from weakref import WeakValueDictionary

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPixmap

from casework.vocabulary import UNIT_KIND_ORDER
from console.map import glyphs
from console.map.letters import sized
from console.map.symbols import CASE_CODES, SEVERITIES, UNIT_CODES, Age, Severity, Shape
from console.tokens import Tokens, ink_on

I64 = NDArray[np.int64]
UNIT_BASE = CASE_CODES
CLUSTER_BASE = UNIT_BASE + UNIT_CODES
SIZES = len(glyphs.CLUSTER_RADII)
DIGIT_BASE = CLUSTER_BASE + SIZES * SEVERITIES * glyphs.SHARES
GLYPHS = "0123456789k"
HEADINGS = 24
HEADING_BASE = DIGIT_BASE + 2 * len(GLYPHS)
BATTERY_BASE = HEADING_BASE + HEADINGS
SPRITES = BATTERY_BASE + 5
_WIDTH = 1_024
_DIGIT_PX = 11
Draw = Callable[[QPainter], None]


def cluster_size(count: I64) -> I64:
    """Which of the `SIZES` discs stands for so many cases, shape (n,)."""
    size: I64 = np.digitize(count, (20, 100, 500)).astype(np.int64)
    return size


def cluster_codes(count: I64, worst: I64, bad: I64) -> I64:
    """Sprite numbers of clusters, shape (n,)."""
    size = cluster_size(count)
    share = np.ceil((glyphs.SHARES - 1) * bad / np.maximum(count, 1)).astype(np.int64)
    return CLUSTER_BASE + (size * SEVERITIES + worst) * glyphs.SHARES + share


def atlas_of(tokens: Tokens, ratio: float, font: QFont) -> Atlas:
    """The one atlas of this look: every map on the screen that has it shares the picture."""
    look = (tokens, ratio, _digit_face(font).key())
    atlas = _IN_USE.get(look)
    if atlas is None:
        atlas = _IN_USE[look] = Atlas(tokens, ratio, font)
    return atlas


def _digit_face(font: QFont) -> QFont:
    """Counts are read, so they go with the chosen size of text like every word of the map."""
    return sized(font, _DIGIT_PX, 1.0, QFont.Weight.Bold)


class Atlas:
    """`pixmap` holds the sprites; row i of `table` is (left, top, width, height) of sprite i."""

    def __init__(self, tokens: Tokens, ratio: float, font: QFont) -> None:
        self.tokens, self.ratio = tokens, ratio
        self.table: NDArray[np.float64] = np.zeros((SPRITES, 4))
        self.digit_step = 0
        self.dark_ink = np.zeros(SEVERITIES, np.int64)
        self._font = _digit_face(font)
        self.growth = self._font.pixelSize() / _DIGIT_PX
        radii = glyphs.cluster_radii(self.growth)
        #: Half the width of each size of disc, device pixels.
        self.disc_px = np.array(radii) * ratio
        self._shelf = [0, 0, 0]  # x, y, height
        self._draws: list[tuple[int, Draw]] = []
        self._plan_cases()
        self._plan_units()
        self._plan_clusters(radii)
        self._plan_digits()
        #: Device pixels by which a symbol can stick out beyond its place.
        self.reach = int(self.table[:, 2:].max()) // 2 + 2
        height = self._shelf[1] + self._shelf[2] + 2
        self.pixmap = QPixmap(_WIDTH, height)
        self.pixmap.fill(Qt.GlobalColor.transparent)
        self._paint()

    def pixels(self, code: int) -> NDArray[np.uint32]:
        """A sprite as premultiplied ARGB, shape (height, width)."""
        picture = self.pixmap.copy(*(int(v) for v in self.table[code])).toImage()
        picture = picture.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        flat = np.frombuffer(picture.constBits(), np.uint32)
        return flat.reshape(picture.height(), picture.width()).copy()

    def _plan(self, code: int, half: float, draw: Draw) -> None:
        """Reserve room for sprite `code` that reaches `half` logical pixels from its place."""
        side = 2 * math.ceil(half * self.ratio)
        x, y, high = self._shelf
        if x + side + 1 > _WIDTH:
            x, y, high = 0, y + high + 1, 0
        self.table[code] = (x, y, side, side)
        self._shelf = [x + side + 1, y, max(high, side)]
        self._draws.append((code, draw))

    def _plan_cases(self) -> None:
        code = 0
        for shape in Shape:
            for severity in Severity:
                for emergency in (False, True):
                    half = glyphs.CASE_RADIUS[severity] * 1.22 + (7.0 if emergency else 3.0)
                    draw = partial(
                        glyphs.draw_case,
                        shape=shape,
                        severity=severity,
                        emergency=emergency,
                        tokens=self.tokens,
                    )
                    self._plan(code, half, draw)
                    code += 1

    def _plan_units(self) -> None:
        code = UNIT_BASE
        for kind in UNIT_KIND_ORDER:
            for age in (Age.FRESH, Age.AGEING, Age.STALE):
                for busy in (False, True):
                    for near in (False, True):
                        draw = partial(
                            glyphs.draw_unit,
                            kind=kind,
                            age=age,
                            busy=busy,
                            near=near,
                            colours=self.tokens.map,
                        )
                        half = 9.5 if near else glyphs.far_reach(kind, age, busy)
                        self._plan(code, half, draw)
                        code += 1
        for i in range(HEADINGS):
            degrees = 360.0 * i / HEADINGS
            draw = partial(glyphs.draw_heading, degrees=degrees, colour=self.tokens.map.label)
            self._plan(HEADING_BASE + i, 15.5, draw)
        for quarters in range(5):
            draw = partial(glyphs.draw_battery, quarters=quarters, colours=self.tokens.map)
            self._plan(BATTERY_BASE + quarters, 8.0, draw)

    def _plan_clusters(self, radii: tuple[float, ...]) -> None:
        code = CLUSTER_BASE
        for radius in radii:
            for worst in Severity:
                for share in range(glyphs.SHARES):
                    draw = partial(
                        glyphs.draw_cluster,
                        radius=radius,
                        worst=worst,
                        share=share,
                        tokens=self.tokens,
                    )
                    self._plan(code, radius + 2.0, draw)
                    code += 1

    def _plan_digits(self) -> None:
        self.digit_step, half = round(6.6 * self.growth * self.ratio), 7.0 * self.growth
        signal = self.tokens.signal
        inks = (signal.on_dark_fill, signal.on_light_fill)
        for worst in Severity:
            ink = ink_on(glyphs.cluster_fill(worst, self.tokens), self.tokens)
            self.dark_ink[worst] = inks.index(ink)
        for i, ink in enumerate(inks):
            for j, text in enumerate(GLYPHS):
                draw = partial(_draw_text, text=text, ink=ink, font=self._font, half=half)
                self._plan(DIGIT_BASE + i * len(GLYPHS) + j, half, draw)

    def _paint(self) -> None:
        painter = QPainter(self.pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for code, draw in self._draws:
            x, y, width, height = (float(v) for v in self.table[code])
            painter.save()
            painter.setClipRect(QRectF(x, y, width, height))
            painter.translate(x + width / 2, y + height / 2)
            painter.scale(self.ratio, self.ratio)
            draw(painter)
            painter.restore()
        painter.end()
        self._draws.clear()


#: Not kept beyond the last map that shows it: a picture must go before the application does.
_IN_USE: WeakValueDictionary[tuple[Tokens, float, str], Atlas] = WeakValueDictionary()


def _draw_text(p: QPainter, text: str, ink: str, font: QFont, half: float) -> None:
    p.setFont(font)
    p.setPen(QColor(ink))
    p.drawText(QRectF(-half, -half, 2 * half, 2 * half), Qt.AlignmentFlag.AlignCenter, text)
