"""Cases as packed columns: the compact body of a snapshot, read a block at a time.

A body is `MAGIC` and then records, each its length and the CRC-32 of its payload (two little-endian
uint32) and the payload, one msgpack array. The records come in this order: `Head`, any
number of `Block`, `End`. Numbers are little-endian arrays; texts that repeat are written once
a block. So neither side ever holds more than a block of it, and no single call takes long.
`casework.packing` writes it.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, ClassVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from casework.duty import NOTHING, Duty
from casework.instant import Instant
from casework.unit import Fixes, Unit

MEDIA = "application/vnd.zhiwang.snapshot"
MAGIC = b"zwsnap1\n"
#: No record of a true body comes near this; a garbled length must not eat the memory.
MAX_RECORD = 64 * 1024 * 1024

FRAME = struct.Struct("<II")
KINDS = ("<u1", "<u2", "<u4", "<u8")


class ColumnarError(ValueError):
    """The bytes are not a snapshot of this form."""


class TruncatedError(ColumnarError):
    """The bytes end before the snapshot does."""


class Numbers(msgspec.Struct, frozen=True, array_like=True, tag="n"):
    """`base` + the entries of the array; with `nulls` an entry 0 is "absent" and 1 is `base`."""

    kind: str
    base: int
    nulls: bool
    data: bytes

    def array(self, rows: int, absent: int = 0) -> NDArray[Any]:
        """Shape (rows,), int64 or float64, `absent` where there is no value."""
        raw = _array(self.kind, self.data, rows)
        if self.kind == "<f8":
            return raw
        # a uint64 may be what is left of a distance beyond int64: adding wraps it back
        out = raw.astype(np.int64) + np.int64(self.base)
        return np.where(raw == 0, np.int64(absent), out - 1) if self.nulls else out

    def spread(self, rows: int) -> list[Any]:
        found: list[Any] = self.array(rows).tolist()
        if self.nulls:
            there = _array(self.kind, self.data, rows) != 0
            found = [v if is_there else None for v, is_there in zip(found, there, strict=True)]
        return found


class Coded(msgspec.Struct, frozen=True, array_like=True, tag="c"):
    """Texts that repeat: each once in `words`, and its place for every row."""

    words: list[str]
    kind: str
    data: bytes

    def codes(self, rows: int) -> NDArray[Any]:
        """Shape (rows,), places in `words`."""
        found = _array(self.kind, self.data, rows)
        if rows and (found.dtype.kind != "u" or int(found.max()) >= len(self.words)):
            raise ColumnarError("a text has a number that no word of its column has")
        return found

    def spread(self, rows: int) -> list[Any]:
        return [self.words[i] for i in self.codes(rows).tolist()]


class Few(msgspec.Struct, frozen=True, array_like=True, tag="f"):
    """`default` everywhere but at the rows in `at`."""

    default: Any
    at: bytes
    values: list[Any]

    def items(self, rows: int) -> list[tuple[int, Any]]:
        """(row, value) where it differs from the default."""
        where = _array("<u4", self.at, len(self.values))
        if len(where) and int(where.max()) >= rows:
            raise ColumnarError("a column names a row that its block does not have")
        return list(zip(where.tolist(), self.values, strict=True))

    def spread(self, rows: int) -> list[Any]:
        found = [self.default] * rows
        for row, value in self.items(rows):
            found[row] = value
        return found


class Texts(msgspec.Struct, frozen=True, array_like=True, tag="t"):
    """Texts that do not repeat."""

    values: list[str]

    def spread(self, rows: int) -> list[Any]:
        if len(self.values) != rows:
            raise ColumnarError(f"a column has {len(self.values)} rows, its block {rows}")
        return self.values


Packed = Numbers | Coded | Few | Texts
#: A column as it came: packed, or (from JSON) one plain value a row.
Column = Packed | Sequence[Any]


class Head(msgspec.Struct, frozen=True, array_like=True, tag="head"):
    """What comes first; `rows` is the number of cases that follow. An older one has no `duty`."""

    log_id: str
    seq: int
    now: Instant
    rate: float
    rows: int
    units: list[Unit]
    fixes: Fixes
    duty: Duty = NOTHING


class Block(msgspec.Struct, frozen=True, array_like=True, tag="block"):
    """Some cases, one column a field of `Case`."""

    rows: int
    columns: dict[str, Packed]


class End(msgspec.Struct, frozen=True, array_like=True, tag="end"):
    """What comes last: a body without it was cut."""

    rows: int


Record = Head | Block | End
_UNPACK: msgspec.msgpack.Decoder[Record] = msgspec.msgpack.Decoder(Record)


class Reader:
    """Records out of the pieces of a body, in their order, each of them whole and undamaged."""

    _ORDER: ClassVar[Mapping[type, tuple[type, ...]]] = {
        type(None): (Head,),
        Head: (Block, End),
        Block: (Block, End),
        End: (),
    }

    def __init__(self) -> None:
        self._kept = bytearray()
        self._begun = False
        self._last: type = type(None)

    def feed(self, piece: bytes) -> Iterator[Record]:
        """The records that `piece` completes.

        Raises:
            ColumnarError: these are not the bytes of a snapshot.
            msgspec.MsgspecError: neither is a record.
        """
        self._kept += piece
        self._begin()
        while (payload := self._next()) is not None:
            record = _UNPACK.decode(payload)
            if type(record) not in self._ORDER[self._last]:
                told = type(record).__name__.lower()
                raise ColumnarError(f"the snapshot has a record out of its place: {told}")
            self._last = type(record)
            yield record

    def finish(self) -> None:
        """
        Raises:
            TruncatedError: something is missing.
        """
        if self._last is not End:
            raise TruncatedError("the snapshot ends before its last record")
        if self._kept:
            raise ColumnarError(f"{len(self._kept)} bytes follow the end of the snapshot")

    def _begin(self) -> None:
        if self._begun or not self._kept:
            return
        found = bytes(islice(self._kept, len(MAGIC)))
        if not MAGIC.startswith(found):
            raise ColumnarError(f"a snapshot does not begin with {found!r}")
        if found == MAGIC:
            del self._kept[: len(MAGIC)]
            self._begun = True

    def _next(self) -> bytes | None:
        if not self._begun or len(self._kept) < FRAME.size:
            return None
        size, check = FRAME.unpack_from(self._kept)
        if size > MAX_RECORD:
            raise ColumnarError(f"a record of {size:,} bytes is beyond any snapshot")
        end = FRAME.size + size
        if len(self._kept) < end:
            return None
        payload = bytes(memoryview(self._kept)[FRAME.size : end])
        del self._kept[:end]
        if zlib.crc32(payload) != check:
            raise ColumnarError("a record was damaged on its way: its checksum differs")
        return payload


def _array(kind: str, data: bytes, rows: int) -> NDArray[Any]:
    """
    Raises:
        ColumnarError: not `rows` entries of `kind`.
    """
    if kind not in (*KINDS, "<f8"):
        raise ColumnarError(f"numbers of the unknown kind {kind[:8]!r}")
    width = int(kind[2])
    if len(data) != rows * width:
        raise ColumnarError(f"a column has {len(data) / width:g} rows, its block {rows}")
    return np.frombuffer(data, kind)
