"""Whether a point lies in the city, as far as its boundary is known."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from casework.area import Area, AreaLevel
from casework.ruling import everywhere

#: From the outside in: the first level that has boundaries speaks for the city.
_LEVELS: tuple[AreaLevel, ...] = ("city", "town", "village", "grid")
#: A point so near to the boundary is taken as inside; degrees, about a kilometre. Boundaries are
#: often constructions, and a report from the edge is no mistake.
MARGIN_DEG = 0.01


def boundary_of(areas: Sequence[Area]) -> Callable[[float, float], bool]:
    """Tells of (lon, lat), WGS-84 degrees; says yes to all where no boundary is declared."""
    for level in _LEVELS:
        rings = [r for area in areas if area.level == level for r in area.rings if len(r) > 2]
        if rings:
            return _inside(rings)
    return everywhere


def _inside(rings: list[list[tuple[float, float]]]) -> Callable[[float, float], bool]:
    # loaded only for a city that has boundaries
    import shapely

    shapes = shapely.make_valid([shapely.Polygon(ring) for ring in rings])
    city = shapely.buffer(shapely.union_all(shapes), MARGIN_DEG)
    shapely.prepare(city)

    def inside(lon: float, lat: float) -> bool:
        return bool(shapely.contains_xy(city, lon, lat))

    return inside
