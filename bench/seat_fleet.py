"""The demo city's 9,303 units about their homes, and cases where the city has them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from casework.unit import Fixes
from casework.vocabulary import Step
from console.board.units import UnitTable
from console.models.sending.fleet import Wanted
from simulator.city import City, load_city
from simulator.roster import make_roster

NOW = 1_700_000_000_000
_CITY = Path(__file__).resolve().parent.parent / "resources" / "demo_city"
#: Part of the officers whose phone is heard: those on duty.
_ON_DUTY, _BUSY = 0.45, 0.12


def the_city() -> City:
    return load_city(_CITY)


def fleet_table(city: City, seed: int = 5) -> UnitTable:
    """All units; those on duty have fresh positions within some 500 m of home, some are busy."""
    dice = np.random.default_rng(seed)
    roster = make_roster(city, seed)
    table = UnitTable()
    table.register(roster.units)
    homes = np.array([(p.grid.lon, p.grid.lat) for p in city.places])[roster.beat]
    lon, lat = city.plane.to_lonlat(roster.base_x, roster.base_y)
    at = np.concatenate([homes, np.stack([lon, lat], axis=1)])
    at += dice.normal(0.0, 0.004, at.shape)
    officers = len(roster.officers)
    age = np.where(dice.random(len(at)) < _ON_DUTY, dice.uniform(0, 60_000, len(at)), 9e6)
    age[officers:] = dice.uniform(0, 20_000, len(at) - officers)
    battery = [-1] * officers + dice.integers(30, 100, len(at) - officers).tolist()
    table.move(
        Fixes(
            [u.unit_id for u in roster.units],
            at[:, 0].tolist(),
            at[:, 1].tolist(),
            (NOW - age).astype(np.int64).tolist(),
            [],
            battery,
        )
    )
    for i in np.flatnonzero(dice.random(len(at)) < _BUSY).tolist():
        table.occupy(roster.units[i].unit_id, 900_000 + i, Step.ON_SCENE)
    return table


def wanted(city: City, count: int, seed: int = 6, towns: int = 33) -> list[Wanted]:
    """`count` cases in the first `towns` towns: the fewer, the more units are wanted twice."""
    dice = np.random.default_rng(seed)
    within = [p for p in city.places if p.town in set(city.towns[:towns])]
    codes = [c.code for c in city.gazetteer.categories]
    weights = np.array([c.weight for c in city.gazetteer.categories])
    kinds = dice.choice(len(codes), size=count, p=weights / weights.sum())
    made = []
    for i, place in enumerate(dice.choice(len(within), size=count).tolist()):
        p = within[place]
        lon, lat = np.array([p.grid.lon, p.grid.lat]) + dice.normal(0.0, 0.003, 2)
        category = city.categories[codes[int(kinds[i])]]
        made.append(
            Wanted(
                1_000 + i,
                category.code,
                p.town,
                float(lon),
                float(lat),
                p.village.code,
                p.grid.code,
                category.priority,
            )
        )
    return made
