"""The cases of an export as the map judges them: whatever is in the scope is shown. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from console.export.situation import Situation
from console.map.cases import CaseLayer
from console.map.symbols import Severity, severities


def shown(situation: Situation) -> CaseLayer:
    """The cases at the time of the picture; one that ended long ago is done, not gone."""
    now, table = situation.head.taken_ms, situation.cases.copy()
    table.column("updated_ms")[:] = now
    closed = table.column("closed_ms")
    closed[closed > 0] = now
    layer = CaseLayer()
    layer.load(table, now)
    return layer


def clocks(situation: Situation) -> NDArray[np.int8]:
    """Severity of every case, shape (cases,), whether or not it has a place to be drawn at."""
    table = situation.cases
    severity, _ = severities(table, np.arange(table.rows), situation.head.taken_ms)
    severity[severity == Severity.HIDDEN] = Severity.DONE
    return severity
