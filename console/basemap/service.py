"""All base maps of this console: what was declared, and one supply at a time for each window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from console.basemap.catalogue import read_catalogue
from console.basemap.describing import described
from console.basemap.fetch import Fetcher, Hosts
from console.basemap.gate import Gate, Resolve, resolve
from console.basemap.keeping import TileKeeper
from console.basemap.port import Delivery, MapInfo, Problem, Supply
from console.basemap.source import MapSource
from console.basemap.supply import TileSupply
from console.basemap.tiles import FileTiles, OnlineTiles, Tell, Tiles


class DeclaredMaps:
    """The port `BaseMaps` over a file of declarations. `needed`: without the file that is told."""

    def __init__(
        self, file: Path, keep_in: Path, needed: bool = False, look_up: Resolve = resolve
    ) -> None:
        catalogue = read_catalogue(file, needed)
        self._sources = {source.id: source for source in catalogue.sources}
        self._problems = catalogue.problems
        self.vectors, self.default = catalogue.vectors, catalogue.default
        self.file = file
        self._keep_in, self._cap = keep_in, catalogue.cache_mb << 20
        self._hosts, self._look_up = Hosts(), look_up
        self._keeper: TileKeeper | None = None

    @property
    def maps(self) -> tuple[MapInfo, ...]:
        return tuple(source.info for source in self._sources.values())

    @property
    def problems(self) -> tuple[Problem, ...]:
        return self._problems

    def open(self, map_id: str, deliver: Callable[[Delivery], None]) -> Supply:
        source = self._sources[map_id]
        return TileSupply(source, partial(self._tiles, source), deliver)

    def close(self) -> None:
        """Write down what was used last."""
        if self._keeper is not None:
            self._keeper.close()

    def _tiles(self, source: MapSource, tell: Tell) -> Tiles:
        if not source.online:
            return FileTiles(source, tell)
        if self._keeper is None:
            self._keeper = TileKeeper(self._keep_in, self._cap, tell)
        gate = Gate(source.hosts, source.private, self._look_up)
        fetcher = Fetcher(gate, self._hosts)
        if source.capabilities:
            source = described(source, fetcher)
        return OnlineTiles(source, fetcher, self._keeper, tell)
