"""What is really painted: the ink of every text of a window against the ground behind it.

A window is rendered at twice its size, so that strokes are wide enough to show their full ink. The
ground of a text is the colour that most of its pixels have, its ink the one that differs most.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QMenuBar,
    QRadioButton,
    QTabBar,
    QWidget,
)

from console.views.plaintext import PlainText
from console.views.wall.lettering import WallPart
from tests.gui.comfort.walk import is_shown, where

SCALE = 2
#: Cells of one table that are looked at: its kinds of rows repeat.
_ROWS = 6
#: The edge of a control is not its text; the box of a check box is not either.
_EDGE, _BOX = 4, 22


@dataclass(frozen=True)
class Written:
    """A text, where it stands, and where in its window it is painted (logical pixels)."""

    text: str
    place: str
    box: QRect


def rendered(window: QWidget) -> NDArray[np.uint32]:
    """The window's pixels as 0xffRRGGBB, shape (height × SCALE, width × SCALE)."""
    size = window.size() * SCALE
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SCALE)
    image.fill(0)
    window.render(image)
    rows = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), -1)
    return rows[:, : image.width()].copy()


@contextmanager
def _listening(window: QWidget) -> Iterator[list[Written]]:
    """What the wall's parts write while they are rendered: they have no widgets for their words."""
    heard: list[Written] = []
    write = WallPart.write

    def listen(
        part: WallPart, painter: QPainter, box: QRectF, text: str, *how: Any, **more: Any
    ) -> float:
        wide = write(part, painter, box, text, *how, **more)
        if text.strip() and part.window() is window:
            left = box.right() - wide if more.get("right") else box.left()
            seen = QRect(int(left), int(box.top()), int(wide), int(box.height()))
            place = seen.intersected(part.rect()).translated(part.mapTo(window, QPoint(0, 0)))
            heard.append(Written(text, type(part).__name__, place))
        return wide

    with patch.object(WallPart, "write", listen):
        yield heard


def luminance(pixels: NDArray[np.uint32]) -> NDArray[np.float64]:
    """Relative luminance of 0xffRRGGBB (WCAG 2.1), the same shape."""
    channels = np.stack([(pixels >> shift) & 0xFF for shift in (16, 8, 0)]) / 255.0
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    weights = np.array([0.2126, 0.7152, 0.0722])
    return np.tensordot(weights, linear, 1)


def contrast(pixels: NDArray[np.uint32]) -> float:
    """Of the ink that differs most from the ground, 1 to 21."""
    colours, counts = np.unique(pixels, return_counts=True)
    light = luminance(colours)
    ground = light[counts.argmax()]
    ratios = (np.maximum(light, ground) + 0.05) / (np.minimum(light, ground) + 0.05)
    return float(ratios.max())


def read(window: QWidget, least: float) -> tuple[list[str], int]:
    """A line for every text that holds less than `least` to its ground, and how many were read."""
    with _listening(window) as painted:
        pixels = rendered(window)
    weak, count = [], 0
    for text in (*written(window), *painted):
        box = text.box.intersected(window.rect())
        if box.width() < 4 or box.height() < 6:
            continue  # scrolled away
        top, left = box.top() * SCALE, box.left() * SCALE
        part = pixels[top : top + box.height() * SCALE, left : left + box.width() * SCALE]
        count += 1
        if (found := contrast(part)) < least:
            weak.append(f"{text.text!r} {found:.1f} ({text.place})")
    return weak, count


# -- where the texts are ---------------------------------------------------------------------------


def written(window: QWidget) -> Iterator[Written]:
    """Every text that can be seen in `window`."""
    for widget in (window, *window.findChildren(QWidget)):
        own = widget is window or is_shown(widget, window)
        if own and not widget.visibleRegion().isEmpty():
            for text, box in _texts(widget):
                seen = box.intersected(widget.visibleRegion().boundingRect())
                whole = seen.height() >= 0.8 * box.height() and seen.width() > 6
                there = seen.translated(widget.mapTo(window, QPoint(0, 0)))
                if text.strip() and whole and not _covered(widget, window, there):
                    yield Written(text, where(widget), there)


def _covered(widget: QWidget, window: QWidget, box: QRect) -> bool:
    """Whether something lies over it: a list of completions, a panel on the map."""
    middle = box.center().y()
    for x in (box.left() + 1, box.center().x(), box.right() - 1):
        top = window.childAt(QPoint(x, middle))
        related = top is None or top is widget or top.isAncestorOf(widget)
        if not related and top is not None and not widget.isAncestorOf(top):
            return True
    return False


def _texts(widget: QWidget) -> Iterator[tuple[str, QRect]]:
    for kinds, found in _WAYS:
        if isinstance(widget, kinds):
            yield from found(widget)
            return
    view = widget.parent()
    if isinstance(view, QAbstractItemView) and view.viewport() is widget:
        yield from _cells(view)


def _inside(widget: QWidget) -> QRect:
    return widget.rect().adjusted(_EDGE, 2, -_EDGE, -2)


def _ticked(box: QAbstractButton) -> Iterator[tuple[str, QRect]]:
    yield box.text(), _inside(box).adjusted(_BOX, 0, 0, 0)


def _field(field: QLineEdit) -> Iterator[tuple[str, QRect]]:
    yield field.text() or field.placeholderText(), _inside(field)


def _choice(box: QComboBox) -> Iterator[tuple[str, QRect]]:
    text = box.currentText() or box.placeholderText()
    yield text, _inside(box).adjusted(0, 0, -_BOX, 0)


def _tabs(bar: QTabBar) -> Iterator[tuple[str, QRect]]:
    for i in range(bar.count()):
        yield bar.tabText(i), bar.tabRect(i).adjusted(_EDGE, 4, -_EDGE, -4)


def _entries(menu: QMenuBar | QMenu) -> Iterator[tuple[str, QRect]]:
    for action in menu.actions():
        yield action.text(), menu.actionGeometry(action).adjusted(_EDGE, 2, -2, -2)


def _headings(header: QHeaderView) -> Iterator[tuple[str, QRect]]:
    model = header.model()
    for at in range(header.count() if model is not None else 0):
        left, wide = header.sectionViewportPosition(at), header.sectionSize(at)
        text = str(model.headerData(at, header.orientation()) or "")
        yield text, QRect(left + _EDGE, 2, wide - 2 * _EDGE, header.height() - 4)


def _cells(view: QAbstractItemView) -> Iterator[tuple[str, QRect]]:
    model = view.model()
    for row in range(min(_ROWS, model.rowCount() if model is not None else 0)):
        # A list has one column and hides the call that would say so.
        for column in range(1 if isinstance(view, QListView) else model.columnCount()):
            index = model.index(row, column)
            text = str(index.data() or "")
            yield text, view.visualRect(index).adjusted(_EDGE, 3, -_EDGE, -3)


#: The first that fits a widget tells its texts.
_WAYS: tuple[
    tuple[tuple[type[QWidget], ...], Callable[[Any], Iterator[tuple[str, QRect]]]], ...
] = (
    ((QLabel, PlainText), lambda label: iter([(label.text(), label.rect())])),
    ((QCheckBox, QRadioButton), _ticked),
    ((QAbstractButton,), lambda button: iter([(button.text(), _inside(button))])),
    ((QLineEdit,), _field),
    ((QComboBox,), _choice),
    ((QTabBar,), _tabs),
    ((QMenuBar, QMenu), _entries),
    ((QHeaderView,), _headings),
)
