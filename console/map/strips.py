"""Which parts of a picture are to be painted. Pure but for Qt's rectangles."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF

from console.map.viewport import Viewport


def grown(done: QRect, need: QRect, room: QRect, ahead: int) -> tuple[list[QRect], QRect]:
    """(strips to be painted, what is painted then) so that `need` is; all within `room`.

    The painted part stays a rectangle; where it must grow it grows by `ahead` pixels at least.
    """
    if not done.intersects(need):
        return [need], need
    left, right = _reach(done.left(), need.left(), room.left(), -ahead), done.right()
    right = _reach(right, need.right(), room.right(), ahead)
    top = _reach(done.top(), need.top(), room.top(), -ahead)
    bottom = _reach(done.bottom(), need.bottom(), room.bottom(), ahead)
    wide = right - left + 1
    strips = [
        QRect(left, top, wide, done.top() - top),
        QRect(left, done.bottom() + 1, wide, bottom - done.bottom()),
        QRect(left, done.top(), done.left() - left, done.height()),
        QRect(done.right() + 1, done.top(), right - done.right(), done.height()),
    ]
    return [s for s in strips if not s.isEmpty()], QRect(left, top, wide, bottom - top + 1)


def _reach(done: int, need: int, limit: int, ahead: int) -> int:
    """Where one edge goes; `ahead` is negative for edges that grow towards smaller numbers."""
    if ahead < 0:
        return done if need >= done else max(limit, min(need, done + ahead))
    return done if need <= done else min(limit, max(need, done + ahead))


def stretched(
    source: Viewport, done: QRect, sheet: Viewport, window: QRect
) -> tuple[QRectF, QRectF]:
    """(part of the source picture, where it lies on the sheet): what of `done` the window shows."""
    factor = sheet.scale / source.scale
    left, top = source.left * factor - sheet.left, source.top * factor - sheet.top
    target = QRectF(
        left + done.left() * factor,
        top + done.top() * factor,
        done.width() * factor,
        done.height() * factor,
    ).intersected(QRectF(window))
    part = QRectF(
        (target.left() - left) / factor,
        (target.top() - top) / factor,
        target.width() / factor,
        target.height() / factor,
    )
    return part, target


def around(target: QRectF, whole: QRect) -> list[QRect]:
    """What of `whole` the stretched picture does not cover: up to four strips, a pixel generous."""
    inner = target.toAlignedRect().intersected(whole)
    inner.adjust(  # a pixel at its edge may be half covered, unless the picture goes on beyond it
        int(inner.left() > whole.left()),
        int(inner.top() > whole.top()),
        -int(inner.right() < whole.right()),
        -int(inner.bottom() < whole.bottom()),
    )
    if inner.isEmpty():
        return [whole]
    low, right = inner.bottom() + 1, inner.right() + 1
    strips = [
        QRect(whole.left(), whole.top(), whole.width(), inner.top() - whole.top()),
        QRect(whole.left(), low, whole.width(), whole.bottom() + 1 - low),
        QRect(whole.left(), inner.top(), inner.left() - whole.left(), inner.height()),
        QRect(right, inner.top(), whole.right() + 1 - right, inner.height()),
    ]
    return [strip for strip in strips if not strip.isEmpty()]
