"""The forms a snapshot could have: how each is written and how each fills a board.

The library that writes Arrow is no dependency of the product; where it is not installed its rows
are left out.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import msgspec

from casework.case import INSTANTS, Case
from casework.instant import to_ms
from central.api.forms import COLUMNAR, JSON, Shot, pieces
from console.board.board import Board
from console.feeds import wire

try:
    import pyarrow as pa
except ImportError:
    pa = None
try:
    import zstandard
except ImportError:
    zstandard = None

_OBJECTS = ("units", "merged", "asleep", "attachments")
_PIECE = 1 << 16


@dataclass(frozen=True)
class Form:
    name: str
    write: Callable[[Shot], Iterator[bytes]]
    read: Callable[[Iterable[bytes]], Board]


def _columns(shot: Shot) -> dict[str, list[Any]]:
    """The cases as plain columns, instants in milliseconds."""
    found: dict[str, list[Any]] = {}
    for name in Case.__struct_fields__:
        values = list(map(attrgetter(name), shot.cases))
        if name in INSTANTS:
            values = [None if at is None else to_ms(at) for at in values]
        found[name] = values
    return found


def _rest(shot: Shot) -> dict[str, Any]:
    return {
        "log_id": shot.log_id, "seq": shot.seq, "units": shot.units, "fixes": shot.fixes,
    }  # fmt: skip


class _Rest(msgspec.Struct):
    log_id: str
    seq: int
    units: list[wire.Unit]
    fixes: wire.Fixes


def _filled(rest: _Rest, columns: dict[str, Any]) -> Board:
    return Board.from_snapshot(rest.log_id, rest.seq, columns, rest.units, rest.fixes)


# -- JSON whose repeating texts are written once ------------------------------------------------


def _write_dictionary(shot: Shot) -> Iterator[bytes]:
    columns: dict[str, Any] = {}
    for name, values in _columns(shot).items():
        coded = name not in _OBJECTS and isinstance(values[0], str) and _coded(values)
        columns[name] = coded or values
    yield msgspec.json.encode({**_rest(shot), "cases": columns})


def _coded(values: list[str]) -> dict[str, Any] | None:
    places = {word: i for i, word in enumerate(dict.fromkeys(values))}
    if len(places) * 2 > len(values):
        return None
    return {"words": list(places), "codes": [places[value] for value in values]}


def _read_dictionary(body: Iterable[bytes]) -> Board:
    raw = b"".join(body)
    columns = msgspec.json.decode(raw)["cases"]
    for name, column in columns.items():
        if isinstance(column, dict):
            columns[name] = [column["words"][code] for code in column["codes"]]
    return _filled(msgspec.json.decode(raw, type=_Rest), columns)


# -- msgpack, the same columns as in JSON -------------------------------------------------------


def _write_msgpack(shot: Shot) -> Iterator[bytes]:
    yield msgspec.msgpack.encode({**_rest(shot), "cases": _columns(shot)})


def _read_msgpack(body: Iterable[bytes]) -> Board:
    raw = b"".join(body)
    # msgpack has numbers for keys where JSON has texts
    columns = msgspec.msgpack.decode(raw, strict=False)["cases"]
    return _filled(msgspec.msgpack.decode(raw, type=_Rest), columns)


# -- Arrow IPC, texts dictionary-encoded --------------------------------------------------------


def _write_arrow(shot: Shot) -> Iterator[bytes]:
    arrays = {}
    for name, values in _columns(shot).items():
        if name in _OBJECTS:
            arrays[name] = pa.array([msgspec.json.encode(value) for value in values], pa.binary())
        elif isinstance(values[0], str):
            array = pa.array(values, pa.string())
            coded = array.dictionary_encode()
            arrays[name] = coded if len(coded.dictionary) * 2 < len(values) else array
        else:
            kind = pa.float64() if name in ("lon", "lat") else pa.int64()
            arrays[name] = pa.array(values, kind)
    table = pa.table(arrays, metadata={b"rest": msgspec.json.encode(_rest(shot))})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table)
    yield sink.getvalue().to_pybytes()


def _read_arrow(body: Iterable[bytes]) -> Board:
    table = pa.ipc.open_stream(b"".join(body)).read_all()
    columns = {name: table.column(name).to_pylist() for name in table.column_names}
    for name in _OBJECTS:
        columns[name] = [msgspec.json.decode(value) for value in columns[name]]
    rest = msgspec.json.decode(table.schema.metadata[b"rest"], type=_Rest)
    return _filled(rest, columns)


def forms() -> list[Form]:
    """What can be measured on this machine."""
    found = [
        Form("JSON", lambda s: pieces(s, JSON, gzip=False), _read_json),
        Form("JSON, words once", _write_dictionary, _read_dictionary),
        Form("msgpack", _write_msgpack, _read_msgpack),
        Form("packed", lambda s: pieces(s, COLUMNAR, gzip=False), lambda b: wire.packed(b)[0]),
    ]
    if pa is not None:
        found.append(Form("Arrow IPC", _write_arrow, _read_arrow))
    return found


def _read_json(body: Iterable[bytes]) -> Board:
    return wire.snapshot(b"".join(body))[0]


# -- on the wire --------------------------------------------------------------------------------

Squeeze = tuple[Callable[[], Any], Callable[[], Any]]


def squeezes() -> dict[str, Squeeze | None]:
    """Compressor and decompressor by name; None: as it is."""
    found: dict[str, Squeeze | None] = {
        "": None,
        "gzip 1": (lambda: zlib.compressobj(1, zlib.DEFLATED, 31), lambda: zlib.decompressobj(31)),
        "gzip 6": (lambda: zlib.compressobj(6, zlib.DEFLATED, 31), lambda: zlib.decompressobj(31)),
    }
    if zstandard is not None:
        found["zstd 3"] = (
            lambda: zstandard.ZstdCompressor(3).compressobj(),
            lambda: zstandard.ZstdDecompressor().decompressobj(),
        )
    return found


def squeezed(plain: Iterator[bytes], squeeze: Squeeze | None) -> Iterator[bytes]:
    """What goes out, some of it at a time."""
    if squeeze is None:
        yield from plain
        return
    packer = squeeze[0]()
    for piece in plain:
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()


def opened(body: list[bytes], squeeze: Squeeze | None) -> Iterator[bytes]:
    """What comes in, as from a socket."""
    opener = squeeze[1]() if squeeze else None
    for whole in body:
        for first in range(0, len(whole), _PIECE):
            piece = whole[first : first + _PIECE]
            yield opener.decompress(piece) if opener else piece
