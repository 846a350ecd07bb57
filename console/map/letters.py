"""How large the map's words are: they go with the size of text that a person has chosen.

The chosen size arrives as the widget's own font. Every size on the map is given for the usual one.
"""

from __future__ import annotations

from PySide6.QtGui import QFont

from console.tokens import TEXT_PX

#: Smaller or larger than so many times the usual size no map can be written.
_LEAST, _MOST = 0.7, 3.0


def growth(font: QFont) -> float:
    """How many times larger than usual `font` is; 1 where it has no size in pixels."""
    pixels = font.pixelSize()
    return min(_MOST, max(_LEAST, pixels / TEXT_PX)) if pixels > 0 else 1.0


def sized(
    font: QFont, logical: float, ratio: float, weight: QFont.Weight = QFont.Weight.Normal
) -> QFont:
    """`font` so large that a person who has chosen nothing sees `logical` pixels.

    `ratio`: device pixels to a logical one. Letters are made at the size they are painted at.
    """
    made = QFont(font)
    made.setPixelSize(max(1, round(logical * growth(font) * ratio)))
    made.setWeight(weight)
    return made
