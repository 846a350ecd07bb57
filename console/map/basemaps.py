"""One map's base map: chosen, supplied, and taken off again."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Signal

from console.basemap.port import BaseMaps, Delivery, Opened, Picture, Supply
from console.hop import Hop
from console.map.canvas import MapCanvas
from console.map.layers import Place
from console.map.tilelayer import NAME, Credit, TileLayer
from console.pulse import once

_PLAN_MS, _SHOW_MS, _AGAIN_MS = 30, 16, 5_500


class BaseMapChooser(QObject):
    """Puts a declared base map under a canvas. Lives on the GUI thread and never waits."""

    chosen = Signal(str)  # the id, "" for the city's own drawing
    troubled = Signal(object)  # a Problem, each kind of a map once

    def __init__(self, canvas: MapCanvas, maps: BaseMaps) -> None:
        super().__init__(canvas)
        self._canvas, self.maps = canvas, maps
        self._id = ""
        self._turn = 0  # which choice this is: what a former map still sent is left unread
        self._supply: Supply | None = None
        self._layer: TileLayer | None = None
        self._credit = Credit(lambda: canvas.stage.shown.get(NAME, False))
        self._hop = Hop(self)
        self._hop.arrived.connect(self._take)
        self._plan = once(self, _PLAN_MS, self._ask)
        self._show = once(self, _SHOW_MS, self._refresh)
        self._again = once(self, _AGAIN_MS, self._ask)
        canvas.view_changed.connect(self._due)

    @property
    def current(self) -> str:
        return self._id

    def choose(self, map_id: str) -> None:
        """Show another base map at once; "" or one that is not declared: the city's own drawing."""
        known = {info.id: info for info in self.maps.maps}
        map_id = map_id if map_id in known else ""
        if map_id == self._id:
            return
        self._take_off()
        self._id = map_id
        if map_id:
            self._credit.text = known[map_id].attribution
            self._put_on()
        self.chosen.emit(map_id)

    def stop(self) -> None:
        """The window closes: nothing is made or asked any more."""
        self._let_go()

    def _put_on(self) -> None:
        stage, turn, post = self._canvas.stage, self._turn, self._hop.post
        self._layer = TileLayer(self._due)
        stage.join(Place.UNDER, self._layer)
        stage.join(Place.GLASS, self._credit)
        self._supply = self.maps.open(self._id, lambda what: post((turn, what)))
        self._canvas.update()

    def _take_off(self) -> None:
        if self._layer is None:
            return
        self._let_go()
        for layer in (self._layer, self._credit):
            self._canvas.stage.leave(layer.name)
        self._layer = None
        self._canvas.update()

    def _let_go(self) -> None:
        if self._supply is not None:
            self._supply.stop()
        self._supply = None
        self._turn += 1
        for timer in (self._plan, self._show, self._again):
            timer.stop()

    def _due(self) -> None:
        if self._supply is not None and not self._plan.isActive():
            self._plan.start()

    def _ask(self) -> None:
        if self._supply is None or self._layer is None:
            return
        make, waiting = self._layer.wanted(self._canvas.view)
        self._supply.want(make, waiting)
        if make or waiting:
            self._again.start()

    def _take(self, deliveries: list[tuple[int, Delivery]]) -> None:
        layer = self._layer
        if layer is None:
            return
        places: list[QRect] = []
        for what in (what for turn, what in deliveries if turn == self._turn):
            if isinstance(what, Picture):
                place = layer.take(what)
                places += [] if place is None else [place]
            elif isinstance(what, Opened):
                layer.open(what)
                self._canvas.stage.layer_changed(layer.name)
                self._canvas.update()
            else:
                self.troubled.emit(what)
        # While a zoom is under way the ground is stretched; it is drawn anew when that ends.
        if places and layer.scale == self._canvas.view.scale:
            self._canvas.stage.composer.ground_touched(places)
            self._refresh()

    def _refresh(self) -> None:
        """Frame after frame, until everything that came is on the picture."""
        if self._canvas.stage.composer.mending:
            self._canvas.update()
            self._show.start()
