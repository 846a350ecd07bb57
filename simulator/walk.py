"""Officers on foot: a random waypoint walk around the grid's centre, vectorised. Pure.

Waypoint n of an officer depends only on the seed, the officer and n, so that a path is the same
however often it is looked at.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from simulator.dice import Floats, Ints, stir, uniform

Flags = NDArray[np.bool_]

RADIUS_M = 600.0
_PAUSE_S = 180.0  # longest rest at a waypoint
#: A gap in the clock (a lost connection, a machine asleep) is not walked after the fact.
LONGEST_STEP_S = 900.0


class Walk:
    """Where every officer is: `x`, `y` metres on the city's plane, `heading` degrees from north.

    `speeds`: on foot and riding, m/s.
    """

    def __init__(
        self,
        home: tuple[Floats, Floats],
        speeds: tuple[float, float],
        seed: int,
        now_s: float,
    ) -> None:
        count = home[0].size
        self._walk_mps, self._ride_mps = speeds
        self._ids: Ints = np.arange(count, dtype=np.int64)
        self._home = home
        self._keys = tuple(stir(seed, "walk", what) for what in ("angle", "radius", "pause"))
        self._leg: Ints = np.zeros(count, dtype=np.int64)
        self._pause: Floats = np.zeros(count)
        self._at: Floats = np.full(count, now_s)
        self._sent = np.zeros(count, dtype=np.bool_)
        self.x, self.y = self._waypoint(self._ids)
        self._leg += 1
        self._goal_x, self._goal_y = self._waypoint(self._ids)
        self.heading: Ints = np.zeros(count, dtype=np.int64)

    def _waypoint(self, who: Ints) -> tuple[Floats, Floats]:
        """Uniform over the disc of RADIUS_M around each home."""
        angle = 2.0 * np.pi * uniform(self._keys[0], who, self._leg[who])
        radius = RADIUS_M * np.sqrt(uniform(self._keys[1], who, self._leg[who]))
        x: Floats = self._home[0][who] + radius * np.cos(angle)
        y: Floats = self._home[1][who] + radius * np.sin(angle)
        return x, y

    def rest(self, who: Ints, now_s: float) -> None:
        """Let time pass for those off duty without moving them."""
        self._at[who] = now_s

    def advance(self, who: Ints, now_s: float) -> None:
        """Move `who` on to city time `now_s` (seconds since the epoch)."""
        left = np.clip(now_s - self._at[who], 0.0, LONGEST_STEP_S)
        self._at[who] = np.maximum(now_s, self._at[who])
        while who.size:
            left = self._take_pause(who, left)
            left, arrived = self._move(who, left)
            self._next_leg(who[arrived & ~self._sent[who]])
            # Someone who was sent waits where he arrived until he is called back.
            going = (left > 0.0) & ~self._sent[who]
            who, left = who[going], left[going]

    def _take_pause(self, who: Ints, left: Floats) -> Floats:
        rest = np.minimum(self._pause[who], left)
        self._pause[who] -= rest
        return left - rest

    def _move(self, who: Ints, left: Floats) -> tuple[Floats, Flags]:
        dx, dy = self._goal_x[who] - self.x[who], self._goal_y[who] - self.y[who]
        distance = np.hypot(dx, dy)
        # On a case, and on the long way back from one, an officer rides.
        rides = self._sent[who] | (distance > 2.0 * RADIUS_M)
        speed = np.where(rides, self._ride_mps, self._walk_mps)
        part = np.minimum(1.0, speed * left / np.maximum(distance, 1e-9))
        self.x[who] += dx * part
        self.y[who] += dy * part
        heading = np.rint(np.degrees(np.arctan2(dx, dy))).astype(np.int64) % 360
        self.heading[who] = np.where(distance * part > 0.5, heading, self.heading[who])
        arrived = part >= 1.0
        # Who has not arrived has used up his time, to the last rounding error.
        rest = np.where(arrived, np.maximum(0.0, left - distance / speed), 0.0)
        return rest, arrived

    def _next_leg(self, who: Ints) -> None:
        self._leg[who] += 1
        self._goal_x[who], self._goal_y[who] = self._waypoint(who)
        # At least a second, so that a long step always ends.
        self._pause[who] = 1.0 + _PAUSE_S * uniform(self._keys[2], who, self._leg[who])

    def send(self, officer: int, x: float, y: float, now_s: float) -> float:
        """Let one ride to (x, y) metres; the seconds it will take."""
        self.advance(self._ids[officer : officer + 1], now_s)
        self._sent[officer] = True
        self._pause[officer] = 0.0
        self._goal_x[officer], self._goal_y[officer] = x, y
        return float(np.hypot(x - self.x[officer], y - self.y[officer])) / self._ride_mps

    def recall(self, officer: int, now_s: float) -> None:
        """Back to the patrol, on foot, from wherever he is."""
        who = self._ids[officer : officer + 1]
        self.advance(who, now_s)
        self._sent[officer] = False
        self._next_leg(who)
