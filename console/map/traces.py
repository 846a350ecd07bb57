"""Where the picture has become another: what was drawn last, compared with what is there now. Pure.

A thing that is drawn alike at the same place leaves no trace. Things of one kind are drawn in an
order that only what is compared decides, so those that have not changed lie upon each other as
before.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from console.map.cases import CaseScene
from console.map.patch import FEW, Patch
from console.map.strokes import SIDE_PX, Strokes
from console.map.units import UnitScene
from console.map.viewport import Viewport

F64 = NDArray[np.float64]
I64 = NDArray[np.int64]
_NO: I64 = np.empty(0, np.int64)
_NO_F: F64 = np.empty(0, np.float64)
#: More than any dot is away from the view, in pixels.
_FAR = 1 << 20


@dataclass(frozen=True)
class DotScene:
    """Dots in drawing order: the cell each stands for, place on the unit square, sprite."""

    key: I64 = field(default_factory=lambda: _NO)
    x: F64 = field(default_factory=lambda: _NO_F)
    y: F64 = field(default_factory=lambda: _NO_F)
    codes: I64 = field(default_factory=lambda: _NO)


@dataclass(frozen=True)
class Reaches:
    """How far from its place things are drawn, device pixels. `units`: by symbol from afar."""

    dots: int
    cases: int
    units: I64
    doubts: int
    links: int


@dataclass(frozen=True)
class Sights:
    """All that moves on a map at one scale; the same objects while they are drawn alike.

    `links`: in pixels of the world. `free`: something else is drawn with the units, anywhere.
    """

    scale: float
    dots: DotScene
    cases: CaseScene
    units: UnitScene
    links: Strokes
    reaches: Reaches
    free: bool


def compare(was: Sights, now: Sights, view: Viewport, steady: Patch, live: Patch) -> bool:
    """Mark where `now` is drawn otherwise than `was`; False where that cannot be told.

    `view`: what both patches are seen from; in `steady` only what lies right above the ground.
    """
    moved = was.units is not now.units or was.links is not now.links
    if was.scale != now.scale or (moved and (was.free or now.free)):
        return False
    if was.dots is not now.dots:
        for dots in _other_dots(was.dots, now.dots, view):
            steady.mark(*dots, now.reaches.dots)
        live.take(steady)
    if was.cases is not now.cases:
        for places in _other_cases(was.cases, now.cases):
            live.mark(*view.to_pixels(*places), now.reaches.cases)
    for sights in (was, now) if moved else ():
        _mark_units(sights, view, live)
    return True


def units_in(of: Sights, view: Viewport, patch: Patch) -> None:
    """Take in all units and lines as one rectangle."""
    x, y, far = of.units.x, of.units.y, of.reaches
    ends = np.array([x.argmin(), x.argmax(), y.argmin(), y.argmax()]) if len(x) else _NO
    patch.crowd(*view.to_pixels(x[ends], y[ends]), max(int(far.units.max()), far.doubts))
    points = of.links.points - (view.left, view.top)
    for corner in (points.min(axis=0), points.max(axis=0)) if len(points) else ():
        px, py = corner.astype(np.int64).reshape(2, 1)
        patch.crowd(px, py, far.links)


def _mark_units(of: Sights, view: Viewport, patch: Patch) -> None:
    """All places of units and lines: from one look to the next most of them move."""
    if len(of.units.x) + len(of.links.points) > FEW:
        units_in(of, view, patch)
        return
    px, py = view.to_pixels(of.units.x, of.units.y)
    patch.mark(px, py, of.reaches.units[of.units.codes])
    patch.mark(px[of.units.doubt], py[of.units.doubt], of.reaches.doubts)
    points, begins = of.links.points - (view.left, view.top), of.links.begins
    sides = np.flatnonzero(~begins)
    middle = ((points[sides] + points[sides - 1]) / 2).astype(np.int64)
    patch.mark(middle[:, 0], middle[:, 1], round(SIDE_PX / 2) + of.reaches.links)


def _other_dots(was: DotScene, now: DotScene, view: Viewport) -> list[tuple[I64, I64]]:
    """Pixels of the dots that are in one only, or look different."""
    places = [view.to_pixels(dots.x, dots.y) for dots in (was, now)]
    looks = (
        ((px + _FAR) << 32) + ((py + _FAR) << 8) + dots.codes
        for (px, py), dots in zip(places, (was, now), strict=True)
    )
    return [
        (px[which], py[which])
        for (px, py), which in zip(places, _others(was.key, now.key, *looks), strict=True)
    ]


def _other_cases(was: CaseScene, now: CaseScene) -> list[tuple[F64, F64]]:
    """Places of single cases and discs that are in one only, or are other to the last digit."""
    keys, looks = zip(*(_marks(scene) for scene in (was, now)), strict=True)
    return [
        (look[which, 0], look[which, 1])
        for look, which in zip(looks, _others(*keys, *looks), strict=True)
    ]


def _marks(scene: CaseScene) -> tuple[I64, F64]:
    """(row of each case, below 0 the cell of each disc; place and look of each)."""
    made = scene.clusters
    look = (
        np.concatenate([scene.x, made.x]),
        np.concatenate([scene.y, made.y]),
        np.concatenate([scene.codes, made.count]).astype(np.float64),
        np.concatenate([np.zeros(len(scene.rows)), made.worst]),
        np.concatenate([np.zeros(len(scene.rows)), made.bad]),
    )
    return np.concatenate([scene.rows, ~made.key]), np.stack(look, axis=1)


def _others(
    was: I64, now: I64, old: NDArray[np.generic], new: NDArray[np.generic]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which of each are not in the other with equal looks; keys are unique."""
    if not len(was) or not len(now):
        return np.ones(len(was), bool), np.ones(len(now), bool)
    order = np.argsort(was, kind="stable")  # dots are in order already
    at = order[np.minimum(np.searchsorted(was, now, sorter=order), len(was) - 1)]
    same = old[at] == new
    alike = (was[at] == now) & (same.all(axis=1) if same.ndim > 1 else same)
    gone = np.ones(len(was), bool)
    gone[at[alike]] = False
    return gone, ~alike
