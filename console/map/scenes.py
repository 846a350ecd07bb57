"""What a map holds: cases and units in step with the session, and what of them is to be drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from casework.vocabulary import UNIT_KIND_ORDER, UnitKind
from console.board.board import Delta
from console.feeds.port import LinkState
from console.map.aside import Aside
from console.map.atlas import Atlas
from console.map.base import BasePainter
from console.map.cases import CaseLayer, CaseScene
from console.map.layers import Layers, Place
from console.map.live import LivePainter
from console.map.loading import CaseFollower
from console.map.picking import nearest
from console.map.strokes import Strokes
from console.map.traces import DotScene, Sights
from console.map.units import LinkScene, UnitLayer, UnitScene
from console.map.viewport import Bounds, Viewport
from console.session import Session

LAYERS = ("areas", "villages", "cases", "officers", "drones", "links")
_KINDS = {"officers": (UnitKind.OFFICER, UnitKind.VEHICLE), "drones": (UnitKind.DRONE,)}
#: How near the cursor must come to a symbol, logical pixels.
REACH = 11.0


_NO_CASES, _NO_LINES, _NO_DOTS = CaseScene(), Strokes.of([]), DotScene()


@dataclass(frozen=True)
class Hit:
    """What was pointed at: a "case" or "unit" by board row, or a "cluster" by cell and counts."""

    kind: str
    row: int
    count: int = 1
    overdue: int = 0


class Scenes:
    """The layers of one map, and which of them are switched on."""

    atlas: Atlas
    live: LivePainter
    aside: Aside
    base: BasePainter

    def __init__(self, session: Session) -> None:
        self.session = session
        self.layers = Layers(LAYERS)
        self.shown = self.layers.shown
        self.follower, self.units = CaseFollower(session), UnitLayer()
        self.units_due = False
        self.cases_due = False  # other cases than those painted
        #: What of a scene is drawn singly or as discs, and the dots that stand for the rest.
        self.thinned: Callable[[Viewport, CaseScene], CaseScene] = lambda _view, scene: scene
        self.dotted: Callable[[Viewport], DotScene] = lambda _view: _NO_DOTS

    @property
    def cases(self) -> CaseLayer:
        return self.follower.layer

    def reset(self) -> None:
        """Another board: everything may be different."""
        self.follower.load()
        self.cases_due = True
        self.units.load(self.session.board.units)
        self.look_at_units()

    def take(self, delta: Delta) -> None:
        """Follow the board; the work is bounded by the delta."""
        if delta.reset or not self.follower.current:
            self.reset()
            return
        if delta.touches_cases:
            layer, version = self.cases, self.cases.version
            self.follower.take(np.concatenate([delta.added, delta.changed]))
            self.cases_due |= self.cases is not layer or layer.version != version
        # a changed case may stand elsewhere, and a line lead there; a new one has no unit yet
        self.units_due |= delta.touches_units or bool(len(delta.changed))

    def tick(self) -> bool:
        """City time went on: clocks and ages; returns whether the picture must change."""
        before = self.units.seen
        self.look_at_units()
        turned = self.follower.tick()
        self.cases_due |= turned
        return turned or self.units.seen is not before

    def look_at_units(self) -> None:
        """Positions, ages or duties may be other than they were."""
        grown_old, self.units_due = not self.units_due, False
        session, on = self.session, (of for n, of in _KINDS.items() if self.shown[n])
        kinds = frozenset(UNIT_KIND_ORDER.index(k) for of in on for k in of)
        stale = session.link.state is LinkState.STALE
        now, cases = session.clock.now_ms(), session.board.cases
        self.units.refresh(now, stale, kinds, cases, grown_old)

    def pick(self, view: Viewport, px: float, py: float) -> Hit | None:
        """What is drawn at device pixel (px, py): single case, then unit, then cluster."""
        reach = REACH * view.ratio
        window = around(view, px, py, reach + self.atlas.reach + self.aside.reach)
        x, y = view.to_unit(px, py)
        near = reach / view.scale
        if cases := self.shown["cases"] and self.follower.known:
            scene = self.cases.scene(view, window)
            if (i := nearest(scene.x, scene.y, x, y, near)) >= 0:
                return Hit("case", int(scene.rows[i]))
        units = self.units.scene(view, window)
        if (i := nearest(units.x, units.y, x, y, near)) >= 0:
            return Hit("unit", int(units.rows[i]))
        near = self.atlas.disc_px[2] / view.scale
        scenes = (self.laid_out(view, window), self.cases.kept(view, window)) if cases else ()
        return _disc_at(scenes, x, y, near)

    def scenes(self, view: Viewport, window: Bounds) -> tuple[CaseScene, UnitScene, LinkScene]:
        """What the layers that are on would draw in `window`."""
        cases = self.cases.scene(view, window) if self.shown["cases"] else CaseScene()
        links = self.units.links(window) if self.shown["links"] else LinkScene()
        return cases, self.units.scene(view, window), links

    def counts(self, view: Viewport) -> dict[str, int]:
        """How much of what lies in the window of `view`."""
        cases, units, links = self.scenes(view, view.window())
        shown = cases.total, len(cases.clusters), len(links.x1)
        kinds = _kinds_of(self.units.table.column("kind")[units.rows])
        return kinds | dict(zip(("cases", "clusters", "links"), shown, strict=True))

    def laid_out(self, view: Viewport, window: Bounds) -> CaseScene:
        """The cases in `window` and beyond, as they are drawn: thinned, beside the names."""
        scene = self.thinned(view, self.cases.kept(view, window))
        return self.aside.of(scene, view.scale, self.base.names_taken(view.scale), window)

    def _sights(self, view: Viewport) -> Sights:
        """What is drawn on the ground in and about `view`, without what is switched off."""
        cases, units, lines = _NO_CASES, self.units.seen, _NO_LINES
        if self.shown["cases"]:
            reach = self.atlas.reach + self.aside.reach
            cases = self.laid_out(view, view.window(reach))
        if self.shown["links"]:
            lines = self.live.strokes(view, self.units.all_links)
        beneath = (Place.BENEATH_UNITS, Place.BENEATH_CASES)
        free = any(getattr(of, "free", True) for place in beneath for of in self.layers.at(place))
        return Sights(
            view.scale, self.dotted(view), cases, units, lines, self.live.reaches(view), free
        )


def _kinds_of(kind: NDArray[np.int8]) -> dict[str, int]:
    counted = np.bincount(kind, minlength=len(UNIT_KIND_ORDER))
    return {f"{k.value}s": int(n) for k, n in zip(UNIT_KIND_ORDER, counted, strict=True)}


def _disc_at(scenes: Sequence[CaseScene], x: float, y: float, near: float) -> Hit | None:
    """The disc that is drawn there, or the crowd that something else stands for.

    `scenes`: what is drawn, and all that there is.
    """
    thinned = len({len(scene.clusters) for scene in scenes}) > 1
    for made in (scene.clusters for scene in scenes[: 1 + thinned]):
        if (i := nearest(made.x, made.y, x, y, near)) >= 0:
            return Hit("cluster", int(made.key[i]), int(made.count[i]), int(made.bad[i]))
    return None


def around(view: Viewport, px: float, py: float, reach: float) -> Bounds:
    """The square of half-width `reach` device pixels about (px, py), on the unit square."""
    west, north = view.to_unit(px - reach, py - reach)
    east, south = view.to_unit(px + reach, py + reach)
    return west, north, east, south
