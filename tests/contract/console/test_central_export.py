"""What a real central exports is what the console's replay reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.board.board import Board
from console.feeds import wire
from console.feeds.logfile import read_log
from console.feeds.player import Player
from console.feeds.port import Picture
from tests.contract.central import small_city
from tests.contract.central.serving import Central
from tests.unit.console.board.logs import picture

pytestmark = pytest.mark.e2e


@pytest.mark.parametrize("after", [0, 6])
def test_an_export_replays_to_the_board_that_central_has(after: int, tmp_path: Path) -> None:
    central = Central(tmp_path / "data", small_city.write_city(tmp_path / "city"))
    try:
        mei = central.person("mei")
        unit = {"unit_id": 3, "kind": "drone", "call_sign": "D3", "area": small_city.NORTH}
        assert mei.send("/v1/units", {"units": [unit]}).status_code == 200
        for number in range(4):
            case = mei.report(title=f"案件 {number}")
            mei.do(mei.do(case, "accept"), "file")
        busy = mei.do(mei.report(), "assign", unit=3)["case_id"]
        path = tmp_path / "export.zwlog"
        path.write_bytes(mei.get(f"/v1/export?after={after}").content)
        there, _heard = wire.snapshot(mei.get("/v1/snapshot").content)
    finally:
        central.stop()
    recording = read_log(path)
    assert recording.problems == ()
    assert recording.from_seq == after
    shown = Player(recording, lambda: 0.0).seek(recording.end_ms)[0]
    assert isinstance(shown, Picture)
    assert comparable(shown.board) == comparable(there)
    assert shown.board.units.column("case_id").tolist() == [busy]


def comparable(board: Board) -> dict[str, object]:
    seen = picture(board)
    for axis in ("x", "y"):
        # Projected as an array or one by one: they may differ in the last bit.
        seen["cases"].pop(axis)
    return seen
