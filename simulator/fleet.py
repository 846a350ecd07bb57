"""The whole fleet in motion, and which fixes of it are due. Pure: time comes in, columns go out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np

from casework.unit import Fixes
from simulator.city import City
from simulator.dice import Ints
from simulator.flight import Airframe, Drone
from simulator.roster import FIRST_DRONE, Roster
from simulator.shifts import Shifts
from simulator.walk import Walk

#: A phone reports its place about this often, city seconds; never more often than LEAST_S real.
PHONE_S = 12.5
LEAST_S = 2.0
DAYLIGHT = (6.5, 19.0)


@dataclass(frozen=True)
class Pace:
    """How often a town's phones are heard at a given rate, real seconds.

    The units of a town take turns in `slots`; one slot is sent every `beat`, so that each unit is
    heard once in `slots` × `beat`.
    """

    slots: int
    beat: float


def pace_at(rate: float) -> Pace:
    """The pace at which a unit sends every PHONE_S city seconds, but not faster than LEAST_S."""
    period = max(PHONE_S / max(rate, 1e-6), LEAST_S)
    slots = max(1, int(period // LEAST_S))
    return Pace(slots, period / slots)


class Fleet:
    """Officers and drones of one city, moved on only when somebody asks where they are."""

    def __init__(self, city: City, roster: Roster, seed: int, now_s: float) -> None:
        self.city, self.roster = city, roster
        self._zone = city.zone
        homes = [(p.grid.lon, p.grid.lat) for p in city.places]
        lon, lat = np.array(homes, dtype=np.float64)[roster.beat].T
        speeds = city.figures.officer_walk_mps, city.figures.officer_ride_mps
        self.walk = Walk(city.plane.to_xy(lon, lat), speeds, seed, now_s)
        self.drones = make_drones(city, roster, seed, now_s)
        self.towns = city.towns
        self._officers = _by_town(self.towns, [u.area for u in roster.officers])
        self._drones = _by_town(self.towns, [u.area for u in roster.drones])
        self._shifts = Shifts(len(roster.officers), seed)
        self._called: set[int] = set()
        self._minute = -1
        self._duty = self._shifts.on_duty(self.hour(now_s))

    def hour(self, now_s: float) -> float:
        """Local hour of the day of a city instant (seconds since the epoch), 0 ≤ hour < 24."""
        here = datetime.fromtimestamp(now_s, UTC).astimezone(self._zone)
        return here.hour + here.minute / 60.0

    def on_duty(self, now_s: float) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Officers on duty, or called to a case out of hours."""
        minute = int(now_s // 60)
        if minute != self._minute:
            self._minute = minute
            self._duty = self._shifts.on_duty(self.hour(now_s))
        duty = self._duty.copy()
        if self._called:
            duty[list(self._called)] = True
        return duty

    def fixes(self, town: int, slot: int, slots: int, now_s: float) -> Fixes:
        """The fixes of town number `town` that are due in turn `slot` of `slots`, WGS-84."""
        officers = self._officers[town]
        who = officers[slot::slots]
        duty = self.on_duty(now_s)[who]
        self.walk.rest(who[~duty], now_s)
        who = who[duty]
        self.walk.advance(who, now_s)
        flying = self._due_drones(town, slot, slots, now_s)
        x = np.concatenate([self.walk.x[who], [d.x for d in flying]])
        y = np.concatenate([self.walk.y[who], [d.y for d in flying]])
        lon, lat = self.city.plane.to_lonlat(x, y)
        return Fixes(
            unit=(who + 1).tolist() + [d.unit for d in flying],
            lon=np.round(lon, 6).tolist(),
            lat=np.round(lat, 6).tolist(),
            at_ms=[int(now_s * 1000)] * x.size,
            heading=self.walk.heading[who].tolist() + [d.heading for d in flying],
            battery=[-1] * who.size + [int(d.battery) for d in flying],
        )

    def _due_drones(self, town: int, slot: int, slots: int, now_s: float) -> list[Drone]:
        """A drone in the air is heard in every turn, one on the ground only in its own."""
        daylight = DAYLIGHT[0] <= self.hour(now_s) < DAYLIGHT[1]
        due = []
        for index in self._drones[town].tolist():
            drone = self.drones[index]
            drone.advance(now_s, daylight)
            if drone.airborne or index % slots == slot:
                due.append(drone)
        return due

    def is_drone(self, unit: int) -> bool:
        return FIRST_DRONE <= unit < FIRST_DRONE + len(self.drones)

    def is_officer(self, unit: int) -> bool:
        return 1 <= unit <= len(self.roster.officers)

    def drone(self, unit: int) -> Drone:
        return self.drones[unit - FIRST_DRONE]

    def call_sign(self, unit: int) -> str:
        if self.is_drone(unit):
            return self.roster.drones[unit - FIRST_DRONE].call_sign
        return self.roster.officers[unit - 1].call_sign

    def send_officer(self, unit: int, lon: float, lat: float, now_s: float) -> float:
        """Let an officer ride to (lon, lat) WGS-84; the city seconds it will take."""
        self._called.add(unit - 1)
        return self.walk.send(unit - 1, *self.city.plane.to_xy(lon, lat), now_s)

    def recall(self, unit: int, now_s: float) -> None:
        """Back to patrol, or to the base."""
        if self.is_drone(unit):
            self.drone(unit).recall()
        elif unit - 1 in self._called:
            self._called.discard(unit - 1)
            self.walk.recall(unit - 1, now_s)

    def lonlat(self, x: float, y: float) -> tuple[float, float]:
        return self.city.plane.to_lonlat(x, y)


def make_drones(city: City, roster: Roster, seed: int, now_s: float) -> list[Drone]:
    figures = city.figures
    frame = Airframe(
        speed=figures.drone_speed_mps,
        range_m=figures.drone_range_m,
        battery_s=figures.drone_battery_minutes * 60.0,
        charge_s=figures.drone_charge_minutes * 60.0,
    )
    bases = zip(roster.base_x.tolist(), roster.base_y.tolist(), strict=True)
    return [
        Drone(unit.unit_id, base, frame, seed, now_s)
        for unit, base in zip(roster.drones, bases, strict=True)
    ]


def _by_town(towns: tuple[str, ...], areas: list[str]) -> list[Ints]:
    codes = np.array(areas, dtype=np.str_)
    return [np.flatnonzero(codes == town).astype(np.int64) for town in towns]
