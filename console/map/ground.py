"""The areas of a city as edges and names on the unit square. Pure.

Borders are kept as chains from junction to junction: one that two areas share is drawn once, and a
strip a few pixels high looks only at the chains that cross it, however large the area they bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casework.area import Area
from casework.grid import CellGrid
from console.board.mercator import project, project_one, unproject
from console.map.symbols import on_globe, on_globe_one
from console.map.viewport import Bounds

F64 = NDArray[np.float64]
#: Points nearer than this on the unit square are one point (4 cm).
_SAME = 1e-9


@dataclass(frozen=True)
class Name:
    """A label's text and place on the unit square; rank 0 is placed first and drawn larger."""

    text: str
    x: float
    y: float
    rank: int


class Ground:
    """The areas of one gazetteer. Broken rings are left out; their area keeps its name.

    `land`: the rings of each area. A place is in the area where an odd number of them holds it.
    """

    def __init__(self, areas: Sequence[Area] = ()) -> None:
        by_level: dict[str, list[Area]] = {"city": [], "town": [], "village": [], "grid": []}
        for area in areas:
            by_level[area.level].append(area)
        land = {level: outlines(of) for level, of in by_level.items() if level != "grid"}
        rings = {level: [ring for area in of for ring in area] for level, of in land.items()}
        self.land = land["city"] or land["town"]
        towns = edges(rings["town"] + rings["city"])
        self.town_lines = Lines(towns)
        self.village_lines = Lines(_others(edges(rings["village"]), towns))
        self.approximate = any(a.approximate and a.rings for a in areas)
        self.bounds = _bounds(rings["town"] or rings["city"])
        self.grid = _cells(self.bounds)
        self._named = [
            (a, *project_one(a.lon, a.lat), rank)
            for rank, level in enumerate(("town", "village"))
            for a in by_level[level]
            if on_globe_one(a.lon, a.lat)
        ]

    def names(self, language: str, villages: bool) -> list[Name]:
        """Names in order of importance; the other language where one is missing."""
        chinese = language.startswith("zh")
        return [
            Name((a.name_zh or a.name_en) if chinese else (a.name_en or a.name_zh), x, y, rank)
            for a, x, y, rank in self._named
            if villages or rank == 0
        ]


def edges(rings: Sequence[F64]) -> F64:
    """Each side of the rings once, shape (n, 4): x1, y1, x2, y2."""
    sides = [np.concatenate([r, np.roll(r, -1, axis=0)], axis=1) for r in rings]
    if not sides:
        return np.empty((0, 4))
    all_sides = np.concatenate(sides)
    _, first = np.unique(_names_of(all_sides), axis=0, return_index=True)
    return all_sides[np.sort(first)]


def crossing(sides: F64, window: Bounds) -> NDArray[np.bool_]:
    """Which sides have a box that touches the window."""
    west, north, east, south = window
    near: NDArray[np.bool_] = np.minimum(sides[:, 0], sides[:, 2]) <= east
    near &= np.maximum(sides[:, 0], sides[:, 2]) >= west
    near &= np.minimum(sides[:, 1], sides[:, 3]) <= south
    near &= np.maximum(sides[:, 1], sides[:, 3]) >= north
    return near


class Lines:
    """Sides joined into chains, with the box of each; `points[i]` has shape (n, 2)."""

    def __init__(self, sides: F64) -> None:
        self.points = chains(sides)
        boxes = [np.concatenate([p.min(axis=0), p.max(axis=0)]) for p in self.points]
        self._boxes = np.array(boxes).reshape(-1, 4)

    def crossing(self, window: Bounds) -> list[F64]:
        """The chains whose box touches the window."""
        west, north, east, south = window
        box = self._boxes
        near = (box[:, 0] <= east) & (box[:, 2] >= west)
        near &= (box[:, 1] <= south) & (box[:, 3] >= north)
        return [self.points[i] for i in np.flatnonzero(near)]


def chains(sides: F64) -> list[F64]:
    """Join sides that meet where no third one does; every side is in exactly one chain."""
    ends = np.round(sides / _SAME).astype(np.int64)
    meeting: dict[tuple[int, int], list[int]] = {}
    pairs = [((a, b), (c, d)) for a, b, c, d in ends.tolist()]
    for i, pair in enumerate(pairs):
        for end in pair:
            meeting.setdefault(end, []).append(i)
    free = [True] * len(pairs)
    # first what hangs on a junction, then what is left: closed loops
    made = [
        _follow(i, way, pairs, meeting, free)
        for loops in (False, True)
        for i, pair in enumerate(pairs)
        for way in (0, 1)
        if free[i] and (loops or len(meeting[pair[way]]) != 2)
    ]
    where = {e: sides[i, 2 * k : 2 * k + 2] for i, p in enumerate(pairs) for k, e in enumerate(p)}
    return [np.array([where[end] for end in chain]) for chain in made]


Pair = tuple[tuple[int, int], tuple[int, int]]


def _follow(
    first: int,
    way: int,
    pairs: list[Pair],
    meeting: dict[tuple[int, int], list[int]],
    free: list[bool],
) -> list[tuple[int, int]]:
    """The chain that begins with side `first`, left by its end `1 - way`."""
    chain = [pairs[first][way]]
    at: int | None = first
    while at is not None:
        free[at] = False
        one, other = pairs[at]
        end = other if chain[-1] == one else one
        chain.append(end)
        going_on = [i for i in meeting[end] if free[i]] if len(meeting[end]) == 2 else []
        at = going_on[0] if going_on else None
    return chain


def inside(ring: F64, x: float, y: float) -> bool:
    """Whether the point lies in the ring: an upward ray crosses it an odd number of times."""
    following = np.roll(ring, -1, axis=0)
    spans = (ring[:, 0] > x) != (following[:, 0] > x)
    run = following[spans, 0] - ring[spans, 0]
    at = ring[spans, 1] + (x - ring[spans, 0]) / run * (following[spans, 1] - ring[spans, 1])
    return bool(np.count_nonzero(at > y) % 2)


def _names_of(sides: F64) -> NDArray[np.int64]:
    """Whole numbers that are equal for equal sides, whichever way they run."""
    whole = np.round(sides / _SAME).astype(np.int64)
    x1, y1, x2, y2 = whole.T
    swap = (x1 > x2) | ((x1 == x2) & (y1 > y2))
    whole[swap] = whole[swap][:, [2, 3, 0, 1]]
    return whole


def _others(sides: F64, taken: F64) -> F64:
    """The sides that are not among those taken."""
    known = {tuple(n) for n in _names_of(taken).tolist()}
    fresh = [tuple(n) not in known for n in _names_of(sides).tolist()]
    rest: F64 = sides[np.array(fresh, bool)]
    return rest


def outlines(areas: Sequence[Area]) -> list[list[F64]]:
    """The rings of each area that has any."""
    outlines = ([made for r in a.rings if (made := _ring(r)) is not None] for a in areas)
    return [rings for rings in outlines if rings]


def _ring(ring: Sequence[tuple[float, float]]) -> F64 | None:
    try:
        points = np.array(ring, np.float64).reshape(-1, 2)
    except ValueError:
        return None
    if len(points) < 3 or not on_globe(points[:, 0], points[:, 1]).all():
        return None
    made: F64 = np.stack(project(points[:, 0], points[:, 1]), axis=1)
    return made


def _bounds(rings: Sequence[F64]) -> Bounds | None:
    """What holds every ring, or None where there is none."""
    if not rings:
        return None
    points = np.concatenate(rings)
    (west, north), (east, south) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return west, north, east, south


def _cells(bounds: Bounds | None) -> CellGrid | None:
    """The 100 m cells, counted from the city's south-west corner."""
    if bounds is None:
        return None
    west, north, east, south = bounds
    lon, low = unproject(west, south)
    high = unproject(east, north)[1]
    return CellGrid(lon, low, (low + high) / 2)
