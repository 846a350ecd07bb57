"""A table that a spreadsheet shows and does not run."""

from __future__ import annotations

import csv
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from console.export.table import COLUMNS, harmless
from tests.unit.console.export.made import HOSTILE, export, situation


def test_every_title_is_in_its_row(tmp_path: Path) -> None:
    path = export("csv", tmp_path, situation())
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    title = COLUMNS.index("title")
    assert [r[0] for r in rows[1:]] == [str(n) for n in range(1, len(HOSTILE) + 1)]
    assert [r[title].removeprefix("'") for r in rows[1:]] == list(HOSTILE)
    assert rows[1][COLUMNS.index("due")] == "2026-02-25 14:12:20+08:00"
    assert rows[1][COLUMNS.index("doubt")] == "0, 0: the sender did not know the place"


@given(st.text())
def test_no_cell_can_begin_a_formula(text: str) -> None:
    shown = harmless(text)
    assert not shown.lstrip(" \u3000\u200b\ufeff").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert shown in (text, "'" + text)
