"""Cases as packed columns, the writing side: what `casework.columnar` reads."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import repeat
from operator import attrgetter, sub
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from casework.case import INSTANTS, Case
from casework.columnar import FRAME, KINDS, Block, Coded, Few, Numbers, Packed, Record, Texts
from casework.instant import EPOCH, to_ms

#: Small enough that packing one takes some tens of milliseconds, large enough for words to repeat.
BLOCK_ROWS = 4_096

_PACK = msgspec.msgpack.Encoder()
_FLOATS = frozenset({"lon", "lat"})
_INTEGERS = frozenset(
    {"case_id", "version", "priority", "bounces", "reworks", "extensions", "returns", "merged_into"}
)
#: Fields that are neither numbers nor texts; nearly always at their default.
_OBJECTS = frozenset({"units", "merged", "asleep", "attachments", "distinct"})


def framed(record: Record) -> bytes:
    """The bytes of one record."""
    payload = _PACK.encode(record)
    return FRAME.pack(len(payload), zlib.crc32(payload)) + payload


def blocks_of(cases: Sequence[Case]) -> Iterator[Block]:
    """All the cases, `BLOCK_ROWS` at a time."""
    for first in range(0, len(cases), BLOCK_ROWS):
        yield pack(cases[first : first + BLOCK_ROWS])


def pack(cases: Sequence[Case]) -> Block:
    """Some cases as one block."""
    # a column at a time: rows of fifty fields would only feed the garbage collector
    packed = {
        name: _packed(name, list(map(attrgetter(name), cases))) for name in Case.__struct_fields__
    }
    return Block(len(cases), packed)


def _packed(name: str, values: list[Any]) -> Packed:
    if name in _OBJECTS:
        return _few(values, {"units": {}, "asleep": None}.get(name, ()))
    if values.count(values[0]) == len(values):
        only = values[0]
        return Few(to_ms(only) if name in INSTANTS and only else only, b"", [])
    if name in _FLOATS:
        return Numbers("<f8", 0, False, np.asarray(values, "<f8").tobytes())
    if name in INSTANTS:
        return _instants(values)
    if name in _INTEGERS:
        return _integers(np.asarray(values, np.int64))
    return _texts(values)


def _few(values: list[Any], default: Any) -> Few:
    found = [(row, value) for row, value in enumerate(values) if value != default]
    at = np.asarray([row for row, _ in found], "<u4")
    return Few(default, at.tobytes(), [value for _, value in found])


def _instants(values: list[datetime | None]) -> Packed:
    rows = np.flatnonzero([at is not None for at in values])
    ms = _ms([at for at in values if at is not None])
    if len(rows) == len(values):
        return _integers(ms)
    if len(rows) * 8 < len(values):
        return Few(None, rows.astype("<u4").tobytes(), ms.tolist())
    base = int(ms.min())
    above = np.zeros(len(values), np.int64)
    above[rows] = ms - base + 1
    kind = _narrowest(int(above.max()))
    return Numbers(kind, base, True, above.astype(kind).tobytes())


def _integers(values: NDArray[np.int64]) -> Numbers:
    base = int(values.min())
    above = values.astype("<u8") - np.uint64(base % 2**64)
    kind = _narrowest(int(above.max()))
    return Numbers(kind, base, False, above.astype(kind).tobytes())


def _texts(values: list[str]) -> Packed:
    places = {word: place for place, word in enumerate(dict.fromkeys(values))}
    if len(places) * 2 > len(values):
        return Texts(values)
    kind = _narrowest(len(places))
    codes = np.fromiter(map(places.__getitem__, values), kind, len(values))
    return Coded(list(places), kind, codes.tobytes())


def _ms(values: Sequence[datetime]) -> NDArray[np.int64]:
    """Shape (n,), as `to_ms` but without a call of Python's a value."""
    since = np.asarray(list(map(sub, values, repeat(EPOCH))), "m8[us]")
    return since.astype(np.int64) // 1_000


def _narrowest(top: int) -> str:
    return next(kind for kind, bits in zip(KINDS, (8, 16, 32, 64), strict=True) if top < 1 << bits)
