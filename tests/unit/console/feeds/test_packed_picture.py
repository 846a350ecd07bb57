"""Both forms of a snapshot give the same board."""

from __future__ import annotations

import zlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework import packing
from casework.case import Case
from casework.columnar import MAGIC, Block, Coded, End, Head
from casework.duty import Duty, SharedView
from casework.instant import from_ms
from casework.packing import framed, pack
from casework.unit import Fixes
from central.api.forms import COLUMNAR, JSON, Shot, pieces
from console.board.board import Board
from console.feeds import wire
from console.feeds.errors import NotCentral
from tests.support.effort import examples
from tests.unit.console.board.logs import START_MS, UNITS, picture, random_fixes, random_log

NOW = from_ms(START_MS)


def cases_of(seed: int, events: int) -> list[Case]:
    board = Board()
    board.apply(random_log(seed, events))
    return [board.cases.get(row) for row in range(board.cases.rows)]


def shot(seed: int, events: int) -> Shot:
    return Shot(
        "log",
        events,
        NOW,
        1.0,
        cases_of(seed, events),
        UNITS,
        random_fixes(seed, events % 7),
        Duty(
            views={"v": SharedView("v", "夜班", "prio:1", ("id",), "", "mei", NOW, "441900003000")}
        ),
    )


@given(st.integers(0, 10**6), st.integers(0, 120), st.integers(1, 9), st.booleans())
@settings(max_examples=examples(40), deadline=None)
def test_the_packed_form_and_json_fill_the_same_board(
    seed: int, events: int, rows: int, gzip: bool
) -> None:
    taken = shot(seed, events)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "BLOCK_ROWS", rows)
        packed = b"".join(pieces(taken, COLUMNAR, gzip=gzip))
    plain = b"".join(pieces(taken, JSON, gzip=gzip))
    if gzip:
        packed, plain = zlib.decompress(packed, 31), zlib.decompress(plain, 31)
    board, heard = wire.packed([packed[:100], packed[100:]])
    expected, said = wire.snapshot(plain)
    assert picture(board) == picture(expected)
    assert board.desk.duty == expected.desk.duty == taken.duty
    assert heard == said


def body(rows: int, *blocks: Block, fixes: Fixes | None = None) -> bytes:
    head = Head("log", 1, NOW, 1.0, rows, [], fixes or Fixes([], [], [], []))
    return MAGIC + b"".join(map(framed, (head, *blocks, End(rows))))


def without(block: Block, name: str, **more: Any) -> Block:
    return Block(block.rows, {**{n: c for n, c in block.columns.items() if n != name}, **more})


def test_columns_that_do_not_fit_are_not_centrals() -> None:
    block = pack(cases_of(1, 60))
    odd = Coded(["asleep"], "<u1", bytes(block.rows))
    far = Fixes([-1], [0.0], [0.0], [0])
    for wrong in (
        body(block.rows, without(block, "title")),
        body(block.rows, without(block, "state", state=odd)),
        body(block.rows, Block(block.rows + 1, block.columns)),
        body(block.rows + 1, block),
        body(2 * block.rows, block, block),
        body(block.rows, block, fixes=far),
    ):
        with pytest.raises((NotCentral, ValueError)):
            wire.packed([wrong])


def test_a_picture_without_a_case_is_a_board_without_a_case() -> None:
    board, heard = wire.packed([body(0)])
    assert (board.cases.rows, heard.head) == (0, 1)
