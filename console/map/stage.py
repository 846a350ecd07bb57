"""Everything behind the picture: the layers in step with the session, and who paints them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QPainter

from casework.vocabulary import UNIT_KIND_ORDER, UnitKind
from console.board.board import Delta
from console.feeds.port import LinkState
from console.map.aside import Aside
from console.map.atlas import atlas_of
from console.map.base import BasePainter
from console.map.cases import CaseLayer, CaseScene
from console.map.composer import Composer, Painters
from console.map.ground import Ground
from console.map.layers import ON_GROUND, Drawn, Layers, Look, Place
from console.map.live import LivePainter
from console.map.loading import CaseFollower
from console.map.picking import nearest
from console.map.units import LinkScene, UnitLayer, UnitScene
from console.map.viewport import Bounds, Viewport
from console.session import Session
from console.tokens import Tokens

LAYERS = ("areas", "villages", "cases", "officers", "drones", "links")
_KINDS = {"officers": (UnitKind.OFFICER, UnitKind.VEHICLE), "drones": (UnitKind.DRONE,)}
#: How near the cursor must come to a symbol, logical pixels.
REACH = 11.0


@dataclass(frozen=True)
class Hit:
    """What was pointed at: a "case" or "unit" by board row, or a "cluster" by cell and counts."""

    kind: str
    row: int
    count: int = 1
    overdue: int = 0


class Stage:
    """Layers, painters and the composed picture of one map."""

    def __init__(
        self, session: Session, tokens: Tokens, font: QFont, ratio: float, language: str
    ) -> None:
        self.session = session
        self.layers = Layers(LAYERS)
        self.shown = self.layers.shown
        self.follower, self.units = CaseFollower(session), UnitLayer()
        self.ground, self.units_due = Ground(), False
        self.cases_due, self._painted = False, CaseLayer()  # other cases than those painted
        #: What of a scene is drawn singly or as discs, where something else stands for the rest.
        self.thinned: Callable[[Viewport, CaseScene], CaseScene] = lambda _view, scene: scene
        self._tokens, self._font, self._ratio, self._language = tokens, font, ratio, language
        self.reset()
        self.dress(tokens, font, ratio, language)

    def dress(self, tokens: Tokens, font: QFont, ratio: float, language: str) -> None:
        """Another theme, font, pixel ratio or language: all that is drawn is drawn anew."""
        self._tokens, self._font, self._ratio, self._language = tokens, font, ratio, language
        self.atlas = atlas_of(tokens, ratio, font)
        self.live, self.aside = LivePainter(self.atlas), Aside(self.atlas)
        self.base = BasePainter(self.ground, tokens, language, font, ratio)
        painted = (self._paint_ground, partial(self._joined, Place.STEADY), self._paint_live)
        self.composer = Composer(Painters(*painted, self._settle))
        for layer in self.layers.all():
            layer.dress(self.look)

    @property
    def cases(self) -> CaseLayer:
        return self.follower.layer

    @property
    def look(self) -> Look:
        return Look(self._tokens, self._font, self._ratio, self._language)

    def join(self, place: Place, layer: Drawn, shown: bool = True) -> None:
        """Take in a further layer; raises ValueError when its name is taken."""
        self.layers.join(place, layer, shown)
        layer.dress(self.look)
        self._layer_changed(place)

    def leave(self, name: str) -> None:
        """Raises KeyError for a layer that has not joined."""
        place = self.layers.place_of(name)
        self.layers.leave(name)
        self._layer_changed(place)

    def layer_changed(self, name: str) -> None:
        """What a layer that has joined draws is other than before."""
        self._layer_changed(self.layers.place_of(name))

    def _layer_changed(self, place: Place | None) -> None:
        if place in ON_GROUND:
            self.composer.ground_changed()
        elif place is not Place.GLASS:
            self.composer.live_changed()

    def learn_city(self) -> None:
        gazetteer = self.session.gazetteer
        self.ground = Ground(gazetteer.areas if gazetteer else ())
        self.base = BasePainter(self.ground, self._tokens, self._language, self._font, self._ratio)
        self.composer.ground_changed()

    def show_layer(self, name: str, on: bool) -> None:
        """Raises KeyError for a layer that is neither in `LAYERS` nor has joined."""
        if self.shown[name] == on:
            return
        self.shown[name] = on
        self.look_at_units()
        if name in ("areas", "villages"):
            self.composer.ground_changed()
        else:
            self._layer_changed(self.layers.place_of(name))

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

    def freshen(self, view: Viewport) -> None:
        """Take in what has happened since; done once before the picture is composed."""
        if self.units_due:
            self.look_at_units()
        self.cases_due |= self._painted is not self.cases  # a worker has made another
        self._painted = self.cases
        self.composer.live_changed(steady=self.cases_due)
        self.composer.prepare(view)
        self.cases_due = False

    def tick(self) -> bool:
        """City time went on: clocks and ages; returns whether the picture must change."""
        before = self.units.ages_seen()
        self.look_at_units()
        turned = self.follower.tick()
        self.cases_due |= turned
        return turned or not np.array_equal(before, self.units.ages_seen())

    def bounds(self) -> Bounds | None:
        """The city's outlines, or where the cases are when there are none."""
        return self.ground.bounds or self.cases.bounds()

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
        scenes = (self._laid_out(view, window), self.cases.kept(view, window)) if cases else ()
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

    def _settle(self, view: Viewport) -> None:
        self.base.areas_on, self.base.villages_on = self.shown["areas"], self.shown["villages"]
        self.base.land_on = not self.layers.ground_covered
        self.base.settle(view)
        for layer in self.layers.all():
            layer.settle(view)

    def _paint_ground(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool) -> None:
        self.base.outside(painter, rect)
        self._joined(Place.UNDER, painter, view, rect, rough)
        self.base.land(painter, view, rect)
        self._joined(Place.ON_LAND, painter, view, rect, rough)
        if not rough:
            self.base.borders(painter, view, rect)
        self._joined(Place.OVER, painter, view, rect, rough)

    def _paint_live(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        window = widened(view, rect, self.atlas.reach)
        self._joined(Place.BENEATH_UNITS, painter, view, rect)
        if self.shown["links"]:
            self.live.links(painter, view, rect, self.units.all_links)
        onto = (self.composer.pixels, (rect.left(), rect.top(), rect.right(), rect.bottom()))
        self.live.units(painter, view, self.units.scene(view, window), self.units, onto)
        self.base.names(painter, view, rect)
        self._joined(Place.BENEATH_CASES, painter, view, rect)
        if self.shown["cases"]:
            room = widened(view, rect, self.atlas.reach + self.aside.reach)
            self.live.cases(painter, view, self._laid_out(view, room), window)

    def _laid_out(self, view: Viewport, window: Bounds) -> CaseScene:
        """The cases in `window` and beyond, as they are drawn: thinned, beside the names."""
        scene = self.thinned(view, self.cases.kept(view, window))
        return self.aside.of(scene, view.scale, self.base.names_taken(view.scale), window)

    def paint_glass(self, painter: QPainter, view: Viewport, rect: QRect) -> None:
        """What joined above everything; painted every frame."""
        self._joined(Place.GLASS, painter, view, rect)

    def _joined(
        self, place: Place, painter: QPainter, view: Viewport, rect: QRect, rough: bool = False
    ) -> None:
        for layer in self.layers.at(place):
            painter.save()
            layer.paint(painter, view, rect, rough)
            painter.restore()

    def look_at_units(self) -> None:
        """Positions, ages or duties may be other than they were."""
        self.units_due = False
        session, on = self.session, (of for n, of in _KINDS.items() if self.shown[n])
        kinds = frozenset(UNIT_KIND_ORDER.index(k) for of in on for k in of)
        stale = session.link.state is LinkState.STALE
        self.units.refresh(session.clock.now_ms(), stale, kinds, session.board.cases)


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


def widened(view: Viewport, rect: QRect, pad: int) -> Bounds:
    """What `rect`, device pixels, and `pad` more on each side show, on the unit square."""
    west, north = view.to_unit(rect.left() - pad, rect.top() - pad)
    east, south = view.to_unit(rect.right() + 1 + pad, rect.bottom() + 1 + pad)
    return west, north, east, south
