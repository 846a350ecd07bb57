"""Who is in the field: officers over the basic grids, drones in teams. Pure, from the seed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from casework.area import Ring
from casework.unit import Unit
from casework.vocabulary import UnitKind
from simulator.city import City
from simulator.dice import Floats, Ints, stir

FIRST_DRONE = 20_001
LEAST_PER_GRID = 2


@dataclass(frozen=True)
class Roster:
    """Units, and where each is at home.

    `officers[i]` patrols `city.places[beat[i]]`; `drones[j]` starts from `(base_x[j], base_y[j])`,
    metres on the city's plane.
    """

    officers: tuple[Unit, ...]
    beat: Ints
    drones: tuple[Unit, ...]
    base_x: Floats
    base_y: Floats

    @property
    def units(self) -> tuple[Unit, ...]:
        return self.officers + self.drones


def make_roster(city: City, seed: int) -> Roster:
    """The same roster for the same city and seed, always."""
    rng = np.random.default_rng(stir(seed, "roster"))
    beat = _beats(city, rng)
    skills = _trained(city, len(beat), seed)
    officers = tuple(
        Unit(
            unit_id=i + 1,
            kind=UnitKind.OFFICER,
            call_sign=f"WG-{i + 1:05d}",
            area=city.places[place].town,
            team=city.places[place].grid.code,
            skills=skills[i],
        )
        for i, place in enumerate(beat.tolist())
    )
    drones, bases = _drones(city, rng)
    x, y = city.plane.to_xy(
        np.array([city.places[b].grid.lon for b in bases], dtype=np.float64),
        np.array([city.places[b].grid.lat for b in bases], dtype=np.float64),
    )
    return Roster(officers, beat, drones, x, y)


def _trained(city: City, officers: int, seed: int) -> list[tuple[str, ...]]:
    """What each officer is trained for, by the city's shares; dice of their own."""
    rng = np.random.default_rng(stir(seed, "skills"))
    shares = city.figures.officer_skill_shares
    has = rng.random((officers, len(shares))) < np.array(list(shares.values()), dtype=np.float64)
    codes = list(shares)
    return [tuple(codes[j] for j in np.flatnonzero(row)) for row in has]


def _beats(city: City, rng: np.random.Generator) -> Ints:
    """The grid of each officer: at least two a grid, the rest by the grid's size."""
    grids, total = len(city.places), city.figures.officers
    least = np.repeat(np.arange(grids), LEAST_PER_GRID)[:total]
    weight = np.array([_size(p.grid.rings) for p in city.places])
    known = weight[weight > 0]
    weight[weight <= 0] = known.mean() if known.size else 1.0
    rest = rng.choice(grids, size=max(0, total - least.size), p=weight / weight.sum())
    return np.sort(np.concatenate([least, rest])).astype(np.int64)


def _size(rings: list[Ring]) -> float:
    """Area in square degrees, which is enough to compare neighbours; a ring in a ring is a hole."""
    total = 0.0
    for i, ring in enumerate(rings):
        following = ring[1:] + ring[:1]
        pairs = zip(ring, following, strict=True)
        own = abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2.0
        # rings may touch at a point: what most points say counts
        others = rings[:i] + rings[i + 1 :]
        depths = [sum(_inside(other, x, y) for other in others) % 2 for x, y in ring]
        total += own if 2 * sum(depths) < len(ring) else -own
    return total


def _inside(ring: Ring, x: float, y: float) -> bool:
    """Whether an upward ray crosses the ring an odd number of times."""
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (x1 > x) != (x2 > x) and y1 + (x - x1) / (x2 - x1) * (y2 - y1) > y:
            odd = not odd
    return odd


def _drones(city: City, rng: np.random.Generator) -> tuple[tuple[Unit, ...], list[int]]:
    """Every team has a drone before any has a second; a team stands at one basic grid.

    Teams go round the towns, so that no town is left without one while another has three.
    """
    teams = max(1, min(city.figures.teams, city.figures.drones))
    by_town: dict[str, list[int]] = {}
    for index, place in enumerate(city.places):
        by_town.setdefault(place.town, []).append(index)
    towns = list(by_town)
    homes = [int(rng.choice(by_town[towns[t % len(towns)]])) for t in range(teams)]
    units, bases = [], []
    for i in range(city.figures.drones):
        team = i % teams
        units.append(
            Unit(
                unit_id=FIRST_DRONE + i,
                kind=UnitKind.DRONE,
                call_sign=f"D-{i + 1:03d}",
                area=city.places[homes[team]].town,
                team=f"DT-{team + 1:02d}",
                range_m=city.figures.drone_range_m,
                skills=city.figures.drone_skills,
            )
        )
        bases.append(homes[team])
    return tuple(units), bases
