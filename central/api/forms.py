"""The forms a snapshot can be sent in, and how its bytes come off the event loop.

Both forms are made in pieces on a worker thread, so that neither the event loop nor anybody else's
request waits for a whole picture, and no more than a piece of it is ever in memory.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import datetime

import msgspec
from litestar.datastructures.headers import Accept

from casework import columnar
from casework.case import Case
from casework.duty import Duty
from casework.packing import blocks_of, framed
from casework.unit import Fixes, Unit
from central.projections.cases import column_pieces

JSON, COLUMNAR = "application/json", columnar.MEDIA
#: The lowest: on a snapshot the higher ones save little and cost several times the time.
_LEVEL = 1
_GZIP = 16 + zlib.MAX_WBITS


@dataclass(frozen=True)
class Shot:
    """What goes into one snapshot: all of it as of `seq`, cases in somebody's scope only."""

    log_id: str
    seq: int
    now: datetime
    rate: float
    cases: list[Case]
    units: list[Unit]
    fixes: Fixes
    duty: Duty


def form_of(accept: str) -> str:
    """The media type to answer with: JSON unless the packed form is asked for first."""
    return Accept(accept).best_match([JSON, COLUMNAR], JSON)


def takes_gzip(accept_encoding: str) -> bool:
    """Whether the header allows gzip by name."""
    for choice in accept_encoding.lower().split(","):
        name, _, weight = choice.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "").rstrip("0.") != "q="
    return False


def pieces(shot: Shot, form: str, *, gzip: bool) -> Iterator[bytes]:
    """The body, some of it at a time."""
    plain = _columnar(shot) if form == COLUMNAR else _json(shot)
    return _gzipped(plain) if gzip else plain


async def off_the_loop(body: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Every piece made on a worker thread, and only when the one before has gone out."""
    while piece := await asyncio.to_thread(next, body, b""):
        yield piece


def _columnar(shot: Shot) -> Iterator[bytes]:
    head = columnar.Head(
        shot.log_id,
        shot.seq,
        shot.now,
        shot.rate,
        len(shot.cases),
        shot.units,
        shot.fixes,
        shot.duty,
    )
    yield columnar.MAGIC + framed(head)
    for block in blocks_of(shot.cases):
        yield framed(block)
    yield framed(columnar.End(len(shot.cases)))


def _json(shot: Shot) -> Iterator[bytes]:
    head = {"log_id": shot.log_id, "seq": shot.seq, "now": shot.now, "rate": shot.rate}
    yield msgspec.json.encode(head)[:-1] + b',"cases":'
    yield from column_pieces(shot.cases)
    yield b',"units":' + msgspec.json.encode(shot.units)
    yield b',"duty":' + msgspec.json.encode(shot.duty)
    yield b',"fixes":' + msgspec.json.encode(shot.fixes) + b"}"


def _gzipped(plain: Iterator[bytes]) -> Iterator[bytes]:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    for piece in plain:
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()
