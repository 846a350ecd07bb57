"""What the console and the process that reads vector files say to each other.

Down: JSON, one object a line. Up: a JSON line each, followed by as many bytes as its `bytes` says.
"""

from __future__ import annotations

from typing import IO

import msgspec

from console.basemap.port import Wanted


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A declared source, as much of it as reading takes."""

    id: str
    kind: str
    file: str
    layer: str
    encoding: str
    label: str
    datum: str
    style: str
    width: float
    min_zoom: int
    max_zoom: int


class Order(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What is wanted from now on; None: as before.

    `look`: of all pictures that follow, and they will carry its `turn`. `reload`: read the files
    again.
    """

    sources: list[Said] | None = None
    look: Look | None = None
    cells: list[Wanted] | None = None
    reload: bool = False


class Look(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`shown`: ids of sources, from below upwards. `colours`: "#rrggbb" by style."""

    turn: int
    shown: list[str]
    colours: dict[str, str]
    ratio: float


class Word(msgspec.Struct, frozen=True):
    """A name at a place of the unit square."""

    text: str
    x: float
    y: float


class Report(msgspec.Struct, frozen=True, omit_defaults=True):
    """One of: `opening` or `opened` a source; a `code` of trouble; the picture of `cell`."""

    opening: str = ""
    opened: str = ""
    source: str = ""
    code: str = ""
    key: str = ""
    detail: str = ""
    cell: Wanted | None = None
    turn: int = 0
    bytes: int = 0
    words: list[Word] = []


_orders, _reports = msgspec.json.Decoder(Order), msgspec.json.Decoder(Report)
_encoder = msgspec.json.Encoder()


def put(stream: IO[bytes], what: Order | Report, data: bytes = b"") -> None:
    """Raises OSError: nobody listens."""
    stream.write(_encoder.encode(what) + b"\n")
    if data:
        stream.write(data)
    stream.flush()


def next_order(stream: IO[bytes]) -> Order | None:
    """None when there will be no more. Raises msgspec.DecodeError."""
    line = stream.readline()
    return _orders.decode(line) if line else None


def next_report(stream: IO[bytes]) -> tuple[Report, bytes] | None:
    """The next report with its bytes, None when there will be no more.

    Raises:
        msgspec.DecodeError: somebody else wrote into the stream.
    """
    line = stream.readline()
    if not line:
        return None
    report = _reports.decode(line)
    data = stream.read(report.bytes) if report.bytes else b""
    return (report, data) if len(data) == report.bytes else None
