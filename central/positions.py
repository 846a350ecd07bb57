"""The newest fix of every unit, in memory. Not in the durable log: lost at restart by design.

Columns in numpy, so that "everything that moved since frame N" is one mask and not a loop. All
methods run on the server's event loop; nothing here is shared between threads.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime

import msgspec
import numpy as np

from casework.datum import Datum, to_wgs84
from casework.instant import to_ms
from casework.ruling import CLOCK_SKEW
from casework.unit import Fixes

_FLOATS = ("lon", "lat")
_INTS = ("unit", "at_ms", "heading", "battery")
#: Beside the fix: the frame that carries it, and whether it was sent to this process.
_MARKS = ("frame", "own")
_SKEW_MS = int(CLOCK_SKEW.total_seconds() * 1_000)
_ENCODER = msgspec.json.Encoder()


class Refusal(msgspec.Struct, frozen=True):
    """Why one fix was not taken."""

    unit: int
    why: str


class Taken(msgspec.Struct, frozen=True):
    accepted: int
    refused: list[Refusal]


class Positions:
    """`frame` counts announced frames: a fix is stamped with the frame that will carry it."""

    def __init__(self) -> None:
        self._slots: dict[int, int] = {}
        self._columns = {name: np.zeros(1_024, np.float64) for name in _FLOATS}
        self._columns |= {name: np.zeros(1_024, np.int64) for name in (*_INTS, *_MARKS)}
        self.frame = 1
        self._shared: dict[int, bytes] = {}

    def take(
        self,
        fixes: Fixes,
        datum: Datum,
        now: datetime,
        known: Callable[[int], bool],
        *,
        own: bool = True,
    ) -> Taken:
        """Take the fixes that are newer than what is known of each unit.

        `own`: they were sent to this process, not passed on by another.
        """
        limit_ms = to_ms(now) + _SKEW_MS
        refused: list[Refusal] = []
        size = len(fixes.unit)
        headings = fixes.heading or [-1] * size
        batteries = fixes.battery or [-1] * size
        columns = zip(fixes.unit, fixes.lon, fixes.lat, fixes.at_ms, strict=True)
        for i, (unit, lon, lat, at_ms) in enumerate(columns):
            why = "" if known(unit) else "no such unit is registered"
            why = why or self._objection(unit, lon, lat, at_ms, limit_ms)
            if not (-1 <= headings[i] <= 360 and -1 <= batteries[i] <= 100):
                why = why or "heading must be -1 to 360 degrees, battery -1 to 100 per cent"
            if why:
                refused.append(Refusal(unit, why))
                continue
            if datum is not Datum.WGS84:
                lon, lat = to_wgs84(lon, lat, datum)  # noqa: PLW2901 - the same place, in our datum
            self._put(unit, lon, lat, at_ms, headings[i], batteries[i])
            self._columns["own"][self._slots[unit]] = own
        return Taken(size - len(refused), refused)

    def _objection(self, unit: int, lon: float, lat: float, at_ms: int, limit_ms: int) -> str:
        if not (math.isfinite(lon) and math.isfinite(lat)) or abs(lon) > 180 or abs(lat) > 90:
            return "the position is not on the globe"
        if at_ms > limit_ms:
            return "the fix is later than now; check the clock of the device"
        if at_ms < 0:
            return "the fix is from before 1970"
        slot = self._slots.get(unit)
        if slot is not None and at_ms < self._columns["at_ms"][slot]:
            return "a newer fix of this unit is known"
        return ""

    def _put(
        self, unit: int, lon: float, lat: float, at_ms: int, heading: int, battery: int
    ) -> None:
        slot = self._slots.get(unit)
        if slot is None:
            slot = self._slots[unit] = len(self._slots)
            if slot >= len(self._columns["unit"]):
                for name, column in self._columns.items():
                    self._columns[name] = np.concatenate([column, np.zeros_like(column)])
        columns = self._columns
        columns["unit"][slot] = unit
        columns["lon"][slot] = lon
        columns["lat"][slot] = lat
        columns["at_ms"][slot] = at_ms
        columns["heading"][slot] = heading
        columns["battery"][slot] = battery
        columns["frame"][slot] = self.frame

    @property
    def known(self) -> int:
        """How many units have a position."""
        return len(self._slots)

    def close_frame(self) -> None:
        """End the frame that is filling.

        A frame is counted even when nothing moved in it: a reader that has seen it asks from the
        next one on, and what comes then must lie there.
        """
        self._shared.clear()
        self.frame += 1

    def since(self, frame: int) -> bytes:
        """The newest fixes of the units that moved in frame `frame` or later, as JSON `Fixes`.

        Empty when none did. Encoded once for all who ask the same, until the frame is closed.
        """
        found = self._shared.get(frame)
        if found is None:
            fixes = self.fixes(frame)
            found = self._shared[frame] = _ENCODER.encode(fixes) if fixes.unit else b""
        return found

    def fixes(self, frame: int = 0, *, own: bool = False) -> Fixes:
        """The newest fixes of the units that moved in frame `frame` or later; 0 means all.

        `own`: only those that were sent to this process.
        """
        used = len(self._slots)
        mask = self._columns["frame"][:used] >= frame
        if own:
            mask &= self._columns["own"][:used] > 0
        names = (*_FLOATS, *_INTS)
        return Fixes(**{name: self._columns[name][:used][mask].tolist() for name in names})

    def fix_of(self, unit: int) -> Fixes:
        """The newest fix of one unit; empty columns while none is known."""
        slot = self._slots.get(unit)
        if slot is None:
            return Fixes([], [], [], [])
        return Fixes(
            *([self._columns[name][slot].item()] for name in ("unit", *_FLOATS)),
            *([self._columns[name][slot].item()] for name in ("at_ms", "heading", "battery")),
        )
