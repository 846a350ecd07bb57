"""Who sees what where: an officer at his feet, a drone below itself, a citizen nearby."""

from __future__ import annotations

import random

import numpy as np

from casework.vocabulary import Channel
from simulator.fleet import Fleet
from simulator.reports import Sighting

#: A citizen's report lies within this distance of a basic grid's middle, metres.
_SCATTER_M = 350.0


class Witness:
    """Looks at the fleet as it is now; moves nobody."""

    def __init__(self, fleet: Fleet) -> None:
        self._fleet = fleet
        places = [(p.grid.lon, p.grid.lat) for p in fleet.city.places]
        lon, lat = np.array(places, dtype=np.float64).T
        self._x, self._y = fleet.city.plane.to_xy(lon, lat)

    def sighting(self, channel: Channel, now_s: float, rng: random.Random) -> Sighting:
        """Somewhere a report of `channel` may come from at city time `now_s`."""
        if channel is Channel.OFFICER:
            return self.officer(now_s, rng)
        if channel is Channel.DRONE:
            return self.drone(rng)
        return self.citizen(rng)

    def officer(self, now_s: float, rng: random.Random) -> Sighting:
        """Beside a random officer on duty."""
        duty = np.flatnonzero(self._fleet.on_duty(now_s))
        if not duty.size:
            return self.citizen(rng)
        who = int(duty[rng.randrange(duty.size)])
        walk, roster = self._fleet.walk, self._fleet.roster
        lon, lat = self._fleet.lonlat(float(walk.x[who]), float(walk.y[who]))
        place = self._fleet.city.places[int(roster.beat[who])]
        return Sighting(lon, lat, place, roster.officers[who].call_sign)

    def drone(self, rng: random.Random) -> Sighting:
        """Under a drone in the air; under any of them when all are on the ground."""
        flying = [d for d in self._fleet.drones if d.airborne] or self._fleet.drones
        if not flying:
            return self.citizen(rng)
        drone = rng.choice(flying)
        nearest = int(np.argmin(np.hypot(self._x - drone.x, self._y - drone.y)))
        lon, lat = self._fleet.lonlat(drone.x, drone.y)
        place = self._fleet.city.places[nearest]
        return Sighting(lon, lat, place, self._fleet.call_sign(drone.unit))

    def citizen(self, rng: random.Random) -> Sighting:
        """Around the middle of a random basic grid."""
        index = rng.randrange(len(self._fleet.city.places))
        x = float(self._x[index]) + rng.gauss(0.0, _SCATTER_M / 2.0)
        y = float(self._y[index]) + rng.gauss(0.0, _SCATTER_M / 2.0)
        return Sighting(*self._fleet.lonlat(x, y), self._fleet.city.places[index])

    def nearest_officers(self, lon: float, lat: float, now_s: float, most: int) -> list[int]:
        """Unit ids of the `most` officers on duty nearest to (lon, lat) WGS-84, nearest first."""
        duty = np.flatnonzero(self._fleet.on_duty(now_s))
        x, y = self._fleet.city.plane.to_xy(lon, lat)
        walk = self._fleet.walk
        order = np.argsort(np.hypot(walk.x[duty] - x, walk.y[duty] - y))[:most]
        return [int(i) + 1 for i in duty[order]]
