"""Base maps on the wall: the chosen one under the map of every page. Nobody switches them here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from console import words
from console.basemap.port import BaseMaps, Problem
from console.basemap.vectorsource import VectorSource
from console.map.basemaps import BaseMapChooser
from console.map.canvas import MapCanvas
from console.map.layers import Place
from console.map.tilelayer import Credit
from console.map.vectormaps import VectorMaps


class Trouble(Credit):
    """What is wrong with the maps, above whose maps they are."""

    name, row = "map-trouble", 2


class WallMaps(QObject):
    """`chosen`: id of a base map; anything else is the city's own drawing."""

    def __init__(
        self,
        maps: BaseMaps,
        chosen: str,
        vectors: Sequence[VectorSource] = (),
        problems: Sequence[Problem] = (),
    ) -> None:
        super().__init__()
        self.maps, self._chosen, self._vectors = maps, chosen, tuple(vectors)
        self.problems: list[Problem] = [*problems, *maps.problems]
        self._trouble: Trouble | None = None
        self._canvas: MapCanvas | None = None
        self._on: list[BaseMapChooser | VectorMaps] = []

    def put_on(self, canvas: MapCanvas | None) -> None:
        """Lay them under another page's map; the one before, which goes, is let go of."""
        self._let_go()
        self._canvas = canvas
        if canvas is None:
            return
        self._trouble = Trouble(lambda: True)
        canvas.stage.join(Place.GLASS, self._trouble)
        chooser, vectors = BaseMapChooser(canvas, self.maps), VectorMaps(canvas, self._vectors)
        self._on = [chooser, vectors]
        for part in self._on:
            part.troubled.connect(self._troubled)
        chooser.choose(self._chosen)
        self.speak()

    def speak(self) -> None:
        """Say what is wrong, in the language of now."""
        if self._trouble is None or self._canvas is None:
            return
        said = [words.map_problem(problem) for problem in self.problems]
        more = f" (+{words.count(len(said) - 1)})" if len(said) > 1 else ""
        self._trouble.text = f"▲ {said[0]}{more}" if said else ""
        self._canvas.update()

    def stop(self) -> None:
        """The window has closed."""
        self._let_go()
        self._canvas = None
        self.maps.close()

    def _let_go(self) -> None:
        for part in self._on:
            part.stop()
        self._on, self._trouble = [], None

    def _troubled(self, problem: Problem) -> None:
        if problem not in self.problems:
            self.problems.append(problem)
            self.speak()
