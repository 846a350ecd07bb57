"""What the map sees of base maps: a list to choose from, and pictures of cells as they come.

A cell is a square of the Web Mercator tile grid in WGS-84, whatever datum and zoom range its source
has: (z, x, y) with y downwards. Its picture has the very size on the screen that was asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple, Protocol

from casework.datum import Datum


class Wanted(NamedTuple):
    """A cell and the size of its picture, device pixels."""

    z: int
    x: int
    y: int
    width: int
    height: int


class Grade(Enum):
    """How good a picture is."""

    EXACT = "exact"
    STAND_IN = "stand-in"  # made from larger or smaller tiles, in part at least
    MISSING = "missing"  # there is nothing to show; `data` is empty
    OUTSIDE = "outside"  # the map does not reach as far; `data` is empty


@dataclass(frozen=True)
class Picture:
    """Pixels of a cell: BGRA, premultiplied where not `opaque`; rows of `wanted.width` × 4 bytes.

    `final`: nothing better will come by itself; otherwise ask again after a while.
    """

    wanted: Wanted
    grade: Grade
    data: bytes = b""
    opaque: bool = True
    final: bool = True


@dataclass(frozen=True)
class Problem:
    """Something that is wrong with a base map. `code` is stable; the interface has words for it.

    `file`: where the map is declared; `source`: its id; `key`: what is to be mended there;
    `detail`: particulars as they were found, plain text.
    """

    code: str
    file: str = ""
    source: str = ""
    key: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Opened:
    """A supply has begun: one picture element of its tiles is drawn for `scale` to the pixel."""

    tile_size: int
    scale: int


#: What a supply says, from its own threads.
Delivery = Opened | Picture | Problem


@dataclass(frozen=True)
class MapInfo:
    """A base map to choose. `attribution` is plain text that must be shown with it."""

    id: str
    name_zh: str
    name_en: str
    attribution: str
    datum: Datum


class Supply(Protocol):
    """Pictures of one base map."""

    def want(self, cells: Sequence[Wanted], waiting: Sequence[Wanted] = ()) -> None:
        """Make `cells` next, the most urgent first; whatever was wanted before is forgotten.

        `waiting`: cells that have a picture which is not final: go on asking for their tiles.
        """

    def stop(self) -> None:
        """Nothing is delivered any more when this returns, and it returns at once."""


class BaseMaps(Protocol):
    """All base maps that were declared. Nothing here waits for a network or a disk."""

    @property
    def maps(self) -> tuple[MapInfo, ...]: ...

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the declarations; the rest can be used."""

    @property
    def default(self) -> str:
        """Id of the map to show while nobody has chosen one, empty for none."""

    def close(self) -> None:
        """The program ends: write down what must not be lost."""

    def open(self, map_id: str, deliver: Callable[[Delivery], None]) -> Supply:
        """Begin to supply a map; `deliver` is called from other threads and must not wait.

        Raises:
            KeyError: no such map.
        """
