"""Where the units are, told second by second to the readers of the feed."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from casework.actor import Actor
from casework.datum import Datum
from casework.unit import Fixes
from central.hub import Hub, Scope
from central.positions import Positions

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@given(st.lists(st.tuples(st.lists(st.integers(0, 5), max_size=3), st.booleans())))
def test_a_reader_knows_where_everybody_is_after_any_idle_or_busy_seconds(
    seconds: list[tuple[list[int], bool]],
) -> None:
    positions, known = Positions(), dict[int, int]()
    hub = Hub(0, positions)
    reader = hub.join(Scope(Actor("mei", "Mei", frozenset())))
    for second, (moved, reads) in enumerate([*seconds, ([], True), ([], True)], start=1):
        size = len(moved)
        fixes = Fixes(moved, [113.7] * size, [23.0] * size, [second] * size)
        positions.take(fixes, Datum.WGS84, NOON, lambda _unit: True)
        hub.tick(b"{}")
        if reads:
            for piece in asyncio.run(reader.next()).split(b"event: "):
                if piece.startswith(b"positions"):
                    told = json.loads(piece.partition(b"data: ")[2])
                    known |= dict(zip(told["unit"], told["at_ms"], strict=True))
    newest = positions.fixes()
    assert known == dict(zip(newest.unit, newest.at_ms, strict=True))
