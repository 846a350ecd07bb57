"""A board written down again: the columns of a snapshot, its units and their newest fixes."""

from __future__ import annotations

from typing import Any

import numpy as np

from casework.unit import Fixes, Unit
from casework.vocabulary import (
    CHANNEL_ORDER,
    LEVEL_ORDER,
    REQUEST_ORDER,
    STATE_ORDER,
    UNIT_KIND_ORDER,
)
from console.board import rare
from console.board.cases import CaseTable
from console.board.units import SKILL_SEPARATOR, UnitTable

_TIMES = {
    "reported_at": "reported_ms",
    "updated_at": "updated_ms",
    "limit_from": "from_ms",
    "due_at": "due_ms",
    "lease_until": "lease_ms",
    "closed_at": "closed_ms",
    "paused_at": "paused_ms",
    "stage_from": "stage_from_ms",
    "stage_due": "stage_due_ms",
}


def case_columns(table: CaseTable) -> dict[str, list[Any]]:
    """`CaseColumns` as in docs/protocol.md: what `CaseTable.load` takes."""
    out: dict[str, list[Any]] = {
        name: table.column(name).tolist()
        for name in ("case_id", "version", "priority", "lon", "lat", "bounces", "reworks")
    }
    words = table.words.all()
    for name in ("category", "area", "village", "department", "holder"):
        out[name] = [words[i] for i in table.column(name).tolist()]
    for name, column in _TIMES.items():
        out[name] = [ms or None for ms in table.column(column).tolist()]
    for name in ("title", "address", "grid", "description", "reporter"):
        out[name] = list(getattr(table, name))
    out["state"] = [STATE_ORDER[i].value for i in table.column("state").tolist()]
    out["channel"] = [CHANNEL_ORDER[i].value for i in table.column("channel").tolist()]
    out["level"] = [LEVEL_ORDER[i].value for i in table.column("level").tolist()]
    out["request"] = [REQUEST_ORDER[i].value for i in table.column("request").tolist()]
    out |= rare.columns(table.rare(row) for row in range(table.rows))
    out["units"] = [dict(table.units(row)) for row in range(table.rows)]
    return out


def unit_list(table: UnitTable) -> list[Unit]:
    """The registered units. Their department is not kept on the board."""
    words = table.words.all()
    kinds, areas = table.column("kind").tolist(), table.column("area").tolist()
    skills = table.column("skills").tolist()
    ids, ranges = table.column("unit_id").tolist(), table.column("range_m").tolist()
    return [
        Unit(
            unit_id=ids[row],
            kind=UNIT_KIND_ORDER[kinds[row]],
            call_sign=table.call_sign[row],
            area=words[areas[row]],
            team=table.team[row],
            name=table.name[row],
            range_m=ranges[row],
            skills=tuple(words[skills[row]].split(SKILL_SEPARATOR)) if skills[row] else (),
        )
        for row in range(table.rows)
    ]


def newest_fixes(table: UnitTable) -> Fixes:
    """The newest fix of every unit that has one, WGS-84 degrees."""
    heard = np.flatnonzero(table.column("fix_ms"))
    return Fixes(
        unit=table.column("unit_id")[heard].tolist(),
        lon=table.column("lon")[heard].tolist(),
        lat=table.column("lat")[heard].tolist(),
        at_ms=table.column("fix_ms")[heard].tolist(),
        heading=table.column("heading")[heard].tolist(),
        battery=table.column("battery")[heard].tolist(),
    )
