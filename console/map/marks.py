"""Cases that carry a mark: selected, pending, refused. They are drawn over everything else."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QRegion

from console.board.columns import Columns
from console.map.glyphs import CASE_RADIUS
from console.map.live import Sprites
from console.map.overlay import Overlay
from console.map.stage import Stage
from console.map.symbols import Severity, on_globe
from console.map.viewport import Viewport

#: So far a mark reaches from its case, logical pixels; more rectangles are taken as one.
_REACH_PX, _MOST_RECTS = 26.0, 48


def paint_marks(p: QPainter, view: Viewport, stage: Stage, overlay: Overlay) -> None:
    """Pending: dashed; refused: barred badge; selected: ring. No cluster hides them."""
    session = stage.session
    pending, refused = _pending(stage), set(session.ledger.refusals)
    for case_id in pending | refused | {session.selected_case}:
        at = _symbol(p, view, stage, case_id)
        if at is None:
            continue
        x, y, radius = at
        if case_id in pending:
            overlay.dashes(p, x, y, radius + 4.0)
        if case_id in refused:
            overlay.refusal(p, x, y)
        if case_id == session.selected_case:
            overlay.ring(p, x, y, radius + 7.5)
    _unit_mark(p, view, stage, overlay)


def marked(view: Viewport, stage: Stage) -> QRegion:
    """Device pixels of all marks."""
    session = stage.session
    ids = _pending(stage) | set(session.ledger.refusals) | {session.selected_case}
    cases, units = session.board.cases, session.board.units
    rows: list[tuple[Columns, int]] = [(cases, cases.row(i)) for i in ids if i]
    rows += [(units, units.row(session.selected_unit))] if session.selected_unit else []
    half, region = math.ceil(_REACH_PX * view.ratio), QRegion()
    for table, row in rows:
        if row < 0 or not _drawable(table, row):
            continue
        px, py = view.to_pixels(table.column("x")[[row]], table.column("y")[[row]])
        region += QRect(int(px[0]) - half, int(py[0]) - half, 2 * half, 2 * half)
        if region.rectCount() > _MOST_RECTS:
            region = QRegion(region.boundingRect())
    return region


def _pending(stage: Stage) -> set[int]:
    return {m.case_id for m in stage.session.ledger.pending.values() if m.case_id}


def _symbol(
    p: QPainter, view: Viewport, stage: Stage, case_id: int
) -> tuple[float, float, float] | None:
    """Draw the case's own symbol; returns its device pixels and logical radius, None if off."""
    table = stage.session.board.cases
    row = table.row(case_id) if case_id else -1
    known = stage.follower.known and 0 <= row < len(stage.cases.severity)
    if not known or not _drawable(table, row):
        return None
    rows = np.array([row])
    px, py = view.to_pixels(table.column("x")[rows], table.column("y")[rows])
    x, y = int(px[0]), int(py[0])
    if not (-64 < x < view.width + 64 and -64 < y < view.height + 64):
        return None
    severity = Severity(max(int(stage.cases.severity[row]), Severity.DONE))
    code = stage.cases.codes(rows)
    if stage.cases.severity[row] == Severity.HIDDEN:
        code = code + 2 * (Severity.DONE - Severity.HIDDEN)
    Sprites(stage.atlas).draw(p, px, py, code)
    return float(x), float(y), CASE_RADIUS[severity]


def _unit_mark(p: QPainter, view: Viewport, stage: Stage, overlay: Overlay) -> None:
    table = stage.session.board.units
    row = table.row(stage.session.selected_unit) if stage.session.selected_unit else -1
    if row < 0 or not table.column("fix_ms")[row] or not _drawable(table, row):
        return
    px, py = view.to_pixels(table.column("x")[[row]], table.column("y")[[row]])
    overlay.ring(p, float(px[0]), float(py[0]), 13.0)


def _drawable(table: object, row: int) -> bool:
    column = table.column  # type: ignore[attr-defined]
    return bool(on_globe(column("lon")[[row]], column("lat")[[row]])[0])
