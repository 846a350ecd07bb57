"""Everything behind the picture: the layers in step with the session, and who paints them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QPainter, QRegion

from console.map.aside import Aside
from console.map.atlas import atlas_of
from console.map.base import BasePainter
from console.map.composer import Composer
from console.map.ground import Ground
from console.map.layers import ON_GROUND, Drawn, Look, Place
from console.map.live import LivePainter
from console.map.patch import Patch
from console.map.patching import Painters
from console.map.scenes import Scenes
from console.map.traces import Sights, compare, units_in
from console.map.viewport import Bounds, Viewport
from console.session import Session
from console.tokens import Tokens


class Stage(Scenes):
    """Layers, painters and the composed picture of one map."""

    def __init__(
        self, session: Session, tokens: Tokens, font: QFont, ratio: float, language: str
    ) -> None:
        super().__init__(session)
        self.ground = Ground()
        self._painted: Sights | None = None
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
        self.composer = Composer(Painters(*painted, self._settle, self._news))
        for layer in self.layers.all():
            layer.dress(self.look)

    @property
    def part(self) -> Patch | None:
        """What the painter that layers are given is clipped to, where that is not a rectangle."""
        return self.composer.part

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

    def freshen(self, view: Viewport) -> QRegion | None:
        """Take in what has happened since; done once before the picture is composed.

        Returns which device pixels of the window will be another; None: any of them.
        """
        if self.units_due:
            self.look_at_units()
        self.cases_due = False
        return self.composer.prepare(view)

    def bounds(self) -> Bounds | None:
        """The city's outlines, or where the cases are when there are none."""
        return self.ground.bounds or self.cases.bounds()

    def _news(self, view: Viewport, steady: Patch, live: Patch) -> bool:
        """Mark where what is to be drawn differs from what was when this was asked last."""
        was, now = self._painted, self._sights(view)
        self._painted = now
        if was is None or not compare(was, now, view, steady, live):
            return False
        if live and not live.tiled:  # the same from tick to tick: what is laid out is kept
            units_in(now, view, live)
        return True

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
        clip = (rect.left(), rect.top(), rect.right(), rect.bottom())
        onto = self.composer.pixels, clip, self.part
        self.live.units(painter, view, self.units.scene(view, window), self.units, onto)
        self.base.names(painter, view, rect)
        self._joined(Place.BENEATH_CASES, painter, view, rect)
        if self.shown["cases"]:
            more = 0 if self.composer.rough else self.aside.reach  # a zoom's frame is no strip
            room = widened(view, rect, self.atlas.reach + more)
            self.live.cases(painter, view, self.laid_out(view, room), window, self.part)

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


def widened(view: Viewport, rect: QRect, pad: int) -> Bounds:
    """What `rect`, device pixels, and `pad` more on each side show, on the unit square."""
    west, north = view.to_unit(rect.left() - pad, rect.top() - pad)
    east, south = view.to_unit(rect.right() + 1 + pad, rect.bottom() + 1 + pad)
    return west, north, east, south
