"""The 100 m unit cell (万米单元网格) under a point, and its code.

Cells are counted on a local equirectangular plane anchored at the city's south-west corner: at the
size of a city (80 km) the cell's side differs from 100 m by less than 0.3 %. A city's official cell
numbering, where it exists, replaces this as data.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from casework.datum import check_lon_lat

CELL_METRES = 100.0
_METRES_PER_DEGREE = 111_319.490_793  # at the equator, WGS-84 semi-major axis
_CODE = re.compile(r"E(-?[0-9]{1,5})-N(-?[0-9]{1,5})", re.IGNORECASE)


@dataclass(frozen=True)
class CellGrid:
    """Cells of 100 m × 100 m counted east and north from (west, south), WGS-84 degrees."""

    west: float
    south: float
    middle_latitude: float

    def cell(self, lon: float, lat: float) -> tuple[int, int]:
        """(column east, row north) of the cell that holds the point.

        Raises:
            ValueError: the point is not on the globe.
        """
        check_lon_lat(lon, lat)
        east = (lon - self.west) * _METRES_PER_DEGREE * math.cos(math.radians(self.middle_latitude))
        north = (lat - self.south) * _METRES_PER_DEGREE
        return math.floor(east / CELL_METRES), math.floor(north / CELL_METRES)

    def code(self, lon: float, lat: float) -> str:
        """The cell's read-out, for example ``E0412-N0287``."""
        column, row = self.cell(lon, lat)
        return f"E{column:04d}-N{row:04d}"

    def box(self, column: int, row: int) -> tuple[float, float, float, float]:
        """(west, south, east, north) of a cell, WGS-84 degrees."""
        high = CELL_METRES / _METRES_PER_DEGREE
        wide = high / math.cos(math.radians(self.middle_latitude))
        west, south = self.west + column * wide, self.south + row * high
        return west, south, west + wide, south + high

    def middle(self, code: str) -> tuple[float, float] | None:
        """(lon, lat) of the middle of the cell with that code; None where there is no such cell."""
        found = _CODE.fullmatch(code)
        if found is None:
            return None
        west, south, east, north = self.box(int(found.group(1)), int(found.group(2)))
        lon, lat = (west + east) / 2, (south + north) / 2
        return (lon, lat) if abs(lon) <= 180.0 and abs(lat) <= 90.0 else None
