"""A city for the map's benchmarks and pictures: the demo gazetteer, made-up cases and units."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import numpy as np

from casework.area import Gazetteer
from casework.unit import Fixes, Unit
from casework.vocabulary import UnitKind
from console.board.board import Board
from console.board.deadlines import RUNS
from console.board.mercator import project
from console.feeds.port import Beat, City, Feed, Link, LinkState, Picture, Sink, Trouble
from console.outbox.port import Answers
from console.session import Session

GAZETTEER = Path(__file__).resolve().parent.parent / "resources" / "demo_city" / "gazetteer.json"
NOW_MS = 1_772_000_000_000
OFFICERS, DRONES = 9_177, 126


class StillFeed:
    """Says nothing by itself."""

    def start(self, sink: Sink) -> None:
        self.sink = sink

    def stop(self) -> None: ...


class NoOutbox:
    read_only = True

    def start(self, answers: Answers) -> None: ...

    def stop(self) -> None: ...

    def send(self, order: object) -> None: ...

    def take_next(self, command_id: str) -> None: ...

    def ask_history(self, case_id: int) -> None: ...


def gazetteer() -> Gazetteer:
    return msgspec.json.decode(GAZETTEER.read_bytes(), type=Gazetteer)


def places(
    city: Gazetteer, count: int, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(lon, lat, town number) scattered about the villages, busy ones more than others."""
    villages = [a for a in city.areas if a.level == "village"]
    towns = {a.code: i for i, a in enumerate(a for a in city.areas if a.level == "town")}
    weight = rng.pareto(1.4, len(villages)) + 0.4
    chosen = rng.choice(len(villages), count, p=weight / weight.sum())
    lon = np.array([v.lon for v in villages])[chosen] + rng.normal(0, 0.006, count)
    lat = np.array([v.lat for v in villages])[chosen] + rng.normal(0, 0.006, count)
    town = np.array([towns.get(v.parent, 0) for v in villages])[chosen]
    return lon, lat, town


def fill_cases(board: Board, city: Gazetteer, count: int, seed: int = 1) -> None:
    """Append `count` cases straight into the columns; most are calm, a few burn."""
    rng = np.random.default_rng(seed)
    table = board.cases
    first = table.extend(count)
    part = slice(first, first + count)
    lon, lat, _ = places(city, count, rng)
    of = {n: table.column(n) for n in ("lon", "lat", "x", "y", "state", "priority", "case_id")}
    of["lon"][part], of["lat"][part] = lon, lat
    of["x"][part], of["y"][part] = project(lon, lat)
    of["state"][part] = rng.choice(9, count, p=[0.12, 0.1, 0.13, 0.2, 0.25, 0.1, 0.05, 0.04, 0.01])
    priority = rng.choice([1, 2, 3, 4], count, p=[0.02, 0.13, 0.55, 0.3])
    of["priority"][part] = priority
    of["case_id"][part] = np.arange(first + 1, first + count + 1)
    limit = np.array([0, 2, 8, 24, 72])[priority] * 3_600_000
    gone = rng.beta(1.4, 4.0, count) * 1.0
    late = rng.random(count) < 0.025
    gone[late] = 1.0 + rng.random(int(late.sum())) * 0.6
    begin = (NOW_MS - gone * limit).astype(np.int64)
    table.column("from_ms")[part] = begin
    table.column("reported_ms")[part] = begin
    table.column("updated_ms")[part] = NOW_MS - 60_000
    table.column("due_ms")[part] = begin + limit
    table.column("deadline_ms")[part] = np.where(RUNS[of["state"][part]], begin + limit, 0)
    table.column("category")[part] = table.words.index("10101")
    held = rng.random(count) < 0.04
    table.column("holder")[part] = np.where(held, table.words.index("chen"), 0)
    closed = of["state"][part] >= 7
    table.column("closed_ms")[part] = np.where(closed, NOW_MS - 120_000, 0)
    for texts in (table.title, table.address, table.grid, table.description, table.reporter):
        texts.extend([""] * count)
    for row in range(first, first + count):
        table.title[row] = "人行道井盖缺失，行人绕行"
        table._lookup.set(row + 1, row)


def fill_units(board: Board, city: Gazetteer, seed: int = 2) -> Fixes:
    """Register the fleet and put it on the map; returns its fixes."""
    rng = np.random.default_rng(seed)
    count = OFFICERS + DRONES
    towns = [a.code for a in city.areas if a.level == "town"]
    lon, lat, town = places(city, count, rng)
    units = [
        Unit(
            i + 1,
            UnitKind.OFFICER if i < OFFICERS else UnitKind.DRONE,
            f"{'W' if i < OFFICERS else 'D'}{i + 1:05d}",
            towns[town[i]],
        )
        for i in range(count)
    ]
    board.units.register(units)
    age = np.where(
        rng.random(count) < 0.85, rng.integers(1, 50, count), rng.integers(60, 900, count)
    )
    fixes = Fixes(
        list(range(1, count + 1)),
        lon.tolist(),
        lat.tolist(),
        (NOW_MS - age * 1_000).tolist(),
        rng.integers(0, 360, count).tolist(),
        [-1] * OFFICERS + rng.integers(5, 100, DRONES).tolist(),
    )
    board.units.move(fixes)
    return fixes


def send_units(board: Board, count: int, seed: int = 3) -> None:
    """Send the nearest of a few random units to `count` cases."""
    rng = np.random.default_rng(seed)
    cases, units = board.cases, board.units
    open_rows = np.flatnonzero(np.isin(cases.column("state"), (3, 4)))
    for row in rng.choice(open_rows, min(count, len(open_rows)), replace=False):
        gap = np.hypot(
            units.column("x") - cases.column("x")[row], units.column("y") - cases.column("y")[row]
        )
        gap[units.column("case_id") > 0] = np.inf
        units.column("case_id")[int(np.argmin(gap))] = cases.column("case_id")[row]


def moved(fixes: Fixes, rng: np.random.Generator, step: int) -> Fixes:
    """The whole fleet a second later, a few metres on."""
    size = len(fixes.unit)
    return Fixes(
        fixes.unit,
        (np.array(fixes.lon) + rng.normal(0, 5e-5, size)).tolist(),
        (np.array(fixes.lat) + rng.normal(0, 5e-5, size)).tolist(),
        [NOW_MS + step * 1_000] * size,
        fixes.heading,
        fixes.battery,
    )


def session_with(cases: int, busy: int = 250, units: bool = True) -> tuple[Session, Fixes | None]:
    """A session that has been told all about the city."""
    city = gazetteer()
    board = Board("bench", capacity=cases + 10_000)
    fill_cases(board, city, cases)
    fixes = fill_units(board, city) if units else None
    if units:
        send_units(board, busy)
    feed: Feed = StillFeed()
    session = Session(feed, NoOutbox())
    session._take(
        [
            City(city, None, None),
            Beat(NOW_MS, 1.0, time.monotonic(), 1),
            Picture(board),
            Link(LinkState.LIVE, Trouble.NONE),
        ]
    )
    return session, fixes
