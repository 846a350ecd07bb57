"""From what a file holds to shapes on the unit square: checked, repaired where that can be done.

A feature that has no certain place is left out and told of; the rest is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon, box

from casework.datum import Datum
from console.basemap.vector.read import Geometries
from console.basemap.vector.shifting import all_to_wgs84
from console.basemap.vector.troubles import Troubles
from console.board.mercator import MAX_LATITUDE, project

F64 = NDArray[np.float64]
#: Nearer to (0, 0) than this is no place but a missing one, degrees.
_NULL_ISLAND = 0.01
_ALL_ROUND = 360.0 - 1e-9
#: Crossing sides are not looked for in larger shapes: it may take minutes.
MOST_CHECKED = 200_000
_POLYGONS = (3, 6)  # shapely's numbers of Polygon and MultiPolygon


def mend(shapes: Geometries, datum: Datum, troubles: Troubles) -> Geometries:
    """Shapes in degrees of `datum`, shape (n,) → on the unit square; None for what is left out."""
    made = _one_kind(shapes, troubles)
    _leave_out_lost(made, troubles)
    _split(made, troubles)
    _repair(made, troubles)
    _tell_of_poles(made, troubles)
    there = shapely.transform(made, lambda places: _placed(places, datum))
    polygons = np.isin(shapely.get_type_id(there), _POLYGONS)
    there[polygons] = shapely.orient_polygons(there[polygons])
    return np.asarray(there, object)


def _placed(places: F64, datum: Datum) -> F64:
    there = all_to_wgs84(places, datum)
    made: F64 = np.stack(project(there[:, 0], there[:, 1]), axis=1)
    return made


def _one_kind(shapes: Geometries, troubles: Troubles) -> Geometries:
    """Empty ones and mixed collections are left out."""
    made = shapes.copy()
    there = ~np.equal(made, None)  # type: ignore[call-overload]
    for code, wrong in (
        ("shape-none", there & shapely.is_empty(made)),
        ("shape-kind", there & (shapely.get_type_id(made) == 7)),
    ):
        troubles.add_all(code, np.flatnonzero(wrong))
        made[wrong] = None
    return made


def _leave_out_lost(made: Geometries, troubles: Troubles) -> None:
    """Shapes with a point that is nowhere."""
    places, of = shapely.get_coordinates(made, return_index=True)
    finite = np.isfinite(places).all(axis=1)
    with np.errstate(invalid="ignore"):
        off = finite & ((np.abs(places[:, 0]) > 540.0) | (np.abs(places[:, 1]) > 90.0))
        null = finite & (np.hypot(places[:, 0], places[:, 1]) < _NULL_ISLAND)
    for code, wrong in (("shape-nan", ~finite), ("shape-off-globe", off), ("shape-null", null)):
        if wrong.any():
            first = places[wrong.argmax()]
            troubles.add_all(code, of[wrong], f"({first[0]:g}, {first[1]:g})")
            made[np.unique(of[wrong])] = None


def _repair(made: Geometries, troubles: Troubles) -> None:
    """Rings that cross themselves or each other."""
    polygons = np.isin(shapely.get_type_id(made), _POLYGONS)
    large = polygons & (shapely.get_num_coordinates(made) > MOST_CHECKED)
    troubles.add_all("shape-large", np.flatnonzero(large))
    checked = np.flatnonzero(polygons & ~large)
    wrong = checked[~shapely.is_valid(made[checked])]
    for i in wrong.tolist():
        why = shapely.is_valid_reason(made[i])
        sound = shapely.make_valid(made[i], method="structure", keep_collapsed=False)
        parts = [p for p in shapely.get_parts(sound) if isinstance(p, Polygon) and p.area > 0]
        troubles.add("shape-crossing" if parts else "shape-flat", i, why)
        made[i] = MultiPolygon(parts) if parts else None


def _tell_of_poles(made: Geometries, troubles: Troubles) -> None:
    bounds = shapely.bounds(made)
    with np.errstate(invalid="ignore"):
        far = np.abs(bounds[:, [1, 3]]).max(axis=1) > MAX_LATITUDE
    troubles.add_all("shape-pole", np.flatnonzero(far))


def _split(made: Geometries, troubles: Troubles) -> None:
    """What goes over the antimeridian, drawn on both sides of it."""
    bounds = shapely.bounds(made)
    with np.errstate(invalid="ignore"):
        wide = (bounds[:, 2] - bounds[:, 0] > 180.0) | (
            np.abs(bounds[:, [0, 2]]).max(axis=1) > 180.0
        )
    for i in np.flatnonzero(wide).tolist():
        parts = [_parts(part) for part in shapely.get_parts(made[i]).tolist()]
        if any(part is None for part in parts):
            troubles.add("shape-round-pole", i)
            made[i] = None
        else:
            made[i] = _joined([p for part in parts if part is not None for p in part])


def _parts(shape: object) -> list[object] | None:
    """The pieces of one simple shape; None for a ring about a pole."""
    if isinstance(shape, Polygon):
        rings = [_unwrapped(np.array(r.coords)) for r in (shape.exterior, *shape.interiors)]
        if any(abs(ring[-1, 0] - ring[0, 0]) > 1.0 for ring in rings):
            return None
        if _round_the_globe(np.array(shape.exterior.coords)):
            return [shape]
        shell = rings[0]
        middle = (shell[:, 0].min() + shell[:, 0].max()) / 2
        holes = [_beside(ring, middle) for ring in rings[1:]]
        return _cut(Polygon(shell, holes))
    if isinstance(shape, LineString):
        return _cut(LineString(_unwrapped(np.array(shape.coords))))
    return [shapely.transform(shape, lambda p: np.stack([_wrapped(p[:, 0]), p[:, 1]], axis=1))]


def _cut(shape: Polygon | LineString) -> list[object]:
    west, _, east, _ = shape.bounds
    turns = range(int(np.floor((west + 180) / 360)), int(np.floor((east + 180) / 360)) + 1)
    if len(turns) == 1 and turns[0] == 0:
        return [shape]
    found: list[object] = []
    sound = shapely.make_valid(shape) if isinstance(shape, Polygon) else shape
    for turn in turns:
        left = -180.0 + 360.0 * turn
        part = shapely.intersection(sound, box(left, -90.0, left + 360.0, 90.0))
        moved = shapely.transform(part, lambda p, by=360.0 * turn: p - (by, 0.0))
        found += [p for p in shapely.get_parts(moved).tolist() if type(p) is type(shape)]
    return found


def _joined(parts: Iterable[object]) -> object:
    found = list(parts)
    if not found:
        return None
    if isinstance(found[0], Polygon):
        return MultiPolygon(found)
    return (
        MultiLineString(found) if isinstance(found[0], LineString) else shapely.multipoints(found)
    )


def _round_the_globe(points: F64) -> bool:
    """A side from -180 to 180 goes all the way: a belt, or a cap with its pole."""
    return bool((np.abs(np.diff(points[:, 0])) >= _ALL_ROUND).any())


def _unwrapped(points: F64) -> F64:
    """No step longer than half the world; begins within ±180."""
    lon = np.unwrap(points[:, 0], period=360.0)
    lon += _wrapped(lon[:1])[0] - lon[0]
    made: F64 = np.stack([lon, points[:, 1]], axis=1)
    return made


def _wrapped(lon: F64) -> F64:
    made: F64 = np.where(np.abs(lon) <= 180.0, lon, (lon + 180.0) % 360.0 - 180.0)
    return made


def _beside(ring: F64, middle: float) -> F64:
    """A hole, on the same turn of the globe as what it is in."""
    own = (ring[:, 0].min() + ring[:, 0].max()) / 2
    made: F64 = ring + np.array([round((middle - own) / 360.0) * 360.0, 0.0])
    return made
