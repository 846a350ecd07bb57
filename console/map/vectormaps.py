"""The declared vector layers of one map: switched, supplied, named, read again on request."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QObject, QRect, Signal

from console.basemap.port import Grade, Picture, Problem
from console.basemap.vector import wire
from console.basemap.vector.supply import Delivery, VectorSupply
from console.basemap.vectorsource import STYLES, VectorSource
from console.hop import Hop
from console.map.canvas import MapCanvas
from console.map.layers import Look, Place
from console.map.strokes import F64
from console.map.tilegrid import Cell
from console.map.vectorlayer import VectorCredit, VectorNames, VectorSheet, VectorSwitch
from console.map.viewport import Viewport
from console.pulse import once
from console.tokens import MapColours

#: Starts the process that reads and paints.
READER = (sys.executable, "-m", "console.map.vectorreader")
_PLAN_MS, _SHOW_MS = 30, 16


class VectorMaps(QObject):
    """Lives on the GUI thread and never waits. Without declared layers it does nothing at all."""

    troubled = Signal(object)  # a Problem, each once until the files are read again

    def __init__(
        self,
        canvas: MapCanvas,
        sources: Sequence[VectorSource],
        command: Sequence[str] = READER,
    ) -> None:
        super().__init__(canvas)
        self._canvas, self._sources = canvas, {_key(s): s for s in sources}
        self._command = command
        self._supply: VectorSupply | None = None
        self._look: wire.Look | None = None
        self._colours: dict[str, str] = {}
        self._ratio, self._turn = 1.0, 0
        self._told: set[Problem] = set()
        self._known: set[str] = set()  # ids of layers whose files have been looked at
        self._hop = Hop(self)
        self._hop.arrived.connect(self._take)
        self._plan = once(self, _PLAN_MS, self._ask)
        self._show = once(self, _SHOW_MS, self._refresh)
        self._naming = once(self, 0, self._name)
        self._sheet = VectorSheet(self._due)
        self._names = VectorNames(self._taken, self._dressed, self._settled)
        self._credit = VectorCredit(lambda: True)
        if sources:
            self._join()

    def reload(self) -> None:
        """Read the files again: they have changed."""
        self._told.clear()
        self._known.clear()
        if self._supply is not None:
            self._supply.reload()
            self._look = None  # so that what is still under way is not taken for the new
            self._look_anew()

    def stop(self) -> None:
        """The window closes: nothing is read or painted any more."""
        if self._supply is not None:
            self._supply.stop()
        self._supply = None
        for timer in (self._plan, self._show, self._naming):
            timer.stop()

    @property
    def sources(self) -> tuple[VectorSource, ...]:
        """All that are declared, from below upwards."""
        return tuple(self._sources.values())

    @property
    def shown(self) -> list[str]:
        """Ids of the layers that are on, from below upwards."""
        return [s.id for key, s in self._sources.items() if self._canvas.stage.shown[key]]

    @property
    def complete(self) -> bool:
        """Whether all that the window shows is drawn as well as it will be."""
        make, _ = self._sheet.wanted(self._canvas.view)
        busy = make or self._canvas.stage.composer.mending or self._names.missing
        settled = self._sheet.scale == self._canvas.view.scale or not self.shown
        return settled and not busy and self._known.issuperset(self.shown)

    # -- the stage -----------------------------------------------------------------------------

    def _join(self) -> None:
        stage = self._canvas.stage
        for key, source in self._sources.items():
            stage.layers.titles[key] = (source.info.name_zh, source.info.name_en)
            stage.join(Place.ON_LAND, VectorSwitch(key, self._sheet, self._lowest))
        stage.join(Place.BENEATH_UNITS, self._names)
        stage.join(Place.GLASS, self._credit)
        self._canvas.view_changed.connect(self._due)
        self._canvas.update()

    def _taken(self) -> F64:
        return self._canvas.stage.base.name_boxes()

    def _lowest(self) -> str:
        shown = self._canvas.stage.shown
        return next((key for key in self._sources if shown[key]), "")

    def _dressed(self, look: Look) -> None:
        self._colours = colours_of(look.tokens.map)
        self._ratio = look.ratio
        self._sheet.dress(look)

    def _settled(self, view: Viewport) -> None:
        """The ground is drawn anew: at another zoom, with other layers or colours."""
        before = self._sheet.scale
        self._look_anew()
        self._sheet.settle(view)
        if self._sheet.scale != before:
            self._names.forget()
        self._place()

    def _look_anew(self) -> None:
        shown = self.shown
        look = wire.Look(self._turn, shown, self._colours, self._ratio)
        if look == self._look or (self._look is None and not shown):
            return
        if self._supply is None:
            post = self._hop.post
            self._supply = VectorSupply(list(self._sources.values()), self._command, post)
        self._turn += 1
        self._look = wire.Look(self._turn, shown, self._colours, self._ratio)
        self._supply.show(self._look)
        said = dict.fromkeys(s.info.attribution for s in self._sources.values() if s.id in shown)
        self._credit.text = " · ".join(text for text in said if text)
        self._names.forget()
        self._sheet.renew()

    # -- the supply ----------------------------------------------------------------------------

    def _due(self) -> None:
        if self._supply is not None and not self._plan.isActive():
            self._plan.start()

    def _ask(self) -> None:
        if self._supply is not None:
            make, _ = self._sheet.wanted(self._canvas.view)
            self._supply.want(make)
            self._place()

    def _take(self, deliveries: list[Delivery]) -> None:
        if self._supply is None:
            return
        places: list[QRect] = []
        for what in deliveries:
            if isinstance(what, Problem):
                self._known.add(what.source)
                self._tell(what)
            elif what[0].opened:
                self._opened(what[0].opened)
            elif what[0].turn == self._turn:
                places += self._cell(*what)
        if places and self._sheet.scale == self._canvas.view.scale:
            self._place()
            self._canvas.stage.composer.ground_touched(places)
            self._refresh()
            self._due()

    def _tell(self, problem: Problem) -> None:
        if problem not in self._told:
            self._told.add(problem)
            self.troubled.emit(problem)

    def _opened(self, source: str) -> None:
        """Another file can be drawn: every picture is to be made anew."""
        self._known.add(source)
        self._names.forget()
        self._sheet.renew()
        self._canvas.stage.composer.ground_changed()
        self._canvas.update()

    def _cell(self, report: wire.Report, data: bytes) -> list[QRect]:
        wanted = report.cell
        if wanted is None:
            return []
        grade = Grade.EXACT if data else Grade.OUTSIDE
        place = self._sheet.take(Picture(wanted, grade, data, opaque=False))
        if place is None:
            return []
        self._names.take(Cell(wanted.z, wanted.x, wanted.y), report.words)
        return [place]

    def _refresh(self) -> None:
        """Frame after frame, until everything that came is on the picture."""
        if self._canvas.stage.composer.mending:
            self._canvas.update()
            self._show.start()

    # -- names -----------------------------------------------------------------------------------

    def _place(self) -> None:
        view = self._canvas.view
        cells = self._sheet.cells(view)
        changed = self._names.place(cells, view.scale) if cells else np.empty((0, 4))
        if len(changed):
            self._written(changed)
            self._naming.start()

    def _written(self, boxes: F64) -> None:
        """Words have come or gone in these boxes."""
        self._canvas.stage.composer.touch(boxes)
        self._canvas.live_due()

    def _name(self) -> None:
        made = self._names.prepare(self._canvas.view)
        if len(made):
            self._written(made)
        if self._names.missing:
            self._naming.start()


def colours_of(colours: MapColours) -> dict[str, str]:
    """The tone of each style."""
    return {style: getattr(colours, _TONES.get(style, style)) for style in STYLES}


_TONES = {"border": "town_line"}


def _key(source: VectorSource) -> str:
    """Its name among the map's layers, which are remembered by it."""
    return f"vector:{source.id}"
