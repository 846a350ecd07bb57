from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from casework.vocabulary import CaseState
from tests.gui.map.extrastand import LAT, LON
from tests.gui.map.stand import Spot, Stand, board_of, fleet, spread, stand


@pytest.fixture
def full(qtbot: QtBot) -> Iterator[Stand]:
    """A city with 300 cases and 200 units, a dozen of them sent to a case."""
    units, fixes = fleet(200)
    board = board_of(spread(300), units, fixes)
    for row in range(0, 120, 10):
        board.units.column("case_id")[row] = row + 1
    made = stand(qtbot, board)
    yield made
    made.session.stop()


@pytest.fixture
def empty(qtbot: QtBot) -> Iterator[Stand]:
    """A city where nothing has happened."""
    made = stand(qtbot, board_of([]))
    yield made
    made.session.stop()


@pytest.fixture
def ringing(qtbot: QtBot) -> Iterator[Stand]:
    """Two emergencies that nobody has taken."""
    made = stand(
        qtbot,
        board_of([Spot(LON + d, LAT, CaseState.REPORTED, priority=1) for d in (0.0, 0.05)]),
    )
    made.finish()
    yield made
    made.session.stop()
