"""The guide to the map names every action with the key it really has."""

from __future__ import annotations

from pathlib import Path

from console.catalogue import MAP_ACTIONS

GUIDE = Path(__file__).parents[4] / "docs" / "working-on-the-map.md"


def test_every_action_of_the_map_is_in_its_guide_with_its_key() -> None:
    text = GUIDE.read_text("utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    missing = [
        a.id for a in MAP_ACTIONS.values() if not any(_names(r, a.label, a.shortcut) for r in rows)
    ]
    assert missing == []
    assert len(rows) == len(MAP_ACTIONS) + 2  # and the head of the table


def _names(row: str, label: str, key: str) -> bool:
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    return cells[0] == label and cells[1].split(" ")[0] == key
