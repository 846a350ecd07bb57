"""Case tables for tests of the map, made of plain tuples."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casework.case import Case
from casework.instant import from_ms
from casework.vocabulary import CaseState, Channel
from console.board.cases import CaseTable

NOW = 1_772_000_000_000
HOUR = 3_600_000


@dataclass(frozen=True)
class Spot:
    """A case in few words; times in ms about NOW."""

    lon: float = 113.75
    lat: float = 23.03
    state: CaseState = CaseState.FILED
    priority: int = 3
    begin: int | None = -HOUR
    due: int | None = HOUR
    holder: str = ""
    closed: int | None = None


def case(case_id: int, spot: Spot) -> Case:
    return Case(
        case_id=case_id,
        version=1,
        state=spot.state,
        category="10101",
        title="",
        area="441900003000",
        lon=spot.lon,
        lat=spot.lat,
        priority=spot.priority,
        channel=Channel.OFFICER,
        reported_at=from_ms(NOW - HOUR),
        updated_at=from_ms(NOW - HOUR if spot.closed is None else NOW + spot.closed),
        limit_from=None if spot.begin is None else from_ms(NOW + spot.begin),
        due_at=None if spot.due is None else from_ms(NOW + spot.due),
        holder=spot.holder,
        closed_at=None if spot.closed is None else from_ms(NOW + spot.closed),
    )


def table_of(spots: Iterable[Spot]) -> CaseTable:
    """Cases 1, 2, 3, …"""
    table = CaseTable()
    for number, spot in enumerate(spots, 1):
        table.put(case(number, spot))
    return table
