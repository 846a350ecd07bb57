"""What pointing at the map means: a click selects, a rest of the cursor tells."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, QPointF, Signal

from console.map.camera import Camera
from console.map.hovertext import hit_lines
from console.map.scenes import Hit
from console.map.stage import Stage
from console.map.viewport import MAX_ZOOM


class Pointing(QObject):
    """Looks up what lies under the cursor and passes it on to the session."""

    case_picked = Signal(int)
    unit_picked = Signal(int)
    told = Signal(object)  # text or None, when it is another than before

    def __init__(self, stage: Stage, camera: Camera, parent: QObject) -> None:
        super().__init__(parent)
        self._stage, self._camera = stage, camera
        self.at: tuple[float, float] | None = None  # device pixels
        self.lines: list[str] = []
        self.hit: Hit | None = None
        #: Of layers that have joined: device pixels → what to say of what lies there.
        self.others: list[Callable[[float, float], list[str]]] = []

    def click(self, at: QPointF) -> None:
        """Select the case or unit there; open a cluster."""
        session = self._stage.session
        hit = self._stage.pick(self._camera.view, *self._camera.device(at))
        if hit is None:
            return
        if hit.kind == "unit":
            unit_id = int(session.board.units.column("unit_id")[hit.row])
            session.select_unit(unit_id)
            self.unit_picked.emit(unit_id)
            return
        row = self._open_cluster(hit.row) if hit.kind == "cluster" else hit.row
        if row >= 0:
            case_id = int(session.board.cases.column("case_id")[row])
            session.select(case_id)
            self.case_picked.emit(case_id)

    def hover(self, at: QPointF | None) -> bool:
        """The cursor is at `at` (None: gone); returns whether other words are due than before."""
        self.at = None if at is None else self._camera.device(at)
        self.hit = None if self.at is None else self._stage.pick(self._camera.view, *self.at)
        return self._say(self._lines())

    def _lines(self) -> list[str]:
        if self.hit is not None:
            return hit_lines(self._stage, self.hit)
        found = (other(*self.at) for other in self.others) if self.at is not None else ()
        return next((lines for lines in found if lines), [])

    def forget(self) -> None:
        """The map has moved under the cursor: what was said is no longer true."""
        self.hit = None
        self._say([])

    def _say(self, lines: list[str]) -> bool:
        changed = lines != self.lines
        self.lines = lines
        if changed:
            self.told.emit("\n".join(lines) if lines else None)
        return changed

    def _open_cluster(self, key: int) -> int:
        """Zoom in until a cluster falls apart; where it cannot, the row of its worst case."""
        cases, view = self._stage.cases, self._camera.view
        rows = cases.members(view, key)
        if view.zoom < MAX_ZOOM - 0.01:
            self._camera.approach(cases.bounds_of(rows))
            return -1
        return int(rows[np.argmax(cases.severity[rows])])
