"""From SSE bytes to the board: events a second, next to a bare numpy column write in the same run.

    python bench/feed_to_board.py [EVENTS]

Also: the share of one core that the feed's decoding costs at 930 position fixes a second.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import msgspec

from casework.codec import encode_envelope
from casework.unit import Fixes, Unit
from casework.vocabulary import UnitKind
from console.board.board import Board
from console.feeds import wire
from console.feeds.sse import SseParser
from tests.unit.console.board.logs import random_log

PIECE = 1 << 16
FIXES = 930


def sse_bytes(events: int, frame: int) -> bytes:
    """The log as central sends it, `frame` envelopes a message."""
    lines = [encode_envelope(e) for e in random_log(1, events)]
    messages = []
    for first in range(0, events, frame):
        part = lines[first : first + frame]
        body = b",".join(part)
        messages.append(b"event: log\nid: %d\ndata: [%b]\n\n" % (first + len(part), body))
    return b"".join(messages)


def to_board(raw: bytes) -> tuple[float, float, Board]:
    """(seconds on the feed's thread, seconds on the GUI thread, board)."""
    parser, board = SseParser(), Board()
    decoding = applying = 0.0
    for first in range(0, len(raw), PIECE):
        began = time.perf_counter()
        logs = [wire.log(e.data) for e in parser.feed(raw[first : first + PIECE])]
        decoded = time.perf_counter()
        for log in logs:
            board.apply(log)
        decoding += decoded - began
        applying += time.perf_counter() - decoded
    return decoding, applying, board


def bare_write(events: int) -> float:
    """Seconds to write one row of the board's columns per event, and do nothing else."""
    board = Board(capacity=events)
    board.cases.extend(events)
    columns = [board.cases.column(name) for name in board.cases._store]
    began = time.perf_counter()
    for row in range(events):
        for column in columns:
            column[row] = 1
    return time.perf_counter() - began


def positions_share(seconds: int = 200) -> tuple[float, float]:
    """(share of a core on the feed's thread, the same on the GUI thread) at FIXES a second."""
    board = Board()
    board.units.register(Unit(n, UnitKind.OFFICER, f"U{n}", "a") for n in range(9_300))
    dice = np.random.default_rng(1)
    frames = []
    for second in range(seconds):
        units = dice.choice(9_300, FIXES, replace=False).tolist()
        at = [1_772_438_400_000 + second * 1_000] * FIXES
        lon, lat = dice.uniform(113.5, 114.2, FIXES), dice.uniform(22.7, 23.1, FIXES)
        places = (np.round(lon, 6).tolist(), np.round(lat, 6).tolist())
        fixes = Fixes(units, *places, at, [90] * FIXES, [80] * FIXES)
        frames.append(b"event: positions\ndata: " + msgspec.json.encode(fixes) + b"\n\n")
    parser, decoding, moving = SseParser(), 0.0, 0.0
    for frame in frames:
        began = time.perf_counter()
        decoded = [wire.fixes(e.data) for e in parser.feed(frame)]
        between = time.perf_counter()
        board.apply(fixes=decoded)
        decoding += between - began
        moving += time.perf_counter() - between
    return decoding / seconds, moving / seconds


def main() -> None:
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    bare = min(bare_write(events) for _ in range(3))
    print(f"bare numpy column write   {events / bare:>10,.0f} rows/s")
    for frame in (500, 20, 1):
        raw = sse_bytes(events, frame)
        decoding, applying, board = min(to_board(raw) for _ in range(3))[:3]
        assert board.head == events
        total = decoding + applying
        print(
            f"SSE to board, {frame:>3} a message {events / total:>7,.0f} events/s"
            f"  = 1/{total / bare:.1f} of bare"
            f"  (us an event: feed thread {decoding / events * 1e6:.1f},"
            f" GUI thread {applying / events * 1e6:.1f})"
        )
    feed, gui = positions_share()
    print(f"{FIXES} fixes/s: feed thread {feed:.2%} of a core (goal: < 5 %), GUI thread {gui:.2%}")


if __name__ == "__main__":
    main()
