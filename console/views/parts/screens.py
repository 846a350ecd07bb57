"""The screens of a desk: by what they are found again, and where a window may stand on them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

#: Of a window's head, so much has to be on one screen: it can be taken hold of there.
GRIP_WIDTH, GRIP_HEIGHT = 160, 32
#: What a system puts around a window, at most: above, and left and right together.
_TITLE_BAR, _SIDES = 40, 8


def screen_key() -> str:
    """Names the set of screens by place, size and pixel ratio, whatever order Qt lists them in."""
    found = []
    for screen in QGuiApplication.screens():
        g = screen.geometry()
        ratio = screen.devicePixelRatio()
        found.append(f"{g.width()}x{g.height()}{g.x():+d}{g.y():+d}@{ratio:g}")
    return " ".join(sorted(found))


def rooms() -> list[QRect]:
    """What windows may cover, the main screen first; logical pixels."""
    main = QGuiApplication.primaryScreen()
    screens = sorted(QGuiApplication.screens(), key=lambda s: s is not main)
    return [screen.availableGeometry() for screen in screens]


def fitted(frame: QRect, on: Sequence[QRect]) -> QRect:
    """`frame` where its head can be reached: as it is, or moved into the nearest of `on`.

    A window larger than that screen becomes as large as it is. Without a screen nothing changes.
    """
    if not on or any(_graspable(frame, room) for room in on):
        return QRect(frame)
    room = min(on, key=lambda r: _apart(frame, r))
    wide, high = min(frame.width(), room.width()), min(frame.height(), room.height())
    left = max(room.left(), min(frame.left(), room.left() + room.width() - wide))
    top = max(room.top(), min(frame.top(), room.top() + room.height() - high))
    return QRect(left, top, wide, high)


def _graspable(frame: QRect, room: QRect) -> bool:
    """The head lies in `room` from top to bottom, and enough of it from left to right."""
    head = QRect(frame.left(), frame.top(), frame.width(), min(GRIP_HEIGHT, frame.height()))
    seen = head.intersected(room)
    return seen.height() == head.height() and seen.width() >= min(GRIP_WIDTH, frame.width())


def _apart(frame: QRect, room: QRect) -> int:
    """Squared distance between the middles."""
    far = frame.center() - room.center()
    return far.x() ** 2 + far.y() ** 2


def bring_on_screen(window: QWidget) -> bool:
    """Move a top-level window to where it can be reached; whether it had to be moved."""
    frame, on = window.frameGeometry(), rooms()
    there = fitted(frame, on)
    if there == frame:
        return False
    edge = frame.width() - window.width(), frame.height() - window.height()
    window.resize(there.width() - edge[0], there.height() - edge[1])
    window.move(there.topLeft())
    return True


def fit_on_screen(window: QWidget) -> None:
    """Make a window that has not been shown yet no larger than its screen, with room for a title
    bar."""
    screens = rooms()
    if screens:
        room = QSize(screens[0].width() - _SIDES, screens[0].height() - _TITLE_BAR)
        window.resize(window.size().boundedTo(room))
