"""What central says, decoded on the feed's thread: the shapes of docs/protocol.md.

Every decoder raises `msgspec.MsgspecError` where the bytes are not what they should be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec

from casework.actor import Actor
from casework.area import Gazetteer
from casework.codec import WireEnvelope, open_wire
from casework.columnar import Block, ColumnarError, Head, Packed, Reader, Record
from casework.duty import NOTHING, Duty
from casework.events import Envelope
from casework.instant import Instant
from casework.reasons import ReasonLists
from casework.unit import Fixes, Unit
from console.board.board import Board
from console.feeds.errors import NotCentral, translate

_TOO_LARGE = 1 << 62


class Heard(msgspec.Struct, frozen=True):
    """A beat, or the hello that opens a stream (with `log_id`)."""

    head: int
    now: Instant
    rate: float
    log_id: str = ""


class Resync(msgspec.Struct, frozen=True):
    why: str


class _Snapshot(msgspec.Struct):
    log_id: str
    seq: int
    now: Instant
    rate: float
    cases: dict[str, msgspec.Raw]
    units: msgspec.Raw
    fixes: msgspec.Raw
    duty: Duty = NOTHING  # an older central says none


_GAZETTEER = msgspec.json.Decoder(Gazetteer)
_REASONS = msgspec.json.Decoder(ReasonLists)
_ACTOR = msgspec.json.Decoder(Actor)
_SNAPSHOT = msgspec.json.Decoder(_Snapshot)
_COLUMN = msgspec.json.Decoder(list[Any])
_UNITS = msgspec.json.Decoder(list[Unit])
_FIXES = msgspec.json.Decoder(Fixes)
_LOG = msgspec.json.Decoder(list[WireEnvelope])
_HEARD = msgspec.json.Decoder(Heard)
_RESYNC = msgspec.json.Decoder(Resync)


def gazetteer(raw: bytes) -> Gazetteer:
    return _GAZETTEER.decode(raw)


def reasons(raw: bytes) -> ReasonLists:
    return _REASONS.decode(raw)


def actor(raw: bytes) -> Actor:
    return _ACTOR.decode(raw)


def log(raw: bytes) -> tuple[Envelope, ...]:
    return tuple(open_wire(w) for w in _LOG.decode(raw))


def fixes(raw: bytes | msgspec.Raw) -> Fixes:
    """A frame of positions.

    Raises:
        msgspec.MsgspecError: not a frame.
        NotCentral: a number in it is beyond what the board's columns hold.
    """
    return _possible(_FIXES.decode(raw))


def _possible(frame: Fixes) -> Fixes:
    for numbers in (frame.unit, frame.at_ms):
        if numbers and not (min(numbers) >= 0 and max(numbers) < _TOO_LARGE):
            raise NotCentral("a frame of positions holds an impossible number")
    return frame


def heard(raw: bytes) -> Heard:
    return _HEARD.decode(raw)


def resync(raw: bytes) -> Resync:
    return _RESYNC.decode(raw)


def snapshot(raw: bytes) -> tuple[Board, Heard]:
    """The board of a snapshot in JSON, and central's clock when it was taken.

    Decoded a column at a time: one call for all of it would keep the interpreter from the window
    for as long as it takes.

    Raises:
        msgspec.MsgspecError: not a snapshot.
        NotCentral: its columns do not fit together.
    """
    whole = _SNAPSHOT.decode(raw)
    columns = {name: _COLUMN.decode(column) for name, column in whole.cases.items()}
    units, newest = _UNITS.decode(whole.units), fixes(whole.fixes)
    with _fitting():
        board = Board.from_snapshot(whole.log_id, whole.seq, columns, units, newest, whole.duty)
    return board, Heard(whole.seq, whole.now, whole.rate, whole.log_id)


def packed(pieces: Iterable[bytes]) -> tuple[Board, Heard]:
    """The same from the pieces of a packed snapshot, as they come; whole, or not at all.

    Raises:
        msgspec.MsgspecError: not a snapshot.
        ColumnarError: it is cut or damaged.
        NotCentral: its columns do not fit together.
    """
    reader = Reader()
    records = (record for piece in pieces for record in reader.feed(piece))
    head = next(records, None)
    if not isinstance(head, Head):
        reader.finish()
        raise NotCentral("a snapshot without a head")
    with _fitting():
        board = Board.from_blocks(
            head.log_id,
            head.seq,
            head.rows,
            _blocks(records, reader),
            head.units,
            _possible(head.fixes),
            head.duty,
        )
    return board, Heard(head.seq, head.now, head.rate, head.log_id)


def _blocks(
    records: Iterator[Record], reader: Reader
) -> Iterator[tuple[int, Mapping[str, Packed]]]:
    """Every block, as long as nothing is missing after it."""
    for record in records:
        if isinstance(record, Block):
            yield record.rows, record.columns
    reader.finish()


@contextmanager
def _fitting() -> Iterator[None]:
    """A column that does not fit is the sender's fault, and is told as such."""
    try:
        yield
    except ColumnarError:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError) as error:
        if translate(error) is not None:
            raise
        raise NotCentral(f"the snapshot does not fit together: {error!r}") from error
