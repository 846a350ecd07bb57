"""A picture and the events that made it give the same board, down to the millisecond."""

from __future__ import annotations

from datetime import UTC, datetime

from casework.case import INSTANTS, Case
from casework.vocabulary import CaseState, Channel
from console.board.cases import CaseTable

FINE = datetime(2026, 11, 22, 7, 52, 29, 6_191, tzinfo=UTC)
COARSE = datetime(2026, 11, 22, 7, 52, 29, 6_000, tzinfo=UTC)


def case(at: datetime) -> Case:
    """A case with every instant set."""
    return Case(
        case_id=7,
        version=1,
        state=CaseState.FILED,
        category="20101",
        title="路面塌陷",
        area="441900003000",
        lon=113.78,
        lat=23.04,
        priority=1,
        channel=Channel.HOTLINE,
        **dict.fromkeys(INSTANTS, at),
    )


def test_every_instant_is_kept_to_the_millisecond() -> None:
    table = CaseTable()
    row, _ = table.put(case(FINE))
    assert table.get(row) == table.get(table.put(case(COARSE))[0])
    assert table.get(row) == case(COARSE)
