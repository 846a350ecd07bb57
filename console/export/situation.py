"""What is exported: the situation as it goes to the writing process, in frames. Pure.

Personal data stays behind: reporters, descriptions, who holds a case and the names of officers are
not in any of these types, and numbers in a title or an address that read like a mobile or an
identity number are masked as soon as a situation is read.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import IO, Literal

import msgspec
import numpy as np

from casework.area import Area
from console.board.cases import CaseTable
from console.board.columns import Array, Columns
from console.board.units import UnitTable

Format = Literal["html", "png", "pdf", "geojson", "csv"]
FORMATS: tuple[Format, ...] = ("html", "png", "pdf", "geojson", "csv")
#: Columns that leave the board. Of the holder only goes whether there is one.
CASE_NUMBERS = (
    "case_id", "state", "priority", "channel", "category", "area", "village", "department",
    "holder", "lon", "lat", "x", "y", "reported_ms", "updated_ms", "from_ms", "due_ms",
    "lease_ms", "closed_ms", "deadline_ms",
)  # fmt: skip
UNIT_NUMBERS = (
    "unit_id", "kind", "lon", "lat", "x", "y", "fix_ms", "heading", "battery", "case_id",
)  # fmt: skip
#: Columns whose numbers stand for names.
NAMED = ("category", "area", "village", "department")
_LENGTH = struct.Struct(">I")
_LONGEST = 1 << 30
_PERSONAL = re.compile(r"(?<!\d)(?:(1[3-9]\d)\d{4}(\d{4})|(\d{6})\d{8}(\d{3}[\dXx]))(?!\d)")


class Frame(msgspec.Struct, frozen=True):
    """What the map shows: zoom, middle on the unit square, size in logical pixels."""

    zoom: float
    x: float
    y: float
    width: int
    height: int


class Terms(msgspec.Struct, frozen=True):
    """The words of the chosen language. Lists follow the orders of `casework.vocabulary`.

    `severities` follow `console.map.symbols.Severity`; `ages` are fresh, ageing, stale. `names`:
    for each coded column what its numbers mean. `legend`: text and sprite number, none: a heading.
    `said`: the fixed words of a page or a sheet by key. `columns`: headings of the table by key.
    """

    states: list[str]
    priorities: list[str]
    channels: list[str]
    kinds: list[str]
    severities: list[str]
    ages: list[str]
    doubts: dict[str, str]
    names: dict[str, dict[int, str]]
    legend: list[tuple[str, int | None]]
    said: dict[str, str]
    columns: dict[str, str]


class Head(msgspec.Struct, frozen=True):
    """Everything but the cases and units.

    Instants are milliseconds UTC: `taken_ms` is the city time the picture shows, `known_ms` when
    the console last heard its source. `stale` names why the picture may be old, empty where it is
    fresh. `lines`: what stands under the title. `seq`: last event in it. `left_out`: cases of the
    scope without a drawable place.
    """

    format: Format
    path: str
    token: str
    title: str
    lines: list[str]
    stale: str
    taken_ms: int
    known_ms: int
    seq: int
    zone: str
    city: str
    scope: str
    language: str
    theme: str
    font: str
    frame: Frame
    areas: list[Area]
    shown: list[str]
    terms: Terms
    cases: int
    units: int
    left_out: int
    scale: int = 1
    page: str = "A4"


class CaseBlock(msgspec.Struct, frozen=True):
    """Some cases: `numbers[name]` is the raw column, `doubts` reasons by place in this block."""

    rows: int
    numbers: dict[str, bytes]
    titles: list[str]
    addresses: list[str]
    doubts: dict[int, str]


class UnitBlock(msgspec.Struct, frozen=True):
    rows: int
    numbers: dict[str, bytes]
    call_signs: list[str]


class BaseBlock(msgspec.Struct, frozen=True):
    """Base layers as pictures, PNG or JPEG, of `window`: west, north, east, south, unit square.

    `under` takes the place of the city's own land, `over` lies on it; empty where there is none.
    `names`: words at places of the unit square. `credits`: whose they are, plain text. `lacking`:
    cells that did not come in time.
    """

    window: tuple[float, float, float, float]
    under: bytes
    over: bytes
    names: list[tuple[str, float, float]]
    credits: list[str]
    lacking: int = 0


class Situation:
    """The whole again, in the tables the map paints from."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self.cases, self.units = CaseTable(max(1, head.cases)), UnitTable(max(1, head.units))
        self.doubts: dict[int, str] = {}
        self.base: BaseBlock | None = None
        holder = self.cases.words.index("-")
        assert holder == 1  # noqa: S101 - the first word after the empty one

    def add_cases(self, block: CaseBlock) -> None:
        numbers = _read(self.cases, block)
        titles, addresses = ([masked(t) for t in of] for of in (block.titles, block.addresses))
        first = self.cases.adopt(block.rows, numbers, titles, addresses)
        self.doubts.update({first + at: why for at, why in block.doubts.items()})

    def add_units(self, block: UnitBlock) -> None:
        first = self.units.extend(block.rows)
        for name, values in _read(self.units, block).items():
            self.units.column(name)[first:] = values
        self.units.call_sign.extend(block.call_signs)


def _read(table: Columns, block: CaseBlock | UnitBlock) -> dict[str, Array]:
    return {
        name: np.frombuffer(raw, table.column(name).dtype, block.rows)
        for name, raw in block.numbers.items()
    }


def masked(text: str) -> str:
    """The text with what reads like a mobile or an identity number made unreadable."""
    return _PERSONAL.sub(lambda m: f"{m[1]}****{m[2]}" if m[1] else f"{m[3]}********{m[4]}", text)


# -- frames --------------------------------------------------------------------------------------

Any4 = Head | CaseBlock | UnitBlock | BaseBlock
_KINDS: tuple[type[Any4], ...] = (Head, CaseBlock, UnitBlock, BaseBlock)


def write_frame(pipe: IO[bytes], item: Any4) -> None:
    """One frame: its kind, its length, its body."""
    body = msgspec.msgpack.encode(item)
    pipe.write(bytes([_KINDS.index(type(item))]) + _LENGTH.pack(len(body)))
    pipe.write(body)


def read_frames(pipe: IO[bytes]) -> Iterator[Any4]:
    """Frames until the pipe ends.

    Raises:
        EOFError: it ends within a frame: who wrote it has gone.
        ValueError: it is no frame.
    """
    while start := pipe.read(1 + _LENGTH.size):
        if len(start) <= _LENGTH.size:
            raise EOFError("the frame is cut")
        size = _LENGTH.unpack(start[1:])[0]
        if start[0] >= len(_KINDS) or size > _LONGEST:
            raise ValueError("this is no frame")
        body = pipe.read(size)
        if len(body) < size:
            raise EOFError("the frame is cut")
        yield msgspec.msgpack.decode(body, type=_KINDS[start[0]])


def read_situation(pipe: IO[bytes]) -> Situation:
    """All frames of one situation.

    Raises:
        EOFError: fewer cases or units came than the head promised.
        ValueError: it does not begin with a head.
    """
    frames = read_frames(pipe)
    head = next(frames, None)
    if not isinstance(head, Head):
        raise ValueError("a situation begins with its head")
    made = Situation(head)
    for block in frames:
        if isinstance(block, CaseBlock):
            made.add_cases(block)
        elif isinstance(block, UnitBlock):
            made.add_units(block)
        elif isinstance(block, BaseBlock):
            made.base = block
    if (made.cases.rows, made.units.rows) != (head.cases, head.units):
        raise EOFError("cases or units are missing")
    return made
