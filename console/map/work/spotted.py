"""What was pointed at, for a menu or a drop: a case, a unit, a cluster, or just a place."""

from __future__ import annotations

from dataclasses import dataclass

from console.board.mercator import project_one, unproject
from console.map.stage import Stage
from console.map.symbols import on_globe_one
from console.map.viewport import Viewport


@dataclass(frozen=True)
class Spotted:
    """`kind`: "case", "unit", "cluster" or "place". `number`: case or unit id, or the cluster's
    cell. `lon`, `lat`: WGS-84 degrees of the thing itself."""

    kind: str
    number: int
    lon: float
    lat: float
    count: int = 1


def spotted(stage: Stage, view: Viewport, px: float, py: float) -> Spotted:
    """What lies at device pixel (px, py) of `view`."""
    hit = stage.pick(view, px, py)
    here = unproject(*view.to_unit(px, py))
    if hit is None:
        return Spotted("place", 0, *here)
    if hit.kind == "cluster":
        return Spotted("cluster", hit.row, *here, hit.count)
    board = stage.session.board
    if hit.kind == "case":
        of, name = board.cases.column, "case_id"
    else:
        of, name = board.units.column, "unit_id"
    number, lon, lat = int(of(name)[hit.row]), float(of("lon")[hit.row]), float(of("lat")[hit.row])
    return Spotted(hit.kind, number, lon, lat)


def by_keyboard(stage: Stage, view: Viewport) -> Spotted:
    """What a key without a cursor means: the selected case or unit if it is in view, the middle."""
    session = stage.session
    for kind, table, number in (
        ("case", session.board.cases, session.selected_case),
        ("unit", session.board.units, session.selected_unit),
    ):
        row = table.row(number) if number else -1
        if row < 0:
            continue
        lon, lat = float(table.column("lon")[row]), float(table.column("lat")[row])
        if on_globe_one(lon, lat) and _shows(view, lon, lat):
            return Spotted(kind, number, lon, lat)
    return Spotted("place", 0, *unproject(*view.centre))


def pixel_of(view: Viewport, lon: float, lat: float) -> tuple[float, float]:
    """Where a place is on the window, device pixels."""
    x, y = project_one(lon, lat)
    return x * view.scale - view.left, y * view.scale - view.top


def _shows(view: Viewport, lon: float, lat: float) -> bool:
    px, py = pixel_of(view, lon, lat)
    return 0 <= px < view.width and 0 <= py < view.height
