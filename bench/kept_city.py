"""A made city as a console keeps it on the disk: Dongguan's gazetteer, its fleet, many cases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from bench.map_city import DRONES, NOW_MS, OFFICERS, gazetteer, places
from bench.start_probe import STRANGER
from casework.actor import Actor
from casework.area import Gazetteer
from casework.case import Case
from casework.columnar import End, Head
from casework.instant import from_ms
from casework.packing import blocks_of, framed
from casework.unit import Fixes, Unit
from casework.vocabulary import STATE_ORDER, Channel, Post, UnitKind
from console.app.keeping import Seat
from console.feeds.citycache import CityCache
from console.feeds.port import City

_MAGIC = b"zwsnap1\n"
_STATES = [0.12, 0.1, 0.13, 0.2, 0.25, 0.1, 0.05, 0.04, 0.01]
_THINGS = ("井盖缺失", "暴露垃圾", "占道经营", "路灯不亮", "树枝折断", "违规张贴", "管道漏水")


def cases(city: Gazetteer, count: int) -> Iterator[Case]:
    """Cases as a city has them; most have texts of their own."""
    rng = np.random.default_rng(5)
    lon, lat, town = places(city, count, rng)
    towns = [a.code for a in city.areas if a.level == "town"]
    states = rng.choice(len(_STATES), count, p=_STATES)
    for n in range(count):
        at = from_ms(NOW_MS - int(rng.integers(1, 72)) * 3_600_000)
        yield Case(
            case_id=n + 1,
            version=int(rng.integers(1, 9)),
            state=STATE_ORDER[int(states[n])],
            category=city.categories[n % len(city.categories)].code,
            title=f"{_THINGS[n % len(_THINGS)]}，第 {n % 977} 号附近",
            area=towns[int(town[n])],
            lon=float(lon[n]),
            lat=float(lat[n]),
            priority=1 + n % 4,
            channel=Channel.OFFICER,
            reported_at=at,
            updated_at=at + timedelta(minutes=5),
            address=f"东莞大道 {n} 号",
            description=f"市民反映：{_THINGS[n % len(_THINGS)]}，影响通行，请尽快处理（{n}）",
            reporter=f"网格员{n % 9_000:05d}",
            due_at=at + timedelta(hours=24),
            limit_from=at,
            department=city.departments[n % len(city.departments)].code,
        )


def body(city: Gazetteer, count: int, now: datetime, log_id: str = "made") -> Iterator[bytes]:
    """A packed snapshot with the whole fleet."""
    rng = np.random.default_rng(6)
    many = OFFICERS + DRONES
    towns = [a.code for a in city.areas if a.level == "town"]
    lon, lat, town = places(city, many, rng)
    units = [
        Unit(
            i + 1,
            UnitKind.OFFICER if i < OFFICERS else UnitKind.DRONE,
            f"WG-{i:05d}",
            towns[town[i]],
        )
        for i in range(many)
    ]
    at = [NOW_MS - 5_000] * many
    fixes = Fixes(
        [u.unit_id for u in units], lon.tolist(), lat.tolist(), at, [0] * many, [80] * many
    )
    yield _MAGIC + framed(Head(log_id, count, now, 1.0, count, units, fixes))
    for block in blocks_of(list(cases(city, count))):
        yield framed(block)
    yield framed(End(count))


def keep(seat: Seat, count: int) -> int:
    """Write the city as `seat` would have kept it; returns the bytes on the disk."""
    city = gazetteer()
    actor = Actor("seat-1", "陈派遣", frozenset({Post.DISPATCHER, Post.SHIFT_SUPERVISOR}))
    cache = CityCache(seat.folder, seat.belongs)
    cache.write(1, City(city, None, actor), body(city, count, from_ms(NOW_MS)))
    return cache.picture(1).stat().st_size


def seat_at(home: Path, url: str) -> Seat:
    """The seat of a console that is started with `url` and a token that no central knows."""
    from console.app.keeping import bearer

    return Seat(home, url, bearer(STRANGER))
